/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where the name of an exercise stands: the words around it, by which a list
 * of what was done is told from goals, tests, histories and instructions that
 * name the same exercise.
 */
#ifndef FACTS_SETTING_H
#define FACTS_SETTING_H

#include "facts/gather.h"
#include "match/weigher.h"

/** What the weights of exercises are learnt for: the element of their rows in
 * weights.csv. */
#define SETTING_OF_EXERCISE "performed"

/** Replace `out` by the settled features of a name that stands at `at`; `names`
 * are all names of exercises in the note, in order of place. */
void setting_of(struct arena *a, const struct reading *r,
    const struct gathered *names, struct span at, struct features *out);

/** Do the words around a name deny that the exercise was done? */
bool setting_denies(struct arena *a, const struct reading *r,
    const struct gathered *names, struct span at);

#endif
