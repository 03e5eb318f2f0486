/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/csv.h"

#include "pack/refuse.h"

/* The widest table anybody publishes for billing has some thirty. */
enum { MOST_COLUMNS = 256 };

static bool
at_end(const struct csv *csv)
{
	return csv->at == csv->text.len;
}

static bool
at_char(const struct csv *csv, char c)
{
	return !at_end(csv) && csv->text.ptr[csv->at] == c;
}

/* Columns count characters, as they do in the YAML files. */
static struct origin
here(struct csv *csv)
{
	for (; csv->counted < csv->at; csv->counted++)
		csv->column +=
		    ((unsigned char)csv->text.ptr[csv->counted] & 0xc0) != 0x80;
	return (struct origin){csv->file, csv->line, csv->column};
}

static void
next_line(struct csv *csv)
{
	csv->at++;
	csv->line++;
	csv->column = 1;
	csv->counted = csv->at;
}

/* `quoted` with each doubled quote made one. */
static struct str
undouble(struct arena *a, struct str quoted)
{
	char *out = arena_copy(a, quoted.ptr, quoted.len);
	size_t len = 0;

	for (size_t i = 0; i < quoted.len; i++) {
		out[len++] = quoted.ptr[i];
		if (quoted.ptr[i] == '"')
			i++;
	}
	out[len] = '\0';
	return (struct str){out, len};
}

static bool
quoted_cell(struct csv *csv, struct csv_cell *cell, struct err *err)
{
	size_t start = ++csv->at;
	bool doubled = false;

	for (;; csv->at++) {
		while (at_char(csv, '\n'))
			next_line(csv);
		if (at_end(csv))
			return refuse(err, cell->origin,
			    "this quote is not closed; expected another");
		if (csv->text.ptr[csv->at] != '"')
			continue;
		if (csv->at + 1 == csv->text.len ||
		    csv->text.ptr[csv->at + 1] != '"')
			break;
		doubled = true;
		csv->at++;
	}
	cell->text = str_slice(csv->text, (struct span){start, csv->at});
	if (doubled)
		cell->text = undouble(csv->arena, cell->text);
	csv->at++;
	while (at_char(csv, ' '))
		csv->at++;
	if (!at_end(csv) && !at_char(csv, ',') && !at_char(csv, '\n'))
		return refuse(err, here(csv), "text behind a closing quote; "
		    "expected a comma or the end of the line");
	return true;
}

static bool
plain_cell(struct csv *csv, struct csv_cell *cell, struct err *err)
{
	size_t start = csv->at;

	for (; !at_end(csv) && !at_char(csv, ',') && !at_char(csv, '\n');
	    csv->at++)
		if (at_char(csv, '"'))
			return refuse(err, here(csv), "a quote inside an "
			    "unquoted cell; expected the whole cell in quotes");
	cell->text = str_trim(str_slice(csv->text,
	    (struct span){start, csv->at}));
	return true;
}

/* The cells of the line at `csv->at`, which is not empty. */
static bool
cells(struct csv *csv, struct csv_cells *out, struct err *err)
{
	out->len = 0;
	for (;;) {
		while (at_char(csv, ' '))
			csv->at++;
		struct csv_cell cell = {.origin = here(csv)};
		bool good = at_char(csv, '"') ? quoted_cell(csv, &cell, err) :
		    plain_cell(csv, &cell, err);
		if (!good)
			return false;
		vec_push(csv->arena, out, cell);
		if (!at_char(csv, ','))
			break;
		csv->at++;
	}
	if (!at_end(csv))
		next_line(csv);
	return true;
}

static void
skip_comments(struct csv *csv)
{
	while (at_char(csv, '#') || at_char(csv, '\n')) {
		while (!at_end(csv) && !at_char(csv, '\n'))
			csv->at++;
		if (!at_end(csv))
			next_line(csv);
	}
}

bool
csv_open(struct csv *csv, struct arena *arena, const char *file,
    struct str text, struct err *err)
{
	*csv = (struct csv){.arena = arena, .file = file, .text = text,
	    .line = 1, .column = 1};
	skip_comments(csv);
	if (at_end(csv))
		return refuse(err, ((struct origin){file, 1, 1}),
		    "the file is empty; expected a header with column names");
	if (!cells(csv, &csv->header, err))
		return false;
	if (csv->header.len > MOST_COLUMNS)
		return refuse_as(err, E_LIMIT, csv->header.at[0].origin,
		    "the header has %zu columns; expected at most %d",
		    csv->header.len, MOST_COLUMNS);
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

bool
csv_row(struct csv *csv, bool *more, struct err *err)
{
	while (at_char(csv, '\n'))
		next_line(csv);
	*more = !at_end(csv);
	if (!*more)
		return true;
	struct origin start = here(csv);
	if (!cells(csv, &csv->row, err))
		return false;
	if (csv->row.len != csv->header.len)
		return refuse(err, start, "the row has %zu cells; expected %zu "
		    "as in the header", csv->row.len, csv->header.len);
	return true;
}

static struct node *
text_node(struct arena *a, const struct csv_cell *cell)
{
	struct node *n = arena_alloc(a, sizeof(*n));

	n->kind = NODE_TEXT;
	n->origin = cell->origin;
	n->text = arena_str(a, cell->text);
	return n;
}

/* The keys stand in the header, and that is where a wrong one is shown. */
static struct node *
row_node(struct arena *a, const struct csv *csv, const struct nodes *keys)
{
	struct node *map = arena_alloc(a, sizeof(*map));

	map->kind = NODE_MAP;
	map->origin = csv->row.at[0].origin;
	for (size_t i = 0; i < csv->row.len; i++) {
		if (csv->row.at[i].text.len == 0)
			continue;
		vec_push(a, &map->keys, keys->at[i]);
		vec_push(a, &map->items, text_node(a, &csv->row.at[i]));
	}
	return map;
}

bool
csv_read(struct arena *scratch, const char *file, struct str text,
    const struct node **out, struct err *err)
{
	struct node *list = arena_alloc(scratch, sizeof(*list));
	struct nodes keys = {0};
	struct csv csv;
	bool more;

	list->kind = NODE_LIST;
	list->origin = (struct origin){file, 1, 1};
	if (!csv_open(&csv, scratch, file, text, err))
		return false;
	for (size_t i = 0; i < csv.header.len; i++)
		vec_push(scratch, &keys, text_node(scratch, &csv.header.at[i]));
	for (;;) {
		if (!csv_row(&csv, &more, err))
			return false;
		if (!more)
			break;
		vec_push(scratch, &list->items, row_node(scratch, &csv, &keys));
	}
	*out = list;
	return true;
}
