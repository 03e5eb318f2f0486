/* SPDX-License-Identifier: Apache-2.0 */
#include "match/lists.h"

#include "base/hash.h"
#include "base/vec.h"

struct list {
	UT_hash_handle hh;
	uint32_t number;
	uint16_t entries[];
};

struct lists_builder {
	struct list *known;
	VEC(uint32_t) starts;
	VEC(uint16_t) entries;
};

struct lists_builder *
lists_begin(struct arena *a)
{
	struct lists_builder *b = arena_alloc(a, sizeof(*b));

	vec_push(a, &b->starts, 0);
	return b;
}

uint32_t
lists_number(struct arena *a, struct lists_builder *b, const uint16_t *entries,
    size_t n)
{
	struct list *l;
	size_t bytes = n * sizeof(*entries);

	if (n == 0)
		return 0;
	HASH_FIND(hh, b->known, entries, bytes, l);
	if (l != NULL)
		return l->number;
	l = arena_alloc(a, sizeof(*l) + bytes);
	l->number = (uint32_t)b->starts.len;
	memcpy(l->entries, entries, bytes);
	HASH_ADD_KEYPTR(hh, b->known, l->entries, bytes, l);
	vec_push(a, &b->starts, (uint32_t)b->entries.len);
	vec_append(a, &b->entries, entries, n);
	return l->number;
}

struct lists
lists_end(struct arena *a, struct lists_builder *b)
{
	size_t n = b->starts.len;

	vec_push(a, &b->starts, (uint32_t)b->entries.len);
	return (struct lists){b->starts.at, b->entries.at, n, b->entries.len};
}

bool
lists_put(const struct lists *l, FILE *out)
{
	uint64_t sizes[2] = {l->n, l->n_entries};

	return blob_put(out, sizes, 2, sizeof(*sizes)) &&
	    blob_put(out, l->starts, l->n + 1, sizeof(*l->starts)) &&
	    blob_put(out, l->entries, l->n_entries, sizeof(*l->entries));
}

static bool
are_sound(const struct lists *l, size_t patterns)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->starts[i] > l->starts[i + 1])
			return false;
	if (l->starts[0] != 0 || l->starts[l->n] != l->n_entries)
		return false;
	for (size_t i = 0; i < l->n_entries; i++)
		if (l->entries[i] >= patterns)
			return false;
	return true;
}

bool
lists_find(struct blob *in, struct lists *out)
{
	const uint64_t most = (uint64_t)UINT16_MAX * 64;
	const uint64_t *sizes = blob_take(in, 2, sizeof(*sizes));

	if (sizes == NULL || sizes[0] == 0 || sizes[0] > most)
		return false;
	out->n = sizes[0];
	out->n_entries = sizes[1];
	out->starts = blob_take(in, out->n + 1, sizeof(*out->starts));
	out->entries = blob_take(in, out->n_entries, sizeof(*out->entries));
	return out->starts != NULL && out->entries != NULL;
}

bool
lists_take(struct blob *in, size_t patterns, struct lists *out)
{
	return lists_find(in, out) && are_sound(out, patterns);
}

bool
lists_checked(const struct lists *l, uint32_t list, size_t patterns,
    struct choice *out)
{
	if (list >= l->n || l->starts[list] > l->starts[list + 1] ||
	    l->starts[list + 1] > l->n_entries)
		return false;
	*out = lists_at(l, list);
	for (size_t i = 0; i < out->n; i++)
		if (out->patterns[i] >= patterns)
			return false;
	return true;
}
