/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Units and dollars at risk: adding them up, and saying them in words with
 * what they rest on.
 */
#ifndef RULES_STAKE_H
#define RULES_STAKE_H

#include "rules/finding.h"

/** Widen the years from `*from` to `*to` by others; 0 is no year. */
void stake_years(int *from, int *to, int first, int last);

/** Add one sum to another, with its basis. */
void stake_add(struct stake *to, const struct stake *more);

enum { STAKE_TEXT = 64, STAKE_DOLLARS = 32, STAKE_BASIS = 512 };

/**
 * In words what amounts rest on: years of values and factor, place, what is
 * reduced.  Empty where there is no amount.
 */
void stake_basis(const struct stake *s, char out[STAKE_BASIS]);

/** "$1,234.56". */
void stake_dollars(long cents, char out[STAKE_DOLLARS]);

/** "2 units, $1,234.56"; without dollars where they are not known, and empty
 * where nothing is at risk or known. */
void stake_text(const struct stake *s, char out[STAKE_TEXT]);

#endif
