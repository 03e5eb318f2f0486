/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/leftover.h"

#include "match/words.h"

/* A chart shows what is usual by so many notes, and by so many times those
 * that say otherwise. */
enum { USUAL_NOTES = 2, USUAL_TIMES = 2 };

enum { NAME_LETTERS = 3 };

static bool
is_usual(size_t usual, size_t other)
{
	return usual >= USUAL_NOTES && usual >= other * USUAL_TIMES;
}

static const struct record *
first_with_birth(const struct chart *c, date_t born)
{
	for (size_t i = 0; i < c->visits.len; i++)
		if (c->visits.at[i]->birth_date == born)
			return c->visits.at[i];
	return NULL;
}

static size_t
births(const struct chart *c, date_t born)
{
	size_t n = 0;

	for (size_t i = 0; i < c->visits.len; i++)
		n += c->visits.at[i]->birth_date == born;
	return n;
}

/* The only date of birth that more than half of the notes that state one can
 * have in common (the majority vote of Boyer and Moore). */
static date_t
usual_birth(const struct chart *c)
{
	date_t usual = NO_DATE;
	size_t ahead = 0;

	for (size_t i = 0; i < c->visits.len; i++) {
		date_t born = c->visits.at[i]->birth_date;
		if (born == NO_DATE)
			continue;
		if (ahead == 0)
			usual = born;
		ahead = born == usual ? ahead + 1 : ahead - 1;
	}
	return usual;
}

static void
find_birth(const struct record *r, struct leftover *out)
{
	const struct chart *c = r->chart;

	if (r->birth_date == NO_DATE || r->born.text.len == 0)
		return;
	date_t usual = usual_birth(c);
	if (usual == r->birth_date ||
	    !is_usual(births(c, usual), births(c, r->birth_date)))
		return;
	const struct record *other = first_with_birth(c, usual);
	*out = (struct leftover){r->born.text, other->born.text, r->born.at,
	    other->place};
}

/* Is one pronoun used of the patient, and not the other? */
static bool
says_only(const struct said *one, const struct said *other)
{
	return one->text.len > 0 && other->text.len == 0;
}

static void
find_pronoun(const struct record *r, struct leftover *out)
{
	const struct chart *c = r->chart;
	const struct record *other = NULL;
	bool he = says_only(&r->he, &r->she);
	size_t as_here = 0, else_than_here = 0;

	if (!he && !says_only(&r->she, &r->he))
		return;
	for (size_t i = 0; i < c->visits.len; i++) {
		const struct record *v = c->visits.at[i];
		bool only_he = says_only(&v->he, &v->she);
		if (!only_he && !says_only(&v->she, &v->he))
			continue;
		if (only_he == he) {
			as_here++;
			continue;
		}
		else_than_here++;
		if (other == NULL)
			other = v;
	}
	if (!is_usual(else_than_here, as_here))
		return;
	const struct said *here = he ? &r->he : &r->she;
	*out = (struct leftover){here->text,
	    he ? other->she.text : other->he.text, here->at, other->place};
}

static const struct told_region *
region_of(const struct record *r, const struct lexeme *region)
{
	for (size_t i = 0; i < r->n_regions; i++)
		if (r->regions[i].region == region)
			return &r->regions[i];
	return NULL;
}

/* The side that a region is told with, and no other; NULL when not so. */
static const struct said *
only_side(const struct told_region *t)
{
	if (t == NULL || t->both || (t->right.text.len > 0) ==
	    (t->left.text.len > 0))
		return NULL;
	return t->right.text.len > 0 ? &t->right : &t->left;
}

/* Do all other notes of the chart that tell of the region tell the other side,
 * and enough of them? */
static bool
side_is_usual(const struct record *r, const struct told_region *t,
    struct leftover *out)
{
	const struct chart *c = r->chart;
	bool right = only_side(t) == &t->right;
	size_t n = 0;

	for (size_t i = 0; i < c->visits.len; i++) {
		const struct record *v = c->visits.at[i];
		const struct told_region *o = region_of(v, t->region);
		const struct said *side = only_side(o);
		if (v == r || o == NULL ||
		    (o->right.text.len == 0 && o->left.text.len == 0))
			continue;
		if (side == NULL || (side == &o->right) == right)
			return false;
		if (n++ == 0)
			*out = (struct leftover){only_side(t)->text,
			    side->text, only_side(t)->at, v->place};
	}
	return n >= USUAL_NOTES;
}

/* A side that the copied note has too. */
static void
find_side(const struct record *r, const struct record *source,
    struct leftover *out)
{
	for (size_t i = 0; i < r->n_regions; i++) {
		const struct told_region *t = &r->regions[i];
		const struct said *here = only_side(t);
		const struct told_region *o = region_of(source, t->region);
		const struct said *there = only_side(o);
		struct leftover found;
		if (here != NULL && there != NULL &&
		    (here == &t->right) == (there == &o->right) &&
		    side_is_usual(r, t, &found)) {
			*out = found;
			return;
		}
	}
}

/* Words of the other patient's name that are not of this one's, nor of whoever
 * signed. */
static size_t
telling_words(struct arena *a, const struct record *r,
    const struct record *source, uint32_t *out, size_t most)
{
	struct words name = {0}, own = {0};
	size_t n = 0;

	words_of(a, source->patient, &name);
	words_of(a, r->patient, &own);
	words_of(a, r->author, &own);
	for (size_t i = 0; i < name.len && n < most; i++) {
		bool telling = span_len(name.at[i].span) >= NAME_LETTERS;
		for (size_t k = 0; k < own.len; k++)
			telling = telling && own.at[k].key != name.at[i].key;
		if (telling)
			out[n++] = prose_key(name.at[i].key);
	}
	return n;
}

static bool
is_one_of(const struct prose_word *w, const uint32_t *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (w->key == keys[i])
			return w->capital && !w->standing;
	return false;
}

/* A word of the other patient's name in what is copied of the note. */
static void
find_name(struct arena *a, const struct record *r,
    const struct copy_source *from, struct copied *out)
{
	enum { MOST_WORDS = 8 };
	const struct record *source = from->record;
	const struct alignment *al = &from->comparison.alignment;
	const struct prose *p = &r->prose;
	uint32_t keys[MOST_WORDS];
	size_t n = telling_words(a, r, source, keys, MOST_WORDS);

	for (size_t i = 0; i < al->tiles.len && out->stranger.len == 0; i++) {
		const struct tile *t = &al->tiles.at[i];
		for (uint32_t w = t->later; w < t->later + t->words; w++) {
			if (!is_one_of(&p->words[w], keys, n))
				continue;
			out->stranger = source->patient;
			out->stranger_at = prose_span(p, w, w + 1);
			break;
		}
	}
}

void
leftovers_find(struct arena *a, const struct record *r,
    struct copied *copied)
{
	if (r->chart == NULL)
		return;
	find_birth(r, &copied->birth);
	find_pronoun(r, &copied->pronoun);
	if (copied->cross == NULL || !copied->cross->known)
		return;
	find_side(r, copied->cross->record, &copied->side);
	if (copied->stranger.len == 0)
		find_name(a, r, copied->cross, copied);
}
