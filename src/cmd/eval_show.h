/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An evaluation as text and as JSON.
 */
#ifndef CMD_EVAL_SHOW_H
#define CMD_EVAL_SHOW_H

#include "cmd/command.h"
#include "eval/bootstrap.h"
#include "eval/thresholds.h"

struct result_of_eval {
	const struct scoring *scoring;
	const struct counts *sum;		/* per measure */
	const double *figures;			/* of figures_of() */
	const struct interval *intervals;	/* of the same */
};

/** Write to `call->out` in the format asked for; returns the exit status. */
int eval_show(struct call *call, const struct result_of_eval *r);

#endif
