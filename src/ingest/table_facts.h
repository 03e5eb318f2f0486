/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the columns beside a note state.  For table.c.
 */
#ifndef INGEST_TABLE_FACTS_H
#define INGEST_TABLE_FACTS_H

#include "base/cells.h"
#include "ingest/item.h"
#include "ingest/table_header.h"

/** The cell of a role as UTF-8 without blanks around it, in `a`; empty when
 * there is none. */
struct str table_value(struct arena *a, const struct table_header *h,
    const struct cell_list *row, enum column_role role);

/** Put what a row states beside its note into `out->stated`. */
void table_state(struct arena *a, const struct table_header *h,
    const struct cell_list *row, struct item *out);

#endif
