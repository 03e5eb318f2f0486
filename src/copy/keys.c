/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/keys.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

struct slot {
	uint64_t key;
	uint32_t number_plus_1;	/* 0: empty */
};

struct keys {
	struct arena *arena;
	struct slot *slots;
	size_t mask;		/* slots - 1, a power of two less one */
	uint32_t count;
};

static void
release(void *keys)
{
	free(((struct keys *)keys)->slots);
}

struct keys *
keys_new(struct arena *a)
{
	struct keys *k = arena_alloc(a, sizeof(*k));

	k->arena = a;
	arena_defer(a, release, k);
	k->slots = calloc(FIRST_SLOTS, sizeof(*k->slots));
	if (k->slots == NULL)
		arena_give_up(a);
	k->mask = FIRST_SLOTS - 1;
	return k;
}

/* Keys are hashes already. */
static size_t
home(const struct keys *k, uint64_t key)
{
	return (size_t)(key ^ key >> 32) & k->mask;
}

/* The slot that holds the key, or the empty one where it belongs. */
static struct slot *
seek(const struct keys *k, uint64_t key)
{
	size_t at = home(k, key);

	while (k->slots[at].number_plus_1 != 0 && k->slots[at].key != key)
		at = (at + 1) & k->mask;
	return &k->slots[at];
}

static void
grow(struct keys *k)
{
	struct slot *old = k->slots;
	size_t n = k->mask + 1;
	struct slot *fresh = calloc(n * 2, sizeof(*fresh));

	if (fresh == NULL || k->count >= NO_KEY - 1) {
		free(fresh);
		arena_give_up(k->arena);
	}
	k->slots = fresh;
	k->mask = n * 2 - 1;
	for (size_t i = 0; i < n; i++)
		if (old[i].number_plus_1 != 0)
			*seek(k, old[i].key) = old[i];
	free(old);
}

uint32_t
keys_add(struct keys *k, uint64_t key)
{
	struct slot *s = seek(k, key);

	if (s->number_plus_1 != 0)
		return s->number_plus_1 - 1;
	if (k->count >= (k->mask + 1) / 4 * 3) {
		grow(k);
		s = seek(k, key);
	}
	*s = (struct slot){key, ++k->count};
	return k->count - 1;
}

uint32_t
keys_find(const struct keys *k, uint64_t key)
{
	return seek(k, key)->number_plus_1 - 1;
}

void
keys_expect(const struct keys *k, const uint64_t *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&k->slots[home(k, keys[i])]);
}

uint32_t
keys_count(const struct keys *k)
{
	return k->count;
}
