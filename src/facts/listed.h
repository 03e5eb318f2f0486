/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The parts of a list in which no exercise was found, though those beside them
 * hold one: what the lexicon does not know, with a count in a form that no
 * pattern knows ("isolated FDS ..... 10", "ring arc 5 rnds").
 */
#ifndef FACTS_LISTED_H
#define FACTS_LISTED_H

#include "facts/exercises.h"

/** Add them to the exercises found so far.  After all other readers. */
void listed_read(struct programme *p);

#endif
