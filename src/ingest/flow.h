/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Structured text laid out as plain text: paragraphs and items of lists as
 * lines, rows of tables as lines whose cells are divided by " | ", sections
 * with a blank line between.  Nothing is put in that the source has not but
 * those bars; where a paragraph, item or row begins goes to the document's
 * blocks.  Used by the formats that have such structure; each says what begins
 * and ends, in any order that untrusted input may come in.
 *
 * White space within text is one blank.  Places that a cell spans beside its
 * first stay as empty cells, so that columns stay columns and no word comes
 * twice.  Everything is made in the arena of the flow.
 */
#ifndef INGEST_FLOW_H
#define INGEST_FLOW_H

#include "note/note.h"

struct flow;

/* Where text comes from. */
struct flow_source {
	const char *xpath;	/* of its element, or NULL; kept as it is */
	size_t at;		/* offset of its first byte
				 * in the source's text */
	/* Line and column of an offset; NULL: positions are not known.
	 * Offsets come in order. */
	void (*place)(void *user, size_t at, size_t *line, size_t *column);
	void *user;
};

/* How white space in a text counts. */
enum flow_space {
	SPACE_FOLDED,		/* all of it is one blank */
	SPACE_LINES,		/* unindented lines are lines, tabs are tabs */
	SPACE_KEPT,		/* as it stands */
};

/** A flow that fills the text, loci and marked sections of `d`. */
struct flow *flow_new(struct arena *a, struct document *d);

/** Text, in pieces of any size.  What exceeds the limit is dropped. */
void flow_text(struct flow *f, struct str text, enum flow_space space,
    const struct flow_source *from);

/** Something between two pieces of text that is no text but keeps them
 * apart, as a blank does. */
void flow_blank(struct flow *f);

/** What follows begins a line; with `lines` 2, after a blank one. */
void flow_line(struct flow *f, unsigned lines);

/** The same, and the line begins a block: a paragraph, an item, a row. */
void flow_break(struct flow *f, unsigned lines);

void flow_table(struct flow *f);
void flow_row(struct flow *f);
void flow_cell(struct flow *f, unsigned columns, unsigned rows);
void flow_cell_end(struct flow *f);
void flow_row_end(struct flow *f);
void flow_table_end(struct flow *f);

/** Does what follows stand in a cell? */
bool flow_in_cell(const struct flow *f);

/** A section begins; `kind` goes to its mark and may be NULL. */
void flow_section(struct flow *f, const char *kind);

/** The text between both is the title of the section begun last. */
void flow_title(struct flow *f);
void flow_title_end(struct flow *f);

/** Was text dropped because it exceeds the limit? */
bool flow_full(const struct flow *f);

/** Give the document its text and lines.  The flow takes no more. */
void flow_finish(struct flow *f);

#endif
