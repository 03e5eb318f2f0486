/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/by_sum.h"

#include "facts/gaps.h"
#include "facts/gather.h"
#include "facts/label_run.h"

enum {
	MOST_MISSING = 4,	/* services that wait for their minutes; the
				 * work grows with the power of it */
	MOST_FIGURES = 24,
	LONGEST_BREAK = 60,	/* minutes of a visit that are not timed */
	MOST_WORDS = 5,		/* between them */
	WORDS_OF_LABEL = 2,	/* of a sentence that is a label */
	NEAR = 60,		/* bytes between figures that are told at once */
	BESIDE = 3,		/* bytes between a name and its figure */
	QUARTER = 15, HALF = 7,	/* of a unit, in minutes */
};

/* What speaks against giving a figure to a service. */
enum { OTHER_WORK = 2, OUT_OF_ORDER = 1, OTHER_UNITS = 4, OTHER_NAME = 50,
	NO_COST = 1000 };

struct figure {
	int minutes;
	bool unit;		/* says that it is minutes */
	bool clock;		/* between two clock times */
	bool fraction;		/* a slash and another beside it */
	struct span at;
	struct str named;	/* the service right before it, or empty */
};

struct sums {
	struct facts *facts;
	struct str text;
	struct gathered content;
	struct gathered exercises;
	const struct charges *charges;
	struct figure at[MOST_FIGURES];
	size_t n;
	struct service *missing[MOST_MISSING];
	size_t n_missing;
	size_t n_timed;
	int known;		/* minutes of the timed services together */
};

static bool
is_charged(const struct service *s)
{
	return s->code != NULL && s->units != 0;
}

/* False where a service is charged twice: whose a figure is cannot be told. */
static bool
count_services(struct sums *s)
{
	struct facts *f = s->facts;

	for (size_t i = 0; i < f->services.len; i++) {
		struct service *one = &f->services.at[i];
		if (!is_charged(one) || !one->code->timed)
			continue;
		if (facts_service(f, one->number) != one ||
		    (one->minutes == NONE && s->n_missing == MOST_MISSING))
			return false;
		s->n_timed++;
		if (one->minutes == NONE)
			s->missing[s->n_missing++] = one;
		else
			s->known += one->minutes;
	}
	return s->n_timed > 0;
}

/* Does an exercise stand before a figure in the same item of its line? */
static bool
is_dosage(const struct sums *s, struct span at)
{
	size_t start = at.start;

	while (start > 0 && strchr("\n;:,|/", s->text.ptr[start - 1]) == NULL)
		start--;
	return gathered_in(&s->exercises, (struct span){start, at.start}) > 0;
}

static struct str
name_before(const struct sums *s, struct span at)
{
	for (size_t i = 0; i < s->charges->len; i++) {
		struct span named = s->charges->at[i].named;
		bool close = named.end <= at.start &&
		    at.start - named.end <= BESIDE && facts_service(s->facts,
		    s->charges->at[i].number) != NULL;
		for (size_t k = named.end; close && k < at.start; k++)
			close = strchr(" \t:=(-", s->text.ptr[k]) != NULL;
		if (close)
			return s->charges->at[i].number;
	}
	return STR("");
}

/* Is a figure one that a service or a total has? */
static bool
is_taken(const struct sums *s, struct span at)
{
	const struct facts *f = s->facts;

	for (size_t i = 0; i < f->services.len; i++)
		if (f->services.at[i].minutes != NONE &&
		    span_touches(f->services.at[i].at, at))
			return true;
	return span_touches(f->timed_at, at) || span_touches(f->total_at, at);
}

/* Does the line of a figure speak of minutes or charges? */
static bool
tells_time(const struct sums *s, const struct gathered *parts, struct span at)
{
	const struct facts *f = s->facts;
	struct span line = str_line_at(s->text, at.start);

	for (size_t i = 0; i < f->services.len; i++)
		if (span_touches(line, f->services.at[i].at))
			return true;
	for (size_t i = gathered_from(parts, line.start); i < parts->len &&
	    parts->at[i]->span.start < line.end; i++)
		if (label_what(parts->at[i]) != FIGURE)
			return true;
	for (size_t i = 0; i < s->charges->len; i++)
		if (s->charges->at[i].line == line.start)
			return true;
	return span_touches(line, f->timed_at) ||
	    span_touches(line, f->total_at);
}

