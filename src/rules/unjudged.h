/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a note does not state enough of to be judged.  It is no finding, for
 * nobody owes it; reports say once of all notes how many it holds for.
 */
#ifndef RULES_UNJUDGED_H
#define RULES_UNJUDGED_H

#include "rules/finding.h"

enum unjudged {
	UNJUDGED_MODIFIERS,	/* no line prints one, and the payer wants
				 * some */
	UNJUDGED_UNITS,		/* a timed line states none */
	UNJUDGED_KINDS
};

/** The kinds that hold for a note's facts, as bits 1 << kind.  `payer` may be
 * NULL: nobody wants modifiers. */
unsigned unjudged_of(const struct facts *f, const struct payer *payer);

/** "modifiers", "units". */
const char *unjudged_name(enum unjudged kind);

/** Why, and what helps; a clause without a full stop. */
const char *unjudged_reason(enum unjudged kind);

#endif
