/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Coded entries of a clinical document: procedures with a billing code, and
 * references into the narrative.  For cda.c.
 */
#ifndef INGEST_CDA_ENTRY_H
#define INGEST_CDA_ENTRY_H

#include "base/date.h"
#include "ingest/xml.h"

struct entries;

struct entries *entries_new(struct arena *a);

/** An element of an entry begins, `depth` elements below the root, inside
 * one called `parent`.  `xpath` gives its path when it is needed. */
void entries_open(struct entries *e, struct xml *x, const char *name,
    const char *parent, size_t depth, const char *(*xpath)(void *), void *user);

/** The element at `depth` ends. */
void entries_close(struct entries *e, size_t depth);

/** The narrative has an element of this identifier. */
void entries_identify(struct entries *e, struct str id);

/** Put the codes of the visit on `day` (NO_DATE: of any) into `d->charges`,
 * each once, and say which references lead nowhere. */
void entries_state(struct entries *e, date_t day, struct document *d);

#endif
