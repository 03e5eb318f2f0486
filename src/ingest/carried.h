/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A document that another carries: the body of a clinical document, the
 * attachment of a FHIR resource.
 */
#ifndef INGEST_CARRIED_H
#define INGEST_CARRIED_H

#include "note/note.h"

/**
 * Make what was read of the carried document that of the one around it: text
 * and troubles, and what it states before what is stated around it.  Places
 * are those within it where it has XPaths of its own, else all are `from`.
 */
void carried_adopt(struct arena *a, const struct document *inner,
    struct document *d, const struct locus *from);

#endif
