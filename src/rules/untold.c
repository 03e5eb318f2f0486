/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/untold.h"

#include "rules/units.h"

enum {
	MOST_FIGURES = 16,	/* tried for the codes that have none */
	MOST_CODES = 4,		/* the work grows with the power of it */
};

struct figures {
	int at[MOST_FIGURES];
	size_t n;
	bool used[MOST_FIGURES];
};

/* False where there are more than are tried. */
static bool
add(struct figures *all, int minutes)
{
	if (all->n == MOST_FIGURES)
		return false;
	all->at[all->n++] = minutes;
	return true;
}

static bool
is_loose(const struct facts *f, struct span at)
{
	for (size_t i = 0; i < f->loose.len; i++)
		if (span_touches(f->loose.at[i].at, at))
			return true;
	return false;
}

/* Minutes of no charge, and figures that may be minutes. */
static bool
gather_figures(const struct facts *f, bool loose, struct figures *all)
{
	for (size_t i = 0; loose && i < f->loose.len; i++)
		if (!add(all, f->loose.at[i].minutes))
			return false;
	for (size_t i = 0; i < f->unread.len; i++)
		if (!(loose && is_loose(f, f->unread.at[i].at)) &&
		    !add(all, f->unread.at[i].minutes))
			return false;
	return true;
}

bool
untold_waits(const struct facts *f, const struct tally *t)
{
	if (!is_timed(t->code) || !t->charged || t->minutes != NONE)
		return false;
	for (size_t i = 0; i < f->blocks.len; i++)
		if (f->blocks.at[i].code == t->code)
			return false;
	return true;
}

/* Do `more` figures from the i-th on make up a sum? */
static bool
some_make(const struct figures *all, size_t i, size_t more, int sum)
{
	if (more == 0)
		return sum == 0;
	for (; i + more <= all->n; i++)
		if (all->at[i] <= sum &&
		    some_make(all, i + 1, more - 1, sum - all->at[i]))
			return true;
	return false;
}

bool
untold_sum(const struct facts *f, size_t codes, int sum)
{
	struct figures all = {0};

	return sum > 0 && codes > 0 && codes <= MOST_CODES &&
	    gather_figures(f, true, &all) && some_make(&all, 0, codes, sum);
}

/* Whole units of the minutes, and one more for what is left of them. */
static bool
go_together(int minutes, int units)
{
	return minutes >= UNIT_EARNED_FROM &&
	    units >= minutes / UNIT_POOL_LENGTH &&
	    units <= minutes / UNIT_POOL_LENGTH + 1;
}

/* Find a figure for each of the codes from the i-th on that wait. */
static bool
each_finds(const struct facts *f, const struct tallies *codes, size_t i,
    struct figures *all)
{
	while (i < codes->len && !untold_waits(f, &codes->at[i]))
		i++;
	if (i == codes->len)
		return true;
	for (size_t k = 0; k < all->n; k++) {
		if (all->used[k] || !go_together(all->at[k],
		    codes->at[i].units))
			continue;
		all->used[k] = true;
		if (each_finds(f, codes, i + 1, all))
			return true;
		all->used[k] = false;
	}
	return false;
}

bool
untold_fits(const struct facts *f, const struct tallies *codes)
{
	struct figures all = {0};
	size_t waiting = 0;

	for (size_t i = 0; i < codes->len; i++)
		waiting += untold_waits(f, &codes->at[i]);
	return waiting > 0 && waiting <= MOST_CODES &&
	    gather_figures(f, false, &all) && each_finds(f, codes, 0, &all);
}
