/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/bootstrap.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 1000 };

/* Marsaglia's xorshift; any fixed numbers that look random will do. */
static size_t
draw(uint64_t *state, size_t n)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (size_t)(*state % n);
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The middle 95% of the values that are known. */
static struct interval
middle(double *values)
{
	size_t n = 0;

	for (size_t i = 0; i < ROUNDS; i++)
		if (!isnan(values[i]))
			values[n++] = values[i];
	if (n == 0)
		return (struct interval){NAN, NAN};
	qsort(values, n, sizeof(*values), ascending);
	return (struct interval){values[n * 25 / 1000],
	    values[(n * 975 + 999) / 1000 - 1]};
}

const struct interval *
bootstrap(struct arena *a, const struct scoring *s)
{
	size_t n = s->measures.len + OVERALL;
	struct interval *out = arena_array(a, n, sizeof(*out));
	struct counts *sum = arena_array(a, n, sizeof(*sum));
	double *figures = arena_array(a, n, sizeof(*figures));
	double *values = arena_array(a, n, ROUNDS * sizeof(*values));
	uint64_t state = 0x9e3779b97f4a7c15u;

	for (size_t round = 0; round < ROUNDS; round++) {
		memset(sum, 0, n * sizeof(*sum));
		for (size_t i = 0; i < s->notes.len; i++) {
			const struct counts *note =
			    s->notes.at[draw(&state, s->notes.len)];
			for (size_t m = 0; m < s->measures.len; m++)
				counts_add(&sum[m], &note[m]);
		}
		figures_of(&s->measures, sum, figures);
		for (size_t f = 0; f < n; f++)
			values[f * ROUNDS + round] = figures[f];
	}
	for (size_t f = 0; f < n; f++)
		out[f] = middle(values + f * ROUNDS);
	return out;
}
