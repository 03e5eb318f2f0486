/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/join.h"

#include <stdlib.h>

#include "base/vec.h"
#include "copy/keys.h"

/* A set that has a shingle. */
struct posting {
	uint32_t set;
	uint32_t weight;	/* of the set */
};

/* Most shingles are in one set, which needs no array. */
union postings {
	struct posting one;
	struct posting *many;	/* room for a power of two */
};

/* Sets with a shingle in their prefix, and those that have it behind. */
enum which { PREFIX, REST, LISTS };

/* What is known of a shingle. */
struct entry {
	union postings at[LISTS];
	uint32_t n[LISTS];
	uint32_t weight;	/* until weighed: the sets that have it */
};

/* Entries stand in blocks, for they are many and must not move. */
enum { BLOCK_BITS = 12, BLOCK = 1 << BLOCK_BITS };

/* An added set. */
struct member {
	const uint32_t *ids;	/* ascending */
	uint32_t n;
	uint32_t weight;
	uint32_t rest;		/* the weight behind its prefix */
};

/* A shingle of the set that is being added. */
struct part {
	uint32_t id;
	uint32_t weight;
};

struct join {
	struct arena *arena;
	enum join_measure measure;
	unsigned threshold;
	unsigned least;
	uint32_t unseen;	/* weight of a shingle they did not have */
	uint64_t candidates;
	bool weighed;
	struct keys *keys;
	VEC(struct entry *) blocks;
	uint32_t n_entries;
	VEC(struct member) members;
	VEC(uint32_t) met;	/* by member: weight that the set being added
				 * was met with */
	struct part *parts;	/* scratch */
	size_t room;		/* in it */
	VEC(uint32_t) touched;	/* members met; scratch */
};

/*
 * A prefix could end where less is left than a pair must share.  It goes on to
 * where less than this part of that is left, so that a candidate must have been
 * met with the other part: most have one shingle in common by chance, and need
 * not be looked at.
 */
enum { LEFT = 3, LEFT_OF = 4 };

struct join *
join_new(struct arena *a, enum join_measure measure, unsigned threshold,
    unsigned least)
{
	struct join *j = arena_alloc(a, sizeof(*j));

	j->arena = a;
	j->measure = measure;
	j->threshold = threshold;
	j->least = least;
	j->unseen = 1;
	j->keys = keys_new(a);
	return j;
}

static struct entry *
entry_at(const struct join *j, uint32_t id)
{
	return &j->blocks.at[id >> BLOCK_BITS][id & (BLOCK - 1)];
}

static uint32_t
entry_of(struct join *j, uint64_t shingle, uint32_t weight)
{
	uint32_t id = keys_add(j->keys, shingle);

	if (id < j->n_entries)
		return id;
	if ((id & (BLOCK - 1)) == 0)
		vec_push(j->arena, &j->blocks, arena_array(j->arena, BLOCK,
		    sizeof(struct entry)));
	j->n_entries++;
	entry_at(j, id)->weight = weight;
	return id;
}

