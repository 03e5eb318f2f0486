/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A source as UTF-8 with LF line ends, a piece at a time, and where in the
 * source a place in that text stands.  What XML forbids (control characters,
 * bytes that are no character) comes as U+FFFD.  Reading allocates nothing.
 */
#ifndef INGEST_STREAM_H
#define INGEST_STREAM_H

#include "base/arena.h"
#include "ingest/codec.h"

struct stream {
	struct str bytes;	/* the source; must outlive the stream */
	enum encoding encoding;
	size_t at;		/* next byte of the source */
	size_t text;		/* bytes of text read so far */
	size_t line;		/* 1-based, of the next character */
	size_t column;		/* 1-based, in code points */
	size_t replaced;	/* characters that became U+FFFD */
	size_t first_line;	/* where the first of them stood */
	size_t first_column;
};

/** A stream over what follows the first `mark` bytes. */
struct stream stream_over(struct str bytes, enum encoding e, size_t mark);

/** The next whole characters, at most `room` bytes, at least 4.  Returns the
 * bytes written; 0 at the end. */
size_t stream_read(struct stream *s, char *out, size_t room);

/** Go on to the character at `text`, or stay when it lies behind: afterwards
 * `line` and `column` are its place in the source. */
void stream_seek(struct stream *s, size_t text);

/** What to say of a stream that replaced something, made in `a`. */
struct str stream_trouble(struct arena *a, const struct stream *s);

#endif
