/* SPDX-License-Identifier: Apache-2.0 */
#include "match/trie.h"

#include <stdlib.h>

#include "base/hash.h"

enum { LONGEST_TERM = 24 };	/* words, after expansion */

/* An edge while the trie grows, found by where it begins and what it says. */
struct growing_key {
	uint64_t word;
	uint32_t from;
	uint32_t gap;
};

struct growing {
	struct growing_key key;
	uint32_t to;
	UT_hash_handle hh;
};

struct placed_ending {
	uint32_t node;
	uint32_t order;		/* later ones come first */
	struct trie_ending ending;
};

/* Where a walk stands: a node and the next word of the wording. */
struct walk {
	uint32_t node;
	size_t next;
};

/* Making the trie; the lists are used again for each wording. */
struct maker {
	struct arena *arena;
	const struct spellings *spellings;
	struct growing *edges;
	uint32_t nodes;
	VEC(struct placed_ending) endings;
	struct words words;
	VEC(struct walk) open;
};

static uint32_t
step_or_add(struct maker *m, uint32_t from, enum gap gap, uint64_t word)
{
	struct arena *a = m->arena;
	struct growing_key key = {word, from, gap};
	struct growing *e;

	HASH_FIND(hh, m->edges, &key, sizeof(key), e);
	if (e != NULL)
		return e->to;
	e = arena_alloc(a, sizeof(*e));
	e->key = key;
	e->to = m->nodes++;
	HASH_ADD(hh, m->edges, key, sizeof(e->key), e);
	return e->to;
}

/* Go on over the canonical spellings of what stands here; false when the word
 * itself is none. */
static bool
add_canonical(struct maker *m, struct walk here, enum gap gap)
{
	const struct spelling *s = spellings_of(m->spellings,
	    m->words.at[here.next].key);
	bool canonical = true;

	for (; s != NULL; s = s->next) {
		size_t used = spelling_at(s, &m->words, here.next);
		uint32_t n = here.node;
		if (used == 0)
			continue;
		canonical = canonical && used > 1;
		for (size_t i = 0; i < s->means.len; i++)
			n = step_or_add(m, n, i == 0 ? gap : GAP_SPACE,
			    s->means.at[i].key);
		vec_push(m->arena, &m->open,
		    (struct walk){n, here.next + used});
	}
	return canonical;
}

static void
add_term(struct maker *m, const char *text, struct trie_ending ending)
{
	m->words.len = 0;
	words_of(m->arena, str_of(text), &m->words);
	if (m->words.len == 0 || m->words.len > LONGEST_TERM)
		return;
	m->open.len = 0;
	vec_push(m->arena, &m->open, (struct walk){0, 0});
	for (size_t w = 0; w < m->open.len; w++) {
		struct walk here = m->open.at[w];
		if (here.next == m->words.len) {
			vec_push(m->arena, &m->endings, (struct placed_ending){
			    here.node, (uint32_t)m->endings.len, ending});
			continue;
		}
		const struct word *word = &m->words.at[here.next];
		enum gap gap = here.next == 0 ? GAP_BREAK : word->gap;
		if (add_canonical(m, here, gap))
			vec_push(m->arena, &m->open, (struct walk){
			    step_or_add(m, here.node, gap, word->key),
			    here.next + 1});
	}
}

static void
add_lexeme(struct maker *m, const struct lexeme *l, size_t index)
{
	struct trie_ending e = {l->concept->index, (uint32_t)index, false};

	if (!texts_have(&l->weak, l->name))
		add_term(m, l->name, e);
	for (size_t i = 0; i < l->also.len; i++)
		add_term(m, l->also.at[i], e);
	e.weak = true;
	for (size_t i = 0; i < l->weak.len; i++)
		add_term(m, l->weak.at[i], e);
}

static int
by_key(const void *a, const void *b)
{
	const struct growing *x = *(const struct growing *const *)a;
	const struct growing *y = *(const struct growing *const *)b;

	if (x->key.from != y->key.from)
		return x->key.from < y->key.from ? -1 : 1;
	if (x->key.word != y->key.word)
		return x->key.word < y->key.word ? -1 : 1;
	return (x->key.gap > y->key.gap) - (x->key.gap < y->key.gap);
}

static void
lay_out_edges(struct maker *m, struct trie *t)
{
	size_t n = HASH_COUNT(m->edges), i = 0;
	struct growing **sorted = arena_array(m->arena, n + 1, sizeof(*sorted));
	struct trie_edge *edges = arena_array(m->arena, n + 1, sizeof(*edges));
	uint32_t *first = arena_array(m->arena, t->n + 1, sizeof(*first));

	for (struct growing *e = m->edges; e != NULL; e = e->hh.next)
		sorted[i++] = e;
	qsort(sorted, n, sizeof(*sorted), by_key);
	for (i = 0; i < n; i++) {
		const struct growing_key *key = &sorted[i]->key;
		edges[i] = (struct trie_edge){key->word, key->gap,
		    sorted[i]->to};
		first[key->from + 1]++;
	}
	for (i = 0; i < t->n; i++)
		first[i + 1] += first[i];
	t->n_edges = n;
	t->edges = edges;
	t->first_edge = first;
}

static int
by_node(const void *a, const void *b)
{
	const struct placed_ending *x = a, *y = b;

	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	return (x->order < y->order) - (x->order > y->order);
}

