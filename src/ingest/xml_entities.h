/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Entities that a document declares, expanded as text.  An entity with
 * markup in it, an external one, and one that needs itself have no text.
 */
#ifndef INGEST_XML_ENTITIES_H
#define INGEST_XML_ENTITIES_H

#include "base/arena.h"

struct entities;

/** An empty table in `a`. */
struct entities *entities_new(struct arena *a);

/** Take a declaration; the first of a name counts, and those beyond the limit
 * do not.  `content` may hold references to others. */
void entities_declare(struct entities *e, const char *name,
    const char *content);

/**
 * The text of an entity, NUL-terminated; NULL when it has none, or when all
 * calls together would give more than LIMIT_XML_ENTITY_BYTES.
 */
const char *entities_text(struct entities *e, const char *name);

/** Was the last NULL for the limit? */
bool entities_over(const struct entities *e);

#endif
