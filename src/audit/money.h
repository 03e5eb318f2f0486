/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Units and dollars at risk: what a payer's reviewer would take back for a
 * finding, for a note, for many.
 *
 * Which of the billed lines a finding puts at risk is data (`at-risk` of its
 * rule): all units of the note, the units of the code it is about, what is
 * billed beyond what it supports, or none.  Dollars are the difference that
 * taking these units off makes to the day: what all lines are allowed less
 * what the rest would be, so that the multiple procedure payment reduction is
 * counted once.  A note's total takes each unit once, however many findings
 * put it at risk.
 *
 * Amounts are those of the Medicare Physician Fee Schedule, each note a day by
 * itself.  Every amount comes with its basis.
 */
#ifndef AUDIT_MONEY_H
#define AUDIT_MONEY_H

#include "audit/audit.h"

/**
 * Put at risk what the findings of a result say, finding by finding, and sum
 * up in `r->risk`.  Needs facts, payer and findings.  Everything lives in `a`.
 */
void money_at_risk(struct arena *a, const struct pack *pack,
    const struct options *options, struct result *r);

/**
 * What a chart that passed the yearly threshold puts at risk in a note besides:
 * its lines without KX, as far as no finding of the note does.  After
 * money_at_risk(), which counts the others.
 */
struct stake money_beyond(struct arena *a, const struct pack *pack,
    const struct options *options, const struct result *r);

#endif
