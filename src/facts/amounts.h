/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How many minutes, units and days things have, as far as that is known without
 * the note: from Medicare's counting, and from what happens in clinics.
 */
#ifndef FACTS_AMOUNTS_H
#define FACTS_AMOUNTS_H

/* Medicare Claims Processing Manual, Pub. 100-04, ch. 5, s. 20.2.C: a unit of
 * the codes that share a pool is 15 minutes long, and 8 earn it. */
enum {
	UNIT_POOL_LENGTH = 15,
	UNIT_EARNED_FROM = 8,
};

/* A visit that earns no unit is none. */
enum { VISIT_SHORTEST = UNIT_EARNED_FROM };

/* What a figure can be.  No source: the less speaks for minutes or units, the
 * less is believed. */
enum {
	MINUTES_FEWEST = 5,
	MINUTES_MOST = 480,		/* it says that it is minutes */
	MINUTES_MOST_LABELLED = 300,	/* a label beside it does */
	MINUTES_MOST_PLACED = 180,	/* only its place does */
	UNITS_MOST = 24,		/* it says so, or its row does */
	UNITS_MOST_PLACED = 16,
};

/* Days between a service and its signature.  No source: beyond it one of the
 * dates is another visit's. */
enum { SIGNED_MOST_DAYS = 3 * 365 };

#endif
