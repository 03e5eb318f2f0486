/* SPDX-License-Identifier: Apache-2.0 */
/*
 * time/...: units against minutes.  Medicare Claims Processing Manual, Pub.
 * 100-04, ch. 5, s. 20.2; for payers that count each code alone, the midpoint
 * of CPT.
 */
#include "rules/ledger.h"
#include "rules/rules.h"
#include "rules/wording.h"

enum {
	MANY = 2,	/* units short of a total; a charge was rather not
			 * read than forgotten, where no code has minutes */
};

static void
report(struct judging *j, const char *id, struct span at, int billed,
    int supported, int minutes)
{
	struct arena *a = j->arena;

	judge(j, id, &at, (struct detail[]){
	    {"billed", int_text(a, billed)},
	    {"supported", int_text(a, supported)},
	    {"minutes", int_text(a, minutes)},
	    {"rule", counting_name(j->payer)},
	    {NULL, {NULL, 0}}});
}

/* The units that a code's own minutes earn under the payer's rule. */
static int
earned(const struct judging *j, const struct code *c, int minutes)
{
	return j->payer->counting == COUNT_FULL_15 ?
	    minutes / c->minutes_per_unit :
	    units_by_midpoint(minutes, c->minutes_per_unit);
}

/* The minutes of a code that is counted alone: its own, else of the only one
 * the timed minutes or the visit. */
static int
minutes_alone(const struct ledger *l, const struct tally *t)
{
	if (t->minutes != NONE || l->pooled != 1 || !is_pooled(t->code))
		return t->minutes;
	return l->minutes != NONE ? l->minutes : l->visit;
}

/* Are all units right in sum, each code counted alone? */
static bool
right_in_sum(const struct judging *j, const struct ledger *l)
{
	int supported = 0;

	for (size_t i = 0; l->all_minutes && i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		if (is_pooled(t->code) && t->charged)
			supported += earned(j, t->code, t->minutes);
	}
	return l->all_minutes && l->all_units && supported == l->billed;
}

/* Each code by itself; those of the pool only where the payer counts so. */
static void
check_codes(struct judging *j, const struct rule *self, const struct ledger *l)
{
	bool alone = j->payer->counting != COUNT_TOTAL_TIME &&
	    !right_in_sum(j, l);

	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		if (!is_timed(t->code) || t->units == NONE ||
		    (is_pooled(t->code) && !alone))
			continue;
		int minutes = minutes_alone(l, t);
		if (minutes == NONE)
			continue;
		int supported = earned(j, t->code, minutes);
		if (t->units > supported)
			report(j, self->id, t->first->at, t->units, supported,
			    minutes);
	}
}

static void
run_units_exceed(struct judging *j, const struct rule *self)
{
	const struct ledger *l = ledger_of(j);

	check_codes(j, self, l);
	int minutes = l->minutes != NONE ? l->minutes : l->visit;
	if (l->pooled == 0 || minutes == NONE ||
	    j->payer->counting != COUNT_TOTAL_TIME)
		return;
	int supported = units_by_midpoint(minutes, UNIT_POOL_LENGTH);
	if (l->billed > supported)
		report(j, self->id, l->largest->at, l->billed, supported,
		    minutes);
}

/* What the timed minutes support for all codes, or NONE. */
static int
supported_by(const struct judging *j, const struct ledger *l)
{
	if (l->pooled == 0 || l->minutes == NONE)
		return NONE;
	if (j->payer->counting == COUNT_TOTAL_TIME || l->pooled == 1)
		return j->payer->counting == COUNT_FULL_15 ?
		    l->minutes / UNIT_POOL_LENGTH :
		    units_by_midpoint(l->minutes, UNIT_POOL_LENGTH);
	return l->all_minutes ? l->units.total : NONE;
}

static void
run_units_below(struct judging *j, const struct rule *self)
{
	const struct ledger *l = ledger_of(j);
	int supported = supported_by(j, l);

	if (supported == NONE || !l->all_units || (!l->all_minutes &&
	    supported - l->billed >= MANY))
		return;
	if (l->billed < supported)
		report(j, self->id, l->largest->at, l->billed, supported,
		    l->minutes);
}

