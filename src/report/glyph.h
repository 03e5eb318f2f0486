/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Characters one by one, for printing text that nobody has vetted.  Nothing
 * here depends on the locale.
 */
#ifndef REPORT_GLYPH_H
#define REPORT_GLYPH_H

#include "base/str.h"

struct glyph {
	uint32_t code;		/* U+FFFD for NUL and what is no UTF-8 */
	unsigned len;		/* bytes it takes, at least 1 */
};

/** The character at `at`, which must be below s.len. */
struct glyph glyph_at(struct str s, size_t at);

/** Columns a terminal gives to a character that glyph_safe() allows: 0 to 2. */
unsigned glyph_width(uint32_t code);

/**
 * May the character go to a terminal as it is?  Controls may not, for they
 * steer it, nor may marks that turn the direction of what follows.
 */
bool glyph_safe(uint32_t code);

#endif
