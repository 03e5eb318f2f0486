/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One character out of encoded bytes.  No allocation, no state: any thread
 * may call this at any time.
 */
#ifndef INGEST_CODEC_H
#define INGEST_CODEC_H

#include "base/str.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_WINDOWS_1252,	/* and so Latin-1 as it is met in files */
	ENCODING_UNKNOWN,
};

/* What stands in for bytes that are no character. */
#define CODEC_REPLACEMENT 0xFFFDu
#define CODEC_REPLACEMENT_BYTES 3	/* its length in UTF-8 */

struct character {
	uint32_t code;		/* code point; CODEC_REPLACEMENT when bad */
	uint8_t size;		/* bytes taken from the source, at least 1 */
	bool bad;		/* the bytes are no character, or are NUL */
	bool cut;		/* bad because the source ends inside it */
};

/** "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252" or "none". */
const char *codec_name(enum encoding e);

/**
 * The character that begins at `at`, of which `left` bytes, at least one,
 * remain.  In UTF-8 a bad sequence is as long as the longest prefix of a
 * valid one (W3C and Unicode practice), in UTF-16 a surrogate without its
 * partner is one.  NUL counts as bad, since no note means it.  Of
 * ENCODING_UNKNOWN only ASCII is known.
 */
struct character codec_next(enum encoding e, const char *at, size_t left);

/** Write a code point as UTF-8.  Returns its length, 1 to 4. */
size_t codec_put(uint32_t code, char out[4]);

#endif
