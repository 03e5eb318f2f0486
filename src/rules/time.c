/* SPDX-License-Identifier: Apache-2.0 */
/*
 * time/...: minutes that a note must state.  Medicare Benefit Policy Manual,
 * Pub. 100-02, ch. 15, s. 220.3.E; Medicare Claims Processing Manual, Pub.
 * 100-04, ch. 5,
 * s. 20.2.
 */
#include "rules/billed.h"
#include "rules/rules.h"
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

	if (j->facts->present[EL_TIMED_MINUTES] ||
	    !element_is_owed(j, EL_TIMED_MINUTES))
		return;
	if (codes.len == 0)
		codes = STR("the timed services");
	judge(j, self->id, first ? &first->at : NULL,
	    (struct detail[]){{"codes", codes}, {NULL, {NULL, 0}}});
}

static void
run_total_minutes(struct judging *j, const struct rule *self)
{
	if (!j->facts->present[EL_TOTAL_MINUTES] &&
	    element_is_owed(j, EL_TOTAL_MINUTES))
		judge(j, self->id, NULL, NULL);
}

/* Does the note give a code's clock time? */
static bool
has_block(const struct facts *f, const struct code *code)
{
	for (size_t i = 0; i < f->blocks.len; i++)
		if (f->blocks.at[i].code == code)
			return true;
	return false;
}

/* The most numbers of minutes that are tried for the codes that have none. */
enum { MOST_LOOSE = 12 };

/* Do as many loose minutes as there are codes without make up the rest of the
 * timed total?  Then they are stated, in words that tell no code. */
static bool
told_otherwise(const struct facts *f, size_t codes, int rest)
{
	size_t n = f->loose.len;

	if (rest <= 0 || n > MOST_LOOSE)
		return false;
	for (unsigned set = 1; set < 1u << n; set++) {
		size_t size = 0;
		int sum = 0;
		for (size_t i = 0; i < n; i++)
			if (set & 1u << i) {
				size++;
				sum += f->loose.at[i].minutes;
			}
		if (size == codes && sum == rest)
			return true;
	}
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
		timed++;
		if (t->minutes != NONE) {
			rest -= t->minutes;
			continue;
		}
		if (has_block(f, t->code))
			continue;
		without++;
		codes = list_with(j->arena, codes, t->number);
		if (first == NULL)
			first = t->first;
	}
	/* The minutes of a single timed code are the timed total. */
	if (first == NULL || (f->timed_minutes != NONE && (timed == 1 ||
	    told_otherwise(f, without, rest))))
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
