/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the charges' own minutes say of the visit's, and the other way round:
 * of a single timed code, of a single untimed one, and of a row of sums below
 * the charges that has no word of its own.
 */
#ifndef FACTS_CODE_TOTALS_H
#define FACTS_CODE_TOTALS_H

#include "facts/facts.h"

/** Fill in timed and total minutes, and minutes of services, where nothing
 * else states them.  Services and minutes are read before. */
void code_totals_read(struct facts *f);

/** The visit's minutes where timed and untimed charges are told in a sum: "30 +
 * 15 = 45, of which timed 15".  After all readers of their minutes. */
void code_totals_whole(struct facts *f);

#endif
