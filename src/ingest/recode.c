/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/recode.h"

enum { RAW_BYTES = 8 * 1024 };

static bool
is_wide(const struct encoded *e)
{
	return e->encoding == ENCODING_UTF16LE ||
	    e->encoding == ENCODING_UTF16BE;
}

void
recode_begin(struct recode *r, struct arena *a, struct feed *feed,
    struct encoded encoded)
{
	*r = (struct recode){.feed = feed, .encoded = encoded,
	    .mark = encoded.mark};
	if (is_wide(&encoded))
		r->raw = arena_alloc(a, RAW_BYTES);
}

/* Bytes of the feed behind its byte-order mark. */
static size_t
read_bytes(struct recode *r, char *out, size_t room)
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

/* A character that the bytes at hand cut is left for the next time, or is
 * U+FFFD where there is none. */
static size_t
read_wide(struct recode *r, char *out, size_t room)
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

size_t
recode_read(struct recode *r, char *out, size_t room)
{
	return is_wide(&r->encoded) ? read_wide(r, out, room) :
	    read_bytes(r, out, room);
}

struct str
recode_all(struct arena *a, struct str bytes, struct encoded encoded)
{
	struct str rest = str_slice(bytes,
	    (struct span){encoded.mark, bytes.len});

	if (!is_wide(&encoded))
		return rest;
	/* Two bytes become three at most, and an odd last one as many. */
	char *out = arena_alloc(a, rest.len / 2 * 3 + 4);
	size_t len = 0;
	for (size_t at = 0; at < rest.len;) {
		struct character c = codec_next(encoded.encoding,
		    rest.ptr + at, rest.len - at);
		len += codec_put(c.code, out + len);
		at += c.size;
	}
	return (struct str){out, len};
}
