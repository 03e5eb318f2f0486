/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures that may be minutes of this visit, and that no reader took for
 * anything.  They are no facts: what they are of is not known.  A rule that
 * would call minutes missing holds its tongue where they may be these.
 */
#include "base/limits.h"
#include "facts/amounts.h"
#include "facts/clock.h"
#include "facts/gaps.h"
#include "facts/label_run.h"
#include "facts/readers.h"

enum {
	NEAR = 24,		/* bytes between a bare figure and what tells
				 * time */
	LONGEST_VISIT = 90,
};

struct left {
	struct arena *arena;
	struct facts *facts;
	struct str text;
	struct gathered parts;		/* labels and figures of minutes */
	struct gathered ranges;		/* clock times */
	struct gathered codes;		/* printed codes of services */
	VEC(struct token) bare;		/* figures that may be minutes */
};

static bool
is_exercise(const struct facts *f, struct span at)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (span_touches(f->exercises.at[i].at, at))
			return true;
	return false;
}

/* Is a figure the last of a row that a code stands in, in a column of its own?
 * It is that of the row, whatever stands between. */
static bool
ends_row(const struct left *l, struct span at)
{
	size_t end = at.end;

	while (end < l->text.len && (is_blank(l->text.ptr[end]) ||
	    l->text.ptr[end] == '|'))
		end++;
	return (end == l->text.len || l->text.ptr[end] == '\n') &&
	    gap_is_wide(l->text, at.start) &&
	    gathered_in(&l->codes, str_line_at(l->text, at.start)) > 0;
}

/* Do two places stand near each other on one line? */
static bool
are_near(const struct left *l, struct span x, struct span y)
{
	struct span gap = x.end <= y.start ? (struct span){x.end, y.start} :
	    (struct span){y.end, x.start};

	if (span_touches(x, y))
		return true;
	return gap.start <= gap.end && span_len(gap) <= NEAR &&
	    memchr(l->text.ptr + gap.start, '\n', span_len(gap)) == NULL;
}

static bool
waits(const struct service *s)
{
	return s->code != NULL && s->code->timed && s->units != 0 &&
	    s->minutes == NONE;
}

/* Does a service stand near that has no minutes? */
static bool
is_beside_waiting(const struct left *l, struct span at)
{
	const struct facts *f = l->facts;

	for (size_t i = 0; i < f->services.len; i++)
		if (waits(&f->services.at[i]) &&
		    are_near(l, f->services.at[i].at, at))
			return true;
	return false;
}

/* Does a service have a figure?  It has those beside it; or its minutes are
 * told elsewhere, where no other figure is known from them. */
static bool
is_of_service(const struct left *l, const struct service *s,
    const struct token *t)
{
	const struct gathered *g = &l->parts;

	if (s->minutes == NONE || span_touches(s->at, t->at))
		return s->minutes != NONE;
	for (size_t i = gathered_from(g, s->at.start); i < g->len &&
	    g->at[i]->span.start < s->at.end; i++)
		if (label_token(l->facts->reading, g->at[i]).value ==
		    s->minutes)
			return false;
	return t->value == s->minutes && !is_beside_waiting(l, t->at);
}

/* Is it a figure that a service, a total, an exercise or a goal has? */
static bool
is_taken(const struct left *l, const struct token *t)
{
	const struct facts *f = l->facts;

	for (size_t i = 0; i < f->services.len; i++)
		if (is_of_service(l, &f->services.at[i], t))
			return true;
	for (size_t i = 0; i < f->goals.len; i++)
		if (span_touches(f->goals.at[i].at, t->at))
			return true;
	return (is_exercise(f, t->at) && !ends_row(l, t->at)) ||
	    span_touches(f->timed_at, t->at) ||
	    span_touches(f->total_at, t->at) ||
	    span_touches(f->date_at, t->at);
}

/* Is a label or a figure one that tells time? */
static bool
tells_time(const struct left *l, const struct mention *m)
{
	enum what what = label_what(m);
	struct span unit;

	if (what == FIGURE)
		return mention_capture(m, "unit", &unit) &&
		    !is_exercise(l->facts, m->span);
	return what != UNITS && what != VISIT;
}

/* Does any of `g` that `tells` stand near a figure? */
static bool
any_near(const struct left *l, const struct gathered *g, struct span at,
    bool (*tells)(const struct left *, const struct mention *))
{
	size_t reach = NEAR + g->longest;
	size_t from = at.start > reach ? at.start - reach : 0;

	for (size_t i = gathered_from(g, from); i < g->len &&
	    g->at[i]->span.start <= at.end + NEAR; i++)
		if (are_near(l, g->at[i]->span, at) &&
		    (tells == NULL || tells(l, g->at[i])))
			return true;
	return false;
}

