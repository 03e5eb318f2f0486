/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A table from a name to where it was defined and to its index in some
 * vector.  Lives in an arena; any number of threads may look up once nothing
 * is put any more.
 */
#ifndef PACK_NAMES_H
#define PACK_NAMES_H

#include "base/arena.h"
#include "pack/pack.h"

struct names;

struct named {
	struct origin origin;
	size_t index;
};

/** An empty table in `a`. */
struct names *names_new(struct arena *a);

/** What stands under `name`, or NULL. */
const struct named *names_get(const struct names *names, struct str name);

/**
 * Put a copy of `name`.  Returns NULL, or what stood under it already; then
 * nothing is changed.
 */
const struct named *names_put(struct names *names, struct str name,
    struct origin origin, size_t index);

/** All names in the order they were put, as an array in `scratch`. */
size_t names_list(const struct names *names, struct arena *scratch,
    const char *const **out);

#endif
