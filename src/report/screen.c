/* SPDX-License-Identifier: Apache-2.0 */
#include "report/screen.h"

#include "report/glyph.h"
#include "report/redact.h"

#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS "\xE2\x80\xA6"
#define RULE "\xE2\x94\x82"

enum { TAB = 8, LEAST_TEXT = 20 };

/* Bytes of a line that are looked at on either side of where a mark begins:
 * more than any terminal shows. */
enum { REACH = 1024 };

static const char *const codes[] = {
	[STYLE_PLAIN] = "",
	[STYLE_STRONG] = "\033[1m",
	[STYLE_FAINT] = "\033[2m",
	[STYLE_GOOD] = "\033[1;32m",
	[STYLE_NOTE] = "\033[1;36m",
	[STYLE_WARNING] = "\033[1;33m",
	[STYLE_ERROR] = "\033[1;31m",
};

static void
set_style(const struct screen *to, enum style style)
{
	if (to->colour)
		fputs(codes[style], to->to);
}

static void
end_style(const struct screen *to, enum style style)
{
	if (to->colour && style != STYLE_PLAIN)
		fputs("\033[0m", to->to);
}

/* One character as it goes to the screen. */
struct cell {
	char bytes[4];
	uint8_t len;		/* 0: `width` blanks */
	uint8_t width;
	bool marked;
};

static struct cell
cell_of(struct str s, size_t at, struct glyph g)
{
	struct cell c = {.len = (uint8_t)g.len};

	if (is_space(s.ptr[at]))
		return (struct cell){.width = 1};
	if (g.code == 0xFFFD || !glyph_safe(g.code)) {
		memcpy(c.bytes, REPLACEMENT, 3);
		c.len = 3;
		c.width = 1;
		return c;
	}
	memcpy(c.bytes, s.ptr + at, g.len);
	c.width = (uint8_t)glyph_width(g.code);
	return c;
}

static void
put_cell(const struct screen *to, const struct cell *c)
{
	if (c->len == 0)
		fprintf(to->to, "%*s", c->width, "");
	else
		fwrite(c->bytes, 1, c->len, to->to);
}

unsigned
screen_columns(struct str s)
{
	unsigned columns = 0;

	for (size_t i = 0; i < s.len;) {
		struct glyph g = glyph_at(s, i);
		columns += cell_of(s, i, g).width;
		i += g.len;
	}
	return columns;
}

static void
put_cells(const struct screen *to, struct str s)
{
	for (size_t i = 0; i < s.len;) {
		struct glyph g = glyph_at(s, i);
		struct cell c = cell_of(s, i, g);
		put_cell(to, &c);
		i += g.len;
	}
}

void
screen_put(const struct screen *to, enum style style, struct str s)
{
	set_style(to, style);
	put_cells(to, s);
	end_style(to, style);
}

void
screen_repeat(const struct screen *to, enum style style, const char *z,
    unsigned n)
{
	set_style(to, style);
	while (n-- > 0)
		fputs(z, to->to);
	end_style(to, style);
}

/* The next word of `s` from `*at` on; empty at the end. */
static struct str
next_word(struct str s, size_t *at)
{
	size_t start = *at;

	while (start < s.len && is_space(s.ptr[start]))
		start++;
	size_t end = start;
	while (end < s.len && !is_space(s.ptr[end]))
		end++;
	*at = end;
	return str_slice(s, (struct span){start, end});
}

void
screen_wrap(const struct screen *to, enum style style, struct str s,
    unsigned column, unsigned indent)
{
	size_t at = 0;
	bool first = true;

	set_style(to, style);
	for (;;) {
		struct str word = next_word(s, &at);
		if (word.len == 0)
			break;
		unsigned need = screen_columns(word) + (first ? 0 : 1);
		if (column > indent && column + need > to->width) {
			fprintf(to->to, "\n%*s", (int)indent, "");
			column = indent;
			need = screen_columns(word);
		} else if (!first) {
			fputc(' ', to->to);
		}
		put_cells(to, word);
		column += need;
		first = false;
	}
	end_style(to, style);
}

/* The cells of an excerpt's line around the first mark. */
struct cells {
	struct cell at[2 * REACH];
	size_t len;
	bool cut_left;
	bool cut_right;
};

static bool
is_marked(const struct excerpt *x, size_t offset)
{
	for (size_t i = 0; i < x->n_marks; i++)
		if (x->marks[i].start <= offset && offset < x->marks[i].end)
			return true;
	/* An empty mark shows where something should stand. */
	return x->marks[0].start == x->marks[0].end &&
	    x->marks[0].start == offset;
}

