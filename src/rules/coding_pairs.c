/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/...: pairs of codes.  NCCI procedure-to-procedure edits, by the table
 * in force on the date of service; CMS MLN fact sheet 1783722 on modifiers 59
 * and X{EPSU}; CMS Transmittal 1753 (2002) on group and one-on-one treatment.
 */
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/separate.h"
#include "rules/wording.h"

enum { MODIFIER_ALLOWED = 1 };

struct pair {
	const struct tally *x;
	const struct tally *y;
	const struct ncci_edit *edit;
};

/* The pair of the i-th and k-th tally when both are charged and an edit binds
 * them. */
static bool
pair_of(const struct judging *j, const struct tallies *all, size_t i, size_t k,
    struct pair *out)
{
	*out = (struct pair){.x = &all->at[i], .y = &all->at[k]};
	if (i == k || !out->x->charged || !out->y->charged ||
	    out->x->code == NULL || out->y->code == NULL)
		return false;
	out->edit = pack_ncci(j->pack, out->x->code, out->y->code,
	    j->facts->date_of_service, j->payer->setting);
	return out->edit != NULL;
}

static bool
is_group(const struct tally *t)
{
	return t->code->attendance != NULL &&
	    strcmp(t->code->attendance, "group") == 0;
}

/* Group and one-on-one treatment of one patient. */
static bool
is_group_pair(const struct pair *p)
{
	return (is_group(p->x) && is_one_on_one(p->y->code)) ||
	    (is_group(p->y) && is_one_on_one(p->x->code));
}

static bool
is_apart_from_group(const struct judging *j, const struct pair *p)
{
	return apart_in_time(j->facts, p->x->code, p->y->code) ||
	    facts_remark(j->facts, "second-session") != NULL;
}

static void
run_group(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	struct str codes = {"", 0};
	const struct service *first = NULL;
	struct pair p;

	for (size_t i = 0; i < all.len; i++)
		for (size_t k = 0; k < all.len; k++) {
			if (!pair_of(j, &all, i, k, &p) || !is_group(p.x) ||
			    !is_group_pair(&p) || is_apart_from_group(j, &p))
				continue;
			first = p.x->first;
			codes = list_with(j->arena, codes, p.y->number);
		}
	if (first != NULL)
		judge(j, self->id, &first->at,
		    (struct detail[]){{"codes", codes}, {NULL, {NULL, 0}}});
}

/* Does a line carry a modifier that can carry a pair? */
static bool
carries(const struct judging *j, const struct tally *t)
{
	for (size_t i = 0; i < j->facts->services.len; i++) {
		const struct service *s = &j->facts->services.at[i];
		if (!str_eq_nocase(s->number, t->number))
			continue;
		for (unsigned m = 0; m < s->n_modifiers; m++) {
			const struct modifier *known = pack_modifier(j->pack,
			    s->modifiers[m]);
			if (known != NULL && known->ncci)
				return true;
		}
	}
	return false;
}

static bool
is_bypassed(const struct judging *j, const struct pair *p)
{
	const struct tally *second =
	    p->edit->column2 == p->x->code->index ? p->x : p->y;
	const struct tally *first = second == p->x ? p->y : p->x;
	date_t on = j->facts->date_of_service;
	date_t either = j->payer->ncci_either_from;

	return carries(j, second) || (carries(j, first) && either != NO_DATE &&
	    (on == NO_DATE || on >= either));
}

static void
check_pair(struct judging *j, const struct rule *self, const struct pair *p)
{
	bool allowed = p->edit->indicator == MODIFIER_ALLOWED;
	const struct code *codes = j->pack->codes.at;

	if (allowed && (!prints_modifiers(j->facts) || is_bypassed(j, p) ||
	    (is_group_pair(p) && !is_apart_from_group(j, p))))
		return;
	judge(j, self->id, &p->y->first->at, (struct detail[]){
	    {"column1", str_of(codes[p->edit->column1].code)},
	    {"column2", str_of(codes[p->edit->column2].code)},
	    {"indicator", int_text(j->arena, p->edit->indicator)},
	    {"detail", str_of(allowed ? "no line carries a modifier that says "
	    "the services were separate" : "no modifier can bypass it")},
	    {NULL, {NULL, 0}}});
}

