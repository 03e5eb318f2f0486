/* SPDX-License-Identifier: Apache-2.0 */
#include "match/assert.h"

#include <stdlib.h>

#include "base/bisect.h"

/* When several triggers reach a place, the first of these wins. */
static const enum assertion precedence[] = {
	TEMPLATE, OTHER_PERSON, REFUSED, NEGATED, PLANNED, HOME, HISTORICAL,
	HYPOTHETICAL,
};

enum { STATUSES = sizeof(precedence) / sizeof(*precedence) };

/* A trigger, pseudo trigger or stop at its place. */
struct mark {
	struct span at;
	const struct trigger *trigger;
};

VEC_TYPE(marks, struct mark);

/* Ranges of offsets, both ends included; once closed in order and apart. */
VEC_TYPE(ranges, struct span);

/* Where a status holds: for what begins in a range that triggers reach
 * forward, for what ends in one that they reach backward, for what lies across
 * the edge of a trigger, and for what has part in one that reaches both ways.
 */
struct reach {
	struct ranges forward;
	struct ranges backward;
	struct ranges inside;
	struct ranges part;
};

struct asserter {
	const struct reading *reading;
	struct reach reach[STATUSES];
};

/* What is needed only while the ranges are worked out. */
struct survey {
	struct arena *arena;
	const struct reading *reading;
	struct marks triggers;
	struct marks ahead;	/* what stops reach forward */
	struct marks behind;	/* what stops reach backward */
	size_t *ahead_end;	/* per stop ahead: least end from it on */
	VEC(size_t) words;	/* where words begin */
};

/* By place; a pseudo trigger before what it covers. */
static int
by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	bool px = x->trigger->kind == PSEUDO_TRIGGER;
	bool py = y->trigger->kind == PSEUDO_TRIGGER;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end > y->at.end ? -1 : 1;
	return py - px;
}

/* File an armed mark: a trigger that affirms is a stop in its direction. */
static void
file_mark(struct survey *s, const struct mark *m)
{
	bool stop = m->trigger->kind == STOP_TRIGGER;
	bool affirms = m->trigger->kind == TRIGGER &&
	    m->trigger->status == AFFIRMED;

	if (!stop && !affirms)
		vec_push(s->arena, &s->triggers, *m);
	if (stop || (affirms && m->trigger->direction & REACH_FORWARD))
		vec_push(s->arena, &s->ahead, *m);
	if (stop || (affirms && m->trigger->direction & REACH_BACKWARD))
		vec_push(s->arena, &s->behind, *m);
}

/* A pseudo trigger disarms the triggers that it covers. */
static void
sort_marks(struct survey *s, struct marks *all)
{
	size_t covered = 0;

	if (all->len > 0)
		qsort(all->at, all->len, sizeof(*all->at), by_place);
	for (size_t i = 0; i < all->len; i++) {
		const struct mark *m = &all->at[i];
		if (m->trigger->kind == PSEUDO_TRIGGER)
			covered = m->at.end > covered ? m->at.end : covered;
		else if (m->trigger->kind == STOP_TRIGGER ||
		    m->at.end > covered)
			file_mark(s, m);
	}
	s->ahead_end = arena_array(s->arena, s->ahead.len + 1, sizeof(size_t));
	s->ahead_end[s->ahead.len] = SIZE_MAX;
	for (size_t i = s->ahead.len; i-- > 0;) {
		size_t end = s->ahead.at[i].at.end, next = s->ahead_end[i + 1];
		s->ahead_end[i] = end < next ? end : next;
	}
}