/* Does what stands near a figure speak of time or of charges? */
static bool
is_beside_time(const struct left *l, struct span at)
{
	const struct facts *f = l->facts;

	for (size_t i = 0; i < f->services.len; i++)
		if (are_near(l, f->services.at[i].at, at))
			return true;
	for (size_t i = 0; i < f->unread.len; i++)
		if (are_near(l, f->unread.at[i].at, at))
			return true;
	return any_near(l, &l->parts, at, tells_time) ||
	    any_near(l, &l->ranges, at, NULL) || ends_row(l, at);
}

/* Is a figure without a unit set apart, as in a list or a column? */
static bool
is_set_apart(const struct left *l, const struct token *t)
{
	char next = t->at.end < l->text.len ? l->text.ptr[t->at.end] : ' ';
	char last = t->at.start > 0 ? l->text.ptr[t->at.start - 1] : ' ';

	return !t->fraction && !is_word(next) && strchr("/%-", next) == NULL &&
	    strchr(" \t|(", last) != NULL && !gathered_touches(&l->ranges,
	    t->at);
}

static void
add(struct left *l, const struct token *t)
{
	vec_push(l->arena, &l->facts->unread,
	    (struct unread){t->value, t->unit, t->at});
}

/* Bare figures that stand beside what tells time, or beside others of these,
 * in either order. */
static void
add_bare(struct left *l)
{
	for (size_t i = 0; i < l->bare.len; i++)
		if (is_beside_time(l, l->bare.at[i].at)) {
			add(l, &l->bare.at[i]);
			l->bare.at[i].value = NONE;
		}
	for (size_t i = l->bare.len; i-- > 0;)
		if (l->bare.at[i].value != NONE &&
		    is_beside_time(l, l->bare.at[i].at))
			add(l, &l->bare.at[i]);
}

/* Does a timed service wait for its minutes? */
static bool
any_waits(const struct facts *f)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (waits(&f->services.at[i]))
			return true;
	return false;
}

static void
read_figures(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered todays = minutes_of_visit(a, r, "minutes-part");
	struct left l = {.arena = a, .facts = f, .text = r->note->text,
	    .parts = gather(a, r, "minutes-part"),
	    .ranges = gather(a, r, "time-range"),
	    .codes = gather(a, r, "code")};
	if (l.parts.len * (l.parts.len + f->services.len + f->exercises.len +
	    f->goals.len) > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < todays.len; i++) {
		struct token t = label_token(r, todays.at[i]);
		t.at = span_trim(l.text, t.at);
		if (t.what != FIGURE || t.value < MINUTES_FEWEST ||
		    t.value > MINUTES_MOST_LABELLED || is_taken(&l, &t))
			continue;
		if (t.unit)
			add(&l, &t);
		else if (is_set_apart(&l, &t))
			vec_push(a, &l.bare, t);
	}
	add_bare(&l);
}

/* Bytes of a clock time with a colon at `i`, or 0. */
static size_t
clock_bytes(struct str line, size_t i)
{
	size_t n = 0;

	if (i > 0 && (is_word(line.ptr[i - 1]) ||
	    strchr("/.:", line.ptr[i - 1]) != NULL))
		return 0;
	while (n < 2 && i + n < line.len && is_digit(line.ptr[i + n]))
		n++;
	if (n == 0 || i + n + 2 >= line.len || line.ptr[i + n] != ':' ||
	    !is_digit(line.ptr[i + n + 1]) || !is_digit(line.ptr[i + n + 2]))
		return 0;
	n += 3;
	return i + n < line.len && (is_digit(line.ptr[i + n]) ||
	    line.ptr[i + n] == ':') ? 0 : n;
}

/* Do two clock times stand in a line, as far from each other as the ends of a
 * visit? */
static bool
has_clocks(struct str line)
{
	struct str last = {NULL, 0};

	for (size_t i = 0; i < line.len; i++) {
		size_t n = clock_bytes(line, i);
		struct str here = {line.ptr + i, n};
		minute_t in, out;
		if (n == 0)
			continue;
		clock_range(last, here, &in, &out);
		if (last.len > 0 && in != NO_TIME && out != NO_TIME &&
		    out - in >= VISIT_SHORTEST && out - in <= LONGEST_VISIT)
			return true;
		last = here;
		i += n - 1;
	}
	return false;
}

/* Clock times that are said to be of something else are no visit's. */
static void
read_clocks(struct arena *a, struct facts *f)
{
	struct str text = f->reading->note->text;
	struct gathered others = gather_all(a, f->reading, "not-session");
	struct span line = {0, 0};

	for (; line.start < text.len && !f->clock_unread;
	    line.start = line.end + 1) {
		line.end = str_line_at(text, line.start).end;
		f->clock_unread = has_clocks(str_slice(text, line)) &&
		    !gathered_touches(&others, line);
	}
}

void
unread_read(struct arena *a, struct facts *f)
{
	if (any_waits(f))
		read_figures(a, f);
	if (f->time_in == NO_TIME || f->time_out == NO_TIME)
		read_clocks(a, f);
}
