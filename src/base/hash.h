/* SPDX-License-Identifier: Apache-2.0 */
/**
 * uthash in an arena.  A function that adds to a table has the arena in
 * scope under the name `a`; the table dies with it and is never cleared.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <xxhash.h>

#include "base/arena.h"

#define HASH_FUNCTION(key, len, out) ((out) = (unsigned)XXH3_64bits(key, len))
#define uthash_malloc(size) arena_alloc(a, (size))
#define uthash_free(ptr, size) ((void)(ptr))

#include <uthash.h>

#endif
