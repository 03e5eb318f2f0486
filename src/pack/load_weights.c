/* SPDX-License-Identifier: Apache-2.0 */
/* weights.csv: what words say for an element. */
#include "pack/load.h"

/* In log-odds: at 20 nothing else counts. */
enum { MOST_WEIGHT = 20 };

#define AT(member) .offset = offsetof(struct weight, member)
static const struct field fields[] = {
	{.name = "element", .type = FIELD_ID, AT(element), .required = true},
	{.name = "words", .type = FIELD_TEXT, AT(words), .required = true},
	{.name = "for", .type = FIELD_DECIMAL, AT(speaks_for),
	    .most = MOST_WEIGHT},
	{.name = "against", .type = FIELD_DECIMAL, AT(against),
	    .most = MOST_WEIGHT},
};
#undef AT
static const struct schema schema = SCHEMA("weight", fields);

bool
load_weight(struct loader *load, const struct node *row)
{
	struct weight w = {.origin = row->origin};

	if (!schema_read(&load->r, row, &schema, &w))
		return false;
	vec_push(load->r.keep, &load->pack->weights, w);
	return true;
}
