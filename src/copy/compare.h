/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One note's prose held against an earlier one's: how much is copied, in all
 * and in each part.  Standing text counts on neither side of a share.
 */
#ifndef COPY_COMPARE_H
#define COPY_COMPARE_H

#include "copy/align.h"
#include "copy/prose.h"

/* Words that are not standing text, and how many of them are copied. */
struct copy_share {
	uint32_t words;
	uint32_t copied;
};

struct comparison {
	struct alignment alignment;
	struct copy_share whole;
	struct copy_share *parts;	/* one a part of the later prose */
	uint32_t n_parts;
};

/** Compare; the result lives in `a`. */
void compare_prose(struct arena *a, const struct prose *later,
    const struct prose *source, struct comparison *out);

/** The copied part in percent, rounded; 0 of nothing. */
unsigned copy_percent(const struct copy_share *s);

/* When a note repeats another as a whole. */
struct whole_rule {
	unsigned words;		/* a shorter note cannot be judged */
	unsigned stock;		/* words that may be the same in all notes of a
				 * patient: they count on neither side of */
	unsigned copied;	/* this share, in percent */
	unsigned beside_words;	/* where that many words stand outside the part
				 * from which most is copied, ... */
	unsigned beside;	/* ... so many percent of them are copied too;
				 * else only a part is */
};

/** Is the later note as a whole a copy? */
bool compare_repeats(const struct comparison *c,
    const struct whole_rule *rule);

#endif