static void
collect(struct survey *s)
{
	const struct reading *r = s->reading;
	struct str text = r->note->text;
	struct marks all = {0};

	for (size_t i = 0; i < r->pack->concepts.len; i++) {
		const struct concept *c = r->pack->concepts.at[i];
		if (c->trigger.kind == NO_TRIGGER)
			continue;
		struct mentions m = reading_of(r, c);
		for (; m.first < m.last; m.first++)
			vec_push(s->arena, &all, (struct mark){m.first->span,
			    &c->trigger});
	}
	sort_marks(s, &all);
	for (size_t i = 0; i < text.len && s->triggers.len > 0; i++)
		if (is_word(text.ptr[i]) &&
		    (i == 0 || !is_word(text.ptr[i - 1])))
			vec_push(s->arena, &s->words, i);
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many of the ascending offsets lie below `limit`. */
static size_t
count_below(const size_t *offsets, size_t n, size_t limit)
{
	size_t i;

	bisect(i, n, offsets[i] < limit);
	return i;
}

/* How many of the marks begin before `limit`. */
static size_t
marks_below(const struct marks *m, size_t limit)
{
	size_t i;

	bisect(i, m->len, m->at[i].at.start < limit);
	return i;
}

/* The first statement of the sentence with this number, or of a later one. */
static size_t
first_of_sentence(const struct reading *r, unsigned sentence)
{
	size_t i;

	bisect(i, r->statements.len,
	    r->statements.at[i].sentence < sentence);
	return i;
}

/* Does the trigger begin a cell of a row, so that only the cells before it can
 * be what it speaks about? */
static bool
begins_cell(const struct reading *r, const struct mark *m, size_t statement)
{
	const struct statement *s = &r->statements.at[statement];

	return statement > 0 && s[-1].sentence == s->sentence &&
	    span_trim(r->note->text, m->at).start == s->span.start &&
	    r->note->text.ptr[s[-1].span.end] != ';';
}

/* Where the text of some statements, first to last, begins and ends: the title
 * above the first of a section belongs to it, the one below the last does
 * not. */
static struct span
text_of(const struct reading *r, size_t first, size_t last)
{
	const struct statement *all = r->statements.at;
	const struct section *opens = &r->sections.at[all[first].section];
	const struct section *closes = &r->sections.at[all[last].section];
	struct span text = {all[first].span.start, closes->body.end};

	if (first == 0 || all[first - 1].section != all[first].section)
		text.start = smaller(text.start, opens->kind != NULL ?
		    opens->title.start : opens->body.start);
	if (last + 1 < r->statements.len)
		text.end = smaller(text.end, all[last + 1].span.start);
	return text;
}

/* The text that a trigger speaks about: its statement; its sentence when it is
 * a label ("Held:"); the cell before as well when it begins one. */
static struct span
scope_of(const struct survey *s, const struct mark *m)
{
	const struct reading *r = s->reading;
	const struct statement *all = r->statements.at;
	size_t first = reading_statement_at(r, m->at.start), last = first;
	unsigned sentence = all[first].sentence;

	if (r->note->text.ptr[m->at.end - 1] == ':') {
		last = first_of_sentence(r, sentence + 1) - 1;
		first = first_of_sentence(r, sentence);
	} else if (begins_cell(r, m, first)) {
		first = first_of_sentence(r, sentence);
	}
	return text_of(r, first, last);
}

/* Where the remark in parentheses that the trigger begins ends, "(last visit
 * 2x8)", or the end of its scope.  One that is the whole remark, "(held)",
 * speaks of what is around it. */
static size_t
aside_end(struct str text, struct span at, size_t scope_end)
{
	enum { LONGEST = 120 };	/* bytes of a remark */
	size_t open = at.start, close = at.end;

	while (open > 0 && is_blank(text.ptr[open - 1]))
		open--;
	while (close < scope_end && is_blank(text.ptr[close]))
		close++;
	if (open == 0 || text.ptr[open - 1] != '(' || close == scope_end ||
	    text.ptr[close] == ')')
		return scope_end;
	while (close < scope_end && close - at.end < LONGEST &&
	    text.ptr[close] != ')')
		close++;
	return close < scope_end && text.ptr[close] == ')' ? close : scope_end;
}

/* The last place where something can begin that the trigger reaches. */
static size_t
reach_forward(const struct survey *s, const struct mark *m, size_t scope_end)
{
	size_t from = m->at.end, words = m->trigger->words;
	size_t stop = s->ahead_end[marks_below(&s->ahead, from)];
	size_t last = smaller(aside_end(s->reading->note->text, m->at,
	    scope_end), stop) - 1;
	size_t next = count_below(s->words.at, s->words.len, from);

	if (words != 0 && next + words < s->words.len)
		last = smaller(last, s->words.at[next + words]);
	return last;
}

/* The first place where something can end that the trigger reaches. */
static size_t
reach_backward(const struct survey *s, const struct mark *m, size_t scope_start)
{
	size_t to = m->at.start, words = m->trigger->words;
	size_t first = scope_start + 1;
	size_t before = count_below(s->words.at, s->words.len, to);

	/* Stops overlap only where concepts do, so this loop is short. */
	for (size_t i = marks_below(&s->behind, to); i-- > 0;) {
		struct span stop = s->behind.at[i].at;
		if (stop.end > to)
			continue;
		if (stop.start + 1 > first)
			first = stop.start + 1;
		break;
	}
	if (words != 0 && before > words &&
	    s->words.at[before - words - 1] + 1 > first)
		first = s->words.at[before - words - 1] + 1;
	return first;
}

static void
add_range(struct arena *a, struct ranges *out, size_t first, size_t last)
{
	if (first <= last)
		vec_push(a, out, (struct span){first, last});
}

static void
add_trigger(const struct survey *s, struct asserter *out, const struct mark *m)
{
	struct span scope = scope_of(s, m);

	for (size_t i = 0; i < STATUSES; i++) {
		struct reach *r = &out->reach[i];
		if (precedence[i] != m->trigger->status)
			continue;
		if (m->trigger->direction & REACH_FORWARD)
			add_range(s->arena, &r->forward, m->at.end,
			    reach_forward(s, m, scope.end));
		if (m->trigger->direction & REACH_BACKWARD)
			add_range(s->arena, &r->backward,
			    reach_backward(s, m, scope.start), m->at.start);
		add_range(s->arena, &r->inside, m->at.start + 1, m->at.end - 1);
		if (m->trigger->direction == REACH_BOTH)
			add_range(s->arena, &r->part, m->at.start,
			    m->at.end - 1);
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* Bring in order and join what overlaps. */
static void
close_ranges(struct ranges *r)
{
	size_t kept = 0;

	if (r->len == 0)
		return;
	qsort(r->at, r->len, sizeof(*r->at), by_start);
	for (size_t i = 1; i < r->len; i++) {
		if (r->at[i].start > r->at[kept].end)
			r->at[++kept] = r->at[i];
		else if (r->at[i].end > r->at[kept].end)
			r->at[kept].end = r->at[i].end;
	}
	r->len = kept + 1;
}

struct asserter *
asserter_new(struct arena *a, const struct reading *r)
{
	struct asserter *out = arena_alloc(a, sizeof(*out));
	struct survey s = {.arena = a, .reading = r};

	out->reading = r;
	if (r->statements.len == 0)
		return out;
	collect(&s);
	for (size_t i = 0; i < s.triggers.len; i++)
		add_trigger(&s, out, &s.triggers.at[i]);
	for (size_t i = 0; i < STATUSES; i++) {
		close_ranges(&out->reach[i].forward);
		close_ranges(&out->reach[i].backward);
		close_ranges(&out->reach[i].inside);
		close_ranges(&out->reach[i].part);
	}
	return out;
}

/* Is there an offset in the ranges from `first` to `last`? */
static bool
meets(const struct ranges *r, size_t first, size_t last)
{
	size_t i;

	bisect(i, r->len, r->at[i].start <= last);
	return i > 0 && first <= r->at[i - 1].end;
}

static bool
within(const struct ranges *r, size_t offset)
{
	return meets(r, offset, offset);
}

/* Words of the mention itself are its own affair ("no pain"), but an unfilled
 * place in it leaves it unfilled. */
static bool
reached(const struct reach *r, struct span at)
{
	return within(&r->forward, at.start) || within(&r->backward, at.end) ||
	    within(&r->inside, at.start) || within(&r->inside, at.end) ||
	    (at.end > at.start && meets(&r->part, at.start, at.end - 1));
}

static enum assertion
assertion_of(const struct asserter *s, struct span at, unsigned of_section)
{
	for (size_t i = 0; i < STATUSES; i++)
		if ((of_section & precedence[i]) || reached(&s->reach[i], at))
			return precedence[i];
	return AFFIRMED;
}

enum assertion
asserter_of(const struct asserter *s, struct span at)
{
	const struct reading *r = s->reading;
	const struct section_kind *kind =
	    r->sections.at[reading_section_at(r, at.start)].kind;

	return assertion_of(s, at, kind != NULL ? kind->assertion : 0);
}

enum assertion
reading_assert_apart(const struct reading *r, struct span at)
{
	return assertion_of(r->asserter, at, 0);
}

enum assertion
reading_assert(const struct reading *r, struct span at)
{
	return asserter_of(r->asserter, at);
}

unsigned
reading_reached(const struct reading *r, struct span at, unsigned statuses)
{
	unsigned out = 0;

	for (size_t i = 0; i < STATUSES; i++)
		if ((statuses & precedence[i]) &&
		    reached(&r->asserter->reach[i], at))
			out |= precedence[i];
	return out;
}
