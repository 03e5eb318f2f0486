/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The minutes of a visit by the labels that stand beside them, in whatever
 * order: "timed 38, total 45", "38 of the 45 minutes were timed", a line of
 * labels above a line of figures.
 *
 * Concepts of the fact minutes-part are what they are by the end of their id:
 * labels end on timed, whole (of the visit), total (of whatever is spoken of),
 * visit (only beside a figure that says it is minutes), untimed or units; a
 * figure (see facts/duration.h) on figure.  Its group unit says that it is
 * minutes, part that it is a part of the next figure, back of the one before,
 * an empty group of that it is the one that parts are told of.  All take in
 * the small words behind them, so that no word is left between a label and its
 * figure.
 */
#ifndef FACTS_LABELLED_H
#define FACTS_LABELLED_H

#include "facts/gather.h"

struct labelled_figure {
	int minutes;		/* or NONE */
	struct span figure;
	struct span at;		/* with its label */
};

struct labelled {
	struct labelled_figure timed;
	struct labelled_figure total;
	bool sure;		/* both stand in one line that holds nothing
				 * without a label */
};

/** The last of a note. */
struct labelled labelled_minutes(struct arena *a, const struct reading *r);

/**
 * The mentions of a fact that are minutes of this visit: not told of another,
 * of a plan or of a person, nor of what the packs give the fact minutes-other
 * ("can stand 20 min total").  What a section asserts does not count: charges
 * stand anywhere.
 */
struct gathered minutes_of_visit(struct arena *a, const struct reading *r,
    const char *fact);

/** Is another visit spoken of before it in its statement?  `others` are the
 * mentions of the fact minutes-other. */
bool is_of_earlier_visit(const struct reading *r,
    const struct gathered *others, const struct mention *m);

/**
 * Are the minutes of the i-th mention those of a part of the visit?  Minutes
 * beside clock times are the visit's, unless there are others beside others, or
 * they stand behind a code and are not as many as the times are apart:
 * "97110 x2 / 30 min; 3:30-4:15".
 */
bool minutes_are_of_part(struct arena *a, const struct reading *r,
    const struct gathered *all, size_t i);

#endif
