/* SPDX-License-Identifier: Apache-2.0 */
/* Assertion triggers: wordings that say how a statement stands. */
#include "pack/load.h"

struct assertion_file {
	struct heading heading;
	const struct node *define;
	const struct node *triggers;
	const struct node *pseudo;
	const struct node *stops;
};

#define AT(member) .offset = offsetof(struct assertion_file, member)
static const struct field file_fields[] = {
	HEADING(struct assertion_file),
	{.name = "define", .type = FIELD_MAP, AT(define)},
	{.name = "triggers", .type = FIELD_LIST, AT(triggers)},
	{.name = "pseudo", .type = FIELD_LIST, AT(pseudo)},
	{.name = "stops", .type = FIELD_LIST, AT(stops)},
};
#undef AT
static const struct schema file_schema = SCHEMA("file of assertion triggers",
    file_fields);

struct draft {
	struct concept concept;
	const struct node *patterns;
};

/* More words than a sentence has. */
enum { FARTHEST = 100 };

#define AT(member) .offset = offsetof(struct draft, member)
#define COMMON                                                                \
	{.name = "id", .type = FIELD_ID, AT(concept.id), .required = true},   \
	{.name = "about", .type = FIELD_TEXT, AT(concept.about)},             \
	{.name = "patterns", .type = FIELD_ITEMS, AT(patterns),               \
	    .required = true},                                                \
	{.name = "match", .type = FIELD_TEXTS, AT(concept.match)},            \
	{.name = "skip", .type = FIELD_TEXTS, AT(concept.skip)}

static const struct field trigger_fields[] = {
	COMMON,
	{.name = "status", .type = FIELD_CHOICE, AT(concept.trigger.status),
	    .required = true, .choices = assertion_choices},
	{.name = "direction", .type = FIELD_CHOICE,
	    AT(concept.trigger.direction), .required = true,
	    .choices = direction_choices},
	{.name = "words", .type = FIELD_NUMBER, AT(concept.trigger.words),
	    .most = FARTHEST},
};
static const struct field stop_fields[] = {COMMON};
#undef COMMON
#undef AT

static const struct schema schemas[] = {
	[TRIGGER] = SCHEMA("trigger", trigger_fields),
	[PSEUDO_TRIGGER] = SCHEMA("pseudo trigger", stop_fields),
	[STOP_TRIGGER] = SCHEMA("stop", stop_fields),
};

static bool
load_triggers(struct loader *load, const struct macros *m,
    const struct node *list, enum trigger_kind kind)
{
	for (size_t i = 0; i < node_count(list); i++) {
		const struct node *map = list->items.at[i];
		struct draft d = {.concept = {.accept = AFFIRMED,
		    .origin = map->origin, .trigger = {.kind = kind}}};
		if (!schema_read(&load->r, map, &schemas[kind], &d))
			return false;
		struct concept *c = concept_add(load, &d.concept);
		if (c == NULL || !load_patterns(load, m, d.patterns, c))
			return false;
	}
	return true;
}

bool
load_assertion(struct loader *load, const struct node *top)
{
	struct assertion_file file = {0};
	struct macros m = {0};

	return schema_read(&load->r, top, &file_schema, &file) &&
	    macros_define(load, &m, &load->macros, file.define) &&
	    load_triggers(load, &m, file.triggers, TRIGGER) &&
	    load_triggers(load, &m, file.pseudo, PSEUDO_TRIGGER) &&
	    load_triggers(load, &m, file.stops, STOP_TRIGGER);
}