static void
lay_out_endings(struct maker *m, struct trie *t)
{
	size_t n = m->endings.len;
	struct trie_ending *endings = arena_array(m->arena, n + 1,
	    sizeof(*endings));
	uint32_t *first = arena_array(m->arena, t->n + 1, sizeof(*first));

	if (n > 0)
		qsort(m->endings.at, n, sizeof(*m->endings.at), by_node);
	for (size_t i = 0; i < n; i++) {
		endings[i] = m->endings.at[i].ending;
		first[m->endings.at[i].node + 1]++;
	}
	for (size_t i = 0; i < t->n; i++)
		first[i + 1] += first[i];
	t->n_endings = n;
	t->endings = endings;
	t->first_ending = first;
}

struct trie *
trie_make(struct arena *a, const struct pack *pack,
    const struct spellings *spellings)
{
	struct trie *t = arena_alloc(a, sizeof(*t));
	struct maker m = {.arena = a, .spellings = spellings, .nodes = 1};

	for (size_t i = 0; i < pack->concepts.len; i++) {
		const struct concept *c = pack->concepts.at[i];
		for (size_t j = 0; j < c->terms.len; j++)
			add_term(&m, c->terms.at[j], (struct trie_ending){
			    c->index, NO_LEXEME, false});
	}
	for (size_t i = 0; i < pack->lexemes.len; i++)
		add_lexeme(&m, pack->lexemes.at[i], i);
	t->n = m.nodes;
	lay_out_edges(&m, t);
	lay_out_endings(&m, t);
	return t;
}

uint32_t
trie_step(const struct trie *t, uint32_t from, enum gap gap, uint64_t word)
{
	size_t low = t->first_edge[from], high = t->first_edge[from + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct trie_edge *e = &t->edges[middle];
		if (e->word == word && e->gap == gap)
			return e->to;
		if (e->word < word || (e->word == word && e->gap < gap))
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

static uint64_t
sum_text(uint64_t sum, const char *text)
{
	return XXH3_64bits_withSeed(text, strlen(text) + 1, sum);
}

static uint64_t
sum_texts(uint64_t sum, const struct texts *texts)
{
	for (size_t i = 0; i < texts->len; i++)
		sum = sum_text(sum, texts->at[i]);
	return sum + texts->len;
}

uint64_t
trie_checksum(const struct pack *pack)
{
	uint64_t sum = pack->concepts.len;

	for (size_t i = 0; i < pack->synonyms.len; i++) {
		sum = sum_text(sum, pack->synonyms.at[i].canonical);
		sum = sum_texts(sum, &pack->synonyms.at[i].others);
	}
	for (size_t i = 0; i < pack->concepts.len; i++)
		sum = sum_texts(sum, &pack->concepts.at[i]->terms);
	for (size_t i = 0; i < pack->lexemes.len; i++) {
		const struct lexeme *l = pack->lexemes.at[i];
		sum = sum_text(sum + l->concept->index, l->name);
		sum = sum_texts(sum, &l->also);
		sum = sum_texts(sum, &l->weak);
	}
	return sum;
}

bool
trie_put(const struct trie *t, FILE *out)
{
	uint64_t sizes[3] = {t->n, t->n_edges, t->n_endings};

	return blob_put(out, sizes, 3, sizeof(*sizes)) &&
	    blob_put(out, t->first_edge, t->n + 1, sizeof(*t->first_edge)) &&
	    blob_put(out, t->first_ending, t->n + 1,
	    sizeof(*t->first_ending)) &&
	    blob_put(out, t->edges, t->n_edges, sizeof(*t->edges)) &&
	    blob_put(out, t->endings, t->n_endings, sizeof(*t->endings));
}

/* Does each node's first follow the one before, up to `n` of them? */
static bool
is_ascending(const uint32_t *first, size_t nodes, size_t n)
{
	for (size_t i = 0; i < nodes; i++)
		if (first[i] > first[i + 1])
			return false;
	return first[0] == 0 && first[nodes] == n;
}

static bool
is_sound(const struct trie *t, const struct pack *pack)
{
	if (!is_ascending(t->first_edge, t->n, t->n_edges) ||
	    !is_ascending(t->first_ending, t->n, t->n_endings))
		return false;
	for (size_t i = 0; i < t->n_edges; i++)
		if (t->edges[i].to >= t->n)
			return false;
	for (size_t i = 0; i < t->n_endings; i++)
		if (t->endings[i].concept >= pack->concepts.len ||
		    (t->endings[i].lexeme != NO_LEXEME &&
		    t->endings[i].lexeme >= pack->lexemes.len))
			return false;
	return true;
}

struct trie *
trie_take(struct arena *a, struct blob *in, const struct pack *pack)
{
	struct trie *t = arena_alloc(a, sizeof(*t));
	const uint64_t *sizes = blob_take(in, 3, sizeof(*sizes));

	if (sizes == NULL || sizes[0] == 0 || sizes[0] > UINT32_MAX)
		return NULL;
	t->n = sizes[0];
	t->n_edges = sizes[1];
	t->n_endings = sizes[2];
	t->first_edge = blob_take(in, t->n + 1, sizeof(*t->first_edge));
	t->first_ending = blob_take(in, t->n + 1, sizeof(*t->first_ending));
	t->edges = blob_take(in, t->n_edges, sizeof(*t->edges));
	t->endings = blob_take(in, t->n_endings, sizeof(*t->endings));
	return t->first_edge != NULL && t->first_ending != NULL &&
	    t->edges != NULL && t->endings != NULL && is_sound(t, pack) ?
	    t : NULL;
}
