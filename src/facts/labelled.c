/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels and figures that stand together without other words are a run.  Of
 * all ways to give the labels of a run their figures, the one is taken that
 * leaves the fewest alone and reaches over the least.
 */
#include "facts/labelled.h"

#include "base/limits.h"
#include "facts/duration.h"
#include "facts/facts.h"
#include "facts/gaps.h"
#include "match/assert.h"

enum what { FIGURE, TIMED, WHOLE, TOTAL, VISIT, UNTIMED, UNITS };

enum { FEWEST_MINUTES = 5, MOST_MINUTES = 300, MOST_UNITS = 16,
	MOST_RUN = 24,		/* labels and figures of a run */
	MOST_LABELS = 3,	/* of one figure: "total treatment (timed)" */
	BESIDE = 2,		/* bytes between a label and its figure */
	WIDE_GAP = 3,		/* bytes, of columns */
	LONGEST_GAP = 60,	/* bytes, of a leader of dots */
	LONGEST_LINE = 1000 };	/* bytes before a run that are looked at */

/* The price of a label or a figure that is left alone, of a stop and of a
 * blank between a figure and its label, and of each label more than one. */
enum { ALONE = 100, AT_STOP = 9, AT_BLANK = 2, FURTHER_LABEL = 5,
	NEVER = 10000 };

struct token {
	enum what what;
	struct span at;
	int value;		/* of a figure */
	bool unit;		/* the figure says that it is minutes */
	bool part;		/* of the figure behind it */
	bool of;		/* parts are told of it */
	bool back;		/* part of the figure before it */
	bool fraction;		/* a slash and another figure beside it */
	bool closed;		/* no other word stands right behind it */
};

struct binder {
	const struct reading *reading;
	struct str text;
	struct token run[MOST_RUN];
	size_t n;
	struct labelled found;
};

static const struct labelled nothing = {
	.timed = {.minutes = NONE}, .total = {.minutes = NONE},
};

static enum what
label_of(const struct mention *m)
{
	static const char *const names[] = {"figure", "timed", "whole",
	    "total", "visit", "untimed", "units"};
	const char *tail = concept_tail(m->concept);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(tail, names[i]) == 0)
			return (enum what)i;
	return FIGURE;
}

/* Does a letter or another sign of a unit stand right behind `at`? */
static bool
is_closed(struct str text, size_t at)
{
	size_t i = at;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	if (i == text.len || i - at >= 2)
		return true;
	return !is_word(text.ptr[i]) && strchr("%#\"", text.ptr[i]) == NULL &&
	    (unsigned char)text.ptr[i] != 0xC2;
}

static bool
is_fraction(struct str text, struct span at, bool unit)
{
	size_t i = at.end, k = at.start;

	while (i < text.len && text.ptr[i] == ' ')
		i++;
	if (!unit && i + 1 < text.len && text.ptr[i] == '/') {
		i++;
		while (i + 1 < text.len && text.ptr[i] == ' ')
			i++;
		if (is_digit(text.ptr[i]))
			return true;
	}
	while (k > 0 && text.ptr[k - 1] == ' ')
		k--;
	if (k < 2 || text.ptr[k - 1] != '/')
		return false;
	k--;
	while (k > 1 && text.ptr[k - 1] == ' ')
		k--;
	return is_digit(text.ptr[k - 1]);
}

static bool
is_units(const struct token *t)
{
	return t->what == FIGURE && !t->unit && t->value > 0 &&
	    t->value <= MOST_UNITS;
}

static struct token
token_of(const struct binder *b, const struct mention *m)
{
	const struct reading *r = b->reading;
	struct token t = {.what = label_of(m), .at = m->span,
	    .closed = is_closed(b->text, m->span.end)};
	struct span at;

	if (t.what != FIGURE)
		return t;
	t.value = duration_of(r, m);
	t.unit = mention_capture(m, "unit", &at) ||
	    mention_capture(m, "hours", &at);
	t.part = mention_capture(m, "part", &at);
	t.of = mention_capture(m, "of", &at);
	t.back = mention_capture(m, "back", &at);
	t.fraction = is_fraction(b->text, m->span, t.unit);
	return t;
}

/* The figure of timed minutes ahead of a label: "timed 39; session 45" needs no
 * word for minutes where "session 12" alone is a number of visits. */
