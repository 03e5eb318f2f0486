/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tables in plain text: rows whose cells are divided by bars, tabs or wide
 * gaps, under a header row.  Flow sheets have a column a visit, of which only
 * today's counts; those with a row a visit are turned round to have one.  Other
 * tables name what their columns hold.
 */
#ifndef FACTS_TABLES_H
#define FACTS_TABLES_H

#include "base/date.h"
#include "facts/divided.h"
#include "match/mention.h"

struct row {
	struct span line;
	struct cells cells;	/* one a column of the header;
				 * empty where blank */
	bool past;		/* it is of an earlier visit */
};

struct table {
	struct cells header;
	VEC(struct row) rows;	/* below the header */
	VEC(date_t) dates;	/* per column; NO_DATE where it is no date */
	size_t dated_by;	/* one more than the column of a log that says
				 * of which visit a row is, or 0 */
	int today;		/* the column of the visit's date, or NONE */
	bool dated;		/* at least one column is a date, or: */
	bool compares;		/* headings say "initial" and "today" */
	bool turned;		/* it was read from rows of visits: its rows
				 * are their columns */
	struct span lines;	/* of a turned table */
};

VEC_TYPE(tables, struct table);

/**
 * Find the tables of a note.  Which column is which is told by dates, or by the
 * concepts column/now and column/earlier.  `service` is the date of service or
 * NO_DATE; without it, or when no column has it, the latest dated column is
 * today's.  Dates without a year are of the days about `near`, where that is
 * known.
 */
void tables_find(struct arena *a, const struct reading *r, date_t service,
    date_t near, struct tables *out);

/** The row that a line at `offset` is, and its table; NULL when it is none.  In
 * a turned table it is the row of the cell there, or the first. */
const struct row *tables_row_at(const struct tables *t, size_t offset,
    const struct table **table);

#endif
