/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The container of notes in JSON: a FHIR Bundle, an array, or lines of JSON
 * (NDJSON), as FHIR bulk data is exported; in UTF-8 (RFC 8259) or UTF-16, with
 * or without a byte-order mark.  Lines are read one at a time; a Bundle or an
 * array is parsed as a whole, within limits.
 *
 * A resource that is a note (fhir.h) becomes an item; one of a Bundle is taken
 * out together with what it refers to there and what is billed for its
 * encounter, as a Bundle of its own.  To one that stands alone, or in a line,
 * is added what lies in files beside it (beside.h).  Other resources are no
 * items.  Any other object is a row of a table of notes: its members go by the
 * names of columns (columns.h).  The number of a line is the item's row; the
 * JSON pointer of an entry or an element ("entry/3", "7") is its member.
 */
#ifndef INGEST_BUNDLE_H
#define INGEST_BUNDLE_H

#include "ingest/container.h"

extern const struct container container_bundle;

#endif
