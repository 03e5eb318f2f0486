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

/* What stands in a note, by place. */
struct settings {
	struct arena *arena;
	const struct reading *reading;
	struct gathered names;	/* of exercises */
	struct gathered doses;
};

/** The settings of a reading's names, in `a`. */
struct settings settings_of(struct arena *a, const struct reading *r);

/** Replace `out` by the settled features of a name that stands at `at`. */
void setting_read(const struct settings *s, struct span at,
    struct features *out);

/** Do the words around a name deny that the exercise was done? */
bool setting_denies(const struct settings *s, struct span at);

#endif
