/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The billed lines of a note with what the Medicare Physician Fee Schedule
 * allows for them, the note as a day by itself.
 */
#ifndef AUDIT_BILL_H
#define AUDIT_BILL_H

#include "audit/audit.h"
#include "rules/fees.h"
#include "rules/stake.h"

/* The billed lines of a note as money sees them. */
struct bill {
	const struct facts *facts;
	size_t n;
	int *units;		/* of each line; 0 where it states none */
	struct fee_line *lines;
	int *left;		/* scratch: units that stay */
	struct fee_terms terms;
	struct stake basis;	/* what any amount of the note rests on */
};

/** Read the lines of a result, with its payer's terms.  What is made lives in
 * `a`; facts, packs and options must live as long.  A result without facts has
 * no lines. */
void bill_of(struct arena *a, const struct pack *pack,
    const struct options *options, const struct result *r, struct bill *out);

/** What taking `taken[i]` units off each line makes to the day, and its basis;
 * all zero where no unit is taken. */
struct stake bill_stake(struct bill *b, const int *taken);

/** Cents of the day that one unit has because it is paid whole. */
long bill_whole(const struct bill *b);

#endif
