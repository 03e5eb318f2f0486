/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/sum_parts.h"

#include "facts/amounts.h"

/* What speaks against giving a figure to a service. */
enum { OTHER_WORK = 2, OUT_OF_ORDER = 1, OTHER_UNITS = 4, OTHER_NAME = 50 };

/* Does the line of a figure name work of another service only? */
static bool
is_other_work(const struct sums *s, const struct figure *f,
    const struct service *to)
{
	struct span line = str_line_at(s->text, f->at.start);
	const struct gathered *g = &s->content;
	bool any = false;

	for (size_t i = gathered_from(g, line.start); i < g->len &&
	    g->at[i]->span.start < line.end; i++) {
		const struct lexeme *l = g->at[i]->lexeme;
		for (size_t k = 0; l != NULL && k < l->code.len; k++) {
			if (str_eq(to->number, str_of(l->code.at[k])))
				return false;
			any = true;
		}
	}
	return any;
}

static int
misfit(const struct service *s, int minutes)
{
	int units = (minutes + UNIT_POOL_LENGTH - UNIT_EARNED_FROM) /
	    UNIT_POOL_LENGTH;

	if (s->units == NONE)
		return 0;
	return units > s->units ? units - s->units : s->units - units;
}

static int
cost_of(const struct sums *s, const struct figure *f, const struct service *to)
{
	int cost = OTHER_UNITS * misfit(to, f->minutes);

	if (f->named.len > 0)
		return str_eq(f->named, to->number) ? 0 : OTHER_NAME;
	if (f->surely)
		return str_eq(f->told, to->number) ? 0 : OTHER_NAME;
	if (str_eq(f->own, to->number) || str_eq(f->told, to->number))
		return cost;
	if (f->own.len > 0 || f->told.len > 0)
		cost += OTHER_WORK;
	return cost + (is_other_work(s, f, to) ? OTHER_WORK : 0);
}

/* One way to give figures to the services that wait. */
struct way {
	size_t figure[MOST_MISSING];
	int cost;
};

struct search {
	const struct sums *sums;
	int rest;		/* what the figures must come to, or NONE */
	struct way now, best;
	bool ties;		/* another way as good has other minutes */
};

static bool
is_used(const struct way *w, size_t n, size_t figure)
{
	for (size_t i = 0; i < n; i++)
		if (w->figure[i] == figure)
			return true;
	return false;
}

/* Are the figures surely minutes of services?  Without a sum that they come to
 * each must have the name of its own before it.  Else they say that they are
 * minutes, stand beside the timed total, or are several on one line. */
static bool
is_sure(const struct search *h, const struct way *w)
{
	const struct sums *s = h->sums;
	struct span line = str_line_at(s->text,
	    s->at[w->figure[0]].at.start);
	bool listed = s->n_missing > 1 && h->rest != NONE &&
	    s->facts->timed_minutes != NONE;

	for (size_t i = 0; i < s->n_missing; i++)
		listed = listed && misfit(s->missing[i],
		    s->at[w->figure[i]].minutes) == 0 &&
		    span_touches(line, s->at[w->figure[i]].at);
	for (size_t i = 0; i < s->n_missing && !listed; i++) {
		const struct figure *g = &s->at[w->figure[i]];
		bool beside = span_touches(str_line_at(s->text, g->at.start),
		    s->facts->timed_at);
		bool own = str_eq(g->own, s->missing[i]->number) ||
		    str_eq(g->told, s->missing[i]->number);
		if (g->named.len == 0 && !g->surely && (h->rest == NONE ||
		    (!g->unit && !beside && !own)))
			return false;
	}
	return true;
}

static void
weigh(struct search *h, size_t n, int sum, int cost)
{
	const struct sums *s = h->sums;

	if ((h->rest != NONE && sum != h->rest) || !is_sure(h, &h->now))
		return;
	for (size_t i = 1; i < n; i++)
		cost += h->now.figure[i] < h->now.figure[i - 1] ?
		    OUT_OF_ORDER : 0;
	if (cost > h->best.cost)
		return;
	bool same = cost == h->best.cost;
	for (size_t i = 0; i < n && same; i++)
		same = s->at[h->now.figure[i]].minutes ==
		    s->at[h->best.figure[i]].minutes;
	if (cost == h->best.cost) {
		h->ties = h->ties || !same;
		return;
	}
	h->now.cost = cost;
	h->best = h->now;
	h->ties = false;
}

