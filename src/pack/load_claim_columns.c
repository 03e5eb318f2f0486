/* SPDX-License-Identifier: Apache-2.0 */
/* What the columns of tables of charges are called. */
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

struct entry {
	int means;
	struct texts names;
};

static const struct field entry_fields[] = {
	{.name = "means", .type = FIELD_CHOICE, .required = true,
	    .offset = offsetof(struct entry, means),
	    .choices = claim_choices},
	{.name = "names", .type = FIELD_TEXTS, .required = true,
	    .offset = offsetof(struct entry, names)},
};
static const struct schema entry_schema = SCHEMA("column", entry_fields);

bool
load_claim_columns(struct loader *load, const struct node *top)
{
	struct columns_file file = {0};

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.columns); i++) {
		struct entry entry = {0};
		if (!schema_read(&load->r, file.columns->items.at[i],
		    &entry_schema, &entry))
			return false;
		for (size_t k = 0; k < entry.names.len; k++)
			vec_push(load->r.keep, &load->pack->claim_names,
			    (struct claim_name){
			    (enum claim_column)entry.means,
			    entry.names.at[k]});
	}
	return true;
}
