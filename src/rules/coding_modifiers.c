/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/...: modifiers that Medicare wants.  They are missed only where the
 * note prints a modifier on some line.  CMS change request 10176 (GP, GO, GN);
 * CMS, billing examples using CQ and CO modifiers (2020, revised 2022).
 */
#include "facts/amounts.h"
#include "rules/billed.h"
#include "rules/disciplines.h"
#include "rules/rules.h"

/* The plan modifier that a line carries, or NULL. */
static const char *
plan_of(const struct service *s)
{
	for (const struct discipline *d = disciplines; d->name != NULL; d++)
		if (has_modifier(s, d->plan))
			return d->plan;
	return NULL;
}

static void
check_plan(struct judging *j, const struct rule *self, const struct service *s,
    const struct discipline *d)
{
	const char *has = plan_of(s), *owed = d->plan;
	struct str detail;

	if (has != NULL && strcmp(has, owed) == 0)
		return;
	if (has == NULL)
		detail = arena_printf(j->arena, "without %s", owed);
	else
		detail = arena_printf(j->arena, "with %s in place of %s", has,
		    owed);
	judge(j, self->id, &s->at, (struct detail[]){{"code", s->number},
	    {"detail", detail}, {"discipline", j->facts->discipline},
	    {NULL, {NULL, 0}}});
}

/* Does a line print a modifier that Medicare wants? */
static bool
any_of_medicare(const struct facts *f)
{
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (plan_of(s) != NULL || has_modifier(s, "KX"))
			return true;
		for (const struct discipline *d = disciplines; d->name != NULL;
		    d++)
			if (d->by_assistant != NULL &&
			    has_modifier(s, d->by_assistant))
				return true;
	}
	return false;
}

/* Are lines printed with their modifiers?  Where the payer's rules are only
 * assumed, 59 or 95 alone does not show that Medicare pays. */
static bool
are_printed(const struct judging *j)
{
	const struct facts *f = j->facts;

	return prints_modifiers(f) && (!j->payer_assumed ||
	    f->charges.len > 0 || any_of_medicare(f));
}

static void
run_discipline(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	const struct discipline *d = discipline_of(f);

	if (!j->payer->discipline_modifier || d == NULL || !are_printed(j))
		return;
	for (size_t i = 0; i < f->services.len; i++)
		if (discipline_charges(d, &f->services.at[i]))
			check_plan(j, self, &f->services.at[i], d);
}

/* What an assistant furnished of a code. */
enum part_by { BY_NONE, BY_SOME, BY_ALL, BY_UNKNOWN };

enum { UNIT = UNIT_POOL_LENGTH, BOTH_FROM = 9, A_TENTH = 10 };

/* Of a timed code: whole quarter hours belong to who furnished them; of the
 * unit that is left 8 minutes of the therapist make it the therapist's, else
 * more than a tenth by the assistant makes it the assistant's. */
static enum part_by
timed_part(int assistant, int therapist, int units)
{
	int whole_a = assistant / UNIT, whole_t = therapist / UNIT;
	int rest_a = assistant % UNIT, rest_t = therapist % UNIT;
	int left = units - whole_a - whole_t;

	if (left >= 2 && rest_a >= BOTH_FROM && rest_t >= BOTH_FROM)
		return BY_SOME;
	bool last_a = left > 0 && rest_t < UNIT_EARNED_FROM &&
	    A_TENTH * rest_a > rest_a + rest_t;
	if (whole_a == 0 && !last_a)
		return BY_NONE;
	return whole_t == 0 && (left <= 0 || last_a) ? BY_ALL : BY_SOME;
}

static enum part_by
part_by_minutes(const struct facts *f, const struct service *s)
{
	int assistant = 0, therapist = 0;
	bool told = false;

	for (size_t i = 0; i < f->shares.len; i++) {
		const struct share *x = &f->shares.at[i];
		if (x->code != s->code)
			continue;
		told = true;
		*(x->assistant ? &assistant : &therapist) += x->minutes;
	}
	if (!told)
		return BY_UNKNOWN;
	if (s->code->timed && s->code->minutes_per_unit == UNIT &&
	    s->units != NONE)
		return timed_part(assistant, therapist, s->units);
	if (A_TENTH * assistant <= assistant + therapist)
		return BY_NONE;
	return therapist == 0 ? BY_ALL : BY_SOME;
}

/* Who furnished a line: by minutes, else who signs.  A therapist's note that
 * speaks of an assistant leaves it open. */
static enum part_by
part_of(const struct facts *f, const struct service *s,
    const struct discipline *d)
{
	enum part_by part = part_by_minutes(f, s);

	if (part != BY_UNKNOWN || f->credential.len == 0)
		return part;
	if (str_eq(f->credential, str_of(d->assistant)))
		return BY_ALL;
	if (!str_eq(f->credential, f->discipline) || f->shares.len > 0 ||
	    facts_remark(f, "assistant") != NULL)
		return BY_UNKNOWN;
	return BY_NONE;
}

static bool
any_line_has(const struct facts *f, const struct service *s,
    const char *modifier)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (str_eq_nocase(f->services.at[i].number, s->number) &&
		    has_modifier(&f->services.at[i], modifier))
			return true;
	return false;
}

static void
check_assistant(struct judging *j, const struct rule *self,
    const struct service *s, const struct discipline *d)
{
	const struct facts *f = j->facts;
	enum part_by part = part_of(f, s, d);
	const char *owed = d->by_assistant;
	bool has = has_modifier(s, owed);
	const char *detail = NULL;

	for (const struct discipline *i = disciplines; i->name != NULL; i++)
		if (i != d && i->by_assistant != NULL &&
		    has_modifier(s, i->by_assistant))
			detail = "carries the modifier of another discipline, "
			    "not";
	if (detail == NULL && part == BY_NONE && has)
		detail = "was furnished by the therapist, and carries";
	else if (detail == NULL && (part == BY_ALL || part == BY_SOME) &&
	    !any_line_has(f, s, owed))
		detail = part == BY_ALL ?
		    "was furnished by an assistant, and its line lacks" :
		    "was furnished in part by an assistant, and lacks";
	if (detail != NULL)
		judge(j, self->id, &s->at, (struct detail[]){
		    {"code", s->number}, {"detail", str_of(detail)},
		    {"modifier", str_of(owed)}, {NULL, {NULL, 0}}});
}

static void
run_assistant(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	const struct discipline *d = discipline_of(f);

	if (!j->payer->assistant_modifier || d == NULL ||
	    d->assistant == NULL || !are_printed(j))
		return;
	for (size_t i = 0; i < f->services.len; i++)
		if (discipline_charges(d, &f->services.at[i]))
			check_assistant(j, self, &f->services.at[i], d);
}

static void
run_kx(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if (!j->payer->kx || f->present[EL_MEDICAL_NECESSITY])
		return;
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (!has_modifier(s, "KX"))
			continue;
		judge(j, self->id, &s->at, (struct detail[]){
		    {"code", s->number}, {NULL, {NULL, 0}}});
		return;
	}
}

const struct rule coding_modifier_rules[] = {
	{"coding/discipline-modifier", run_discipline, ELEMENTS},
	{"coding/assistant-modifier", run_assistant, ELEMENTS},
	{"coding/kx-unsupported", run_kx, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
