/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/headed.h"

#include <string.h>

#include "base/date.h"
#include "facts/clock.h"

/* Most such rows stand in the first lines; one label alone may be any word. */
enum { HEADER_LINES = 14, FEWEST_LABELS = 2, MOST_CELLS = 16 };

/* The longest name that a cell can hold. */
enum { LONGEST_NAME = 60 };

/* What divides the cells of a line.  Where cells are divided by a character
 * they keep their number, else their place. */
enum divide { BY_BLANKS, BY_BARS, BY_COMMAS, BY_SEMICOLONS };

/* The cells of a line. */
struct cut {
	struct span cells[MOST_CELLS];
	size_t n;
	enum divide by;
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

static size_t
count_of(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == c;
	return n;
}

static size_t
blanks_at(struct str text, size_t at, size_t end)
{
	size_t n = 0;

	while (at + n < end && is_blank(text.ptr[at + n]))
		n++;
	return n >= 2 ? n : 0;
}

/* A bar or a tab divides, else two blanks do, else what rows of exported
 * tables have between their values. */
static enum divide
divided_by(struct str text, struct span line)
{
	enum { FEWEST = 2 };	/* fewer are of a sentence or a name */
	struct str s = str_slice(text, line);

	for (size_t i = line.start; i < line.end; i++)
		if (ruled_divider(text, i, line.end) > 0)
			return BY_BARS;
	for (size_t i = line.start; i < line.end; i++)
		if (blanks_at(text, i, line.end) > 0)
			return BY_BLANKS;
	if (count_of(s, ';') >= FEWEST)
		return BY_SEMICOLONS;
	return count_of(s, ',') >= FEWEST ? BY_COMMAS : BY_BLANKS;
}

/* The bytes of what divides two cells at `at`, or 0. */
static size_t
divider_at(const struct cut *c, struct str text, size_t at, size_t end)
{
	switch (c->by) {
	case BY_BARS:
		return ruled_divider(text, at, end);
	case BY_COMMAS:
		return text.ptr[at] == ',';
	case BY_SEMICOLONS:
		return text.ptr[at] == ';';
	default:
		return blanks_at(text, at, end);
	}
}

/* Without the quotes that exported values stand in. */
static struct span
unquoted(struct str text, struct span cell)
{
	if (span_len(cell) >= 2 && text.ptr[cell.start] == '"' &&
	    text.ptr[cell.end - 1] == '"')
		return span_trim(text,
		    (struct span){cell.start + 1, cell.end - 1});
	return cell;
}

static void
add_cell(struct cut *c, struct str text, struct span cell)
{
	cell = span_trim(text, cell);
	if (c->by == BY_COMMAS || c->by == BY_SEMICOLONS)
		cell = unquoted(text, cell);
	if (c->n < MOST_CELLS &&
	    (c->by != BY_BLANKS || cell.start < cell.end))
		c->cells[c->n++] = cell;
}

static void
cut_line(struct str text, struct span line, struct cut *c)
{
	bool quoted = false;
	size_t start;

	line = span_trim(text, line);
	c->n = 0;
	c->by = divided_by(text, line);
	start = line.start;
	for (size_t i = line.start; i < line.end;) {
		size_t skip = divider_at(c, text, i, line.end);
		quoted ^= c->by == BY_COMMAS && text.ptr[i] == '"';
		if (quoted)
			skip = 0;
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
		    !str_has_digits(value) &&
		    memchr(value.ptr, ':', value.len) == NULL;
	case COLUMN_BIRTH_DATE:
	case COLUMN_SERVICE_DATE:
		return date_parse(value, NO_DATE) != NO_DATE;
	case COLUMN_TIME_IN:
	case COLUMN_TIME_OUT:
		return clock_time(value) != NO_TIME;
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

	if (labels->by != BY_BLANKS || labels->n == row->n)
		return i < row->n ? row->cells[i] : (struct span){0, 0};
	for (size_t k = 0; k < row->n; k++) {
		size_t at = row->cells[k].start - row_at;
		if (at >= from && at < to)
			return row->cells[k];
	}
	return (struct span){0, 0};
}

/* Has the next line a date or a time in the same column?  Then it is a list of
 * visits or of services, and no header of one. */
static bool
lists_more(struct str text, const struct cut *labels, size_t i,
    size_t labels_at, struct span line, enum column_role role)
{
	struct span next;
	struct cut row;

	if (line.end >= text.len)
		return false;
	next = str_line_from(text, line.end + 1);
	cut_line(text, next, &row);
	return row.n >= FEWEST_LABELS && row.by == labels->by &&
	    fits(str_slice(text, below(labels, i, labels_at, &row,
	    next.start)), role);
}

/* May a column hold one a row? */
static bool
is_listed(enum column_role role)
{
	return role == COLUMN_SERVICE_DATE || role == COLUMN_TIME_IN ||
	    role == COLUMN_TIME_OUT;
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
		if (str_has_digits(label))
			return;
		named[i] = role_of(known, label, &roles[i]);
		n += named[i];
	}
	if (n < FEWEST_LABELS)
		return;
	cut_line(text, line, &row);
	if (row.by != labels->by || row.n < FEWEST_LABELS)
		return;
	for (size_t i = 0; i < labels->n; i++) {
		struct span at;
		enum column_role other;
		if (!named[i] || values[roles[i]].end > 0 ||
		    (is_listed(roles[i]) && lists_more(text, labels, i,
		    labels_at, line, roles[i])))
			continue;
		at = below(labels, i, labels_at, &row, line.start);
		struct str value = str_slice(text, at);
		if (value.len > 0 && !role_of(known, value, &other) &&
		    fits(value, roles[i]))
			values[roles[i]] = at;
	}
}

static void
read_lines(const struct reading *r, size_t most,
    struct span values[COLUMN_ROLES])
{
	struct str text = r->note->text;
	struct cut labels = {.n = 0};
	size_t labels_at = 0;

	memset(values, 0, COLUMN_ROLES * sizeof(*values));
	for (size_t at = 0, lines = 0; at < text.len && lines < most;
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

void
headed_read(const struct reading *r, struct span values[COLUMN_ROLES])
{
	read_lines(r, HEADER_LINES, values);
}

void
headed_clock(const struct reading *r, struct span *in, struct span *out)
{
	struct span values[COLUMN_ROLES];

	read_lines(r, SIZE_MAX, values);
	*in = values[COLUMN_TIME_IN];
	*out = values[COLUMN_TIME_OUT];
}
