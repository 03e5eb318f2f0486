/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where the evidence of a finding stands, as reports show it.
 */
#ifndef REPORT_PLACE_H
#define REPORT_PLACE_H

#include "audit/audit.h"

struct place {
	struct position from;	/* of the first byte */
	struct position to;	/* of the byte after the last */
	struct span at;		/* in the document's text, whole characters */
	struct str text;
	const char *xpath;	/* in XML, or NULL */
	size_t row;		/* of a table, from 1, or 0 */
};

/**
 * The place of a span of a note's text (of the document's, when the result
 * has no note).  A span that reaches beyond the text is cut.  False when the
 * document has no text to point into.
 */
bool place_of(const struct report *report, const struct result *r,
    struct span at, struct place *out);

/** How many pieces of evidence a finding has. */
size_t finding_places(const struct finding *f);

/** The span of piece `i` of them. */
struct span finding_place(const struct finding *f, size_t i);

#endif
