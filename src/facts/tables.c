/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/tables.h"

#include "facts/aligned.h"
#include "facts/facts.h"
#include "facts/gather.h"
#include "facts/heading_date.h"
#include "facts/records.h"
#include "facts/turned.h"

struct finder {
	struct arena *arena;
	const struct note *note;
	struct str text;
	struct gathered headings;	/* words that name columns */
	struct gathered births;		/* dates of birth head none */
	struct turner turner;
	date_t service;
};

/* Does the source begin a row of a table with the line? */
static bool
is_marked(const struct finder *f, struct span line)
{
	const struct block_start *block = note_block(f->note, line.start);

	return block != NULL && block->is_row;
}

/* The cells of a line.  A bar that leads a row of the source has an empty cell
 * before it. */
static struct cells
split(const struct finder *f, struct span line, enum divider by)
{
	return divided_cells(f->arena, f->text, line, by, is_marked(f, line));
}

static bool
is_column_heading(const struct finder *f, struct span cell)
{
	/* "4 min" fills a cell. */
	return cell.start < cell.end && span_len(cell) <= 24 &&
	    !str_has_digits(str_slice(f->text, cell)) &&
	    gathered_touches(&f->headings, cell);
}

/* "Service date:    08/05/2025" is a label with its value. */
static bool
is_label(const struct finder *f, const struct cells *cells)
{
	struct span first = cells->at[0];

	return cells->len == 2 && span_len(first) > 0 &&
	    f->text.ptr[first.end - 1] == ':';
}

/* Are the columns told apart by the numbers of visits or weeks?  Beside a date
 * they say how far a patient has come: "wk 5   11-6-24". */
static bool
is_numbered(const struct finder *f, const struct cells *cells)
{
	enum { FEWEST = 2 };
	size_t numbered = 0;

	for (size_t i = 0; i < cells->len; i++) {
		if (heading_date(f->text, cells->at[i],
		    f->turner.reference) != NO_DATE)
			return false;
		numbered += numbered_day(&f->turner, cells->at[i]) != NO_DATE;
	}
	return numbered >= FEWEST;
}

/* The day that heads a column, or NO_DATE. */
static date_t
day_of(const struct finder *f, struct span heading, bool numbered)
{
	if (gathered_touches(&f->births, heading))
		return NO_DATE;
	return numbered ? numbered_day(&f->turner, heading) :
	    heading_date(f->text, heading, f->turner.reference);
}

static bool
is_header(const struct finder *f, const struct cells *cells, size_t *dates)
{
	bool numbered = is_numbered(f, cells);
	size_t named = 0;

	*dates = 0;
	if (is_label(f, cells))
		return false;
	for (size_t i = 0; i < cells->len; i++) {
		if (day_of(f, cells->at[i], numbered) != NO_DATE)
			(*dates)++;
		else
			named += is_column_heading(f, cells->at[i]);
	}
	return *dates >= 2 || named >= 2 || (*dates == 1 && named >= 1);
}

/* A heading row may leave the corner over the names empty. */
static void
add_corner(struct arena *a, struct span line, struct cells *cells)
{
	struct cells wide = {0};

	if (cells->len == 0 || cells->at[0].start < line.start + 6)
		return;
	vec_push(a, &wide, (struct span){line.start, line.start});
	for (size_t i = 0; i < cells->len; i++)
		vec_push(a, &wide, cells->at[i]);
	*cells = wide;
}

static bool
leads_with_bar(struct str text, struct span line)
{
	struct span at = span_trim(text, line);

	return at.start < at.end && text.ptr[at.start] == '|';
}

/* A row of dashes, or of dashes and bars. */
static bool
is_ruler(struct str text, struct span line)
{
	for (size_t i = line.start; i < line.end; i++)
		if (is_word(text.ptr[i]) && (unsigned char)text.ptr[i] < 128)
			return false;
	return span_len(span_trim(text, line)) >= 3;
}

/* Is any cell of the column filled? */
static bool
is_filled(const struct table *t, size_t column)
{
	for (size_t i = 0; i < t->rows.len; i++)
		if (column < t->rows.at[i].cells.len &&
		    span_len(t->rows.at[i].cells.at[column]) > 0)
			return true;
	return false;
}

/* The column of the day of service, else the last one before it that holds
 * anything: sheets are ruled for visits to come. */
static void
find_today(const struct finder *f, struct table *t)
{
	if (!t->turned)
		t->today = NONE;
	for (size_t i = 0; i < t->dates.len; i++) {
		date_t d = t->dates.at[i];
		if (d == NO_DATE)
			continue;
		if (d == f->service && f->service != NO_DATE) {
			t->today = (int)i;
			return;
		}
		if ((f->service != NO_DATE && d > f->service) ||
		    !is_filled(t, i))
			continue;
		if (t->today == NONE || t->dates.at[t->today] == NO_DATE ||
		    d >= t->dates.at[t->today])
			t->today = (int)i;
	}
}

