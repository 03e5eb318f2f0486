/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/blocks.h"

#include "base/limits.h"
#include "facts/clock.h"
#include "facts/gaps.h"
#include "facts/gather.h"

static bool
on_line(struct span line, const struct charge *c)
{
	return c->named.start >= line.start && c->named.start < line.end;
}

/* Does what stands between a charge and a range tell of something else: words
 * behind another range, or another sentence than the name's? */
static bool
is_told_apart(struct str text, const struct gathered *ranges,
    const struct charge *c, struct span range)
{
	enum { AND = 1, FEW = 3 };	/* words */
	struct gap gap = gap_of(text, (struct span){c->named.end, range.start});

	if (gap.sentence && gap.words > FEW && !c->leads)
		return true;
	for (size_t i = gathered_from(ranges, c->named.end);
	    i < ranges->len && ranges->at[i]->span.end <= range.start; i++)
		if (gap_of(text, (struct span){ranges->at[i]->span.end,
		    range.start}).words > AND)
			return true;
	return false;
}

/* The charge of the line that a range belongs to; NULL when there is none. */
static const struct charge *
owner_of(struct str text, const struct charges *charges, struct span line,
    struct span range, const struct gathered *ranges, bool opens)
{
	const struct charge *before = NULL, *after = NULL;

	for (size_t i = 0; i < charges->len; i++) {
		const struct charge *c = &charges->at[i];
		if (!on_line(line, c))
			continue;
		if (c->named.start < range.start)
			before = c;
		else if (after == NULL)
			after = c;
	}
	if (opens)
		return after;
	if (before != NULL && is_told_apart(text, ranges, before, range))
		return NULL;
	return before != NULL ? before : after;
}

/* Does the first range of the line stand before all its charges? */
static bool
range_opens(const struct charges *charges, struct span line,
    const struct gathered *ranges)
{
	size_t first = ranges->at[gathered_from(ranges, line.start)]
	    ->span.start;

	for (size_t i = 0; i < charges->len; i++)
		if (on_line(line, &charges->at[i]) &&
		    charges->at[i].named.start < first)
			return false;
	return true;
}

/* The column of a table under a heading of the kind, or NONE. */
static int
clock_column(const struct table *t, const struct gathered *headings,
    const char *kind)
{
	for (size_t c = 0; c < t->header.len; c++)
		for (size_t i = 0; i < headings->len; i++)
			if (span_touches(t->header.at[c],
			    headings->at[i]->span) && strcmp(concept_tail(
			    headings->at[i]->concept), kind) == 0)
				return (int)c;
	return NONE;
}

static const struct charge *
charge_in(const struct charges *charges, struct span line)
{
	for (size_t i = 0; i < charges->len; i++)
		if (span_holds(line, charges->at[i].named))
			return &charges->at[i];
	return NULL;
}

static bool
add_block(struct arena *a, struct facts *f, struct clock_block b)
{
	if (b.start == NO_TIME || b.end <= b.start)
		return false;
	vec_push(a, &f->blocks, b);
	return b.code != NULL;
}

/* Rows under headings of start and end. */
static bool
read_table(struct arena *a, struct facts *f, const struct charges *charges,
    const struct table *t, const struct gathered *headings)
{
	struct str text = f->reading->note->text;
	int from = clock_column(t, headings, "start");
	int to = clock_column(t, headings, "end");
	bool services = false;

	for (size_t i = 0; from != NONE && to != NONE && i < t->rows.len; i++) {
		const struct row *row = &t->rows.at[i];
		const struct charge *c = charge_in(charges, row->line);
		struct clock_block b = {.at = row->line};
		if (c == NULL || (size_t)from >= row->cells.len ||
		    (size_t)to >= row->cells.len)
			continue;
		b.code = pack_code(f->reading->pack, c->number);
		clock_range(str_trim(str_slice(text, row->cells.at[from])),
		    str_trim(str_slice(text, row->cells.at[to])), &b.start,
		    &b.end);
		services |= add_block(a, f, b);
	}
	return services;
}

/* Is a range that of the visit?  A label on another line is a heading of the
 * services' ranges. */
static bool
is_of_visit(const struct gathered *visits, struct span line,
    struct span range)
{
	for (size_t i = 0; i < visits->len; i++) {
		struct span visit = visits->at[i]->span;
		if (visit.start < range.end && range.start < visit.end)
			return visit.start >= line.start;
	}
	return false;
}

static bool
read_ranges(struct arena *a, struct facts *f, const struct charges *charges)
{
	const struct reading *r = f->reading;
	struct gathered ranges = gather_counting(a, r, "time-range");
	struct gathered visits = gather_all(a, r, "session-range");
	struct gathered others = gather_all(a, r, "not-session");
	bool services = false;

	if (ranges.len * charges->len > LIMIT_NOTE_PAIRS)
		return false;
	for (size_t i = 0; i < ranges.len; i++) {
		const struct mention *m = ranges.at[i];
		struct span line = str_line_at(r->note->text, m->span.start);
		struct clock_block b = {.at = m->span};
		const struct charge *c = owner_of(r->note->text, charges, line,
		    m->span, &ranges, range_opens(charges, line, &ranges));

		if ((c == NULL && gathered_touches(&visits, m->span)) ||
		    is_of_visit(&visits, line, m->span) ||
		    gathered_touches(&others, m->span))
			continue;
		b.code = c == NULL ? NULL : pack_code(r->pack, c->number);
		clock_range(mention_text(r, m, "start"),
		    mention_text(r, m, "end"), &b.start, &b.end);
		services |= add_block(a, f, b);
	}
	return services;
}

/* Where nothing else says when the visit was, it was from the first start in a
 * table of services to the last end. */
static void
clock_of_table(struct facts *f, size_t first)
{
	if (f->time_in != NO_TIME || f->time_out != NO_TIME ||
	    first == f->blocks.len)
		return;
	const struct clock_block *b = &f->blocks.at[first];
	f->time_in = b->start;
	f->clock_at = b->at;
	for (size_t i = first; i < f->blocks.len; i++) {
		b = &f->blocks.at[i];
		if (b->start < f->time_in)
			f->time_in = b->start;
		if (f->time_out == NO_TIME || b->end > f->time_out)
			f->time_out = b->end;
	}
	f->clock_unlabelled = f->clock_of_services = true;
	if (f->total_at.end == 0)
		f->total_at = f->clock_at;
}

void
blocks_read(struct arena *a, struct facts *f, const struct charges *charges,
    const struct tables *tables)
{
	struct gathered headings = gather_all(a, f->reading, "column-clock");
	bool services = read_ranges(a, f, charges);
	size_t first = f->blocks.len;

	for (size_t i = 0; i < tables->len; i++)
		services |= read_table(a, f, charges, &tables->at[i],
		    &headings);
	clock_of_table(f, first);
	f->clock_of_services = f->clock_of_services && services;
}
