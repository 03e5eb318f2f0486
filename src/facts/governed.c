/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/governed.h"

#include "facts/gaps.h"
#include "facts/groups.h"
#include "facts/own_words.h"

enum {
	MOST_WORDS = 10,	/* of a line that heads others; more are told */
	MOST_ROUNDS = 5,
	NEAR = 2,		/* lines from a heading to its first exercise */
};

/* A line that speaks for others, and how far it is set in. */
struct governor {
	struct dosage said;
	size_t indent;
	bool open;		/* may lines under it be its own? */
	bool used;		/* one was */
	int passed;		/* lines without one since it opened */
	bool wider;		/* its own lines are set in */
};

struct filler {
	struct programme *p;
	struct str text;
	struct governor heading;
	size_t next;		/* the first exercise not before the line */
	size_t block;		/* the first exercise since a blank line */
};

static struct dosage
said_in(const struct programme *p, struct span at)
{
	size_t end;

	return dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){at, at, DOSAGE_OF_SEVERAL}, &end);
}

/* What `at` says, but for a number in the name of the circuit: "Block two, 3x
 * through". */
static struct dosage
said_beside_name(const struct programme *p, struct span at)
{
	const struct gathered *g = &p->marks.dosage;
	size_t c = gathered_from(&p->circuits, at.start);

	if (c < p->circuits.len && p->circuits.at[c]->span.end <= at.end) {
		struct span name = p->circuits.at[c]->span;
		size_t d = gathered_from(g, name.start);
		if (d < g->len && g->at[d]->span.end <= name.end)
			at.start = name.end;
	}
	return said_in(p, at);
}

/* Does a dosage in `at` begin with the number of the circuit: "superset two x
 * 3"? */
static bool
begins_with_number(const struct programme *p, struct span at)
{
	const struct gathered *g = &p->marks.dosage;
	size_t d = gathered_from(g, at.start);
	size_t c = gathered_from(&p->circuits, at.start);

	if (d == g->len || c == p->circuits.len ||
	    g->at[d]->span.start != p->circuits.at[c]->span.end + 1)
		return false;
	/* A times sign may be longer than a byte. */
	unsigned char first = (unsigned char)
	    p->reading->note->text.ptr[g->at[d]->span.start];
	return to_lower((char)first) != 'x' && first < 0x80;
}

/* What a heading says of each exercise.  The minutes are those of the service,
 * and a circuit is gone through as often as it is counted. */
static struct dosage
heading_says(const struct programme *p, struct span at)
{
	struct dosage d = said_beside_name(p, at);

	d.minutes = NONE;
	if (d.reps != NONE && begins_with_number(p, at)) {
		if (d.sets == NONE)
			d.reps = NONE;
		d.sets = NONE;
	}
	if ((gathered_touches(&p->circuits, at) ||
	    gathered_touches(&p->rounds, at)) && d.sets == NONE) {
		d.sets = d.reps > 1 ? d.reps : NONE;
		d.reps = NONE;
	}
	/* The limb that a title names is where the complaint is, and a load
	 * that is not for all is that of the first. */
	char last = p->reading->note->text.ptr[at.end - 1];
	if (!gathered_touches(&p->shared, at) &&
	    ((last != ':' && last != ')') ||
	    gathered_touches(&p->circuits, at))) {
		d.side = SIDE_NONE;
		d.resistance.len = 0;
	}
	return d;
}

static bool
is_counted(const struct dosage *d)
{
	return d->sets != NONE || d->reps != NONE || d->hold_seconds != NONE;
}

/* Is it a line of charges?  What counts rounds names no service: "three rounds,
 * gait belt on". */
static bool
is_billed(const struct programme *p, struct span at)
{
	return gathered_touches(&p->codes, at) ||
	    (gathered_touches(&p->services, at) &&
	    !gathered_touches(&p->circuits, at) &&
	    !gathered_touches(&p->rounds, at));
}

/* Is a dosage right behind `m`: "gym list, all 2x15"? */
static bool
leads_dosage(const struct filler *x, const struct mention *m)
{
	const struct gathered *doses = &x->p->marks.dosage;
	size_t i = gathered_from(doses, m->span.end);

	return i < doses->len &&
	    doses->at[i]->span.start <= m->span.end + 1;
}

/* Does one of `g` begin `at` or a remark in it, "All x 12", "SUPINE (all x20)",
 * or the dosage there?  Elsewhere, "marches, all directions", it is about
 * less. */
static bool
leads(const struct filler *x, const struct gathered *g, struct span at)
{
	for (size_t i = gathered_from(g, at.start); i < g->len &&
	    g->at[i]->span.end <= at.end; i++) {
		size_t start = g->at[i]->span.start;
		if (start == at.start || x->text.ptr[start - 1] == '(' ||
		    leads_dosage(x, g->at[i]))
			return true;
	}
	return false;
}

