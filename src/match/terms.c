/* SPDX-License-Identifier: Apache-2.0 */
#include "match/terms.h"

#include <errno.h>

#include "match/trie.h"

static const char MARK[] = "terms  1";

struct terms {
	const struct pack *pack;
	const struct spellings *spellings;
	const struct trie *trie;
};

struct terms *
terms_new(struct arena *a, const struct pack *pack, const char *tables)
{
	struct terms *t = arena_alloc(a, sizeof(*t));
	uint64_t checksum;
	struct blob in;

	t->pack = pack;
	t->spellings = spellings_new(a, pack);
	if (tables != NULL &&
	    blob_section(a, tables, MARK, &checksum, &in) &&
	    checksum == trie_checksum(pack))
		t->trie = trie_take(a, &in, pack);
	if (t->trie == NULL)
		t->trie = trie_make(a, pack, t->spellings);
	return t;
}

enum status
terms_save(const struct terms *t, const char *tables, struct err *err)
{
	FILE *out = fopen(tables, "r+b");
	long at;
	bool good = out != NULL &&
	    blob_begin(out, MARK, trie_checksum(t->pack), &at) &&
	    trie_put(t->trie, out) && blob_end(out, at);

	good = (out == NULL || fclose(out) == 0) && good;
	return good ? OK : err_set(err, E_IO, "%s: %s", tables,
	    strerror(errno));
}

/* Where a walk stands: a node of the trie and the next word of the text. */
struct walk {
	uint32_t node;
	size_t next;
};

/* The best ending of each concept for a term that begins at one word. */
struct search {
	const struct terms *terms;
	const struct words *words;
	struct arena *arena;
	VEC(struct walk) open;
	struct {
		const struct trie_ending *ending;
		size_t last;		/* one past the last word */
	} *best;			/* per concept */
	VEC(unsigned) touched;		/* concepts with a best */
};

static void
note_endings(struct search *s, struct walk here)
{
	const struct trie *t = s->terms->trie;

	for (uint32_t i = t->first_ending[here.node];
	    i < t->first_ending[here.node + 1]; i++) {
		const struct trie_ending *e = &t->endings[i];
		unsigned c = e->concept;
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

/* A node that a walk has come to; 0 is none. */
static void
go_on(struct search *s, uint32_t node, size_t next)
{
	if (node != 0)
		vec_push(s->arena, &s->open, (struct walk){node, next});
}

static void
follow(struct search *s, struct walk here, enum gap gap)
{
	const struct trie *t = s->terms->trie;
	const struct word *word = &s->words->at[here.next];
	const struct spelling *other = spellings_of(s->terms->spellings,
	    word->key);

	go_on(s, trie_step(t, here.node, gap, word->key), here.next + 1);
	for (; other != NULL; other = other->next) {
		size_t used = spelling_at(other, s->words, here.next);
		uint32_t n = here.node;
		if (used == 0)
			continue;
		for (size_t i = 0; i < other->means.len; i++) {
			n = trie_step(t, n, i == 0 ? gap : GAP_SPACE,
			    other->means.at[i].key);
			if (n == 0)
				break;
		}
		go_on(s, n, here.next + used);
	}
}

static void
search_from(struct search *s, size_t first)
{
	s->open.len = 0;
	s->touched.len = 0;
	vec_push(s->arena, &s->open, (struct walk){0, first});
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

/* What was found from one word on, but for what a longer term has used up. */
static void
report(struct search *s, size_t first, size_t *resume, struct term_hits *out)
{
	const struct pack *pack = s->terms->pack;

	for (size_t i = 0; i < s->touched.len; i++) {
		unsigned c = s->touched.at[i];
		const struct trie_ending *e = s->best[c].ending;
		s->best[c].ending = NULL;
		if (first < resume[c])
			continue;
		resume[c] = s->best[c].last;
		struct span at = {s->words->at[first].span.start,
		    s->words->at[s->best[c].last - 1].span.end};
		vec_push(s->arena, out, (struct term_hit){at,
		    pack->concepts.at[c], e->lexeme == NO_LEXEME ? NULL :
		    pack->lexemes.at[e->lexeme], e->weak != 0});
	}
}

void
terms_find(const struct terms *t, struct arena *a, struct str text,
    struct term_hits *out)
{
	struct words words = {0};
	struct search s = {.terms = t, .words = &words, .arena = a};
	size_t concepts = t->pack->concepts.len;
	size_t *resume = arena_array(a, concepts + 1, sizeof(*resume));

	words_of(a, text, &words);
	s.best = arena_array(a, concepts + 1, sizeof(*s.best));
	for (size_t first = 0; first < words.len; first++) {
		search_from(&s, first);
		report(&s, first, resume, out);
	}
}
