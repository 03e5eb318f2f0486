/* SPDX-License-Identifier: Apache-2.0 */
/* mue.csv: the most units of a code that are paid a day. */
#include "pack/load.h"

enum { MOST_UNITS = 9999, MOST_INDICATOR = 3 };

struct draft {
	const struct node *code;
	unsigned settings;
	struct daily_limit limit;
	const char *rationale;
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field limit_fields[] = {
	{.name = "code", .type = FIELD_NAME, AT(code), .required = true},
	{.name = "units", .type = FIELD_NUMBER, AT(limit.units),
	    .required = true, .most = MOST_UNITS},
	{.name = "indicator", .type = FIELD_NUMBER, AT(limit.indicator),
	    .required = true, .most = MOST_INDICATOR},
	{.name = "setting", .type = FIELD_CHOICE, AT(settings),
	    .required = true, .choices = settings_choices},
	{.name = "since", .type = FIELD_DATE, AT(limit.since)},
	{.name = "rationale", .type = FIELD_TEXT, AT(rationale)},
};
#undef AT
static const struct schema limit_schema = SCHEMA("limit", limit_fields);

bool
load_limit(struct loader *load, const struct node *row)
{
	struct draft d = {.limit = {.since = NO_DATE}};
	unsigned index;

	if (!schema_read(&load->r, row, &limit_schema, &d) ||
	    !load_find_code(load, d.code, &index))
		return false;
	struct code *code = &load->pack->codes.at[index];
	for (int s = 0; s < SETTINGS; s++) {
		if ((d.settings & 1u << s) == 0)
			continue;
		struct str key = arena_printf(load->r.scratch, "%s, %s",
		    code->code, setting_name((enum setting)s));
		if (!load_claim_row(load, "limit", key, row->origin))
			return false;
		code->limits[s] = d.limit;
	}
	return true;
}
