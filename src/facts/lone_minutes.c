/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A piece of a line is what stands between its ends, bars, wide blanks and
 * stops.  One that is nothing but a figure of minutes, with or without labels,
 * is told of the visit, where it is the only one and no service waits beside
 * it: what is told of an exercise or a technique names it.
 */
#include "facts/lone_minutes.h"

#include "base/limits.h"
#include "facts/amounts.h"
#include "facts/gaps.h"
#include "facts/gather.h"
#include "facts/label_run.h"

enum {
	SHORTEST = 10,		/* minutes of a visit */
	LONGEST = 120,
	LONGEST_BREAK = 30,	/* minutes between the clock's and those told */
	HEAD_LINES = 6		/* with text */
};

struct lone {
	const struct facts *facts;
	struct str text;
	struct gathered parts;		/* labels and figures of minutes */
	struct gathered lengths;	/* words that ask for minutes */
	struct gathered work;		/* exercises, techniques, services */
	size_t head;			/* where the first lines end */
};

static bool
is_of_visit(enum what label)
{
	return label == WHOLE || label == TOTAL || label == VISIT;
}

/* Where a label of minutes begins that ends right before a place, past blanks
 * and marks; else the place.  Adds to `asks` when it asks for minutes. */
static size_t
over_label(const struct lone *l, size_t at, bool *asks)
{
	const struct gathered *all[] = {&l->lengths, &l->parts};
	size_t end = at;

	while (end > 0 && strchr(" :=.~#(-", l->text.ptr[end - 1]) != NULL &&
	    !gap_is_wide(l->text, end))
		end--;
	for (size_t k = 0; k < 2; k++)
		for (size_t i = gathered_from(all[k], end); i-- > 0 &&
		    all[k]->at[i]->span.start + all[k]->longest >= end;) {
			struct span m = span_trim(l->text,
			    all[k]->at[i]->span);
			if (m.end < end || m.start >= end || (k == 1 &&
			    !is_of_visit(label_what(all[k]->at[i]))))
				continue;
			*asks = *asks || k == 0;
			return m.start;
		}
	return at;
}

/* Does a sentence of several charges end right before a place? */
static bool
closes_charges(const struct lone *l, size_t at)
{
	const struct facts *f = l->facts;
	size_t line = str_line_at(l->text, at).start, n = 0;

	if (at == line || strchr(".;", l->text.ptr[at - 1]) == NULL)
		return false;
	for (size_t i = 0; i < f->services.len; i++)
		n += f->services.at[i].at.start >= line &&
		    f->services.at[i].at.start < at;
	return n > 1;
}

/* Is it in the first line, or does the date of the visit or a word for it stand
 * on its line among the first? */
static bool
is_of_header(const struct lone *l, size_t at)
{
	struct span line = str_line_at(l->text, at);

	if (at > l->head)
		return false;
	for (size_t i = gathered_from(&l->parts, line.start);
	    i < l->parts.len && l->parts.at[i]->span.start < at; i++)
		if (is_of_visit(label_what(l->parts.at[i])))
			return true;
	return line.start == 0 || span_touches(line, l->facts->date_at);
}

/* Does a piece begin at a place: a line, a column, a cell? */
static bool
opens_piece(const struct lone *l, size_t at)
{
	bool header = is_of_header(l, at);

	if (at > 0 && header && l->text.ptr[at - 1] == '(')
		return true;
	while (at > 0 && strchr(" (*_>[", l->text.ptr[at - 1]) != NULL &&
	    !gap_is_wide(l->text, at))
		at--;
	return gap_is_wide(l->text, at) || closes_charges(l, at) ||
	    strchr("\n|\t;",
	    l->text.ptr[at - 1]) != NULL || (header &&
	    strchr(",/", l->text.ptr[at - 1]) != NULL);
}

/* Does it end there, or does a clause? */
static bool
ends_piece(const struct lone *l, size_t at)
{
	size_t end = at;

	while (end < l->text.len && strchr(")*_].", l->text.ptr[end]) != NULL)
		end++;
	if (end == l->text.len || strchr("\n\r|;\t,", l->text.ptr[end]))
		return true;
	while (end < l->text.len && l->text.ptr[end] == ' ')
		end++;
	return end == l->text.len || gap_is_wide(l->text, end) ||
	    strchr("\n|(", l->text.ptr[end]) != NULL ||
	    (at < l->head && l->text.ptr[end] == '/');
}

/* The line above that of a place; empty where there is none. */
static struct span
line_above(struct str text, size_t at)
{
	size_t start = str_line_at(text, at).start;

	return start > 1 ? str_line_at(text, start - 1) :
	    (struct span){start, start};
}

bool
lone_minutes_completes(struct str text, size_t at)
{
	enum { FEW = 4, TITLE_LINES = 2 };	/* words, lines */
	struct span above = span_trim(text, line_above(text, at));
	struct gap gap = gap_of(text, above);
	size_t lines = 0;

	for (size_t i = 0; i < above.start && lines < TITLE_LINES; i++)
		lines += text.ptr[i] == '\n';
	return lines == TITLE_LINES && gap.words > 0 && gap.words <= FEW &&
	    !gap.digits && text.ptr[above.end - 1] != '.';
}

