/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/alike.h"

#include <xxhash.h>

#include "audit/leftover.h"
#include "audit/stranger.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "copy/join.h"
#include "copy/keys.h"
#include "copy/template.h"
#include "match/words.h"

/* Scratch for comparing two notes. */
#define PAIR_MEMORY ((size_t)64 << 20)

struct alike {
	struct arena *arena;
	struct arena *scratch;	/* emptied before each comparison */
	struct arena *tables;	/* emptied before each chart */
	struct arena *kept;	/* what later notes are held against */
	const struct pack *pack;
	bool across;
	struct template *template;
	VEC(struct copied *) copied;	/* by number of the record */
	struct join *join;
	struct strangers *strangers;
	const struct record_list *records;
	const struct chart_list *charts;
	VEC(struct shingles) given;
};

/* Empty an arena whose trap stays that of alike_compare(). */
static struct arena *
emptied(struct arena *a)
{
	arena_reset(a);
	(void)arena_trap(a);
	return a;
}

/* Work on one or two notes, whose memory is wanted no longer than that. */
static struct arena *
fresh_scratch(struct alike *s)
{
	return emptied(s->scratch);
}

struct alike *
alike_new(struct arena *a, const struct pack *pack, bool across)
{
	const struct copying *by = &pack->copying;
	const struct template_rule rule = {
		.share = (unsigned)by->standing_share,
		.notes = (unsigned)by->standing_notes,
		.patients = (unsigned)by->standing_patients,
		.authors = (unsigned)by->standing_authors,
		.alone_share = (unsigned)by->standing_alone_share,
		.alone_patients = (unsigned)by->standing_alone_patients,
	};
	struct alike *s = arena_alloc(a, sizeof(*s));

	s->arena = a;
	s->pack = pack;
	s->across = across;
	s->template = template_new(a, &rule);
	s->scratch = arena_within(a, PAIR_MEMORY);
	s->tables = arena_within(a, LIMIT_CASELOAD_ARENA);
	s->kept = arena_within(a, LIMIT_CASELOAD_ARENA);
	return s;
}

void
alike_give_template(struct alike *s, struct str text)
{
	struct words words = {0};

	words_of(s->arena, text, &words);
	uint32_t *keys = arena_array(s->arena, words.len + 1, sizeof(*keys));
	for (size_t i = 0; i < words.len; i++)
		keys[i] = prose_key(words.at[i].key);
	template_give(s->template, shingles_of(s->arena, keys, words.len));
}

/* Standing text: learning and marking. */

/* Numbers for authors and for what they write. */
struct writers {
	struct keys *authors;
	struct keys *groups;
};

/* Shingles of both kinds of prose. */
static struct shingles
all_shingles(struct arena *a, const struct record *r)
{
	uint64_t *at = arena_array(a, (size_t)r->prose.n + r->beside.n + 1,
	    sizeof(*at));
	const struct prose *const both[] = {&r->prose, &r->beside};
	size_t n = 0;

	for (size_t k = 0; k < 2; k++) {
		uint32_t *keys = prose_keys(a, both[k]);
		for (uint32_t i = 0; i + SHINGLE_WORDS <= both[k]->n; i++)
			at[n++] = shingle_of(keys + i);
	}
	return shingles_sort(at, n);
}

static struct template_note
template_note(struct alike *s, struct writers *w, const struct record *r,
    uint32_t patient)
{
	struct arena *a = fresh_scratch(s);
	struct template_note n = {.patient = patient};

	n.author = keys_add(w->authors, name_key(a, r->author));
	uint64_t group[2] = {n.author, (uintptr_t)r->type};
	n.group = keys_add(w->groups, XXH3_64bits(group, sizeof(group)));
	n.set = all_shingles(a, r);
	return n;
}

typedef void (*learn_step)(struct template *t, const struct template_note *n);

/* Every note, those of a patient one after another. */
static void
learn(struct alike *s, struct writers *w, learn_step step)
{
	uint32_t patient = 0;

	for (size_t i = 0; i < s->charts->len; i++, patient++) {
		const struct chart *c = s->charts->at[i];
		for (size_t k = 0; k < c->visits.len; k++) {
			struct template_note n = template_note(s, w,
			    c->visits.at[k], patient);
			step(s->template, &n);
		}
	}
}

static void
mark_standing(struct alike *s, struct prose *p)
{
	uint32_t *keys = prose_keys(fresh_scratch(s), p);

	for (uint32_t i = 0; i + SHINGLE_WORDS <= p->n; i++)
		if (template_has(s->template, shingle_of(keys + i)))
			for (uint32_t k = 0; k < SHINGLE_WORDS; k++)
				p->words[i + k].standing = true;
}

static void
settle_standing(struct alike *s)
{
	struct writers w = {keys_new(s->arena), keys_new(s->arena)};

	learn(s, &w, template_count);
	learn(s, &w, template_learn);
	for (size_t i = 0; i < s->records->len; i++) {
		mark_standing(s, &s->records->at[i]->prose);
		mark_standing(s, &s->records->at[i]->beside);
	}
}

