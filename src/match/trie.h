/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The trie of all plain wordings of a pack, over words.  Private to the room.
 *
 * Node 0 is the root.  Edges and endings of a node stand together, so that
 * the whole is four arrays that can lie in a file made at build time.
 */
#ifndef MATCH_TRIE_H
#define MATCH_TRIE_H

#include "base/blob.h"
#include "match/spellings.h"

/* Over a gap and a word to another node; ascending by word and gap. */
struct trie_edge {
	uint64_t word;
	uint32_t gap;		/* enum gap */
	uint32_t to;
};

/* A wording that ends at a node. */
struct trie_ending {
	uint32_t concept;	/* index in the pack */
	uint32_t lexeme;	/* index in the pack, or NO_LEXEME */
	uint32_t weak;
};
#define NO_LEXEME UINT32_MAX

struct trie {
	size_t n;			/* nodes */
	size_t n_edges;
	size_t n_endings;
	const uint32_t *first_edge;	/* per node; one more at the end */
	const uint32_t *first_ending;
	const struct trie_edge *edges;
	const struct trie_ending *endings;
};

/** Make the trie of a pack's terms and lexicons, each wording in its canonical
 * spellings. */
struct trie *trie_make(struct arena *a, const struct pack *pack,
    const struct spellings *spellings);

/** The node over a gap and a word; 0 when there is none. */
uint32_t trie_step(const struct trie *t, uint32_t from, enum gap gap,
    uint64_t word);

/** A checksum of all that a pack's trie is made from. */
uint64_t trie_checksum(const struct pack *pack);

/** Write to the file made at build time, and find it there.  trie_take()
 * checks every number and returns NULL when anything is off. */
bool trie_put(const struct trie *t, FILE *out);
struct trie *trie_take(struct arena *a, struct blob *in,
    const struct pack *pack);

#endif
