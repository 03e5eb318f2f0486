/* SPDX-License-Identifier: Apache-2.0 */
#include "match/weigher.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/number.h"
#include "match/words.h"

enum { MOST_ELEMENTS = 16 };

/* What a word, or two, says for each element. */
struct entry {
	uint64_t key;
	float weights[MOST_ELEMENTS];
	UT_hash_handle hh;
};

struct weigher {
	const char *elements[MOST_ELEMENTS];
	size_t n;
	float least[MOST_ELEMENTS];	/* what the sum begins with */
	float doubt[MOST_ELEMENTS];	/* how far below zero; 0: never */
	struct entry *entries;
};

/* Figures are all alike, in digits or words. */
static uint64_t
key_of(struct str text, const struct word *w)
{
	struct str word = str_slice(text, w->span);

	return is_digit(word.ptr[0]) || (word.len > 2 &&
	    number_parse(word) >= 0) ? word_key(STR("0")) : w->key;
}

/* Two words, of the keys given. */
static struct feature
pair_of(uint64_t first_key, struct str first, uint64_t second_key,
    struct str second)
{
	const uint64_t pair[] = {first_key, second_key};

	return (struct feature){.key = XXH3_64bits(pair, sizeof(pair)),
	    .first = first, .second = second};
}

void
features_of(struct arena *a, struct str text, struct features *out)
{
	struct words words = {0};
	struct feature last = {.key = 0};

	words_of(a, text, &words);
	for (size_t i = 0; i < words.len; i++) {
		const struct word *w = &words.at[i];
		struct feature one = {.key = key_of(text, w),
		    .first = str_slice(text, w->span)};
		vec_push(a, out, one);
		if (i > 0)
			vec_push(a, out, pair_of(last.key, last.first, one.key,
			    one.first));
		last = one;
	}
}

void
features_tagged(struct arena *a, struct str tag, struct str text,
    struct features *out)
{
	struct words words = {0};
	uint64_t key = word_key(tag);

	words_of(a, text, &words);
	for (size_t i = 0; i < words.len; i++)
		vec_push(a, out, pair_of(key, tag, key_of(text, &words.at[i]),
		    str_slice(text, words.at[i].span)));
}

static struct feature
concept_feature(struct str tag, const char *id)
{
	uint64_t key = XXH3_64bits(id, strlen(id));

	if (tag.len == 0)
		return (struct feature){.key = key, .first = str_of(id),
		    .concept = true};
	struct feature both = pair_of(word_key(tag), tag, key, str_of(id));
	both.concept = true;
	return both;
}

void
features_concept(struct arena *a, struct str tag, const char *id,
    struct features *out)
{
	vec_push(a, out, concept_feature(tag, id));
}

static bool
is_weighed(const struct mention *m)
{
	return m->concept->element == NULL;
}

