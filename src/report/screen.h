/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Text for people on a terminal or in a plain file: colours, wrapping, and a
 * line of a note with marks under a part of it.  Whatever is printed is made
 * safe first (glyph.h), for notes and file names come from anywhere.
 */
#ifndef REPORT_SCREEN_H
#define REPORT_SCREEN_H

#include <stdio.h>

#include "base/str.h"

struct screen {
	FILE *to;
	unsigned width;		/* columns of a line */
	bool colour;
};

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_GOOD, STYLE_NOTE,
	STYLE_WARNING, STYLE_ERROR };

/** Columns that `s` takes. */
unsigned screen_columns(struct str s);

/** Print `s` in a style; line ends and tabs become blanks. */
void screen_put(const struct screen *to, enum style style, struct str s);

/** Print `n` times a character given as a string. */
void screen_repeat(const struct screen *to, enum style style, const char *z,
    unsigned n);

/**
 * Print the words of `s` from `column` (0-based, where the cursor stands) on,
 * with line breaks at the width and `indent` blanks after each.  Ends without
 * a line break.
 */
void screen_wrap(const struct screen *to, enum style style, struct str s,
    unsigned column, unsigned indent);

/* A line of a document to show, and what to mark in it. */
struct excerpt {
	struct str text;	/* the document's */
	struct span line;	/* without its line end */
	size_t number;		/* 1-based */
	const struct span *marks;	/* in `text`, in this line or not */
	size_t n_marks;		/* at least 1; the first is kept in view */
	bool masked;		/* show a mask of the text, see redact.h */
};

/* Where the text of an excerpt begins: a number, a rule, a blank. */
enum { SCREEN_GUTTER = 11 };

/**
 * Print the line with its number, and below it carets under the marks.  Tabs
 * are expanded; a line too long is cut around the first mark, with … where it
 * is cut.
 */
void screen_excerpt(const struct screen *to, enum style style,
    const struct excerpt *x);

#endif
