/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Procedure-to-procedure edits as CMS publishes them: column 1, column 2, a
 * star for edits from before 1996, first day, last day or a star, indicator,
 * rationale.  Days are YYYYMMDD.
 */
#include "pack/import.h"

/* ccipra-v323r0-f1.txt is version 32.3. */
static const char *
edition_of(struct import *im, struct str name)
{
	const char *v = strstr(name.ptr, "-v");

	while (v != NULL) {
		struct str digits = {v + 2, strlen(v + 2)};
		if (import_digits(digits, 0, 3) >= 0 && digits.len > 3 &&
		    digits.ptr[3] == 'r')
			return arena_printf(im->arena, "%.2s.%c", digits.ptr,
			    digits.ptr[2]).ptr;
		v = strstr(v + 1, "-v");
	}
	return NULL;
}

static bool
check_edition(struct import *im)
{
	struct str s = str_of(im->file_edition);
	size_t points = 0;

	for (size_t i = 0; i < s.len; i++) {
		points += s.ptr[i] == '.';
		if (!is_digit(s.ptr[i]) && s.ptr[i] != '.')
			return false;
	}
	return s.len >= 3 && s.len <= 8 && points == 1;
}

/* YYYYMMDD; false when it is neither that nor left open. */
static bool
read_day(struct str cell, date_t *out)
{
	*out = NO_DATE;
	if (cell.len == 0 || str_eq(cell, STR("*")))
		return true;
	if (cell.len != 8)
		return false;
	int year = import_digits(cell, 0, 4);
	int month = import_digits(cell, 4, 2);
	int day = import_digits(cell, 6, 2);
	if (year >= 0 && month >= 0 && day >= 0)
		*out = date_of(year, month, day);
	return *out != NO_DATE;
}

static const char *
day_text(date_t day, char out[11])
{
	if (day == NO_DATE)
		return "";
	date_format(day, out);
	return out;
}

static enum import_row
row(struct import *im, const struct cell_list *row)
{
	struct str column2 = cms_cell(row, 1), indicator = cms_cell(row, 5);
	date_t from, to;
	char first[11], last[11];

	if (!cms_is_code(column2))
		return import_refuse(im, "column 2 is no code; expected one "
		    "such as 97110");
	if (import_code(im, cms_cell(row, 0)) == NULL ||
	    import_code(im, column2) == NULL)
		return ROW_OTHER;
	if (str_eq(cms_cell(row, 0), column2))
		return import_refuse(im, "a pair of a code with itself");
	if (!read_day(cms_cell(row, 3), &from) || from == NO_DATE)
		return import_refuse(im, "the effective date is no date; "
		    "expected YYYYMMDD");
	if (!read_day(cms_cell(row, 4), &to))
		return import_refuse(im, "the deletion date is no date; "
		    "expected YYYYMMDD, or * for none");
	if (to != NO_DATE && to < from)
		return import_refuse(im, "the deletion date lies before the "
		    "effective date");
	if (indicator.len != 1 || strchr("019", indicator.ptr[0]) == NULL)
		return import_refuse(im, "the modifier indicator is not 0, 1 "
		    "or 9");
	import_line(im, "%.*s,%.*s,%c,%s,%s,%s,%s,%.*s",
	    STR_ARG(cms_cell(row, 0)), STR_ARG(column2), indicator.ptr[0],
	    day_text(from, first), day_text(to, last),
	    setting_name(im->file_setting), im->file_edition,
	    STR_ARG(import_cell(im, cms_cell(row, 6))));
	return ROW_KEPT;
}

const struct import_kind import_ncci = {
	.name = "ncci",
	.table = "ncci",
	.title = "procedure-to-procedure edits",
	.header = "column1,column2,indicator,effective,deleted,setting,"
	    "version,rationale",
	.by_setting = true,
	.expected = "a version such as 32.3",
	.edition_of = edition_of,
	.check_edition = check_edition,
	.row = row,
};
