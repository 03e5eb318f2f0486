/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Flow sheets with a row a visit and a column an exercise, turned round so that
 * they read as those with a row an exercise.
 */
#ifndef FACTS_TURNED_H
#define FACTS_TURNED_H

#include "facts/gather.h"
#include "facts/tables.h"

/* What tells such a sheet from other tables. */
struct turner {
	struct arena *arena;
	struct str text;
	struct gathered names;		/* exercises of the lexicon */
	struct gathered columns;	/* words that name other columns */
	struct gathered visits;		/* words that head a column of visits */
	date_t service;			/* or NO_DATE */
	date_t reference;		/* gives dates without a year one */
};

struct turner turner_make(struct arena *a, const struct reading *r,
    date_t service, date_t near);

/** Does one of the first two headings say that visits stand below it? */
bool turned_heads(const struct turner *x, const struct cells *header);

/** The day of a visit or a week that a cell only numbers, "wk 20", "Visit 7":
 * one of long ago, in their order; NO_DATE where it does not. */
date_t numbered_day(const struct turner *x, struct span cell);

/** The date that tells which visit a row is of, or NO_DATE. */
date_t visit_date(const struct turner *x, const struct cells *cells);

/** Turn `t` where its headings name exercises and its cells do not; else leave
 * it and say false. */
bool turned_turn(const struct turner *x, struct table *t);

/** In a log rows say of which visit they are, or are of that of the row above.
 * Mark those of visits before the latest up to the day of service; false where
 * there are none. */
bool turned_mark_past(const struct turner *x, struct table *t);

#endif
