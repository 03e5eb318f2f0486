/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Bare numbers that count the exercise of the lexicon right before them,
 * whatever goes on behind them: "sliders 10 (no tension)".
 */
#ifndef FACTS_DOSAGE_BEHIND_H
#define FACTS_DOSAGE_BEHIND_H

#include "facts/gather.h"
#include "facts/tables.h"

/* Where numbers are looked for. */
struct behind {
	const struct reading *reading;
	const struct gathered *names;	/* exercises, by place */
	const struct tables *tables;	/* their cells are read by headings */
	const struct gathered *loads;
};

/** Add to `dosage`, which is in order and is not afterwards, those of `all`,
 * numbers in order, that stand behind a name where exercises are listed.  Kept
 * in `a`; safe from any thread that owns it. */
void dosage_add_behind(struct arena *a, const struct behind *in,
    const struct gathered *all, struct gathered *dosage);

#endif
