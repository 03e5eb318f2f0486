/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A line is read as anchors (codes, names of services) and items (units,
 * minutes, modifiers, bare numbers).  Items belong to the anchor before them;
 * on a line like "2u TE / 1u MT", where the last anchor has nothing behind
 * it, to the anchor after them.  Rows of tables go by their headings.
 */
#include "facts/charges.h"

#include "facts/charge_columns.h"
#include "facts/charge_draft.h"
#include "facts/charge_line.h"
#include "facts/gaps.h"
#include "facts/gather.h"

/* Most words between a service and what stands before it; most lines below one
 * that hold its particulars; most bytes of a label before the first. */
enum { WORDS_BEFORE = 3, WORDS_BEFORE_COLUMN = 14, MOST_LINES = 3,
	LABEL_BYTES = 200, SHORT_GAP = 6 };

static bool
starts_item(const struct charge_finder *f, size_t first, struct span line)
{
	struct span bare = span_trim(f->text, line);
	bool starts = false;

	for (size_t i = first; i < f->items.len &&
	    f->items.at[i].at.start < line.end; i++) {
		const struct charge_item *item = &f->items.at[i];
		if (item->kind == ANCHOR)
			return false;
		struct gap label = gap_of(f->text,
		    (struct span){bare.start, item->at.start});
		bool named = label.words == 1 && item->kind == MINUTES &&
		    !gathered_in(&f->headings,
		    (struct span){bare.start, item->at.start});
		/* "bike 6 min" is an item of its own. */
		starts = starts ||
		    (label.words <= 1 && !label.digits && !named &&
		    item->kind != TOTAL && item->kind != DESCRIPTION &&
		    item->kind != UNITS_MARK);
	}
	return starts;
}

/* Do several services stand in a sentence?  Figures below it are no one's. */
static bool
is_list(const struct charge_finder *f, size_t first, size_t last)
{
	for (size_t i = first + 1; i <= last; i++)
		if (f->items.at[i].kind == ANCHOR &&
		    !str_eq(f->items.at[i].text, f->items.at[first].text))
			return true;
	return false;
}

/* Where the charges of a line can reach: lines below it that hold nothing but
 * particulars are its last one's.  `next` is the first item below the line. */
static size_t
reach_of(const struct charge_finder *f, struct span line, size_t next)
{
	size_t end = line.end;

	for (unsigned n = 0; n < MOST_LINES && end < f->text.len; n++) {
		line = str_line_at(f->text, end + 1);
		if (!starts_item(f, next, line))
			break;
		end = line.end;
		while (next < f->items.len && f->items.at[next].at.start < end)
			next++;
	}
	return end;
}

/* Is a service told of as done today?  Charges below a blank line stand under
 * the heading of a plan only because none of their own follows it, as does a
 * line that says so: "Pt received 23 min of therapeutic exercise". */
static bool
is_today(const struct charge_finder *f, const struct mention *m)
{
	const struct section *s = &f->reading->sections.at[m->section];
	bool blank = false, below = false;

	if (m->assertion == AFFIRMED)
		return true;
	if (s->kind == NULL || s->kind->assertion != m->assertion)
		return false;
	if (gathered_touches(&f->told, (struct span){str_line_at(f->text,
	    m->span.start).start, m->span.start}))
		return true;
	for (size_t i = s->body.start; i < m->span.start && !below; i++) {
		below = blank && f->text.ptr[i] == '\n';
		blank = f->text.ptr[i] == '\n' ||
		    (blank && is_blank(f->text.ptr[i]));
	}
	return below;
}

/* Does the line of charge `i` come to the visit's minutes?  "97530 32 min +
 * 97535 21 min = 53 timed" */
static bool
line_has_total(const struct charge_finder *f, size_t i)
{
	for (size_t k = i + 1; k < f->items.len &&
	    f->items.at[k].at.start < f->line.end; k++)
		if (f->items.at[k].kind == TOTAL)
			return true;
	return false;
}

