/* SPDX-License-Identifier: Apache-2.0 */
#include "match/terms.h"

#include "base/hash.h"
#include "match/words.h"

/* What ends at a node. */
struct ending {
	const struct ending *next;
	const struct concept *concept;
	const struct lexeme *lexeme;
	bool weak;
};

struct node {
	const struct ending *endings;
	unsigned number;
};

/* An edge: from a node, over a gap and a word, to another. */
struct edge_key {
	uint64_t word;
	uint32_t from;
	uint32_t gap;
};

struct edge {
	struct edge_key key;
	struct node *to;
	UT_hash_handle hh;
};

/* The spellings that mean the same as a word: sequences of words. */
struct spelling {
	const struct spelling *next;
	struct words words;
};

struct variants {
	uint64_t word;			/* first word of the other spelling */
	const struct spelling *others;	/* the whole other spelling */
	const struct spelling *means;	/* parallel list: what it stands for */
	UT_hash_handle hh;
};

struct terms {
	struct node *root;
	struct edge *edges;
	struct variants *variants;
	unsigned n_nodes;
	size_t n_concepts;
};

enum { LONGEST_TERM = 24 };	/* words, after expansion */

static struct node *
step(const struct terms *t, const struct node *from, enum gap gap, uint64_t word)
{
	struct edge_key key = {word, from->number, gap};
	struct edge *e;

	HASH_FIND(hh, t->edges, &key, sizeof(key), e);
	return e == NULL ? NULL : e->to;
}

static struct node *
step_or_add(struct arena *a, struct terms *t, struct node *from, enum gap gap,
    uint64_t word)
{
	struct node *to = step(t, from, gap, word);

	if (to != NULL)
		return to;
	struct edge *e = arena_alloc(a, sizeof(*e));
	e->key = (struct edge_key){word, from->number, gap};
	e->to = arena_alloc(a, sizeof(*e->to));
	e->to->number = ++t->n_nodes;
	HASH_ADD(hh, t->edges, key, sizeof(e->key), e);
	return e->to;
}

static const struct variants *
variants_of(const struct terms *t, uint64_t word)
{
	struct variants *v;

	HASH_FIND(hh, t->variants, &word, sizeof(word), v);
	return v;
}

/* How many words of `words` from `at` on spell `other`; 0 when they do not. */
static size_t
spelled_by(const struct words *other, const struct words *words, size_t at)
{
	if (other->len > words->len - at)
		return 0;
	for (size_t i = 0; i < other->len; i++)
		if (other->at[i].key != words->at[at + i].key ||
		    (i > 0 && other->at[i].gap != words->at[at + i].gap))
			return 0;
	return other->len;
}

/* Where a walk stands: a node of the trie and the next word of the text. */
struct walk {
	struct node *node;
	size_t next;
};

/* Insertion takes each word in its canonical spellings, all of them. */
static void
insert(struct arena *a, struct terms *t, const struct words *words,
    struct ending ending)
{
	VEC(struct walk) open = {0};

	vec_push(a, &open, (struct walk){t->root, 0});
	for (size_t w = 0; w < open.len; w++) {
		struct walk here = open.at[w];
		if (here.next == words->len) {
			struct ending *e = arena_alloc(a, sizeof(*e));
			*e = ending;
			e->next = here.node->endings;
			here.node->endings = e;
			continue;
		}
		const struct word *word = &words->at[here.next];
		enum gap gap = here.next == 0 ? GAP_BREAK : word->gap;
		const struct variants *v = variants_of(t, word->key);
		bool canonical = true;
		const struct spelling *means = v ? v->means : NULL;
		for (const struct spelling *o = v ? v->others : NULL; o != NULL;
		    o = o->next, means = means->next) {
			size_t used = spelled_by(&o->words, words, here.next);
			if (used == 0)
				continue;
			canonical = canonical && used > 1;
			struct node *n = here.node;
			for (size_t i = 0; i < means->words.len; i++)
				n = step_or_add(a, t, n,
				    i == 0 ? gap : GAP_SPACE,
				    means->words.at[i].key);
			vec_push(a, &open, (struct walk){n, here.next + used});
		}
		if (canonical)
			vec_push(a, &open, (struct walk){step_or_add(a, t,
			    here.node, gap, word->key), here.next + 1});
	}
}

static void
add_term(struct arena *a, struct terms *t, const char *text,
    struct ending ending)
{
	struct words words = {0};

	words_of(a, str_of(text), &words);
	if (words.len > 0 && words.len <= LONGEST_TERM)
		insert(a, t, &words, ending);
}

static void
add_synonym(struct arena *a, struct terms *t, const char *canonical,
    const char *other)
{
	struct spelling *o = arena_alloc(a, sizeof(*o));
	struct spelling *m = arena_alloc(a, sizeof(*m));
	struct variants *v;

	words_of(a, str_of(other), &o->words);
	words_of(a, str_of(canonical), &m->words);
	if (o->words.len == 0 || m->words.len == 0)
		return;
	HASH_FIND(hh, t->variants, &o->words.at[0].key, sizeof(uint64_t), v);
	if (v == NULL) {
		v = arena_alloc(a, sizeof(*v));
		v->word = o->words.at[0].key;
		HASH_ADD(hh, t->variants, word, sizeof(v->word), v);
	}
	o->next = v->others;
	v->others = o;
	m->next = v->means;
	v->means = m;
}

