/* SPDX-License-Identifier: Apache-2.0 */
#include "base/vec.h"

void *
vec_grow(struct arena *a, const void *old, size_t len, size_t more,
    size_t *cap, size_t size)
{
	size_t grown = *cap == 0 ? 8 : *cap * 2;

	if (more > SIZE_MAX / 2 - len)
		arena_give_up(a);
	while (grown < len + more)
		grown *= 2;
	void *fresh = arena_array(a, grown, size);
	if (len != 0)
		memcpy(fresh, old, len * size);
	*cap = grown;
	return fresh;
}