/* The code that stands for a family of first and further units. */
static const struct code *
family_of(const struct code *c)
{
	return c->add_on_to != NULL ? c->add_on_to : c;
}

static int
units_billed(const struct ledger *l, const struct code *family)
{
	int units = 0;

	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		if (is_pooled(t->code) && t->charged &&
		    family_of(t->code) == family)
			units += t->units;
	}
	return units;
}

static int
units_given(const struct judging *j, const struct ledger *l, const int *way,
    const struct code *family)
{
	int units = 0;

	for (size_t i = 0; i < l->units.lines.len; i++) {
		const struct code *c = pack_code(j->pack,
		    l->units.lines.at[i].code->name);
		if (c != NULL && family_of(c) == family)
			units += way[i];
	}
	return units;
}

/* Does a way give every charged code what is billed for it, and no unit to
 * what is not charged?  Within a family the daily maximum says which code has
 * which unit. */
static bool
way_is_billed(const struct judging *j, const struct ledger *l, const int *way)
{
	int given = 0;

	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		if (!is_pooled(t->code) || !t->charged)
			continue;
		if (units_given(j, l, way, family_of(t->code)) !=
		    units_billed(l, family_of(t->code)))
			return false;
		given += t->units;
	}
	return given == l->units.total;
}

static bool
any_way_is_billed(const struct judging *j, const struct ledger *l)
{
	for (size_t w = 0; w < l->units.ways.len; w++)
		if (way_is_billed(j, l, l->units.ways.at[w]))
			return true;
	return false;
}

static struct str
code_units(struct arena *a, struct str list, struct str code, int units)
{
	return list_with(a, list,
	    arena_printf(a, "%.*s %d", STR_ARG(code), units));
}

static void
run_distribution(struct judging *j, const struct rule *self)
{
	struct str expected = {"", 0}, given = {"", 0};
	const struct ledger *l = ledger_of(j);

	if (l->pooled == 0 || !l->all_minutes || !l->all_units ||
	    l->units.more_ways || l->billed != l->units.total ||
	    l->billed != supported_by(j, l) || any_way_is_billed(j, l))
		return;
	for (size_t i = 0; i < l->units.lines.len; i++)
		expected = code_units(j->arena, expected,
		    l->units.lines.at[i].code->name, l->units.ways.at[0][i]);
	for (size_t i = 0; i < l->tallies.len; i++)
		if (is_pooled(l->tallies.at[i].code))
			given = code_units(j->arena, given,
			    l->tallies.at[i].number, l->tallies.at[i].units);
	judge(j, self->id, &l->largest->at, (struct detail[]){
	    {"billed", int_text(j->arena, l->billed)},
	    {"expected", expected}, {"given", given}, {NULL, {NULL, 0}}});
}

/* Does the payer's rule give a short code nothing? */
static bool
earns_nothing(const struct judging *j, const struct ledger *l,
    const struct tally *t)
{
	if (j->payer->counting != COUNT_TOTAL_TIME || l->pooled == 1)
		return !l->joined || ledger_most(l, t->number) == 0;
	return l->all_minutes && ledger_most(l, t->number) == 0;
}

static void
run_under_eight(struct judging *j, const struct rule *self)
{
	const struct ledger *l = ledger_of(j);

	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		int minutes = t->minutes == NONE && l->pooled == 1 ?
		    l->minutes : t->minutes;
		if (!is_pooled(t->code) || t->units < 1 || minutes == NONE ||
		    minutes >= UNIT_EARNED_FROM || !earns_nothing(j, l, t))
			continue;
		judge(j, self->id, &t->first->at, (struct detail[]){
		    {"code", t->number},
		    {"minutes", int_text(j->arena, minutes)},
		    {"rule", counting_name(j->payer)}, {NULL, {NULL, 0}}});
	}
}

const struct rule time_unit_rules[] = {
	{"time/units-exceed-minutes", run_units_exceed, ELEMENTS},
	{"time/units-below-minutes", run_units_below, ELEMENTS},
	{"time/unit-distribution", run_distribution, ELEMENTS},
	{"time/under-eight", run_under_eight, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
