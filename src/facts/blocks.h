/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The clock time of parts of the visit.  A range belongs to a service whose
 * code or name stands on its line ("10:16-10:31  97112", "Group 9:00-9:20"):
 * on a line that a range opens to the one behind it, else to the one before.
 * In a table the columns of start and end say it.  The label of a visit's own
 * times is no such range.
 */
#ifndef FACTS_BLOCKS_H
#define FACTS_BLOCKS_H

#include "facts/charges.h"
#include "facts/tables.h"

/** Fill f->blocks, and tell whether the visit's times are theirs. */
void blocks_read(struct arena *a, struct facts *f,
    const struct charges *charges, const struct tables *tables);

#endif
