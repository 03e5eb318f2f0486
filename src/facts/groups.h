/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The side and the load that a heading states for all exercises under it: "R
 * UE:", "What we did (all right arm)", "in the bandage, no weights:".
 */
#ifndef FACTS_GROUPS_H
#define FACTS_GROUPS_H

#include "facts/exercises.h"

/** The side of the heading that the list item at `at` stands under, on its
 * line or on lines above it; SIDE_NONE when there is none. */
enum side group_side(const struct programme *p, size_t at);

/** The load in words of the heading on a line above `at`, or nothing. */
struct str group_load(const struct programme *p, size_t at);

/** May a side that was stated for a group be that of the exercise called by
 * `name`?  A bike has none.  NULL is an exercise that no lexicon knows. */
bool group_side_fits(const struct programme *p, const struct mention *name);

#endif
