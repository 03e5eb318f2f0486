/* SPDX-License-Identifier: Apache-2.0 */
#include "match/assert.h"

#include <stdlib.h>

/* A trigger, pseudo trigger or stop at its place. */
struct mark {
	struct span at;
	const struct trigger *trigger;
	unsigned statement;
	bool disarmed;		/* covered by a pseudo trigger */
};

struct asserter {
	const struct reading *reading;
	VEC(struct mark) marks;		/* by place */
};

static int
by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	return x->at.end < y->at.end ? 1 : x->at.end > y->at.end ? -1 : 0;
}

/* A pseudo trigger disarms triggers inside it, or that it lies inside. */
static void
disarm(struct asserter *s)
{
	for (size_t i = 0; i < s->marks.len; i++) {
		const struct mark *pseudo = &s->marks.at[i];
		if (pseudo->trigger->kind != PSEUDO_TRIGGER)
			continue;
		for (size_t j = i; j-- > 0 &&
		    s->marks.at[j].statement == pseudo->statement;)
			if (span_holds(pseudo->at, s->marks.at[j].at))
				s->marks.at[j].disarmed = true;
		for (size_t j = i + 1; j < s->marks.len &&
		    s->marks.at[j].at.start < pseudo->at.end; j++)
			if (s->marks.at[j].at.end <= pseudo->at.end)
				s->marks.at[j].disarmed = true;
	}
}

struct asserter *
asserter_new(struct arena *a, const struct reading *r)
{
	struct asserter *s = arena_alloc(a, sizeof(*s));

	s->reading = r;
	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		if (m->concept->trigger.kind == NO_TRIGGER)
			continue;
		vec_push(a, &s->marks, (struct mark){m->span,
		    &m->concept->trigger, reading_statement_at(r, m->span.start),
		    false});
	}
	if (s->marks.len > 0)
		qsort(s->marks.at, s->marks.len, sizeof(*s->marks.at), by_place);
	disarm(s);
	return s;
}

/* When several triggers reach a place, the first of these wins. */
static const enum assertion precedence[] = {
	TEMPLATE, OTHER_PERSON, REFUSED, NEGATED, PLANNED, HOME, HISTORICAL,
	HYPOTHETICAL,
};

static size_t
words_between(const struct asserter *s, size_t from, size_t to)
{
	struct str text = s->reading->note->text;
	size_t words = 0;

	for (size_t i = from; i < to; i++)
		words += is_word(text.ptr[i]) &&
		    (i == from || !is_word(text.ptr[i - 1]));
	return words;
}

static bool
stopped_between(const struct asserter *s, size_t from, size_t to)
{
	for (size_t i = 0; i < s->marks.len; i++) {
		const struct mark *m = &s->marks.at[i];
		if (m->at.start >= to)
			return false;
		if (m->trigger->kind == STOP_TRIGGER && m->at.start >= from &&
		    m->at.end <= to)
			return true;
	}
	return false;
}

/* A label ("Held:") speaks for its whole sentence, another trigger for its
 * statement. */
static bool
in_scope(const struct asserter *s, const struct mark *m, unsigned statement)
{
	const struct reading *r = s->reading;

	if (m->statement == statement)
		return true;
	return m->at.end > m->at.start &&
	    r->note->text.ptr[m->at.end - 1] == ':' &&
	    r->statements.at[m->statement].sentence ==
	    r->statements.at[statement].sentence;
}

static bool
reaches(const struct asserter *s, const struct mark *m, struct span at,
    unsigned statement)
{
	const struct trigger *t = m->trigger;
	size_t from, to;

	if (t->kind != TRIGGER || m->disarmed || !in_scope(s, m, statement))
		return false;
	if (m->at.end <= at.start && (t->direction & REACH_FORWARD)) {
		from = m->at.end;
		to = at.start;
	} else if (at.end <= m->at.start && (t->direction & REACH_BACKWARD)) {
		from = at.end;
		to = m->at.start;
	} else {
		/* Words of the mention itself are its own affair. */
		return span_touches(m->at, at) && !span_holds(at, m->at);
	}
	if (t->words != 0 && words_between(s, from, to) > t->words)
		return false;
	return !stopped_between(s, from, to);
}

enum assertion
asserter_of(const struct asserter *s, struct span at)
{
	const struct reading *r = s->reading;
	const struct section_kind *kind =
	    r->sections.at[reading_section_at(r, at.start)].kind;
	unsigned reached = kind != NULL ? kind->assertion : 0;

	if (r->statements.len > 0) {
		unsigned statement = reading_statement_at(r, at.start);
		for (size_t i = 0; i < s->marks.len; i++)
			if (reaches(s, &s->marks.at[i], at, statement))
				reached |= s->marks.at[i].trigger->status;
	}
	for (size_t i = 0; i < sizeof(precedence) / sizeof(*precedence); i++)
		if (reached & precedence[i])
			return precedence[i];
	return AFFIRMED;
}

enum assertion
reading_assert(const struct reading *r, struct span at)
{
	return asserter_of(r->asserter, at);
}
