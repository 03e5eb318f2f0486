/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which words of a text stand in an earlier one, and where.
 *
 * A word is copied when it stands in the source within a run of three or more
 * words; order does not matter, for sentences are moved about as they are
 * copied.  What was edited inside the copy (a date, a number, a name) stays
 * between the runs and is shown as an edit.
 */
#ifndef COPY_ALIGN_H
#define COPY_ALIGN_H

#include "base/vec.h"

/* A run of equal words. */
struct tile {
	uint32_t later;		/* index of its first word */
	uint32_t source;	/* the same in the source */
	uint32_t words;
};

VEC_TYPE(tiles, struct tile);

/* Between two neighbouring tiles: these words became those. */
struct edit {
	uint32_t later, later_end;
	uint32_t source, source_end;
};

struct alignment {
	struct tiles tiles;	/* by place in the later text */
	VEC(struct edit) edits;	/* the same */
};

/**
 * Align `n` words with `m` words of the source, given as hashes.  Every word
 * that is copied is in one tile; of several places in the source the longest
 * run wins, then the one that goes on from the tile before, then the first.
 * Of a shingle that the source repeats, the first SOURCE_PLACES places are
 * known.
 */
void align_words(struct arena *a, const uint32_t *later, uint32_t n,
    const uint32_t *source, uint32_t m, struct alignment *out);

enum { SOURCE_PLACES = 32 };

/* An edit is at most this many words on either side. */
enum { EDIT_WORDS = 8 };

#endif
