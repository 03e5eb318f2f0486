/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Numbers for 64-bit keys: the first key is 0, the next new one 1, and so on.
 * What is known of a key stands in a vector of the owner, at its number.
 *
 * Made for tens of millions of keys: the table lies outside the arena, which
 * only keeps what releases it, so that growing gives memory back.
 */
#ifndef COPY_KEYS_H
#define COPY_KEYS_H

#include "base/arena.h"

struct keys;

/* No number: the key is not there. */
#define NO_KEY UINT32_MAX

/** An empty table, which dies with `a`. */
struct keys *keys_new(struct arena *a);

/** The number of `key`, a new one if it is new. */
uint32_t keys_add(struct keys *k, uint64_t key);

/** The number of `key`, or NO_KEY. */
uint32_t keys_find(const struct keys *k, uint64_t key);

/** These keys will be asked for next: have the processor fetch their places at
 * once, and not one after the other.  Changes nothing else. */
void keys_expect(const struct keys *k, const uint64_t *keys, size_t n);

/** How many keys there are. */
uint32_t keys_count(const struct keys *k);

#endif
