/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dosage: sets, repetitions, hold, duration, load and side near an exercise.
 *
 * The notations are patterns with named groups, concepts of `fact: dosage`:
 * sets, reps, hold (seconds), hold_minutes, seconds, minutes, hours, distance;
 * loads of `fact: load` (groups lb, kg, level, percent, or a lexicon value);
 * sides of `fact: side`.  Numbers that only look like dosage are concepts of
 * `fact: not-dosage`, sides that are not the exercise's of `fact: not-side`.
 * "3/10" (`fact: dosage-slash`) is a dosage only behind an exercise or between
 * lines with another, a number that ends an item (`fact: dosage-bare`, unless
 * `fact: not-bare`) only in a list of things with a dosage.  A load's
 * group "colour" is told in the plain words of the lexicons `load-colour` and
 * `load-thing`; the first thing is meant where none is named.
 */
#ifndef FACTS_DOSAGE_H
#define FACTS_DOSAGE_H

#include "facts/facts.h"
#include "facts/gather.h"
#include "facts/tables.h"

/* Everything in a note that can be part of a dosage. */
struct dosage_marks {
	struct gathered dosage;		/* without what is no dosage */
	struct gathered load;
	struct gathered side;
	struct gathered colours;	/* words for colours */
	struct gathered things;		/* what has a colour */
};

/* Is the dosage that of one exercise?  "Each" after several exercises means
 * each of them, not each side. */
enum dosage_for { DOSAGE_OF_ONE, DOSAGE_OF_SEVERAL };

/* Where a dosage is read. */
struct dosage_place {
	struct span at;
	struct span named;	/* where the exercise is called, for its colours */
	enum dosage_for whose;
};

/** `names` are the exercises of the note, by place. */
void dosage_marks_find(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    struct dosage_marks *out);

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
