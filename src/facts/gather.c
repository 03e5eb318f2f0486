/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gather.h"

#include <stdlib.h>

#include "base/bisect.h"

static int
by_place(const void *a, const void *b)
{
	const struct mention *x = *(const struct mention *const *)a;
	const struct mention *y = *(const struct mention *const *)b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->concept->index > y->concept->index) -
	    (x->concept->index < y->concept->index);
}

void
gathered_add(struct arena *a, struct gathered *g, const struct mention *m)
{
	vec_push(a, g, m);
	if (span_len(m->span) > g->longest)
		g->longest = span_len(m->span);
}

void
gathered_sort(struct gathered *g)
{
	if (g->len > 0)
		qsort(g->at, g->len, sizeof(*g->at), by_place);
}

void
gathered_drop(struct gathered *g, const struct gathered *not)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (!gathered_touches(not, g->at[i]->span))
			g->at[kept++] = g->at[i];
	g->len = kept;
}

static void
collect(struct arena *a, const struct reading *r, const char *fact,
    bool counting, struct gathered *out)
{
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++)
			if (!counting || mention_counts(r, m.first))
				gathered_add(a, out, m.first);
	}
	gathered_sort(out);
}

void
gathered_settle(struct gathered *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++) {
		const struct mention *m = g->at[i];
		bool beaten = false;
		while (kept > 0 &&
		    span_touches(g->at[kept - 1]->span, m->span)) {
			beaten = span_len(g->at[kept - 1]->span) >=
			    span_len(m->span);
			if (beaten)
				break;
			kept--;
		}
		if (!beaten)
			g->at[kept++] = m;
	}
	g->len = kept;
}

struct gathered
gather_all(struct arena *a, const struct reading *r, const char *fact)
{
	struct gathered out = {0};

	collect(a, r, fact, false, &out);
	return out;
}

struct gathered
gather(struct arena *a, const struct reading *r, const char *fact)
{
	struct gathered out = gather_all(a, r, fact);

	gathered_settle(&out);
	return out;
}

struct gathered
gather_counting(struct arena *a, const struct reading *r, const char *fact)
{
	struct gathered out = {0};

	collect(a, r, fact, true, &out);
	gathered_settle(&out);
	return out;
}

struct gathered
gather_triggers(struct arena *a, const struct reading *r)
{
	const struct pack *pack = r->pack;
	struct gathered out = {0};

	for (size_t i = 0; i < pack->concepts.len; i++) {
		const struct concept *c = pack->concepts.at[i];
		if (c->trigger.kind != TRIGGER || c->trigger.status == AFFIRMED)
			continue;
		struct mentions m = reading_of(r, c);
		for (; m.first < m.last; m.first++)
			gathered_add(a, &out, m.first);
	}
	gathered_sort(&out);
	return out;
}

size_t
gathered_from(const struct gathered *g, size_t offset)
{
	size_t i;

	bisect(i, g->len, g->at[i]->span.start < offset);
	return i;
}

size_t
gathered_in(const struct gathered *g, struct span at)
{
	return gathered_from(g, at.end) - gathered_from(g, at.start);
}

bool
gathered_covers(const struct gathered *g, size_t at)
{
	size_t i = gathered_from(g, at + 1);

	return i > 0 && g->at[i - 1]->span.end > at;
}

bool
gathered_touches(const struct gathered *g, struct span at)
{
	size_t i = gathered_from(g, at.end);

	/* A long one may end behind shorter ones that begin later: look back
	 * until none can reach so far. */
	while (i > 0) {
		const struct mention *m = g->at[--i];
		if (span_touches(m->span, at))
			return true;
		if (m->span.start + g->longest <= at.start)
			return false;
	}
	return false;
}

const struct mention *
gathered_leading(const struct gathered *g, struct str text, size_t at)
{
	size_t i = gathered_from(g, at);

	if (i == 0)
		return NULL;
	size_t end = g->at[i - 1]->span.end;
	return end == at || (end + 1 == at && text.ptr[end] == ' ') ?
	    g->at[i - 1] : NULL;
}

const char *
concept_tail(const struct concept *c)
{
	const char *slash = strrchr(c->id, '/');

	return slash == NULL ? c->id : slash + 1;
}
