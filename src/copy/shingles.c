/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/shingles.h"

#include <xxhash.h>

#include "base/sorted.h"

uint64_t
shingle_of(const uint32_t *keys)
{
	return XXH3_64bits(keys, SHINGLE_WORDS * sizeof(*keys));
}

struct shingles
shingles_sort(uint64_t *at, size_t n)
{
	size_t kept = 0;

	sorted_make(at, n);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || at[kept - 1] != at[i])
			at[kept++] = at[i];
	return (struct shingles){at, kept};
}

struct shingles
shingles_of(struct arena *a, const uint32_t *keys, size_t n)
{
	size_t count = n < SHINGLE_WORDS ? 0 : n - SHINGLE_WORDS + 1;
	uint64_t *at = arena_array(a, count + 1, sizeof(*at));

	for (size_t i = 0; i < count; i++)
		at[i] = shingle_of(keys + i);
	return shingles_sort(at, count);
}
