/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pieces of a sentence that lists exercises: what stands between two commas,
 * semicolons, dashes, wide gaps, or between one exercise and the next.
 */
#ifndef FACTS_PIECES_H
#define FACTS_PIECES_H

#include "facts/exercises.h"

/* What divides a piece from the one before it. */
enum joint {
	JOINT_START,		/* nothing: it begins the sentence */
	JOINT_NONE,		/* a blank: "SLR 3x10 LAQ 2x15" */
	JOINT_AND,
	JOINT_COMMA,
	JOINT_DASH,
	JOINT_GAP,		/* a tab, a bar, or several blanks */
	JOINT_COLON,
	JOINT_SEMICOLON,
};

struct piece {
	struct span at;			/* without blanks at either side */
	enum joint joint;
	const struct mention *name;	/* the exercise it names, or NULL */
	unsigned names;			/* how many it names */
	bool dosed;			/* a count, a hold or a time is in it */
	bool leads;			/* it begins with its dosage */
	unsigned before;		/* own words before its dosage */
	unsigned words;			/* own words in all, those of names too */
};

VEC_TYPE(pieces, struct piece);

/** Cut the sentence at `at`. */
void pieces_cut(const struct programme *p, struct span at, struct pieces *out);

/** Words of `at` that are neither dosage, load, side nor filler. */
unsigned pieces_own_words(const struct programme *p, struct span at);

/** Is a name, with its number and blanks to fill in, all that its line holds? */
bool pieces_fill_line(const struct programme *p, struct span name);

#endif
