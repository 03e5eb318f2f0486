/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/stranger.h"

#include "copy/keys.h"
#include "match/words.h"

/* Bytes between two words of a name: a blank, a comma. */
enum { NAME_GAP = 2, NOBODY = 0 };

/* Copying leaves a name in a chart or two; colleagues are named in more. */
enum { MOST_CHARTS = 2 };

/* In how many other charts' prose a patient is named. */
struct naming {
	uint32_t charts;
	const struct chart *last;
};

struct strangers {
	struct arena *arena;
	const struct chart_list *charts;
	struct keys *pairs;	/* of words */
	VEC(uint32_t) whose;	/* by pair: place of a chart plus 1 */
	struct naming *named;	/* by place of a chart */
};

static uint64_t
pair_of(uint32_t x, uint32_t y)
{
	return (uint64_t)x << 32 | y;
}

static void
claim(struct strangers *s, uint64_t pair, uint32_t whose, bool author)
{
	uint32_t id = keys_add(s->pairs, pair);

	if (id == s->whose.len)
		vec_push(s->arena, &s->whose, whose);
	else if (author)
		s->whose.at[id] = NOBODY;
}

/* First and last word of a name, in either order. */
static void
claim_name(struct strangers *s, struct str name, uint32_t whose, bool author)
{
	struct words words = {0};
	const struct word *first = NULL, *last = NULL;

	words_of(s->arena, name, &words);
	for (size_t i = 0; i < words.len; i++) {
		if (span_len(words.at[i].span) < 2)
			continue;
		if (first == NULL)
			first = &words.at[i];
		else
			last = &words.at[i];
	}
	if (last == NULL)
		return;
	uint32_t one = prose_key(first->key), other = prose_key(last->key);
	claim(s, pair_of(one, other), whose, author);
	claim(s, pair_of(other, one), whose, author);
}

struct strangers *
strangers_new(struct arena *a, const struct chart_list *charts,
    const struct record_list *records)
{
	struct strangers *s = arena_alloc(a, sizeof(*s));
	struct str before = {NULL, 0};

	s->arena = a;
	s->charts = charts;
	s->pairs = keys_new(a);
	s->named = arena_array(a, charts->len + 1, sizeof(*s->named));
	for (size_t i = 0; i < charts->len; i++) {
		const struct chart *c = charts->at[i];
		if (c->patient_id.len > 0 || c->birth_date != NO_DATE)
			claim_name(s, c->patient, (uint32_t)i + 1, false);
	}
	for (size_t i = 0; i < records->len; i++) {
		struct str author = records->at[i]->author;
		/* Mostly the same as the note before. */
		if (!str_eq(author, before))
			claim_name(s, author, NOBODY, true);
		before = author;
	}
	return s;
}

static bool
stand_together(const struct prose_word *x, const struct prose_word *y)
{
	return x->part == y->part &&
	    y->start - (x->start + x->len) <= NAME_GAP;
}

/* Is the one the other's name, too? */
static bool
same_name(const struct strangers *s, const struct chart *x,
    const struct chart *y)
{
	return name_key(s->arena, x->patient) == name_key(s->arena,
	    y->patient);
}

/* From word `*i` on, the next place where another patient is named; whose it
 * is, or NOBODY.  `*i` becomes the word of the place. */
static uint32_t
next_named(const struct strangers *s, const struct record *r, uint32_t *i)
{
	const struct prose *p = &r->prose;

	for (; r->chart != NULL && *i + 1 < p->n; ++*i) {
		if (!stand_together(&p->words[*i], &p->words[*i + 1]))
			continue;
		uint32_t id = keys_find(s->pairs, pair_of(p->words[*i].key,
		    p->words[*i + 1].key));
		if (id == NO_KEY || s->whose.at[id] == NOBODY)
			continue;
		const struct chart *c = s->charts->at[s->whose.at[id] - 1];
		if (c != r->chart && !same_name(s, c, r->chart))
			return s->whose.at[id];
	}
	return NOBODY;
}

void
strangers_count(struct strangers *s, const struct record *r)
{
	uint32_t whose;

	for (uint32_t i = 0; (whose = next_named(s, r, &i)) != NOBODY; i++) {
		struct naming *n = &s->named[whose - 1];
		n->charts += n->last != r->chart;
		n->last = r->chart;
	}
}

bool
stranger_in(const struct strangers *s, const struct record *r,
    struct str *name, struct span *at)
{
	uint32_t whose;

	for (uint32_t i = 0; (whose = next_named(s, r, &i)) != NOBODY; i++) {
		if (s->named[whose - 1].charts > MOST_CHARTS)
			continue;
		*name = s->charts->at[whose - 1]->patient;
		*at = prose_span(&r->prose, i, i + 2);
		return true;
	}
	return false;
}
