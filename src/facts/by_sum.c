/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/by_sum.h"

#include "facts/gaps.h"
#include "facts/label_run.h"
#include "facts/sum_parts.h"

enum {
	LONGEST_BREAK = 60,	/* minutes of a visit that are not timed */
	NEAR = 60,		/* bytes between figures
				 * that are told at once */
	MOST_WORDS = 5,		/* between them */
	WORDS_OF_LABEL = 2,	/* of a sentence that is a label */
};

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
fill_only(struct sums *s)
{
	const struct gathered *parts = &s->parts;
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
		if (!span_touches(line, g->at) || g->named.len > 0 ||
		    g->clock || g->fraction || gap > NEAR ||
		    span_touches(g->at, f->timed_at) ||
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

/* Does a figure stand with the clock times or with what speaks of minutes?  As
 * much of a visit's length may be told of a patient's day: "sits 45 min". */
static bool
is_beside_clock(const struct sums *s, const struct figure *g)
{
	return g->told_beside || span_touches(str_line_at(s->text,
	    g->at.start), s->facts->clock_at);
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
		    !is_beside_clock(s, g) ||
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
	struct sums s;

	left_figures_find(a, f, charges, &s);
	if (s.countable) {
		sum_parts_read(&s);
		fill_only(&s);
		part_totals(&s);
		fill_timed(&s);
	}
	fill_total(&s);
	fill_by_clock(&s);
}