static struct draft
draft_of(const struct charge_finder *f, size_t i)
{
	const struct charge_item *anchor = &f->items.at[i];
	const struct mention *m = anchor->mention;
	struct span before = {f->line.start, anchor->at.start};
	bool leads = !anchor->loose && span_len(before) <= LABEL_BYTES &&
	    (gap_of(f->text, before).words == 0 ||
	    gathered_touches(&f->labels, before));

	return (struct draft){.end = anchor->at.end, .charge = {
	    .number = anchor->text, .at = anchor->at, .named = anchor->at,
	    .line = f->line.start, .units = NONE, .minutes = NONE,
	    .printed = m->lexeme == NULL && !anchor->loose, .leads = leads,
	    .loose = anchor->loose,
	    .today = leads || is_today(f, m) || line_has_total(f, i)}};
}

/* Is an item a number of units only because it stands in parentheses? */
static bool
is_in_parentheses(const struct charge_finder *f, const struct charge_item *item)
{
	return item->kind == UNITS_MARK && strchr("([",
	    f->text.ptr[item->at.start]) != NULL;
}

/* Has the anchor what an item of the kind says before it? */
static bool
told_ahead(const struct charge_finder *f, size_t anchor, enum item_kind kind)
{
	return anchor > 0 && f->items.at[anchor - 1].ahead &&
	    f->items.at[anchor - 1].kind == kind;
}

/* Read forward from anchor `*i`, which moves to the last anchor that names the
 * same service again. */
static struct draft
read_forward(const struct charge_finder *f, size_t *i)
{
	struct draft d = draft_of(f, *i);
	size_t reach = f->reach, first = *i, k = first + 1;

	for (; k < f->items.len; k++) {
		const struct charge_item *item = &f->items.at[k];
		if (item->at.start >= reach || item->kind == TOTAL)
			break;
		draft_take_bare(f->text, &d, item->at.start, item->at.start);
		if (item->kind == DESCRIPTION) {
			d.end = item->at.end;
			continue;
		}
		if (item->kind == ANCHOR) {
			if (!str_eq(item->text, d.charge.number) ||
			    !draft_admits(f->text, &f->exercises, &d, item))
				break;
			d.charge.printed |= item->mention->lexeme == NULL &&
			    !item->loose;
			*i = k;
		} else if (is_in_parentheses(f, item) && d.end +
		    1 >= item->at.start && d.charge.units != NONE &&
		    d.charge.minutes == NONE && d.n_bare == 0) {
			/* "x 1 (8)": what follows the units is minutes. */
			d.charge.minutes = item->value;
			d.filled = true;
		} else if (!item->ahead && !told_ahead(f, first, item->kind) &&
		    draft_admits(f->text, &f->exercises, &d, item)) {
			draft_take(&d, item);
		} else {
			break;
		}
		d.end = item->at.end;
	}
	size_t next = k < f->items.len ? f->items.at[k].at.start : SIZE_MAX;
	draft_take_bare(f->text, &d, next < reach ? next : reach, next);
	d.charge.at.end = d.end;
	return d;
}

/* Does a printed code say at the end of a clause what that told of?  "The last
 * 25 minutes went on dressing and grooming, 97535." */
static bool
closes_clause(const struct charge_finder *f, const struct charge_item *anchor)
{
	size_t before = anchor->at.start, after = anchor->at.end;

	while (before > f->line.start && is_blank(f->text.ptr[before - 1]))
		before--;
	if (anchor->mention->lexeme != NULL || anchor->loose ||
	    before == f->line.start ||
	    strchr(",(", f->text.ptr[before - 1]) == NULL)
		return false;
	if (after < f->line.end && f->text.ptr[after] == ')')
		after++;
	return after == f->line.end || strchr(".;,:", f->text.ptr[after]);
}

/* How many words may stand between an anchor and what is told before it. */
static unsigned
words_before(const struct charge_finder *f, const struct charge_item *anchor,
    const struct charge_item *item)
{
	if (item->ahead || (item->kind == MINUTES &&
	    !gathered_touches(&f->exercises, item->at) &&
	    closes_clause(f, anchor)))
		return WORDS_BEFORE_COLUMN;
	return WORDS_BEFORE;
}

/* Add what stands before anchor `i`, back to `from`. */
static void
read_backward(const struct charge_finder *f, size_t i, size_t from,
    struct draft *d)
{
	size_t start = f->items.at[i].at.start;