struct mentioned
mentioned_in(struct arena *a, const struct reading *r)
{
	size_t n = r->statements.len;
	struct mentioned out = {
	    arena_array(a, r->mentions.len + 1, sizeof(*out.at)),
	    arena_array(a, n + 2, sizeof(*out.first))};

	/* Counted one further on, so that filling in leaves the firsts. */
	for (size_t i = 0; i < r->mentions.len; i++)
		if (is_weighed(&r->mentions.at[i]))
			out.first[r->mentions.at[i].statement + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		out.first[i] += out.first[i - 1];
	for (size_t i = 0; i < r->mentions.len; i++)
		if (is_weighed(&r->mentions.at[i]))
			out.at[out.first[r->mentions.at[i].statement + 1]++] =
			    &r->mentions.at[i];
	return out;
}

void
features_of_statement(struct arena *a, const struct reading *r,
    const struct mentioned *m, size_t statement, struct features *out)
{
	out->len = 0;
	features_of(a, str_slice(r->note->text,
	    r->statements.at[statement].span), out);
	for (size_t i = m->first[statement]; i < m->first[statement + 1]; i++)
		features_concept(a, STR(""), m->at[i]->concept->id, out);
	features_settle(out);
}

static int
by_key(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

void
features_settle(struct features *f)
{
	size_t kept = 0;

	if (f->len > 0)
		qsort(f->at, f->len, sizeof(*f->at), by_key);
	for (size_t i = 0; i < f->len; i++)
		if (kept == 0 || f->at[kept - 1].key != f->at[i].key)
			f->at[kept++] = f->at[i];
	f->len = kept;
}

static struct entry *
entry_of(struct arena *a, struct weigher *w, uint64_t key)
{
	struct entry *e;

	HASH_FIND(hh, w->entries, &key, sizeof(key), e);
	if (e != NULL)
		return e;
	e = arena_alloc(a, sizeof(*e));
	e->key = key;
	HASH_ADD(hh, w->entries, key, sizeof(e->key), e);
	return e;
}

/* The number of an element; w->n when there is none. */
static size_t
find_element(const struct weigher *w, const char *element)
{
	size_t i = 0;

	while (i < w->n && strcmp(w->elements[i], element) != 0)
		i++;
	return i;
}

/* The number of an element; MOST_ELEMENTS when there is no room for it. */
static size_t
number_of(struct weigher *w, const char *element)
{
	size_t i = find_element(w, element);

	if (i == w->n && i < MOST_ELEMENTS)
		w->elements[w->n++] = element;
	return i;
}

/* The key of a row's words, of two that they make together; 0 of "*".  "@"
 * stands before the id of a concept. */
static uint64_t
row_key(struct arena *a, struct str words)
{
	struct features f = {0};

	const char *id = strchr(words.ptr, '@');

	if (id != NULL)
		return concept_feature(str_trim((struct str){words.ptr,
		    (size_t)(id - words.ptr)}), id + 1).key;
	features_of(a, words, &f);
	for (size_t i = 0; i < f.len; i++)
		if (f.at[i].second.len > 0)
			return f.at[i].key;
	return f.len == 0 ? 0 : f.at[0].key;
}

struct weigher *
weigher_new(struct arena *a, const struct pack *pack)
{
	struct weigher *w = arena_alloc(a, sizeof(*w));
	struct arena *scratch = arena_within(a, LIMIT_PACK_ARENA);

	if (ARENA_FAILED(scratch))
		arena_give_up(a);
	for (size_t i = 0; i < pack->weights.len; i++) {
		const struct weight *row = &pack->weights.at[i];
		size_t e = number_of(w, row->element);
		float sum = (float)(row->speaks_for - row->against) / DECIMAL;
		arena_reset(scratch);
		uint64_t key = row_key(scratch, str_of(row->words));
		if (e == MOST_ELEMENTS)
			continue;
		if (strcmp(row->words, "?") == 0)
			w->doubt[e] = -sum;
		else if (key == 0)
			w->least[e] += sum;
		else
			entry_of(a, w, key)->weights[e] += sum;
	}
	arena_disarm(scratch);
	return w;
}

static void
weigh(const struct weigher *w, const struct features *features, float *sums)
{
	memcpy(sums, w->least, sizeof(w->least));
	for (size_t i = 0; i < features->len; i++) {
		const struct entry *e;
		HASH_FIND(hh, w->entries, &features->at[i].key,
		    sizeof(uint64_t), e);
		for (size_t k = 0; e != NULL && k < w->n; k++)
			sums[k] += e->weights[k];
	}
}

double
weigher_sum(const struct weigher *w, const char *element,
    const struct features *features)
{
	float sums[MOST_ELEMENTS];
	size_t i = find_element(w, element);

	if (i == w->n)
		return 0;
	weigh(w, features, sums);
	return (double)sums[i];
}

void
weigher_read(const struct weigher *w, struct arena *a, const struct reading *r,
    size_t end, struct weighed_list *out)
{
	struct weighed best[MOST_ELEMENTS] = {{.element = NULL}};
	struct mentioned mentioned = mentioned_in(a, r);
	struct features features = {0};
	float sums[MOST_ELEMENTS];

	for (size_t i = 0; i < r->statements.len; i++) {
		struct span at = r->statements.at[i].span;
		if (at.start >= end)
			break;
		features_of_statement(a, r, &mentioned, i, &features);
		weigh(w, &features, sums);
		for (size_t k = 0; k < w->n; k++)
			if (i == 0 || (double)sums[k] > best[k].sum)
				best[k] = (struct weighed){w->elements[k], at,
				    (double)sums[k], false};
	}
	for (size_t k = 0; k < w->n; k++) {
		if (best[k].element == NULL)
			continue;
		best[k].doubted = w->doubt[k] > 0 &&
		    best[k].sum < -(double)w->doubt[k];
		vec_push(a, out, best[k]);
	}
}

bool
weigher_knows(const struct weigher *w, uint64_t word)
{
	const struct entry *e;

	HASH_FIND(hh, w->entries, &word, sizeof(word), e);
	return e != NULL;
}
