/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Figures of a note that no reader of minutes has explained, beside the
 * services that wait for theirs: what by_sum.c and sum_parts.c reckon with.
 */
#ifndef FACTS_LEFT_FIGURES_H
#define FACTS_LEFT_FIGURES_H

#include "facts/charges.h"
#include "facts/gather.h"

enum {
	MOST_MISSING = 4,	/* services that wait for their minutes; the
				 * work grows with the power of it */
	MOST_FIGURES = 24,
	BESIDE = 3,		/* bytes between a name and its figure */
};

struct figure {
	int minutes;
	bool unit;		/* says that it is minutes */
	bool clock;		/* between two clock times */
	bool fraction;		/* a slash and another beside it */
	bool told_beside;	/* its line speaks of minutes or charges */
	struct span at;
	struct str named;	/* the service right before it, or empty */
	struct str own;		/* the only service of its line, or empty */
	struct str told;	/* the service its statement names, or empty */
	bool surely;		/* it can be of no other than that */
};

struct sums {
	struct facts *facts;
	struct str text;
	struct gathered content;
	struct gathered exercises;
	struct gathered descriptions;	/* of codes, with figures */
	struct gathered parts;		/* labels and figures of minutes */
	struct gathered labels;		/* those that are no figures */
	struct gathered names;		/* of services, where any waits */
	const struct charges *charges;
	struct figure at[MOST_FIGURES];
	size_t n;
	struct service *missing[MOST_MISSING];
	size_t n_missing;
	size_t n_timed;
	int known;		/* minutes of the timed services together */
	bool countable;		/* each timed service is charged once */
};

/** Count the services of `f` and gather what is left over. */
void left_figures_find(struct arena *a, struct facts *f,
    const struct charges *charges, struct sums *out);

/** Is a service billed, of a code that the pack knows? */
bool left_figures_charged(const struct service *s);

#endif