/* Is the line behind `at` set in deeper than `indent`? */
static bool
is_set_in_below(const struct filler *x, struct span at, size_t indent)
{
	struct span next = {str_line_at(x->text, at.end).end, x->text.len};

	if (next.start == x->text.len)
		return false;
	next = str_line_from(x->text, next.start + 1);
	struct span bare = span_trim(x->text, next);
	return bare.start < bare.end && bare.start - next.start > indent;
}

/* Does a line in which no exercise was found speak for the ones below? */
static bool
is_heading(const struct filler *x, struct span bare, size_t indent)
{
	const struct programme *p = x->p;
	char last = x->text.ptr[bare.end - 1];

	return !is_billed(p, bare) &&
	    own_words(p, bare) <= MOST_WORDS &&
	    (last == ':' || last == ')' || leads(x, &p->shared, bare) ||
	    gathered_touches(&p->circuits, bare) ||
	    ((gathered_touches(&p->rounds, bare) ||
	    own_words(p, bare) == 0) &&
	    is_set_in_below(x, bare, indent)));
}

/* What a billed line says behind its minutes: "TE 31 min. Each of the following
 * 10 times:". */
static struct span
last_sentence(const struct filler *x, struct span at)
{
	for (size_t i = at.end; i > at.start; i--)
		if (gap_opens_sentence(x->text, i - 1))
			return span_trim(x->text, (struct span){i, at.end});
	return at;
}

/* A line without exercises may speak for those below, where it states a dosage;
 * else it is part of what an earlier one speaks for, or ends it. */
static void
open_heading(struct filler *x, struct span bare, size_t indent)
{
	struct governor new = {.indent = indent};
	struct dosage *said = &new.said;

	if (is_billed(x->p, bare))
		bare = last_sentence(x, bare);
	if (is_heading(x, bare, indent)) {
		*said = heading_says(x->p, bare);
		/* "3x" over a list of counts are rounds. */
		if (own_words(x->p, bare) == 0 && said->sets == NONE &&
		    said->reps > 1 && said->reps <= MOST_ROUNDS) {
			said->sets = said->reps;
			said->reps = NONE;
		}
		new.open = is_counted(said);
	}
	if (new.open || x->heading.passed >= NEAR || x->heading.used)
		x->heading = new;
	x->heading.passed++;
}

/* Give an exercise what it does not say itself. */
static void
give(const struct filler *x, struct exercise *e, const struct dosage *said)
{
	struct dosage *d = &e->dosage;
	bool timed = d->minutes != NONE;

	if (!d->counted && !timed) {
		d->sets = said->sets;
		d->reps = said->reps;
		d->hold_seconds = said->hold_seconds;
	} else if (d->sets == NONE && said->sets > 1 && said->reps == NONE &&
	    said->hold_seconds == NONE)
		d->sets = said->sets;
	d->counted = d->counted || is_counted(d);
	if (d->resistance.len == 0 && d->counted && !timed)
		d->resistance = said->resistance;
	const struct exercise_kind *kind = e->lexeme == NULL ? NULL :
	    pack_exercise_kind(x->p->reading->pack, e->lexeme->kind);
	if (d->side == SIDE_NONE && (kind == NULL || kind->one_sided))
		d->side = said->side;
}

/* Where what heads the exercises of its own line ends: "superset two x3: dips,
 * 8"; at.start when nothing does. */
static size_t
inline_end(const struct filler *x, struct span at)
{
	enum { GAP = 3 };	/* blanks */
	size_t blanks = 0;

	for (size_t i = at.start; i < at.end; i++) {
		blanks = is_blank(x->text.ptr[i]) ? blanks + 1 : 0;
		if (x->text.ptr[i] == ':' || blanks == GAP ||
		    x->text.ptr[i] == '\t')
			return i;
	}
	return at.start;
}

/* Is a name of the lexicon that of the list behind it, whose dosage is for all:
 * "Thrower's ten, everything 2 x 10:"? */
static bool
names_list(const struct filler *x, size_t i, struct span at)
{
	const struct exercise *e = &x->p->facts->exercises.at[i];

	return e->lexeme != NULL && !e[1].dosage.counted &&
	    (x->text.ptr[at.end - 1] == ':' || x->text.ptr[at.end] == ':') &&
	    gathered_touches(&x->p->shared, at);
}

/* Is the exercise no more than the heading in `at` of those behind it? */
static bool
is_taken_for_one(const struct filler *x, size_t i, struct span at)
{
	const struct programme *p = x->p;
	const struct exercise *e = &p->facts->exercises.at[i];
	struct span behind = {at.end, at.end};

	if (e->at.start >= at.end ||
	    e->at.end > str_line_at(x->text, at.start).end ||
	    !is_counted(&e->dosage) || i + 1 >= p->facts->exercises.len ||
	    e[1].at.start < at.end || is_billed(p, at) ||
	    (e->lexeme != NULL && !names_list(x, i, at)))
		return false;
	while (behind.end < x->text.len && (is_space(x->text.ptr[behind.end]) ||
	    x->text.ptr[behind.end] == ':'))
		behind.end++;
	/* The first of the list may be called by no name that is known. */
	for (int n = 0; n <= NEAR; n++)
		behind.end = str_line_from(x->text, behind.end + (n > 0)).end;
	return e[1].at.start < behind.end && (e->lexeme != NULL ||
	    leads(x, &p->circuits, at) ||
	    leads(x, &p->shared, at) || (x->text.ptr[at.end] == ':' &&
	    gathered_touches(&p->circuits, at)));
}

