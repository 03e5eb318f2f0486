/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Characters of the code pages that RTF names, by the C library's converter.
 * Code pages of two bytes are read a byte at a time, so that of their
 * characters only ASCII is known.
 */
#ifndef INGEST_CODEPAGE_H
#define INGEST_CODEPAGE_H

#include "base/arena.h"

/* What bytes are in that name no code page. */
enum { CODEPAGE_USUAL = 1252 };

struct codepages;

/** Converters, made when they are needed and gone with `a`. */
struct codepages *codepages_new(struct arena *a);

/** The character that a byte is; U+FFFD when it is none.  A code page that
 * nobody knows is taken for the usual one. */
uint32_t codepage_character(struct codepages *c, int codepage, char byte);

/** The code page of a font's character set (the numbers of \fcharset); 0 when
 * it says none. */
int codepage_of_charset(int charset);

#endif
