/* SPDX-License-Identifier: Apache-2.0 */
#include "base/nearest.h"

/* Longer words are not typed by hand, and the rows stay on the stack. */
enum { LONGEST = 64 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance; both words at most LONGEST bytes. */
static size_t
slips(struct str a, struct str b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			char x = to_lower(a.ptr[i - 1]);
			char y = to_lower(b.ptr[j - 1]);
			row[j] = least(least(above[j], row[j - 1]) + 1,
			    above[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == to_lower(b.ptr[j - 2]) &&
			    y == to_lower(a.ptr[i - 2]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = above;
		above = row;
		row = oldest;
	}
	return above[b.len];
}

const char *
nearest_word(struct str word, const char *const *words, size_t n)
{
	const char *found = NULL;
	size_t fewest = word.len / 3 + 1;

	if (word.len > LONGEST)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		struct str candidate = str_of(words[i]);
		if (candidate.len > LONGEST)
			continue;
		size_t needed = slips(word, candidate);
		if (needed < fewest) {
			fewest = needed;
			found = words[i];
		}
	}
	return found;
}