	for (size_t k = i; k-- > 0 && f->items.at[k].at.start >= from;) {
		const struct charge_item *item = &f->items.at[k];
		struct gap gap = gap_of(f->text,
		    (struct span){item->at.end, start});
		if (item->kind == ANCHOR || item->kind == TOTAL ||
		    item->kind == DESCRIPTION ||
		    gap_opens_sentence(f->text, item->at.end) || gap.words >
		    words_before(f, &f->items.at[i], item) ||
		    gap.digits || gap.sentence || item->kind == MINUTES_MARK ||
		    item->kind == UNITS_MARK || draft_has(d, item->kind))
			break;
		draft_take(d, item);
		start = item->at.start;
	}
	if (start < d->charge.at.start)
		d->charge.at.start = start;
}

/* The last item of item i's sentence, which ends with its line at the
 * latest. */
static size_t
end_of_sentence(const struct charge_finder *f, size_t i)
{
	while (i + 1 < f->items.len &&
	    f->items.at[i + 1].at.start < f->line.end &&
	    !gap_ends_sentence(f->text, (struct span){f->items.at[i].at.end,
	    f->items.at[i + 1].at.start}))
		i++;
	return i;
}

/* Does nothing but a blank or a short word stand between an item and the
 * anchor behind it? */
static bool
right_before(const struct charge_finder *f, size_t item)
{
	struct span between = {f->items.at[item].at.end,
	    f->items.at[item + 1].at.start};
	struct gap gap = gap_of(f->text, between);

	for (size_t i = between.start; i < between.end; i++)
		if (strchr(",;:|/()+\t\n", f->text.ptr[i]) != NULL)
			return false;
	return gap.words <= 1 && !gap.digits && !gap.sentence &&
	    span_len(between) <= SHORT_GAP;
}

/* Does a comma or a word stand between an item and the one before? */
static bool
follows_comma(const struct charge_finder *f, size_t item)
{
	for (size_t i = f->items.at[item - 1].at.end;
	    i < f->items.at[item].at.start; i++)
		if (is_alpha(f->text.ptr[i]) ||
		    strchr(",;/+&|(", f->text.ptr[i]) != NULL)
			return true;
	return false;
}

/* Is a figure another than that behind it?  "Two units of exercise for 23
 * minutes and one unit of manual therapy". */
static bool
is_told(const struct charge_finder *f, size_t item)
{
	const struct charge_item *at = &f->items.at[item];

	return at->kind != at[1].kind && at->kind != ANCHOR;
}

/* Is an anchor the same service as the one right before it: "TE (97110)"? */
static bool
names_again(const struct charge_finder *f, size_t item, size_t first)
{
	const struct charge_item *at = &f->items.at[item];

	return item > first && at[-1].kind == ANCHOR &&
	    str_eq(at[-1].text, at->text);
}

/* The first of what stands right before an anchor and is told of it: a figure,
 * or modifiers. */
static size_t
first_ahead(const struct charge_finder *f, size_t anchor)
{
	size_t i = anchor - 1;

	while (i > 0 && f->items.at[i].kind == MODIFIER &&
	    f->items.at[i - 1].kind == MODIFIER && right_before(f, i - 1))
		i--;
	return i;
}

/* Does what is told of an anchor stand right before it, or, where nothing
 * stands between it and the one before, behind it: "15' manual, 25' exercise,
 * cold pack 10'"? */
static bool
has_ahead(const struct charge_finder *f, size_t anchor, size_t first)
{
	enum item_kind before = f->items.at[anchor - 1].kind;

	if (anchor > first && before == ANCHOR)
		return true;
	if ((before != MINUTES && before != UNITS && before != MODIFIER) ||
	    !right_before(f, anchor - 1))
		return false;
	if (anchor == first)
		return true;
	size_t ahead = first_ahead(f, anchor);
	return follows_comma(f, ahead) || is_told(f, ahead - 1);
}

/* In a list that opens with a figure or a modifier and in which one stands
 * right before each service ("15 min manual, 23 min exercise", "GP 97110 2; GP
 * 97530 1"), they are of the service behind them; others still follow theirs:
 * "24 minutes of exercise, two units, and one unit of manual therapy". */
static bool
mark_ahead(struct charge_finder *f, size_t first, size_t last)
{
	bool opens = first > 0 && f->items.at[first - 1].at.start >= f->from;

	for (size_t i = first; i <= last && opens; i++)
		opens = f->items.at[i].kind != ANCHOR ||
		    names_again(f, i, first) || has_ahead(f, i, first);
	for (size_t i = first; i <= last && opens; i++)
		if (f->items.at[i].kind == ANCHOR &&
		    f->items.at[i - 1].kind != ANCHOR)
			for (size_t k = first_ahead(f, i); k < i; k++)
				f->items.at[k].ahead = true;
	return opens;
}