struct terms *
terms_new(struct arena *a, const struct pack *pack)
{
	struct terms *t = arena_alloc(a, sizeof(*t));

	t->root = arena_alloc(a, sizeof(*t->root));
	t->n_concepts = pack->concepts.len;
	for (size_t i = 0; i < pack->synonyms.len; i++) {
		const struct synonym *s = &pack->synonyms.at[i];
		for (size_t j = 0; j < s->others.len; j++)
			add_synonym(a, t, s->canonical, s->others.at[j]);
	}
	for (size_t i = 0; i < pack->concepts.len; i++) {
		const struct concept *c = pack->concepts.at[i];
		for (size_t j = 0; j < c->terms.len; j++)
			add_term(a, t, c->terms.at[j],
			    (struct ending){.concept = c});
	}
	for (size_t i = 0; i < pack->lexemes.len; i++) {
		const struct lexeme *l = pack->lexemes.at[i];
		struct ending e = {.concept = l->concept, .lexeme = l};
		if (!texts_have(&l->weak, l->name))
			add_term(a, t, l->name, e);
		for (size_t j = 0; j < l->also.len; j++)
			add_term(a, t, l->also.at[j], e);
		e.weak = true;
		for (size_t j = 0; j < l->weak.len; j++)
			add_term(a, t, l->weak.at[j], e);
	}
	return t;
}

/* The best ending of each concept for a term that begins at one word. */
struct search {
	const struct terms *terms;
	const struct words *words;
	struct arena *arena;
	VEC(struct walk) open;
	struct {
		const struct ending *ending;
		size_t last;		/* one past the last word */
	} *best;			/* per concept */
	VEC(unsigned) touched;		/* concepts with a best */
};

static void
note_endings(struct search *s, struct walk here)
{
	for (const struct ending *e = here.node->endings; e; e = e->next) {
		unsigned c = e->concept->index;
		bool fresh = s->best[c].ending == NULL;
		if (fresh)
			vec_push(s->arena, &s->touched, c);
		if (fresh || here.next > s->best[c].last ||
		    (here.next == s->best[c].last && s->best[c].ending->weak)) {
			s->best[c].ending = e;
			s->best[c].last = here.next;
		}
	}
}

static void
follow(struct search *s, struct walk here, enum gap gap)
{
	const struct word *word = &s->words->at[here.next];
	const struct variants *v = variants_of(s->terms, word->key);
	const struct spelling *means = v ? v->means : NULL;
	struct node *n = step(s->terms, here.node, gap, word->key);

	if (n != NULL)
		vec_push(s->arena, &s->open, (struct walk){n, here.next + 1});
	for (const struct spelling *o = v ? v->others : NULL; o != NULL;
	    o = o->next, means = means->next) {
		size_t used = spelled_by(&o->words, s->words, here.next);
		n = used == 0 ? NULL : here.node;
		for (size_t i = 0; n != NULL && i < means->words.len; i++)
			n = step(s->terms, n, i == 0 ? gap : GAP_SPACE,
			    means->words.at[i].key);
		if (n != NULL)
			vec_push(s->arena, &s->open,
			    (struct walk){n, here.next + used});
	}
}

static void
search_from(struct search *s, size_t first)
{
	s->open.len = 0;
	s->touched.len = 0;
	vec_push(s->arena, &s->open, (struct walk){s->terms->root, first});
	for (size_t w = 0; w < s->open.len; w++) {
		struct walk here = s->open.at[w];
		if (here.next > first)
			note_endings(s, here);
		if (here.next == s->words->len)
			continue;
		enum gap gap = s->words->at[here.next].gap;
		if (here.next == first)
			follow(s, here, GAP_BREAK);
		else if (gap != GAP_BREAK)
			follow(s, here, gap);
	}
}

void
terms_find(const struct terms *t, struct arena *a, struct str text,
    struct term_hits *out)
{
	struct words words = {0};
	struct search s = {.terms = t, .words = &words, .arena = a};
	size_t *resume = arena_array(a, t->n_concepts + 1, sizeof(*resume));

	words_of(a, text, &words);
	s.best = arena_array(a, t->n_concepts + 1, sizeof(*s.best));
	for (size_t first = 0; first < words.len; first++) {
		search_from(&s, first);
		for (size_t i = 0; i < s.touched.len; i++) {
			unsigned c = s.touched.at[i];
			const struct ending *e = s.best[c].ending;
			s.best[c].ending = NULL;
			if (first < resume[c])
				continue;
			resume[c] = s.best[c].last;
			struct span at = {words.at[first].span.start,
			    words.at[s.best[c].last - 1].span.end};
			vec_push(a, out, (struct term_hit){at, e->concept,
			    e->lexeme, e->weak});
		}
	}
}
