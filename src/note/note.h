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

/* Where in a structured source a stretch of text stands, from `text` up to the
 * next locus. */
struct locus {
	size_t text;		/* offset in the document's text */
	const char *xpath;	/* of the element, or NULL */
	size_t row;		/* 1-based, of a table, or 0: the document's */
	size_t line;		/* 1-based, of the source, or 0: not known */
	size_t line_column;	/* 1-based, in code points, of its line */
};

/* What a structured source says outside its narrative: a fact's name as in
 * packs ("patient", "service-date", "author", ...) and its value. */
struct stated {
	const char *fact;
	struct str value;
	const char *xpath;	/* or NULL */
};

enum { CHARGE_MODIFIERS = 4 };

/* A billed line of a structured source. */
struct stated_charge {
	struct str code;
	int units;		/* -1: not stated */
	int minutes;		/* -1: not stated */
	struct str modifiers[CHARGE_MODIFIERS];
	unsigned n_modifiers;
	const char *xpath;	/* or NULL */
};

/* A section that the source marks as such. */
struct marked_section {
	size_t text;		/* where its title begins */
	struct span title;	/* in the document's text; may be empty */
	const char *kind;	/* id of a section kind,
				 * or NULL: by its title */
};

/* A line that the source begins a paragraph, an item of a list or a row of a
 * table with; any other line may go on with the one above. */
struct block_start {
	size_t text;		/* offset in the document's text */
	bool is_row;
};

/* Something wrong with the input itself, found while reading it. */
struct trouble {
	const char *rule;	/* an input/... rule id */
	struct str message;	/* what and where, no note text */
	struct span at;		/* in the document's text; empty if nowhere */
};

enum { DOCUMENT_COUNTED = 1024 };

struct document {
	const char *file;	/* as the user named it;
				 * "-" is standard input */
	const char *encoding;	/* name of the encoding read: "UTF-8", ... */
	struct str text;	/* UTF-8, LF, no NUL, no invalid sequence */
	size_t left;		/* bytes of source behind it, not decoded */
	VEC(struct run) runs;	/* ordered by text, first at 0 */
	VEC(size_t) lines;	/* offset of each line's first byte */
	VEC(size_t) counts;	/* characters before each DOCUMENT_COUNTED bytes
				 * of the text */
	VEC(struct trouble) troubles;
	const char *member;	/* path inside an archive, or NULL */
	size_t row;		/* 1-based, of a table, its first; or 0 */
	size_t column;		/* 1-based, of a table, or 0 */
	const char *column_name;	/* or NULL */
	VEC(struct locus) loci;	/* ordered; none for plain text */
	VEC(struct stated) stated;
	VEC(struct stated_charge) charges;
	VEC(struct marked_section) sections;	/* ordered; none: find them */
	VEC(struct block_start) blocks;	/* ordered; none for plain text */
	bool unreadable;	/* nothing to judge; troubles say why */
};

struct note {
	const struct document *document;
	size_t base;		/* where text begins in document->text */
	struct str text;	/* slice of document->text */
	unsigned part;		/* 1, 2, ... when the file holds several;
				 * else 0 */
};

/* Which note, for people: its file, and where in that if it holds many. */
struct note_place {
	const char *file;
	const char *member;	/* of an archive, or NULL */
	size_t row;		/* of a table, from 1, or 0 */
};

struct position {
	size_t line;		/* 1-based */
	size_t column;		/* 1-based, in code points */
	size_t offset;		/* byte offset in the source file */
};

/** Source position of an offset (0 to text.len) of the document's text. */
struct position document_position(const struct document *d, size_t offset);

/** What a structured source states under a fact's name; empty if nothing. */
struct str document_stated(const struct document *d, const char *fact);

/** Was only a part of the document read or judged, at a limit or because the
 * source ends early?  Of what could not be read at all, false. */
bool document_in_part(const struct document *d);

/** The locus of an offset of the document's text, or NULL. */
const struct locus *document_locus(const struct document *d, size_t offset);

/** The block that begins at an offset of a note's text, or NULL; a note made
 * by hand needs no document. */
const struct block_start *note_block(const struct note *n, size_t offset);

/** The line holding `offset` in the document's text, without its line end. */
struct span document_line(const struct document *d, size_t offset);

/** Fill `d->lines` and `d->counts` from `d->text`.  Called once, by ingest. */
void document_index_lines(struct arena *a, struct document *d);

/** Where an offset of a note's text stands in its source. */
struct position note_position(const struct note *n, size_t offset);

#endif
