/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which exercise of the label is which of the linter's.
 */
#ifndef EVAL_PAIRS_H
#define EVAL_PAIRS_H

#include "eval/labels.h"

/* Nobody's partner. */
#define NO_PAIR SIZE_MAX

struct pairs {
	VEC(const struct exercise *) ours;	/* performed ones */
	size_t *ours_of;	/* per exercise of the label: index in ours */
	size_t *label_of;	/* the other way */
};

/**
 * Pair by overlap of the label's text, wherever it stands in the note, with
 * the place of our exercise.  One to one, the largest overlap first; pairs
 * of one name come before others, since texts of one line often hold several
 * exercises.  `f` may be NULL: nothing was found.
 */
struct pairs pairs_of(struct arena *a, const struct label *label,
    const struct facts *f);

/** Does a text stand where our exercise stands? */
bool pairs_overlap(const struct facts *f, struct str text,
    const struct exercise *ours);

#endif
