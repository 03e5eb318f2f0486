/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How far figures could have come out otherwise: percentile bootstrap over
 * notes.
 */
#ifndef EVAL_BOOTSTRAP_H
#define EVAL_BOOTSTRAP_H

#include "eval/score.h"

/* NAN where a figure has no value. */
struct interval {
	double low;
	double high;
};

/**
 * The 95% interval of each figure of figures_of(), in that order, in `a`.
 * The notes are drawn again 1000 times from a fixed seed: the same notes give
 * the same intervals.
 */
const struct interval *bootstrap(struct arena *a, const struct scoring *s);

#endif
