/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/...: content under the wrong code, and content without a charge.
 */
#include "base/limits.h"
#include "facts/gaps.h"
#include "rules/ledger.h"
#include "rules/rules.h"
#include "rules/shown.h"
#include "rules/wording.h"

/* Three quarters of what is listed under a code settle what it is. */
enum { SHARE_PARTS = 3, SHARE_WHOLE = 4, NEAR_LINES = 3 };

/* Fewer items tell nothing; of codes whose content need not be exercise even
 * fewer are listed. */
enum { FEWEST_ITEMS = 2, FEWEST_OF_TASKS = 3 };

static size_t
lines_between(struct str text, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to && i < text.len; i++)
		n += text.ptr[i] == '\n';
	return n;
}

/* The section that a heading stands in.  A number may stand before a title:
 * "97112 Neuromuscular re-education". */
static unsigned
section_of(const struct reading *r, const struct heading *h)
{
	struct span line = str_line_at(r->note->text, h->at.start);

	return reading_section_at(r, line.end > line.start ? line.end - 1 :
	    line.start);
}

/* Does a heading stand in the section of a place, or right above it where
 * nothing but its contents tells the section from the one before? */
static bool
is_in_section(const struct facts *f, const struct heading *h, size_t at)
{
	const struct reading *r = f->reading;
	unsigned own = section_of(r, h), section = reading_section_at(r, at);
	const struct section *s = &r->sections.at[section];

	return own == section || (s->inferred && own + 1 == section &&
	    lines_between(r->note->text, h->at.end, s->body.start) <= 1);
}

/* The last heading before a place in its section, or -1. */
static int
heading_before(const struct facts *f, size_t at)
{
	int found = -1;

	for (size_t i = 0; i < f->headings.len &&
	    f->headings.at[i].at.start <= at; i++)
		if (is_in_section(f, &f->headings.at[i], at))
			found = (int)i;
	return found;
}

static size_t
items_under(const struct facts *f, size_t heading)
{
	size_t n = 0;

	for (size_t i = 0; i < f->exercises.len; i++)
		n += exercise_performed(&f->exercises.at[i]) &&
		    heading_before(f, f->exercises.at[i].at.start) ==
		    (int)heading;
	return n;
}

/* Does a heading stand in a list of charges, where the next or the one before
 * follows at once with nothing listed between? */
static bool
in_charge_list(const struct facts *f, size_t h)
{
	struct str text = f->reading->note->text;

	for (size_t i = 0; i + 1 < f->headings.len; i++) {
		const struct heading *x = &f->headings.at[i];
		const struct heading *y = &f->headings.at[i + 1];
		if ((i == h || i + 1 == h) && items_under(f, i) == 0 &&
		    lines_between(text, x->line, y->line) < NEAR_LINES)
			return true;
	}
	return false;
}

/* Is there an exercise whose content it is first of all, and not exercise of
 * every kind, as in water? */
static bool
is_exercised(const struct pack *p, const struct code *c)
{
	if (c == NULL || takes_any_exercise(p, c))
		return false;
	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (l->code.len > 0 && strcmp(l->code.at[0], c->code) == 0 &&
		    strcmp(l->concept->id, "exercises") == 0)
			return true;
	}
	return false;
}

VEC_TYPE(codes, const struct code *);

/* The charged codes that exercises can be of. */
static struct codes
procedures_of(const struct judging *j, const struct tallies *all)
{
	struct codes out = {0};

	for (size_t i = 0; i < all->len; i++)
		if (all->at[i].charged &&
		    is_exercised(j->pack, all->at[i].code))
			vec_push(j->arena, &out, all->at[i].code);
	return out;
}

/* Does an exercise belong to another code? */
static bool
is_foreign(const struct pack *p, const struct exercise *e,
    const struct code *c)
{
	const struct lexeme *l = e->lexeme;

	if (l == NULL || l->code.len == 0 ||
	    strcmp(l->code.at[0], c->code) == 0)
		return false;
	const struct exercise_kind *kind = l->kind == NULL ? NULL :
	    pack_exercise_kind(p, l->kind);
	return !speaks_for(l, c) ||
	    (kind != NULL && texts_have(&kind->apart, c->code));
}

/* Exercises without a heading are a code's that asks for exercise, and another
 * code's only where nothing else in the note speaks for it. */
static const struct code *
owner_without_heading(const struct facts *f, const struct code *only)
{
	if (only == NULL || texts_have(&only->requires,
	    element_name(EL_EXERCISE)))
		return only;
	for (size_t i = 0; i < f->contents.len; i++)
		if (speaks_for(f->contents.at[i].lexeme, only))
			return NULL;
	return only;
}

