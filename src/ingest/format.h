/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The table of formats.  A new one is a row in format.c and a file of its
 * own; content chooses among them, never the name of the file.
 */
#ifndef INGEST_FORMAT_H
#define INGEST_FORMAT_H

#include "ingest/looks.h"

struct format {
	const char *name;

	/* How sure the format is that the source is its own: 0 is not at all,
	 * FORMAT_SURE beyond doubt.  The highest reads. */
	unsigned (*probe)(const struct look *look);

	/* Fill a document whose `file` is set.  What is wrong with the source
	 * becomes a trouble; only memory can fail, and that leaves by the
	 * arena's trap. */
	void (*read)(struct arena *a, const struct look *look,
	    struct document *d);
};

/* Plain text takes what nobody else wants. */
#define FORMAT_FALLBACK 1u
#define FORMAT_SURE 100u

/** The format that is surest of the source, or NULL: none reads it. */
const struct format *format_of(const struct look *look);

/** Note what is wrong with the input at a place in its text. */
void format_trouble(struct arena *a, struct document *d, const char *rule,
    struct span at, struct str message);

/** Make an empty, unreadable document of `d`, keeping its troubles. */
void format_make_unreadable(struct arena *a, struct document *d);

/** The same, and say under `rule` why there is nothing to judge. */
void format_refuse(struct arena *a, struct document *d, const char *rule,
    struct str message);

#endif
