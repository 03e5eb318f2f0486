/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/table.h"

#include <limits.h>
#include <stdlib.h>

#include "base/base64.h"
#include "base/limits.h"
#include "ingest/format.h"
#include "ingest/table_facts.h"
#include "ingest/table_rows.h"

/* No text is shorter that could be base64 and could not be a word. */
enum { BASE64_BYTES = 64 };

struct table {
	struct table_header header;
	struct table_rows rows;
	const struct columns *columns;
	struct arena *row_arena;	/* of the row read last */
	bool waiting;		/* it was read and is not given out */
	bool any;		/* some row was */
	bool over;
};

static bool
probe(struct arena *a, const struct look *head, const struct columns *columns)
{
	return columns != NULL && head->kind == NULL &&
	    table_header_of(a, head, columns).kind != TABLE_NONE;
}

static void *
open_table(const struct opening *o)
{
	struct table *t = arena_alloc(o->arena, sizeof(*t));

	t->columns = o->columns;
	t->header = table_header_of(o->arena, &o->look, o->columns);
	t->row_arena = arena_within(o->arena, LIMIT_CONTAINER_ARENA);
	table_rows_begin(&t->rows, o->arena, o->feed, o->look.encoded,
	    t->header.delimiter);
	return t;
}

/* The next row, which then waits.  False at the end. */
static bool
read_row(struct table *t, struct arena *a)
{
	struct cell_reader *c = &t->rows.cells;

	if (t->waiting)
		return true;
	do {
		arena_reset(t->row_arena);
		if (ARENA_FAILED(t->row_arena))
			arena_give_up(a);
		t->waiting = cells_next(c, t->row_arena);
		arena_disarm(t->row_arena);
	} while (t->waiting && c->number <= t->header.before + 1);
	return t->waiting;
}

/* Why there is nothing to take out of the table. */
static void
refuse_table(const struct table *t, struct arena *a, struct item *out)
{
	const struct columns *c = t->columns;
	const char *asked = NULL;

	for (size_t i = 0; i < c->names.len; i++)
		if (c->names.at[i].role == COLUMN_NOTE)
			asked = c->names.at[i].name;
	if (c->asked[COLUMN_NOTE])
		item_refuse(a, out, "input/unreadable", arena_printf(a,
		    "is a table without the column '%s', which --map names "
		    "for the note", asked));
	else
		item_refuse(a, out, "input/unreadable", arena_printf(a,
		    "is a table%s; if it holds notes, say in which column: "
		    "--map note=COLUMN", t->header.kind == TABLE_OF_CHARGES ?
		    " of charges" : " without a known column of notes"));
}

/* The end of the table; true when there is something to say about it. */
static bool
end_table(struct table *t, struct arena *a, struct item *out)
{
	t->over = true;
	if (t->rows.source.err.status != OK)
		item_refuse(a, out, "input/unreadable", arena_printf(a, "%s",
		    t->rows.source.err.text));
	else if (!t->any)
		item_refuse(a, out, "input/empty", STR("is a table without "
		    "rows"));
	return out->refused;
}

/* A row that is not what it should be. */
static bool
objects(const struct table *t, struct arena *a, struct item *out)
{
	const struct cell_reader *c = &t->rows.cells;
	const struct cell *last = &c->row.at[c->row.len - 1];

	if (last->fault == CELL_UNCLOSED)
		item_refuse(a, out, "input/truncated", arena_printf(a,
		    "the quote at %zu:%zu is not closed, and everything "
		    "behind it was taken for one cell", last->fault_line,
		    last->fault_column));
	else if (c->over)
		item_refuse(a, out, "input/unreadable", arena_printf(a,
		    "has a row of more than %zu MB or %d cells",
		    LIMIT_CELL_BYTES >> 20, LIMIT_ROW_CELLS));
	else if (c->row.len > t->header.columns)
		item_refuse(a, out, "input/unreadable", arena_printf(a,
		    "has a row of %zu cells under a header of %zu; put cells "
		    "that hold the delimiter in quotes", c->row.len,
		    t->header.columns));
	return out->refused;
}

/* The note of a row, or a piece of it. */
struct piece {
	struct str bytes;
	struct seams seams;	/* `at` within the bytes */
	long number;		/* -1: none */
	size_t order;		/* in the table */
};
VEC_TYPE(pieces, struct piece);

static struct piece
piece_of(const struct table *t, struct arena *a)
{
	const struct cell_reader *c = &t->rows.cells;
	struct piece p = {.number = -1};

	str_number(table_value(a, &t->header, &c->row, COLUMN_SEQUENCE),
	    LONG_MAX, &p.number);
	if (t->header.note >= c->row.len)
		return p;
	const struct cell *cell = &c->row.at[t->header.note];
	p.bytes = arena_str(a, cell->text);
	for (size_t i = 0; i < cell->n_jumps; i++) {
		const struct cell_jump *j = &c->jumps.at[cell->jumps + i];
		vec_push(a, &p.seams, (struct seam){j->at, j->line, j->column,
		    c->number});
	}
	return p;
}

static int
by_number(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static size_t
characters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += !is_continuation(s.ptr[i]);
	return n;
}

/*
 * Was a note cut where this piece ends because so many characters or bytes
 * fit into a cell?  Then the next one follows without a gap.  Else pieces are
 * lines.  Columns are made as wide as 255, 2000, 4000 or 32767; a line that
 * happens to be so long is no loss.
 */
