/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where titles of sections may stand in a line: before a colon, a dash or a
 * wide gap, alone on the line, or further on in it ("S: ... O: ...").
 * Decoration (#, *, =, >, bullets, numbering) does not matter.
 */
#ifndef MATCH_HEADINGS_H
#define MATCH_HEADINGS_H

#include "match/titles.h"

/* A place where a title may stand. */
struct candidate {
	const struct title *what;
	size_t before;		/* where the heading begins, with decoration */
	struct span title;
	size_t after;		/* where the text under it begins */
	char style;		/* what parts a letter from its text */
	bool loose;		/* in the line, with nothing before it to show
				 * that something new begins */
};

VEC_TYPE(candidates, struct candidate);

/* Looking for titles in one line. */
struct line {
	const struct titles *titles;
	struct str text;	/* of the note */
	struct span span;	/* of the line, without its end */
	struct span above;
	struct span below;
	struct words *words;	/* of the line, spans in the note */
	bool all_shouted;	/* capitals are no sign of a heading */
};

/** Append the places in the line, in order. */
void headings_find(struct arena *a, const struct line *l,
    struct candidates *out);

#endif
