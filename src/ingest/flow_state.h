/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What flow.c, which lays out text, and flow_table.c, which lays out rows and
 * cells, know of a flow.
 */
#ifndef INGEST_FLOW_STATE_H
#define INGEST_FLOW_STATE_H

#include "base/limits.h"
#include "ingest/flow.h"

/* Marks of a line end and of a blank line in a row, before a blank.  Neither
 * comes in text: XML forbids them, and flow_text() drops them. */
enum { MARK_LINE = 1, MARK_BLANK = 2 };

/* Blanks before a line that mean something; more are a page's layout. */
enum { MOST_INDENT = 80 };

VEC_TYPE(spans_left, unsigned);

struct flow_frame {
	struct spans_left left;	/* rows that each column is still taken */
	size_t row;		/* where the row began; breaks before it are
				 * not in it */
	size_t column;
	size_t cell;		/* where the text of the cell begins */
	unsigned empty_after;	/* places that the open cell spans beside */
	size_t filled;		/* cells with text in the row */
	bool in_row;
	bool in_cell;
	bool began;		/* the row has a cell */
};

struct flow {
	struct arena *arena;
	struct document *document;
	VEC(char) text;
	unsigned lines_owed;
	bool blank_owed;
	bool block_owed;	/* the next line begins one */
	bool full;

	/* White space since the last character that shows. */
	unsigned line_ends;
	bool indented;		/* blanks since the last line end */
	unsigned n_indent;	/* of them, those that are kept */
	char indent[MOST_INDENT];

	size_t from;		/* of the source's text: the last locus */
	bool torn;		/* the source has moved on by more or less */

	size_t n_placed;	/* sections whose text has begun */
	bool in_title;
	size_t title;		/* where it began, SIZE_MAX: not yet */

	struct flow_frame *tables[LIMIT_TABLE_DEPTH];
	size_t depth;		/* tables that are open */
	size_t too_deep;	/* and those that are not counted */
};

/** Bytes, as they are.  What exceeds the limit is dropped. */
void flow_put(struct flow *f, const char *bytes, size_t n);

/** All that is owed before a character that shows, which is `text`, or before a
 * bar between cells. */
void flow_settle(struct flow *f, bool text);

/** Is a row of the outermost table open? */
bool flow_in_row(const struct flow *f);

#endif
