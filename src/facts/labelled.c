/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/labelled.h"

#include "base/limits.h"
#include "facts/amounts.h"
#include "facts/clock.h"
#include "facts/duration.h"
#include "facts/facts.h"
#include "facts/gaps.h"
#include "facts/label_ways.h"
#include "match/assert.h"

enum {
	BESIDE = 2,		/* bytes between a label and its figure */
	LONGEST_GAP = 60,	/* bytes, of a leader of dots */
	LONGEST_LINE = 1000,	/* bytes before a run that are looked at */
};

struct binder {
	struct label_run run;
	struct labelled found;
};

static const struct labelled nothing = {
	.timed = {.minutes = NONE}, .total = {.minutes = NONE},
};

static bool
is_units(const struct token *t)
{
	return t->what == FIGURE && !t->unit && t->value > 0 &&
	    t->value <= UNITS_MOST_PLACED;
}

/* Leave out units beside their word, and the word that has none. */
static void
drop_units(struct label_run *run)
{
	size_t kept = 0;

	for (size_t i = 0; i < run->n; i++) {
		const struct token *t = &run->at[i];
		bool more = i + 1 < run->n;
		if (is_units(t) && more && t[1].what == UNITS &&
		    t[1].at.start <= t->at.end + 1) {
			i++;
			if (kept > 0)
				run->at[kept - 1].fraction = false;
		} else if (t->what == UNITS) {
			i += more && is_units(&t[1]);
		} else {
			run->at[kept++] = *t;
		}
	}
	run->n = kept;
}

/* Is a label "total" of the label right behind it: "Total timed minutes"? */
static bool
adds_to_next(const struct label_run *run, size_t i)
{
	return i + 1 < run->n && run->at[i].what == TOTAL &&
	    run->at[i + 1].what != FIGURE &&
	    run->at[i + 1].at.start <= run->at[i].at.end + 1 &&
	    run->text.ptr[run->at[i].at.end] != '\n';
}

/* The run with one label for each figure. */
static struct label_run
without_additions(const struct label_run *run)
{
	struct label_run out = *run;

	out.n = 0;
	for (size_t i = 0; i < run->n; i++)
		if (!adds_to_next(run, i))
			out.at[out.n++] = run->at[i];
	return out;
}

/* As many labels as figures, all of the one before all of the other; a label
 * of the visit may head them ("Tx time (total/timed): 50/44"). */
static bool
zip(const struct label_run *all, struct labelled *out)
{
	struct label_run bare = without_additions(all), *run = &bare;
	const struct token *at = run->at;
	size_t headed = run->n % 2 != 0 && (at[0].what == VISIT ||
	    at[0].what == WHOLE);
	size_t half = (run->n - headed) / 2;

	at += headed;
	if (half < 2 || 2 * half + headed != run->n)
		return false;
	for (size_t i = 0; i < 2 * half; i++)
		if ((at[i].what == FIGURE) !=
		    ((i < half) == (at[0].what == FIGURE)))
			return false;
	for (size_t i = 0; i < half; i++) {
		bool first = at[i].what != FIGURE;
		const struct token *figure = &at[first ? half + i : i];
		label_give(run, out, at[first ? i : half + i].what, figure,
		    figure->at);
	}
	return true;
}

/* Does a bracket open between two figures? */
static bool
opens_bracket(const struct label_run *run, const struct token *x,
    const struct token *y)
{
	return memchr(run->text.ptr + x->at.end, '(',
	    y->at.start - x->at.end) != NULL;
}

/* "40 of the 48 minutes timed", "1:1 for 40 of 48 minutes",
 * "of 48 minutes, 40", "48 min, of which 40", "48 min (40 timed)": the larger
 * is the whole. */
static void
take_parts(const struct label_run *run, struct labelled *out)
{
	for (size_t i = 0; i + 1 < run->n; i++) {
		const struct token *x = &run->at[i], *y = &run->at[i + 1];
		if (x->what != FIGURE || y->what != FIGURE ||
		    (!x->part && !x->of && !x->back && !y->back &&
		    !opens_bracket(run, x, y)))
			continue;
		const struct token *whole = x->value > y->value ? x : y;
		const struct token *part = whole == x ? y : x;
		bool ahead = i > 0 && x->part && run->at[i - 1].what == TIMED;
		bool timed = ahead ||
		    (i + 2 < run->n && run->at[i + 2].what == TIMED);
		if (!timed || (!whole->unit && !part->unit))
			continue;
		label_give(run, out, WHOLE, whole, whole->at);
		label_give(run, out, TIMED, part, (struct span){part->at.start,
		    part == y && !ahead ? run->at[i + 2].at.end :
		    part->at.end});
	}
}