/* Of several charged codes an exercise is of the one that it speaks for, and
 * what speaks for none of them stands under the one that asks for exercise. */
static const struct code *
owner_of_several(const struct pack *p, const struct exercise *e,
    const struct codes *procedures)
{
	const struct code *asks = NULL;

	for (size_t i = 0; i < procedures->len; i++) {
		const struct code *c = procedures->at[i];
		if (!is_foreign(p, e, c))
			return c;
		if (texts_have(&c->requires, element_name(EL_EXERCISE)))
			asks = c;
	}
	return asks;
}

/* Has the line of a heading another label or sentence before an item ("Gait 15
 * min: ... Exercise 20 min: ...", "Manual therapy took seven minutes. Exercise
 * took twenty:")?  Then the heading is not the item's. */
static bool
is_relabelled(const struct facts *f, const struct heading *h, size_t item)
{
	struct str text = f->reading->note->text;
	unsigned labels = 0;

	for (size_t i = h->at.start; i < item; i++) {
		if (text.ptr[i] == '\n')
			return false;
		labels += text.ptr[i] == ':';
	}
	return labels > 1 || gap_ends_sentence(text,
	    (struct span){h->at.start, item});
}

/* Who has each exercise: its heading's code, else the only code there is, else
 * one of several; in `a`. */
static const struct code **
owners_of(struct arena *a, const struct facts *f,
    const struct codes *procedures)
{
	const struct code **owners = arena_array(a, f->exercises.len + 1,
	    sizeof(*owners));

	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		int h = heading_before(f, e->at.start);
		if (h >= 0 && !in_charge_list(f, (size_t)h) && !is_relabelled(f,
		    &f->headings.at[h], e->at.start))
			owners[i] = f->headings.at[h].code;
		else if (procedures->len == 1)
			owners[i] = owner_without_heading(f,
			    procedures->at[0]);
		else
			owners[i] = owner_of_several(f->reading->pack, e,
			    procedures);
	}
	return owners;
}

struct tally_share {
	size_t listed;
	size_t items;		/* of them, those whose code is known */
	size_t foreign;		/* that do not speak for the code */
	const char *other;	/* what most of those speak for */
	struct str names;
};

/* What most of the foreign exercises under a code are first of all. */
static const char *
commonest(const struct facts *f, const struct code *c,
    const struct code *const *owners)
{
	const struct pack *p = f->reading->pack;
	const char *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct lexeme *l = f->exercises.at[i].lexeme;
		size_t n = 0;
		if (!is_foreign(p, &f->exercises.at[i], c))
			continue;
		for (size_t k = 0; k < f->exercises.len; k++) {
			const struct exercise *e = &f->exercises.at[k];
			n += exercise_performed(e) &&
			    owners[k] == c && e->lexeme != NULL &&
			    e->lexeme->code.len > 0 && strcmp(
			    e->lexeme->code.at[0], l->code.at[0]) == 0;
		}
		if (n > most) {
			most = n;
			best = l->code.at[0];
		}
	}
	return best;
}

static struct tally_share
share_of(struct judging *j, const struct code *c,
    const struct code *const *owners)
{
	const struct facts *f = j->facts;
	struct tally_share s = {.names = {"", 0}};

	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e) || owners[i] != c)
			continue;
		s.listed++;
		s.items += e->lexeme != NULL && e->lexeme->code.len > 0;
		if (!is_foreign(j->pack, e, c))
			continue;
		s.foreign++;
		s.names = list_with(j->arena, s.names, e->name);
	}
	s.other = commonest(f, c, owners);
	return s;
}

/* Is it a code of work by hand without any in the note? */
static bool
lacks_hands(const struct judging *j, const struct code *c)
{
	const struct facts *f = j->facts;

	if (!is_one_on_one(c) || !is_work_by_hand(j->pack, c))
		return false;
	for (size_t i = 0; i < f->contents.len; i++)
		if (f->contents.at[i].lexeme->kind != NULL &&
		    speaks_for(f->contents.at[i].lexeme, c))
			return false;
	return true;
}

