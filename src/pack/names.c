/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/names.h"

#include "base/hash.h"

struct entry {
	struct named named;
	UT_hash_handle hh;
};

struct names {
	struct arena *arena;
	struct entry *entries;
};

struct names *
names_new(struct arena *a)
{
	struct names *names = arena_alloc(a, sizeof(*names));

	names->arena = a;
	return names;
}

const struct named *
names_get(const struct names *names, struct str name)
{
	struct entry *entry = NULL;

	if (name.len != 0)
		HASH_FIND(hh, names->entries, name.ptr, name.len, entry);
	return entry ? &entry->named : NULL;
}

const struct named *
names_put(struct names *names, struct str name, struct origin origin,
    size_t index)
{
	struct arena *a = names->arena;
	const struct named *old = names_get(names, name);

	if (old != NULL)
		return old;
	struct str key = arena_str(a, name);
	struct entry *entry = arena_alloc(a, sizeof(*entry));
	entry->named = (struct named){origin, index};
	HASH_ADD_KEYPTR(hh, names->entries, key.ptr, key.len, entry);
	return NULL;
}

size_t
names_list(const struct names *names, struct arena *scratch,
    const char *const **out)
{
	size_t n = HASH_COUNT(names->entries), i = 0;
	const char **list = arena_array(scratch, n, sizeof(*list));

	for (const struct entry *e = names->entries; e != NULL; e = e->hh.next)
		list[i++] = e->hh.key;
	*out = list;
	return n;
}
