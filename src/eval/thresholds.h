/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The least that figures must reach, from a file for continuous integration:
 *
 *	elements: 0.97
 *	element/goal: 0.95
 *	exercise/found: 0.98
 *	findings: 0.9
 */
#ifndef EVAL_THRESHOLDS_H
#define EVAL_THRESHOLDS_H

#include "base/err.h"
#include "eval/measure.h"

struct threshold {
	struct str name;
	size_t figure;		/* index among those of figures_of() */
	double least;		/* 0 to 1 */
	struct origin origin;
};

VEC_TYPE(thresholds, struct threshold);

/** Read a file into `out`, in `a`.  False with `err` filled, naming
 * file:line:column: a measure that there is not, a value that is no number
 * from 0 to 1, and what makes YAML wrong. */
bool thresholds_read(struct arena *a, const char *file,
    const struct measures *measures, struct thresholds *out,
    struct err *err);

/** Is the figure good enough?  One without a value is not. */
bool threshold_met(const struct threshold *t, const double *figures);

#endif
