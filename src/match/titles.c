/* SPDX-License-Identifier: Apache-2.0 */
#include "match/titles.h"

#include <xxhash.h>

struct titles {
	struct title *known;
};

static uint64_t
key_of(const struct word *words, size_t n)
{
	uint64_t keys[TITLE_WORDS];

	for (size_t i = 0; i < n; i++)
		keys[i] = words[i].key;
	return XXH3_64bits(keys, n * sizeof(*keys));
}

static void
add_title(struct arena *a, struct titles *t, const char *text,
    struct title what)
{
	struct words words = {0};
	struct title *old;

	words_of(a, str_of(text), &words);
	if (words.len == 0 || words.len > TITLE_WORDS)
		return;
	struct title *new = arena_alloc(a, sizeof(*new));
	*new = what;
	new->key = key_of(words.at, words.len);
	HASH_FIND(hh, t->known, &new->key, sizeof(new->key), old);
	if (old == NULL)
		HASH_ADD(hh, t->known, key, sizeof(new->key), new);
}

struct titles *
titles_new(struct arena *a, const struct pack *pack)
{
	struct titles *t = arena_alloc(a, sizeof(*t));

	for (size_t i = 0; i < pack->sections.len; i++) {
		const struct section_kind *k = &pack->sections.at[i];
		for (size_t j = 0; j < k->titles.len; j++)
			add_title(a, t, k->titles.at[j], (struct title){
			    .kind = k, .main = j == 0 && k->letters.len > 0});
		for (size_t j = 0; j < k->letters.len; j++)
			add_title(a, t, k->letters.at[j], (struct title){
			    .kind = k, .letter = true, .main = true});
	}
	/* A title is one wherever another kind lists it as a label. */
	for (size_t i = 0; i < pack->sections.len; i++) {
		const struct section_kind *k = &pack->sections.at[i];
		for (size_t j = 0; j < k->labels.len; j++)
			add_title(a, t, k->labels.at[j],
			    (struct title){.kind = k, .label = true});
	}
	return t;
}

const struct title *
titles_find(const struct titles *t, const struct word *words, size_t n)
{
	struct title *found;
	uint64_t key;

	if (n == 0 || n > TITLE_WORDS)
		return NULL;
	key = key_of(words, n);
	HASH_FIND(hh, t->known, &key, sizeof(key), found);
	return found;
}
