/* SPDX-License-Identifier: Apache-2.0 */
/* What is expected of exercises of a kind. */
#include "pack/load.h"

struct exercise_kinds_file {
	struct heading heading;
	const struct node *kinds;
};

static const struct field file_fields[] = {
	HEADING(struct exercise_kinds_file),
	{.name = "exercise-kinds", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct exercise_kinds_file, kinds)},
};
static const struct schema file_schema = SCHEMA("file of exercise kinds",
    file_fields);

static const struct field kind_fields[] = {
	{.name = "id", .type = FIELD_ID, .required = true,
	    .offset = offsetof(struct exercise_kind, id)},
	{.name = "strengthening", .type = FIELD_BOOL,
	    .offset = offsetof(struct exercise_kind, strengthening)},
	{.name = "needs-dosage", .type = FIELD_BOOL,
	    .offset = offsetof(struct exercise_kind, needs_dosage)},
	{.name = "one-sided", .type = FIELD_BOOL,
	    .offset = offsetof(struct exercise_kind, one_sided)},
	{.name = "posture", .type = FIELD_BOOL,
	    .offset = offsetof(struct exercise_kind, posture)},
	{.name = "held", .type = FIELD_BOOL,
	    .offset = offsetof(struct exercise_kind, held)},
	{.name = "timed", .type = FIELD_BOOL,
	    .offset = offsetof(struct exercise_kind, timed)},
	{.name = "apart", .type = FIELD_TEXTS,
	    .offset = offsetof(struct exercise_kind, apart)},
};
static const struct schema kind_schema = SCHEMA("exercise kind", kind_fields);

bool
load_exercise_kinds(struct loader *load, const struct node *top)
{
	struct exercise_kinds_file file = {0};
	struct pack *pack = load->pack;

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.kinds); i++) {
		const struct node *map = file.kinds->items.at[i];
		struct exercise_kind kind = {0};
		if (!schema_read(&load->r, map, &kind_schema, &kind) ||
		    !load_claim(load, pack->index->exercise_kinds,
		    "exercise kind", str_of(kind.id), map->origin,
		    pack->exercise_kinds.len))
			return false;
		vec_push(load->r.keep, &pack->exercise_kinds, kind);
	}
	return true;
}