static int
timed_before(const struct binder *b, const struct token *label)
{
	for (const struct token *t = b->run; t + 1 < label; t++)
		if (t->what == TIMED && t[1].what == FIGURE &&
		    t[1].value >= FEWEST_MINUTES)
			return t[1].value;
	return MOST_MINUTES;
}

/* Can a figure be what a label says?  `closed` is whether another word stands
 * behind the label. */
static bool
agree(const struct binder *b, const struct token *label, bool closed,
    const struct token *figure, bool before)
{
	if (figure->fraction && !figure->part)
		return false;
	if (label->what == VISIT && !figure->unit)
		return before && figure->closed &&
		    figure->value >= timed_before(b, label);
	if (label->what == VISIT)
		return before || closed;
	if (label->what == TOTAL && !before && !closed)
		return false;
	return figure->unit || !before || figure->closed;
}

/* Does a sentence, a cell or a column end between two tokens? */
static bool
is_apart(struct str gap)
{
	for (size_t i = 0; i < gap.len; i++)
		if (strchr(".;|\t\n", gap.ptr[i]) != NULL)
			return true;
	return gap.len >= WIDE_GAP;
}

/* What it costs to reach from one token of a pair to the other.  A figure is
 * not what a label behind a stop says, when that has more behind it. */
static int
reach(const struct binder *b, size_t i, size_t k)
{
	struct str gap = str_slice(b->text,
	    (struct span){b->run[i].at.end, b->run[k].at.start});
	bool stop = is_apart(gap);

	for (size_t j = 0; j < gap.len; j++) {
		if (strchr(":=", gap.ptr[j]) != NULL)
			return 0;
		stop = stop || strchr(",/)", gap.ptr[j]) != NULL;
	}
	if (!stop)
		return AT_BLANK;
	return b->run[i].what == FIGURE && (k + 1 < b->n || is_apart(gap)) ?
	    NEVER : AT_STOP;
}

/* May labels of a block be those of one figure together? */
static bool
join(const struct binder *b, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		struct str gap = str_slice(b->text,
		    (struct span){b->run[i].at.end, b->run[i + 1].at.start});
		for (size_t k = 0; k < gap.len; k++)
			if (strchr(" -_(", gap.ptr[k]) == NULL || k > 1)
				return false;
	}
	return true;
}

/* The one of several labels that tells most. */
static const struct token *
told_by(const struct binder *b, size_t first, size_t last)
{
	static const int telling[] = {[TOTAL] = 1, [VISIT] = 2, [WHOLE] = 3,
	    [TIMED] = 4, [UNTIMED] = 5, [UNITS] = 6};
	const struct token *best = &b->run[first];

	for (size_t i = first + 1; i <= last; i++)
		if (telling[b->run[i].what] > telling[best->what])
			best = &b->run[i];
	return best;
}

static bool
is_minutes(int value)
{
	return value >= FEWEST_MINUTES && value <= MOST_MINUTES;
}

static void
give(const struct binder *b, struct labelled *out, enum what label,
    const struct token *figure, struct span with)
{
	struct labelled_figure found = {figure->value,
	    span_trim(b->text, figure->at), span_trim(b->text, with)};

	if (!is_minutes(figure->value))
		return;
	if (label == TIMED)
		out->timed = found;
	else if (label == WHOLE || label == TOTAL || label == VISIT)
		out->total = found;
}

/* A way to read the run up to a token. */
struct way {
	int cost;
	size_t from;		/* where its last step begins */
	size_t label_first, label_last;	/* of the pair that the step is */
	size_t figure;
	bool pair;
};

/* Try labels first..last with a figure as the last step of a way. */
static void
try_pair(const struct binder *b, struct way *ways, size_t first, size_t last,
    size_t figure)
{
	bool before = figure > last;
	size_t from = before ? first : figure;
	size_t to = before ? figure : last;
	int cost;

	if (!join(b, first, last) || !agree(b, told_by(b, first,
	    last), b->run[last].closed, &b->run[figure], before))
		return;
	cost = ways[from].cost + (int)(last - first) * FURTHER_LABEL +
	    (before ? reach(b, last, figure) : reach(b, figure, first));
	if (cost < ways[to + 1].cost)
		ways[to + 1] = (struct way){cost, from, first, last, figure,
		    true};
}

