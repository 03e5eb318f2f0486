/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Shingles: every three words in a row, as a set of hashes.  Three, because a
 * word counts as copied when it stands in the source in a run of three or
 * more (copy/align.h).
 */
#ifndef COPY_SHINGLES_H
#define COPY_SHINGLES_H

#include "base/arena.h"

enum { SHINGLE_WORDS = 3 };

/* In ascending order, each once. */
struct shingles {
	const uint64_t *at;
	size_t n;
};

/** The hash of the SHINGLE_WORDS words whose hashes begin at `keys`. */
uint64_t shingle_of(const uint32_t *keys);

/** Sort `n` hashes, in place, and drop repetitions. */
struct shingles shingles_sort(uint64_t *at, size_t n);

/** The shingles of `n` words in a row. */
struct shingles shingles_of(struct arena *a, const uint32_t *keys, size_t n);

#endif
