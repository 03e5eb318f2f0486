/* SPDX-License-Identifier: Apache-2.0 */
/*
 * time/...: stated times against each other.  Medicare Benefit Policy Manual,
 * Pub. 100-02, ch. 15, s. 220.3.E: the total is timed and untimed minutes
 * together, so it is never below the timed ones, nor above the visit.
 */
#include "base/limits.h"
#include "facts/amounts.h"
#include "rules/ledger.h"
#include "rules/rules.h"
#include "rules/wording.h"

enum {
	MOST_FURTHER = 10,	/* services beside the charges;
				 * each may or may not be in the total,
				 * so work doubles with each */
	LONGEST_VISIT = 10 * 60,	/* minutes; beyond it the end of a
					 * clock range is before its start */
	TIME_BYTES = 6,
};

static struct str
clock_text(struct arena *a, minute_t t)
{
	char out[TIME_BYTES];

	time_format(t, out);
	return arena_printf(a, "%s", out);
}

static void
say(struct judging *j, const struct rule *self, struct span at,
    struct str detail)
{
	judge(j, self->id, &at,
	    (struct detail[]){{"detail", detail}, {NULL, {NULL, 0}}});
}

/* Is the total the sum of the charged codes with some of the others? */
static bool
some_sum_is(const struct ledger *l, int charged, int total)
{
	if (l->further.len > MOST_FURTHER)
		return true;
	for (unsigned set = 0; set < 1u << l->further.len; set++) {
		int sum = charged;
		for (size_t i = 0; i < l->further.len; i++)
			if (set & 1u << i)
				sum += l->further.at[i].minutes;
		if (sum == total)
			return true;
	}
	return false;
}

/* All timed codes, also those that are not pooled. */
static bool
timed_sum(const struct ledger *l, int *sum, const struct service **first)
{
	*sum = 0;
	*first = NULL;
	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		if (!is_timed(t->code) || !t->charged)
			continue;
		if (t->minutes == NONE)
			return false;
		*sum += t->minutes;
		if (*first == NULL)
			*first = t->first;
	}
	return *first != NULL;
}

/* Is it an exercise of a list whose service has minutes of its own?  Then they
 * are among these. */
static bool
is_of_service(const struct facts *f, struct span at)
{
	bool exercise = false;
	const struct heading *last = NULL;

	for (size_t i = 0; i < f->exercises.len && !exercise; i++)
		exercise = span_touches(f->exercises.at[i].at, at);
	for (size_t i = 0; i < f->headings.len &&
	    f->headings.at[i].at.start <= at.start; i++)
		last = &f->headings.at[i];
	return exercise && last != NULL && last->minutes != NONE &&
	    reading_section_at(f->reading, last->at.start) ==
	    reading_section_at(f->reading, at.start);
}

/* Does other work of as many minutes stand in the note?  Where the sum itself
 * does, the note has more than one total. */
static bool
is_explained(const struct facts *f, int gap, int sum)
{
	for (size_t i = 0; i < f->loose.len; i++)
		if ((f->loose.at[i].minutes == gap && f->loose.at[i].counts &&
		    !is_of_service(f, f->loose.at[i].at)) ||
		    f->loose.at[i].minutes == sum)
			return true;
	return false;
}

/* A code on several lines may have its minutes once on each, or one share. */
static int
sum_of_lines(const struct facts *f)
{
	int sum = 0;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (is_timed(s->code) && s->units != 0 && s->minutes != NONE)
			sum += s->minutes;
	}
	return sum;
}

/* Are minutes that two timed codes have counted once, as the note says?
 * "Timed 43 (combo counted once)" */
static bool
is_counted_once(const struct facts *f, const struct ledger *l, int sum,
    const struct tally **x, const struct tally **y)
{
	size_t n = l->tallies.len;

	if (facts_remark(f, "counted-once") == NULL || n * n > LIMIT_NOTE_PAIRS)
		return false;
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++) {
			*x = &l->tallies.at[i];
			*y = &l->tallies.at[k];
			if (is_timed((*x)->code) && is_timed((*y)->code) &&
			    (*x)->charged && (*y)->charged &&
			    (*x)->minutes == (*y)->minutes &&
			    sum - (*x)->minutes == f->timed_minutes)
				return true;
		}
	return false;
}

