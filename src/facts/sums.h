/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A row of sums below a table of charges, without a word that says so:
 *
 *	97110  GP   10   2
 *	97116  GP   28   1
 *	            38   3
 */
#ifndef FACTS_SUMS_H
#define FACTS_SUMS_H

#include "facts/facts.h"

/**
 * Take the timed minutes from such a row where nothing else states them.  It
 * is one only where it is the sum of the minutes of two or more timed charges
 * and where a second figure is that of their units.
 */
void sums_read(struct facts *f);

#endif
