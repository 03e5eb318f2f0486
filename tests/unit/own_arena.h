/* SPDX-License-Identifier: Apache-2.0 */
/* An arena for each test, with its trap armed.  Include it after cmocka. */
#ifndef TESTS_UNIT_OWN_ARENA_H
#define TESTS_UNIT_OWN_ARENA_H

#include "base/arena.h"

static struct arena *arena;

static inline int
open_arena(void **state)
{
	(void)state;
	arena = arena_new((size_t)1 << 30);
	return arena == NULL || ARENA_FAILED(arena) ? -1 : 0;
}

static inline int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#endif
