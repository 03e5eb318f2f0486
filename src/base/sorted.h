/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Lists of 64-bit numbers, such as hashes, in ascending order.
 */
#ifndef BASE_SORTED_H
#define BASE_SORTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Put `n` numbers in order, in place. */
void sorted_make(uint64_t *at, size_t n);

/** Is the number in the list? */
bool sorted_holds(const uint64_t *at, size_t n, uint64_t number);

/** How many numbers two lists share; one that stands in both twice is shared
 * twice. */
size_t sorted_common(const uint64_t *x, size_t x_n, const uint64_t *y,
    size_t y_n);

#endif
