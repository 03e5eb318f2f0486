/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Bare numbers before the name of an exercise: "ten sit to stands", "12 bridges
 * and 15 clams".
 */
#ifndef FACTS_COUNTS_H
#define FACTS_COUNTS_H

#include "facts/exercises.h"

/** The number that stands right before `offset`, two at least, or NONE. */
int count_before(const struct programme *p, size_t offset);

/** Does a number, three at least, stand at `offset` and the name of an exercise
 * behind it? */
bool counted_name_at(const struct programme *p, size_t offset);

#endif
