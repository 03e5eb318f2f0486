/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds of sections, and masks of them. */
#include "pack/load.h"

/* A mask of section kinds is one uint64_t. */
enum { SECTIONS_AT_MOST = 64 };

struct sections_file {
	struct heading heading;
	const struct node *sections;
	struct texts modifiers;
	struct texts links;
};

static const struct field file_fields[] = {
	HEADING(struct sections_file),
	{.name = "sections", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct sections_file, sections)},
	{.name = "modifiers", .type = FIELD_TEXTS,
	    .offset = offsetof(struct sections_file, modifiers)},
	{.name = "links", .type = FIELD_TEXTS,
	    .offset = offsetof(struct sections_file, links)},
};
static const struct schema file_schema = SCHEMA("file of sections",
    file_fields);

#define AT(member) .offset = offsetof(struct section_kind, member)
static const struct field section_fields[] = {
	{.name = "id", .type = FIELD_ID, AT(id), .required = true},
	{.name = "titles", .type = FIELD_TEXTS, AT(titles)},
	{.name = "letters", .type = FIELD_TEXTS, AT(letters)},
	{.name = "labels", .type = FIELD_TEXTS, AT(labels)},
	{.name = "heads", .type = FIELD_TEXTS, AT(heads)},
	{.name = "evidence", .type = FIELD_TEXTS, AT(evidence)},
	{.name = "hints", .type = FIELD_TEXTS, AT(hints)},
	{.name = "codes", .type = FIELD_TEXTS, AT(codes)},
	{.name = "assertion", .type = FIELD_CHOICE, AT(assertion),
	    .choices = assertion_choices},
	{.name = "performed", .type = FIELD_BOOL, AT(performed)},
	{.name = "lists", .type = FIELD_BOOL, AT(lists)},
	{.name = "past", .type = FIELD_BOOL, AT(past)},
	{.name = "sure", .type = FIELD_BOOL, AT(sure)},
	{.name = "narrative", .type = FIELD_BOOL, AT(narrative)},
	{.name = "may-repeat", .type = FIELD_BOOL, AT(may_repeat)},
	{.name = "figures", .type = FIELD_BOOL, AT(figures)},
};
#undef AT
static const struct schema section_schema = SCHEMA("section", section_fields);

static bool
load_section(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct section_kind s = {.assertion = AFFIRMED,
	    .origin = map->origin, .index = (unsigned)pack->sections.len};

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
	vec_append(load->r.keep, &load->pack->title_modifiers,
	    file.modifiers.at, file.modifiers.len);
	vec_append(load->r.keep, &load->pack->title_links,
	    file.links.at, file.links.len);
	return true;
}

/* Does some concept go by a name that a kind of section gives as evidence? */
static bool
is_mentioned(const struct pack *pack, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < pack->concepts.len; i++) {
		const struct concept *c = pack->concepts.at[i];
		if ((strncmp(c->id, name, len) == 0 &&
		    (c->id[len] == '/' || c->id[len] == '\0')) ||
		    (c->element != NULL && strcmp(c->element, name) == 0) ||
		    (c->fact != NULL && strcmp(c->fact, name) == 0))
			return true;
	}
	return false;
}

bool
link_sections(struct loader *load)
{
	for (size_t i = 0; i < load->pack->sections.len; i++) {
		const struct section_kind *k = &load->pack->sections.at[i];
		const struct texts *lists[] = {&k->evidence, &k->hints};
		for (size_t l = 0; l < 2; l++)
			for (size_t j = 0; j < lists[l]->len; j++)
				if (!is_mentioned(load->pack, lists[l]->at[j]))
					return refuse(load->r.err, k->origin,
					    "nothing is found for '%s', which "
					    "is to speak for '%s'; expected "
					    "an element, a fact or a concept",
					    lists[l]->at[j], k->id);
	}
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
