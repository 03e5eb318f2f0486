/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Assertion: how a statement stands to today's visit.
 *
 * Triggers of the packs ("denies", "next visit", "declined") reach forward,
 * backward or both ways inside their statement (a trigger that ends with a
 * colon: inside its sentence; one that begins a cell: into the cells before
 * it), up to a stop ("but") or their limit of words.  One that reaches both
 * ways speaks also for what it is a part of; another leaves that alone.  A
 * trigger of status `affirmed` is a stop in its direction only.  A pseudo
 * trigger ("no increase in") disarms what it covers.  A section's kind may
 * assert for all that stands in it.  The method is that of NegEx and ConText
 * (Chapman et al., J Biomed Inform 2001;34:301 and 2009;42:839).
 */
#ifndef MATCH_ASSERT_H
#define MATCH_ASSERT_H

#include "match/mention.h"

struct asserter;

/**
 * Prepare from the mentions of trigger concepts, which are already in `r`;
 * sections and statements are set.  Lives in `a`.
 */
struct asserter *asserter_new(struct arena *a, const struct reading *r);

/** The assertion of what stands at `at`. */
enum assertion asserter_of(const struct asserter *s, struct span at);

/** The same for a finished reading: the assertion at any span of its text. */
enum assertion reading_assert(const struct reading *r, struct span at);

/** The same by what its statement says alone, whatever its section asserts. */
enum assertion reading_assert_apart(const struct reading *r, struct span at);

/** All of `statuses`, bits of enum assertion, that triggers give what stands at
 * `at`, whichever of them wins. */
unsigned reading_reached(const struct reading *r, struct span at,
    unsigned statuses);

#endif
