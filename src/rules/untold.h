/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Minutes that stand in a note and were not understood.  A rule that would
 * call minutes missing asks here whether these may be the ones: what is not
 * proven is not raised.
 */
#ifndef RULES_UNTOLD_H
#define RULES_UNTOLD_H

#include "rules/billed.h"

/** Does a code wait for minutes: timed, charged, and with neither minutes nor
 * clock times of its own? */
bool untold_waits(const struct facts *f, const struct tally *t);

/** Do as many figures that no service has make up `sum` as there are
 * `codes`? */
bool untold_sum(const struct facts *f, size_t codes, int sum);

/** Does each code that waits find a figure of its own that the units billed
 * for it go with? */
bool untold_fits(const struct facts *f, const struct tallies *all);

#endif
