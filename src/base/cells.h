/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tables as text, row by row, as RFC 4180 has them: cells parted by a
 * delimiter; a cell in quotes may hold delimiters, line ends and, doubled,
 * quotes.  Lines end in LF, CRLF or CR.  The source is read as it comes, and
 * of it no more is kept than one row.
 *
 * Nothing is refused here: what the RFC does not allow is read as it was most
 * likely meant, and marked, for the caller to judge.
 */
#ifndef BASE_CELLS_H
#define BASE_CELLS_H

#include "base/arena.h"
#include "base/vec.h"

/* What the RFC does not allow in a cell. */
enum cell_fault {
	CELL_RIGHT,
	CELL_QUOTE_INSIDE,	/* a quote in a cell that begins without */
	CELL_TEXT_BEHIND,	/* text behind the closing quote; kept */
	CELL_UNCLOSED,		/* the source ends inside the quotes */
};

struct cell {
	struct str text;	/* quotes undone, in the row's arena */
	size_t line;		/* 1-based, of its first byte or quote */
	size_t column;		/* 1-based */
	bool quoted;
	enum cell_fault fault;	/* the first one, and its place */
	size_t fault_line;
	size_t fault_column;
	size_t jumps;		/* where its jumps begin among the row's, */
	size_t n_jumps;		/* and how many there are */
};
VEC_TYPE(cell_list, struct cell);

/* From byte `at` of a cell's text on, places go on without a gap. */
struct cell_jump {
	size_t at;
	size_t line;
	size_t column;
};

/* What a row may take. */
struct cell_limits {
	size_t bytes;
	size_t cells;
	size_t jumps;		/* those beyond are forgotten */
};

struct cell_reader {
	/* Read 1 to `room` bytes; 0 is the end, also after a failure. */
	size_t (*read)(void *self, char *out, size_t room);
	void *self;
	char delimiter;
	bool trims;		/* blanks around a cell do not count */
	bool reuses;		/* a row takes the memory of the one before,
				 * in the same arena */
	bool narrow;		/* a byte is a character; else it is UTF-8 */
	struct cell_limits limits;

	/* The row read last. */
	struct cell_list row;
	VEC(struct cell_jump) jumps;
	bool over;		/* it exceeds a limit, and was cut */
	size_t number;		/* of the row, from 1; empty lines count */

	/* Where reading stands. */
	size_t line;
	size_t column;
	struct arena *arena;	/* of the row */
	VEC(char) text;
	char *block;
	size_t block_len;
	size_t block_at;
	bool ended;
};

/** Begin to read.  The block is made in `a`.  `c->read`, `self`, `delimiter`
 * and what differs from the defaults below are the caller's to set. */
void cells_begin(struct cell_reader *c, struct arena *a);

/** The next row that is not an empty line, made in `a`.  False at the end.
 * The row of before is forgotten, its arena may be reset. */
bool cells_next(struct cell_reader *c, struct arena *a);

#endif
