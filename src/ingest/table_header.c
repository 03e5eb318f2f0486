/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/table_header.h"

#include "base/limits.h"
#include "ingest/feed.h"

/* As many rows tell a table; longer names are no headers; where no header is
 * known, less than three columns and rows are chance. */
enum { ROWS_LOOKED_AT = 40, NAME_BYTES = 64, LEAST_COLUMNS = 3,
	LEAST_ROWS = 3 };

static const char delimiters[] = {',', '\t', ';', '|'};

/* Text in memory, for the reader of cells. */
struct text_source {
	struct str text;
	size_t at;
};

static size_t
read_text(void *self, char *out, size_t room)
{
	struct text_source *s = self;
	size_t left = s->text.len - s->at;

	if (left > room)
		left = room;
	if (left > 0)
		memcpy(out, s->text.ptr + s->at, left);
	s->at += left;
	return left;
}

/* How well a delimiter fits. */
struct guess {
	struct table_header header;
	size_t roles;		/* columns that are known */
	size_t rows;		/* whole ones below the header, */
	size_t even;		/* and those of its length; one that is cut */
	bool drawn;		/* its rows begin with the delimiter */
};

/* The role of a column's name; `*rank` is where the name stands in the list,
 * lower is surer. */
static bool
role_of(const struct columns *c, struct str name, enum column_role *role,
    size_t *rank)
{
	for (size_t i = 0; name.len > 0 && i < c->names.len; i++)
		if (column_same(str_of(c->names.at[i].name), name)) {
			*role = c->names.at[i].role;
			*rank = i;
			return true;
		}
	return false;
}

static void
find_roles(const struct columns *columns, const struct cell_list *row,
    struct guess *g)
{
	size_t ranks[COLUMN_ROLES];

	for (int i = 0; i < COLUMN_ROLES; i++)
		g->header.at[i] = NO_COLUMN;
	for (size_t i = 0; i < row->len; i++) {
		enum column_role role;
		size_t rank;
		if (!role_of(columns, row->at[i].text, &role, &rank))
			continue;
		g->roles++;
		if (g->header.at[role] != NO_COLUMN && ranks[role] <= rank)
			continue;
		g->header.at[role] = i;
		ranks[role] = rank;
	}
}

/* Could the row be a header where no name of it is known? */
static bool
looks_like_header(const struct cell_list *row)
{
	for (size_t i = 0; i < row->len; i++) {
		struct str name = str_trim(row->at[i].text);
		if (name.len == 0 || name.len > NAME_BYTES ||
		    is_digit(name.ptr[0]))
			return false;
		for (size_t k = 0; k < i; k++)
			if (column_same(name, row->at[k].text))
				return false;
	}
	return true;
}

/* The column with the note, by its name or for want of charges. */
static size_t
note_column(const struct table_header *h)
{
	if (h->at[COLUMN_NOTE] != NO_COLUMN)
		return h->at[COLUMN_NOTE];
	return h->at[COLUMN_CHARGE] == NO_COLUMN ? h->at[COLUMN_REMARK] :
	    NO_COLUMN;
}

/*
 * A note in plain text may begin with a line like a header, and hold tables.
 * Of a table most rows have the length of the header, and all of them where no
 * name in it is known or where it is drawn, as tables in notes are.
 */
static void
settle_kind(struct guess *g, bool header, bool asked)
{
	struct table_header *h = &g->header;
	bool mostly = g->drawn ? g->even == g->rows : g->even * 2 >= g->rows;
	bool wholly = header && h->columns >= LEAST_COLUMNS &&
	    g->rows + 1 >= LEAST_ROWS && g->even == g->rows;
	bool known = g->roles >= LEAST_COLUMNS && g->even * 3 > g->rows * 2;

	h->note = asked ? h->at[COLUMN_NOTE] : note_column(h);
	if (h->columns < 2 || !mostly)
		h->kind = TABLE_NONE;
	else if (h->note != NO_COLUMN && (g->roles > 1 || g->even > 0 ||
	    asked))
		h->kind = TABLE_OF_NOTES;
	else if (wholly || known || (asked && g->roles > 0))
		h->kind = h->at[COLUMN_CHARGE] != NO_COLUMN ?
		    TABLE_OF_CHARGES : TABLE_OTHER;
}

static bool
is_separator_row(const struct cell_reader *c)
{
	return c->number == 1 && c->row.at[0].text.len >= 4 &&
	    strncmp(c->row.at[0].text.ptr, "sep=", 4) == 0;
}

static struct guess
guess_by(struct arena *a, struct text_source source, bool whole,
    char delimiter, const struct columns *columns)
{
	struct guess g = {.header = {.delimiter = delimiter}};
	struct cell_reader c = {.read = read_text, .self = &source,
	    .delimiter = delimiter,
	    .limits = {FEED_HEAD_BYTES * 3, LIMIT_ROW_CELLS, 0}};
	bool header = false;

	cells_begin(&c, a);
	while (g.rows < ROWS_LOOKED_AT && cells_next(&c, a)) {
		bool cut = !whole && c.ended;
		if (is_separator_row(&c)) {
			g.header.before = c.number;
		} else if (g.header.columns == 0) {
			g.header.before = c.number - 1;
			g.header.columns = c.row.len;
			find_roles(columns, &c.row, &g);
			header = !cut && looks_like_header(&c.row);
			g.drawn = c.row.len > 1 && c.row.at[0].text.len == 0;
			size_t note = note_column(&g.header);
			if (note != NO_COLUMN)
				g.header.note_name = arena_str(a, str_trim(
				    c.row.at[note].text)).ptr;
		} else {
			g.rows++;
			g.even += cut ? c.row.len <= g.header.columns :
			    c.row.len == g.header.columns;
		}
	}
	settle_kind(&g, header, columns->asked[COLUMN_NOTE]);
	return g;
}

static bool
is_better(const struct guess *g, const struct guess *than)
{
	if (g->header.kind != than->header.kind)
		return g->header.kind > than->header.kind;
	if (g->roles != than->roles)
		return g->roles > than->roles;
	return g->header.columns > than->header.columns;
}

/* Does the first line hold the delimiter at all? */
static bool
first_line_has(struct str text, char delimiter)
{
	size_t at = 0;

	while (at < text.len && (text.ptr[at] == '\n' || text.ptr[at] == '"'))
		at++;
	for (; at < text.len && text.ptr[at] != '\n'; at++)
		if (text.ptr[at] == delimiter)
			return true;
	return false;
}

struct table_header
table_header_of(struct arena *a, const struct look *head,
    const struct columns *columns)
{
	bool whole = head->bytes.len < FEED_HEAD_BYTES;
	struct guess best = {.header = {.kind = TABLE_NONE}};

	for (size_t i = 0; i < sizeof(delimiters); i++) {
		if (!first_line_has(head->head, delimiters[i]))
			continue;
		struct guess g = guess_by(a, (struct text_source){head->head,
		    0}, whole, delimiters[i], columns);
		if (is_better(&g, &best))
			best = g;
	}
	return best.header;
}

struct table_header
table_header_named(const struct cell_list *names,
    const struct columns *columns)
{
	struct guess g = {.header = {.columns = names->len}};

	find_roles(columns, names, &g);
	g.header.note = columns->asked[COLUMN_NOTE] ?
	    g.header.at[COLUMN_NOTE] : note_column(&g.header);
	if (g.header.note != NO_COLUMN) {
		g.header.kind = TABLE_OF_NOTES;
		g.header.note_name = names->at[g.header.note].text.ptr;
	}
	return g.header;
}
