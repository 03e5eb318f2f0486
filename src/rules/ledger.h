/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Billed units beside the minutes that support them, for the codes that share
 * a pool.  Medicare Claims Processing Manual, Pub. 100-04, ch. 5, s. 20.2:
 * also minutes of services that are not billed count toward the pool.
 */
#ifndef RULES_LEDGER_H
#define RULES_LEDGER_H

#include "rules/billed.h"
#include "rules/units.h"

struct ledger {
	struct tallies tallies;	/* all billed codes */
	struct tallies further;	/* documented with minutes and not charged */
	bool joined;		/* their minutes are in the timed total */
	size_t pooled;		/* charged 15-minute codes */
	int billed;		/* their units, as far as stated */
	bool all_units;		/* each of them states its units */
	bool all_minutes;	/* each of them has minutes of its own */
	int documented;		/* the sum of what minutes there are, with
				 * `further` where joined */
	int minutes;		/* timed minutes to hold the units against: the
				 * smaller of stated and documented, or NONE */
	int visit;		/* the visit without its untimed services, or
				 * NONE */
	const struct service *largest;	/* line with most units, or NULL */
	struct units units;	/* supported by the codes' own minutes; only
				 * with all_minutes */
};

/** The note's, made when it is first asked for; in the arena of `j`. */
const struct ledger *ledger_of(struct judging *j);

/** The line of `units` that is a code's, or -1. */
int ledger_line(const struct ledger *l, struct str code);

/** The most units that any way gives a code; 0 where it has no line. */
int ledger_most(const struct ledger *l, struct str code);

#endif