static void
fill_cells(const struct excerpt *x, struct cells *out)
{
	size_t i = x->line.start, end = x->line.end;
	unsigned column = 0;

	out->len = 0;
	if (x->marks[0].start > i && x->marks[0].start - i > REACH)
		i = x->marks[0].start - REACH;
	while (i > x->line.start && is_continuation(x->text.ptr[i]))
		i--;
	out->cut_left = i > x->line.start;
	while (i < end && out->len < 2 * REACH) {
		struct glyph g = glyph_at(x->text, i);
		struct cell c = cell_of(x->text, i, g);
		if (x->masked && c.len != 0) {
			struct str one = {x->text.ptr + i, g.len};
			c.len = (uint8_t)redact_text(one, c.bytes);
			c.width = 1;
		}
		if (x->text.ptr[i] == '\t')
			c.width = (uint8_t)(TAB - column % TAB);
		c.marked = is_marked(x, i);
		column += c.width;
		out->at[out->len++] = c;
		i += g.len;
	}
	out->cut_right = i < end;
}

/* Which cells are shown: as many as fit into `room` columns. */
struct view {
	size_t first;
	size_t last;		/* one past */
	bool left;		/* … before and after */
	bool right;
};

static unsigned
columns_of(const struct cells *c, size_t first, size_t last)
{
	unsigned columns = 0;

	for (size_t i = first; i < last; i++)
		columns += c->at[i].width;
	return columns;
}

/* Where to begin so that the first mark is seen: at the line's start if that
 * will do, else with a quarter of the room before the mark, or with more where
 * the line ends soon after it. */
static size_t
choose_first(const struct cells *c, unsigned room)
{
	size_t mark = 0;

	while (mark < c->len && !c->at[mark].marked)
		mark++;
	size_t after = mark;
	while (after < c->len && c->at[after].marked)
		after++;
	if (columns_of(c, 0, after) + 2 <= room)
		return 0;
	size_t first = mark;
	unsigned before = 0, tail = columns_of(c, mark, c->len);
	while (first > 0) {
		unsigned width = c->at[first - 1].width;
		if (before + width > room / 4 && tail + width + 2 > room)
			break;
		before += width;
		tail += width;
		first--;
	}
	return first;
}

static struct view
choose_view(const struct cells *c, unsigned room)
{
	struct view v = {0, c->len, c->cut_left, c->cut_right};

	if (columns_of(c, 0, c->len) + v.left + v.right <= room)
		return v;
	v.first = v.last = choose_first(c, room);
	v.left = v.left || v.first > 0;
	unsigned used = v.left;
	while (v.last < c->len && used + c->at[v.last].width + 1 <= room)
		used += c->at[v.last++].width;
	v.right = v.right || v.last < c->len;
	return v;
}

static void
put_carets(const struct screen *to, enum style style, const struct cells *c,
    struct view v)
{
	size_t last = v.last;

	while (last > v.first && !c->at[last - 1].marked)
		last--;
	if (last == v.first)
		return;
	fprintf(to->to, "%*s", SCREEN_GUTTER - 3, "");
	screen_repeat(to, STYLE_FAINT, " " RULE " ", 1);
	fputs(v.left ? " " : "", to->to);
	set_style(to, style);
	for (size_t i = v.first; i < last; i++)
		for (unsigned k = 0; k < c->at[i].width; k++)
			fputc(c->at[i].marked ? '^' : ' ', to->to);
	end_style(to, style);
	fputc('\n', to->to);
}

void
screen_excerpt(const struct screen *to, enum style style,
    const struct excerpt *x)
{
	unsigned room = to->width > SCREEN_GUTTER + LEAST_TEXT ?
	    to->width - SCREEN_GUTTER : LEAST_TEXT;
	struct cells cells;

	fill_cells(x, &cells);
	struct view v = choose_view(&cells, room);
	set_style(to, STYLE_FAINT);
	fprintf(to->to, "%*zu " RULE " ", SCREEN_GUTTER - 3, x->number);
	end_style(to, STYLE_FAINT);
	if (v.left)
		screen_repeat(to, STYLE_FAINT, ELLIPSIS, 1);
	for (size_t i = v.first; i < v.last; i++)
		put_cell(to, &cells.at[i]);
	if (v.right)
		screen_repeat(to, STYLE_FAINT, ELLIPSIS, 1);
	fputc('\n', to->to);
	put_carets(to, style, &cells, v);
}
