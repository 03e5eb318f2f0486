/* SPDX-License-Identifier: Apache-2.0 */
/**
 * References from one FHIR resource to another.
 */
#ifndef INGEST_FHIR_REFS_H
#define INGEST_FHIR_REFS_H

#include "ingest/json.h"

/* Resources by what others may call them. */
struct fhir_refs;

/** The resources of a Bundle, or a single one, with those contained in it.
 * All lives as long as `a`; the tree must, too. */
struct fhir_refs *fhir_refs_new(struct arena *a, const json_t *root);

/** The resource that a Reference means ("Patient/7", a full URL, "#p"), or
 * NULL: it is not there. */
const json_t *fhir_resolve(const struct fhir_refs *refs, struct str reference);

/** "Patient/7" of a reference that may be a URL and name a version. */
struct str fhir_type_and_id(struct str reference);

#endif
