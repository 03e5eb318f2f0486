/* SPDX-License-Identifier: Apache-2.0 */
/* modifiers.csv: modifiers of claims. */
#include "pack/load.h"

#define AT(member) .offset = offsetof(struct modifier, member)
static const struct field modifier_fields[] = {
	{.name = "modifier", .type = FIELD_TEXT, AT(modifier),
	    .required = true},
	{.name = "label", .type = FIELD_TEXT, AT(label), .required = true},
	{.name = "kind", .type = FIELD_WORD, AT(kind), .required = true,
	    .choices = modifier_choices},
	{.name = "ncci", .type = FIELD_BOOL, AT(ncci), .required = true},
	{.name = "discipline", .type = FIELD_TEXT, AT(discipline)},
	{.name = "source", .type = FIELD_TEXT, AT(source)},
	{.name = "confidence", .type = FIELD_WORD, AT(confidence),
	    .choices = confidence_choices},
};
#undef AT
static const struct schema modifier_schema = SCHEMA("modifier",
    modifier_fields);

bool
load_modifier(struct loader *load, const struct node *row)
{
	struct pack *pack = load->pack;
	struct modifier m = {0};

	if (!schema_read(&load->r, row, &modifier_schema, &m) ||
	    !load_claim(load, pack->index->modifiers, "modifier",
	    str_of(m.modifier), row->origin, pack->modifiers.len))
		return false;
	vec_push(load->r.keep, &pack->modifiers, m);
	return true;
}
