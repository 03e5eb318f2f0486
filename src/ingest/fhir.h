/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Notes in FHIR resources as JSON (R4; what STU3 and R5 call otherwise is known
 * as well): DocumentReference, DiagnosticReport and Composition, each by itself
 * or in a Bundle with what it refers to.  A row of the table of formats; see
 * format.h for the contract of both functions.  Of a Bundle the first note is
 * read; bundle.c takes larger ones apart.
 *
 * What is attached is read by its own format, whatever it is called; nothing
 * is fetched.  What the resources say besides becomes `stated` and `charges`
 * as for a clinical document (cda.h).  The places of text are JSON pointers
 * into the resource.
 */
#ifndef INGEST_FHIR_H
#define INGEST_FHIR_H

#include "ingest/format.h"
#include "ingest/json.h"

unsigned fhir_probe(const struct look *look);
void fhir_read(struct arena *a, const struct look *look, struct document *d);

/** The type of a resource; empty when the value is none. */
struct str fhir_type(const json_t *value);

/** Is the value a resource that is read as a note? */
bool fhir_is_note(const json_t *value);

#endif
