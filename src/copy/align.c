/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/align.h"

#include "copy/shingles.h"

/* Where the shingles of the source begin: chains in a table of heads. */
struct places {
	uint32_t *heads;	/* index of a word, plus 1 */
	uint32_t *next;
	uint32_t mask;
};

struct aligning {
	struct arena *arena;
	const uint32_t *later, *source;
	uint32_t n, m;
	struct places places;
	struct alignment *out;
};

static struct places
index_source(const struct aligning *w)
{
	struct places p = {.mask = 15};

	while (p.mask < w->m)
		p.mask = p.mask * 2 + 1;
	p.heads = arena_array(w->arena, (size_t)p.mask + 1, sizeof(*p.heads));
	p.next = arena_array(w->arena, (size_t)w->m + 1, sizeof(*p.next));
	/* From the end, so that a chain begins with the first place. */
	for (uint32_t i = w->m - SHINGLE_WORDS + 1; i-- > 0;) {
		uint32_t *head = &p.heads[shingle_of(w->source + i) & p.mask];
		p.next[i] = *head;
		*head = i + 1;
	}
	return p;
}

static uint32_t
run_length(const struct aligning *w, uint32_t i, uint32_t k)
{
	uint32_t n = 0;

	while (i + n < w->n && k + n < w->m &&
	    w->later[i + n] == w->source[k + n])
		n++;
	return n;
}

/* Does this run go on where the last tile ended? */
static bool
goes_on(const struct alignment *out, const struct tile *t)
{
	if (out->tiles.len == 0)
		return false;
	const struct tile *last = &out->tiles.at[out->tiles.len - 1];
	return t->source >= last->source + last->words &&
	    t->source - (last->source + last->words) <= EDIT_WORDS;
}

static bool
is_better(const struct alignment *out, const struct tile *t,
    const struct tile *best)
{
	if (t->words != best->words)
		return t->words > best->words;
	return goes_on(out, t) && !goes_on(out, best);
}

/* The best run that holds word i and reaches on; it may begin up to two words
 * before i, inside the last tile. */
static struct tile
best_at(const struct aligning *w, uint32_t i, uint32_t tiled)
{
	struct tile best = {i, 0, 0};

	for (uint32_t back = 0; back < SHINGLE_WORDS && back <= i &&
	    (back == 0 || i - back < tiled); back++) {
		uint32_t from = i - back;
		if (from + SHINGLE_WORDS > w->n)
			continue;
		uint32_t p = w->places.heads[shingle_of(w->later + from) &
		    w->places.mask];
		for (unsigned seen = 0; p != 0 && seen < SOURCE_PLACES;
		    p = w->places.next[p - 1], seen++) {
			uint32_t n = run_length(w, from, p - 1);
			if (n < SHINGLE_WORDS || n <= back)
				continue;
			struct tile t = {i, p - 1 + back, n - back};
			if (is_better(w->out, &t, &best))
				best = t;
		}
	}
	return best;
}

static void
find_edits(struct arena *a, struct alignment *out)
{
	for (size_t i = 1; i < out->tiles.len; i++) {
		const struct tile *x = &out->tiles.at[i - 1];
		const struct tile *y = &out->tiles.at[i];
		struct edit e = {x->later + x->words, y->later,
		    x->source + x->words, y->source};
		bool moved = e.source_end < e.source ||
		    e.source_end - e.source > EDIT_WORDS ||
		    e.later_end - e.later > EDIT_WORDS;
		bool same = e.later == e.later_end && e.source == e.source_end;
		if (!moved && !same)
			vec_push(a, &out->edits, e);
	}
}

void
align_words(struct arena *a, const uint32_t *later, uint32_t n,
    const uint32_t *source, uint32_t m, struct alignment *out)
{
	struct aligning w = {a, later, source, n, m, {0}, out};
	uint32_t tiled = 0;

	*out = (struct alignment){0};
	if (n < SHINGLE_WORDS || m < SHINGLE_WORDS)
		return;
	w.places = index_source(&w);
	for (uint32_t i = 0; i < n;) {
		struct tile t = best_at(&w, i, tiled);
		if (t.words == 0) {
			i++;
			continue;
		}
		vec_push(a, &out->tiles, t);
		i += t.words;
		tiled = i;
	}
	find_edits(a, out);
}
