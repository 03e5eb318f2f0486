/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/left_figures.h"

#include "facts/figure_names.h"
#include "facts/gaps.h"
#include "facts/label_run.h"

bool
left_figures_charged(const struct service *s)
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
		if (!left_figures_charged(one) || !one->code->timed)
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

/* Does a figure stand in a column of its own, past blanks or a row of dots? */
static bool
stands_off(struct str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] == ' ' && !gap_is_wide(text, at))
		at--;
	return gap_is_wide(text, at) || (at > 1 && text.ptr[at - 1] == '.' &&
	    text.ptr[at - 2] == '.');
}

/* Does an exercise stand before a figure in the same item of its line? */
static bool
is_dosage(const struct sums *s, struct span at)
{
	size_t start = at.start;

	if (stands_off(s->text, start))
		return false;
	while (start > 0 && strchr("\n;:,|/", s->text.ptr[start - 1]) ==
	    NULL && !gap_opens_sentence(s->text, start - 1))
		start--;
	/* "Therapeutic exercise lasted 25 minutes" names a service. */
	for (size_t i = gathered_from(&s->exercises, start);
	    i < s->exercises.len &&
	    s->exercises.at[i]->span.start < at.start; i++)
		if (!gathered_touches(&s->names, s->exercises.at[i]->span))
			return true;
	return false;
}

/* Is a figure the year of "3/14/25"? */
static bool
is_year(struct str text, size_t at)
{
	unsigned slashes = 0;

	while (at > 0 && (text.ptr[at - 1] == '/' ||
	    is_digit(text.ptr[at - 1])))
		slashes += text.ptr[--at] == '/';
	return slashes > 1;
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
tells_time(const struct sums *s, struct span at)
{
	const struct facts *f = s->facts;
	struct span line = str_line_at(s->text, at.start);

	for (size_t i = 0; i < f->services.len; i++)
		if (span_touches(line, f->services.at[i].at))
			return true;
	for (size_t i = 0; i < s->charges->len; i++)
		if (s->charges->at[i].line == line.start)
			return true;
	return gathered_in(&s->labels, line) > 0 ||
	    gathered_in(&s->names, line) > 0 ||
	    span_touches(line, f->timed_at) ||
	    span_touches(line, f->total_at);
}

static void
collect(struct sums *s)
{
	const struct reading *r = s->facts->reading;
	const struct gathered *parts = &s->parts;

	for (size_t i = 0; i < parts->len && s->n < MOST_FIGURES; i++) {
		struct token t = label_token(r, parts->at[i]);
		if (t.what != FIGURE || t.value < MINUTES_FEWEST ||
		    t.value > MINUTES_MOST_LABELLED ||
		    is_year(s->text, t.at.start))
			continue;
		t.at = span_trim(s->text, t.at);
		struct figure f = {.minutes = t.value, .unit = t.unit,
		    .fraction = t.fraction, .at = t.at,
		    .told_beside = tells_time(s, t.at),
		    .named = name_before(s, t.at)};
		if (gathered_touches(&s->descriptions, t.at) ||
		    is_dosage(s, t.at) || is_taken(s, t.at) || (!t.unit &&
		    f.named.len == 0 && !f.told_beside))
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
		if (!whole && b->end - b->start <= MINUTES_MOST_LABELLED)
			s->at[s->n++] = (struct figure){.unit = true,
			    .minutes = (int)(b->end - b->start), .at = b->at,
			    .clock = true, .named = b->code != NULL ?
			    str_of(b->code->code) : STR("")};
	}
}

static struct gathered
labels_among(struct arena *a, const struct gathered *parts)
{
	struct gathered out = {0};

	for (size_t i = 0; i < parts->len; i++)
		if (label_what(parts->at[i]) != FIGURE)
			gathered_add(a, &out, parts->at[i]);
	return out;
}

void
left_figures_find(struct arena *a, struct facts *f,
    const struct charges *charges, struct sums *out)
{
	*out = (struct sums){.facts = f, .text = f->reading->note->text,
	    .charges = charges,
	    .content = gather(a, f->reading, "content"),
	    .exercises = gather(a, f->reading, "exercises"),
	    .descriptions = gather(a, f->reading, "charge-description"),
	    .parts = gather(a, f->reading, "minutes-part")};
	out->labels = labels_among(a, &out->parts);
	out->countable = count_services(out);
	if (out->n_missing > 0)
		out->names = charge_names(a, f->reading);
	collect_blocks(out);
	collect(out);
	figure_names_read(a, out);
}
