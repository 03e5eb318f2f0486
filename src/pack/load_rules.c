/* SPDX-License-Identifier: Apache-2.0 */
/* What people read about a rule, rules of the when-require-forbid form, and
 * levels that a pack sets otherwise. */
#include "pack/load.h"

struct rules_file {
	struct heading heading;
	const struct node *rules;
	const struct node *override;
};

static const struct field file_fields[] = {
	HEADING(struct rules_file),
	{.name = "rules", .type = FIELD_LIST,
	    .offset = offsetof(struct rules_file, rules)},
	{.name = "override", .type = FIELD_LIST,
	    .offset = offsetof(struct rules_file, override)},
};
static const struct schema file_schema = SCHEMA("file of rules", file_fields);

struct draft {
	struct rule_meta rule;
	const struct node *searched;
	const struct node *when;
	const struct node *require;
	const struct node *forbid;
};

/* A score has this many. */
enum { MOST_POINTS = 100 };

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field rule_fields[] = {
	{.name = "id", .type = FIELD_ID, AT(rule.id), .required = true},
	{.name = "level", .type = FIELD_CHOICE, AT(rule.level),
	    .required = true, .choices = level_choices},
	{.name = "scope", .type = FIELD_WORD, AT(rule.scope),
	    .choices = scope_choices},
	{.name = "title", .type = FIELD_TEXT, AT(rule.title),
	    .required = true},
	{.name = "fires", .type = FIELD_TEXT, AT(rule.fires)},
	{.name = "since", .type = FIELD_DATE, AT(rule.since)},
	{.name = "until", .type = FIELD_DATE, AT(rule.until)},
	{.name = "message", .type = FIELD_TEXT, AT(rule.message),
	    .required = true},
	{.name = "why", .type = FIELD_TEXT, AT(rule.why)},
	{.name = "fix", .type = FIELD_TEXT, AT(rule.fix)},
	{.name = "source", .type = FIELD_TEXT, AT(rule.source)},
	{.name = "authority", .type = FIELD_TEXT, AT(rule.authority)},
	{.name = "confidence", .type = FIELD_WORD, AT(rule.confidence),
	    .choices = confidence_choices},
	{.name = "bad", .type = FIELD_TEXT, AT(rule.bad)},
	{.name = "good", .type = FIELD_TEXT, AT(rule.good)},
	{.name = "searched", .type = FIELD_NAMES, AT(searched)},
	{.name = "points", .type = FIELD_NUMBER, AT(rule.points),
	    .most = MOST_POINTS},
	{.name = "at-risk", .type = FIELD_CHOICE, AT(rule.at_risk),
	    .choices = at_risk_choices},
	{.name = "asked-by", .type = FIELD_CHOICE, AT(rule.asked_by),
	    .choices = payer_key_choices},
	{.name = "when", .type = FIELD_NAMES, AT(when)},
	{.name = "require", .type = FIELD_NAMES, AT(require)},
	{.name = "forbid", .type = FIELD_NAMES, AT(forbid)},
};
#undef AT
static const struct schema rule_schema = SCHEMA("rule", rule_fields);

struct override_draft {
	const struct node *rules;
	int level;
};

static const struct field override_fields[] = {
	{.name = "rule", .type = FIELD_NAMES, .required = true,
	    .offset = offsetof(struct override_draft, rules)},
	{.name = "level", .type = FIELD_CHOICE, .required = true,
	    .choices = override_choices,
	    .offset = offsetof(struct override_draft, level)},
};
static const struct schema override_schema = SCHEMA("override",
    override_fields);

static bool
read_searched(struct loader *load, struct draft *d)
{
	uint64_t known = 0;

	return d->searched == NULL ||
	    (sections_mask(load, d->searched, &known) &&
	    schema_texts(&load->r, "searched", d->searched, &d->rule.searched));
}

static bool
read_judgement(struct loader *load, struct draft *d)
{
	if (d->when != NULL && node_count(d->when) != 1)
		return refuse(load->r.err, d->when->origin,
		    "'when' has %zu names; expected one concept",
		    node_count(d->when));
	if (d->when != NULL && d->require == NULL && d->forbid == NULL)
		return refuse(load->r.err, d->when->origin,
		    "'when' without a consequence; expected 'require' or "
		    "'forbid'");
	if (d->when != NULL && !concept_find(load, d->when->items.at[0],
	    &d->rule.when))
		return false;
	return concept_find_all(load, d->require, &d->rule.require) &&
	    concept_find_all(load, d->forbid, &d->rule.forbid);
}

static bool
load_rule(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct draft d = {.rule = {.scope = "note", .origin = map->origin,
	    .since = NO_DATE, .until = NO_DATE,
	    .index = (unsigned)pack->rules.len}};

	if (!schema_read(&load->r, map, &rule_schema, &d) ||
	    !load_claim(load, pack->index->rules, "rule", str_of(d.rule.id),
	    map->origin, d.rule.index) ||
	    !read_searched(load, &d) || !read_judgement(load, &d))
		return false;
	vec_push(load->r.keep, &pack->rules, d.rule);
	return true;
}

static bool
load_override(struct loader *load, const struct node *map)
{
	struct override_draft d = {0};

	if (!schema_read(&load->r, map, &override_schema, &d))
		return false;
	vec_push(load->r.scratch, &load->overrides,
	    (struct unlinked_override){d.rules, d.level});
	return true;
}

bool
load_rules(struct loader *load, const struct node *top)
{
	struct rules_file file = {0};

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.rules); i++)
		if (!load_rule(load, file.rules->items.at[i]))
			return false;
	for (size_t i = 0; i < node_count(file.override); i++)
		if (!load_override(load, file.override->items.at[i]))
			return false;
	return true;
}

/* The last word on a rule stands: user packs come after the shipped. */
bool
link_overrides(struct loader *load)
{
	for (size_t i = 0; i < load->overrides.len; i++) {
		const struct unlinked_override *o = &load->overrides.at[i];
		for (size_t k = 0; k < node_count(o->rules); k++) {
			const struct named *named = load_find(load,
			    load->pack->index->rules, "rule",
			    o->rules->items.at[k]);
			if (named == NULL)
				return false;
			struct rule_meta *rule =
			    &load->pack->rules.at[named->index];
			rule->off = o->level < 0;
			if (!rule->off)
				rule->level = (enum level)o->level;
		}
	}
	return true;
}
