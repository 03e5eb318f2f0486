/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Medically Unlikely Edits as CMS publishes them: code, most units,
 * adjudication indicator written out ("3 Date of Service Edit: Clinical"),
 * rationale.
 */
#include "pack/import.h"

enum { MOST_UNITS = 9999 };

/* MCR_MUE_PractitionerServices_Eff_10-01-2026.csv */
static const char *
edition_of(struct import *im, struct str name)
{
	const char *eff = strstr(name.ptr, "eff_");

	if (eff == NULL)
		return NULL;
	struct str s = {eff + 4, strlen(eff + 4)};
	int month = import_digits(s, 0, 2), day = import_digits(s, 3, 2);
	int year = import_digits(s, 6, 4);
	if (month < 0 || day < 0 || year < 0)
		return NULL;
	return arena_printf(im->arena, "%04d-%02d-%02d", year, month, day).ptr;
}

static bool
check_edition(struct import *im)
{
	struct str s = str_of(im->file_edition);

	im->since = s.len == 10 && s.ptr[4] == '-' && s.ptr[7] == '-' ?
	    date_parse(s, NO_DATE) : NO_DATE;
	return im->since != NO_DATE;
}

static enum import_row
row(struct import *im, const struct cell_list *row)
{
	const struct code *code = import_code(im, cms_cell(row, 0));
	struct str indicator = cms_cell(row, 2);
	long units;

	if (code == NULL)
		return ROW_OTHER;
	if (!str_number(cms_cell(row, 1), MOST_UNITS, &units))
		return import_refuse(im, "the limit is no number; expected "
		    "units a day");
	if (indicator.len == 0 || indicator.ptr[0] < '1' ||
	    indicator.ptr[0] > '3' ||
	    (indicator.len > 1 && is_digit(indicator.ptr[1])))
		return import_refuse(im, "the adjudication indicator does not "
		    "begin with 1, 2 or 3");
	if (!import_first(im, code, row->at[0].line))
		return ROW_REFUSED;
	import_line(im, "%s,%ld,%c,%s,%s,%.*s", code->code, units,
	    indicator.ptr[0], setting_name(im->file_setting),
	    im->file_edition, STR_ARG(import_cell(im, cms_cell(row, 3))));
	return ROW_KEPT;
}

const struct import_kind import_mue = {
	.name = "mue",
	.table = "mue",
	.title = "Medically Unlikely Edits",
	.header = "code,units,indicator,setting,since,rationale",
	.by_setting = true,
	.expected = "the first day as YYYY-MM-DD",
	.edition_of = edition_of,
	.check_edition = check_edition,
	.row = row,
};
