/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Telling a text: a choice of a pool, with what stands in braces filled in.
 *
 *	{name}		a binding of the telling, else a choice of the pool
 *	{name?40}	in 40 of 100 tellings, else nothing
 *	{name*2-5}	2 to 5 choices, one a line, each with the plain text
 *			that stands before the brace
 *	{name+2-5}	the same in one line
 *	{name:24}	filled up with blanks to 24 characters
 *	{8..12}		a number
 *
 * A pool narrowed to a scope comes first: for the scopes ("willow", "knee"),
 * {goal} is a choice of goal.willow, else of goal.knee, else of goal.  A pool
 * repeats a choice only when all have been told.  One that is struck gives a
 * choice of "name!" instead, or nothing.  A line left blank by what was filled
 * in is left out.
 */
#ifndef BENCH_TELLING_H
#define BENCH_TELLING_H

#include "bench/phrases.h"
#include "bench/random.h"

struct binding {
	const char *name;
	struct str text;
};

/* Text that grows, in the telling's arena. */
VEC_TYPE(text, char);

/* Which choices of a pool have been told. */
struct told {
	const struct pool *pool;
	bool *told;		/* per choice */
	size_t left;
};

/* What one text is made with. */
struct telling {
	const struct phrases *phrases;
	struct arena *arena;		/* its trap is armed */
	struct random random;
	long wordy;			/* 0 to 100: how much of each range */
	VEC(const char *) scopes;
	VEC(const char *) struck;
	VEC(struct binding) bindings;
	VEC(struct told) told;
	struct err *err;		/* filled when a telling fails */
};

/** Bind a name to text that lives as long as the telling. */
void telling_bind(struct telling *t, const char *name, struct str text);

/** One choice of the pool, as it stands; false when there is no such pool. */
bool telling_choose(struct telling *t, const char *pool, struct str *out);

/** Append a choice of the pool, filled in.  False, with `err` filled, when a
 * name is unknown or pools name one another without end. */
bool telling_tell(struct telling *t, const char *pool, struct text *out);

#endif
