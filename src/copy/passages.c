/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/passages.h"

struct cutting {
	struct arena *arena;
	const struct prose *later, *source;
	struct passages *out;
};

const char *
passage_name(enum passage_kind kind)
{
	static const char *const names[] = {"copied", "changed", "new",
	    "standing"};

	return names[kind];
}

static void
add(const struct cutting *c, struct passage p)
{
	if (p.later < p.later_end || p.source < p.source_end)
		vec_push(c->arena, c->out, p);
}

/* Words that stand in the source: cut where a part ends or standing text
 * begins. */
static void
add_tile(const struct cutting *c, const struct tile *t)
{
	const struct prose_word *x = c->later->words + t->later;
	const struct prose_word *y = c->source->words + t->source;
	uint32_t first = 0;

	for (uint32_t i = 1; i <= t->words; i++) {
		if (i < t->words && x[i].part == x[first].part &&
		    y[i].part == y[first].part &&
		    x[i].standing == x[first].standing)
			continue;
		add(c, (struct passage){x[first].standing ?
		    PASSAGE_STANDING : PASSAGE_COPIED, t->later + first,
		    t->later + i, t->source + first, t->source + i});
		first = i;
	}
}

/* Words that do not. */
static void
add_new(const struct cutting *c, uint32_t from, uint32_t to)
{
	const struct prose_word *w = c->later->words;
	uint32_t first = from;

	for (uint32_t i = from + 1; i <= to && from < to; i++) {
		if (i < to && w[i].part == w[first].part &&
		    w[i].standing == w[first].standing)
			continue;
		add(c, (struct passage){w[first].standing ?
		    PASSAGE_STANDING : PASSAGE_NEW, first, i, 0, 0});
		first = i;
	}
}

static bool
in_one_part(const struct prose *p, uint32_t from, uint32_t to)
{
	return from >= to || p->words[from].part == p->words[to - 1].part;
}

void
passages_of(struct arena *a, const struct prose *later,
    const struct prose *source, const struct comparison *c,
    struct passages *out)
{
	const struct cutting cut = {a, later, source, out};
	const struct alignment *al = &c->alignment;
	uint32_t at = 0;
	size_t edit = 0;

	for (size_t i = 0; i < al->tiles.len; i++) {
		const struct tile *t = &al->tiles.at[i];
		while (edit < al->edits.len &&
		    al->edits.at[edit].later_end < t->later)
			edit++;
		const struct edit *e = edit < al->edits.len ?
		    &al->edits.at[edit] : NULL;
		if (e != NULL && e->later == at && e->later_end == t->later &&
		    in_one_part(later, e->later, e->later_end) &&
		    in_one_part(source, e->source, e->source_end)) {
			add(&cut, (struct passage){PASSAGE_CHANGED, e->later,
			    e->later_end, e->source, e->source_end});
			edit++;
		} else {
			add_new(&cut, at, t->later);
		}
		add_tile(&cut, t);
		at = t->later + t->words;
	}
	add_new(&cut, at, later->n);
}
