/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What may stand before a match, as far as a pattern can tell it apart.
 *
 * A pattern sees the character before it through \b, through ^ and through its
 * lookbehinds.  Characters that look alike through all of these are one class;
 * trying one of each class is trying all of them.
 */
#ifndef MATCH_PRIORS_H
#define MATCH_PRIORS_H

#include "match/regex.h"

/* What stands before a position. */
enum before {
	BEFORE_START,
	BEFORE_NEWLINE,
	BEFORE_WORD,
	BEFORE_OTHER,
	BEFORE_HIGH,		/* a non-ASCII character */
	BEFORES
};

/* One character for all of a class. */
struct prior {
	char text[2];		/* in UTF-8 */
	unsigned char len;	/* 0 stands for the start of the text */
	unsigned char kinds;	/* mask of 1 << enum before */
};

struct priors {
	struct prior at[130];
	size_t n;
	bool high_unknown;	/* non-ASCII characters may be of any class */
};

/** The classes of a pattern, whose lookbehind is one character at most. */
void priors_of(const struct regex *r, struct priors *out);

#endif
