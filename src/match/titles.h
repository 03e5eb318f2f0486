/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The titles of sections: those that the packs list, and those made of words
 * that name a kind of section and of words that may stand beside them, as
 * "Continued need for skilled care".
 */
#ifndef MATCH_TITLES_H
#define MATCH_TITLES_H

#include "base/hash.h"
#include "match/words.h"
#include "pack/pack.h"

enum { TITLE_WORDS = 7 };	/* longest title */

struct title {
	uint64_t key;		/* of its words */
	const struct section_kind *kind;
	bool letter;		/* counts only in a note labelled by letters */
	bool main;		/* the first title of a kind that has letters */
	bool label;		/* reaches no further than its paragraph */
	bool composed;		/* made of known words, not listed */
	UT_hash_handle hh;
};

struct titles;

/** The table of a pack's titles, in `a`. */
struct titles *titles_new(struct arena *a, const struct pack *pack);

/** The title of exactly these words, or NULL. */
const struct title *titles_find(const struct titles *t,
    const struct word *words, size_t n);

#endif