/* Does nothing with a figure stand before the run on its line? */
static bool
opens_line(const struct label_run *run)
{
	size_t start = run->at[0].at.start;

	for (size_t i = start; i > 0 && run->text.ptr[i - 1] != '\n'; i--)
		if (is_digit(run->text.ptr[i - 1]) || start - i > LONGEST_LINE)
			return false;
	return true;
}

/* The timed minutes that the run before states, on the same line. */
static int
timed_before(const struct binder *b)
{
	size_t from = b->found.timed.at.end, to = b->run.at[0].at.start;

	if (b->found.timed.minutes == NONE || from > to ||
	    to - from > LONGEST_LINE ||
	    memchr(b->run.text.ptr + from, '\n', to - from) != NULL)
		return NONE;
	return b->found.timed.minutes;
}

static void
read_run(struct binder *b)
{
	struct labelled found = nothing;
	bool timed, total;

	drop_units(&b->run);
	if (b->run.n < 2)
		return;
	b->run.timed_before = timed_before(b);
	if (zip(&b->run, &found))
		found.sure = true;
	else
		label_ways_read(&b->run, &found);
	take_parts(&b->run, &found);
	timed = found.timed.minutes != NONE;
	total = found.total.minutes != NONE;
	if (timed && total && found.timed.minutes > found.total.minutes)
		return;
	if (timed)
		b->found.timed = found.timed;
	if (total)
		b->found.total = found.total;
	b->found.sure = (found.sure && opens_line(&b->run)) ||
	    (b->found.sure && !timed && !total);
}

/* Do two tokens stand together?  A line of labels goes on in a line of
 * figures. */
static bool
stand_together(const struct label_run *run, const struct token *next)
{
	const struct token *last = &run->at[run->n - 1];
	struct span between = {last->at.end, next->at.start};
	size_t lines = 0;
	bool labels = true;

	if (span_len(between) > LONGEST_GAP)
		return false;
	for (size_t i = between.start; i < between.end; i++) {
		unsigned char c = (unsigned char)run->text.ptr[i];
		if (is_word((char)c))
			return false;
		lines += c == '\n';
	}
	for (size_t i = 0; i < run->n; i++)
		labels = labels && run->at[i].what != FIGURE;
	return lines == 0 || (lines <= 2 && labels && next->what == FIGURE &&
	    (run->n > 1 || next->unit));
}

/* "No charge for these; timed 38" does not deny the minutes. */
static bool
is_todays(const struct reading *r, struct span at)
{
	return (reading_assert_apart(r, at) & (AFFIRMED | NEGATED | REFUSED)) !=
	    0;
}

/* Is a place in the first sentence below a title that tells of an earlier
 * visit: "Previous visit: timed 40, total 55"? */
static bool
is_titled_earlier(const struct reading *r, const struct gathered *others,
    size_t at)
{
	struct span title = r->sections.at[reading_section_at(r, at)].title;

	if (span_len(title) == 0 || title.end > at || gap_ends_sentence(
	    r->note->text, (struct span){title.end, at}) ||
	    str_line_at(r->note->text, at).start > title.end)
		return false;
	for (size_t i = gathered_from(others, title.start); i < others->len &&
	    others->at[i]->span.start < title.end; i++)
		if (strcmp(concept_tail(others->at[i]->concept),
		    "earlier") == 0)
			return true;
	return false;
}

/* Does an unlabelled total belong to what its statement speaks of: "can stand
 * 20 min total"?  Behind other minutes it is their sum.  What stands in a title
 * counts to the statement before it, which is another section's. */
