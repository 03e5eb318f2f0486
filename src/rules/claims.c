/* SPDX-License-Identifier: Apache-2.0 */
/* claim/...: a note beside its charges; see facts/claims.h. */
#include "facts/claims.h"
#include "rules/rules.h"
#include "rules/wording.h"

/* The lines of one code, in the note or on the claim. */
struct lines {
	int units;		/* of all lines, or NONE */
	size_t lines;
	const struct service *first;
};

static struct lines
lines_of(const struct service *all, size_t n, struct str number)
{
	struct lines out = {.units = NONE};

	for (size_t i = 0; i < n; i++) {
		if (!str_eq(all[i].number, number))
			continue;
		if (out.first == NULL)
			out.first = &all[i];
		out.lines++;
		if (all[i].units != NONE)
			out.units = (out.units == NONE ? 0 : out.units) +
			    all[i].units;
	}
	return out;
}

static bool
has_modifier(const struct service *s, struct str modifier)
{
	for (unsigned i = 0; i < s->n_modifiers; i++)
		if (str_eq(s->modifiers[i], modifier))
			return true;
	return false;
}

/* Both print modifiers, and not the same. */
static bool
other_modifiers(const struct lines *a, const struct lines *b)
{
	if (a->lines != 1 || b->lines != 1 || a->first->n_modifiers == 0 ||
	    b->first->n_modifiers == 0)
		return false;
	for (unsigned i = 0; i < a->first->n_modifiers; i++)
		if (!has_modifier(b->first, a->first->modifiers[i]))
			return true;
	return a->first->n_modifiers != b->first->n_modifiers;
}

static bool
lines_differ(const struct lines *note, const struct lines *claim)
{
	if (note->lines == 0 || claim->lines == 0)
		return true;
	if (note->units != NONE && claim->units != NONE &&
	    note->units != claim->units)
		return true;
	return other_modifiers(note, claim);
}

/* "97110 x 3 GP"; "no 97140" where there is none. */
static struct str
lines_text(struct arena *a, struct str number, const struct lines *s)
{
	struct str out;

	if (s->lines == 0)
		return arena_printf(a, "no %.*s", STR_ARG(number));
	out = s->units == NONE ? number : arena_printf(a, "%.*s x %d",
	    STR_ARG(number), s->units);
	for (unsigned i = 0; s->lines == 1 && i < s->first->n_modifiers; i++)
		out = arena_printf(a, "%.*s %.*s", STR_ARG(out),
		    STR_ARG(s->first->modifiers[i]));
	return out;
}

/* What is found to differ, code by code. */
struct difference {
	struct str note;
	struct str claim;
	struct str codes;	/* claimed with more than noted */
	int billed;
	int supported;
	struct span at;
};

static struct str
listed(struct arena *a, struct str list, struct str item)
{
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(list),
	    list.len > 0 ? ", " : "", STR_ARG(item));
}

static void
compare(struct judging *j, struct str number, struct difference *d)
{
	const struct facts *f = j->facts;
	struct lines note = lines_of(f->noted.at, f->noted.len, number);
	struct lines claim = lines_of(f->services.at, f->services.len, number);

	if (!lines_differ(&note, &claim))
		return;
	d->note = listed(j->arena, d->note,
	    lines_text(j->arena, number, &note));
	d->claim = listed(j->arena, d->claim,
	    lines_text(j->arena, number, &claim));
	if (note.first != NULL && span_len(d->at) == 0)
		d->at = note.first->at;
	int noted = note.units == NONE ? 0 : note.units;
	if (claim.units <= noted || (note.lines > 0 && note.units == NONE))
		return;
	d->codes = listed(j->arena, d->codes, number);
	d->billed += claim.units;
	d->supported += noted;
}

/* Has a line before the i-th the same code? */
static bool
seen_before(const struct service *all, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(all[k].number, all[i].number))
			return true;
	return false;
}

static void
run_differs(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct difference d = {.note = {"", 0}};

	/* A note need not repeat what is charged. */
	if (f->charges.len == 0 || f->noted.len == 0)
		return;
	for (size_t i = 0; i < f->noted.len; i++)
		if (!seen_before(f->noted.at, i))
			compare(j, f->noted.at[i].number, &d);
	for (size_t i = 0; i < f->services.len; i++) {
		struct str number = f->services.at[i].number;
		if (!seen_before(f->services.at, i) && lines_of(f->noted.at,
		    f->noted.len, number).lines == 0)
			compare(j, number, &d);
	}
	if (d.note.len > 0)
		judge(j, self->id, &d.at, (struct detail[]){
		    {"note", d.note}, {"claim", d.claim}, {"codes", d.codes},
		    {"billed", arena_printf(j->arena, "%d", d.billed)},
		    {"supported", arena_printf(j->arena, "%d", d.supported)},
		    {NULL, {NULL, 0}}});
}

static void
run_no_charge(struct judging *j, const struct rule *self)
{
	if (j->facts->claims != NULL && j->facts->charges.len == 0)
		judge(j, self->id, &j->facts->date_at, NULL);
}

static const struct claim_line *
charge_at(const struct facts *f, size_t i)
{
	return &f->claims->charges.at[f->charges.at[i]];
}

/* The first charge that was filed too late. */
static void
run_late(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	int most = j->payer->filing_days;

	for (size_t i = 0; most >= 0 && i < f->charges.len; i++) {
		const struct claim_line *c = charge_at(f, i);
		if (c->submitted == NO_DATE || c->submitted - c->date <= most)
			continue;
		judge(j, self->id, &f->date_at, (struct detail[]){
		    {"submitted", date_text(j->arena, c->submitted)},
		    {"days", arena_printf(j->arena, "%d",
		    (int)(c->submitted - c->date))},
		    {"most", arena_printf(j->arena, "%d", most)},
		    {NULL, {NULL, 0}}});
		return;
	}
}

/* The same charge, sent again before the payer may have answered. */
static bool
sent_too_soon(const struct claim_line *a, const struct claim_line *b, int wait)
{
	int apart = (int)(b->submitted - a->submitted);

	return str_eq(a->service.number, b->service.number) &&
	    a->submitted != NO_DATE && b->submitted != NO_DATE && apart > 0 &&
	    apart < wait;
}

static void
run_resubmitted(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	int wait = j->payer->resubmission_days;

	for (size_t i = 0; wait >= 0 && i < f->charges.len; i++)
		for (size_t k = 0; k < f->charges.len; k++) {
			const struct claim_line *a = charge_at(f, i);
			const struct claim_line *b = charge_at(f, k);
			if (!sent_too_soon(a, b, wait))
				continue;
			judge(j, self->id, &f->date_at, (struct detail[]){
			    {"code", a->service.number},
			    {"days", arena_printf(j->arena, "%d",
			    (int)(b->submitted - a->submitted))},
			    {"wait", arena_printf(j->arena, "%d", wait)},
			    {NULL, {NULL, 0}}});
			return;
		}
}

const struct rule claim_rules[] = {
	{"claim/differs", run_differs, ELEMENTS},
	{"claim/no-charge", run_no_charge, ELEMENTS},
	{"claim/late", run_late, ELEMENTS},
	{"claim/resubmitted", run_resubmitted, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
