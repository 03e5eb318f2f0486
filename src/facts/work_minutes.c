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
	struct gathered content;
	struct gathered minutes;
	struct gathered exercises;
	struct gathered codes;
	struct gathered names;		/* of services */
};

static bool
speaks_for(const struct lexeme *l, struct str number)
{
	/* Minutes beside what the patient does are a dosage. */
	if (l == NULL || l->kind == NULL || strcmp(l->kind, "active") == 0)
		return false;
	for (size_t i = 0; i < l->code.len; i++)
		if (str_eq(number, str_of(l->code.at[i])))
			return true;
	return false;
}

/* Is all work that a line names of a service? */
static bool
is_all_of(const struct work *w, struct span line, struct str number)
{
	const struct gathered *g = &w->content;

	for (size_t i = gathered_from(g, line.start); i < g->len &&
	    g->at[i]->span.start < line.end; i++)
		if (!speaks_for(g->at[i]->lexeme, number))
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
	    !speaks_for(m->lexeme, number))
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
	struct work w = {.reading = r, .content = gather(a, r, "content"),
	    .minutes = gather(a, r, "code-minutes"),
	    .exercises = gather(a, r, "exercises"),
	    .codes = gather(a, r, "code"), .names = charge_names(a, r)};

	if (w.content.len * f->services.len > LIMIT_NOTE_PAIRS)
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
		for (size_t k = 0; k < w.content.len && all == NONE &&
		    s->minutes == NONE; k++)
			all = minutes_told(&w, k, s->number);
		if (s->minutes == NONE)
			s->minutes = all;
	}
}
