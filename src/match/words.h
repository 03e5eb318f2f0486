/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Words of a text, folded for comparison.
 */
#ifndef MATCH_WORDS_H
#define MATCH_WORDS_H

#include "base/vec.h"

/* What stands between a word and the one before it. */
enum gap {
	GAP_BREAK,		/* something that ends a term, or nothing */
	GAP_SPACE,		/* blanks, one line end, hyphen, apostrophe */
	GAP_SLASH,		/* '/' */
	GAP_PLUS,		/* '+' */
};

struct word {
	struct span span;	/* in the text, without the gap */
	enum gap gap;		/* before it */
	uint64_t key;		/* hash of the folded word */
};

VEC_TYPE(words, struct word);

/** Append the words of `text`. */
void words_of(struct arena *a, struct str text, struct words *out);

/** Hash of one word after folding case and plural. */
uint64_t word_key(struct str word);

#endif