static void
collect(struct sums *s, const struct gathered *parts)
{
	const struct reading *r = s->facts->reading;

	for (size_t i = 0; i < parts->len && s->n < MOST_FIGURES; i++) {
		struct token t = label_token(r, parts->at[i]);
		if (t.what != FIGURE || t.value < FEWEST_MINUTES ||
		    t.value > MOST_MINUTES)
			continue;
		t.at = span_trim(s->text, t.at);
		struct figure f = {.minutes = t.value, .unit = t.unit,
		    .fraction = t.fraction, .at = t.at, .named = name_before(s, t.at)};
		if (is_dosage(s, t.at) || is_taken(s, t.at) || (!t.unit &&
		    f.named.len == 0 && !tells_time(s, parts, t.at)))
			continue;
		s->at[s->n++] = f;
	}
}

/* Clock times of parts of the visit are minutes too. */
static void
collect_blocks(struct sums *s)
{
	const struct facts *f = s->facts;

	for (size_t i = 0; i < f->blocks.len && s->n < MOST_FIGURES; i++) {
		const struct clock_block *b = &f->blocks.at[i];
		bool whole = b->start == f->time_in && b->end == f->time_out;
		if (!whole && b->end - b->start <= MOST_MINUTES)
			s->at[s->n++] = (struct figure){.unit = true,
			    .minutes = (int)(b->end - b->start), .at = b->at,
			    .clock = true, .named = b->code != NULL ?
			    str_of(b->code->code) : STR("")};
	}
}

/* Does the line of a figure name work of another service only? */
static bool
is_other_work(const struct sums *s, const struct figure *f,
    const struct service *to)
{
	struct span line = str_line_at(s->text, f->at.start);
	const struct gathered *g = &s->content;
	bool any = false;

	for (size_t i = gathered_from(g, line.start); i < g->len &&
	    g->at[i]->span.start < line.end; i++) {
		const struct lexeme *l = g->at[i]->lexeme;
		for (size_t k = 0; l != NULL && k < l->code.len; k++) {
			if (str_eq(to->number, str_of(l->code.at[k])))
				return false;
			any = true;
		}
	}
	return any;
}

static int
misfit(const struct service *s, int minutes)
{
	int units = (minutes + HALF) / QUARTER;

	if (s->units == NONE)
		return 0;
	return units > s->units ? units - s->units : s->units - units;
}

static int
cost_of(const struct sums *s, const struct figure *f, const struct service *to)
{
	int cost = OTHER_UNITS * misfit(to, f->minutes);

	if (f->named.len > 0)
		return str_eq(f->named, to->number) ? 0 : OTHER_NAME;
	return cost + (is_other_work(s, f, to) ? OTHER_WORK : 0);
}

/* One way to give figures to the services that wait. */
struct way {
	size_t figure[MOST_MISSING];
	int cost;
};

struct search {
	const struct sums *sums;
	int rest;		/* what the figures must come to, or NONE */
	struct way now, best;
	bool ties;		/* another way as good has other minutes */
};

static bool
is_used(const struct way *w, size_t n, size_t figure)
{
	for (size_t i = 0; i < n; i++)
		if (w->figure[i] == figure)
			return true;
	return false;
}

/* Are the figures surely minutes of services?  Without a sum that they come to
 * each must have the name of its own before it.  Else they say that they are
 * minutes, stand beside the timed total, or are several on one line. */
static bool
is_sure(const struct search *h, const struct way *w)
{
	const struct sums *s = h->sums;
	struct span line = str_line_at(s->text,
	    s->at[w->figure[0]].at.start);
	bool listed = s->n_missing > 1 && h->rest != NONE &&
	    s->facts->timed_minutes != NONE;

	for (size_t i = 0; i < s->n_missing; i++)
		listed = listed && misfit(s->missing[i],
		    s->at[w->figure[i]].minutes) == 0 &&
		    span_touches(line, s->at[w->figure[i]].at);
	for (size_t i = 0; i < s->n_missing && !listed; i++) {
		const struct figure *g = &s->at[w->figure[i]];
		bool beside = span_touches(str_line_at(s->text, g->at.start),
		    s->facts->timed_at);
		if (g->named.len == 0 && (h->rest == NONE ||
		    (!g->unit && !beside)))
			return false;
	}
	return true;
}

