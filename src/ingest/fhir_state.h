/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a FHIR resource and those that it refers to say beside its text.  For
 * fhir.c.
 */
#ifndef INGEST_FHIR_STATE_H
#define INGEST_FHIR_STATE_H

#include "ingest/fhir_refs.h"
#include "note/note.h"

/** Put header and charges into `d->stated` and `d->charges`, in the order in
 * which they are to be believed.  `root` is the Bundle around the note, or the
 * note itself. */
void fhir_state(struct arena *a, const json_t *root, const json_t *note,
    const struct fhir_refs *refs, struct document *d);

#endif
