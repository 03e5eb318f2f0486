/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Is text a table, of notes even, and which of its columns means what?  The
 * header decides, and that the rows below have as many cells.
 */
#ifndef INGEST_TABLE_HEADER_H
#define INGEST_TABLE_HEADER_H

#include "base/cells.h"
#include "ingest/columns.h"
#include "ingest/looks.h"

enum table_kind {
	TABLE_NONE,		/* no table at all */
	TABLE_OTHER,		/* of something else than notes */
	TABLE_OF_CHARGES,	/* the same, and that is what it is of */
	TABLE_OF_NOTES,
};

#define NO_COLUMN SIZE_MAX

struct table_header {
	enum table_kind kind;
	char delimiter;
	size_t before;		/* rows before the header: "sep=;" */
	size_t columns;
	size_t note;		/* index of the column with the note */
	size_t at[COLUMN_ROLES];	/* or NO_COLUMN */
	const char *note_name;	/* as the header has it */
};

/** What the beginning of a source says.  Made in `a`. */
struct table_header table_header_of(struct arena *a, const struct look *head,
    const struct columns *columns);

/** The same for names that are known to be those of one row: `note` is
 * NO_COLUMN when none of them is that of a note. */
struct table_header table_header_named(const struct cell_list *names,
    const struct columns *columns);

#endif
