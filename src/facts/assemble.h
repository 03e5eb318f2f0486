/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The exercises of a sentence, put together from its pieces, each with the
 * dosage that belongs to it.  Whether they count is not judged here.
 */
#ifndef FACTS_ASSEMBLE_H
#define FACTS_ASSEMBLE_H

#include "facts/pieces.h"

struct item {
	const struct mention *name;	/* NULL: not in the lexicon */
	struct span called;		/* the name as it stands */
	struct span at;			/* name and dosage */
	struct dosage dosage;
	enum joint joint;		/* to what stands before */
	unsigned scope;			/* items of one scope are one list */
	bool dosed;			/* has a dosage of its own */
	bool several;			/* names more than one exercise */
	bool bare;			/* one of a list of bare names */
};

VEC_TYPE(items, struct item);

/** Fill `out` anew.  `told`: a word of the sentence says that what it names was
 * done, so that a bare number before a name counts repetitions. */
void items_assemble(const struct programme *p, const struct pieces *pieces,
    bool told, struct items *out);

/** "Ten sit to stands", "8 cable hamstring curls": the bare number right before
 * the name or at the item's beginning, or NONE. */
int item_count_before(const struct programme *p, const struct item *item);

#endif
