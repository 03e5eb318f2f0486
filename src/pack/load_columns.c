/* SPDX-License-Identifier: Apache-2.0 */
/* What the columns of tables of notes are called. */
#include "pack/load.h"

struct columns_file {
	struct heading heading;
	const struct node *columns;
};

static const struct field file_fields[] = {
	HEADING(struct columns_file),
	{.name = "columns", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct columns_file, columns)},
};
static const struct schema file_schema = SCHEMA("file of columns",
    file_fields);

struct column_entry {
	const char *means;
	struct texts names;
};

static const struct field column_fields[] = {
	{.name = "means", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct column_entry, means)},
	{.name = "names", .type = FIELD_TEXTS, .required = true,
	    .offset = offsetof(struct column_entry, names)},
};
static const struct schema column_schema = SCHEMA("column", column_fields);

static bool
no_such_meaning(struct loader *load, const struct node *at, const char *word)
{
	const char *names[COLUMN_ROLES];

	for (int i = 0; i < COLUMN_ROLES; i++)
		names[i] = column_role_name((enum column_role)i);
	return refuse_word(load->r.err, at->origin, "meaning of a column",
	    str_of(word), names, COLUMN_ROLES);
}

/* One name cannot mean two things. */
static bool
add_name(struct loader *load, const struct node *at, enum column_role role,
    const char *name)
{
	struct columns *all = &load->pack->columns;

	for (size_t i = 0; i < all->names.len; i++)
		if (column_same(str_of(all->names.at[i].name), str_of(name)))
			return refuse(load->r.err, at->origin, "'%s' is a name "
			    "of the column '%s' already; expected each name "
			    "once", name,
			    column_role_name(all->names.at[i].role));
	vec_push(load->r.keep, &all->names, (struct column_name){role, name});
	return true;
}

bool
load_columns(struct loader *load, const struct node *top)
{
	struct columns_file file = {0};

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.columns); i++) {
		const struct node *map = file.columns->items.at[i];
		struct column_entry entry = {0};
		enum column_role role;
		if (!schema_read(&load->r, map, &column_schema, &entry))
			return false;
		if (!column_role_named(str_of(entry.means), &role))
			return no_such_meaning(load, map, entry.means);
		for (size_t k = 0; k < entry.names.len; k++)
			if (!add_name(load, map, role, entry.names.at[k]))
				return false;
	}
	return true;
}