static bool
check_parts(struct judging *j, const struct rule *self, const struct ledger *l)
{
	const struct service *first;
	const struct tally *x, *y;
	int sum, total = j->facts->timed_minutes;

	if (total == NONE || !timed_sum(l, &sum, &first) ||
	    some_sum_is(l, sum, total) || sum_of_lines(j->facts) == total ||
	    is_explained(j->facts, total - sum, sum) ||
	    is_counted_once(j->facts, l, sum, &x, &y))
		return false;
	say(j, self, first->at, arena_printf(j->arena, "the timed codes add "
	    "up to %d minutes, the stated timed total is %d", sum, total));
	return true;
}

static bool
check_totals(struct judging *j, const struct rule *self,
    const struct ledger *l)
{
	const struct facts *f = j->facts;
	const struct service *first;
	int sum;

	if (f->timed_minutes == NONE && f->total_minutes != NONE &&
	    timed_sum(l, &sum, &first) && sum > f->total_minutes &&
	    sum_of_lines(f) > f->total_minutes) {
		say(j, self, first->at, arena_printf(j->arena, "the timed "
		    "codes add up to %d minutes, total treatment time is %d",
		    sum, f->total_minutes));
		return true;
	}
	if (f->timed_minutes == NONE || f->total_minutes == NONE ||
	    f->total_minutes >= f->timed_minutes)
		return false;
	say(j, self, f->total_at, arena_printf(j->arena, "total treatment "
	    "time is %d minutes, timed minutes are %d", f->total_minutes,
	    f->timed_minutes));
	return true;
}

/* A visit may last longer than its treatment, never shorter.  Ranges of
 * single services may not be the whole visit. */
static bool
check_visit(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	int stated = f->total_minutes > f->timed_minutes ? f->total_minutes :
	    f->timed_minutes;

	if (f->time_in == NO_TIME || f->time_out == NO_TIME ||
	    f->time_out <= f->time_in || f->clock_of_services ||
	    f->time_out - f->time_in >= stated || (f->clock_unlabelled &&
	    2 * (f->time_out - f->time_in) < stated))
		return false;
	say(j, self, f->clock_at, arena_printf(j->arena, "%d minutes are "
	    "stated, and the visit of %.*s to %.*s has %d", stated,
	    STR_ARG(clock_text(j->arena, f->time_in)),
	    STR_ARG(clock_text(j->arena, f->time_out)),
	    f->time_out - f->time_in));
	return true;
}

/* The clock time of all blocks of a code, or NONE where it has none. */
static int
minutes_of_blocks(const struct facts *f, const struct code *c)
{
	int sum = NONE;

	for (size_t i = 0; i < f->blocks.len; i++)
		if (f->blocks.at[i].code == c)
			sum = (sum == NONE ? 0 : sum) +
			    (int)(f->blocks.at[i].end - f->blocks.at[i].start);
	return sum;
}

/* A service may take less time than its part of the visit, never more. */
static bool
check_blocks(struct judging *j, const struct rule *self,
    const struct ledger *l)
{
	for (size_t i = 0; i < l->tallies.len; i++) {
		const struct tally *t = &l->tallies.at[i];
		int clock = t->code == NULL ? NONE :
		    minutes_of_blocks(j->facts, t->code);
		if (clock == NONE || !t->charged || t->minutes <= clock)
			continue;
		say(j, self, t->first->at, arena_printf(j->arena, "%.*s has "
		    "%d minutes, and its part of the visit %d",
		    STR_ARG(t->number), t->minutes, clock));
		return true;
	}
	return false;
}

static void
run_arithmetic(struct judging *j, const struct rule *self)
{
	const struct ledger *l = ledger_of(j);

	if (!check_parts(j, self, l) && !check_totals(j, self, l) &&
	    !check_visit(j, self))
		check_blocks(j, self, l);
}

