/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An item: what one document is made from, wherever it lay.  A file of its
 * own, a member of an archive, a row of a table.  All of it lives in one
 * arena and is const once made.
 */
#ifndef INGEST_ITEM_H
#define INGEST_ITEM_H

#include "ingest/launcher.h"
#include "note/note.h"

/* From byte `at` of an item on, up to the next seam, line and column of the
 * source go on without a gap, and in one row.  Every line begins with one. */
struct seam {
	size_t at;
	size_t line;		/* 1-based */
	size_t column;		/* 1-based, in code points */
	size_t row;		/* 1-based, of the table */
};
VEC_TYPE(seams, struct seam);

struct item {
	const char *file;	/* as the user named it;
				 * "-" is standard input */
	size_t number;		/* of that file in the input, from 1 */
	const char *member;	/* path inside an archive, or NULL */
	struct str bytes;	/* the document itself */
	VEC(struct stated) stated;	/* beside it */

	/* Of a table. */
	size_t row;		/* 1-based, the header counted, or 0 */
	size_t column;		/* 1-based, or 0 */
	const char *column_name;
	struct seams seams;	/* places of the cell's bytes in the table */

	const struct launcher *launcher;	/* for reading it, or NULL */

	VEC(struct trouble) troubles;	/* of taking it out of its source */
	bool refused;		/* there is nothing to read: troubles say why */
	const char *aside;	/* it is no note, and why; or NULL */
};

/** Note what is wrong with an item. */
void item_trouble(struct arena *a, struct item *i, const char *rule,
    struct str message);

/** The same for one that cannot be read at all. */
void item_refuse(struct arena *a, struct item *i, const char *rule,
    struct str message);

#endif
