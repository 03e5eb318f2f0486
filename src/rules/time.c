/* SPDX-License-Identifier: Apache-2.0 */
/*
 * time/...: minutes that a note must state.  Medicare Benefit Policy Manual,
 * Pub. 100-02, ch. 15, s. 220.3.E; Medicare Claims Processing Manual, Pub.
 * 100-04, ch. 5,
 * s. 20.2.
 */
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/untold.h"
#include "rules/wording.h"

/* The numbers of billed timed codes, for a message. */
static struct str
timed_codes(struct judging *j, const struct service **first)
{
	struct str out = {"", 0};

	*first = NULL;
	for (size_t i = 0; i < j->facts->services.len; i++) {
		const struct service *s = &j->facts->services.at[i];
		if (!is_timed(s->code))
			continue;
		out = list_with(j->arena, out, s->number);
		if (*first == NULL)
			*first = s;
	}
	return out;
}

static void
run_timed_minutes(struct judging *j, const struct rule *self)
{
	const struct service *first;
	struct str codes = timed_codes(j, &first);
	struct tallies all = tallies_of(j->arena, j->facts);

	if (j->facts->present[EL_TIMED_MINUTES] ||
	    !element_is_owed(j, EL_TIMED_MINUTES) ||
	    untold_fits(j->facts, &all))
		return;
	if (codes.len == 0)
		codes = STR("treatment for which no code is stated");
	judge(j, self->id, first ? &first->at : NULL,
	    (struct detail[]){{"codes", codes}, {NULL, {NULL, 0}}});
}

/* Are minutes stated for a visit that bills untimed codes alone?  They are the
 * visit's, whatever they were taken for. */
static bool
untimed_has_minutes(const struct facts *f)
{
	if (f->timed_minutes == NONE || f->services.len == 0)
		return false;
	for (size_t i = 0; i < f->services.len; i++)
		if (f->services.at[i].code == NULL ||
		    is_timed(f->services.at[i].code))
			return false;
	return true;
}

static void
run_total_minutes(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if (!f->present[EL_TOTAL_MINUTES] && !f->clock_unread &&
	    !untimed_has_minutes(f) && element_is_owed(j, EL_TOTAL_MINUTES))
		judge(j, self->id, NULL, NULL);
}

/* A first code and its add-on share their minutes. */
static bool
shares_minutes(const struct tallies *all, const struct tally *t)
{
	for (size_t i = 0; t->code->add_on_to != NULL && i < all->len; i++)
		if (all->at[i].code == t->code->add_on_to &&
		    all->at[i].charged)
			return true;
	return false;
}

static void
run_code_minutes(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct tallies all = tallies_of(j->arena, f);
	const struct service *first = NULL;
	struct str codes = {"", 0};
	size_t timed = 0, without = 0;
	int rest = f->timed_minutes;

	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		if (!is_timed(t->code) || !t->charged)
			continue;
		bool shares = shares_minutes(&all, t);
		timed += !shares;
		if (t->minutes != NONE)
			rest -= t->minutes;
		if (!untold_waits(f, t))
			continue;
		without += !shares;
		codes = list_with(j->arena, codes, t->number);
		if (first == NULL)
			first = t->first;
	}
	/* The minutes of a single timed code are the timed total. */
	if (first == NULL || (f->timed_minutes == NONE ?
	    untold_fits(f, &all) :
	    timed == 1 || untold_sum(f, without, rest)))
		return;
	judge(j, self->id, &first->at,
	    (struct detail[]){{"codes", codes}, {NULL, {NULL, 0}}});
}

const struct rule time_rules[] = {
	{"time/timed-minutes", run_timed_minutes, ELEMENTS},
	{"time/total-minutes", run_total_minutes, ELEMENTS},
	{"time/code-minutes", run_code_minutes, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
