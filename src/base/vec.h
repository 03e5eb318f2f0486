/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Small growable arrays in an arena.
 *
 *	VEC(struct line) lines = {0};
 *	vec_push(arena, &lines, (struct line){...});
 *	for (size_t i = 0; i < lines.len; i++) use(&lines.at[i]);
 *
 * Growing leaves the old array to the arena, so pointers into a vector stay
 * readable but go stale: hold indices while a vector still grows.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <string.h>

#include "base/arena.h"

#define VEC(type)                                                             \
	struct {                                                              \
		type *at;                                                     \
		size_t len;                                                   \
		size_t cap;                                                   \
	}

/* A named vector type, for those that travel between functions. */
#define VEC_TYPE(name, type)                                                  \
	struct name {                                                         \
		type *at;                                                     \
		size_t len;                                                   \
		size_t cap;                                                   \
	}

/** Append a copy of the value.  Amortised constant time. */
#define vec_push(a, v, ...)                                                   \
	do {                                                                  \
		if ((v)->len == (v)->cap)                                     \
			(v)->at = vec_grow((a), (v)->at, (v)->len, 1,         \
			    &(v)->cap, sizeof(*(v)->at));                     \
		(v)->at[(v)->len++] = __VA_ARGS__;                            \
	} while (0)

/** Append copies of `n` values. */
#define vec_append(a, v, from, n)                                             \
	do {                                                                  \
		if ((n) > (v)->cap - (v)->len)                                \
			(v)->at = vec_grow((a), (v)->at, (v)->len, (n),       \
			    &(v)->cap, sizeof(*(v)->at));                     \
		if ((n) != 0)                                                 \
			memcpy((v)->at + (v)->len, (from),                    \
			    (n) * sizeof(*(v)->at));                          \
		(v)->len += (n);                                              \
	} while (0)

/** A copy of `old` with room for `more`; for the macros above only. */
void *vec_grow(struct arena *a, const void *old, size_t len, size_t more,
    size_t *cap, size_t size);

#endif
