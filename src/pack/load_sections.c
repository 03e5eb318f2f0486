/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds of sections, and masks of them. */
#include "pack/load.h"

/* A mask of section kinds is one uint64_t. */
enum { SECTIONS_AT_MOST = 64 };

struct sections_file {
	struct heading heading;
	const struct node *sections;
};

static const struct field file_fields[] = {
	HEADING(struct sections_file),
	{.name = "sections", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct sections_file, sections)},
};
static const struct schema file_schema = SCHEMA("file of sections",
    file_fields);

#define AT(member) .offset = offsetof(struct section_kind, member)
static const struct field section_fields[] = {
	{.name = "id", .type = FIELD_ID, AT(id), .required = true},
	{.name = "titles", .type = FIELD_TEXTS, AT(titles)},
	{.name = "letters", .type = FIELD_TEXTS, AT(letters)},
	{.name = "labels", .type = FIELD_TEXTS, AT(labels)},
	{.name = "codes", .type = FIELD_TEXTS, AT(codes)},
	{.name = "assertion", .type = FIELD_CHOICE, AT(assertion),
	    .choices = assertion_choices},
	{.name = "performed", .type = FIELD_BOOL, AT(performed)},
	{.name = "narrative", .type = FIELD_BOOL, AT(narrative)},
};
#undef AT
static const struct schema section_schema = SCHEMA("section", section_fields);

static bool
load_section(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct section_kind s = {.assertion = AFFIRMED,
	    .index = (unsigned)pack->sections.len};

	if (!schema_read(&load->r, map, &section_schema, &s))
		return false;
	if (pack->sections.len == SECTIONS_AT_MOST)
		return refuse_as(load->r.err, E_LIMIT, map->origin,
		    "'%s' is one kind of section too many; expected at most %d",
		    s.id, SECTIONS_AT_MOST);
	if (!load_claim(load, pack->index->sections, "section", str_of(s.id),
	    map->origin, s.index))
		return false;
	vec_push(load->r.keep, &pack->sections, s);
	return true;
}

bool
load_sections(struct loader *load, const struct node *top)
{
	struct sections_file file = {0};

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.sections); i++)
		if (!load_section(load, file.sections->items.at[i]))
			return false;
	return true;
}

bool
sections_mask(struct loader *load, const struct node *names, uint64_t *out)
{
	for (size_t i = 0; i < node_count(names); i++) {
		const struct named *named = load_find(load,
		    load->pack->index->sections, "section",
		    names->items.at[i]);
		if (named == NULL)
			return false;
		*out |= (uint64_t)1 << named->index;
	}
	return true;
}
