/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Other spellings of words, from the packs' synonyms.  Private to the room.
 */
#ifndef MATCH_SPELLINGS_H
#define MATCH_SPELLINGS_H

#include "match/words.h"
#include "pack/pack.h"

/* A spelling of one or more words, and the canonical one it stands for. */
struct spelling {
	const struct spelling *next;
	struct words words;
	struct words means;
};

struct spellings;

struct spellings *spellings_new(struct arena *a, const struct pack *pack);

/** The spellings that begin with a word. */
const struct spelling *spellings_of(const struct spellings *s, uint64_t word);

/** How many words of `words` from `at` on are `spelling`; 0 when they are
 * not. */
size_t spelling_at(const struct spelling *spelling, const struct words *words,
    size_t at);

#endif