static bool
is_charged(const struct tallies *all, const struct code *c)
{
	const struct tally *t = tally_of(all, c->code);

	return t != NULL && t->charged;
}

static void
share(struct judging *j, const struct rule *self, const struct clock_block *x,
    const struct clock_block *y)
{
	minute_t from = x->start > y->start ? x->start : y->start;
	minute_t to = x->end < y->end ? x->end : y->end;

	if (from >= to)
		return;
	judge(j, self->id, &y->at, (struct detail[]){
	    {"first", str_of(x->code->code)},
	    {"second", str_of(y->code->code)},
	    {"minutes", arena_printf(j->arena, "%.*s-%.*s",
	    STR_ARG(clock_text(j->arena, from)),
	    STR_ARG(clock_text(j->arena, to)))}, {NULL, {NULL, 0}}});
}

/* The note itself counts once what it bills twice. */
static void
check_counted_once(struct judging *j, const struct rule *self)
{
	const struct ledger *l = ledger_of(j);
	const struct service *first;
	const struct tally *x, *y;
	int sum;

	if (j->facts->timed_minutes == NONE || !timed_sum(l, &sum, &first) ||
	    !is_counted_once(j->facts, l, sum, &x, &y) ||
	    !is_attended(x->code) || !is_attended(y->code))
		return;
	judge(j, self->id, &y->first->at, (struct detail[]){
	    {"first", x->number}, {"second", y->number},
	    {"minutes", arena_printf(j->arena, "(%d, counted once)",
	    x->minutes)}, {NULL, {NULL, 0}}});
}

static void
run_same_minutes(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct tallies all = tallies_of(j->arena, f);

	check_counted_once(j, self);
	if (f->blocks.len * f->blocks.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < f->blocks.len; i++)
		for (size_t k = i + 1; k < f->blocks.len; k++) {
			const struct clock_block *x = &f->blocks.at[i];
			const struct clock_block *y = &f->blocks.at[k];
			if (x->code != NULL && y->code != NULL &&
			    x->code != y->code && is_attended(x->code) &&
			    is_attended(y->code) && is_charged(&all, x->code) &&
			    is_charged(&all, y->code))
				share(j, self, x, y);
		}
}

static bool
check_clock(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if (f->time_in == NO_TIME || f->time_out == NO_TIME ||
	    (f->time_out >= f->time_in &&
	    f->time_out - f->time_in <= LONGEST_VISIT))
		return false;
	say(j, self, f->clock_at, arena_printf(j->arena,
	    "the visit ends at %.*s and starts at %.*s",
	    STR_ARG(clock_text(j->arena, f->time_out)),
	    STR_ARG(clock_text(j->arena, f->time_in))));
	return true;
}

static bool
check_signed(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if (f->signed_date == NO_DATE || f->date_of_service == NO_DATE ||
	    f->date_of_service <= f->signed_date ||
	    f->date_of_service - f->signed_date > SIGNED_MOST_DAYS)
		return false;
	say(j, self, f->signed_at, arena_printf(j->arena,
	    "the service is of %.*s and was signed on %.*s",
	    STR_ARG(date_text(j->arena, f->date_of_service)),
	    STR_ARG(date_text(j->arena, f->signed_date))));
	return true;
}

static void
run_implausible(struct judging *j, const struct rule *self)
{
	const struct remark *r = facts_remark(j->facts, "impossible-time");

	if (check_clock(j, self) || check_signed(j, self) || r == NULL)
		return;
	say(j, self, r->at, arena_printf(j->arena, "\"%.*s\"",
	    STR_ARG(str_slice(j->facts->reading->note->text, r->at))));
}

const struct rule time_clock_rules[] = {
	{"time/arithmetic", run_arithmetic, ELEMENTS},
	{"time/same-minutes", run_same_minutes, ELEMENTS},
	{"time/implausible", run_implausible, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
