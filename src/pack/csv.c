/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/csv.h"

#include "base/limits.h"
#include "pack/refuse.h"

/* The widest table anybody publishes for billing has some thirty. */
enum { MOST_COLUMNS = 256 };

static size_t
read_text(void *self, char *out, size_t room)
{
	struct csv *csv = self;
	size_t left = csv->text.len - csv->at;

	if (left > room)
		left = room;
	if (left > 0)
		memcpy(out, csv->text.ptr + csv->at, left);
	csv->at += left;
	return left;
}

static struct origin
origin_of(const struct csv *csv, size_t line, size_t column)
{
	return (struct origin){csv->file, (unsigned)line, (unsigned)column};
}

/* What a pack may not have, although it could be read. */
static bool
check_cell(const struct csv *csv, const struct cell *cell, struct err *err)
{
	static const char *const faults[] = {
		[CELL_QUOTE_INSIDE] = "a quote inside an unquoted cell; "
		    "expected the whole cell in quotes",
		[CELL_TEXT_BEHIND] = "text behind a closing quote; expected a "
		    "comma or the end of the line",
		[CELL_UNCLOSED] = "this quote is not closed; expected another",
	};

	return cell->fault == CELL_RIGHT || refuse(err, origin_of(csv,
	    cell->fault_line, cell->fault_column), "%s", faults[cell->fault]);
}

/* The next row into `out`; `*more` is false at the end. */
static bool
next_row(struct csv *csv, struct csv_cells *out, bool *more, struct err *err)
{
	struct cell_reader *c = &csv->cells;

	out->len = 0;
	*more = cells_next(c, csv->arena);
	for (size_t i = 0; *more && i < c->row.len; i++) {
		const struct cell *cell = &c->row.at[i];
		if (!check_cell(csv, cell, err))
			return false;
		vec_push(csv->arena, out, (struct csv_cell){cell->text,
		    origin_of(csv, cell->line, cell->column)});
	}
	return !*more || !c->over || refuse_as(err, E_LIMIT, out->at[0].origin,
	    "the row has more than %d cells or too much text; expected at "
	    "most %d columns", MOST_COLUMNS, MOST_COLUMNS);
}

/* Pass over comments and empty lines; returns how many. */
static size_t
skip_comments(struct csv *csv)
{
	size_t lines = 0;

	while (csv->at < csv->text.len && (csv->text.ptr[csv->at] == '#' ||
	    csv->text.ptr[csv->at] == '\n')) {
		while (csv->at < csv->text.len &&
		    csv->text.ptr[csv->at] != '\n')
			csv->at++;
		csv->at += csv->at < csv->text.len;
		lines++;
	}
	return lines;
}

static bool
check_header(const struct csv *csv, struct err *err)
{
	for (size_t i = 0; i < csv->header.len; i++) {
		const struct csv_cell *cell = &csv->header.at[i];
		if (cell->text.len == 0)
			return refuse(err, cell->origin,
			    "a column has no name; expected one");
		for (size_t k = 0; k < i; k++)
			if (str_eq(csv->header.at[k].text, cell->text))
				return refuse(err, cell->origin, "the column "
				    "'%s' stands twice; expected it once",
				    refuse_quote(cell->text).text);
	}
	return true;
}

struct str
csv_remark(struct str text, const char *key)
{
	size_t n = strlen(key);

	while (text.len > 0 && text.ptr[0] == '#') {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end ? (size_t)(end - text.ptr) : text.len;
		struct str line = str_trim((struct str){text.ptr + 1, len - 1});
		if (str_starts(line, (struct str){key, n}) && line.len > n &&
		    line.ptr[n] == ':')
			return str_trim((struct str){line.ptr + n + 1,
			    line.len - n - 1});
		len += end != NULL;
		text = (struct str){text.ptr + len, text.len - len};
	}
	return (struct str){NULL, 0};
}

bool
csv_open(struct csv *csv, struct arena *arena, const char *file,
    struct str text, struct err *err)
{
	bool more;

	*csv = (struct csv){.arena = arena, .file = file, .text = text};
	size_t skipped = skip_comments(csv);
	csv->cells = (struct cell_reader){.read = read_text, .self = csv,
	    .delimiter = ',', .trims = true,
	    .limits = {LIMIT_PACK_BYTES, MOST_COLUMNS, 0}};
	cells_begin(&csv->cells, arena);
	csv->cells.line += skipped;
	if (!next_row(csv, &csv->header, &more, err))
		return false;
	if (!more)
		return refuse(err, ((struct origin){file, 1, 1}),
		    "the file is empty; expected a header with column names");
	return check_header(csv, err);
}

bool
csv_row(struct csv *csv, bool *more, struct err *err)
{
	if (!next_row(csv, &csv->row, more, err))
		return false;
	if (!*more)
		return true;
	if (csv->row.len != csv->header.len)
		return refuse(err, csv->row.at[0].origin, "the row has %zu "
		    "cells; expected %zu as in the header", csv->row.len,
		    csv->header.len);
	return true;
}

static void
fill_node(struct node *n, const struct csv_cell *cell)
{
	n->kind = NODE_TEXT;
	n->origin = cell->origin;
	n->text = cell->text;
}

bool
csv_rows_open(struct csv_rows *rows, struct arena *arena, const char *file,
    struct str text, struct err *err)
{
	*rows = (struct csv_rows){.map.kind = NODE_MAP};
	if (!csv_open(&rows->csv, arena, file, text, err))
		return false;
	size_t n = rows->csv.header.len;
	rows->keys = arena_array(arena, n, sizeof(*rows->keys));
	rows->cells = arena_array(arena, n, sizeof(*rows->cells));
	for (size_t i = 0; i < n; i++) {
		fill_node(&rows->keys[i], &rows->csv.header.at[i]);
		rows->keys[i].text = arena_str(arena, rows->keys[i].text);
	}
	rows->csv.cells.reuses = true;
	return true;
}

/* The keys stand in the header, and that is where a wrong one is shown. */
bool
csv_rows_next(struct csv_rows *rows, const struct node **out, struct err *err)
{
	struct arena *a = rows->csv.arena;
	struct node *map = &rows->map;
	bool more;

	*out = NULL;
	if (!csv_row(&rows->csv, &more, err))
		return false;
	if (!more)
		return true;
	map->origin = rows->csv.row.at[0].origin;
	map->entries.len = 0;
	for (size_t i = 0; i < rows->csv.row.len; i++) {
		const struct csv_cell *cell = &rows->csv.row.at[i];
		if (cell->text.len == 0)
			continue;
		fill_node(&rows->cells[i], cell);
		vec_push(a, &map->entries,
		    (struct node_entry){&rows->keys[i], &rows->cells[i]});
	}
	*out = map;
	return true;
}
