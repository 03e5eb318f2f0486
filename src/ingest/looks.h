/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a source looks like by its content alone; names of files lie.
 */
#ifndef INGEST_LOOKS_H
#define INGEST_LOOKS_H

#include "ingest/encoding.h"
#include "ingest/launcher.h"

/* Which of the markup that is read a source is written in. */
enum markup { MARKUP_NONE, MARKUP_XML, MARKUP_HTML, MARKUP_RTF, MARKUP_PDF };

struct look {
	struct str bytes;	/* the whole source */
	struct encoded encoded;
	struct str head;	/* the beginning as UTF-8, whatever it is */
	const char *kind;	/* "a PDF document", ...; NULL: plain text */
	enum markup markup;
	bool archive;		/* one of the kinds that are unpacked */
	const struct launcher *launcher;	/* for reading it, or NULL; set
						 * by whoever looked */
};

/** Look at a source.  The view refers to `bytes`; the head is in `a`. */
struct look look_at(struct arena *a, struct str bytes);

#endif
