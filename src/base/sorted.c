/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sorted.h"

#include <stdlib.h>

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
sorted_make(uint64_t *at, size_t n)
{
	if (n > 1)
		qsort(at, n, sizeof(*at), by_value);
}

bool
sorted_holds(const uint64_t *at, size_t n, uint64_t number)
{
	return n > 0 && bsearch(&number, at, n, sizeof(*at), by_value) != NULL;
}

size_t
sorted_common(const uint64_t *x, size_t x_n, const uint64_t *y, size_t y_n)
{
	size_t n = 0;

	for (size_t i = 0, k = 0; i < x_n && k < y_n;) {
		uint64_t a = x[i], b = y[k];
		n += a == b;
		i += a <= b;
		k += b <= a;
	}
	return n;
}