VEC_TYPE(drafts, struct draft);

/* Say what the bare numbers of a sentence's drafts are, and give them out. */
static void
finish(struct charge_finder *f, struct drafts *drafts)
{
	bool minutes = false;

	for (size_t i = 0; i < drafts->len; i++)
		for (unsigned k = 0; k < drafts->at[i].n_bare; k++)
			minutes = minutes ||
			    drafts->at[i].bare[k] > MOST_BARE_UNITS;
	for (size_t i = 0; i < drafts->len; i++) {
		struct draft *d = &drafts->at[i];
		enum item_kind kind = charge_line_label(f, d);
		/* What is said of the first is said of the list. */
		d->charge.today |= drafts->at[0].charge.today;
		d->charge.listed = drafts->at[0].charge.leads &&
		    drafts->at[0].charge.printed;
		if (kind != ANCHOR)
			draft_name_labelled(d, kind);
		draft_name_bare(d, minutes);
		vec_push(f->arena, f->out, d->charge);
	}
}

/* Read the anchors first..last, all of one sentence. */
static void
read_sentence(struct charge_finder *f, size_t first, size_t last)
{
	struct drafts drafts = {0};
	VEC(size_t) anchors = {0};

	bool ahead = mark_ahead(f, first, last);
	for (size_t i = first; i <= last; i++) {
		if (f->items.at[i].kind != ANCHOR)
			continue;
		vec_push(f->arena, &anchors, i);
		vec_push(f->arena, &drafts, read_forward(f, &i));
	}
	bool backward = !ahead && drafts.len > 1 && (anchors.at[0] == 0 ||
	    !f->items.at[anchors.at[0] - 1].ahead) &&
	    draft_says_nothing(&drafts.at[drafts.len - 1]);
	size_t from = f->from;
	if (backward) {
		struct draft head = draft_of(f, anchors.at[0]);
		read_backward(f, anchors.at[0], from, &head);
		backward = head.filled;
	}
	for (size_t i = 0; i < drafts.len; i++) {
		struct draft *d = &drafts.at[i];
		if (backward)
			*d = draft_of(f, anchors.at[i]);
		size_t at = anchors.at[i];
		if (backward || i == 0 || (at > 0 && f->items.at[at - 1].ahead))
			read_backward(f, anchors.at[i], from, d);
		from = d->end;
		charge_line_row(f, d);
		if (drafts.len == 1)
			charge_line_rest(f, anchors.at[0], d);
		if (i + 1 == drafts.len)
			charge_line_time(f, anchors.at[i], d);
	}
	charge_line_sum(f, anchors.at[0], &drafts.at[0]);
	finish(f, &drafts);
}

void
charges_find(struct arena *a, const struct facts *facts,
    const struct tables *tables, struct charges *out)
{
	const struct reading *r = facts->reading;
	struct charge_finder f = {.arena = a, .reading = r, .tables = tables,
	    .text = r->note->text, .out = out,
	    .exercises = gather(a, r, "exercises"),
	    .dosages = gather(a, r, "dosage"),
	    .labels = gather(a, r, "charge-label"),
	    .told = gather_all(a, r, "charge-told"),
	    .headings = gather_all(a, r, "column")};

	charge_items_find(a, facts, tables, &f.items);
	for (size_t i = 0; i < f.items.len; i++) {
		if (f.items.at[i].kind != ANCHOR)
			continue;
		f.line = str_line_at(f.text, f.items.at[i].at.start);
		if (f.from < f.line.start)
			f.from = f.line.start;
		size_t last = end_of_sentence(&f, i);
		f.reach = last + 1 < f.items.len &&
		    f.items.at[last + 1].at.start < f.line.end ?
		    f.items.at[last + 1].at.start :
		    is_list(&f, i, last) ? f.line.end :
		    reach_of(&f, f.line, last + 1);
		read_sentence(&f, i, last);
		f.from = f.items.at[last].at.end;
		i = last;
	}
	charge_columns_read(r, &f.headings, out);
}