static bool
is_of_other(const struct reading *r, const struct gathered *parts,
    const struct gathered *others, const struct mention *m)
{
	const struct mention *last = NULL;
	size_t start = span_trim(r->note->text, m->span).start;
	unsigned statement = reading_statement_at(r, start);
	unsigned section = reading_section_at(r, start);

	if (parts->len * others->len > LIMIT_NOTE_PAIRS)
		return false;
	if (is_titled_earlier(r, others, start))
		return true;
	for (size_t i = gathered_from(others, m->span.start); i-- > 0 &&
	    others->at[i]->statement == statement &&
	    others->at[i]->section == section;)
		last = others->at[i];
	if (last == NULL || strcmp(concept_tail(last->concept), "earlier") == 0)
		return last != NULL;
	for (size_t i = gathered_from(parts, last->span.end); i < parts->len &&
	    parts->at[i]->span.start < m->span.end; i++) {
		enum what what = label_what(parts->at[i]);
		struct span at;
		if (what == TIMED || what == WHOLE || (what == VISIT &&
		    parts->at[i] != m && parts->at[i]->span.start >= start))
			return false;
		if (what == FIGURE &&
		    parts->at[i]->span.end + BESIDE < m->span.start &&
		    mention_capture(parts->at[i], "unit", &at))
			return false;
	}
	return true;
}

struct gathered
minutes_of_visit(struct arena *a, const struct reading *r, const char *fact)
{
	struct gathered all = gather_counting(a, r, fact);
	struct gathered parts = gather_all(a, r, "minutes-part");
	struct gathered others = gather_all(a, r, "minutes-other");
	size_t kept = 0;

	for (size_t i = 0; i < all.len; i++)
		if (is_todays(r, all.at[i]->span) &&
		    !is_of_other(r, &parts, &others, all.at[i]))
			all.at[kept++] = all.at[i];
	all.len = kept;
	return all;
}

bool
is_of_earlier_visit(const struct reading *r, const struct gathered *others,
    const struct mention *m)
{
	size_t start = span_trim(r->note->text, m->span).start;
	unsigned statement = reading_statement_at(r, start);
	unsigned section = reading_section_at(r, start);

	for (size_t i = gathered_from(others, m->span.start); i-- > 0 &&
	    others->at[i]->statement == statement &&
	    others->at[i]->section == section;)
		if (strcmp(concept_tail(others->at[i]->concept),
		    "earlier") == 0)
			return true;
	return is_titled_earlier(r, others, start);
}

/* Are the clock times behind a figure as far apart as it says, or can they not
 * be read? */
static bool
fits_range(const struct reading *r, const struct mention *m)
{
	minute_t from, to;

	clock_range(mention_text(r, m, "start"), mention_text(r, m, "end"),
	    &from, &to);
	return from == NO_TIME || to == NO_TIME ||
	    to - from == duration_of(r, m);
}

static bool
stands_behind_code(struct arena *a, const struct reading *r, size_t at)
{
	static const char *const facts[] = {"code", "code-name", "code-short"};
	struct span before = {str_line_at(r->note->text, at).start, at};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		struct gathered codes = gather(a, r, facts[i]);
		if (gathered_in(&codes, before) > 0)
			return true;
	}
	return false;
}

bool
minutes_are_of_part(struct arena *a, const struct reading *r,
    const struct gathered *all, size_t i)
{
	const struct concept *c = all->at[i]->concept;

	if (strcmp(concept_tail(c), "total-of-range") != 0)
		return false;
	if (!fits_range(r, all->at[i]) &&
	    stands_behind_code(a, r, all->at[i]->span.start))
		return true;
	for (size_t k = 0; k < all->len; k++)
		if (all->at[k]->concept == c && duration_of(r, all->at[k]) !=
		    duration_of(r, all->at[i]))
			return true;
	return false;
}

struct labelled
labelled_minutes(struct arena *a, const struct reading *r)
{
	struct binder b = {.run.text = r->note->text, .found = nothing};
	struct label_run *run = &b.run;
	struct gathered all = gather(a, r, "minutes-part");
	struct gathered others = gather_all(a, r, "minutes-other");

	for (size_t i = 0; i < all.len; i++) {
		struct token t = label_token(r, all.at[i]);
		if (!is_todays(r, t.at) || (t.what == FIGURE ? t.value < 0 :
		    is_of_other(r, &all, &others, all.at[i])))
			continue;
		if (run->n > 0 && (run->n == MOST_RUN ||
		    !stand_together(run, &t))) {
			read_run(&b);
			run->n = 0;
		}
		/* What stands behind the last is known now. */
		if (run->n > 0 && (run->at[run->n - 1].what == FIGURE) !=
		    (t.what == FIGURE))
			run->at[run->n - 1].closed = true;
		run->at[run->n++] = t;
	}
	read_run(&b);
	return b.found;
}
