/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/template.h"

#include <xxhash.h>

#include "base/vec.h"
#include "copy/keys.h"

/* The part of all notes that makes an author alone. */
enum { NEARLY = 9, NEARLY_OF = 10 };

/* What the notes come to that have a shingle where it stands. */
struct support {
	uint32_t notes;
	uint32_t patients;
	uint32_t authors;
	uint32_t last_patient;	/* plus 1 */
};

struct template {
	struct arena *arena;
	struct template_rule rule;
	struct keys *pairs;	/* of shingle and group */
	VEC(uint32_t) notes;	/* that have the pair */
	VEC(uint32_t) groups;	/* notes by group */
	VEC(uint32_t) written;	/* notes by author */
	bool settled;		/* whether authors are alone is known */
	struct keys *shingles;	/* that stand in a group */
	VEC(struct support) support;
	struct keys *authors;	/* pairs of shingle and author */
	struct keys *standing;
};

struct template *
template_new(struct arena *a, const struct template_rule *rule)
{
	struct template *t = arena_alloc(a, sizeof(*t));

	t->arena = a;
	t->rule = *rule;
	t->pairs = keys_new(a);
	t->shingles = keys_new(a);
	t->authors = keys_new(a);
	t->standing = keys_new(a);
	return t;
}

void
template_give(struct template *t, struct shingles set)
{
	for (size_t i = 0; i < set.n; i++)
		keys_add(t->standing, set.at[i]);
}

static uint64_t
pair_of(uint64_t shingle, uint32_t with)
{
	uint64_t both[2] = {shingle, with};

	return XXH3_64bits(both, sizeof(both));
}

void
template_count(struct template *t, const struct template_note *n)
{
	while (t->groups.len <= n->group)
		vec_push(t->arena, &t->groups, 0);
	t->groups.at[n->group]++;
	while (t->written.len <= n->author)
		vec_push(t->arena, &t->written, 0);
	t->written.at[n->author]++;
	for (size_t i = 0; i < n->set.n; i++) {
		uint32_t id = keys_add(t->pairs, pair_of(n->set.at[i],
		    n->group));
		if (id == t->notes.len)
			vec_push(t->arena, &t->notes, 0);
		t->notes.at[id]++;
	}
}

/* Is nearly everything by one author, but for a substitute's notes? */
static bool
one_is_alone(const struct template *t)
{
	uint64_t all = 0, most = 0;

	for (size_t i = 0; i < t->written.len; i++) {
		all += t->written.at[i];
		if (t->written.at[i] > most)
			most = t->written.at[i];
	}
	return most * NEARLY_OF >= all * NEARLY;
}

static void
settle(struct template *t)
{
	if (one_is_alone(t)) {
		t->rule.share = t->rule.alone_share;
		t->rule.patients = t->rule.alone_patients;
		t->rule.authors = 1;
	}
	t->settled = true;
}

/* Does the shingle stand in the group? */
static bool
stands(const struct template *t, uint64_t shingle, uint32_t group)
{
	uint32_t id = keys_find(t->pairs, pair_of(shingle, group));

	return id != NO_KEY && (uint64_t)t->notes.at[id] * 100 >=
	    (uint64_t)t->groups.at[group] * t->rule.share;
}

static bool
is_enough(const struct template *t, const struct support *s)
{
	return s->notes >= t->rule.notes && s->patients >= t->rule.patients &&
	    s->authors >= t->rule.authors;
}

static void
support(struct template *t, uint64_t shingle, const struct template_note *n)
{
	uint32_t id = keys_add(t->shingles, shingle);
	uint32_t authors = keys_count(t->authors);

	if (id == t->support.len)
		vec_push(t->arena, &t->support, (struct support){0});
	struct support *s = &t->support.at[id];
	keys_add(t->authors, pair_of(shingle, n->author));
	s->authors += keys_count(t->authors) - authors;
	s->notes++;
	s->patients += s->last_patient != n->patient + 1;
	s->last_patient = n->patient + 1;
	if (is_enough(t, s))
		keys_add(t->standing, shingle);
}

void
template_learn(struct template *t, const struct template_note *n)
{
	if (!t->settled)
		settle(t);
	for (size_t i = 0; i < n->set.n; i++)
		if (stands(t, n->set.at[i], n->group))
			support(t, n->set.at[i], n);
}

bool
template_has(const struct template *t, uint64_t shingle)
{
	return keys_find(t->standing, shingle) != NO_KEY;
}

size_t
template_size(const struct template *t)
{
	return keys_count(t->standing);
}
