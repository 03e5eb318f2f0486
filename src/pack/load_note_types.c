/* SPDX-License-Identifier: Apache-2.0 */
/* Which elements a kind of note must have. */
#include "pack/load.h"

struct note_types_file {
	struct heading heading;
	const struct node *types;
};

static const struct field file_fields[] = {
	HEADING(struct note_types_file),
	{.name = "note-types", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct note_types_file, types)},
};
static const struct schema file_schema = SCHEMA("file of note types",
    file_fields);

static const struct field type_fields[] = {
	{.name = "id", .type = FIELD_ID, .required = true,
	    .offset = offsetof(struct note_type, id)},
	{.name = "required", .type = FIELD_TEXTS, .required = true,
	    .offset = offsetof(struct note_type, required)},
	{.name = "exempt", .type = FIELD_TEXTS,
	    .offset = offsetof(struct note_type, exempt)},
	{.name = "absent", .type = FIELD_TEXTS,
	    .offset = offsetof(struct note_type, absent)},
	{.name = "codes", .type = FIELD_TEXTS,
	    .offset = offsetof(struct note_type, codes)},
};
static const struct schema type_schema = SCHEMA("note type", type_fields);

bool
load_note_types(struct loader *load, const struct node *top)
{
	struct note_types_file file = {0};
	struct pack *pack = load->pack;

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.types); i++) {
		const struct node *map = file.types->items.at[i];
		struct note_type type = {0};
		if (!schema_read(&load->r, map, &type_schema, &type) ||
		    !load_claim(load, pack->index->note_types, "note type",
		    str_of(type.id), map->origin, pack->note_types.len))
			return false;
		vec_push(load->r.keep, &pack->note_types, type);
	}
	return true;
}