/* Try every figure for service `n`; no deeper than MOST_MISSING. */
static void
search(struct search *h, size_t n, int sum, int cost)
{
	const struct sums *s = h->sums;

	if (n == s->n_missing) {
		weigh(h, n, sum, cost);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		int more = cost_of(s, &s->at[i], s->missing[n]);
		if (is_used(&h->now, n, i) || cost + more > h->best.cost)
			continue;
		h->now.figure[n] = i;
		search(h, n + 1, sum + s->at[i].minutes, cost + more);
	}
}

static int
rest_of(const struct sums *s)
{
	const struct facts *f = s->facts;
	int total = f->timed_minutes;

	for (size_t i = 0; i < f->services.len && total == NONE; i++)
		if (left_figures_charged(&f->services.at[i]) &&
		    !f->services.at[i].code->timed)
			return NONE;
	if (total == NONE)
		total = f->total_minutes;
	return total > s->known ? total - s->known : NONE;
}

/* The minutes of services that have none. */
static void
fill_services(struct sums *s)
{
	struct search h = {.sums = s, .best.cost = OTHER_NAME - 1,
	    .rest = rest_of(s)};

	if (s->n_missing == 0 || s->n_timed < 2)
		return;
	search(&h, 0, 0, 0);
	if (h.best.cost == OTHER_NAME - 1 && h.rest != NONE &&
	    s->facts->timed_minutes == NONE) {
		h.rest = NONE;
		search(&h, 0, 0, 0);
	}
	if (h.best.cost == OTHER_NAME - 1 || h.ties)
		return;
	for (size_t i = 0; i < s->n_missing; i++) {
		s->missing[i]->minutes = s->at[h.best.figure[i]].minutes;
		s->known += s->missing[i]->minutes;
	}
	s->n_missing = 0;
}

/* The only figure that surely is of a service, or NULL. */
static const struct figure *
figure_of(const struct sums *s, const struct service *one)
{
	const struct figure *only = NULL;

	for (size_t i = 0; i < s->n; i++) {
		const struct figure *f = &s->at[i];
		if (!f->surely || !str_eq(f->told, one->number))
			continue;
		if (only != NULL)
			return NULL;
		only = f;
	}
	return only;
}

/* "Another ten minutes went to balance": what is told of one service needs no
 * sum, if it does not go beyond it. */
static void
fill_told(struct sums *s)
{
	int rest = rest_of(s);
	size_t kept = 0;

	for (size_t i = 0; i < s->n_missing; i++) {
		const struct figure *f = figure_of(s, s->missing[i]);
		if (f == NULL || (rest != NONE && f->minutes > rest)) {
			s->missing[kept++] = s->missing[i];
			continue;
		}
		s->missing[i]->minutes = f->minutes;
		s->known += f->minutes;
	}
	s->n_missing = kept;
}

/* Where a service's minutes are told more than once, they are those with which
 * the services come to the timed total. */
static void
mend_services(struct sums *s)
{
	struct facts *f = s->facts;

	if (f->timed_minutes == NONE || s->n_missing > 0)
		return;
	for (size_t i = 0; i < s->charges->len; i++) {
		const struct charge *c = &s->charges->at[i];
		struct service *one = facts_service(f, c->number);
		if (s->known == f->timed_minutes)
			return;
		if (one == NULL || !left_figures_charged(one) ||
		    !one->code->timed ||
		    c->minutes == NONE || s->known - one->minutes +
		    c->minutes != f->timed_minutes)
			continue;
		s->known = f->timed_minutes;
		one->minutes = c->minutes;
	}
}

void
sum_parts_read(struct sums *s)
{
	fill_services(s);
	fill_told(s);
	mend_services(s);
}
