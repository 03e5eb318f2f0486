/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dosage: sets, repetitions, hold, duration, load and side near an exercise.
 */
#ifndef FACTS_DOSAGE_H
#define FACTS_DOSAGE_H

#include "facts/dosage_marks.h"
#include "facts/facts.h"

/* Is the dosage that of one exercise?  "Each" after several exercises means
 * each of them, not each side. */
enum dosage_for { DOSAGE_OF_ONE, DOSAGE_OF_SEVERAL };

/* Where a dosage is read. */
struct dosage_place {
	struct span at;
	struct span named;	/* where the exercise is called,
				 * for its colours */
	enum dosage_for whose;
};

/** A dosage with nothing stated. */
struct dosage dosage_none(void);

/**
 * What stands inside `place->at`.  The first statement of each field counts.
 * `*end` becomes the end of the last mark used, or place->at.start.
 */
struct dosage dosage_read(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct dosage_place *place,
    size_t *end);

/** The same, added to what is already known; known fields stay. */
void dosage_add(struct dosage *known, const struct dosage *more);

/** Does a dosage mark begin inside `at`? */
bool dosage_begins(const struct dosage_marks *marks, struct span at);

#endif
