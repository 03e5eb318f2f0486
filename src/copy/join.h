/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who is like whom: an exact set-similarity join over shingles.
 *
 * A shingle weighs the square of its rarity in bits.  Two sets are a pair when
 * the weight of what they share is at least the threshold's part
 *   JOIN_CONTAINMENT	of the lighter one's weight,
 *   JOIN_JACCARD	of the weight of both together.
 * Containment is what copying needs, for notes grow as they are copied.
 *
 * No pair is missed and none is estimated.  A pair at the threshold shares a
 * shingle of the lighter set's prefix: its rarest shingles, up to where the
 * rest weighs less than the threshold asks for.  So an index of prefixes (and,
 * for prefixes that ask, of the rest) finds all, and common shingles, which
 * stand behind nearly every prefix, are hardly ever looked at.  The filter is
 * that of Chaudhuri, Ganti and Kaushik (ICDE 2006) and of Bayardo, Ma and
 * Srikant's AllPairs (WWW 2007); weights are whole numbers, so that sums have
 * no rounding and the order of adding does not matter.
 *
 * Use: join_count() every set, then join_run() once, which compares each with
 * all before it.  More sets may be added later by join_add(), each for its own
 * cost; the weights stay, and a shingle not seen when they were set weighs as
 * much as one seen once.
 *
 * Memory: some 60 bytes for each different shingle, 12 for each shingle of
 * each set.  Everything dies with the arena.
 */
#ifndef COPY_JOIN_H
#define COPY_JOIN_H

#include "copy/shingles.h"

enum join_measure { JOIN_CONTAINMENT, JOIN_JACCARD };

/* Thresholds and shares are in thousandths. */
enum { JOIN_WHOLE = 1000 };

struct join;

/** `least`: a pair shares at least the weight of that many shingles that
 * only one set has; without it, short sets pair by chance. */
struct join *join_new(struct arena *a, enum join_measure measure,
    unsigned threshold, unsigned least);

/** Take a set in; it counts for the weights.  Sets are numbered from 0. */
void join_count(struct join *j, struct shingles set);

/* A set like one that was added before. */
struct join_pair {
	uint32_t earlier;	/* numbers of the sets */
	uint32_t later;
	uint64_t shared;	/* weight of what both have */
	uint64_t weight_earlier;
	uint64_t weight_later;
};

/** Fix the weights and compare all counted sets, calling `each` (for one set
 * in no order) for every pair.  `each` may be NULL; it must not add sets. */
void join_run(struct join *j,
    void (*each)(void *context, const struct join_pair *pair), void *context);

/** Compare one more set with all before it, and keep it.  Returns its
 * number. */
uint32_t join_add(struct join *j, struct shingles set,
    void (*each)(void *context, const struct join_pair *pair), void *context);

/** Is it a pair by the measure and threshold?  What join_add() asks. */
bool join_holds(const struct join *j, const struct join_pair *pair);

/** The weight of a shingle. */
uint32_t join_weight(const struct join *j, uint64_t shingle);

/** How many candidates were looked at closely; for measuring. */
uint64_t join_candidates(const struct join *j);

#endif
