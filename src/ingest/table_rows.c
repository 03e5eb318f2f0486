/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/table_rows.h"

#include "base/limits.h"

enum { RAW_BYTES = 8 * 1024, MOST_JUMPS = 200000 };

static bool
is_wide(const struct table_rows *r)
{
	return r->encoded.encoding == ENCODING_UTF16LE ||
	    r->encoded.encoding == ENCODING_UTF16BE;
}

/* Bytes of the feed behind its byte-order mark. */
static size_t
read_bytes(struct table_rows *r, char *out, size_t room)
{
	ssize_t got;

	do {
		got = feed_read(r->feed, out, room, &r->err);
		if (got <= 0)
			return 0;
		size_t pass = r->mark < (size_t)got ? r->mark : (size_t)got;
		r->mark -= pass;
		got -= (ssize_t)pass;
		memmove(out, out + pass, (size_t)got);
	} while (got == 0);
	return (size_t)got;
}

/* UTF-16 to UTF-8.  A character that the bytes at hand cut is left for the
 * next time, or is U+FFFD where there is none. */
static size_t
read_wide(struct table_rows *r, char *out, size_t room)
{
	size_t got, len = 0;

	do {
		size_t at = 0;
		got = read_bytes(r, r->raw + r->raw_len,
		    RAW_BYTES - r->raw_len);
		r->raw_len += got;
		while (at < r->raw_len && room - len >= 4) {
			struct character c = codec_next(r->encoded.encoding,
			    r->raw + at, r->raw_len - at);
			if (c.cut && got > 0)
				break;
			len += codec_put(c.code, out + len);
			at += c.size;
		}
		r->raw_len -= at;
		memmove(r->raw, r->raw + at, r->raw_len);
	} while (len == 0 && got > 0);
	return len;
}

static size_t
read_some(void *self, char *out, size_t room)
{
	struct table_rows *r = self;

	return is_wide(r) ? read_wide(r, out, room) :
	    read_bytes(r, out, room);
}

void
table_rows_begin(struct table_rows *r, struct arena *a, struct feed *feed,
    struct encoded encoded, char delimiter)
{
	*r = (struct table_rows){.feed = feed, .encoded = encoded,
	    .mark = encoded.mark};
	r->cells = (struct cell_reader){.read = read_some, .self = r,
	    .delimiter = delimiter,
	    .narrow = encoded.encoding == ENCODING_WINDOWS_1252,
	    .limits = {LIMIT_CELL_BYTES, LIMIT_ROW_CELLS, MOST_JUMPS}};
	if (is_wide(r))
		r->raw = arena_alloc(a, RAW_BYTES);
	cells_begin(&r->cells, a);
}