static void
try_steps(const struct binder *b, struct way *ways, size_t to)
{
	if (ways[to].cost + ALONE < ways[to + 1].cost)
		ways[to + 1] = (struct way){.cost = ways[to].cost + ALONE,
		    .from = to};
	if (b->run[to].what == FIGURE) {
		for (size_t n = 1; n <= MOST_LABELS && n <= to &&
		    b->run[to - n].what != FIGURE; n++)
			try_pair(b, ways, to - n, to - 1, to);
		return;
	}
	for (size_t n = 1; n <= MOST_LABELS && n <= to; n++) {
		if (b->run[to - n].what == FIGURE) {
			try_pair(b, ways, to - n + 1, to, to - n);
			return;
		}
	}
}

/* Leave out units beside their word, and the word that has none. */
static void
drop_units(struct binder *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct token *t = &b->run[i];
		bool more = i + 1 < b->n;
		if (is_units(t) && more && t[1].what == UNITS &&
		    t[1].at.start <= t->at.end + 1) {
			i++;
			if (kept > 0)
				b->run[kept - 1].fraction = false;
		} else if (t->what == UNITS) {
			i += more && is_units(&t[1]);
		} else {
			b->run[kept++] = *t;
		}
	}
	b->n = kept;
}

/* As many labels as figures, all of the one before all of the other; a label
 * of the visit may head them ("Tx time (total/timed): 50/44"). */
static bool
zip(const struct binder *b, struct labelled *out)
{
	const struct token *run = b->run;
	size_t headed = b->n % 2 != 0 && (run[0].what == VISIT ||
	    run[0].what == WHOLE);
	size_t half = (b->n - headed) / 2;

	run += headed;
	if (half < 2 || 2 * half + headed != b->n)
		return false;
	for (size_t i = 0; i < 2 * half; i++)
		if ((run[i].what == FIGURE) !=
		    ((i < half) == (run[0].what == FIGURE)))
			return false;
	for (size_t i = 0; i < half; i++) {
		bool first = run[i].what != FIGURE;
		const struct token *figure = &run[first ? half + i : i];
		give(b, out, run[first ? i : half + i].what, figure,
		    figure->at);
	}
	return true;
}

/* Does a bracket open between two figures? */
static bool
opens_bracket(const struct binder *b, const struct token *x,
    const struct token *y)
{
	return memchr(b->text.ptr + x->at.end, '(',
	    y->at.start - x->at.end) != NULL;
}

/* "40 of the 48 minutes timed", "1:1 for 40 of 48 minutes", "of 48 minutes, 40",
 * "48 min, of which 40", "48 min (40 timed)": the larger is the whole. */
static void
take_parts(const struct binder *b, struct labelled *out)
{
	for (size_t i = 0; i + 1 < b->n; i++) {
		const struct token *x = &b->run[i], *y = &b->run[i + 1];
		if (x->what != FIGURE || y->what != FIGURE ||
		    (!x->part && !x->of && !x->back && !y->back &&
		    !opens_bracket(b, x, y)))
			continue;
		const struct token *whole = x->value > y->value ? x : y;
		const struct token *part = whole == x ? y : x;
		bool ahead = i > 0 && x->part && b->run[i - 1].what == TIMED;
		bool timed = ahead ||
		    (i + 2 < b->n && b->run[i + 2].what == TIMED);
		if (!timed || (!whole->unit && !part->unit))
			continue;
		give(b, out, WHOLE, whole, whole->at);
		give(b, out, TIMED, part, (struct span){part->at.start,
		    part == y && !ahead ? b->run[i + 2].at.end :
		    part->at.end});
	}
}

/* Read the run by its cheapest way. */
static void
solve(struct binder *b, struct labelled *out)
{
	struct way ways[MOST_RUN + 1] = {{0}};
	bool alone = false, bare = false;

	for (size_t i = 1; i <= b->n; i++)
		ways[i].cost = (int)(i + 1) * ALONE;
	for (size_t i = 0; i < b->n; i++)
		try_steps(b, ways, i);
	for (size_t i = b->n; i > 0; i = ways[i].from) {
		const struct way *w = &ways[i];
		alone = alone || !w->pair;
		if (!w->pair)
			continue;
		enum what what = told_by(b, w->label_first,
		    w->label_last)->what;
		bare = bare || (what == TOTAL && !b->run[w->figure].unit);
		const struct token *figure = &b->run[w->figure];
		size_t start = b->run[w->label_first].at.start;
		size_t end = b->run[w->label_last].at.end;
		give(b, out, what, figure, figure->at.start < start ?
		    (struct span){figure->at.start, end} :
		    (struct span){start, figure->at.end});
	}
	out->sure = !alone && out->timed.minutes != NONE &&
	    out->total.minutes != NONE;
	/* "overall 48" may be a score. */
	if (bare && out->timed.minutes == NONE)
		out->total.minutes = NONE;
}

