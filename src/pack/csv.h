/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Comma-separated tables in packs: cells.h, held to RFC 4180 strictly.
 * Lines before the header that begin with # are comments; empty lines are
 * passed over; blanks around an unquoted cell do not count.
 */
#ifndef PACK_CSV_H
#define PACK_CSV_H

#include "base/cells.h"
#include "base/err.h"
#include "pack/yaml.h"

struct csv_cell {
	struct str text;	/* quotes undone */
	struct origin origin;
};
VEC_TYPE(csv_cells, struct csv_cell);

/* A table being read, row by row. */
struct csv {
	struct arena *arena;	/* takes the cells */
	const char *file;
	struct str text;
	size_t at;		/* up to where it was given to `cells` */
	struct cell_reader cells;
	struct csv_cells header;
	struct csv_cells row;	/* as many cells as the header */
};

/**
 * Begin with the header of `text`, which source_read() has checked.  False
 * with `err` filled (E_CONFIG): no header, or a name empty or twice in it.
 */
bool csv_open(struct csv *csv, struct arena *arena, const char *file,
    struct str text, struct err *err);

/**
 * Read a row into `csv->row`; its cells stay readable, the vector is used
 * again.  `*more` is false at the end.  False with `err` filled (E_CONFIG): a
 * quote that does not close, a row of another length than the header.
 */
bool csv_row(struct csv *csv, bool *more, struct err *err);

/**
 * What a comment before the header says of `key`: the rest of the first line
 * "# KEY: ...", or an empty view.
 */
struct str csv_remark(struct str text, const char *key);

/* A table as mappings from column to text, one at a time. */
struct csv_rows {
	struct csv csv;
	struct node *keys;	/* one a column */
	struct node *cells;	/* the same, used again for each row */
	struct node map;
};

/** Begin as csv_open() does. */
bool csv_rows_open(struct csv_rows *rows, struct arena *arena, const char *file,
    struct str text, struct err *err);

/**
 * The next row as a mapping without the cells that are empty, so that a
 * schema reads it like any pack; NULL at the end.  All of it is used again for
 * the row after, and no NUL ends the texts of cells.  Fails as csv_row() does.
 */
bool csv_rows_next(struct csv_rows *rows, const struct node **out,
    struct err *err);

#endif