static bool
is_full(struct str piece)
{
	static const size_t widths[] = {250, 255, 256, 500, 512, 1000, 1024,
	    2000, 2048, 3999, 4000, 8000, 16000, 32000, 32766, 32767, 32768};
	size_t n = characters(piece), lines = 0;

	for (size_t i = 0; i < piece.len; i++)
		lines += piece.ptr[i] == '\n';
	/* Where it was cut, a line may have ended in two characters. */
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++)
		if (n == widths[i] || piece.len == widths[i] ||
		    n + lines == widths[i] || piece.len + lines == widths[i])
			return true;
	return false;
}

static bool
needs_break(struct str piece)
{
	return piece.len > 0 && piece.ptr[piece.len - 1] != '\n' &&
	    !is_full(piece);
}

static void
join(struct arena *a, const struct pieces *pieces, struct item *out)
{
	size_t len = 0;

	for (size_t i = 0; i < pieces->len; i++)
		len += pieces->at[i].bytes.len + 1;
	char *text = arena_alloc(a, len), *end = text;
	for (size_t i = 0; i < pieces->len; i++) {
		const struct piece *p = &pieces->at[i];
		for (size_t k = 0; k < p->seams.len; k++) {
			struct seam s = p->seams.at[k];
			s.at += (size_t)(end - text);
			vec_push(a, &out->seams, s);
		}
		if (p->bytes.len > 0)
			memcpy(end, p->bytes.ptr, p->bytes.len);
		end += p->bytes.len;
		if (i + 1 < pieces->len && needs_break(p->bytes))
			*end++ = '\n';
	}
	out->bytes = (struct str){text, (size_t)(end - text)};
}

/* Say when the pieces at hand cannot be the whole note. */
static void
check_numbers(struct arena *a, const struct pieces *pieces, struct item *out)
{
	for (size_t i = 0; i < pieces->len; i++) {
		long number = pieces->at[i].number;
		bool follows = i == 0 ? number <= 1 :
		    number == pieces->at[i - 1].number + 1;
		if (follows)
			continue;
		item_trouble(a, out, "input/truncated", arena_printf(a, "a "
		    "piece of the note before number %ld is missing or lies "
		    "elsewhere in the table; sort it by note and number",
		    number));
		return;
	}
}

/* Is the next row another piece of the note `id`? */
static bool
goes_on(struct table *t, struct arena *a, struct str id)
{
	if (t->header.at[COLUMN_SEQUENCE] == NO_COLUMN || id.len == 0 ||
	    !read_row(t, a))
		return false;
	const struct cell_reader *c = &t->rows.cells;
	return !c->over && c->row.len <= t->header.columns &&
	    str_eq(table_value(a, &t->header, &c->row, COLUMN_NOTE_ID), id);
}

/* The note of the waiting row, with all its pieces. */
static void
take_note(struct table *t, struct arena *a, struct item *out)
{
	struct str id = table_value(a, &t->header, &t->rows.cells.row,
	    COLUMN_NOTE_ID);
	struct pieces pieces = {0};
	size_t bytes = 0;
	bool full, more;

	do {
		struct piece p = piece_of(t, a);
		p.order = pieces.len;
		bytes += p.bytes.len;
		vec_push(a, &pieces, p);
		t->waiting = false;
		full = pieces.len == LIMIT_NOTE_PIECES ||
		    bytes > LIMIT_CELL_BYTES;
		more = goes_on(t, a, id);
	} while (more && !full);
	if (more)
		item_trouble(a, out, "input/limit", arena_printf(a, "the note "
		    "has more than %zu pieces or %zu MB, and the rest was "
		    "taken for another", LIMIT_NOTE_PIECES,
		    LIMIT_CELL_BYTES >> 20));
	if (pieces.len > 1)
		qsort(pieces.at, pieces.len, sizeof(*pieces.at), by_number);
	if (pieces.at[0].number >= 0 && id.len > 0)
		check_numbers(a, &pieces, out);
	join(a, &pieces, out);
}

static bool
is_base64(struct str s)
{
	if (s.len < BASE64_BYTES)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.ptr[i]) && !is_digit(s.ptr[i]) &&
		    !is_space(s.ptr[i]) && memchr("+/=", s.ptr[i], 3) == NULL)
			return false;
	return memchr(s.ptr, ' ', s.len) == NULL;
}

/* Bytes that were written as letters are what they were before. */
static void
undo_base64(struct arena *a, struct item *out)
{
	bool bad = false;

	if (!is_base64(str_trim(out->bytes)))
		return;
	char *bytes = arena_alloc(a, out->bytes.len / 4 * 3 + 3);
	size_t len = base64_decode(out->bytes, bytes, &bad);
	/* A long word of letters has bytes in it too, but no text. */
	struct look look = look_at(a, (struct str){bytes, len});
	if (bad || len == 0 || format_of(&look) == NULL)
		return;
	out->bytes = (struct str){bytes, len};
	if (out->seams.len > 1)
		out->seams.len = 1;
}

static bool
next(void *self, struct arena *a, struct item *out, struct feed *inner)
{
	struct table *t = self;

	(void)inner;
	if (t->over)
		return false;
	if (t->header.kind != TABLE_OF_NOTES) {
		t->over = true;
		refuse_table(t, a, out);
		return true;
	}
	if (!read_row(t, a))
		return end_table(t, a, out);
	t->any = true;
	out->row = t->rows.cells.number;
	out->column = t->header.note + 1;
	out->column_name = arena_copy(a, t->header.note_name,
	    strlen(t->header.note_name));
	if (objects(t, a, out)) {
		t->waiting = false;
		return true;
	}
	table_state(a, &t->header, &t->rows.cells.row, out);
	take_note(t, a, out);
	undo_base64(a, out);
	return true;
}

const struct container container_table = {
	.name = "table",
	.probe = probe,
	.open = open_table,
	.next = next,
};
