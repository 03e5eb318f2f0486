/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/work_minutes.h"

#include "base/limits.h"
#include "facts/amounts.h"
#include "facts/charges.h"
#include "facts/duration.h"
#include "facts/gaps.h"
#include "facts/gather.h"

/* Words before the technique ("gentle", "manual:"); minutes that are more than
 * a step of the work. */
enum { WORDS_BEFORE = 2 };

struct work {
	const struct reading *reading;
	const struct facts *facts;
	struct gathered content;
	struct gathered minutes;
	struct gathered exercises;
	struct gathered codes;
	struct gathered names;		/* of services */
};

/* Is work of a service?  What may be of several is of the first of them that is
 * billed: massage beside mobilization. */
static bool
speaks_for(const struct work *w, const struct lexeme *l, struct str number)
{
	const struct facts *f = w->facts;

	/* Minutes beside what the patient does are a dosage. */
	if (l == NULL || l->kind == NULL || strcmp(l->kind, "active") == 0)
		return false;
	for (size_t i = 0; i < l->code.len; i++)
		for (size_t k = 0; k < f->services.len; k++)
			if (str_eq(f->services.at[k].number,
			    str_of(l->code.at[i])))
				return str_eq(number, f->services.at[k].number);
	return false;
}

/* Is all work that a line names of a service? */
static bool
is_all_of(const struct work *w, struct span line, struct str number)
{
	const struct gathered *g = &w->content;

	for (size_t i = gathered_from(g, line.start); i < g->len &&
	    g->at[i]->span.start < line.end; i++)
		if (!speaks_for(w, g->at[i]->lexeme, number))
			return false;
	return true;
}

/* The minutes that end a line, if it has no others. */
static int
closing_minutes(const struct work *w, struct span line)
{
	struct str text = w->reading->note->text;
	size_t i = gathered_from(&w->minutes, line.start);

	if (gathered_in(&w->minutes, line) != 1)
		return NONE;
	const struct mention *m = w->minutes.at[i];
	size_t end = m->span.end;
	while (end < line.end && (is_blank(text.ptr[end]) ||
	    strchr(".)]*", text.ptr[end]) != NULL))
		end++;
	int value = duration_of(w->reading, m);
	return end < line.end || m->assertion != AFFIRMED ||
	    value < MINUTES_FEWEST ? NONE : value;
}

/* The minutes of a line that technique `i` opens, for a service. */
static int
minutes_of_line(const struct work *w, size_t i, struct str number)
{
	struct str text = w->reading->note->text;
	const struct mention *m = w->content.at[i];
	struct span line = str_line_at(text, m->span.start);
	struct gap before = gap_of(text,
	    (struct span){line.start, m->span.start});

	if (m->assertion != AFFIRMED || before.words > WORDS_BEFORE ||
	    before.digits || before.sentence ||
	    (i > 0 && w->content.at[i - 1]->span.start >= line.start) ||
	    gathered_touches(&w->exercises, line) ||
	    gathered_in(&w->codes, line) > 0 || !is_all_of(w, line, number))
		return NONE;
	return closing_minutes(w, line);
}

/* Does a clause end where minutes do: "8 min, iastm", "twelve minutes."? */
static bool
ends_clause(struct str text, size_t at)
{
	static const char *const words[] = {" and ", " then ", " + "};

	if (at == text.len || strchr(",;.)\n\r", text.ptr[at]) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts((struct str){text.ptr + at, text.len - at},
		    str_of(words[i])))
			return true;
	return false;
}

/* Is a service named in a part of a sentence that is another than one? */
static bool
names_another(const struct work *w, struct span part, struct str number)
{
	const struct gathered *g = &w->names;

	for (size_t i = gathered_from(g, part.start); i < g->len &&
	    g->at[i]->span.start < part.end; i++)
		if (!str_eq(charge_number(w->reading, g->at[i]), number))
			return true;
	return false;
}

/* Does a part of a sentence tell of work of a service and of nothing else? */
static bool
tells_of(const struct work *w, struct span part, struct str number)
{
	enum { REACH = 160 };	/* bytes */

	return part.start < part.end && span_len(part) <= REACH &&
	    !gap_of(w->reading->note->text, part).sentence &&
	    gathered_in(&w->content, part) > 0 &&
	    !gathered_touches(&w->exercises, part) &&
	    gathered_in(&w->codes, part) == 0 &&
	    !names_another(w, part, number) && is_all_of(w, part, number);
}

/* What a statement tells up to minutes, from those before. */
static struct span
part_before(const struct work *w, size_t k)
{
	const struct mention *m = w->minutes.at[k];
	struct span part = {w->reading->statements.at[m->statement].span.start,
	    m->span.start};

	if (k > 0 && w->minutes.at[k - 1]->span.end > part.start)
		part.start = w->minutes.at[k - 1]->span.end;
	return part;
}

/* What it tells behind minutes told first: "ten minutes of effleurage";
 * empty where they are not. */
static struct span
part_behind(const struct work *w, size_t k)
{
	static const char *const words[] = {" of ", " on ", " for "};
	struct str text = w->reading->note->text;
	const struct mention *m = w->minutes.at[k];
	struct span part = {m->span.end, m->span.end};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts((struct str){text.ptr + m->span.end,
		    text.len - m->span.end}, str_of(words[i])))
			part.end =
			    w->reading->statements.at[m->statement].span.end;
	if (k + 1 < w->minutes.len &&
	    w->minutes.at[k + 1]->span.start < part.end)
		part.end = part.start;
	while (part.end > part.start &&
	    strchr(". \n", text.ptr[part.end - 1]) != NULL)
		part.end--;
	return part;
}

/* The minutes that end what a statement tells of a service, or that it tells
 * first: "u/s 1.0 w/cm2 8 min, iastm medial heel 14 min." */
