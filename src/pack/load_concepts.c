/* SPDX-License-Identifier: Apache-2.0 */
/* Concepts: what a note can say, by pattern, by term, or combined. */
#include "base/limits.h"
#include "pack/load.h"

struct concepts_file {
	struct heading heading;
	const struct node *define;
	const struct node *concepts;
};

static const struct field file_fields[] = {
	HEADING(struct concepts_file),
	{.name = "define", .type = FIELD_MAP,
	    .offset = offsetof(struct concepts_file, define)},
	{.name = "concepts", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct concepts_file, concepts)},
};
static const struct schema file_schema = SCHEMA("file of concepts",
    file_fields);

enum { NOT_SAID = -1 };

struct draft {
	struct concept concept;
	int within;		/* enum within or NOT_SAID */
	const struct node *in;
	const struct node *not_in;
	const struct node *patterns;
	const struct node *all_of;
	const struct node *none_of;
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field draft_fields[] = {
	{.name = "id", .type = FIELD_ID, AT(concept.id), .required = true},
	{.name = "about", .type = FIELD_TEXT, AT(concept.about)},
	{.name = "element", .type = FIELD_ID, AT(concept.element)},
	{.name = "fact", .type = FIELD_ID, AT(concept.fact)},
	{.name = "accept", .type = FIELD_MASK, AT(concept.accept),
	    .choices = accept_choices},
	{.name = "in", .type = FIELD_NAMES, AT(in)},
	{.name = "not-in", .type = FIELD_NAMES, AT(not_in)},
	{.name = "patterns", .type = FIELD_ITEMS, AT(patterns)},
	{.name = "terms", .type = FIELD_TEXTS, AT(concept.terms)},
	{.name = "all-of", .type = FIELD_NAMES, AT(all_of)},
	{.name = "none-of", .type = FIELD_NAMES, AT(none_of)},
	{.name = "within", .type = FIELD_CHOICE, AT(within),
	    .choices = within_choices},
	{.name = "sure", .type = FIELD_BOOL, AT(concept.sure)},
	{.name = "match", .type = FIELD_TEXTS, AT(concept.match)},
	{.name = "skip", .type = FIELD_TEXTS, AT(concept.skip)},
};
#undef AT
static const struct schema draft_schema = SCHEMA("concept", draft_fields);

struct pattern_draft {
	const char *regex;
	struct texts match;
	struct texts skip;
};

static const struct field pattern_fields[] = {
	{.name = "regex", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct pattern_draft, regex)},
	{.name = "match", .type = FIELD_TEXTS,
	    .offset = offsetof(struct pattern_draft, match)},
	{.name = "skip", .type = FIELD_TEXTS,
	    .offset = offsetof(struct pattern_draft, skip)},
};
static const struct schema pattern_schema = SCHEMA("pattern", pattern_fields);

struct concept *
concept_add(struct loader *load, const struct concept *draft)
{
	struct pack *pack = load->pack;

	if (!load_claim(load, pack->index->concepts, "concept",
	    str_of(draft->id), draft->origin, pack->concepts.len))
		return NULL;
	struct concept *c = arena_alloc(load->r.keep, sizeof(*c));
	*c = *draft;
	c->index = (unsigned)pack->concepts.len;
	vec_push(load->r.keep, &pack->concepts, c);
	return c;
}

struct concept *
concept_shared(struct loader *load, struct str id, struct origin origin)
{
	const struct named *old = names_get(load->pack->index->concepts, id);

	if (old != NULL)
		return load->pack->concepts.at[old->index];
	struct concept draft = {.id = arena_str(load->r.keep, id).ptr,
	    .accept = AFFIRMED, .origin = origin};
	return concept_add(load, &draft);
}

bool
concept_find(struct loader *load, const struct node *name,
    const struct concept **out)
{
	const struct named *named = load_find(load,
	    load->pack->index->concepts, "concept", name);

	if (named != NULL)
		*out = load->pack->concepts.at[named->index];
	return named != NULL;
}