static void
weigh(struct search *h, size_t n, int sum, int cost)
{
	const struct sums *s = h->sums;

	if ((h->rest != NONE && sum != h->rest) || !is_sure(h, &h->now))
		return;
	for (size_t i = 1; i < n; i++)
		cost += h->now.figure[i] < h->now.figure[i - 1] ?
		    OUT_OF_ORDER : 0;
	if (cost > h->best.cost)
		return;
	bool same = cost == h->best.cost;
	for (size_t i = 0; i < n && same; i++)
		same = s->at[h->now.figure[i]].minutes ==
		    s->at[h->best.figure[i]].minutes;
	if (cost == h->best.cost) {
		h->ties = h->ties || !same;
		return;
	}
	h->now.cost = cost;
	h->best = h->now;
	h->ties = false;
}

/* Try every figure for service `n`; no deeper than MOST_MISSING. */
static void
search(struct search *h, size_t n, int sum, int cost)
{
	const struct sums *s = h->sums;

	if (n == s->n_missing) {
		weigh(h, n, sum, cost);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		int more = cost_of(s, &s->at[i], s->missing[n]);
		if (is_used(&h->now, n, i) || cost + more > h->best.cost)
			continue;
		h->now.figure[n] = i;
		search(h, n + 1, sum + s->at[i].minutes, cost + more);
	}
}

static int
rest_of(const struct sums *s)
{
	const struct facts *f = s->facts;
	int total = f->timed_minutes;

	for (size_t i = 0; i < f->services.len && total == NONE; i++)
		if (is_charged(&f->services.at[i]) &&
		    !f->services.at[i].code->timed)
			return NONE;
	if (total == NONE)
		total = f->total_minutes;
	return total > s->known ? total - s->known : NONE;
}

/* The minutes of services that have none. */
static void
fill_services(struct sums *s)
{
	struct search h = {.sums = s, .best.cost = OTHER_NAME - 1,
	    .rest = rest_of(s)};

	if (s->n_missing == 0 || s->n_timed < 2)
		return;
	search(&h, 0, 0, 0);
	if (h.best.cost == OTHER_NAME - 1 && h.rest != NONE &&
	    s->facts->timed_minutes == NONE) {
		h.rest = NONE;
		search(&h, 0, 0, 0);
	}
	if (h.best.cost == OTHER_NAME - 1 || h.ties)
		return;
	for (size_t i = 0; i < s->n_missing; i++) {
		s->missing[i]->minutes = s->at[h.best.figure[i]].minutes;
		s->known += s->missing[i]->minutes;
	}
	s->n_missing = 0;
}

/* Where a service's minutes are told more than once, they are those with which
 * the services come to the timed total. */
static void
mend_services(struct sums *s)
{
	struct facts *f = s->facts;

	if (f->timed_minutes == NONE || s->n_missing > 0)
		return;
	for (size_t i = 0; i < s->charges->len; i++) {
		const struct charge *c = &s->charges->at[i];
		struct service *one = facts_service(f, c->number);
		if (s->known == f->timed_minutes)
			return;
		if (one == NULL || !is_charged(one) || !one->code->timed ||
		    c->minutes == NONE || s->known - one->minutes +
		    c->minutes != f->timed_minutes)
			continue;
		s->known = f->timed_minutes;
		one->minutes = c->minutes;
	}
}

/* The timed total that no label tells: the sum of the charges. */
static void
fill_timed(struct sums *s)
{
	struct facts *f = s->facts;

	if (f->timed_minutes != NONE || s->n_missing > 0 || s->n_timed < 2)
		return;
	for (size_t i = s->n; i-- > 0;) {
		const struct figure *g = &s->at[i];
		if (g->minutes != s->known || g->named.len > 0 || g->clock)
			continue;
		f->timed_minutes = g->minutes;
		f->timed_at = g->at;
		return;
	}
}

/* Does a figure stand on a line with the printed code of a service, or right
 * beside its name? */
static bool
is_beside_charge(const struct sums *s, const struct service *of,
    struct span figure)
{
	struct span line = str_line_at(s->text, figure.start);

	for (size_t i = 0; i < s->charges->len; i++) {
		const struct charge *c = &s->charges->at[i];
		size_t from = figure.end < c->named.start ? figure.end :
		    c->named.end;
		size_t to = figure.end < c->named.start ? c->named.start :
		    figure.start;
		if (c->line == line.start && str_eq(c->number, of->number) &&
		    (c->printed || from + BESIDE >= to))
			return true;
	}
	return false;
}

/* "38 min  97110 x 3", "30 mins TE": the minutes of the visit that nothing
 * calls its total are those of its only service, beside which they stand. */
