/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A FHIR Bundle taken apart: each note with what belongs to it.  For bundle.c.
 */
#ifndef INGEST_BUNDLE_PARTS_H
#define INGEST_BUNDLE_PARTS_H

#include "ingest/json.h"

struct bundle_parts;

/** Look through a Bundle, which must outlive the parts; all lives in `a`. */
struct bundle_parts *bundle_parts_new(struct arena *a, const json_t *bundle);

/** The text of a Bundle of one entry and what it refers to, made in `a`, which
 * may be another arena. */
struct str bundle_part(struct arena *a, const struct bundle_parts *parts,
    const json_t *entry);

#endif
