/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/turned.h"

#include "base/number.h"
#include "facts/facts.h"
#include "facts/heading_date.h"

enum { UNKNOWN_YEAR = 1900 };	/* of dates that only have an order */
enum { LEAD = 2 };	/* columns that may say which visit it was */

struct turner
turner_make(struct arena *a, const struct reading *r, date_t service,
    date_t near)
{
	return (struct turner){a, r->note->text, gather(a, r, "exercises"),
	    gather_all(a, r, "column"), gather_all(a, r, "column-visit"),
	    service, near != NO_DATE ? near : date_of(UNKNOWN_YEAR, 1, 1)};
}

/* Is the cell a heading of visits, with hardly anything beside: "Tx # (of 12)"?
 */
static bool
heads_visits(const struct turner *x, struct span cell)
{
	enum { LONGEST = 16 };	/* bytes */
	size_t i = gathered_from(&x->visits, cell.start);

	return span_len(cell) <= LONGEST && i < x->visits.len &&
	    x->visits.at[i]->span.start == cell.start;
}

bool
turned_heads(const struct turner *x, const struct cells *header)
{
	for (size_t c = 0; c < header->len && c < LEAD; c++)
		if (heads_visits(x, header->at[c]))
			return true;
	return false;
}

date_t
numbered_day(const struct turner *x, struct span cell)
{
	size_t i = gathered_from(&x->visits, cell.start);
	size_t end = cell.end;

	if (!heads_visits(x, cell))
		return NO_DATE;
	struct str rest = str_slice(x->text, (struct span){
	    x->visits.at[i]->span.end, end});
	while (rest.len > 0 && !is_word(rest.ptr[0]))
		rest = (struct str){rest.ptr + 1, rest.len - 1};
	int n = number_parse(rest);
	return n > 0 ? date_of(UNKNOWN_YEAR, 1, 1) + n : NO_DATE;
}

date_t
visit_date(const struct turner *x, const struct cells *cells)
{
	date_t found = NO_DATE;

	for (size_t c = 0; c < cells->len && c < LEAD && found == NO_DATE; c++)
		found = heading_date(x->text, cells->at[c], x->reference);
	return found;
}

/* Is a column of it headed as one of exercises? */
static bool
has_names_below(const struct turner *x, const struct table *t)
{
	const struct gathered *g = &x->columns;

	for (size_t c = 0; c < t->header.len; c++)
		for (size_t i = gathered_from(g, t->header.at[c].start);
		    i < g->len &&
		    g->at[i]->span.end <= t->header.at[c].end; i++)
			if (strcmp(concept_tail(g->at[i]->concept),
			    "exercise") == 0)
				return true;
	return false;
}

static size_t
names_in(const struct turner *x, const struct cells *cells)
{
	size_t named = 0;

	for (size_t c = 0; c < cells->len; c++)
		named += gathered_in(&x->names, cells->at[c]) > 0;
	return named;
}

/* The names of exercises stand in the headings, not below them: a log that
 * tells the visits in words is none. */
static bool
is_turned(const struct turner *x, const struct table *t)
{
	size_t told = 0;

	if (t->rows.len == 0 || has_names_below(x, t))
		return false;
	for (size_t i = 0; i < t->rows.len; i++)
		told += names_in(x, &t->rows.at[i].cells);
	return names_in(x, &t->header) > told;
}

/* Is anything told of the visit behind what it is called? */
static bool
is_filled(const struct row *visit)
{
	for (size_t c = LEAD; c < visit->cells.len; c++)
		if (span_len(visit->cells.at[c]) > 0)
			return true;
	return false;
}

/* The column of the last visit that anything is told of, or NONE. */
static int
last_filled(const struct table *t)
{
	for (size_t i = t->rows.len; i > 0; i--)
		if (is_filled(&t->rows.at[i - 1]))
			return (int)i;
	return NONE;
}

bool
turned_turn(const struct turner *x, struct table *t)
{
	struct span first = t->header.at[0];
	struct table out = {.dated = true, .turned = true};

	if (!is_turned(x, t))
		return false;
	out.lines = (struct span){str_line_at(x->text, first.start).start,
	    t->rows.at[t->rows.len - 1].line.end};
	vec_push(x->arena, &out.header,
	    (struct span){first.start, first.start});
	vec_push(x->arena, &out.dates, NO_DATE);
	for (size_t i = 0; i < t->rows.len; i++) {
		vec_push(x->arena, &out.header, t->rows.at[i].cells.at[0]);
		vec_push(x->arena, &out.dates,
		    visit_date(x, &t->rows.at[i].cells));
	}
	for (size_t c = 0; c < t->header.len; c++) {
		struct row row = {.line = t->header.at[c]};
		/* What visits are called names no exercise. */
		if (span_len(row.line) == 0 ||
		    heads_visits(x, row.line))
			continue;
		vec_push(x->arena, &row.cells, row.line);
		for (size_t i = 0; i < t->rows.len; i++)
			vec_push(x->arena, &row.cells,
			    t->rows.at[i].cells.at[c]);
		vec_push(x->arena, &out.rows, row);
	}
	out.today = last_filled(t);
	*t = out;
	return out.rows.len > 0;
}

/* One more than the first column of which a cell is a date, or 0. */
static size_t
dated_by(const struct turner *x, const struct table *t)
{
	for (size_t c = 0; c < LEAD; c++)
		for (size_t i = 0; i < t->rows.len; i++)
			if (c < t->rows.at[i].cells.len &&
			    heading_date(x->text, t->rows.at[i].cells.at[c],
			    x->reference) != NO_DATE)
				return c + 1;
	return 0;
}

/* The latest visit of the rows, of those up to the day of service. */
static date_t
latest_visit(const struct turner *x, const struct table *t)
{
	date_t last = NO_DATE;

	for (size_t i = 0; i < t->rows.len; i++) {
		date_t d = visit_date(x, &t->rows.at[i].cells);
		if (d != NO_DATE && (last == NO_DATE || d > last) &&
		    (x->service == NO_DATE || d <= x->service))
			last = d;
	}
	return last;
}

bool
turned_mark_past(const struct turner *x, struct table *t)
{
	date_t above = NO_DATE, last;
	bool past = false;

	if (!turned_heads(x, &t->header))
		return false;
	t->dated_by = dated_by(x, t);
	last = latest_visit(x, t);
	for (size_t i = 0; i < t->rows.len && last != NO_DATE; i++) {
		date_t d = visit_date(x, &t->rows.at[i].cells);
		above = d != NO_DATE ? d : above;
		t->rows.at[i].past = above != NO_DATE && above < last;
		past = past || t->rows.at[i].past;
	}
	return past;
}