static void
fill_only(struct sums *s, const struct gathered *parts)
{
	struct facts *f = s->facts;
	struct service *only = f->services.at;

	if (f->services.len != 1 || s->n_missing != 1 ||
	    f->timed_minutes != NONE || f->total_minutes == NONE ||
	    !is_beside_charge(s, only, f->total_at))
		return;
	for (size_t i = 0; i < parts->len; i++) {
		enum what what = label_what(parts->at[i]);
		if ((what == TOTAL || what == WHOLE) &&
		    span_touches(parts->at[i]->span, str_line_at(s->text,
		    f->total_at.start)))
			return;
	}
	only->minutes = f->timed_minutes = f->total_minutes;
	f->timed_at = f->total_at;
}

/* Do words of a sentence stand between two figures? */
static bool
is_apart(const struct sums *s, struct span x, struct span y)
{
	struct span between = x.start < y.start ?
	    (struct span){x.end, y.start} : (struct span){y.end, x.start};

	if (between.start >= between.end)
		return false;
	struct gap gap = gap_of(s->text, between);
	return gap.sentence || gap.words > MOST_WORDS ||
	    (gap_opens_sentence(s->text, between.start) &&
	    gap.words > WORDS_OF_LABEL);
}

/* The total that no label tells: another figure beside the timed one, as large
 * or somewhat larger. */
static void
fill_total(struct sums *s)
{
	struct facts *f = s->facts;
	const struct figure *only = NULL;

	if (f->total_minutes != NONE || f->timed_minutes == NONE ||
	    span_len(f->timed_at) == 0)
		return;
	struct span line = str_line_at(s->text, f->timed_at.start);
	for (size_t i = 0; i < s->n; i++) {
		const struct figure *g = &s->at[i];
		size_t gap = g->at.start > f->timed_at.end ?
		    g->at.start - f->timed_at.end :
		    f->timed_at.start - g->at.end;
		if (!span_touches(line, g->at) || g->named.len > 0 || g->clock ||
		    g->fraction || span_touches(g->at, f->timed_at) || gap > NEAR ||
		    is_apart(s, g->at, f->timed_at) ||
		    g->minutes < f->timed_minutes ||
		    g->minutes > f->timed_minutes + LONGEST_BREAK)
			continue;
		if (only != NULL && only->minutes != g->minutes)
			return;
		only = g;
	}
	if (only == NULL)
		return;
	f->total_minutes = only->minutes;
	f->total_at = only->at;
}

/* "38 min with therapist, 43 in total": what was taken for the total is the
 * timed one, for it is the sum of the charges and another is beside it. */
static void
part_totals(struct sums *s)
{
	struct facts *f = s->facts;
	int total = f->total_minutes;
	struct span at = f->total_at;

	if (f->timed_minutes != NONE || s->n_missing > 0 || s->n_timed < 2 ||
	    total != s->known || span_len(at) == 0)
		return;
	f->timed_minutes = total;
	f->timed_at = at;
	f->total_minutes = NONE;
	fill_total(s);
	if (f->total_minutes > total)
		return;
	f->timed_minutes = NONE;
	f->timed_at = (struct span){0, 0};
	f->total_minutes = total;
	f->total_at = at;
}

/* The minutes that the clock gives the visit too. */
static void
fill_by_clock(struct sums *s)
{
	struct facts *f = s->facts;

	if (f->total_minutes != NONE || f->time_in == NO_TIME ||
	    f->time_out <= f->time_in)
		return;
	for (size_t i = 0; i < s->n; i++) {
		const struct figure *g = &s->at[i];
		if (!g->unit || g->clock || g->named.len > 0 ||
		    g->minutes != f->time_out - f->time_in)
			continue;
		f->total_minutes = g->minutes;
		f->total_at = g->at;
		return;
	}
}

void
by_sum_read(struct arena *a, struct facts *f, const struct charges *charges)
{
	struct sums s = {.facts = f, .text = f->reading->note->text,
	    .charges = charges,
	    .content = gather(a, f->reading, "content"),
	    .exercises = gather(a, f->reading, "exercises")};
	struct gathered parts = gather(a, f->reading, "minutes-part");
	bool known = count_services(&s);

	collect_blocks(&s);
	collect(&s, &parts);
	if (known) {
		fill_services(&s);
		mend_services(&s);
		fill_only(&s, &parts);
		part_totals(&s);
		fill_timed(&s);
	}
	fill_total(&s);
	fill_by_clock(&s);
}
