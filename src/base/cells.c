/* SPDX-License-Identifier: Apache-2.0 */
#include "base/cells.h"

enum { BLOCK_BYTES = 32 * 1024, NOTHING = -1 };

void
cells_begin(struct cell_reader *c, struct arena *a)
{
	c->line = 1;
	c->column = 1;
	c->block = arena_alloc(a, BLOCK_BYTES);
}

/* The next byte without taking it, or NOTHING at the end. */
static int
peek(struct cell_reader *c)
{
	if (c->block_at == c->block_len && !c->ended) {
		c->block_at = 0;
		c->block_len = c->read(c->self, c->block, BLOCK_BYTES);
		c->ended = c->block_len == 0;
	}
	return c->ended ? NOTHING : (unsigned char)c->block[c->block_at];
}

/* Take `n` bytes of the block, which end no line. */
static void
take(struct cell_reader *c, size_t n)
{
	const char *p = c->block + c->block_at;

	c->block_at += n;
	if (c->narrow)
		c->column += n;
	else
		for (size_t i = 0; i < n; i++)
			c->column += !is_continuation(p[i]);
}

/* Take the end of a line; CRLF is one. */
static void
take_line_end(struct cell_reader *c)
{
	int byte = peek(c);

	c->block_at++;
	if (byte == '\r' && peek(c) == '\n')
		c->block_at++;
	c->line++;
	c->column = 1;
}

static void
keep(struct cell_reader *c, const char *bytes, size_t n)
{
	size_t room = c->limits.bytes - c->text.len;

	if (n > room) {
		n = room;
		c->over = true;
	}
	vec_append(c->arena, &c->text, bytes, n);
}

/* Keep and take what stands in the block up to a byte that may mean
 * something. */
static void
keep_run(struct cell_reader *c, bool quoted)
{
	const char *p = c->block + c->block_at;
	size_t most = c->block_len - c->block_at, n = 0;

	while (n < most && p[n] != '"' && p[n] != '\r' && p[n] != '\n' &&
	    (quoted || p[n] != c->delimiter))
		n++;
	keep(c, p, n);
	take(c, n);
}

/* What is read next does not follow in the text what was read before. */
static void
jump(struct cell_reader *c, struct cell *cell, size_t start)
{
	if (c->jumps.len >= c->limits.jumps)
		return;
	vec_push(c->arena, &c->jumps, (struct cell_jump){
	    c->text.len - start, c->line, c->column});
	cell->n_jumps++;
}

static void
fault(struct cell_reader *c, struct cell *cell, enum cell_fault what)
{
	if (cell->fault != CELL_RIGHT)
		return;
	cell->fault = what;
	cell->fault_line = c->line;
	cell->fault_column = c->column;
}

/* Up to the closing quote, which is taken.  The line end in the text is that
 * of the source. */
static void
quoted_part(struct cell_reader *c, struct cell *cell, size_t start)
{
	for (;;) {
		int byte = peek(c);
		if (byte == NOTHING) {
			cell->fault = CELL_UNCLOSED;
			cell->fault_line = cell->line;
			cell->fault_column = cell->column;
			return;
		}
		if (byte == '\r' || byte == '\n') {
			keep(c, "\n", 1);
			take_line_end(c);
			jump(c, cell, start);
		} else if (byte == '"') {
			take(c, 1);
			if (peek(c) != '"')
				return;
			keep(c, "\"", 1);
			take(c, 1);
			jump(c, cell, start);
		} else {
			keep_run(c, true);
		}
	}
}

static bool
ends_cell(const struct cell_reader *c, int byte)
{
	return byte == NOTHING || byte == '\r' || byte == '\n' ||
	    byte == (unsigned char)c->delimiter;
}

static void
pass_blanks(struct cell_reader *c)
{
	while (c->trims && peek(c) == ' ')
		take(c, 1);
}

/* Up to the delimiter or the end of the line, which are left. */
static void
plain_part(struct cell_reader *c, struct cell *cell, enum cell_fault quote)
{
	for (int byte; byte = peek(c), !ends_cell(c, byte);) {
		if (byte == '"') {
			fault(c, cell, quote);
			keep(c, "\"", 1);
			take(c, 1);
		} else {
			keep_run(c, false);
		}
	}
}

static struct cell
next_cell(struct cell_reader *c, size_t *start)
{
	pass_blanks(c);
	struct cell cell = {.line = c->line, .column = c->column,
	    .jumps = c->jumps.len};

	*start = c->text.len;
	if (peek(c) != '"') {
		jump(c, &cell, *start);
		plain_part(c, &cell, CELL_QUOTE_INSIDE);
		return cell;
	}
	cell.quoted = true;
	take(c, 1);
	jump(c, &cell, *start);
	quoted_part(c, &cell, *start);
	pass_blanks(c);
	if (!ends_cell(c, peek(c))) {
		fault(c, &cell, CELL_TEXT_BEHIND);
		jump(c, &cell, *start);
		plain_part(c, &cell, CELL_TEXT_BEHIND);
	}
	return cell;
}

/* Views of the cells' texts, once the text has stopped to move. */
static void
settle(struct cell_reader *c, const size_t *ends)
{
	size_t start = 0;

	for (size_t i = 0; i < c->row.len; i++) {
		struct cell *cell = &c->row.at[i];
		cell->text = (struct str){c->text.at + start, ends[i] - start};
		if (c->trims && !cell->quoted)
			cell->text = str_trim(cell->text);
		start = ends[i];
	}
}

static void
read_row(struct cell_reader *c)
{
	VEC(size_t) ends = {0};

	for (;;) {
		size_t start;
		struct cell cell = next_cell(c, &start);
		if (c->row.len < c->limits.cells) {
			vec_push(c->arena, &c->row, cell);
			vec_push(c->arena, &ends, c->text.len);
		} else {
			c->over = true;
			c->text.len = start;
		}
		if (peek(c) != (unsigned char)c->delimiter)
			break;
		take(c, 1);
	}
	if (peek(c) != NOTHING)
		take_line_end(c);
	settle(c, ends.at);
}

/* The row's arena may have been reset. */
static void
forget(struct cell_reader *c)
{
	c->row = (struct cell_list){0};
	c->jumps.at = NULL;
	c->jumps.cap = 0;
	c->text.at = NULL;
	c->text.cap = 0;
}

bool
cells_next(struct cell_reader *c, struct arena *a)
{
	for (; peek(c) == '\r' || peek(c) == '\n'; c->number++)
		take_line_end(c);
	if (peek(c) == NOTHING)
		return false;
	if (!c->reuses)
		forget(c);
	c->arena = a;
	c->row.len = c->jumps.len = c->text.len = 0;
	c->over = false;
	c->number++;
	read_row(c);
	return true;
}
