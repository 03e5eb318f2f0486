/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Words that say what an exercise is: neither its dosage, load or side nor a
 * filler.
 */
#ifndef FACTS_OWN_WORDS_H
#define FACTS_OWN_WORDS_H

#include "facts/exercises.h"

/** How many stand in `at`. */
unsigned own_words(const struct programme *p, struct span at);

/** Is a name, with its number and blanks to fill in,
 * all that its line holds? */
bool name_fills_line(const struct programme *p, struct span name);

#endif
