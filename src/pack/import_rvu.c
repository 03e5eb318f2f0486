/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The relative value file of the Physician Fee Schedule (PPRRVU, as comma-
 * separated text).  Columns are found by their place, which has not changed
 * for many years; that work, practice and malpractice expense add up to the
 * total in each row shows that it still has not.
 */
#include "pack/import.h"

enum {
	COLUMN_MODIFIER = 1,
	COLUMN_STATUS = 3,
	COLUMN_WORK = 5,
	COLUMN_PRACTICE = 6,	/* outside a facility */
	COLUMN_MALPRACTICE = 10,
	COLUMN_TOTAL = 11,	/* outside a facility */
	COLUMN_MPPR = 18,
	MOST_VALUE = 1000,
};

/* PPRRVU24_JUL.csv, PPRRVU2026_Jan_nonQPP.csv */
static const char *
edition_of(struct import *im, struct str name)
{
	const char *at = strstr(name.ptr, "pprrvu");

	if (at == NULL)
		return NULL;
	struct str s = {at + 6, strlen(at + 6)};
	int year = import_digits(s, 0, 4);
	if (year < 0 && import_digits(s, 0, 2) >= 0)
		year = 2000 + import_digits(s, 0, 2);
	return year < 0 ? NULL : arena_printf(im->arena, "%d", year).ptr;
}

static bool
check_edition(struct import *im)
{
	struct str s = str_of(im->file_edition);
	int year = s.len == 4 ? import_digits(s, 0, 4) : -1;

	im->since = year < 1992 || year > 2100 ? NO_DATE : date_of(year, 1, 1);
	return im->since != NO_DATE;
}

static enum import_row
row(struct import *im, const struct cell_list *row)
{
	const struct code *code = import_code(im, cms_cell(row, 0));
	struct str status = cms_cell(row, COLUMN_STATUS);
	struct str mppr = cms_cell(row, COLUMN_MPPR);
	struct str work = cms_cell(row, COLUMN_WORK);
	struct str practice = cms_cell(row, COLUMN_PRACTICE);
	struct str malpractice = cms_cell(row, COLUMN_MALPRACTICE);
	long w, p, m, total;

	/* Rows with a modifier are parts of a service. */
	if (code == NULL || cms_cell(row, COLUMN_MODIFIER).len > 0)
		return ROW_OTHER;
	if (!decimal_parse(work, MOST_VALUE, &w) ||
	    !decimal_parse(practice, MOST_VALUE, &p) ||
	    !decimal_parse(malpractice, MOST_VALUE, &m) ||
	    !decimal_parse(cms_cell(row, COLUMN_TOTAL), MOST_VALUE, &total))
		return import_refuse(im, "a relative value is no number; "
		    "expected the columns of PPRRVU");
	if (w + p + m != total)
		return import_refuse(im, "work, practice and malpractice "
		    "expense do not add up to the total; expected the columns "
		    "of PPRRVU");
	if (status.len != 1 || !is_upper(status.ptr[0]))
		return import_refuse(im, "the status is no letter; expected "
		    "the columns of PPRRVU");
	if (mppr.len != 1 || !is_digit(mppr.ptr[0]))
		return import_refuse(im, "the indicator of multiple procedures "
		    "is no digit; expected the columns of PPRRVU");
	if (!import_first(im, code, row->at[0].line))
		return ROW_REFUSED;
	import_line(im, "%s,%s-01-01,%s-12-31,%c,%c,%.*s,%.*s,%.*s,"
	    "CMS PPRRVU %s,confirmed", code->code, im->file_edition,
	    im->file_edition, status.ptr[0], mppr.ptr[0], STR_ARG(work),
	    STR_ARG(practice), STR_ARG(malpractice), im->file_edition);
	return ROW_KEPT;
}

const struct import_kind import_rvu = {
	.name = "rvu",
	.table = "fees",
	.title = "relative values",
	.header = "code,from,to,status,mppr,work,practice,malpractice,source,"
	    "confidence",
	.expected = "a year such as 2026",
	.edition_of = edition_of,
	.check_edition = check_edition,
	.row = row,
};
