/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/pairs.h"

#include <stdlib.h>

#include "eval/locate.h"

struct candidate {
	size_t label;
	size_t ours;
	size_t overlap;		/* bytes */
	bool same_name;
};

static size_t
common(struct span a, struct span b)
{
	size_t start = a.start > b.start ? a.start : b.start;
	size_t end = a.end < b.end ? a.end : b.end;

	return start < end ? end - start : 0;
}

/* The largest overlap of any place of `text` with `at`. */
static size_t
overlap(struct str note, struct str text, struct span at)
{
	struct span place;
	size_t most = 0;
	size_t from = 0;

	while (locate(note, text, from, &place) && place.start < at.end) {
		size_t here = common(place, at);
		if (here > most)
			most = here;
		from = place.start + 1;
	}
	return most;
}

/* The same with any place of an exercise. */
static size_t
overlap_of(const struct facts *f, struct str text, const struct exercise *e)
{
	struct str note = f->reading->note->text;
	size_t named = overlap(note, text, e->at);
	size_t dosed = overlap(note, text, e->dosed);

	return named > dosed ? named : dosed;
}

bool
pairs_overlap(const struct facts *f, struct str text,
    const struct exercise *ours)
{
	return overlap_of(f, text, ours) > 0;
}

static int
best_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->same_name != y->same_name)
		return x->same_name ? -1 : 1;
	if (x->overlap != y->overlap)
		return x->overlap > y->overlap ? -1 : 1;
	if (x->label != y->label)
		return x->label < y->label ? -1 : 1;
	return (x->ours > y->ours) - (x->ours < y->ours);
}

static size_t *
nobody(struct arena *a, size_t n)
{
	size_t *partner = arena_array(a, n + 1, sizeof(*partner));

	for (size_t i = 0; i < n; i++)
		partner[i] = NO_PAIR;
	return partner;
}

struct pairs
pairs_of(struct arena *a, const struct label *label, const struct facts *f)
{
	struct pairs p = {0};
	VEC(struct candidate) all = {0};

	for (size_t i = 0; f != NULL && i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]))
			vec_push(a, &p.ours, &f->exercises.at[i]);
	p.ours_of = nobody(a, label->exercises.len);
	p.label_of = nobody(a, p.ours.len);
	for (size_t i = 0; i < label->exercises.len; i++)
		for (size_t j = 0; j < p.ours.len; j++) {
			const struct label_exercise *x =
			    &label->exercises.at[i];
			struct candidate c = {i, j,
			    overlap_of(f, x->text, p.ours.at[j]),
			    folded_equal(x->name, p.ours.at[j]->name)};
			if (c.overlap > 0)
				vec_push(a, &all, c);
		}
	if (all.len > 0)
		qsort(all.at, all.len, sizeof(*all.at), best_first);
	for (size_t i = 0; i < all.len; i++) {
		const struct candidate *c = &all.at[i];
		if (p.ours_of[c->label] != NO_PAIR ||
		    p.label_of[c->ours] != NO_PAIR)
			continue;
		p.ours_of[c->label] = c->ours;
		p.label_of[c->ours] = c->label;
	}
	return p;
}
