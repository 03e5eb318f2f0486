/* SPDX-License-Identifier: Apache-2.0 */
/* codes.csv: billing codes. */
#include "pack/load.h"

enum { MINUTES_OF_A_DAY = 1440, MOST_UNITS = 999 };

#define AT(member) .offset = offsetof(struct code, member)
static const struct field code_fields[] = {
	{.name = "code", .type = FIELD_TEXT, AT(code), .required = true},
	{.name = "label", .type = FIELD_TEXT, AT(label), .required = true},
	{.name = "timed", .type = FIELD_BOOL, AT(timed), .required = true},
	{.name = "minutes_per_unit", .type = FIELD_NUMBER,
	    AT(minutes_per_unit), .most = MINUTES_OF_A_DAY},
	{.name = "attendance", .type = FIELD_TEXT, AT(attendance)},
	{.name = "disciplines", .type = FIELD_SPLIT, AT(disciplines)},
	{.name = "deleted", .type = FIELD_DATE, AT(deleted)},
	{.name = "units_per_day", .type = FIELD_NUMBER, AT(units_per_day),
	    .most = MOST_UNITS},
	{.name = "names", .type = FIELD_SPLIT, AT(names)},
	{.name = "requires", .type = FIELD_SPLIT, AT(requires)},
	{.name = "source", .type = FIELD_TEXT, AT(source)},
	{.name = "confidence", .type = FIELD_WORD, AT(confidence),
	    .choices = confidence_choices},
};
#undef AT
static const struct schema code_schema = SCHEMA("code", code_fields);

static bool
load_code(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct code code = {.deleted = NO_DATE, .units_per_day = -1};

	if (!schema_read(&load->r, map, &code_schema, &code))
		return false;
	if (code.timed && code.minutes_per_unit == 0)
		return refuse(load->r.err, map->origin, "'minutes_per_unit' is "
		    "missing; every timed code needs one");
	if (!load_claim(load, pack->index->codes, "code", str_of(code.code),
	    map->origin, pack->codes.len))
		return false;
	vec_push(load->r.keep, &pack->codes, code);
	return code.names.len == 0 || load_wordings(load, "codes", "code-name",
	    &(struct lexeme){.name = code.label, .also = code.names,
	    .value = code.code, .origin = map->origin});
}

bool
load_codes(struct loader *load, const struct node *rows)
{
	for (size_t i = 0; i < node_count(rows); i++)
		if (!load_code(load, rows->items.at[i]))
			return false;
	return true;
}
