/* SPDX-License-Identifier: Apache-2.0 */
/*
 * RTF is groups in braces, control words and text.  A group inherits what the
 * one around it has set; the stack is an array with a limit.  What a control
 * word means stands in a table; one that is not there means nothing.
 */
#include "ingest/rtf.h"

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/codepage.h"
#include "ingest/flow.h"

enum { WORD_BYTES = 32, FONTS_AT_MOST = 4096 };

enum action {
	ACT_SKIP,		/* the group is no text */
	ACT_CHARACTER,		/* stands for the character `value` */
	ACT_LINE,
	ACT_PARAGRAPH_RESET,
	ACT_IN_TABLE,
	ACT_CELL,
	ACT_ROW,
	ACT_BULLET,		/* the group is the mark of a list item */
	ACT_PAGE_HEADER,	/* once */
	ACT_HIDDEN,		/* a switch */
	ACT_DELETED,		/* a switch */
	ACT_PLAIN,
	ACT_UNICODE,
	ACT_UNICODE_SKIP,
	ACT_BINARY,
	ACT_CODEPAGE,
	ACT_FONT_TABLE,
	ACT_FONT,
	ACT_CHARSET,
};

struct control {
	const char *word;
	enum action action;
	uint32_t value;
};

/* By word. */
static const struct control controls[] = {
	{"ansicpg", ACT_CODEPAGE, 0},
	{"bin", ACT_BINARY, 0},
	{"bullet", ACT_CHARACTER, 0x2022},
	{"cell", ACT_CELL, 0},
	{"colortbl", ACT_SKIP, 0},
	{"datafield", ACT_SKIP, 0},
	{"datastore", ACT_SKIP, 0},
	{"deleted", ACT_DELETED, 0},
	{"emdash", ACT_CHARACTER, 0x2014},
	{"emspace", ACT_CHARACTER, ' '},
	{"endash", ACT_CHARACTER, 0x2013},
	{"enspace", ACT_CHARACTER, ' '},
	{"f", ACT_FONT, 0},
	{"fcharset", ACT_CHARSET, 0},
	{"fldinst", ACT_SKIP, 0},
	{"fonttbl", ACT_FONT_TABLE, 0},
	{"footer", ACT_SKIP, 0},
	{"footerf", ACT_SKIP, 0},
	{"footerl", ACT_SKIP, 0},
	{"footerr", ACT_SKIP, 0},
	{"header", ACT_PAGE_HEADER, 0},
	{"headerf", ACT_PAGE_HEADER, 0},
	{"headerl", ACT_PAGE_HEADER, 0},
	{"headerr", ACT_PAGE_HEADER, 0},
	{"info", ACT_SKIP, 0},
	{"intbl", ACT_IN_TABLE, 0},
	{"ldblquote", ACT_CHARACTER, 0x201C},
	{"line", ACT_LINE, 0},
	{"listtable", ACT_SKIP, 0},
	{"listtext", ACT_BULLET, 0},
	{"lquote", ACT_CHARACTER, 0x2018},
	{"nestcell", ACT_CELL, 0},
	{"nestrow", ACT_ROW, 0},
	{"nonesttables", ACT_SKIP, 0},
	{"nonshppict", ACT_SKIP, 0},
	{"objdata", ACT_SKIP, 0},
	{"page", ACT_LINE, 0},
	{"par", ACT_LINE, 0},
	{"pard", ACT_PARAGRAPH_RESET, 0},
	{"pict", ACT_SKIP, 0},
	{"plain", ACT_PLAIN, 0},
	{"pntext", ACT_BULLET, 0},
	{"rdblquote", ACT_CHARACTER, 0x201D},
	{"row", ACT_ROW, 0},
	{"rquote", ACT_CHARACTER, 0x2019},
	{"sect", ACT_LINE, 0},
	{"stylesheet", ACT_SKIP, 0},
	{"tab", ACT_CHARACTER, '\t'},
	{"tc", ACT_SKIP, 0},
	{"u", ACT_UNICODE, 0},
	{"uc", ACT_UNICODE_SKIP, 0},
	{"v", ACT_HIDDEN, 0},
	{"xe", ACT_SKIP, 0},
};

struct group {
	bool skipped;
	bool hidden;
	bool deleted;
	bool bullet;
	bool font_table;
	bool in_table;
	unsigned unicode_skip;	/* bytes that stand in for a \u */
	int font;
};

struct rtf {
	struct flow *flow;
	struct str bytes;
	size_t at;
	struct group groups[LIMIT_RTF_DEPTH];
	size_t depth;
	size_t too_deep;
	bool optional;		/* "\*" stands before the next word */
	unsigned to_skip;	/* stand-ins still to come */
	uint32_t surrogate;	/* first half of a pair, or 0 */
	int codepage;
	int fonts[FONTS_AT_MOST];	/* code page of each, 0: of the text */
	int font;		/* whose entry in the table is open */
	bool in_table;		/* of the layout */
	bool had_header;
	struct codepages *codepages;
};

static struct group *
top(struct rtf *r)
{
	return &r->groups[r->depth - 1];
}