bool
concept_find_all(struct loader *load, const struct node *names,
    struct concepts *out)
{
	const struct concept *c = NULL;

	for (size_t i = 0; i < node_count(names); i++) {
		if (!concept_find(load, names->items.at[i], &c))
			return false;
		vec_push(load->r.keep, out, c);
	}
	return true;
}

static bool
load_pattern(struct loader *load, const struct macros *m,
    const struct node *item, struct concept *concept)
{
	struct pattern_draft draft = {0};
	struct pack *pack = load->pack;
	struct str regex;

	if (item->kind == NODE_LIST)
		return refuse(load->r.err, item->origin, "'patterns' has a "
		    "list in it; expected regular expressions");
	if (pack->patterns.len == LIMIT_PATTERNS)
		return refuse_as(load->r.err, E_LIMIT, item->origin,
		    "too many patterns; expected at most %d in all packs",
		    LIMIT_PATTERNS);
	if (item->kind == NODE_MAP) {
		if (!schema_read(&load->r, item, &pattern_schema, &draft))
			return false;
		item = node_value(item, "regex");
	}
	if (!macros_expand(load, m, item, &regex))
		return false;
	struct pattern *p = arena_alloc(load->r.keep, sizeof(*p));
	*p = (struct pattern){.regex = regex.ptr, .origin = item->origin,
	    .concept = concept, .index = (unsigned)pack->patterns.len,
	    .match = draft.match, .skip = draft.skip};
	vec_push(load->r.keep, &pack->patterns, p);
	vec_push(load->r.keep, &concept->patterns, p);
	return true;
}

bool
load_patterns(struct loader *load, const struct macros *m,
    const struct node *list, struct concept *concept)
{
	for (size_t i = 0; i < node_count(list); i++)
		if (!load_pattern(load, m, list->items.at[i], concept))
			return false;
	return true;
}

static bool
check_draft(struct loader *load, const struct draft *d)
{
	struct err *err = load->r.err;
	bool combined = node_count(d->all_of) > 0;

	if (!combined && node_count(d->patterns) == 0 &&
	    d->concept.terms.len == 0)
		return refuse(err, d->concept.origin, "the concept '%s' has "
		    "nothing to find; expected 'patterns', 'terms' or 'all-of'",
		    d->concept.id);
	if (!combined && d->none_of == NULL && d->within != NOT_SAID)
		return refuse(err, d->concept.origin,
		    "'within' without 'all-of' or 'none-of'; expected one of "
		    "them");
	return true;
}

static bool
load_concept(struct loader *load, const struct macros *m,
    const struct node *map)
{
	struct draft d = {.concept = {.accept = AFFIRMED,
	    .origin = map->origin}, .within = NOT_SAID};

	if (!schema_read(&load->r, map, &draft_schema, &d) ||
	    !check_draft(load, &d) ||
	    !sections_mask(load, d.in, &d.concept.in) ||
	    !sections_mask(load, d.not_in, &d.concept.not_in))
		return false;
	if (d.within != NOT_SAID)
		d.concept.within = (enum within)d.within;
	struct concept *c = concept_add(load, &d.concept);
	if (c == NULL || !load_patterns(load, m, d.patterns, c))
		return false;
	if (node_count(d.all_of) > 0 || node_count(d.none_of) > 0)
		vec_push(load->r.scratch, &load->concepts,
		    (struct unlinked_concept){c, d.all_of, d.none_of});
	return true;
}

bool
load_concepts(struct loader *load, const struct node *top)
{
	struct concepts_file file = {0};
	struct macros m = {0};

	if (!schema_read(&load->r, top, &file_schema, &file) ||
	    !macros_define(load, &m, &load->macros, file.define))
		return false;
	for (size_t i = 0; i < node_count(file.concepts); i++)
		if (!load_concept(load, &m, file.concepts->items.at[i]))
			return false;
	return true;
}
