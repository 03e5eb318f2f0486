/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "Ten minutes went to balance on foam", "the rest on stairs, 12 min": what no
 * reader of charges took together stands in one statement all the same.  A
 * figure is of the service whose name is the nearest there, with no other
 * figure of minutes between them.
 */
#include "facts/figure_names.h"

#include "base/limits.h"
#include "facts/gaps.h"
#include "facts/label_run.h"

enum {
	MOST_LINKING = 6,	/* words of "went to static and dynamic" */
	MOST_TELLING = 12,	/* of "inferior and posterior,
				 * grade four, for" */
	SHORTEST_WRAPPED = 48,	/* bytes of a line that goes on below */
};

/* Does another figure that says it is minutes stand in a gap? */
static bool
has_figure(const struct sums *s, struct span gap)
{
	const struct gathered *g = &s->parts;

	for (size_t i = gathered_from(g, gap.start); i < g->len &&
	    g->at[i]->span.start < gap.end; i++)
		if (label_what(g->at[i]) == FIGURE &&
		    label_token(s->facts->reading, g->at[i]).unit)
			return true;
	return false;
}

/* Do only words join a figure and a name, with no `bar` between?  A short line
 * is an item of a list and does not go on below. */
static bool
is_linked(struct str text, struct span gap, unsigned words, const char *bars)
{
	for (size_t i = gap.start; i < gap.end; i++)
		if (strchr(bars, text.ptr[i]) != NULL ||
		    (text.ptr[i] == '\n' && span_len(str_line_at(text,
		    gap.start)) < SHORTEST_WRAPPED))
			return false;
	struct gap g = gap_of(text, gap);
	return g.words <= words && !g.digits && !g.sentence;
}

/* The name nearest before or behind a figure inside its statement. */
static struct str
told_in(const struct sums *s, struct span at, bool *linked)
{
	const struct gathered *n = &s->names;
	const struct reading *r = s->facts->reading;
	struct span within = r->statements.at[reading_statement_at(r,
	    at.start)].span;
	const struct mention *before = NULL, *behind = NULL;

	for (size_t i = gathered_from(n, within.start);
	    i < n->len && n->at[i]->span.start < within.end; i++) {
		const struct mention *m = n->at[i];
		if (m->span.end <= at.start)
			before = m;
		else if (m->span.start >= at.end && behind == NULL)
			behind = m;
	}
	if (before != NULL && has_figure(s,
	    (struct span){before->span.end, at.start}))
		before = NULL;
	if (behind != NULL && has_figure(s,
	    (struct span){at.end, behind->span.start}))
		behind = NULL;
	*linked = behind != NULL && is_linked(s->text,
	    (struct span){at.end, behind->span.start}, MOST_LINKING,
	    ",:;|()/");
	if (!*linked && before != NULL) {
		behind = before;
		*linked = is_linked(s->text,
		    (struct span){before->span.end, at.start}, MOST_TELLING,
		    ";|/");
	}
	return behind == NULL ? STR("") : charge_number(r, behind);
}

/* The only service that the charges of a line are of. */
static struct str
own_of(const struct sums *s, struct span at)
{
	size_t line = str_line_at(s->text, at.start).start;
	struct str own = STR("");

	for (size_t i = 0; i < s->charges->len; i++) {
		const struct charge *c = &s->charges->at[i];
		if (c->line != line)
			continue;
		if (own.len > 0 && !str_eq(own, c->number))
			return STR("");
		own = c->number;
	}
	return own;
}

void
figure_names_read(struct arena *a, struct sums *s)
{
	if (s->n_missing == 0 || s->n == 0)
		return;
	struct gathered minutes = gather_counting(a, s->facts->reading,
	    "code-minutes");
	if (s->n * (s->names.len + s->charges->len) > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < s->n; i++) {
		struct figure *f = &s->at[i];
		bool linked = false;
		if (f->named.len > 0 || f->clock)
			continue;
		f->own = own_of(s, f->at);
		f->told = told_in(s, f->at, &linked);
		if (facts_service(s->facts, f->told) == NULL)
			f->told = STR("");
		f->surely = linked && f->unit && f->told.len > 0 &&
		    gathered_touches(&minutes, f->at);
	}
}