static int
minutes_of_part(const struct work *w, size_t k, struct str number)
{
	enum { FEWEST = 5 };	/* less is of a step of it */
	const struct facts *f = w->facts;
	const struct mention *m = w->minutes.at[k];
	int value = duration_of(w->reading, m);

	if (!mention_counts(w->reading, m) || m->assertion != AFFIRMED ||
	    value < FEWEST || span_touches(m->span, f->timed_at) ||
	    span_touches(m->span, f->total_at))
		return NONE;
	return tells_of(w, part_behind(w, k), number) ||
	    (ends_clause(w->reading->note->text, m->span.end) &&
	    tells_of(w, part_before(w, k), number)) ? value : NONE;
}

/* All parts together. */
static int
minutes_of_parts(const struct work *w, struct str number)
{
	int all = NONE;

	for (size_t k = 0; k < w->minutes.len; k++) {
		int minutes = minutes_of_part(w, k, number);
		if (minutes != NONE)
			all = (all == NONE ? 0 : all) + minutes;
	}
	return all;
}

/* Is what stands at `at` how long something took: "for about eleven"? */
static bool
stands_behind_for(struct str text, size_t at)
{
	static const char *const words[] = {" for ", " for about ", " took ",
	    " for the ", " spent ", " about "};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);
		if (at > len && str_starts((struct str){text.ptr + at - len,
		    len}, str_of(words[i])))
			return true;
	}
	return false;
}

/* The minutes that a sentence says of technique `i`, up to where it says them:
 * "I mobilized the talus for eleven minutes and then we worked ..." */
static int
minutes_told(const struct work *w, size_t i, struct str number)
{
	enum { REACH = 120, MOST_WORDS = 14 };	/* bytes; up to the minutes */
	struct str text = w->reading->note->text;
	const struct mention *m = w->content.at[i];
	size_t k = gathered_from(&w->minutes, m->span.end);

	if (m->assertion != AFFIRMED || k == w->minutes.len ||
	    !speaks_for(w, m->lexeme, number))
		return NONE;
	const struct mention *told = w->minutes.at[k];
	struct span between = {m->span.end, told->span.start};
	struct span said = {m->span.start, told->span.end};
	if (span_len(between) > REACH || told->assertion != AFFIRMED ||
	    !stands_behind_for(text, told->span.start))
		return NONE;
	struct gap gap = gap_of(text, between);
	bool again = i > 0 && w->content.at[i - 1]->statement == m->statement;
	return gap.words > MOST_WORDS || gap.digits || gap.sentence || again ||
	    m->statement != told->statement ||
	    gathered_touches(&w->exercises, said) ||
	    gathered_touches(&w->names, said) || !is_all_of(w, said, number) ?
	    NONE : duration_of(w->reading, told);
}

static bool
is_timed(const struct service *s)
{
	return s->code != NULL && s->code->timed;
}

/* Have the timed services theirs?  Then the note says the minutes of what is
 * counted by them, and those of an untimed one are a setting of its device. */
static bool
timed_have_theirs(const struct facts *f)
{
	bool any = false;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (is_timed(s) && s->minutes == NONE)
			return false;
		any = any || is_timed(s);
	}
	return any;
}

static bool
is_evaluation(const struct service *s)
{
	return s->code != NULL && strcmp(s->code->attendance,
	    "evaluation") == 0;
}

/* The only evaluation that is billed beside other services and waits for its
 * minutes; NULL where there is none or another. */
static struct service *
evaluation_of(struct facts *f)
{
	struct service *only = NULL;

	for (size_t i = 0; i < f->services.len; i++) {
		struct service *s = &f->services.at[i];
		if (!is_evaluation(s))
			continue;
		if (only != NULL)
			return NULL;
		only = s;
	}
	return only != NULL && only->minutes == NONE && f->services.len > 1 ?
	    only : NULL;
}

void
evaluation_minutes_read(struct arena *a, struct facts *f)
{
	struct service *s = evaluation_of(f);
	struct gathered all = gather(a, f->reading, "eval-minutes");
	const struct mention *only = NULL;

	for (size_t i = 0; i < all.len && s != NULL; i++) {
		const struct mention *m = all.at[i];
		if (m->assertion != AFFIRMED ||
		    span_touches(m->span, f->total_at) ||
		    span_touches(m->span, f->timed_at))
			continue;
		if (only != NULL)
			return;
		only = m;
	}
	if (only != NULL)
		s->minutes = duration_of(f->reading, only);
}

void
work_minutes_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct work w = {.reading = r, .facts = f,
	    .content = gather(a, r, "content"),
	    .minutes = gather(a, r, "code-minutes"),
	    .exercises = gather(a, r, "exercises"),
	    .codes = gather(a, r, "code"), .names = charge_names(a, r)};

	if (w.content.len * f->services.len > LIMIT_NOTE_PAIRS ||
	    w.minutes.len * f->services.len > LIMIT_NOTE_PAIRS)
		return;
	bool timed_only = timed_have_theirs(f);
	for (size_t i = 0; i < f->services.len; i++) {
		struct service *s = &f->services.at[i];
		int all = NONE;
		if (timed_only && !is_timed(s))
			continue;
		for (size_t k = 0; k < w.content.len && s->minutes == NONE;
		    k++) {
			int minutes = minutes_of_line(&w, k, s->number);
			if (minutes != NONE)
				all = (all == NONE ? 0 : all) + minutes;
		}
		if (all == NONE && s->minutes == NONE)
			all = minutes_of_parts(&w, s->number);
		for (size_t k = 0; k < w.content.len && all == NONE &&
		    s->minutes == NONE; k++)
			all = minutes_told(&w, k, s->number);
		if (s->minutes == NONE)
			s->minutes = all;
	}
}
