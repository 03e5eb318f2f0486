/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/chart.h"

#include <stdlib.h>
#include <xxhash.h>

#include "base/sorted.h"
#include "copy/keys.h"
#include "match/words.h"

enum { NAME_WORDS = 8 };

/* The words of a name that are more than an initial, in order of their
 * hashes. */
struct name {
	uint64_t words[NAME_WORDS];
	size_t n;
};

/* Charts that were found under one number or one name. */
VEC_TYPE(places, size_t);

struct assembly {
	struct arena *arena;
	struct chart_list *charts;
	VEC(struct name) names;	/* by chart */
	struct keys *keys;	/* of numbers and of words of names */
	VEC(struct places) found;	/* by key */
};

uint64_t
name_key(struct arena *a, struct str name)
{
	struct words words = {0};

	words_of(a, name, &words);
	uint64_t *keys = arena_array(a, words.len + 1, sizeof(*keys));
	for (size_t i = 0; i < words.len; i++)
		keys[i] = words.at[i].key;
	sorted_make(keys, words.len);
	return XXH3_64bits(keys, words.len * sizeof(*keys));
}

static struct name
name_of(struct arena *a, struct str text)
{
	struct words words = {0};
	struct name out = {.n = 0};

	words_of(a, text, &words);
	for (size_t i = 0; i < words.len && out.n < NAME_WORDS; i++)
		if (span_len(words.at[i].span) > 1)
			out.words[out.n++] = words.at[i].key;
	sorted_make(out.words, out.n);
	return out;
}

/* How many words both names have. */
static size_t
common_words(const struct name *x, const struct name *y)
{
	return sorted_common(x->words, x->n, y->words, y->n);
}

/* Is the shorter name wholly in the longer? */
static bool
names_agree(const struct name *x, const struct name *y)
{
	size_t least = x->n < y->n ? x->n : y->n;

	return common_words(x, y) == least && least > 0;
}

static bool
fits(const struct assembly *s, size_t place, const struct record *r,
    const struct name *name)
{
	const struct chart *c = s->charts->at[place];
	const struct name *other = &s->names.at[place];
	bool same_id = r->patient_id.len > 0 &&
	    str_eq_nocase(c->patient_id, r->patient_id);

	/* Where number and name agree another birth date is a mistake. */
	if (same_id && names_agree(name, other))
		return true;
	if (c->birth_date != NO_DATE && r->birth_date != NO_DATE &&
	    c->birth_date != r->birth_date)
		return false;
	if (c->patient_id.len > 0 && r->patient_id.len > 0 && !same_id)
		return false;
	/* With a number, one word of the name in common will do: a name may
	 * have been married. */
	if (same_id)
		return name->n == 0 || other->n == 0 ||
		    common_words(name, other) > 0;
	return names_agree(name, other);
}

static struct places *
places_of(struct assembly *s, uint64_t key)
{
	uint32_t id = keys_add(s->keys, key);

	if (id == s->found.len)
		vec_push(s->arena, &s->found, (struct places){0});
	return &s->found.at[id];
}

/* Never the key of a name, for those are hashes of other bytes. */
static uint64_t
number_key(struct str id)
{
	char folded[64] = "#";
	size_t n = 1;

	for (size_t i = 0; i < id.len && n < sizeof(folded); i++)
		folded[n++] = to_lower(id.ptr[i]);
	return XXH3_64bits(folded, n);
}

static bool
seek(struct assembly *s, uint64_t key, const struct record *r,
    const struct name *name, size_t *out)
{
	const struct places *p = places_of(s, key);

	for (size_t i = 0; i < p->len; i++)
		if (fits(s, p->at[i], r, name)) {
			*out = p->at[i];
			return true;
		}
	return false;
}

static bool
seek_chart(struct assembly *s, const struct record *r,
    const struct name *name, size_t *out)
{
	if (r->patient_id.len > 0 &&
	    seek(s, number_key(r->patient_id), r, name, out))
		return true;
	for (size_t i = 0; i < name->n; i++)
		if (seek(s, name->words[i], r, name, out))
			return true;
	return false;
}

static void
remember(struct assembly *s, uint64_t key, size_t place)
{
	struct places *p = places_of(s, key);

	for (size_t i = 0; i < p->len; i++)
		if (p->at[i] == place)
			return;
	vec_push(s->arena, p, place);
}

/* What the chart did not state yet, and where it is to be found from now. */
static void
complete(struct assembly *s, size_t place, const struct record *r,
    const struct name *name)
{
	struct chart *c = s->charts->at[place];

	if (c->patient.len == 0)
		c->patient = r->patient;
	if (c->patient_id.len == 0)
		c->patient_id = r->patient_id;
	if (c->discipline.len == 0)
		c->discipline = r->discipline;
	if (c->birth_date == NO_DATE)
		c->birth_date = r->birth_date;
	if (s->names.at[place].n < name->n)
		s->names.at[place] = *name;
	if (r->patient_id.len > 0)
		remember(s, number_key(r->patient_id), place);
	for (size_t i = 0; i < name->n; i++)
		remember(s, name->words[i], place);
}

/* The chart that the record went to, or NULL. */
static struct chart *
file_record(struct assembly *s, struct record *r)
{
	struct name name = name_of(s->arena, r->patient);
	size_t place;

	if (name.n == 0 && r->patient_id.len == 0)
		return NULL;
	if (!seek_chart(s, r, &name, &place)) {
		struct chart *c = arena_alloc(s->arena, sizeof(*c));
		c->birth_date = NO_DATE;
		c->number = place = s->charts->len;
		vec_push(s->arena, s->charts, c);
		vec_push(s->arena, &s->names, name);
	}
	complete(s, place, r, &name);
	vec_push(s->arena, &s->charts->at[place]->visits, r);
	return s->charts->at[place];
}

bool
record_before(const struct record *x, const struct record *y)
{
	if (x->date != y->date && x->date != NO_DATE && y->date != NO_DATE)
		return x->date < y->date;
	return x->number < y->number;
}

static int
by_visit(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a;
	const struct record *y = *(struct record *const *)b;

	if ((x->date == NO_DATE) != (y->date == NO_DATE))
		return x->date == NO_DATE ? 1 : -1;
	return record_before(x, y) ? -1 : 1;
}

static void
sort_visits(struct chart *c)
{
	qsort(c->visits.at, c->visits.len, sizeof(*c->visits.at), by_visit);
	for (size_t i = 0; i < c->visits.len; i++) {
		c->visits.at[i]->visit = i;
		c->visits.at[i]->chart = c;
	}
}

struct assembly *
charts_assemble(struct arena *a, const struct record_list *records,
    struct chart_list *out)
{
	struct assembly *s = arena_alloc(a, sizeof(*s));

	s->arena = a;
	s->charts = out;
	s->keys = keys_new(a);
	for (size_t i = 0; i < records->len; i++)
		(void)file_record(s, records->at[i]);
	for (size_t i = 0; i < out->len; i++)
		sort_visits(out->at[i]);
	return s;
}

void
charts_add(struct assembly *s, struct record *r)
{
	struct chart *c = file_record(s, r);

	if (c != NULL)
		sort_visits(c);
}
