/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/stream.h"

struct stream
stream_over(struct str bytes, enum encoding e, size_t mark)
{
	return (struct stream){.bytes = bytes, .encoding = e, .at = mark,
	    .line = 1, .column = 1};
}

/* Characters that are themselves in the text, one byte each: how many stand
 * next, at most `most`. */
static size_t
plain_length(const struct stream *s, size_t most)
{
	const char *at = s->bytes.ptr + s->at;
	size_t left = s->bytes.len - s->at, n = 0;

	if (s->encoding == ENCODING_UTF16LE || s->encoding == ENCODING_UTF16BE)
		return 0;
	if (left > most)
		left = most;
	while (n < left && at[n] >= 0x20 && at[n] < 0x7F)
		n++;
	return n;
}

static bool
is_forbidden(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n') ||
	    code == 0xFFFE || code == 0xFFFF;
}

static void
note_replaced(struct stream *s)
{
	if (s->replaced++ > 0)
		return;
	s->first_line = s->line;
	s->first_column = s->column;
}

/* The next character with the bytes it takes; CR and CRLF are one LF. */
static struct character
next_character(const struct stream *s)
{
	struct character c = codec_next(s->encoding, s->bytes.ptr + s->at,
	    s->bytes.len - s->at);
	size_t after = s->at + c.size;

	if (c.code == '\r') {
		c.code = '\n';
		if (after < s->bytes.len) {
			struct character lf = codec_next(s->encoding,
			    s->bytes.ptr + after, s->bytes.len - after);
			if (lf.code == '\n')
				c.size = (uint8_t)(c.size + lf.size);
		}
	}
	if (is_forbidden(c.code)) {
		c.code = CODEC_REPLACEMENT;
		c.bad = true;
	}
	return c;
}

/* One character that is not plain.  Returns its bytes of text. */
static size_t
take_one(struct stream *s, char out[4])
{
	struct character c = next_character(s);
	size_t len = codec_put(c.code, out);

	if (c.bad)
		note_replaced(s);
	s->at += c.size;
	s->text += len;
	s->column++;
	if (c.code == '\n') {
		s->line++;
		s->column = 1;
	}
	return len;
}

static void
take_plain(struct stream *s, size_t n)
{
	s->at += n;
	s->text += n;
	s->column += n;
}

size_t
stream_read(struct stream *s, char *out, size_t room)
{
	size_t len = 0;

	while (s->at < s->bytes.len && room - len >= 4) {
		size_t plain = plain_length(s, room - len);
		if (plain > 0) {
			memcpy(out + len, s->bytes.ptr + s->at, plain);
			take_plain(s, plain);
			len += plain;
		} else {
			len += take_one(s, out + len);
		}
	}
	return len;
}

void
stream_seek(struct stream *s, size_t text)
{
	char ignored[4];

	while (s->at < s->bytes.len && s->text < text) {
		size_t plain = plain_length(s, text - s->text);
		if (plain > 0)
			take_plain(s, plain);
		else
			take_one(s, ignored);
	}
}

struct str
stream_trouble(struct arena *a, const struct stream *s)
{
	bool one = s->replaced == 1;

	return arena_printf(a, "%zu character%s not %s text and w%s replaced, "
	    "the first at %zu:%zu", s->replaced, one ? " is" : "s are",
	    codec_name(s->encoding), one ? "as" : "ere", s->first_line,
	    s->first_column);
}
