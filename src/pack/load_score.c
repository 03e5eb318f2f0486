/* SPDX-License-Identifier: Apache-2.0 */
/* The tiers of the risk score, and the most a category may add to it. */
#include "pack/load.h"

enum { MOST_POINTS = 100 };

struct score_file {
	struct heading heading;
	const struct node *tiers;
	const struct node *caps;
};

static const struct field file_fields[] = {
	HEADING(struct score_file),
	{.name = "tiers", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct score_file, tiers)},
	{.name = "caps", .type = FIELD_LIST,
	    .offset = offsetof(struct score_file, caps)},
};
static const struct schema file_schema = SCHEMA("score", file_fields);

static const struct field tier_fields[] = {
	{.name = "name", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct tier, name)},
	{.name = "from", .type = FIELD_NUMBER, .required = true,
	    .most = MOST_POINTS, .offset = offsetof(struct tier, from)},
};
static const struct schema tier_schema = SCHEMA("tier", tier_fields);

static const struct field cap_fields[] = {
	{.name = "category", .type = FIELD_ID, .required = true,
	    .offset = offsetof(struct cap, category)},
	{.name = "points", .type = FIELD_NUMBER, .required = true,
	    .most = MOST_POINTS, .offset = offsetof(struct cap, points)},
};
static const struct schema cap_schema = SCHEMA("cap", cap_fields);

/* Every score belongs to one tier: the first begins at 0, and they ascend. */
static bool
check_tier(struct loader *load, const struct tier *tier,
    const struct node *map)
{
	const struct pack *pack = load->pack;
	struct origin at = node_value(map, "from")->origin;

	if (pack->tiers.len == 0 && tier->from != 0)
		return refuse(load->r.err, at,
		    "the first tier is from %d; expected 0", tier->from);
	if (pack->tiers.len == 0)
		return true;
	int before = pack->tiers.at[pack->tiers.len - 1].from;
	if (tier->from <= before)
		return refuse(load->r.err, at, "the tier '%s' is from %d, the "
		    "one before it from %d; expected more", tier->name,
		    tier->from, before);
	return true;
}

static bool
load_tier(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct tier tier = {0};

	if (!schema_read(&load->r, map, &tier_schema, &tier) ||
	    !load_claim(load, load->tiers, "tier", str_of(tier.name),
	    map->origin, pack->tiers.len) ||
	    !check_tier(load, &tier, map))
		return false;
	vec_push(load->r.keep, &pack->tiers, tier);
	return true;
}

static bool
load_cap(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct cap cap = {0};

	if (!schema_read(&load->r, map, &cap_schema, &cap) ||
	    !load_claim(load, load->caps, "cap", str_of(cap.category),
	    map->origin, pack->caps.len))
		return false;
	vec_push(load->r.keep, &pack->caps, cap);
	return true;
}

bool
load_score(struct loader *load, const struct node *top)
{
	struct score_file file = {0};

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.tiers); i++)
		if (!load_tier(load, file.tiers->items.at[i]))
			return false;
	for (size_t i = 0; i < node_count(file.caps); i++)
		if (!load_cap(load, file.caps->items.at[i]))
			return false;
	return true;
}
