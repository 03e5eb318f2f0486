/* SPDX-License-Identifier: Apache-2.0 */
/* coding/kx-missing over the visits of a patient. */
#include "base/date.h"
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/stake.h"
#include "rules/threshold.h"
#include "rules/wording.h"

enum {
	MOST_OF_A_DAY = 16,	/* notes of one patient and day; more are not of
				 * a patient, and would cost their square */
};

/* One pool of one year, visit by visit. */
struct course {
	struct judging *j;
	struct therapy_use *all;	/* the visits of the year */
	size_t n;
	enum therapy_pool pool;
	long limit;		/* cents */
	long sum;
	long stated;		/* the last that was, or NONE */
	date_t stated_on;
	struct stake basis;	/* of what was added since */
	size_t passed;		/* the visit that passes it, or n */
	bool judged;		/* a visit from then on prints modifiers */
	bool later_kx;		/* after it */
	bool later_bare;
};

static bool
is_of(const struct course *c, size_t i)
{
	return c->all[i].pool == c->pool;
}

/* The notes of a visit's day that are looked at, on either side of it. */
static size_t
day_from(const struct course *c, size_t i)
{
	size_t k = i;

	while (k > 0 && i - k < MOST_OF_A_DAY &&
	    c->all[k - 1].date == c->all[i].date)
		k--;
	return k;
}

static size_t
day_to(const struct course *c, size_t i)
{
	size_t k = i;

	while (k < c->n && k - i < MOST_OF_A_DAY &&
	    c->all[k].date == c->all[i].date)
		k++;
	return k;
}

/* The same day told by two notes of a discipline (a report beside a note, or
 * a note exported twice) counts once, by the larger one. */
static bool
is_told_twice(const struct course *c, size_t i)
{
	const struct therapy_use *u = &c->all[i];

	for (size_t k = day_from(c, i); k < day_to(c, i); k++) {
		const struct therapy_use *x = &c->all[k];
		if (k != i && x->pool == u->pool &&
		    str_eq(x->discipline, u->discipline) &&
		    (x->day.cents > u->day.cents ||
		    (x->day.cents == u->day.cents && k < i)))
			return true;
	}
	return false;
}

/* Allowed for a visit.  Of all notes of a day one unit is paid whole. */
static long
allowed(const struct course *c, size_t i)
{
	const struct therapy_use *u = &c->all[i];
	long cents = u->day.cents;

	if (cents <= 0 || is_told_twice(c, i))
		return 0;
	for (size_t k = day_from(c, i); k < day_to(c, i); k++) {
		const struct therapy_use *x = &c->all[k];
		if (k != i && x->pool != POOL_NONE &&
		    (x->whole > u->whole || (x->whole == u->whole && k < i)))
			return cents - u->whole;
	}
	return cents;
}

/* An amount that is stated anew is the sum; one that is carried from note to
 * note was the sum once. */
static void
add_visit(struct course *c, size_t i)
{
	const struct therapy_use *u = &c->all[i];

	c->sum += allowed(c, i);
	stake_add(&c->basis, &u->day);
	if (u->stated == NONE || u->stated == c->stated)
		return;
	c->sum = u->stated;
	c->stated = u->stated;
	c->stated_on = u->date;
	c->basis = (struct stake){0};
}

static void
look_after(struct course *c, size_t i)
{
	const struct therapy_use *u = &c->all[i];

	c->judged |= u->printed && (u->bare || u->kx);
	if (i == c->passed || u->date == c->all[c->passed].date)
		return;
	c->later_kx |= u->kx;
	c->later_bare |= u->printed && u->bare;
}

static struct str
basis_text(const struct course *c, long stated, date_t on,
    const struct stake *since)
{
	struct arena *a = c->j->arena;
	char basis[STAKE_BASIS];

	stake_basis(since, basis);
	if (stated == NONE)
		return arena_printf(a, "%s", basis);
	return arena_printf(a, "as the note of %.*s states%s%s",
	    STR_ARG(date_text(a, on)), basis[0] != '\0' ? ", since then " : "",
	    basis);
}

