/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The rows of a table as they come from a feed.  Tables in UTF-16 become
 * UTF-8; of others the bytes are left alone, for each cell is read, and its
 * encoding found out, by itself.
 */
#ifndef INGEST_TABLE_ROWS_H
#define INGEST_TABLE_ROWS_H

#include "base/cells.h"
#include "ingest/recode.h"

struct table_rows {
	struct cell_reader cells;
	struct recode source;	/* the rows end where it fails */
};

/** Begin to read.  What is needed is made in `a`. */
void table_rows_begin(struct table_rows *r, struct arena *a,
    struct feed *feed, struct encoded encoded, char delimiter);

#endif
