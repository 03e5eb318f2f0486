/* SPDX-License-Identifier: Apache-2.0 */
#include "match/parts.h"

enum {
	STRONG = 2,		/* points of a mention that is evidence */
	HINT = 1,
	MOST_POINTS = 4,	/* that one statement can give one part */
	ONWARD = 1,		/* cost of a change in the order of parts */
	BACK = 3,		/* and against it */
	FEWEST = 4,		/* statements worth dividing */
	ENOUGH_TITLES = 3,	/* a note with as many parts has headings */
};

struct parts {
	size_t n;			/* parts that have evidence */
	const struct section_kind **kinds;
	unsigned char *points;		/* by concept, then by part */
};

/* Do the mentions of `c` go by this name: of an element, a fact, itself or all
 * that its id begins with? */
static bool
goes_by(const struct concept *c, const char *name)
{
	size_t len = strlen(name);

	return strcmp(c->id, name) == 0 ||
	    (strncmp(c->id, name, len) == 0 && c->id[len] == '/') ||
	    (c->element != NULL && strcmp(c->element, name) == 0) ||
	    (c->fact != NULL && strcmp(c->fact, name) == 0);
}

static void
add_points(struct parts *p, const struct pack *pack, size_t part,
    const struct texts *names, unsigned char points)
{
	for (size_t i = 0; i < names->len; i++)
		for (size_t c = 0; c < pack->concepts.len; c++)
			if (goes_by(pack->concepts.at[c], names->at[i]))
				p->points[c * p->n + part] = points;
}

struct parts *
parts_new(struct arena *a, const struct pack *pack)
{
	struct parts *p = arena_alloc(a, sizeof(*p));

	p->kinds = arena_array(a, pack->sections.len + 1, sizeof(*p->kinds));
	for (size_t i = 0; i < pack->sections.len; i++) {
		const struct section_kind *k = &pack->sections.at[i];
		if (k->evidence.len > 0 || k->hints.len > 0)
			p->kinds[p->n++] = k;
	}
	p->points = arena_array(a, pack->concepts.len * p->n + 1, 1);
	for (size_t i = 0; i < p->n; i++) {
		add_points(p, pack, i, &p->kinds[i]->hints, HINT);
		add_points(p, pack, i, &p->kinds[i]->evidence, STRONG);
	}
	return p;
}

/* Points of every statement for every part. */
static int *
count_points(const struct parts *p, struct arena *a, const struct reading *r)
{
	size_t n = r->statements.len;
	int *points = arena_array(a, n * p->n + 1, sizeof(*points));

	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		const unsigned char *worth = p->points +
		    m->concept->index * p->n;
		int *own = points +
		    reading_statement_at(r, m->span.start) * p->n;
		for (size_t k = 0; k < p->n; k++) {
			own[k] += worth[k];
			if (own[k] > MOST_POINTS)
				own[k] = MOST_POINTS;
		}
	}
	return points;
}

/* The stretch of statements first..last, and the part of each.  Part `n`, the
 * last, is none of them: a header has no part. */
struct stretch {
	const struct parts *parts;
	const int *points;	/* of all statements */
	size_t first, last;
	size_t *part;		/* by statement of the stretch */
};

static int
cost(const struct parts *p, size_t from, size_t to)
{
	if (from == to)
		return 0;
	if (from == p->n || to == p->n)
		return ONWARD;
	return to > from ? ONWARD : BACK;
}

/* The way through the parts with the most points (Viterbi). */
static void
find_way(struct stretch *s, struct arena *a)
{
	const struct parts *p = s->parts;
	size_t n = p->n + 1, len = s->last - s->first;
	int *best = arena_array(a, n, sizeof(*best));
	int *next = arena_array(a, n, sizeof(*next));
	unsigned char *from = arena_array(a, len * n, 1);

	/* A note begins with no part. */
	for (size_t k = 0; k < p->n; k++)
		best[k] = -ONWARD;
	for (size_t i = 0; i < len; i++) {
		for (size_t k = 0; k < n; k++) {
			/* Of equals the later change: what says nothing stays
			 * with what is before it. */
			size_t way = k;
			for (size_t j = 0; j < n; j++)
				if (j != k && best[j] - cost(p, j, k) >=
				    best[way] - cost(p, way, k))
					way = j;
			from[i * n + k] = (unsigned char)way;
			next[k] = best[way] - cost(p, way, k) + (k < p->n ?
			    s->points[(s->first + i) * p->n + k] : 0);
		}
		memcpy(best, next, n * sizeof(*best));
	}
	size_t end = p->n;
	for (size_t k = 0; k < n; k++)
		if (best[k] > best[end])
			end = k;
	for (size_t i = len; i-- > 0;) {
		s->part[i] = end;
		end = from[i * n + end];
	}
}

/* How many parts of the note have headings? */
static unsigned
titled_parts(const struct parts *p, const struct reading *r)
{
	unsigned titled = 0;

	for (size_t k = 0; k < p->n; k++) {
		bool found = false;
		for (size_t i = 0; i < r->sections.len; i++)
			found = found || r->sections.at[i].kind == p->kinds[k];
		titled += found;
	}
	return titled;
}

VEC_TYPE(section_list, struct section);

/* Add section `old`, divided where its statements change their part. */
static void
divide(const struct stretch *s, struct arena *a, struct reading *r,
    struct section old, struct section_list *out)
{
	const struct parts *p = s->parts;
	size_t part = p->n;
	struct section open = old;

	for (size_t i = 0; i < s->last - s->first; i++) {
		if (s->part[i] != part) {
			size_t at = r->statements.at[s->first + i].span.start;
			open.body.end = at;
			if (span_len(open.title) == 0 && span_len(span_trim(
			    r->note->text, open.body)) == 0)
				at = open.body.start;
			else
				vec_push(a, out, open);
			part = s->part[i];
			open = (struct section){part < p->n ? p->kinds[part] :
			    NULL, {at, at}, {at, 0}, part < p->n};
		}
		r->statements.at[s->first + i].section =
		    (unsigned)out->len;
	}
	open.body.end = old.body.end;
	vec_push(a, out, open);
}

void
parts_infer(const struct parts *p, struct arena *a, struct reading *r)
{
	struct section_list all = {0};
	struct stretch s = {.parts = p};

	if (p->n == 0 || titled_parts(p, r) >= ENOUGH_TITLES)
		return;
	s.points = count_points(p, a, r);
	s.part = arena_array(a, r->statements.len + 1, sizeof(*s.part));
	for (size_t i = 0; i < r->sections.len; i++) {
		s.first = s.last;
		while (s.last < r->statements.len &&
		    r->statements.at[s.last].section == i)
			s.last++;
		bool divided = r->sections.at[i].kind == NULL &&
		    s.last - s.first >= FEWEST;
		if (divided)
			find_way(&s, a);
		else
			for (size_t k = 0; k < s.last - s.first; k++)
				s.part[k] = p->n;
		divide(&s, a, r, r->sections.at[i], &all);
	}
	r->sections.at = all.at;
	r->sections.len = all.len;
	r->sections.cap = all.cap;
}
