/* SPDX-License-Identifier: Apache-2.0 */
#include "match/titles.h"

#include <xxhash.h>

/* What a word, or two in order, is in a title that no pack lists. */
struct title_word {
	uint64_t key;
	const struct title *head;	/* NULL: it names no kind of section */
	bool link;			/* what stands behind it is no head */
	UT_hash_handle hh;
};

struct titles {
	struct title *known;
	struct title_word *words;
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

static struct title_word *
find_word(const struct titles *t, const struct word *words, size_t n)
{
	uint64_t key = n == 1 ? words->key : key_of(words, n);
	struct title_word *found;

	HASH_FIND(hh, t->words, &key, sizeof(key), found);
	return found;
}

static struct title_word *
enter_word(struct arena *a, struct titles *t, const struct word *words,
    size_t n)
{
	struct title_word *w = find_word(t, words, n);

	if (w != NULL)
		return w;
	w = arena_alloc(a, sizeof(*w));
	*w = (struct title_word){.key = n == 1 ? words->key :
	    key_of(words, n)};
	HASH_ADD(hh, t->words, key, sizeof(w->key), w);
	return w;
}

/* A word or two of titles; of two, each may also stand beside others. */
static struct title_word *
add_word(struct arena *a, struct titles *t, const char *text)
{
	struct words words = {0};

	words_of(a, str_of(text), &words);
	if (words.len == 0 || words.len > 2)
		return NULL;
	for (size_t i = 0; words.len == 2 && i < 2; i++)
		enter_word(a, t, &words.at[i], 1);
	return enter_word(a, t, words.at, words.len);
}

static void
add_heads(struct arena *a, struct titles *t, const struct section_kind *k)
{
	struct title *made = arena_alloc(a, sizeof(*made));

	*made = (struct title){.kind = k, .label = true, .composed = true};
	for (size_t i = 0; i < k->heads.len; i++) {
		struct title_word *w = add_word(a, t, k->heads.at[i]);
		if (w != NULL && w->head == NULL)
			w->head = made;
	}
}

static void
add_words(struct arena *a, struct titles *t, const struct pack *pack)
{
	for (size_t i = 0; i < pack->sections.len; i++)
		add_heads(a, t, &pack->sections.at[i]);
	for (size_t i = 0; i < pack->title_modifiers.len; i++)
		add_word(a, t, pack->title_modifiers.at[i]);
	for (size_t i = 0; i < pack->title_links.len; i++) {
		struct title_word *w = add_word(a, t, pack->title_links.at[i]);
		if (w != NULL)
			w->link = true;
	}
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
	add_words(a, t, pack);
	return t;
}

/* Two words that name a kind only together: "why therapist". */
static const struct title *
paired_head(const struct titles *t, const struct word *words, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			struct word both[] = {words[i], words[j]};
			const struct title_word *w = find_word(t, both, 2);
			if (w != NULL)
				return w->head;
		}
	return NULL;
}

/* A title all of whose words are known.  Two words decide over one; of single
 * ones the last that stands before any link ("patient response to treatment"),
 * and where none does, the first. */
static const struct title *
composed(const struct titles *t, const struct word *words, size_t n)
{
	const struct title *before = NULL, *first = NULL;
	bool linked = false;

	for (size_t i = 0; i < n; i++) {
		const struct title_word *w = find_word(t, &words[i], 1);
		if (w == NULL)
			return NULL;
		linked = linked || w->link;
		if (first == NULL)
			first = w->head;
		if (w->head != NULL && !linked)
			before = w->head;
	}
	const struct title *pair = paired_head(t, words, n);
	return pair != NULL ? pair : before != NULL ? before : first;
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
	return found != NULL ? found : composed(t, words, n);
}
