/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Source bytes to the text of a document: which encoding they are in, and
 * UTF-8 with LF line ends together with the map back to the source.
 */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

#include "base/arena.h"
#include "ingest/codec.h"
#include "note/note.h"

/* What the bytes of a source say about their encoding. */
struct encoded {
	enum encoding encoding;
	uint8_t mark;		/* length of a byte-order mark, 0 without one */
	bool contradicted;	/* the mark says UTF-8, the bytes do not */
};

/* What reading had to mend.  Offsets are of the document's text. */
struct mended {
	size_t replaced;	/* source bytes that became U+FFFD */
	size_t zeros;		/* how many NUL characters are among them */
	size_t first;		/* the first U+FFFD of them */
	bool cut;		/* the source ends inside a character, */
	size_t cut_at;		/* whose U+FFFD is here; not in `replaced` */
	size_t long_lines;	/* lines that lost what exceeds the limit */
	size_t first_long;	/* the end of what is kept of the first */
};

/**
 * The encoding of a source.  A byte-order mark decides; then zero bytes at
 * every other place (UTF-16), valid UTF-8, UTF-8 with errors where at least
 * one sequence of several bytes is valid, and Windows-1252 where characters
 * beyond ASCII are the exception.  Anything else is ENCODING_UNKNOWN.
 */
struct encoded encoding_detect(struct str bytes);

/**
 * Fill `d->text`, `d->runs`, `d->lines` and `d->encoding` from the bytes, and
 * `d->left` where there is more text than LIMIT_TEXT_BYTES: it is not judged,
 * and not decoded.  CRLF and CR become LF.  A line keeps its first
 * LIMIT_LINE_BYTES bytes of text, whole characters only.  The bytes are not
 * referred to afterwards.
 */
void encoding_decode(struct arena *a, struct str bytes, struct encoded as,
    struct document *d, struct mended *out);

#endif