/* Does the line of an exercise that no lexicon knows speak for those over it:
 * "the above x 15"? */
static bool
sums_up(const struct filler *x, size_t i, struct span at)
{
	const struct exercise *e = &x->p->facts->exercises.at[i];

	return e->lexeme == NULL && e->at.start < at.end && i > x->block &&
	    leads(x, &x->p->above, at);
}

/* "CIRCUIT 1 (3 rounds)" is called like an exercise that no lexicon knows. */
static void
drop_heading(struct filler *x, size_t i)
{
	struct facts *f = x->p->facts;

	for (; i + 1 < f->exercises.len; i++)
		f->exercises.at[i] = f->exercises.at[i + 1];
	f->exercises.len--;
}

/* Where a heading inside a line ends to speak: with its sentence. */
static size_t
heard_to(const struct filler *x, struct span head, size_t end)
{
	for (size_t i = head.end; i < end; i++)
		if (gap_opens_sentence(x->text, i))
			return i;
	return end;
}

/* The exercises of a line take what begins it and what stands above it. */
static void
fill_line(struct filler *x, struct span bare, size_t indent, size_t end)
{
	struct exercise *all = x->p->facts->exercises.at;
	struct governor *h = &x->heading;
	struct span head = {bare.start, inline_end(x, bare)};
	struct dosage own = dosage_none();
	size_t heard = bare.end;

	if (h->open && !h->used)
		h->wider = indent > h->indent;
	if (h->open && (indent < h->indent || (h->wider &&
	    indent <= h->indent)))
		h->open = false;
	if ((gathered_touches(&x->p->circuits, head) ||
	    ((gathered_touches(&x->p->rounds, head) ||
	    gathered_touches(&x->p->shared, head)) &&
	    x->text.ptr[head.end] == ':')) &&
	    own_words(x->p, head) <= MOST_WORDS &&
	    !is_billed(x->p, head)) {
		own = heading_says(x->p, head);
		if (!gathered_touches(&x->p->circuits, head) &&
		    !gathered_touches(&x->p->rounds, head))
			heard = heard_to(x, head, bare.end);
		h->open = false;
	}
	for (size_t i = x->next; i < end; i++) {
		if (all[i].at.end <= head.end)
			continue;
		if (is_counted(&own) && all[i].at.start < heard)
			give(x, &all[i], &own);
		else if (h->open)
			give(x, &all[i], &h->said);
	}
	h->used = h->used || h->open;
}

/* "The above x 15" speaks for the lines over it that state nothing. */
static void
fill_back(struct filler *x, struct span bare)
{
	if (!gathered_touches(&x->p->above, bare) ||
	    own_words(x->p, bare) > MOST_WORDS)
		return;
	struct dosage said = heading_says(x->p, bare);
	for (size_t i = x->block; i < x->next; i++) {
		struct exercise *e = &x->p->facts->exercises.at[i];
		if (e->dosage.counted)
			continue;
		give(x, e, &said);
		if (e->dosage.counted && e->dosage.resistance.len == 0)
			e->dosage.resistance = group_load(x->p, e->at.start);
	}
}

static void
read_line(struct filler *x, struct span line)
{
	const struct facts *f = x->p->facts;
	struct span bare = span_trim(x->text, line);
	size_t indent = bare.start - line.start, end = x->next;

	if (bare.start == bare.end) {
		x->heading.open = x->heading.open && !x->heading.used;
		x->block = x->next;
		return;
	}
	struct span head = {bare.start, inline_end(x, bare)};
	if (x->next < f->exercises.len && (sums_up(x, x->next, bare) ||
	    is_taken_for_one(x, x->next, bare) ||
	    (head.end > head.start && is_taken_for_one(x, x->next, head))))
		drop_heading(x, x->next);
	while (end < f->exercises.len &&
	    f->exercises.at[end].at.start < line.end)
		end++;
	if (end > x->next)
		fill_line(x, bare, indent, end);
	else {
		fill_back(x, bare);
		if (!x->heading.open || !x->heading.used ||
		    indent <= x->heading.indent)
			open_heading(x, bare, indent);
	}
	x->next = end;
}

void
governed_fill(struct programme *p)
{
	struct filler x = {.p = p, .text = p->reading->note->text};

	for (size_t at = 0; at < x.text.len;) {
		struct span line = str_line_from(x.text, at);
		read_line(&x, line);
		at = line.end + 1;
	}
}