/* The column that a concept heads, or NONE. */
static int
column_headed(const struct finder *f, const struct table *t, const char *name)
{
	for (size_t c = 1; c < t->header.len; c++) {
		struct span at = t->header.at[c];
		for (size_t i = gathered_from(&f->headings, at.start);
		    i < f->headings.len &&
		    f->headings.at[i]->span.end <= at.end; i++)
			if (strcmp(concept_tail(f->headings.at[i]->concept),
			    name) == 0)
				return (int)c;
	}
	return NONE;
}

/* Without dates headings may say which column is today's. */
static void
find_now(const struct finder *f, struct table *t)
{
	static const char *const pairs[][2] = {
		{"earlier", "now"}, {"planned", "done"}, {"planned", "now"},
	};
	size_t pair = 0;

	for (; pair < sizeof(pairs) / sizeof(*pairs); pair++)
		if (column_headed(f, t, pairs[pair][0]) != NONE &&
		    column_headed(f, t, pairs[pair][1]) != NONE)
			break;
	if (t->dated || pair == sizeof(pairs) / sizeof(*pairs))
		return;
	t->compares = t->dated = true;
	t->today = column_headed(f, t, pairs[pair][1]);
}

/* Beside days "today" is the last of them. */
static void
date_now(const struct finder *f, struct table *t)
{
	enum { AFTER_ALL = 2100 };	/* year */
	int now = column_headed(f, t, "now");

	if (now != NONE && t->dates.at[now] == NO_DATE)
		t->dates.at[now] = f->service != NO_DATE ? f->service :
		    date_of(AFTER_ALL, 1, 1);
}

enum { DEEPER = 2 };	/* blanks that set an item in below its row */

/* What divides a row.  One of which only the first cell is filled has no
 * bar. */
static enum divider
row_divider(const struct finder *f, struct span line)
{
	enum divider by = divided_by(f->text, line);

	return by == BY_NOTHING && is_marked(f, line) ? BY_BAR : by;
}

/* Read the rows below a header; returns where the table ends. */
static size_t
read_rows(struct finder *f, struct table *t, struct span header,
    enum divider by)
{
	size_t at = header.end + 1, dates, indent = SIZE_MAX;
	bool ruled = false;

	while (at < f->text.len) {
		struct span line = str_line_from(f->text, at);
		struct span bare = span_trim(f->text, line);
		if (bare.start == bare.end)
			return at;
		if (is_ruler(f->text, line)) {
			at = line.end + 1;
			ruled = true;
			continue;
		}
		enum divider mine = row_divider(f, line);
		/* Items set in below a row are what was done under it. */
		if (by == BY_GAP && mine == BY_NOTHING && !t->dated &&
		    indent != SIZE_MAX &&
		    bare.start - line.start >= indent + DEEPER) {
			at = line.end + 1;
			continue;
		}
		if (mine != by && !((by == BY_GAP || by == BY_DOTS) &&
		    mine == BY_NOTHING && span_len(bare) <= 24))
			return at;
		struct cells parts = split(f, line, by);
		if (ruled && by == BY_GAP && parts.len >= 2 &&
		    is_header(f, &parts, &dates))
			return at;
		ruled = false;
		if (indent == SIZE_MAX)
			indent = bare.start - line.start;
		struct row row = {.line = line, .cells = parts};
		if (by == BY_GAP)
			row.cells = aligned_cells(f->arena, f->text,
			    &t->header, header, line, &parts);
		while (row.cells.len < t->header.len)
			vec_push(f->arena, &row.cells,
			    (struct span){line.end, line.end});
		vec_push(f->arena, &t->rows, row);
		at = line.end + 1;
	}
	return at;
}

/*
 * Headings of a structured source may be two rows high: "Exercise | Dose" over
 * "| Sets | Reps", the first cell spanning both.  The lower one names a column,
 * where it names it at all.
 */
static bool
add_lower_heading(struct finder *f, struct span lower, struct cells *cells)
{
	struct cells below = {0};
	size_t dates;

	if (!is_marked(f, lower))
		return false;
	below = split(f, lower, BY_BAR);
	if (below.len < 2 || span_len(below.at[0]) > 0 ||
	    !is_header(f, &below, &dates) || dates > 0)
		return false;
	for (size_t i = 0; i < below.len; i++) {
		if (i >= cells->len)
			vec_push(f->arena, cells, below.at[i]);
		else if (span_len(below.at[i]) > 0)
			cells->at[i] = below.at[i];
	}
	return true;
}

/* May the line head columns of exercises, with a row a visit below it? */
static bool
may_be_turned(const struct finder *f, const struct cells *header,
    struct span line, enum divider by)
{
	enum { FEWEST = 3 };	/* columns */
	struct span below = str_line_from(f->text, line.end + 1);

	if (header->len < FEWEST)
		return false;
	if (is_ruler(f->text, below))
		below = str_line_from(f->text, below.end + 1);
	if (divided_by(f->text, below) != by)
		return false;
	struct cells cells = split(f, below, by);
	return turned_heads(&f->turner, header) ?
	    cells.len > 0 && str_has_digits(str_slice(f->text, cells.at[0])) :
	    visit_date(&f->turner, &cells) != NO_DATE;
}

