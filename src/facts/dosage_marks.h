/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The mentions that dosages are made of.
 *
 * The notations are patterns with named groups, concepts of `fact: dosage`:
 * sets, reps, hold (seconds), hold_minutes, seconds, minutes, hours, distance;
 * loads of `fact: load` (groups lb, kg, level, percent, or a lexicon value);
 * sides of `fact: side`; single distances of `fact: dosage-distance`.  Numbers
 * that only look like dosage are concepts of `fact: not-dosage`, sides that are
 * not the exercise's of `fact: not-side`.
 * What is a dosage by its company only is added by dosage_bare.h.
 */
#ifndef FACTS_DOSAGE_MARKS_H
#define FACTS_DOSAGE_MARKS_H

#include "facts/gather.h"
#include "facts/tables.h"

/* Everything in a note that can be part of a dosage. */
struct dosage_marks {
	struct gathered dosage;		/* without what is no dosage */
	struct gathered distance;	/* how far one bout goes */
	struct gathered load;
	struct gathered side;
	struct gathered colours;	/* words for colours */
	struct gathered things;		/* what has a colour */
};

/** `names` are the exercises of the note, by place. */
void dosage_marks_find(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    struct dosage_marks *out);

#endif
