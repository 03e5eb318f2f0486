/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/...: what can be told from billed lines alone.  NCCI medically
 * unlikely edits; First Coast, counting units for therapy services (2024), for
 * one line a code and day.
 */
#include "base/limits.h"
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/wording.h"

enum { ABSOLUTE = 2 };

/* A line with and one without are those of two people. */
static bool
all_lines_have(const struct facts *f, const struct tally *t,
    struct str modifier)
{
	if (f->services.len * f->services.len > LIMIT_NOTE_PAIRS)
		return true;
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		bool has = false;
		for (unsigned m = 0; m < s->n_modifiers; m++)
			has = has || str_eq_nocase(s->modifiers[m], modifier);
		if (str_eq_nocase(s->number, t->number) && !has)
			return false;
	}
	return true;
}

/* Does a line say why it stands beside another of its code? */
static bool
is_explained(const struct judging *j, const struct tally *t)
{
	const struct facts *f = j->facts;

	if (facts_remark(f, "second-session") != NULL)
		return true;
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (!str_eq_nocase(s->number, t->number))
			continue;
		for (unsigned m = 0; m < s->n_modifiers; m++) {
			const struct modifier *known = pack_modifier(j->pack,
			    s->modifiers[m]);
			if (known != NULL && known->ncci)
				return true;
			if (known != NULL &&
			    (strcmp(known->kind, "repeat") == 0 ||
			    (strcmp(known->kind, "assistant") == 0 &&
			    !all_lines_have(f, t, s->modifiers[m]))))
				return true;
		}
	}
	return false;
}

static void
run_duplicate(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	date_t on = j->facts->date_of_service;
	struct str day = on == NO_DATE ? STR("the day") :
	    date_text(j->arena, on);

	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		if (t->lines < 2 || !t->charged || is_explained(j, t))
			continue;
		judge(j, self->id, &t->first->at, (struct detail[]){
		    {"code", t->number}, {"date", day}, {NULL, {NULL, 0}}});
	}
}

/* The units of the line with most of them: a line twice is a duplicate. */
static int
units_of_line(const struct facts *f, const struct tally *t)
{
	int most = NONE;

	for (size_t i = 0; i < f->services.len; i++)
		if (str_eq_nocase(f->services.at[i].number, t->number) &&
		    f->services.at[i].units > most)
			most = f->services.at[i].units;
	return most;
}

static void
run_excess(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);

	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		int units = units_of_line(j->facts, t);
		/* "Epley x2" is how often it was done. */
		if (t->code == NULL || units == NONE ||
		    (!is_printed(j->facts, t->first) && !t->code->timed))
			continue;
		const struct daily_limit *limit =
		    &t->code->limits[j->payer->setting];
		int most = t->code->timed ? limit->units : 1;
		if (t->code->timed ? most < 1 || units <= most : units <= 1)
			continue;
		if (!t->code->timed && limit->units > 1) {
			most = limit->units;
			if (units <= most)
				continue;
		}
		bool hard = !t->code->timed || limit->indicator == ABSOLUTE;
		judge_at_most(j, self->id, hard ? LEVEL_ERROR : LEVEL_WARNING,
		    &t->first->at, (struct detail[]){{"code", t->number},
		    {"units", int_text(j->arena, units)},
		    {"maximum", int_text(j->arena, most)},
		    {"basis", str_of(t->code->timed ?
		    "medically unlikely edit" : "untimed code")},
		    {NULL, {NULL, 0}}});
	}
}

static void
run_unknown_code(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	date_t on = j->facts->date_of_service;

	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		const struct code *c = t->code;
		struct str detail = {NULL, 0};
		if (c == NULL && facts_remark_at(j->facts, "therapy-range",
		    t->first->at) != NULL)
			detail = STR("is no code that is known");
		else if (c != NULL && on != NO_DATE &&
		    c->deleted != NO_DATE && on > c->deleted)
			detail = arena_printf(j->arena, "was valid until %.*s "
			    "only", STR_ARG(date_text(j->arena, c->deleted)));
		else if (c != NULL && on != NO_DATE &&
		    c->effective != NO_DATE && on < c->effective)
			detail = arena_printf(j->arena, "is valid from %.*s "
			    "only", STR_ARG(date_text(j->arena, c->effective)));
		if (detail.len > 0)
			judge(j, self->id, &t->first->at, (struct detail[]){
			    {"code", t->number}, {"detail", detail},
			    {NULL, {NULL, 0}}});
	}
}

const struct rule coding_line_rules[] = {
	{"coding/duplicate-line", run_duplicate, ELEMENTS},
	{"coding/excess-units", run_excess, ELEMENTS},
	{"coding/unknown-code", run_unknown_code, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
