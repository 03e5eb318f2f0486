/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A FHIR bulk export has a file a type of resource: whom a note is about and
 * who wrote it stand in files beside it.  Of those only what a note can use is
 * kept, within LIMIT_BESIDE_BYTES, for one folder at a time.
 *
 * Files are those of the folder whose names end in "ndjson" or "json" and whose
 * first line is such a resource; links are not followed.  Not thread-safe.
 */
#ifndef INGEST_BESIDE_H
#define INGEST_BESIDE_H

#include "ingest/json.h"

struct beside;

/** NULL without memory. */
struct beside *beside_new(void);

/** NULL is fine. */
void beside_free(struct beside *b);

/**
 * The text of a note's resource as a Bundle with what it refers to, made in
 * `a`, where something of that lies beside `file`; else an empty view, and the
 * note says all there is.  `text` is that of `note`.
 */
struct str beside_join(struct arena *a, struct beside *b, const char *file,
    struct str text, const json_t *note);

/** Does more lie there than is kept? */
bool beside_lacks(const struct beside *b);

#endif
