/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows and cells of a flow.  Within a row line ends cannot stand; there they
 * are marks of two bytes, and what becomes of them is known when the row is
 * whole: a cell alone in its row is layout and keeps its lines, others are
 * joined.
 */
#include "ingest/flow_state.h"

/* A row with more line ends in its cells than this is layout too. */
enum { MOST_BREAKS_IN_ROW = 12 };

static struct flow_frame *
table(const struct flow *f)
{
	return f->depth > 0 ? f->tables[f->depth - 1] : NULL;
}

bool
flow_in_cell(const struct flow *f)
{
	for (size_t i = 0; i < f->depth; i++)
		if (f->tables[i]->in_cell)
			return true;
	return false;
}

bool
flow_in_row(const struct flow *f)
{
	return f->depth > 0 && f->tables[0]->in_row;
}

void
flow_table(struct flow *f)
{
	flow_break(f, 1);
	if (f->depth == LIMIT_TABLE_DEPTH) {
		f->too_deep++;
		return;
	}
	f->tables[f->depth++] = arena_alloc(f->arena,
	    sizeof(struct flow_frame));
}

/* The last byte that is no blank and no bar, from the start of the row. */
static size_t
trimmed_row(const struct flow *f, size_t from)
{
	size_t end = f->text.len;

	while (end > from && (f->text.at[end - 1] == ' ' ||
	    f->text.at[end - 1] == '|'))
		end--;
	return end;
}

/* Turn the marks of line ends in a row into what they are there. */
static void
resolve_marks(struct flow *f, const struct flow_frame *t)
{
	size_t n = 0;

	for (size_t i = t->row; i < f->text.len; i++)
		n += f->text.at[i] == MARK_LINE || f->text.at[i] == MARK_BLANK;
	bool layout = t->filled < 2 || n > MOST_BREAKS_IN_ROW;
	/* A row inside a cell leaves line ends to the row around it. */
	bool inner = f->depth > 1 && flow_in_cell(f);
	for (size_t i = t->row; n > 0 && i + 1 < f->text.len; i++) {
		char *c = &f->text.at[i];
		if ((c[0] != MARK_LINE && c[0] != MARK_BLANK) ||
		    (layout && inner))
			continue;
		memcpy(c, !layout ? "; " :
		    c[0] == MARK_LINE ? " \n" : "\n\n", 2);
	}
}

/* The bar before a cell, unless it is the first of its row. */
static void
put_bar(struct flow *f, struct flow_frame *t)
{
	if (t->began) {
		f->lines_owed = 0;
		f->blank_owed = false;
		if (f->text.len > t->row)
			flow_put(f, " ", 1);
		flow_put(f, "| ", 2);
	}
	t->began = true;
	t->cell = f->text.len;
}

/* Empty cells in columns that cells of rows above still take. */
static void
put_taken(struct flow *f, struct flow_frame *t)
{
	while (t->column < t->left.len && t->left.at[t->column] > 0) {
		t->left.at[t->column++]--;
		put_bar(f, t);
	}
}

void
flow_cell_end(struct flow *f)
{
	struct flow_frame *t = table(f);

	if (t == NULL || !t->in_cell || f->too_deep > 0)
		return;
	f->lines_owed = 0;
	f->blank_owed = false;
	f->line_ends = 0;
	t->filled += f->text.len > t->cell;
	t->in_cell = false;
	while (t->empty_after > 0) {
		t->empty_after--;
		put_bar(f, t);
	}
}

void
flow_row_end(struct flow *f)
{
	struct flow_frame *t = table(f);

	if (t == NULL || !t->in_row || f->too_deep > 0)
		return;
	flow_cell_end(f);
	for (size_t i = t->column; i < t->left.len; i++)
		t->left.at[i] -= t->left.at[i] > 0;
	f->text.len = trimmed_row(f, t->row);
	resolve_marks(f, t);
	t->in_row = false;
	flow_break(f, 1);
}

void
flow_row(struct flow *f)
{
	struct flow_frame *t = table(f);

	flow_break(f, 1);
	if (t == NULL || f->too_deep > 0)
		return;
	flow_row_end(f);
	t->in_row = true;
	t->began = false;
	t->filled = 0;
	t->column = 0;
	/* What the row stands on must be there before its first cell. */
	flow_settle(f, false);
	t->row = f->text.len;
}

static void
take_columns(struct flow *f, struct flow_frame *t, unsigned columns,
    unsigned rows)
{
	for (unsigned i = 0; i < columns; i++, t->column++) {
		if (t->column >= LIMIT_TABLE_COLUMNS)
			return;
		if (t->column >= t->left.len)
			vec_push(f->arena, &t->left, 0);
		t->left.at[t->column] = rows - 1;
		t->empty_after += i > 0;
	}
}

void
flow_cell(struct flow *f, unsigned columns, unsigned rows)
{
	struct flow_frame *t = table(f);

	if (t == NULL || f->too_deep > 0) {
		flow_break(f, 1);
		return;
	}
	if (!t->in_row)
		flow_row(f);
	flow_cell_end(f);
	put_taken(f, t);
	put_bar(f, t);
	t->in_cell = true;
	t->empty_after = 0;
	take_columns(f, t, columns > LIMIT_TABLE_SPAN ? 1 :
	    columns > 0 ? columns : 1, rows > LIMIT_TABLE_SPAN ? 1 :
	    rows > 0 ? rows : 1);
}

void
flow_table_end(struct flow *f)
{
	if (f->too_deep > 0) {
		f->too_deep--;
		return;
	}
	if (f->depth == 0)
		return;
	flow_row_end(f);
	f->depth--;
	flow_break(f, 1);
}