/* Does anything that takes minutes of its own stand on the line, or without a
 * figure on the one above a figure that has no label? */
static bool
is_of_work(const struct lone *l, struct span at, bool asks)
{
	const struct facts *f = l->facts;
	struct span line = str_line_at(l->text, at.start);
	struct span above = line_above(l->text, at.start);

	if (!asks && !str_has_digits(str_slice(l->text, above)))
		line.start = above.start;
	if (gathered_touches(&l->work, line))
		return true;
	for (size_t i = 0; i < f->exercises.len; i++)
		if (span_touches(f->exercises.at[i].at, line))
			return true;
	for (size_t i = 0; i < f->goals.len; i++)
		if (span_touches(f->goals.at[i].at, at))
			return true;
	return false;
}

/* Is it the figure of a charge on the line or on that above?  One alone there
 * that waits for its minutes has it. */
static bool
is_of_charge(const struct lone *l, const struct token *t, bool asks)
{
	const struct facts *f = l->facts;
	struct span line = str_line_at(l->text, t->at.start);
	size_t above = line_above(l->text, t->at.start).start;
	size_t n = 0, waits = 0;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (span_touches(s->at, t->at))
			return true;
		if (s->at.start < above || s->at.start >= line.end)
			continue;
		if (s->minutes == t->value || (!asks && s->minutes == NONE &&
		    s->at.start >= line.start &&
		    !gap_ends_sentence(l->text, (struct span){s->at.start,
		    t->at.start})))
			return true;
		n++;
		waits += s->minutes == NONE;
	}
	return !asks && n == 1 && waits == 1;
}

/* Do what else is stated and a figure fit each other? */
static bool
fits(const struct facts *f, int minutes)
{
	int clock = f->time_out - f->time_in, sum = 0;

	for (size_t i = 0; i < f->services.len; i++)
		if (f->services.at[i].minutes != NONE)
			sum += f->services.at[i].minutes;
	return minutes >= SHORTEST && minutes <= LONGEST && minutes >= sum &&
	    (f->timed_minutes == NONE || minutes >= f->timed_minutes) &&
	    (f->time_in == NO_TIME || f->time_out == NO_TIME ||
	    (minutes <= clock && clock <= minutes + LONGEST_BREAK));
}

static bool
is_at_home(const struct lone *l, size_t at)
{
	const struct reading *r = l->facts->reading;
	const struct section_kind *kind =
	    r->sections.at[reading_section_at(r, at)].kind;

	return kind != NULL && kind->assertion == HOME;
}

/* How surely a figure is the visit's: 2 with a label that asks for minutes, 1
 * by its unit, 0 not at all.  `*at` takes in its labels. */
static int
rank_of(const struct lone *l, const struct token *t, struct span *at)
{
	bool asks = false;
	size_t start = t->at.start, label;

	while ((label = over_label(l, start, &asks)) < start)
		start = label;
	*at = (struct span){start, t->at.end};
	if (t->fraction || (!asks && (!t->unit || t->value < UNIT_POOL_LENGTH ||
	    lone_minutes_completes(l->text, start))) ||
	    span_touches(l->facts->timed_at, t->at) ||
	    !opens_piece(l, start) || !ends_piece(l, t->at.end) ||
	    !fits(l->facts, t->value) || is_of_work(l, *at, asks) ||
	    is_of_charge(l, t, asks) || is_at_home(l, start))
		return 0;
	return asks ? 2 : 1;
}

static void
find(struct facts *f, const struct lone *l, const struct gathered *todays)
{
	int best = 0;
	bool differ = false;

	for (size_t i = 0; i < todays->len; i++) {
		struct token t = label_token(f->reading, todays->at[i]);
		struct span at;
		t.at = span_trim(l->text, t.at);
		if (t.what != FIGURE)
			continue;
		int rank = rank_of(l, &t, &at);
		if (rank == 0 || rank < best)
			continue;
		differ = rank == best &&
		    (differ || t.value != f->total_minutes);
		best = rank;
		f->total_minutes = t.value;
		f->total_at = at;
	}
	if (differ) {
		f->total_minutes = NONE;
		f->total_at = (struct span){0, 0};
	}
}

void
lone_minutes_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;

	if (f->total_minutes != NONE)
		return;
	struct lone l = {.facts = f, .text = r->note->text,
	    .parts = gather_all(a, r, "minutes-part"),
	    .lengths = gather_all(a, r, "minutes-length"),
	    .work = gather(a, r, "exercises"),
	    .head = str_head_end(r->note->text, HEAD_LINES)};
	struct gathered content = gather(a, r, "content");
	struct gathered todays = minutes_of_visit(a, r, "minutes-part");

	for (size_t i = 0; i < content.len; i++)
		gathered_add(a, &l.work, content.at[i]);
	gathered_sort(&l.work);
	if (todays.len * (f->exercises.len + f->services.len + f->goals.len +
	    l.parts.len) <= LIMIT_NOTE_PAIRS)
		find(f, &l, &todays);
}
