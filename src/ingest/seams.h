/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Places of a document that was a cell of a table: in the table's file, not
 * in the cell.
 */
#ifndef INGEST_SEAMS_H
#define INGEST_SEAMS_H

#include "ingest/item.h"

/** Give the loci of `d`, which was read from the bytes of `item`, the places
 * that the item's seams say.  Without seams nothing changes. */
void seams_apply(struct arena *a, const struct item *item,
    struct document *d);

#endif