static void
run_ncci(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	struct pair p;

	for (size_t i = 0; i < all.len; i++)
		for (size_t k = i + 1; k < all.len; k++)
			if (pair_of(j, &all, i, k, &p))
				check_pair(j, self, &p);
}

/* What the note shows of a line with a modifier of separation. */
enum shown {
	NO_PAIR, NOT_SHOWN, SHOWN, SHOWN_BY_TIME, SHOWN_BY_REGION, OF_GROUP
};

/* Without an edit nothing has to be bypassed; a modifier is right all the same
 * where the note shows the service by itself. */
static enum shown
shown_alone(const struct judging *j, const struct tallies *all, size_t i)
{
	const struct facts *f = j->facts;

	for (size_t k = 0; k < all->len; k++)
		if (k != i && all->at[k].charged && all->at[k].code != NULL &&
		    all->at[i].code != NULL && apart_in_time(f,
		    all->at[i].code, all->at[k].code))
			return SHOWN;
	return NO_PAIR;
}

static enum shown
separation_shown(struct judging *j, const struct tallies *all, size_t i)
{
	const struct facts *f = j->facts;
	enum shown shown = NO_PAIR;
	struct pair p;

	for (size_t k = 0; k < all->len; k++) {
		if (!pair_of(j, all, i, k, &p) ||
		    p.edit->indicator != MODIFIER_ALLOWED)
			continue;
		if (is_group_pair(&p))
			return is_apart_from_group(j, &p) ? OF_GROUP :
			    NOT_SHOWN;
		if (apart_in_region(j->arena, f, p.x->code, p.y->code))
			return SHOWN_BY_REGION;
		if (apart_in_time(f, p.x->code, p.y->code))
			shown = SHOWN_BY_TIME;
		else if (shown != SHOWN_BY_TIME &&
		    (apart_in_minutes(p.x, p.y) ||
		    facts_remark(f, "separate") != NULL ||
		    facts_remark(f, "second-session") != NULL))
			shown = SHOWN;
		else if (shown == NO_PAIR)
			shown = NOT_SHOWN;
	}
	return shown == NO_PAIR ? shown_alone(j, all, i) : shown;
}

static void
run_unsupported(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);

	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		struct str modifier = separation_of(t->first);
		if (modifier.len == 0 || !t->charged || t->lines > 1)
			continue;
		enum shown shown = separation_shown(j, &all, i);
		if (shown == NO_PAIR || shown == NOT_SHOWN)
			judge(j, self->id, &t->first->at, (struct detail[]){
			    {"code", t->number}, {"modifier", modifier},
			    {NULL, {NULL, 0}}});
	}
}

/* Which of the four says more than 59, or NULL where none does. */
static const char *
better_than_59(struct judging *j, const struct tallies *all, size_t i)
{
	switch (separation_shown(j, all, i)) {
	case SHOWN_BY_REGION:
		return "XS";
	case SHOWN_BY_TIME:
		return facts_remark(j->facts, "second-session") != NULL ?
		    "XE" : "XU";
	case SHOWN:
		return facts_remark(j->facts, "second-session") != NULL ?
		    "XE" : NULL;
	default:
		return NULL;
	}
}

static void
run_generic(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);

	/* The payer takes no other. */
	if (facts_remark(j->facts, "no-x-modifier") != NULL)
		return;
	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		if (!has_modifier(t->first, "59") || !t->charged)
			continue;
		const char *better = better_than_59(j, &all, i);
		if (better != NULL)
			judge(j, self->id, &t->first->at, (struct detail[]){
			    {"code", t->number}, {"better", str_of(better)},
			    {NULL, {NULL, 0}}});
	}
}

const struct rule coding_pair_rules[] = {
	{"coding/group-with-individual", run_group, ELEMENTS},
	{"coding/ncci-pair", run_ncci, ELEMENTS},
	{"coding/modifier-unsupported", run_unsupported, ELEMENTS},
	{"coding/modifier-59-generic", run_generic, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
