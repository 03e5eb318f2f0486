/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Figures of today with one of an earlier day beside them, as the concepts of
 * the fact `earlier` have them.  The words are few and all alike, so that a
 * weigher makes nothing of them; it is the calendar that says which of two
 * figures is the older.
 */
#ifndef FACTS_EARLIER_H
#define FACTS_EARLIER_H

#include "facts/facts.h"

/** Append to f->compared; date of service and exercises are known. */
void earlier_read(struct arena *a, struct facts *f);

#endif