/* Does a visit lack KX?  That with which the threshold is passed only where
 * no later one carries it. */
static bool
owes_kx(const struct course *c, size_t i)
{
	const struct therapy_use *u = &c->all[i];
	bool passing = u->date == c->all[c->passed].date;

	return i >= c->passed && is_of(c, i) && u->printed && u->bare &&
	    !(passing && (u->kx || (c->later_kx && !c->later_bare)));
}

static void
write_up(struct course *c, long sum, struct str basis)
{
	struct arena *a = c->j->arena;
	struct finding *f;
	size_t lacking = 0, first = c->n;

	for (size_t i = c->passed; i < c->n; i++)
		if (owes_kx(c, i)) {
			first = lacking++ == 0 ? i : first;
			c->all[i].owes = true;
		}
	if (lacking == 0)
		return;
	f = threshold_report(c->j, NULL, c->pool, c->all[first].date, sum,
	    basis, arena_printf(a, "lines of %zu visit%s from %.*s on",
	    lacking, lacking == 1 ? "" : "s",
	    STR_ARG(date_text(a, c->all[first].date))), STR(""));
	for (size_t i = first; i < c->n; i++) {
		c->all[i].owes = c->all[i].owes && f != NULL;
		if (!c->all[i].owes || !is_of(c, i))
			continue;
		stake_add(&f->stake, &c->all[i].lacking);
		vec_push(a, &f->related,
		    (struct related){.note = c->all[i].note});
	}
}

/* Nobody can tell whether KX is there where no line prints a modifier. */
static void
say_not_judged(const struct course *c, long sum)
{
	struct arena *a = c->j->arena;

	judge(c->j, "input/not-judged", NULL, (struct detail[]){{"detail",
	    arena_printf(a, "whether lines carry KX; %s of %d come to %.*s, "
	    "past the threshold of %.*s, and no line from then on prints a "
	    "modifier", threshold_called(c->pool),
	    threshold_year(c->all[0].date),
	    STR_ARG(threshold_dollars(a, sum)),
	    STR_ARG(threshold_dollars(a, c->limit)))},
	    {NULL, {NULL, 0}}});
}

static void
judge_course(struct course *c)
{
	struct stake since = {0};
	struct str basis = {"", 0};
	long sum = 0;

	c->passed = c->n;
	c->stated = NONE;
	for (size_t i = 0; i < c->n; i++) {
		if (!is_of(c, i))
			continue;
		add_visit(c, i);
		if (c->passed == c->n && c->sum > c->limit) {
			c->passed = i;
			sum = c->sum;
			since = c->basis;
			basis = basis_text(c, c->stated, c->stated_on, &since);
		}
		if (c->passed < c->n)
			look_after(c, i);
	}
	if (c->passed == c->n)
		return;
	c->j->payer = c->all[c->passed].payer;
	if (c->judged)
		write_up(c, sum, basis);
	else
		say_not_judged(c, sum);
}

/* The visits of the year of the first; dates are in order. */
static size_t
year_length(const struct therapy_use *all, size_t n)
{
	size_t k = 0;

	while (k < n && all[k].date != NO_DATE &&
	    threshold_year(all[k].date) == threshold_year(all[0].date))
		k++;
	return k;
}

void
threshold_rules_run(struct judging *j, struct therapy_use *all, size_t n)
{
	for (size_t i = 0, len = 0; i < n && all[i].date != NO_DATE; i += len) {
		const struct kx_threshold *t = pack_threshold(j->pack,
		    all[i].date);
		len = year_length(all + i, n - i);
		for (int pool = POOL_PT_SLP; t != NULL && pool <= POOL_OT;
		    pool++)
			judge_course(&(struct course){.j = j, .all = all + i,
			    .n = len, .pool = (enum therapy_pool)pool,
			    .limit = threshold_cents(t,
			    (enum therapy_pool)pool)});
	}
}
