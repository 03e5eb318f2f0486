/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Exercises that the lexicon has never seen, and what they are called: listed
 * by a name, or told in a sentence.
 */
#ifndef FACTS_DRILLS_H
#define FACTS_DRILLS_H

#include "facts/sentence.h"

/** The words of a drill that is told from its verb on: "stood on the left on
 * foam" of "he stood on the left on foam, five bouts"; {0, 0} when none of
 * them is one. */
struct span drill_told(const struct sentence *s, const struct item *item);

/** The words of what is told with sets of so many; {0, 0} where they are
 * those of no exercise. */
struct span drill_counted(const struct sentence *s, const struct item *item);

/** The name of what is listed; {0, 0} when it is a sentence, or that of a
 * service, a measure, a person and the like. */
struct span drill_named(const struct sentence *s, const struct item *item);

#endif
