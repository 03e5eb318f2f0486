/* SPDX-License-Identifier: Apache-2.0 */
/*
 * time/...: minutes and units.  Medicare Benefit Policy Manual, Pub. 100-02,
 * ch. 15, s. 220.3.E; Medicare Claims Processing Manual, Pub. 100-04, ch. 5,
 * s. 20.2.
 */
#include "rules/rules.h"
#include "rules/units.h"

static bool
is_timed(const struct service *s)
{
	return s->code != NULL && s->code->timed;
}

/* The numbers of billed timed codes, for a message. */
static struct str
timed_codes(struct judging *j, const struct service **first)
{
	struct str out = {"", 0};

	*first = NULL;
	for (size_t i = 0; i < j->facts->services.len; i++) {
		const struct service *s = &j->facts->services.at[i];
		if (!is_timed(s))
			continue;
		out = arena_printf(j->arena, "%.*s%s%.*s", STR_ARG(out),
		    *first ? ", " : "", STR_ARG(s->number));
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

/* What is billed and documented of the codes that are pooled. */
struct pool {
	int billed;		/* units */
	int documented;		/* minutes of the codes together, or NONE */
	size_t codes;
	const struct service *largest;	/* line with most units */
};

static struct pool
pool_of(const struct facts *f)
{
	struct pool p = {.documented = 0};

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (!is_timed(s) ||
		    s->code->minutes_per_unit != UNIT_POOL_LENGTH)
			continue;
		p.codes++;
		p.billed += s->units == NONE ? 0 : s->units;
		if (s->minutes == NONE)
			p.documented = NONE;
		else if (p.documented != NONE)
			p.documented += s->minutes;
		if (p.largest == NULL || s->units > p.largest->units)
			p.largest = s;
	}
	return p;
}

/* The minutes that units are held against: the smaller of what is stated for
 * the codes and in all, else the whole visit. */
static int
minutes_for(const struct facts *f, const struct pool *p)
{
	int timed = f->timed_minutes;

	if (p->documented != NONE && (timed == NONE || p->documented < timed))
		timed = p->documented;
	if (timed != NONE)
		return timed;
	if (f->total_minutes != NONE)
		return f->total_minutes;
	if (f->time_in != NO_TIME && f->time_out > f->time_in)
		return f->time_out - f->time_in;
	return NONE;
}

static void
report_excess(struct judging *j, const struct rule *self, struct span at,
    int billed, int supported, int minutes)
{
	static const char *const names[] = {
		[COUNT_TOTAL_TIME] = "total-time (8-minute) rule",
		[COUNT_PER_CODE] = "midpoint rule for each code",
		[COUNT_FULL_15] = "full 15 minutes a unit",
	};
	struct arena *a = j->arena;

	judge(j, self->id, &at, (struct detail[]){
	    {"billed", arena_printf(a, "%d", billed)},
	    {"supported", arena_printf(a, "%d", supported)},
	    {"minutes", arena_printf(a, "%d", minutes)},
	    {"rule", str_of(names[j->payer->counting])},
	    {NULL, {NULL, 0}}});
}

/* The pool as a whole; enough minutes for the units of all codes together. */
static void
check_pool(struct judging *j, const struct rule *self)
{
	struct pool p = pool_of(j->facts);
	int minutes = minutes_for(j->facts, &p);

	if (p.codes == 0 || minutes == NONE)
		return;
	int supported = units_by_midpoint(minutes, UNIT_POOL_LENGTH);
	if (p.billed > supported)
		report_excess(j, self, p.largest->at, p.billed, supported,
		    minutes);
}

/* Each code by itself, where the payer counts so. */
static void
check_codes(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct pool p = pool_of(f);

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		int minutes = s->minutes;
		if (!is_timed(s) || s->units == NONE)
			continue;
		if (minutes == NONE && p.codes == 1)
			minutes = minutes_for(f, &p);
		if (minutes == NONE)
			continue;
		int length = s->code->minutes_per_unit;
		int supported = j->payer->counting == COUNT_FULL_15 ?
		    minutes / length : units_by_midpoint(minutes, length);
		if (s->units > supported)
			report_excess(j, self, s->at, s->units, supported,
			    minutes);
	}
}

static void
run_units_exceed(struct judging *j, const struct rule *self)
{
	if (j->payer->counting == COUNT_TOTAL_TIME)
		check_pool(j, self);
	else
		check_codes(j, self);
}

const struct rule time_rules[] = {
	{"time/timed-minutes", run_timed_minutes, ELEMENTS},
	{"time/total-minutes", run_total_minutes, ELEMENTS},
	{"time/units-exceed-minutes", run_units_exceed, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