/* The passages of one prose that were not seen before. */
static void
list_standing(struct arena *a, struct keys *seen, const struct record *r,
    const struct prose *p, struct standing_passages *out)
{
	for (uint32_t k = 0; k < p->n;) {
		uint32_t first = k;
		uint64_t h = 0;
		for (; k < p->n && p->words[k].standing &&
		    p->words[k].part == p->words[first].part; k++)
			h = h * 31 + p->words[k].key;
		if (k == first) {
			k++;
			continue;
		}
		uint32_t before = keys_count(seen);
		if (keys_add(seen, h) == before)
			vec_push(a, out, (struct standing_passage){r,
			    prose_span(p, first, k), k - first});
	}
}

void
alike_standing(const struct alike *s, struct arena *a,
    struct standing_passages *out)
{
	struct keys *seen = keys_new(a);

	for (size_t i = 0; i < s->records->len; i++) {
		const struct record *r = s->records->at[i];
		list_standing(a, seen, r, &r->prose, out);
		list_standing(a, seen, r, &r->beside, out);
	}
}

/* Comparing. */

/* The shingles of a note that are no standing text. */
static struct shingles
own_shingles(struct alike *s, struct arena *a, const struct prose *p)
{
	uint32_t *keys = prose_keys(a, p);
	uint64_t *at = arena_array(a, (size_t)p->n + 1, sizeof(*at));
	size_t n = 0;

	for (uint32_t i = 0; i + SHINGLE_WORDS <= p->n; i++) {
		uint64_t h = shingle_of(keys + i);
		if (!template_has(s->template, h))
			at[n++] = h;
	}
	return shingles_sort(at, n);
}

static size_t
common(const struct shingles *x, const struct shingles *y)
{
	return sorted_common(x->at, x->n, y->at, y->n);
}

/* The least number of copied words that any rule asks of a note. */
static size_t
least_copied(const struct copying *by)
{
	int whole = by->whole_words * by->whole_copied / 100;
	int section = by->section_words * by->section_copied / 100;

	return (size_t)(whole < section ? whole : section);
}

static void *
kept_copy(struct arena *a, const void *from, size_t n, size_t size)
{
	void *to = arena_array(a, n + 1, size);

	if (n > 0)
		memcpy(to, from, n * size);
	return to;
}

/* A source whose comparison outlives the scratch. */
static const struct copy_source *
keep_source(struct alike *s, const struct record *later,
    const struct record *source, const struct comparison *c)
{
	struct copy_source *out = arena_alloc(s->arena, sizeof(*out));
	struct arena *a = s->arena;

	*out = (struct copy_source){.note = source->place,
	    .prose = &source->prose, .date = source->date,
	    .record = source, .comparison = *c};
	out->known = later->chart != NULL && source->chart != NULL;
	out->other_author = name_key(s->scratch, later->author) !=
	    name_key(s->scratch, source->author);
	struct comparison *k = &out->comparison;
	k->alignment.tiles.at = kept_copy(a, c->alignment.tiles.at,
	    c->alignment.tiles.len, sizeof(struct tile));
	k->alignment.edits.at = kept_copy(a, c->alignment.edits.at,
	    c->alignment.edits.len, sizeof(struct edit));
	k->parts = kept_copy(a, c->parts, c->n_parts,
	    sizeof(struct copy_share));
	return out;
}

/* Is this a better source than the one known? */
static bool
is_better(const struct copy_share *share, const struct copy_share *known)
{
	return share->copied > 0 &&
	    (known == NULL || share->copied > known->copied);
}

static void
weigh_own(struct alike *s, const struct record *later,
    const struct record *source)
{
	struct copied *d = s->copied.at[later->number];
	const struct copy_source *kept = NULL;
	struct comparison c;

	compare_prose(fresh_scratch(s), &later->prose, &source->prose, &c);
	if (is_better(&c.whole, d->same ? &d->same->comparison.whole : NULL))
		d->same = kept = keep_source(s, later, source, &c);
	for (uint32_t i = 0; i < c.n_parts; i++) {
		const struct copy_source *known = d->parts[i];
		if (!is_better(&c.parts[i],
		    known ? &known->comparison.parts[i] : NULL))
			continue;
		if (kept == NULL)
			kept = keep_source(s, later, source, &c);
		d->parts[i] = kept;
	}
}

/* Two notes of one day are one visit: exported twice, amended, or continued. */
static bool
same_visit(const struct record *x, const struct record *y)
{
	return x->date != NO_DATE && x->date == y->date &&
	    str_eq(x->discipline, y->discipline);
}

static void
compare_chart(struct alike *s, const struct chart *c)
{
	struct arena *a = emptied(s->tables);
	size_t least = least_copied(&s->pack->copying);

	struct shingles *sets = arena_array(a, c->visits.len, sizeof(*sets));
	for (size_t i = 0; i < c->visits.len; i++)
		sets[i] = own_shingles(s, a, &c->visits.at[i]->prose);
	for (size_t i = 1; i < c->visits.len; i++)
		for (size_t k = 0; k < i; k++)
			/* A shingle makes at most three words copied. */
			if (!same_visit(c->visits.at[i], c->visits.at[k]) &&
			    common(&sets[i], &sets[k]) * SHINGLE_WORDS >= least)
				weigh_own(s, c->visits.at[i], c->visits.at[k]);
}

