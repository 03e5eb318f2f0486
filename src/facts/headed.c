/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/headed.h"

#include <string.h>

#include "base/date.h"

/* Such rows stand in the first lines; one label alone may be any word. */
enum { HEADER_LINES = 14, FEWEST_LABELS = 2, MOST_CELLS = 16 };

/* The longest name that a cell can hold. */
enum { LONGEST_NAME = 60 };

/* The cells of a line.  A bar or a tab divides them, else two blanks do. */
struct cut {
	struct span cells[MOST_CELLS];
	size_t n;
	bool ruled;		/* divided by bars or tabs: cells keep their
				 * number, else they keep their place */
};

/* The bytes of a divider of ruled rows: a tab, '|' or U+2502; or 0. */
static size_t
ruled_divider(struct str text, size_t at, size_t end)
{
	if (text.ptr[at] == '|' || text.ptr[at] == '\t')
		return 1;
	return end - at >= 3 && memcmp(text.ptr + at, "\xE2\x94\x82", 3) == 0 ?
	    3 : 0;
}

static bool
is_ruled(struct str text, struct span line)
{
	for (size_t i = line.start; i < line.end; i++)
		if (ruled_divider(text, i, line.end) > 0)
			return true;
	return false;
}

static size_t
blanks_at(struct str text, size_t at, size_t end)
{
	size_t n = 0;

	while (at + n < end && is_blank(text.ptr[at + n]))
		n++;
	return n >= 2 ? n : 0;
}

static void
add_cell(struct cut *c, struct str text, struct span cell)
{
	cell = span_trim(text, cell);
	if (c->n < MOST_CELLS && (c->ruled || cell.start < cell.end))
		c->cells[c->n++] = cell;
}

static void
cut_line(struct str text, struct span line, struct cut *c)
{
	size_t start;

	line = span_trim(text, line);
	c->n = 0;
	c->ruled = is_ruled(text, line);
	start = line.start;
	for (size_t i = line.start; i < line.end;) {
		size_t skip = c->ruled ? ruled_divider(text, i, line.end) :
		    blanks_at(text, i, line.end);
		if (skip == 0) {
			i++;
			continue;
		}
		/* The bar that opens a drawn row divides nothing. */
		if (i > line.start)
			add_cell(c, text, (struct span){start, i});
		i += skip;
		start = i;
	}
	add_cell(c, text, (struct span){start, line.end});
}

/* A line of dashes, bars and the like between labels and values. */
static bool
draws_only(struct str text, struct span line)
{
	for (size_t i = line.start; i < line.end; i++)
		if (is_alpha(text.ptr[i]) || is_digit(text.ptr[i]))
			return false;
	return line.end > line.start;
}

/* What a label is called in the packs; false when they do not know it. */
static bool
role_of(const struct columns *known, struct str label, enum column_role *role)
{
	if (label.len == 0)
		return false;
	for (size_t i = 0; i < known->names.len; i++)
		if (column_same(label, str_of(known->names.at[i].name))) {
			*role = known->names.at[i].role;
			return true;
		}
	return false;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.ptr[i]))
			return true;
	return false;
}

/* May a cell be the value of a role? */
static bool
fits(struct str value, enum column_role role)
{
	switch (role) {
	case COLUMN_PATIENT:
	case COLUMN_GIVEN_NAME:
	case COLUMN_FAMILY_NAME:
		return value.len > 0 && value.len <= LONGEST_NAME &&
		    (is_alpha(value.ptr[0]) || value.ptr[0] & '\x80') &&
		    !has_digit(value) &&
		    memchr(value.ptr, ':', value.len) == NULL;
	case COLUMN_BIRTH_DATE:
	case COLUMN_SERVICE_DATE:
		return date_parse(value, NO_DATE) != NO_DATE;
	default:
		return value.len > 0;
	}
}

/* The cell of a row below label `i`: the one of its number where rows are
 * ruled, else the one that begins below it. */
static struct span
below(const struct cut *labels, size_t i, size_t labels_at,
    const struct cut *row, size_t row_at)
{
	size_t from = labels->cells[i].start - labels_at;
	size_t to = i + 1 < labels->n ? labels->cells[i + 1].start - labels_at :
	    SIZE_MAX;

	if (labels->ruled || labels->n == row->n)
		return i < row->n ? row->cells[i] : (struct span){0, 0};
	for (size_t k = 0; k < row->n; k++) {
		size_t at = row->cells[k].start - row_at;
		if (at >= from && at < to)
			return row->cells[k];
	}
	return (struct span){0, 0};
}

/* Has the next line a date in the same column?  Then it is a list of visits,
 * and no header of one. */
static bool
lists_dates(struct str text, const struct cut *labels, size_t i,
    size_t labels_at, struct span line)
{
	struct span next;
	struct cut row;

	if (line.end >= text.len)
		return false;
	next = str_line_from(text, line.end + 1);
	cut_line(text, next, &row);
	return row.n >= FEWEST_LABELS && row.ruled == labels->ruled &&
	    date_parse(str_slice(text, below(labels, i, labels_at, &row,
	    next.start)), NO_DATE) != NO_DATE;
}

/* Take the values that a line has for a row of labels; rows of labels with
 * values beside them have digits somewhere, or a label below a label. */
static void
take_row(struct str text, const struct columns *known,
    const struct cut *labels, size_t labels_at, struct span line,
    struct span values[COLUMN_ROLES])
{
	enum column_role roles[MOST_CELLS];
	bool named[MOST_CELLS];
	struct cut row;
	size_t n = 0;

	for (size_t i = 0; i < labels->n; i++) {
		struct str label = str_slice(text, labels->cells[i]);
		if (has_digit(label))
			return;
		named[i] = role_of(known, label, &roles[i]);
		n += named[i];
	}
	if (n < FEWEST_LABELS)
		return;
	cut_line(text, line, &row);
	if (row.ruled != labels->ruled || row.n < FEWEST_LABELS)
		return;
	for (size_t i = 0; i < labels->n; i++) {
		struct span at;
		enum column_role other;
		if (!named[i] || values[roles[i]].end > 0 ||
		    (roles[i] == COLUMN_SERVICE_DATE &&
		    lists_dates(text, labels, i, labels_at, line)))
			continue;
		at = below(labels, i, labels_at, &row, line.start);
		struct str value = str_slice(text, at);
		if (value.len > 0 && !role_of(known, value, &other) &&
		    fits(value, roles[i]))
			values[roles[i]] = at;
	}
}

void
headed_read(const struct reading *r, struct span values[COLUMN_ROLES])
{
	struct str text = r->note->text;
	struct cut labels = {.n = 0};
	size_t labels_at = 0;

	memset(values, 0, COLUMN_ROLES * sizeof(*values));
	for (size_t at = 0, lines = 0; at < text.len && lines < HEADER_LINES;
	    lines++) {
		struct span line = str_line_from(text, at);
		if (!draws_only(text, line)) {
			if (labels.n >= FEWEST_LABELS)
				take_row(text, &r->pack->columns, &labels,
				    labels_at, line, values);
			cut_line(text, line, &labels);
			labels_at = line.start;
		}
		at = line.end + 1;
	}
}
