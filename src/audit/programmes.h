/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is done with each patient of a caseload, and for which problem: the
 * programmes that rules/programme.h judges, made of charts.
 */
#ifndef AUDIT_PROGRAMMES_H
#define AUDIT_PROGRAMMES_H

#include "audit/chart.h"
#include "rules/programme.h"

/**
 * The programmes of all charts, by place, in `a`: those of the visit with the
 * most exercises, and the problem as all visits state it.
 *
 * Diagnosis codes come first: their categories, and the regions whose entry in
 * patterns/facts/body.yaml lists them.  Where no code tells anything the
 * region is what the notes tell of most, if they tell of few.
 */
const struct programme *const *programmes_of(struct arena *a,
    const struct pack *pack, const struct chart_list *charts);

#endif
