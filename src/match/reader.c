/* SPDX-License-Identifier: Apache-2.0 */
#include "match/reader.h"

#include <stdlib.h>

#include "base/limits.h"
#include "match/assert.h"
#include "match/combine.h"
#include "match/made.h"
#include "match/parts.h"
#include "match/raised.h"
#include "match/sections.h"
#include "match/statements.h"
#include "match/terms.h"
#include "match/weigher.h"

struct reader {
	struct arena *arena;
	const struct pack *pack;
	struct scanner *scanner;
	struct terms *terms;
	struct titles *titles;
	struct parts *parts;
	struct weigher *weigher;
	struct ordinary *ordinary;
	const struct concept *abbreviation;	/* stops that end nothing */
};

static void
free_scanner(void *handle)
{
	scanner_free(handle);
}

enum status
reader_new(const struct pack *pack, struct prebuilt *tables,
    struct reader **out, struct err *err)
{
	struct arena *a = arena_new_roomy(LIMIT_PACK_ARENA);
	const char *path = tables == NULL ? NULL : prebuilt_path(tables);
	struct scanner *scanner = NULL;

	if (a == NULL) {
		prebuilt_free(tables);
		return err_set(err, E_MEMORY, "out of memory");
	}
	enum status status = scanner_new(pack, tables, &scanner, err);
	if (status != OK) {
		arena_free(a);
		return status;
	}
	if (ARENA_FAILED(a)) {
		arena_free(a);
		return err_set(err, E_MEMORY, "out of memory");
	}
	arena_defer(a, free_scanner, scanner);
	struct reader *r = arena_alloc(a, sizeof(*r));
	*r = (struct reader){.arena = a, .pack = pack, .scanner = scanner,
	    .terms = terms_new(a, pack, path), .titles = titles_new(a, pack),
	    .parts = parts_new(a, pack), .weigher = weigher_new(a, pack),
	    .ordinary = ordinary_new(a, pack),
	    .abbreviation = pack_concept(pack, "text/abbreviation")};
	arena_disarm(a);
	*out = r;
	return OK;
}

enum status
reader_save(const struct reader *r, const char *tables, struct err *err)
{
	enum status status = scanner_save(r->scanner, tables, err);

	return status == OK ? terms_save(r->terms, tables, err) : status;
}

void
reader_free(struct reader *r)
{
	if (r != NULL)
		arena_free(r->arena);
}

struct scanner *
reader_scanner(struct reader *r)
{
	return r->scanner;
}

/*
 * Mentions as they come, before they are put in order.  In a dense text there
 * are several for each of its bytes, and a vector that grows in an arena
 * leaves copies behind.
 */
struct gathering {
	struct arena *arena;	/* of the note, */
	struct arena *work;	/* and what is needed until all is found */
	struct mention_list found;	/* from malloc() */
};

static void
release_found(void *gathering)
{
	free(((struct gathering *)gathering)->found.at);
}

static void
add(struct gathering *g, struct mention m)
{
	struct mention_list *f = &g->found;

	if (f->len == f->cap) {
		size_t cap = f->cap > 0 ? f->cap * 2 : 256;
		struct mention *at = realloc(f->at, cap * sizeof(*at));
		if (at == NULL)
			arena_give_up(g->work);
		f->at = at;
		f->cap = cap;
	}
	f->at[f->len++] = m;
}

static const struct capture *
copy_captures(struct arena *a, const struct hit *hit, size_t *n)
{
	struct capture *captures;

	*n = 0;
	for (unsigned g = 1; g < hit->n_groups; g++)
		*n += hit->names[g] != NULL &&
		    hit->groups[2 * g] != SIZE_MAX;
	if (*n == 0)
		return NULL;
	captures = arena_array(a, *n, sizeof(*captures));
	size_t i = 0;
	for (unsigned g = 1; g < hit->n_groups; g++)
		if (hit->names[g] != NULL &&
		    hit->groups[2 * g] != SIZE_MAX)
			captures[i++] = (struct capture){hit->names[g],
			    {hit->groups[2 * g], hit->groups[2 * g + 1]}};
	return captures;
}

static void
gather_hit(void *context, const struct hit *hit)
{
	struct gathering *g = context;
	struct mention m = {.span = hit->span, .concept = hit->pattern->concept,
	    .pattern = hit->pattern};

	m.captures = copy_captures(g->arena, hit, &m.n_captures);
	add(g, m);
}

static void
gather_terms(struct gathering *g, const struct reader *r, struct str text)
{
	struct term_hits hits = {0};

	terms_find(r->terms, g->work, text, &hits);
	for (size_t i = 0; i < hits.len; i++)
		add(g, (struct mention){.span = hits.at[i].span,
		    .concept = hits.at[i].concept,
		    .lexeme = hits.at[i].lexeme, .weak = hits.at[i].weak});
}

/* By concept, by place, longest first, in the order of patterns. */
static int
by_concept(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	size_t px = x->pattern ? x->pattern->index : 0;
	size_t py = y->pattern ? y->pattern->index : 0;

	if (x->concept->index != y->concept->index)
		return x->concept->index < y->concept->index ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (px > py) - (px < py);
}

