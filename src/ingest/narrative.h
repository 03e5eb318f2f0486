/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the elements of a clinical document's narrative, and of HTML, mean for
 * the layout of their text.  Both know tables and lists by the same names, and
 * documents mix them.
 */
#ifndef INGEST_NARRATIVE_H
#define INGEST_NARRATIVE_H

#include "ingest/flow.h"

/* Attributes that matter here, as they stand; empty when not given. */
struct narrative_attributes {
	struct str colspan;
	struct str rowspan;
};

/** An element begins; `name` is in small letters. */
void narrative_open(struct flow *f, const char *name,
    const struct narrative_attributes *attributes);

/** An element ends.  Ends that nothing began, and missing ones, are fine. */
void narrative_close(struct flow *f, const char *name);

/** Does text in the element keep its white space? */
bool narrative_keeps_space(const char *name);

/** Is the element a block, so that line ends in its text mean nothing? */
bool narrative_folds_space(const char *name);

/** Is what the element holds no text of the document at all? */
bool narrative_skips(const char *name);

#endif