static void
run_code_mismatch(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	size_t items = j->facts->exercises.len;

	if (items * items * (j->facts->headings.len + 1) > LIMIT_NOTE_PAIRS)
		return;
	const struct codes procedures = procedures_of(j, &all);
	const struct code **owners = owners_of(j->arena, j->facts,
	    &procedures);
	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		if (!t->charged || (!is_exercised(j->pack, t->code) &&
		    !lacks_hands(j, t->code)))
			continue;
		struct tally_share s = share_of(j, t->code, owners);
		size_t fewest = texts_have(&t->code->requires,
		    element_name(EL_EXERCISE)) ? FEWEST_ITEMS : FEWEST_OF_TASKS;
		if (s.foreign < fewest || s.other == NULL ||
		    2 * s.items <= s.listed ||
		    SHARE_WHOLE * s.foreign < SHARE_PARTS * s.items)
			continue;
		judge(j, self->id, &t->first->at, (struct detail[]){
		    {"code", t->number}, {"other", str_of(s.other)},
		    {"items", s.names}, {NULL, {NULL, 0}}});
	}
}

/* Would a documented service have earned a unit under the payer's rule? */
static bool
would_earn(const struct judging *j, const struct ledger *l,
    const struct tally *t)
{
	if (j->payer->counting != COUNT_TOTAL_TIME)
		return j->payer->counting == COUNT_FULL_15 ?
		    t->minutes >= UNIT_POOL_LENGTH :
		    units_by_midpoint(t->minutes, UNIT_POOL_LENGTH) > 0;
	if (!l->all_minutes || !l->joined)
		return false;
	int line = ledger_line(l, t->number);
	for (size_t w = 0; line >= 0 && w < l->units.ways.len; w++)
		if (l->units.ways.at[w][line] == 0)
			return false;
	return line >= 0;
}

static void
report_unbilled(struct judging *j, const struct rule *self, struct span at,
    struct str service, struct str code, int minutes)
{
	judge(j, self->id, &at, (struct detail[]){{"service", service},
	    {"code", code}, {"minutes", int_text(j->arena, minutes)},
	    {NULL, {NULL, 0}}});
}

static bool
is_on_line(struct str text, struct span a, struct span b)
{
	return a.start < b.start ?
	    lines_between(text, a.start, b.start) == 0 :
	    lines_between(text, b.start, a.start) == 0;
}

/* Does a heading end here? */
static bool
ends_line(struct str text, size_t at)
{
	while (at < text.len && strchr("*_): ", text.ptr[at]) != NULL)
		at++;
	return at == text.len || text.ptr[at] == '\n';
}

/* Work without a code of its own that is a heading, or says that it is not
 * charged, whose minutes make the stated timed total full
 * and would have made another unit of the pool. */
static void
check_uncharged(struct judging *j, const struct rule *self,
    const struct ledger *l)
{
	const struct facts *f = j->facts;
	const struct remark *r = facts_remark(f, "no-charge");
	struct str text = f->reading->note->text;

	for (size_t i = 0; l->all_minutes && l->all_units &&
	    i < f->loose.len; i++) {
		const struct loose *m = &f->loose.at[i];
		if ((!ends_line(text, m->at.end) && (r == NULL ||
		    !is_on_line(text, m->at, r->at))) ||
		    f->timed_minutes != l->documented + m->minutes ||
		    l->billed >= units_by_midpoint(f->timed_minutes,
		    UNIT_POOL_LENGTH))
			continue;
		report_unbilled(j, self, m->at, STR("work without a charge"),
		    STR("a timed code"), m->minutes);
		return;
	}
}

/* Is work by hand charged under another code for such work? */
static bool
is_charged_otherwise(const struct judging *j, const struct ledger *l,
    const struct code *c)
{
	for (size_t i = 0; is_work_by_hand(j->pack, c) && i < l->tallies.len;
	    i++)
		if (l->tallies.at[i].charged &&
		    l->tallies.at[i].code != NULL &&
		    is_work_by_hand(j->pack, l->tallies.at[i].code))
			return true;
	return false;
}

static void
run_unbilled(struct judging *j, const struct rule *self)
{
	const struct ledger *l = ledger_of(j);

	if (l->pooled == 0 || !l->all_units)
		return;
	for (size_t i = 0; i < l->further.len; i++) {
		const struct tally *t = &l->further.at[i];
		if (is_charged_otherwise(j, l, t->code) ||
		    !would_earn(j, l, t))
			continue;
		report_unbilled(j, self, t->first->at,
		    str_of(t->code->label), t->number, t->minutes);
		return;
	}
	check_uncharged(j, self, l);
}

const struct rule coding_mismatch_rules[] = {
	{"coding/code-mismatch", run_code_mismatch, ELEMENTS},
	{"coding/service-unbilled", run_unbilled, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