static int
by_id(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The set as a member that has no weight yet. */
static struct member
look_up(struct join *j, struct shingles set, uint32_t weight)
{
	uint32_t *ids = arena_array(j->arena, set.n + 1, sizeof(*ids));

	keys_expect(j->keys, set.at, set.n);
	for (size_t i = 0; i < set.n; i++) {
		ids[i] = entry_of(j, set.at[i], weight);
		__builtin_prefetch(entry_at(j, ids[i]));
	}
	if (set.n > 0)
		qsort(ids, set.n, sizeof(*ids), by_id);
	return (struct member){.ids = ids, .n = (uint32_t)set.n};
}

void
join_count(struct join *j, struct shingles set)
{
	struct member m = look_up(j, set, 0);

	for (uint32_t i = 0; i < m.n; i++)
		entry_at(j, m.ids[i])->weight++;
	vec_push(j->arena, &j->members, m);
}

/* 256 times the binary logarithm of n, n at least 1, in whole numbers: the same
 * on every machine. */
static uint32_t
log2_256(uint64_t n)
{
	uint32_t whole = 0, fraction = 0;
	uint64_t x;

	for (uint64_t rest = n; rest > 1; rest >>= 1)
		whole++;
	x = whole > 31 ? n >> (whole - 31) : n << (31 - whole);
	for (int bit = 0; bit < 8; bit++) {
		x = x * x >> 31;
		fraction <<= 1;
		if (x >> 32 != 0) {
			fraction |= 1;
			x >>= 1;
		}
	}
	return whole * 256 + fraction;
}

/* Weights are as if there were so many sets more, with shingles of their own:
 * in a handful of sets, what two of them share is not common. */
enum { OTHERS = 1000 };

/* The square of the rarity in bits: two phrases of stock weigh less than one
 * that is nobody else's.  Even what stands everywhere weighs something. */
static uint32_t
weight_of(uint32_t rarity)
{
	return 1 + (uint32_t)((uint64_t)rarity * rarity >> 12);
}

/* Fix the weights. */
static void
weigh(struct join *j)
{
	uint32_t all = log2_256(j->members.len + OTHERS);

	for (uint32_t i = 0; i < j->n_entries; i++) {
		struct entry *e = entry_at(j, i);
		e->weight = weight_of(all - log2_256(e->weight));
	}
	j->unseen = weight_of(all);
	j->weighed = true;
}

uint32_t
join_weight(const struct join *j, uint64_t shingle)
{
	uint32_t id = keys_find(j->keys, shingle);

	return id == NO_KEY ? j->unseen : entry_at(j, id)->weight;
}

uint64_t
join_candidates(const struct join *j)
{
	return j->candidates;
}

bool
join_holds(const struct join *j, const struct join_pair *p)
{
	uint64_t whole = p->weight_earlier < p->weight_later ?
	    p->weight_earlier : p->weight_later;

	if (j->measure == JOIN_JACCARD)
		whole = p->weight_earlier + p->weight_later - p->shared;
	return p->shared > 0 &&
	    p->shared >= (uint64_t)j->least * j->unseen &&
	    p->shared * JOIN_WHOLE >= whole * j->threshold;
}

static int
rarest_first(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The set's weight, and its shingles in j->parts, rarest first. */
static void
weigh_parts(struct join *j, struct member *m)
{
	if (j->room < m->n) {
		j->room = (size_t)m->n * 2;
		j->parts = arena_array(j->arena, j->room, sizeof(*j->parts));
	}
	for (uint32_t i = 0; i < m->n; i++)
		__builtin_prefetch(entry_at(j, m->ids[i]));
	for (uint32_t i = 0; i < m->n; i++) {
		uint32_t weight = entry_at(j, m->ids[i])->weight;
		j->parts[i] = (struct part){m->ids[i], weight};
		m->weight += weight;
	}
	if (m->n > 0)
		qsort(j->parts, m->n, sizeof(*j->parts), rarest_first);
}

/* What a set of this weight must share with a heavier one. */
static uint64_t
least_shared(const struct join *j, uint64_t weight)
{
	uint64_t part = (weight * j->threshold + JOIN_WHOLE - 1) / JOIN_WHOLE;
	uint64_t least = (uint64_t)j->least * j->unseen;

	return part > least ? part : least;
}

/* How many parts are prefix; the weight of the others goes to `rest`. */
static size_t
prefix_length(const struct join *j, const struct member *m, uint32_t *rest)
{
	uint64_t most = least_shared(j, m->weight) * LEFT;
	size_t n = m->n;

	*rest = 0;
	while (n > 0 && (uint64_t)(*rest + j->parts[n - 1].weight) * LEFT_OF <
	    most)
		*rest += j->parts[--n].weight;
	return n;
}

/* The set being added, and who hears of its pairs. */
struct search {
	struct join *join;
	const struct member *own;
	uint32_t number;
	void (*each)(void *context, const struct join_pair *pair);
	void *context;
};

static uint64_t
shared_weight(const struct join *j, const struct member *x,
    const struct member *y)
{
	uint64_t weight = 0;

	for (uint32_t i = 0, k = 0; i < x->n && k < y->n;) {
		uint32_t a = x->ids[i], b = y->ids[k];
		if (a == b)
			weight += entry_at(j, a)->weight;
		i += a <= b;
		k += b <= a;
	}
	return weight;
}

/* Note that the sets of a list, if their weight is from `least` to `most`, have
 * a shingle of the set being added. */
static void
meet(const struct search *s, const struct part *part, enum which which,
    uint32_t least, uint32_t most)
{
	struct join *j = s->join;
	const struct entry *e = entry_at(j, part->id);
	uint32_t n = e->n[which];
	const struct posting *p = n == 1 ? &e->at[which].one :
	    e->at[which].many;

	for (uint32_t i = 0; i < n; i++) {
		if (p[i].weight < least || p[i].weight > most)
			continue;
		if (j->met.at[p[i].set] == 0)
			vec_push(j->arena, &j->touched, p[i].set);
		j->met.at[p[i].set] += part->weight;
	}
}

static void
meet_all(const struct search *s, size_t prefix)
{
	const struct join *j = s->join;
	uint32_t own = s->own->weight;

	for (size_t i = 0; i < s->own->n; i++) {
		const struct part *part = &j->parts[i];
		if (i < prefix) {
			meet(s, part, PREFIX, 0, UINT32_MAX);
			/* A heavier set may have it behind its prefix. */
			if (j->measure == JOIN_CONTAINMENT)
				meet(s, part, REST, own, UINT32_MAX);
		} else if (j->measure == JOIN_CONTAINMENT) {
			meet(s, part, PREFIX, 0, own);
		}
	}
}

/* Can it be a pair, by weight and by where they met?  What they share and did
 * not meet by lies behind the prefix of the lighter one, or (where only
 * prefixes meet) of the one whose prefix ends first. */
static bool
may_pair(const struct search *s, const struct member *m, uint32_t met)
{
	const struct join *j = s->join;
	const struct member *own = s->own;
	const struct member *lighter = m->weight < own->weight ? m : own;
	const struct member *heavier = lighter == m ? own : m;
	uint64_t rest = lighter->rest;

	if (j->measure == JOIN_JACCARD) {
		if (heavier->rest > rest)
			rest = heavier->rest;
		if ((uint64_t)lighter->weight * JOIN_WHOLE <
		    (uint64_t)heavier->weight * j->threshold)
			return false;
	}
	return met + rest >= least_shared(j, lighter->weight);
}

static void
consider(const struct search *s, uint32_t set)
{
	struct join *j = s->join;
	const struct member *other = &j->members.at[set];

	j->candidates++;
	struct join_pair pair = {set, s->number,
	    shared_weight(j, other, s->own), other->weight, s->own->weight};
	if (join_holds(j, &pair) && s->each != NULL)
		s->each(s->context, &pair);
}

static void
find_pairs(const struct search *s, size_t prefix)
{
	struct join *j = s->join;

	j->touched.len = 0;
	meet_all(s, prefix);
	for (size_t i = 0; i < j->touched.len; i++) {
		uint32_t set = j->touched.at[i];
		if (may_pair(s, &j->members.at[set], j->met.at[set]))
			consider(s, set);
		j->met.at[set] = 0;
	}
}

static void
list_add(struct arena *a, struct entry *e, enum which which, struct posting p)
{
	union postings *at = &e->at[which];
	uint32_t n = e->n[which]++;

	if (n == 0) {
		at->one = p;
		return;
	}
	if ((n & (n - 1)) == 0) {	/* full */
		struct posting *many = arena_array(a, (size_t)n * 2,
		    sizeof(*many));
		memcpy(many, n == 1 ? &at->one : at->many, n * sizeof(*many));
		at->many = many;
	}
	at->many[n] = p;
}

static void
post(struct join *j, struct posting p, size_t n, size_t prefix)
{
	for (size_t i = 0; i < n; i++)
		list_add(j->arena, entry_at(j, j->parts[i].id),
		    i < prefix ? PREFIX : REST, p);
}

/* Compare a member with all that were compared before, and post it. */
static void
add(struct join *j, uint32_t number,
    void (*each)(void *context, const struct join_pair *pair), void *context)
{
	struct member *own = &j->members.at[number];

	weigh_parts(j, own);
	size_t prefix = prefix_length(j, own, &own->rest);
	const struct search s = {j, own, number, each, context};
	find_pairs(&s, prefix);
	vec_push(j->arena, &j->met, 0);
	post(j, (struct posting){number, own->weight}, own->n, prefix);
}

void
join_run(struct join *j,
    void (*each)(void *context, const struct join_pair *pair), void *context)
{
	weigh(j);
	for (size_t i = 0; i < j->members.len; i++)
		add(j, (uint32_t)i, each, context);
}

uint32_t
join_add(struct join *j, struct shingles set,
    void (*each)(void *context, const struct join_pair *pair), void *context)
{
	uint32_t number = (uint32_t)j->members.len;

	if (!j->weighed)
		weigh(j);
	vec_push(j->arena, &j->members, look_up(j, set, j->unseen));
	add(j, number, each, context);
	return number;
}
