/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The document model: what ingest reads and everything later points into.
 *
 * A document is one input file as UTF-8 text with LF line ends; a note is a
 * slice of it.  Offsets are byte offsets into the note's text.  Positions for
 * people (line, column, byte offset in the source file) are worked out only
 * when a finding is shown, through the document's map.
 *
 * Everything lives in the arena it was made in and is const after reading.
 */
#ifndef NOTE_NOTE_H
#define NOTE_NOTE_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* A run of characters of equal size in source and text.  Character k of the
 * run is at text + k * text_step and source + k * source_step. */
struct run {
	size_t text;		/* offset in the document's text */
	size_t source;		/* offset in the source bytes */
	uint8_t text_step;	/* bytes a character in the text */
	uint8_t source_step;	/* bytes a character in the source */
};

/* Something wrong with the input itself, found while reading it. */
struct trouble {
	const char *rule;	/* an input/... rule id */
	struct str message;	/* what and where, no note text */
	struct span at;		/* in the document's text; empty if nowhere */
};

struct document {
	const char *file;	/* as the user named it; "-" is standard input */
	const char *encoding;	/* name of the encoding read: "UTF-8", ... */
	struct str text;	/* UTF-8, LF, no NUL, no invalid sequence */
	VEC(struct run) runs;	/* ordered by text, first at 0 */
	VEC(size_t) lines;	/* offset of each line's first byte */
	VEC(struct trouble) troubles;
	bool unreadable;	/* nothing to judge; troubles say why */
};

struct note {
	const struct document *document;
	size_t base;		/* where text begins in document->text */
	struct str text;	/* slice of document->text */
	unsigned part;		/* 1, 2, ... when the file holds several; else 0 */
};

struct position {
	size_t line;		/* 1-based */
	size_t column;		/* 1-based, in code points */
	size_t offset;		/* byte offset in the source file */
};

/** Source position of an offset (0 to text.len) of the document's text. */
struct position document_position(const struct document *d, size_t offset);

/** The line holding `offset` in the document's text, without its line end. */
struct span document_line(const struct document *d, size_t offset);

/** Fill `d->lines` from `d->text`.  Called once, by ingest. */
void document_index_lines(struct arena *a, struct document *d);

/** Where an offset of a note's text stands in its source. */
struct position note_position(const struct note *n, size_t offset);

#endif