static bool
shows(struct rtf *r)
{
	const struct group *g = top(r);

	return r->too_deep == 0 && !g->skipped && !g->hidden && !g->deleted &&
	    !g->bullet && !g->font_table;
}

static void
put_text(struct rtf *r, struct str text)
{
	if (!shows(r))
		return;
	if (top(r)->in_table && !r->in_table) {
		flow_table(r->flow);
		flow_row(r->flow);
		flow_cell(r->flow, 1, 1);
		r->in_table = true;
	} else if (!top(r)->in_table && r->in_table) {
		flow_table_end(r->flow);
		r->in_table = false;
	}
	flow_text(r->flow, text, SPACE_KEPT, NULL);
}

static void
put_code(struct rtf *r, uint32_t code)
{
	char bytes[4];

	if (code == 0xA0)
		code = ' ';
	if (code < 0x20 && code != '\t')
		return;
	put_text(r, (struct str){bytes, codec_put(code, bytes)});
}

static void
put_byte(struct rtf *r, char byte)
{
	int font = top(r)->font;
	int codepage = font >= 0 && font < FONTS_AT_MOST &&
	    r->fonts[font] != 0 ? r->fonts[font] : r->codepage;

	if (r->to_skip > 0)
		r->to_skip--;
	else
		put_code(r, codepage_character(r->codepages, codepage,
		    byte));
}

/* "\u" gives UTF-16 as signed numbers. */
static void
put_unicode(struct rtf *r, long value)
{
	uint32_t code = (uint32_t)(value < 0 ? value + 0x10000 : value);

	r->to_skip = top(r)->unicode_skip;
	if (code >= 0xD800 && code < 0xDC00) {
		r->surrogate = code;
		return;
	}
	if (code >= 0xDC00 && code < 0xE000)
		code = r->surrogate == 0 ? CODEC_REPLACEMENT : 0x10000 +
		    ((r->surrogate - 0xD800) << 10) + (code - 0xDC00);
	r->surrogate = 0;
	put_code(r, code <= 0x10FFFF ? code : CODEC_REPLACEMENT);
}

static void
open_group(struct rtf *r)
{
	if (r->depth == LIMIT_RTF_DEPTH) {
		r->too_deep++;
		return;
	}
	r->groups[r->depth] = r->groups[r->depth - 1];
	r->depth++;
}

static void
close_group(struct rtf *r)
{
	if (r->too_deep > 0) {
		r->too_deep--;
		return;
	}
	if (r->depth == 1)
		return;
	bool in_table = top(r)->in_table;
	r->depth--;
	/* Where a paragraph stands outlives the group that says it. */
	top(r)->in_table = in_table && !top(r)->skipped ?
	    in_table : top(r)->in_table;
	r->to_skip = 0;
}

static void
end_line(struct rtf *r)
{
	if (!shows(r))
		return;
	if (!top(r)->in_table && r->in_table) {
		flow_table_end(r->flow);
		r->in_table = false;
	}
	/* Each line of a text that was wrapped may be a paragraph. */
	flow_line(r->flow, 1);
}

static void
end_cell(struct rtf *r)
{
	if (!shows(r))
		return;
	top(r)->in_table = true;
	put_text(r, STR(""));
	flow_cell_end(r->flow);
	flow_cell(r->flow, 1, 1);
}

static void
end_row(struct rtf *r)
{
	if (!shows(r) || !r->in_table)
		return;
	flow_table_end(r->flow);
	r->in_table = false;
}

static void
begin_header(struct rtf *r)
{
	if (r->had_header)
		top(r)->skipped = true;
	else
		flow_break(r->flow, 1);
	r->had_header = true;
}

static void
set_charset(struct rtf *r, long charset)
{
	if (!top(r)->font_table || r->font < 0 || r->font >= FONTS_AT_MOST)
		return;
	r->fonts[r->font] = codepage_of_charset((int)charset);
}

static void
set_font(struct rtf *r, long font)
{
	if (font < 0 || font >= FONTS_AT_MOST)
		return;
	if (top(r)->font_table)
		r->font = (int)font;
	else
		top(r)->font = (int)font;
}

static void
act(struct rtf *r, const struct control *c, bool given, long value)
{
	struct group *g = top(r);
	bool on = !given || value != 0;

	switch (c->action) {
	case ACT_SKIP:
		g->skipped = true;
		break;
	case ACT_CHARACTER:
		put_code(r, c->value);
		break;
	case ACT_LINE:
		end_line(r);
		break;
	case ACT_PARAGRAPH_RESET:
		g->in_table = false;
		break;
	case ACT_IN_TABLE:
		g->in_table = on;
		break;
	case ACT_CELL:
		end_cell(r);
		break;
	case ACT_ROW:
		end_row(r);
		break;
	case ACT_BULLET:
		if (shows(r) && !g->in_table)
			flow_break(r->flow, 1);
		g->bullet = true;
		break;
	case ACT_PAGE_HEADER:
		begin_header(r);
		break;
	case ACT_HIDDEN:
		g->hidden = on;
		break;
	case ACT_DELETED:
		g->deleted = on;
		break;
	case ACT_PLAIN:
		g->hidden = g->deleted = false;
		break;
	case ACT_UNICODE:
		put_unicode(r, value);
		break;
	case ACT_UNICODE_SKIP:
		g->unicode_skip = value >= 0 && value < 16 ?
		    (unsigned)value : 1;
		break;
	case ACT_BINARY:
		if (value > 0)
			r->at += (size_t)value < r->bytes.len - r->at ?
			    (size_t)value : r->bytes.len - r->at;
		break;
	case ACT_CODEPAGE:
		if (value > 0 && value < 65536)
			r->codepage = (int)value;
		break;
	case ACT_FONT_TABLE:
		g->font_table = true;
		break;
	case ACT_FONT:
		set_font(r, value);
		break;
	case ACT_CHARSET:
		set_charset(r, value);
		break;
	}
}

