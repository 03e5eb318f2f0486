/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pieces of a sentence that lists exercises: what stands between two commas,
 * semicolons, dashes, wide gaps, or between one exercise and the next.
 */
#ifndef FACTS_PIECES_H
#define FACTS_PIECES_H

#include "facts/cuts.h"

struct piece {
	struct span at;			/* without blanks at either side */
	enum joint joint;
	const struct mention *name;	/* the exercise it names, or NULL */
	unsigned names;			/* how many it names */
	bool dosed;			/* a count, a hold or a time is in it */
	bool leads;			/* it begins with its dosage */
	unsigned before;		/* own words before its dosage */
	unsigned words;			/* own words in all,
					 * those of names too */
};

VEC_TYPE(pieces, struct piece);

/** Cut the sentence at `at`. */
void pieces_cut(const struct programme *p, struct span at, struct pieces *out);

#endif
