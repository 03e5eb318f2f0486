/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/ledger.h"

#include "base/limits.h"
#include "rules/shown.h"
#include "rules/unit_codes.h"

static void
add_charged(struct ledger *l, const struct tally *t)
{
	l->pooled++;
	l->billed += t->units == NONE ? 0 : t->units;
	l->all_units = l->all_units && t->units != NONE;
	l->all_minutes = l->all_minutes && t->minutes != NONE;
	l->documented += t->minutes == NONE ? 0 : t->minutes;
	if (l->largest == NULL || t->first->units > l->largest->units)
		l->largest = t->first;
}

/* The one charged code without minutes of its own, or NULL. */
static struct tally *
only_without(const struct tallies *all, int *others)
{
	struct tally *out = NULL;

	*others = 0;
	for (size_t i = 0; i < all->len; i++) {
		struct tally *t = &all->at[i];
		if (!is_pooled(t->code) || !t->charged)
			continue;
		if (t->minutes != NONE)
			*others += t->minutes;
		else if (out != NULL)
			return NULL;
		else
			out = t;
	}
	return out;
}

/* Do minutes stand on the line of a charge?  There they are some charge's, and
 * which one was not told. */
static bool
is_among_charges(const struct facts *f, struct span at)
{
	struct str text = f->reading->note->text;
	struct span line = span_lines(text, at);

	for (size_t i = 0; i < f->services.len; i++)
		if (span_touches(f->services.at[i].at, line))
			return true;
	return false;
}

/* Minutes that stand in the note with no code are those of the only code
 * without, where they are what is left of the timed total. */
static void
give_rest(struct tallies *all, const struct facts *f)
{
	int others;
	struct tally *t = only_without(all, &others);
	int rest = f->timed_minutes - others;

	if (t == NULL || f->timed_minutes == NONE || others == 0 || rest <= 0)
		return;
	for (size_t i = 0; i < f->loose.len; i++)
		if (f->loose.at[i].minutes == rest &&
		    !is_among_charges(f, f->loose.at[i].at))
			t->minutes = rest;
}

/* Lines of 0 units, and services with minutes that stand on no line. */
static void
add_further(struct arena *a, struct ledger *l, const struct facts *f)
{
	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		if (is_pooled(t->code) && !t->charged && t->minutes != NONE)
			vec_push(a, &l->further, *t);
	}
	for (size_t i = 0; i < f->documented.len; i++) {
		const struct service *s = &f->documented.at[i];
		if (is_pooled(s->code))
			vec_push(a, &l->further, (struct tally){.lines = 1,
			    .code = s->code, .number = s->number, .first = s,
			    .units = NONE, .minutes = s->minutes});
	}
}

/* Services beside the charges are in the pool where the stated total has
 * them, and where they stand on lines of their own with no total to tell. */
static void
join_further(struct ledger *l, const struct facts *f)
{
	int sum = 0;
	bool lines = true;

	for (size_t i = 0; i < l->further.len; i++) {
		sum += l->further.at[i].minutes;
		lines = lines && l->further.at[i].units == 0;
	}
	if (sum == 0)
		return;
	l->joined = f->timed_minutes == NONE ? lines :
	    l->documented + sum == f->timed_minutes;
	if (f->timed_minutes == NONE || f->timed_minutes == l->documented)
		l->joined = l->joined || f->total_minutes == NONE ||
		    f->total_minutes == l->documented + sum;
	if (l->joined)
		l->documented += sum;
}

/* Minutes that the note gives a service where it tells of it. */
static int
told_minutes(const struct facts *f, const struct code *c)
{
	const struct reading *r = f->reading;

	if (f->contents.len * f->loose.len > LIMIT_NOTE_PAIRS)
		return NONE;
	for (size_t i = 0; i < f->contents.len; i++) {
		const struct content *x = &f->contents.at[i];
		for (size_t k = 0; k < f->loose.len; k++)
			if (speaks_for(x->lexeme, c) &&
			    reading_statement_at(r, f->loose.at[k].at.start) ==
			    reading_statement_at(r, x->at.start))
				return f->loose.at[k].minutes;
	}
	return NONE;
}

/* The visit's minutes without those of untimed services. */
static int
visit_minutes(const struct facts *f, const struct tallies *all)
{
	int minutes = f->total_minutes;

	if (minutes == NONE && f->time_in != NO_TIME &&
	    f->time_out > f->time_in)
		minutes = f->time_out - f->time_in;
	for (size_t i = 0; minutes != NONE && i < all->len; i++) {
		const struct tally *t = &all->at[i];
		if (t->code == NULL || t->code->timed)
			continue;
		int untimed = t->minutes != NONE ? t->minutes :
		    told_minutes(f, t->code);
		if (untimed != NONE && untimed < minutes)
			minutes -= untimed;
	}
	return minutes;
}

static void
count(struct arena *a, const struct judging *j, struct ledger *l)
{
	const struct unit_code *codes = unit_codes_of(a, j->pack);
	VEC(struct unit_time) times = {0};

	for (size_t i = 0; i < l->tallies.len + l->further.len; i++) {
		bool further = i >= l->tallies.len;
		const struct tally *t = further ?
		    &l->further.at[i - l->tallies.len] : &l->tallies.at[i];
		if (is_pooled(t->code) && (further ? l->joined : t->charged))
			vec_push(a, &times, (struct unit_time){
			    .code = unit_code_of(codes, j->pack, t->code),
			    .minutes = t->minutes});
	}
	units_count(a, j->payer->counting, times.at, times.len, &l->units);
}

static void
make(struct arena *a, const struct judging *j, struct ledger *l)
{
	const struct facts *f = j->facts;

	*l = (struct ledger){.all_units = true, .all_minutes = true,
	    .tallies = tallies_of(a, f), .minutes = f->timed_minutes};
	give_rest(&l->tallies, f);
	for (size_t i = 0; i < l->tallies.len; i++)
		if (is_pooled(l->tallies.at[i].code) &&
		    l->tallies.at[i].charged)
			add_charged(l, &l->tallies.at[i]);
	/* What is less than some of the codes have is not the timed total. */
	if (!l->all_minutes && l->documented > l->minutes)
		l->minutes = NONE;
	add_further(a, l, f);
	if (l->all_minutes)
		join_further(l, f);
	if (l->pooled > 0 && l->all_minutes && (l->minutes == NONE ||
	    l->documented < l->minutes))
		l->minutes = l->documented;
	/* Of figures that contradict each other the smaller counts. */
	if (f->timed_minutes == NONE && f->total_minutes != NONE &&
	    l->minutes > f->total_minutes)
		l->minutes = f->total_minutes;
	l->visit = visit_minutes(f, &l->tallies);
	if (l->pooled > 0 && l->all_minutes)
		count(a, j, l);
}

const struct ledger *
ledger_of(struct judging *j)
{
	if (j->ledger == NULL) {
		struct ledger *l = arena_alloc(j->arena, sizeof(*l));
		make(j->arena, j, l);
		j->ledger = l;
	}
	return j->ledger;
}

int
ledger_line(const struct ledger *l, struct str code)
{
	for (size_t i = 0; i < l->units.lines.len; i++)
		if (str_eq(l->units.lines.at[i].code->name, code))
			return (int)i;
	return -1;
}

int
ledger_most(const struct ledger *l, struct str code)
{
	int line = ledger_line(l, code), most = 0;

	for (size_t w = 0; line >= 0 && w < l->units.ways.len; w++)
		if (l->units.ways.at[w][line] > most)
			most = l->units.ways.at[w][line];
	return most;
}
