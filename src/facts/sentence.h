/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A sentence that is read for exercises, as those see it who judge what it
 * names: left_out.h, figures.h and drills.h.
 */
#ifndef FACTS_SENTENCE_H
#define FACTS_SENTENCE_H

#include "facts/assemble.h"

enum { WORDS_IN_NAME = 8 };	/* more are a sentence, not a name */

struct sentence {
	const struct programme *p;
	struct span span;
	unsigned number;
	bool lists;		/* it may list what the lexicon does not know */
	bool told;		/* a word says that something was done */
	bool introduced;	/* "treatment today:" stands before, whatever
				 * the section is */
	bool treatment;		/* in a section for what was done */
	struct pieces pieces;
	struct items items;
};

#endif
