/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the cells of a row of services hold, by the headings of their columns.
 */
#ifndef FACTS_ROW_CELLS_H
#define FACTS_ROW_CELLS_H

#include "facts/gather.h"
#include "facts/tables.h"

/** What a column holds: the end of the id of the heading, of `headings`, that
 * fills most of its cell, or "". */
const char *cell_heading(struct str text, const struct gathered *headings,
    struct span cell);

/** Does a column with such a heading hold minutes? */
bool heads_minutes(const char *holds);

/** The number that a cell is, or NONE; minutes may say so. */
int cell_number(struct str text, struct span cell, bool minutes);

/** The tables of a note and the headings in it. */
struct sum_rows {
	struct str text;
	struct tables tables;
	struct gathered headings;
};

/** Does a mention reach over cells of a row below a heading of minutes or
 * units, as in "| Total | 3 | 45 |"?  `*minutes` is what stands below that of
 * minutes, or NONE. */
bool sum_row_at(const struct sum_rows *s, struct span mention, int *minutes);

#endif
