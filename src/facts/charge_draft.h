/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A charge in the making: what it may still take from its line, and what its
 * bare numbers are.
 */
#ifndef FACTS_CHARGE_DRAFT_H
#define FACTS_CHARGE_DRAFT_H

#include "facts/charge_items.h"
#include "facts/charges.h"
#include "facts/gather.h"

enum { MOST_BARE = 2, MOST_BARE_UNITS = 6 };

struct draft {
	struct charge charge;
	int bare[MOST_BARE];	/* numbers that do not say what they are */
	unsigned n_bare;
	bool dashed;		/* the first against its code: "97140-1" */
	size_t end;		/* of the last part */
	bool filled;
};

/** Does the charge already have what an item of a kind says? */
bool draft_has(const struct draft *d, enum item_kind kind);

/** May an item belong to a charge that ends where the draft does?  What names
 * an exercise between them keeps them apart. */
bool draft_admits(struct str text, const struct gathered *exercises,
    const struct draft *d, const struct charge_item *item);

void draft_take(struct draft *d, const struct charge_item *item);

/** Take bare numbers from the draft's end up to `stop`, as long as nothing but
 * separators stands between.  `next` is where the next item starts. */
void draft_take_bare(struct str text, struct draft *d, size_t stop,
    size_t next);

/** Neither units nor minutes; a modifier may be that of all lines. */
bool draft_says_nothing(const struct draft *d);

/** The one bare number is what the label before its list says: UNITS or
 * MINUTES, where the draft has none of these. */
void draft_name_labelled(struct draft *d, enum item_kind kind);

/** Settle what the bare numbers are: of two the larger is minutes; a lone one
 * is minutes when a number of its line is too large for units (`minutes`). */
void draft_name_bare(struct draft *d, bool minutes);

#endif