/* Leave of a log that tells visits in words the rows of earlier ones: the last
 * is read as prose is. */
static bool
keep_past(struct finder *f, struct table *t)
{
	size_t kept = 0;

	if (!turned_mark_past(&f->turner, t))
		return false;
	for (size_t i = 0; i < t->rows.len; i++)
		if (t->rows.at[i].past)
			t->rows.at[kept++] = t->rows.at[i];
	t->rows.len = kept;
	for (size_t c = 0; c < t->header.len; c++)
		vec_push(f->arena, &t->dates, NO_DATE);
	return true;
}

/* Read a table with a row a visit, and turn it round if there are exercises in
 * its headings; where it ends, or 0. */
static size_t
read_turned(struct finder *f, struct table *t, struct span line,
    enum divider by, bool headed)
{
	struct table read = {.header = t->header};
	size_t end = read_rows(f, &read, line, by);

	if (!turned_turn(&f->turner, &read) && (headed || !keep_past(f, &read)))
		return 0;
	*t = read;
	return end;
}

void
tables_find(struct arena *a, const struct reading *r, date_t service,
    date_t near, struct tables *out)
{
	struct finder f = {a, r->note, r->note->text,
	    gather_all(a, r, "column"), gather_all(a, r, "birth-date"),
	    turner_make(a, r, service, near), service};
	struct record_marks records = record_marks_of(a, r);
	size_t recorded = 0;	/* so far for records */

	for (size_t at = 0; at < f.text.len;) {
		struct span line = str_line_from(f.text, at);
		enum divider by = divided_by(f.text, line);
		struct cells cells = {0};
		size_t dates = 0;
		struct table told = {0};
		if (line.start >= recorded)
			recorded = records_read(a, f.text, &records, line,
			    &told);
		if (told.rows.len > 0) {
			vec_push(a, out, told);
			at = recorded;
			continue;
		}
		at = line.end + 1;
		if (by == BY_NOTHING)
			continue;
		cells = split(&f, line, by);
		if (cells.len < 2)
			continue;
		/* Dots also lead from a word to its figure: "Sets ... 2". */
		bool header = is_header(&f, &cells, &dates) &&
		    (by != BY_DOTS || dates > 0);
		struct table turned = {.header = cells};
		size_t below = dates == 0 &&
		    may_be_turned(&f, &cells, line, by) ?
		    read_turned(&f, &turned, line, by, header) : 0;
		if (below > 0) {
			find_today(&f, &turned);
			vec_push(a, out, turned);
			at = below;
		}
		if (below > 0 || !header)
			continue;
		bool drawn = by == BY_BAR && !is_marked(&f, line);
		if (by == BY_GAP || (drawn && leads_with_bar(f.text, line) &&
		    !leads_with_bar(f.text, str_line_from(f.text, at))))
			add_corner(a, line, &cells);
		struct span lower = str_line_from(f.text, at);
		if (dates == 0 && by == BY_BAR && is_marked(&f, line) &&
		    add_lower_heading(&f, lower, &cells)) {
			line = lower;
			at = lower.end + 1;
		}
		struct table t = {.header = cells, .dated = dates > 0};
		bool numbered = is_numbered(&f, &cells);
		for (size_t i = 0; i < cells.len; i++)
			vec_push(a, &t.dates, day_of(&f, cells.at[i],
			    numbered));
		if (t.dated)
			date_now(&f, &t);
		size_t end = read_rows(&f, &t, line, by);
		if (dates == 0)
			turned_mark_past(&f.turner, &t);
		find_today(&f, &t);
		find_now(&f, &t);
		if (t.rows.len == 0)
			continue;
		vec_push(a, out, t);
		at = end;
	}
}

/* The row of a turned table that has a cell at `offset`, or its first. */
static const struct row *
turned_row_at(const struct table *t, size_t offset)
{
	for (size_t i = 0; i < t->rows.len; i++) {
		const struct cells *cells = &t->rows.at[i].cells;
		for (size_t c = 0; c < cells->len; c++)
			if (cells->at[c].start <= offset &&
			    offset < cells->at[c].end)
				return &t->rows.at[i];
	}
	return &t->rows.at[0];
}

const struct row *
tables_row_at(const struct tables *t, size_t offset, const struct table **table)
{
	for (size_t i = 0; i < t->len; i++) {
		if (t->at[i].turned && t->at[i].lines.start <= offset &&
		    offset <= t->at[i].lines.end) {
			*table = &t->at[i];
			return turned_row_at(*table, offset);
		}
		for (size_t j = 0; j < t->at[i].rows.len; j++) {
			const struct row *row = &t->at[i].rows.at[j];
			if (row->line.start <= offset &&
			    offset <= row->line.end) {
				*table = &t->at[i];
				return row;
			}
		}
	}
	return NULL;
}