/* A pair of notes of different patients. */
static void
weigh_pair(void *context, const struct join_pair *pair)
{
	struct alike *s = context;
	const struct record *x = s->records->at[pair->earlier];
	const struct record *y = s->records->at[pair->later];
	const struct record *later = record_before(x, y) ? y : x;
	const struct record *source = later == y ? x : y;
	struct copied *d = s->copied.at[later->number];
	struct comparison c;

	if (x->chart == y->chart && x->chart != NULL)
		return;
	compare_prose(fresh_scratch(s), &later->prose, &source->prose, &c);
	if (is_better(&c.whole, d->cross ? &d->cross->comparison.whole :
	    NULL))
		d->cross = keep_source(s, later, source, &c);
}

static void
compare_across(struct alike *s)
{
	const struct copying *by = &s->pack->copying;

	s->join = join_new(s->kept, JOIN_CONTAINMENT,
	    (unsigned)by->pair_weight * 10, (unsigned)by->pair_shingles);
	for (size_t i = 0; i < s->records->len; i++)
		join_count(s->join, own_shingles(s, fresh_scratch(s),
		    &s->records->at[i]->prose));
	join_run(s->join, weigh_pair, s);
}

static void
find_strangers(struct alike *s)
{
	s->strangers = strangers_new(s->kept, s->charts, s->records);
	for (size_t i = 0; i < s->charts->len; i++)
		for (size_t k = 0; k < s->charts->at[i]->visits.len; k++)
			strangers_count(s->strangers,
			    s->charts->at[i]->visits.at[k]);
}

/* What the note shows now that it is known whom it has text of. */
static void
find_left(struct alike *s, const struct record *r)
{
	struct copied *d = s->copied.at[r->number];

	if (s->strangers != NULL)
		(void)stranger_in(s->strangers, r, &d->stranger,
		    &d->stranger_at);
	leftovers_find(fresh_scratch(s), r, d);
}

static void
count_standing(const struct prose *p, struct copy_share *out)
{
	out->words += p->n;
	for (uint32_t i = 0; i < p->n; i++)
		out->copied += p->words[i].standing;
}

static void
prepare(struct alike *s, const struct record *r)
{
	struct copied *d = arena_alloc(s->arena, sizeof(*d));

	d->prose = &r->prose;
	d->patient = r->patient;
	d->parts = arena_array(s->arena, (size_t)r->prose.n_parts + 1,
	    sizeof(struct copy_source *));
	count_standing(&r->prose, &d->standing);
	count_standing(&r->beside, &d->standing);
	vec_push(s->arena, &s->copied, d);
}

static enum status
no_scratch(struct err *err)
{
	return err_set(err, E_MEMORY, "out of memory for comparing notes; "
	    "judge fewer at a time, or with --scope note");
}

/* What runs out of scratch runs out of memory like the rest. */
#define SCRATCH_FAILED(s) (ARENA_FAILED((s)->scratch) ||                      \
	    ARENA_FAILED((s)->tables) || ARENA_FAILED((s)->kept))

enum status
alike_compare(struct alike *s, const struct record_list *records,
    const struct chart_list *charts, struct err *err)
{
	s->records = records;
	s->charts = charts;
	if (SCRATCH_FAILED(s))
		return no_scratch(err);
	settle_standing(s);
	for (size_t i = 0; i < records->len; i++)
		prepare(s, records->at[i]);
	for (size_t i = 0; i < charts->len; i++)
		compare_chart(s, charts->at[i]);
	if (s->across) {
		compare_across(s);
		find_strangers(s);
	}
	for (size_t i = 0; i < records->len; i++)
		find_left(s, records->at[i]);
	arena_reset(s->tables);
	arena_reset(s->scratch);
	arena_disarm(s->kept);
	return OK;
}

/* With the other visits of its patient that come before it. */
static void
compare_visit(struct alike *s, const struct record *r)
{
	const struct chart *c = r->chart;

	for (size_t i = 0; c != NULL && i < c->visits.len; i++)
		if (record_before(c->visits.at[i], r) &&
		    !same_visit(c->visits.at[i], r))
			weigh_own(s, r, c->visits.at[i]);
}

enum status
alike_add(struct alike *s, struct record *r, struct err *err)
{
	if (SCRATCH_FAILED(s))
		return no_scratch(err);
	mark_standing(s, &r->prose);
	mark_standing(s, &r->beside);
	prepare(s, r);
	compare_visit(s, r);
	if (s->join != NULL)
		(void)join_add(s->join, own_shingles(s, emptied(s->tables),
		    &r->prose), weigh_pair, s);
	find_left(s, r);
	arena_reset(s->tables);
	arena_reset(s->scratch);
	arena_disarm(s->kept);
	return OK;
}

const struct copied *
alike_of(const struct alike *s, const struct record *r)
{
	return s->copied.at[r->number];
}