/* Sort, and keep of overlapping mentions of a concept the first. */
static void
settle(struct mention_list *found)
{
	size_t kept = 0;

	if (found->len > 0)
		qsort(found->at, found->len, sizeof(*found->at), by_concept);
	for (size_t i = 0; i < found->len; i++) {
		const struct mention *m = &found->at[i];
		const struct mention *last = kept ? &found->at[kept - 1] : NULL;
		if (last == NULL || last->concept != m->concept ||
		    !span_touches(last->span, m->span))
			found->at[kept++] = *m;
	}
	found->len = kept;
}

/* Note where each concept's mentions begin. */
static void
index_mentions(struct reading *r)
{
	size_t concept = 0;

	for (size_t i = 0; i < r->mentions.len; i++)
		while (concept <= r->mentions.at[i].concept->index)
			r->first[concept++] = i;
	while (concept <= r->pack->concepts.len)
		r->first[concept++] = r->mentions.len;
}

static void
find_statements(struct arena *a, const struct reader *reader, struct reading *r)
{
	struct mentions m = reading_of(r, reader->abbreviation);
	size_t n = (size_t)(m.last - m.first);
	struct span *spans = arena_array(a, n + 1, sizeof(*spans));

	for (size_t i = 0; i < n; i++)
		spans[i] = m.first[i].span;
	statements_find(a, r, spans, n);
}

static void
place_and_assert(struct arena *a, struct reading *r)
{
	for (size_t i = 0; i < r->mentions.len; i++) {
		struct mention *m = &r->mentions.at[i];
		m->section = reading_section_at(r, m->span.start);
		m->statement = reading_statement_at(r, m->span.start);
	}
	r->asserter = asserter_new(a, r);
	for (size_t i = 0; i < r->mentions.len; i++)
		r->mentions.at[i].assertion =
		    asserter_of(r->asserter, r->mentions.at[i].span);
}

/* Put mentions of `c` in the place of those it has. */
static void
replace(struct arena *a, struct reading *r, const struct concept *c,
    const struct mention_list *new)
{
	struct mention_list *all = &r->mentions;
	size_t from = r->first[c->index], to = r->first[c->index + 1];
	size_t rest = all->len - to;

	for (size_t i = to - from; i < new->len; i++)
		vec_push(a, all, (struct mention){.concept = c});
	if (rest > 0)
		memmove(all->at + from + new->len, all->at + to,
		    rest * sizeof(*all->at));
	if (new->len > 0)
		memcpy(all->at + from, new->at, new->len * sizeof(*new->at));
	all->len = from + new->len + rest;
	for (size_t i = c->index + 1; i <= r->pack->concepts.len; i++)
		r->first[i] += new->len - (to - from);
}

/* The packs' combinations are in such an order that parts come first. */
static void
add_combinations(struct arena *a, struct reading *r)
{
	for (size_t i = 0; i < r->pack->combinations.len; i++) {
		const struct concept *c = r->pack->combinations.at[i];
		struct mentions old = reading_of(r, c);
		struct mention_list all = {0};
		if (c->all_of.len == 0) {
			combine_spare(a, r, c, &all);
			replace(a, r, c, &all);
			continue;
		}
		combine_find(a, r, c, &all);
		if (all.len == 0)
			continue;
		for (; old.first < old.last; old.first++)
			vec_push(a, &all, *old.first);
		settle(&all);
		replace(a, r, c, &all);
	}
}

/* Find all mentions.  False when there is not enough memory for that. */
static bool
find_mentions(struct arena *a, const struct reader *reader,
    struct scratch *scratch, struct reading *r)
{
	struct arena *work = scratch_arena(scratch);
	struct str text = r->note->text;

	arena_reset(work);
	if (ARENA_FAILED(work))
		return false;
	struct gathering *g = arena_alloc(work, sizeof(*g));
	arena_defer(work, release_found, g);
	g->arena = a;
	g->work = work;
	r->given_up = scanner_run(reader->scanner, scratch, text, gather_hit,
	    g);
	if (r->given_up == SIZE_MAX)
		arena_give_up(work);
	gather_terms(g, reader, text);
	settle(&g->found);
	vec_append(a, &r->mentions, g->found.at, g->found.len);
	arena_disarm(work);
	arena_reset(work);
	return true;
}

static struct reading *
read_note(const struct reader *reader, struct scratch *scratch,
    struct arena *a, const struct note *note)
{
	struct reading *r = arena_alloc(a, sizeof(*r));

	r->pack = reader->pack;
	r->weigher = reader->weigher;
	r->note = note;
	r->first = arena_array(a, r->pack->concepts.len + 1, sizeof(*r->first));
	if (!find_mentions(a, reader, scratch, r))
		arena_give_up(a);
	index_mentions(r);
	sections_find(reader->titles, a, r);
	find_statements(a, reader, r);
	parts_infer(reader->parts, a, r);
	place_and_assert(a, r);
	add_combinations(a, r);
	return r;
}

struct reading *
reading_make(const struct reader *reader, struct scratch *scratch,
    struct arena *a, const struct note *note)
{
	struct reading *r = read_note(reader, scratch, a, note);
	struct str text = raised_text(a, reader->ordinary, r);

	if (text.len > 0) {
		struct note *raised = arena_alloc(a, sizeof(*raised));
		*raised = *note;
		raised->text = text;
		struct reading *again = read_note(reader, scratch, a, raised);
		again->raised = again;
		r->raised = again;
	}
	return r;
}
