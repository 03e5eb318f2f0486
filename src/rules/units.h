/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How many units minutes support: pure arithmetic, no pack and no note.
 *
 * COUNT_TOTAL_TIME pools the minutes of all 15-minute codes; the pool earns
 * a unit at 8 minutes and another every 15 from there, full quarter hours
 * stay with their code and what is left goes where most minutes are left
 * over.  COUNT_PER_CODE counts every code alone and gives a unit once its
 * midpoint is passed.  COUNT_FULL_15 gives a unit for its full length only.
 *
 * A code of another length than 15 minutes never enters the pool: its own
 * midpoint decides, whatever the rule (its full length under COUNT_FULL_15).
 * A first code and its add-on are one service; the first unit goes to the
 * first code, all others to the add-on.  A code without a length is one unit.
 */
#ifndef RULES_UNITS_H
#define RULES_UNITS_H

#include "facts/amounts.h"
#include "pack/pack.h"

enum {
	UNITS_MOST_MINUTES = 1440,	/* of one code; a day has no more */
	UNITS_MOST_WAYS = 64,		/* distributions that are listed */
};

/* A code as far as counting goes.  Two codes are the same when they are one
 * object. */
struct unit_code {
	struct str name;
	int length;			/* minutes a unit; 0: not timed */
	const struct unit_code *first;	/* of an add-on: who has
					 * the first unit */
	const struct unit_code *further;	/* of a first code:
						 * its add-on */
};

/* Time spent on a code; a code may come in several blocks. */
struct unit_time {
	const struct unit_code *code;
	int minutes;
};

struct unit_line {
	const struct unit_code *code;
	int minutes;		/* all blocks of the code, as given */
};

struct units {
	/* Codes in the order first given; a family stands where its first
	 * member stood, and its add-on is there when given or earned. */
	VEC(struct unit_line) lines;

	/* Every distribution that is equally right, each with the units of
	 * each line; at least one.  Where several are right the first favours
	 * the codes given first. */
	VEC(const int *) ways;
	bool more_ways;		/* there are more than UNITS_MOST_WAYS */

	int total;		/* units in each of them */
	int pool_minutes;	/* of COUNT_TOTAL_TIME; else 0 */
	int pool_units;
	int unused;		/* timed minutes beyond the earned
				 * units' length */
	VEC(struct str) steps;	/* how it came about, a sentence each */
};

/**
 * Count the `n` times under a rule.  Minutes below 0 count as 0, above
 * UNITS_MOST_MINUTES a code as that.  Everything in `out` lives in `a`; the
 * codes must live as long.  Blocks of one code should be few hundred at most:
 * work grows with the number of times by the number of codes.
 */
void units_count(struct arena *a, enum counting rule,
    const struct unit_time *times, size_t n, struct units *out);

/** The units that `minutes` of one code with units of `length` minutes earn
 * when it is counted alone by its midpoint. */
int units_by_midpoint(int minutes, int length);

#endif
