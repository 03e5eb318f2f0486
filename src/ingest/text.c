/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/text.h"

#include "base/limits.h"

/* Characters beyond ASCII that show nothing: spaces, marks of no width, and
 * what stands for bytes that were no character. */
static const char *const invisible[] = {
	"\xC2\xA0",		/* no-break space */
	"\xC2\xAD",		/* soft hyphen */
	"\xE2\x80\x8B",		/* zero-width space */
	"\xE2\x80\xA8",		/* line separator */
	"\xE2\x80\xA9",		/* paragraph separator */
	"\xE3\x80\x80",		/* ideographic space */
	"\xEF\xBB\xBF",		/* byte-order mark */
	"\xEF\xBF\xBD",		/* replacement character */
};

static size_t
invisible_length(struct str s)
{
	size_t n = sizeof(invisible) / sizeof(*invisible);

	if ((unsigned char)s.ptr[0] <= 0x20 || s.ptr[0] == 0x7F)
		return 1;
	for (size_t i = 0; i < n; i++)
		if (str_starts(s, str_of(invisible[i])))
			return strlen(invisible[i]);
	return 0;
}

static bool
is_all_blank(struct str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t n = invisible_length((struct str){text.ptr + at,
		    text.len - at});
		if (n == 0)
			return false;
		at += n;
	}
	return true;
}

/* The character at `start`, or nothing where it fell to the line limit. */
static struct span
replacement_at(const struct document *d, size_t start)
{
	size_t end = start + CODEC_REPLACEMENT_BYTES;

	return (struct span){start, end <= d->text.len ? end : start};
}

static void
report_replaced(struct arena *a, struct document *d, const struct mended *m)
{
	struct position p = document_position(d, m->first);
	struct str message;

	if (m->replaced == 0)
		return;
	if (m->replaced == 1)
		message = arena_printf(a, "1 byte is not %s text and was "
		    "replaced, at %zu:%zu", d->encoding, p.line, p.column);
	else
		message = arena_printf(a, "%zu bytes are not %s text and were "
		    "replaced, the first at %zu:%zu", m->replaced, d->encoding,
		    p.line, p.column);
	format_trouble(a, d, "input/encoding", replacement_at(d, m->first),
	    message);
}

static void
report_long_lines(struct arena *a, struct document *d, const struct mended *m)
{
	struct position p = document_position(d, m->first_long);
	struct str message;

	if (m->long_lines == 0)
		return;
	if (m->long_lines == 1)
		message = arena_printf(a, "line %zu is longer than %zu bytes "
		    "and was cut there", p.line, LIMIT_LINE_BYTES);
	else
		message = arena_printf(a, "%zu lines are longer than %zu bytes "
		    "and were cut there, the first is line %zu", m->long_lines,
		    LIMIT_LINE_BYTES, p.line);
	format_trouble(a, d, "input/limit",
	    (struct span){m->first_long, m->first_long}, message);
}

/*
 * Only what is certain: the last character is incomplete.  Whether the last
 * word is takes a dictionary, and a signature without a line end is whole.
 */
static void
report_cut(struct arena *a, struct document *d, const struct mended *m)
{
	struct position p = document_position(d, m->cut_at);

	if (m->cut)
		format_trouble(a, d, "input/truncated",
		    replacement_at(d, m->cut_at), arena_printf(a, "the file "
		    "ends in the middle of a character, at %zu:%zu", p.line,
		    p.column));
}

unsigned
text_probe(const struct look *look)
{
	return look->kind == NULL ? FORMAT_FALLBACK : 0;
}

void
text_read(struct arena *a, const struct look *look, struct document *d)
{
	struct mended m = {0};

	encoding_decode(a, look->bytes, look->encoded, d, &m);
	if (look->encoded.contradicted)
		format_trouble(a, d, "input/encoding", (struct span){0, 0},
		    STR("begins with the byte-order mark of UTF-8 but is not "
		    "UTF-8, and was read as Windows-1252"));
	report_replaced(a, d, &m);
	report_long_lines(a, d, &m);
	report_cut(a, d, &m);
	if (d->text.len == 0)
		format_refuse(a, d, "input/empty", STR("is empty"));
	else if (is_all_blank(d->text))
		format_refuse(a, d, "input/empty", d->left == 0 ?
		    STR("holds nothing but blanks and line ends") :
		    arena_printf(a, "begins with %zu MB of nothing but blanks "
		    "and line ends, and was not read on",
		    LIMIT_TEXT_BYTES >> 20));
}
