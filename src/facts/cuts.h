/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where a sentence that lists exercises is cut: at commas, semicolons, dashes,
 * arrows, wide gaps, the ends of lines and words such as "and", each where it
 * stands between two items and not inside one.
 */
#ifndef FACTS_CUTS_H
#define FACTS_CUTS_H

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

/* A place at which a sentence is cut. */
struct cut {
	struct span at;		/* what is left out */
	enum joint joint;
};

struct cutting {
	const struct programme *p;
	struct str text;
	struct span sentence;
	struct str divider;	/* a sign that divides the whole list,
				 * or none */
};

/** What is the same at every cut of the sentence at `at`. */
struct cutting cutting_of(const struct programme *p, struct span at);

/** The first cut of the piece that begins at `start`; false when the sentence
 * ends first. */
bool cut_next(const struct cutting *c, size_t start, struct cut *out);

#endif
