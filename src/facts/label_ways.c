/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/label_ways.h"

#include "facts/facts.h"

enum {
	MOST_LABELS = 3,	/* of one figure: "total treatment (timed)" */
	WIDE_GAP = 3,		/* bytes, of columns */
};

/* The price of a label or a figure that is left alone, of a stop and of a
 * blank between a figure and its label, and of each label more than one. */
enum { ALONE = 100, AT_STOP = 9, AT_BLANK = 2, FURTHER_LABEL = 5,
	NEVER = 10000 };

/* The figure of timed minutes ahead of a label: "timed 39; session 45" needs no
 * word for minutes where "session 12" alone is a number of visits. */
static int
timed_before(const struct label_run *run, const struct token *label)
{
	for (const struct token *t = run->at; t + 1 < label; t++)
		if (t->what == TIMED && t[1].what == FIGURE &&
		    t[1].value >= MINUTES_FEWEST)
			return t[1].value;
	return MINUTES_MOST_LABELLED;
}

/* Can a figure be what a label says?  `closed` is whether another word stands
 * behind the label. */
static bool
agree(const struct label_run *run, const struct token *label, bool closed,
    const struct token *figure, bool before)
{
	if (figure->fraction && !figure->part)
		return false;
	if (label->what == VISIT && !figure->unit)
		return before && figure->closed &&
		    figure->value >= timed_before(run, label);
	/* "Tx: 30' TE, 15' MT" */
	if (label->what == VISIT)
		return before ? figure->closed : closed;
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

/* Is the full stop of a figure that of its sentence, and not of "min."?  "40
 * min. Whole visit 65" */
static bool
ends_sentence(struct str text, const struct token *figure,
    const struct token *label)
{
	size_t next = label->at.start;

	while (next < text.len && is_blank(text.ptr[next]))
		next++;
	return figure->at.end > 0 && text.ptr[figure->at.end - 1] == '.' &&
	    next + 1 < text.len && is_upper(text.ptr[next]) &&
	    is_lower(text.ptr[next + 1]);
}

/* What it costs to reach from one token of a pair to the other.  A figure is
 * not what a label behind a stop says, when that has more behind it. */
static int
reach(const struct label_run *run, size_t i, size_t k)
{
	struct str gap = str_slice(run->text,
	    (struct span){run->at[i].at.end, run->at[k].at.start});
	bool ends = ends_sentence(run->text, &run->at[i], &run->at[k]);
	bool stop = ends || is_apart(gap);

	for (size_t j = 0; j < gap.len; j++) {
		if (strchr(":=", gap.ptr[j]) != NULL)
			return 0;
		stop = stop || strchr(",/)", gap.ptr[j]) != NULL;
	}
	if (!stop)
		return AT_BLANK;
	return run->at[i].what == FIGURE && (k + 1 < run->n || ends ||
	    is_apart(gap)) ?
	    NEVER : AT_STOP;
}

/* May labels of a block be those of one figure together? */
static bool
join(const struct label_run *run, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		struct str gap = str_slice(run->text,
		    (struct span){run->at[i].at.end, run->at[i + 1].at.start});
		for (size_t k = 0; k < gap.len; k++)
			if (strchr(" -_(", gap.ptr[k]) == NULL || k > 1)
				return false;
	}
	return true;
}

/* The one of several labels that tells most. */
static const struct token *
told_by(const struct label_run *run, size_t first, size_t last)
{
	static const int telling[] = {[TOTAL] = 1, [VISIT] = 2, [WHOLE] = 3,
	    [TIMED] = 4, [UNTIMED] = 5, [UNITS] = 6};
	const struct token *best = &run->at[first];

	for (size_t i = first + 1; i <= last; i++)
		if (telling[run->at[i].what] > telling[best->what])
			best = &run->at[i];
	return best;
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
try_pair(const struct label_run *run, struct way *ways, size_t first,
    size_t last, size_t figure)
{
	bool before = figure > last;
	size_t from = before ? first : figure;
	size_t to = before ? figure : last;
	int cost;

	if (!join(run, first, last) || !agree(run, told_by(run, first,
	    last), run->at[last].closed, &run->at[figure], before))
		return;
	cost = ways[from].cost + (int)(last - first) * FURTHER_LABEL +
	    (before ? reach(run, last, figure) : reach(run, figure, first));
	if (cost < ways[to + 1].cost)
		ways[to + 1] = (struct way){cost, from, first, last, figure,
		    true};
}

static void
try_steps(const struct label_run *run, struct way *ways, size_t to)
{
	if (ways[to].cost + ALONE < ways[to + 1].cost)
		ways[to + 1] = (struct way){.cost = ways[to].cost + ALONE,
		    .from = to};
	if (run->at[to].what == FIGURE) {
		for (size_t n = 1; n <= MOST_LABELS && n <= to &&
		    run->at[to - n].what != FIGURE; n++)
			try_pair(run, ways, to - n, to - 1, to);
		return;
	}
	for (size_t n = 1; n <= MOST_LABELS && n <= to; n++) {
		if (run->at[to - n].what == FIGURE) {
			try_pair(run, ways, to - n + 1, to, to - n);
			return;
		}
	}
}

void
label_ways_read(const struct label_run *run, struct labelled *out)
{
	struct way ways[MOST_RUN + 1] = {{0}};
	bool alone = false, bare = false;

	for (size_t i = 1; i <= run->n; i++)
		ways[i].cost = (int)(i + 1) * ALONE;
	for (size_t i = 0; i < run->n; i++)
		try_steps(run, ways, i);
	for (size_t i = run->n; i > 0; i = ways[i].from) {
		const struct way *w = &ways[i];
		alone = alone || !w->pair;
		if (!w->pair)
			continue;
		enum what what = told_by(run, w->label_first,
		    w->label_last)->what;
		bare = bare || (what == TOTAL && !run->at[w->figure].unit);
		const struct token *figure = &run->at[w->figure];
		size_t start = run->at[w->label_first].at.start;
		size_t end = run->at[w->label_last].at.end;
		label_give(run, out, what, figure, figure->at.start < start ?
		    (struct span){figure->at.start, end} :
		    (struct span){start, figure->at.end});
	}
	out->sure = !alone && out->timed.minutes != NONE &&
	    out->total.minutes != NONE;
	/* "overall 48" may be a score, where no timed minutes stand beside. */
	if (bare && out->timed.minutes == NONE && (run->timed_before == NONE ||
	    out->total.minutes < run->timed_before))
		out->total.minutes = NONE;
}
