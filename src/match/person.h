/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whether two ways to write a name can be one person's.
 */
#ifndef MATCH_PERSON_H
#define MATCH_PERSON_H

#include "pack/pack.h"

/**
 * How many words two names have in common, when all words of the shorter one
 * are in the longer one in any order, an initial standing for its word:
 * 2 for "P. Dela-Roe" and "DELA-ROE, PIA K".  Forms of address and full stops
 * do not count.  0 when the names are of two people, or share initials alone.
 */
unsigned person_shared(struct str x, struct str y);

/** Does a concept of the fact `patient` take any words that look like a name,
 * so that their place alone speaks for them? */
bool person_is_loose(const struct concept *c);

#endif
