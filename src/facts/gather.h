/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The mentions that feed one fact, from whichever concepts the packs give it.
 */
#ifndef FACTS_GATHER_H
#define FACTS_GATHER_H

#include "match/mention.h"

struct gathered {
	const struct mention **at;
	size_t len;
	size_t cap;
	size_t longest;		/* bytes of the longest mention ever added */
};

/** Append a mention.  Who adds out of order sorts afterwards. */
void gathered_add(struct arena *a, struct gathered *g,
    const struct mention *m);

/**
 * All mentions of the concepts with `fact: NAME`, whatever their assertion,
 * by place.  Where two overlap, the longer stays; of equals the one whose
 * concept stands earlier in the packs.
 */
struct gathered gather(struct arena *a, const struct reading *r,
    const char *fact);

/** The same for mentions that count (mention_counts()). */
struct gathered gather_counting(struct arena *a, const struct reading *r,
    const char *fact);

/** The same with overlaps left in. */
struct gathered gather_all(struct arena *a, const struct reading *r,
    const char *fact);

/** The words that say how a statement stands to today's visit ("held", "next
 * visit"), whatever they reach, by place. */
struct gathered gather_triggers(struct arena *a, const struct reading *r);

/** Of what overlaps keep the longer, as gather() does. */
void gathered_settle(struct gathered *g);

/** Put back in order of place what was added out of it: the longer first where
 * two begin together; of equals the one whose concept stands earlier in the
 * packs. */
void gathered_sort(struct gathered *g);

/** Drop from `g` what touches any of `not`. */
void gathered_drop(struct gathered *g, const struct gathered *not);

/** Index of the first of `g` that starts at or after `offset`. */
size_t gathered_from(const struct gathered *g, size_t offset);

/** How many of `g` begin inside `at`. */
size_t gathered_in(const struct gathered *g, struct span at);

/** Does one of `g`, which do not overlap, hold the byte at `at`? */
bool gathered_covers(const struct gathered *g, size_t at);

/** Does any of `g` touch `at`?  They may overlap, but are in order of place. */
bool gathered_touches(const struct gathered *g, struct span at);

/** The one of `g` that ends at `at` or one blank before it, or NULL. */
const struct mention *gathered_leading(const struct gathered *g,
    struct str text, size_t at);

/** What stands behind the slash of a concept's id: "side/left" gives "left". */
const char *concept_tail(const struct concept *c);

#endif