/* Does nothing with a figure stand before the run on its line? */
static bool
opens_line(const struct binder *b)
{
	size_t start = b->run[0].at.start;

	for (size_t i = start; i > 0 && b->text.ptr[i - 1] != '\n'; i--)
		if (is_digit(b->text.ptr[i - 1]) || start - i > LONGEST_LINE)
			return false;
	return true;
}

static void
read_run(struct binder *b)
{
	struct labelled found = nothing;
	bool timed, total;

	drop_units(b);
	if (b->n < 2)
		return;
	if (zip(b, &found))
		found.sure = true;
	else
		solve(b, &found);
	take_parts(b, &found);
	timed = found.timed.minutes != NONE;
	total = found.total.minutes != NONE;
	if (timed && total && found.timed.minutes > found.total.minutes)
		return;
	if (timed)
		b->found.timed = found.timed;
	if (total)
		b->found.total = found.total;
	b->found.sure = (found.sure && opens_line(b)) ||
	    (b->found.sure && !timed && !total);
}

/* Do two tokens stand together?  A line of labels goes on in a line of
 * figures. */
static bool
stand_together(const struct binder *b, const struct token *next)
{
	const struct token *last = &b->run[b->n - 1];
	struct span between = {last->at.end, next->at.start};
	size_t lines = 0;
	bool labels = true;

	if (span_len(between) > LONGEST_GAP)
		return false;
	for (size_t i = between.start; i < between.end; i++) {
		unsigned char c = (unsigned char)b->text.ptr[i];
		if (is_word((char)c))
			return false;
		lines += c == '\n';
	}
	for (size_t i = 0; i < b->n; i++)
		labels = labels && b->run[i].what != FIGURE;
	return lines == 0 || (lines <= 2 && labels && next->what == FIGURE &&
	    (b->n > 1 || next->unit));
}

/* "No charge for these; timed 38" does not deny the minutes. */
static bool
is_todays(const struct reading *r, struct span at)
{
	return (reading_assert_apart(r, at) & (AFFIRMED | NEGATED | REFUSED)) !=
	    0;
}

/* Does an unlabelled total belong to what its statement speaks of: "can stand
 * 20 min total"?  Behind other minutes it is their sum. */
static bool
is_of_other(const struct gathered *parts, const struct gathered *others,
    const struct mention *m)
{
	const struct mention *last = NULL;

	if (parts->len * others->len > LIMIT_NOTE_PAIRS)
		return false;
	for (size_t i = gathered_from(others, m->span.start); i-- > 0 &&
	    others->at[i]->statement == m->statement;)
		last = others->at[i];
	if (last == NULL || strcmp(concept_tail(last->concept), "earlier") == 0)
		return last != NULL;
	for (size_t i = gathered_from(parts, last->span.end); i < parts->len &&
	    parts->at[i]->span.start < m->span.end; i++) {
		enum what what = label_of(parts->at[i]);
		struct span at;
		if (what == TIMED || what == WHOLE)
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
		    !is_of_other(&parts, &others, all.at[i]))
			all.at[kept++] = all.at[i];
	all.len = kept;
	return all;
}

struct labelled
labelled_minutes(struct arena *a, const struct reading *r)
{
	struct binder b = {.reading = r, .text = r->note->text,
	    .found = nothing};
	struct gathered all = gather(a, r, "minutes-part");
	struct gathered others = gather_all(a, r, "minutes-other");

	for (size_t i = 0; i < all.len; i++) {
		struct token t = token_of(&b, all.at[i]);
		if (!is_todays(r, t.at) || (t.what == FIGURE ? t.value < 0 :
		    is_of_other(&all, &others, all.at[i])))
			continue;
		if (b.n > 0 && (b.n == MOST_RUN || !stand_together(&b, &t))) {
			read_run(&b);
			b.n = 0;
		}
		/* What stands behind the last is known now. */
		if (b.n > 0 && (b.run[b.n - 1].what == FIGURE) !=
		    (t.what == FIGURE))
			b.run[b.n - 1].closed = true;
		b.run[b.n++] = t;
	}
	read_run(&b);
	return b.found;
}
