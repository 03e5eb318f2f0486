/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A small random generator (splitmix64) whose numbers are the same on every
 * machine, so that a seed names a set of notes.
 */
#ifndef BENCH_RANDOM_H
#define BENCH_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state;
};

static inline uint64_t
random_next(struct random *r)
{
	uint64_t z = r->state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

/** A generator of its own for each pair of numbers. */
static inline struct random
random_of(uint64_t seed, uint64_t number)
{
	struct random r = {seed};

	r.state = random_next(&r) ^ number;
	r.state = random_next(&r);
	return r;
}

/** A whole number from `low` to `high`, both included. */
static inline long
random_between(struct random *r, long low, long high)
{
	if (high <= low)
		return low;
	return low + (long)(random_next(r) % (uint64_t)(high - low + 1));
}

/** True in `percent` of 100 cases. */
static inline int
random_chance(struct random *r, long percent)
{
	return random_between(r, 0, 99) < percent;
}

#endif