static int
by_word(const void *word, const void *control)
{
	return strcmp(word, ((const struct control *)control)->word);
}

static void
take_control(struct rtf *r, const char *word, bool given, long value)
{
	bool optional = r->optional;

	r->optional = false;
	if (r->too_deep > 0)
		return;
	const struct control *c = bsearch(word, controls,
	    sizeof(controls) / sizeof(*controls), sizeof(*controls), by_word);
	if (c != NULL)
		act(r, c, given, value);
	else if (optional)	/* a destination that nobody need know */
		top(r)->skipped = true;
}

/* Letters, a number, and the blank that ends both. */
static void
take_word(struct rtf *r)
{
	char word[WORD_BYTES + 1];
	size_t n = 0;
	long value = 0;

	while (r->at < r->bytes.len && is_alpha(r->bytes.ptr[r->at])) {
		if (n < WORD_BYTES)
			word[n++] = r->bytes.ptr[r->at];
		r->at++;
	}
	word[n] = '\0';
	bool minus = r->at < r->bytes.len && r->bytes.ptr[r->at] == '-';
	r->at += minus;
	bool given = r->at < r->bytes.len && is_digit(r->bytes.ptr[r->at]);
	for (; r->at < r->bytes.len && is_digit(r->bytes.ptr[r->at]); r->at++)
		if (value < 100000000)
			value = value * 10 + (r->bytes.ptr[r->at] - '0');
	if (r->at < r->bytes.len && r->bytes.ptr[r->at] == ' ')
		r->at++;
	take_control(r, word, given, minus ? -value : value);
}

static int
hex_digit(char c)
{
	c = to_lower(c);
	return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
take_hex(struct rtf *r)
{
	if (r->bytes.len - r->at < 2)
		return;
	int high = hex_digit(r->bytes.ptr[r->at]);
	int low = hex_digit(r->bytes.ptr[r->at + 1]);
	if (high < 0 || low < 0)
		return;
	r->at += 2;
	put_byte(r, (char)(high * 16 + low));
}

/* What follows a backslash. */
static void
take_escape(struct rtf *r)
{
	if (r->at == r->bytes.len)
		return;
	char c = r->bytes.ptr[r->at];
	if (is_alpha(c)) {
		take_word(r);
		return;
	}
	r->at++;
	switch (c) {
	case '\'':
		take_hex(r);
		break;
	case '*':
		r->optional = true;
		break;
	case '~':
		put_code(r, ' ');
		break;
	case '_':
		put_code(r, '-');
		break;
	case '\n': case '\r':
		end_line(r);
		break;
	case '\\': case '{': case '}':
		put_byte(r, c);
		break;
	}
}

static void
take_all(struct rtf *r)
{
	while (r->at < r->bytes.len && !flow_full(r->flow)) {
		char c = r->bytes.ptr[r->at++];
		switch (c) {
		case '{':
			open_group(r);
			break;
		case '}':
			close_group(r);
			break;
		case '\\':
			take_escape(r);
			break;
		case '\n': case '\r': case '\0':
			break;
		case '\t':
			put_code(r, c);
			break;
		default:
			put_byte(r, c);
		}
	}
}

unsigned
rtf_probe(const struct look *look)
{
	return look->markup == MARKUP_RTF ? FORMAT_SURE : 0;
}

void
rtf_read(struct arena *a, const struct look *look, struct document *d)
{
	struct rtf *r = arena_alloc(a, sizeof(*r));

	r->flow = flow_new(a, d);
	r->bytes = look->bytes;
	r->codepage = CODEPAGE_USUAL;
	r->codepages = codepages_new(a);
	r->depth = 1;
	r->groups[0].unicode_skip = 1;
	r->groups[0].font = -1;
	d->encoding = codec_name(ENCODING_WINDOWS_1252);
	take_all(r);
	if (r->depth > 1)
		format_trouble(a, d, "input/truncated", (struct span){0, 0},
		    STR("its groups are not closed"));
	flow_finish(r->flow);
	if (flow_full(r->flow))
		format_trouble(a, d, "input/limit", (struct span){0, 0},
		    STR("the document has more text than the limit allows and "
		    "was read up to there"));
	if (d->text.len == 0)
		format_refuse(a, d, "input/empty", STR("is an RTF document "
		    "without text"));
}
