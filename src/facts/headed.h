/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A header as a table: labels in one row, their values in the next, divided by
 * bars, tabs or wide gaps.  What a label means is told by the names that packs
 * give the columns of exported tables (kind columns).
 */
#ifndef FACTS_HEADED_H
#define FACTS_HEADED_H

#include "ingest/columns.h"
#include "match/mention.h"

/** The first value of each role that such rows at the top of the note give;
 * empty where they give none.  A value may turn out to be of no use. */
void headed_read(const struct reading *r, struct span values[COLUMN_ROLES]);

/** The clock times below their labels, wherever in the note: billing stands at
 * its end.  Empty where there are none. */
void headed_clock(const struct reading *r, struct span *in, struct span *out);

#endif
