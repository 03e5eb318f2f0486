/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_line.h"

#include "base/number.h"
#include "facts/amounts.h"
#include "facts/gaps.h"
#include "facts/row_cells.h"

static void
take_modifiers(const struct charge_finder *f, struct draft *d, struct span line)
{
	if (d->charge.n_modifiers > 0)
		return;
	for (size_t i = 0; i < f->items.len; i++)
		if (f->items.at[i].kind == MODIFIER &&
		    span_holds(line, f->items.at[i].at))
			draft_take(d, &f->items.at[i]);
}

/* Does an item stand by itself at the end of a description? */
static bool
stands_apart(const struct charge_finder *f, const struct charge_item *item)
{
	size_t at = item->at.start;

	if (gap_is_wide(f->text, at))
		return true;
	while (at > f->line.start && is_blank(f->text.ptr[at - 1]))
		at--;
	return at > f->line.start &&
	    strchr(",;().-", f->text.ptr[at - 1]) != NULL;
}

/* The small number that alone follows an item to the end of its line, set off
 * by a sign: "97110 - squats 2x10 - 25 min - 2". */
static int
closing_units(const struct charge_finder *f, const struct charge_item *item)
{
	struct span rest = {item->at.end, f->line.end};
	size_t n = 0;

	while (rest.start < rest.end && strchr(" -/|,:=",
	    f->text.ptr[rest.start]) != NULL)
		n += f->text.ptr[rest.start++] != ' ';
	rest = span_trim(f->text, rest);
	if (n == 0 || span_len(rest) != 1 ||
	    !is_digit(f->text.ptr[rest.start]))
		return NONE;
	return f->text.ptr[rest.start] - '0';
}

/* The number that alone fills the last column of a line up to `end`, which
 * moves before it; NONE where none does. */
static int
last_column(const struct charge_finder *f, size_t *end)
{
	size_t at = *end;

	while (at > f->line.start && strchr(" \t|\r",
	    f->text.ptr[at - 1]) != NULL)
		at--;
	size_t stop = at;
	while (at > f->line.start && is_digit(f->text.ptr[at - 1]))
		at--;
	if (at == stop || stop - at > 3 || !gap_is_wide(f->text, at))
		return NONE;
	*end = at;
	return number_parse(str_slice(f->text, (struct span){at, stop}));
}

/* Behind a description two columns may hold the minutes and the units that
 * these make, without a heading: "97140  Manual therapy  STM quads  12  1". */
static void
take_last_columns(const struct charge_finder *f, struct draft *d)
{
	size_t end = f->line.end;
	int last = last_column(f, &end);
	int before = last == NONE ? NONE : last_column(f, &end);
	int units = last < before ? last : before;
	int minutes = last < before ? before : last;

	if (before == NONE || end <= d->end || units < 1 || units !=
	    (minutes + UNIT_POOL_LENGTH - UNIT_EARNED_FROM) / UNIT_POOL_LENGTH)
		return;
	d->charge.units = units;
	d->charge.minutes = minutes;
}

/* Are minutes the last thing of a line, in a column of their own or alone in
 * its last piece?  Few behind a comma may be those of what it cuts off:
 * "97110 GP: quad sets 20x; heel slides 2x15; ankle pumps 30, 20 min". */
static bool
closes_line(const struct charge_finder *f, const struct charge_item *item)
{
	enum { FEWEST = 8 };
	size_t end = item->at.end;

	while (end < f->line.end && (is_blank(f->text.ptr[end]) ||
	    strchr(".)]", f->text.ptr[end]) != NULL))
		end++;
	return end == f->line.end && (gap_is_wide(f->text, item->at.start) ||
	    item->value >= FEWEST);
}

/* On a line that a printed code opens and that has no other, what stands apart
 * behind a description is the code's too: "97012  traction 22 lb, 30/10, 12
 * min ..... 1 unit  GP". */
void
charge_line_rest(const struct charge_finder *f, size_t anchor, struct draft *d)
{
	struct charge *c = &d->charge;
	int minutes = NONE, units = NONE;
	bool ends_line = false;		/* minutes in a column of their own */
	bool bare_units = d->n_bare == 1 && d->bare[0] <= MOST_BARE_UNITS;

	if (!c->leads || !c->printed || (d->n_bare > 0 && !bare_units))
		return;
	if (d->n_bare == 0 && c->units == NONE && c->minutes == NONE)
		take_last_columns(f, d);
	for (size_t i = anchor + 1; i < f->items.len &&
	    f->items.at[i].at.start < f->line.end; i++) {
		const struct charge_item *item = &f->items.at[i];
		if (item->kind == TOTAL && units == NONE &&
		    minutes == NONE)
			continue;
		if (item->kind == TOTAL || (item->kind == ANCHOR &&
		    !str_eq(item->text, c->number)))
			return;
		if (item->kind == UNITS)
			units = item->value;
		else if (item->kind == MINUTES && stands_apart(f, item)) {
			minutes = item->value;
			ends_line = closes_line(f, item);
			units = units == NONE ? closing_units(f, item) : units;
		}
	}
	if (c->units == NONE && !bare_units)
		c->units = units;
	if ((c->units != NONE || bare_units || ends_line) &&
	    c->minutes == NONE)
		c->minutes = minutes;
	if (c->units != NONE)
		take_modifiers(f, d, f->line);
}

/* Can what is told of a service hold no minutes but the service's?  Those
 * beside an exercise are a dosage. */
static bool
is_passive(const struct charge_finder *f, const struct charge *c,
    struct span told)
{
	const struct code *code = pack_code(f->reading->pack, c->number);

	return code != NULL && code->requires.len == 0 &&
	    !gathered_touches(&f->exercises, told);
}

/* Does a service open a sentence or an item of its line? */
static bool
opens_item(const struct charge_finder *f, const struct charge *c)
{
	size_t at = c->named.start;

	while (at > f->line.start && is_blank(f->text.ptr[at - 1]))
		at--;
	return c->leads || at == f->line.start ||
	    strchr(".;,/|+&", f->text.ptr[at - 1]) != NULL;
}

/* Does a sign stand before minutes that they are how long: "x 8 min"? */
static bool
follows_times(const struct charge_finder *f, const struct charge_item *item)
{
	size_t at = item->at.start;

	while (at > f->line.start && is_blank(f->text.ptr[at - 1]))
		at--;
	return at > f->line.start + 1 && strchr("x@", f->text.ptr[at - 1]) !=
	    NULL && is_blank(f->text.ptr[at - 2]);
}

/* On a line or in an item that such a service opens by name, the only minutes
 * are its own where they stand apart, whatever says before them how it was
 * done: "manual: PA glides T6-T9 gr III, 15 min", "US 1 MHz 1.2 w/cm2 x 8 min".
 */
void
charge_line_time(const struct charge_finder *f, size_t anchor, struct draft *d)
{
	enum { MOST_WORDS = 16, FEWEST = 5 };	/* less is of a step of it */
	struct charge *c = &d->charge;
	const struct charge_item *found = NULL;

	if (c->printed || c->minutes != NONE || d->n_bare > 0 ||
	    !opens_item(f, c))
		return;
	for (size_t i = anchor + 1; i < f->items.len &&
	    f->items.at[i].at.start < f->line.end; i++) {
		const struct charge_item *item = &f->items.at[i];
		if (item->kind == TOTAL || (item->kind == ANCHOR &&
		    !str_eq(item->text, c->number)))
			break;
		if (item->kind == MINUTES && found != NULL && c->leads)
			return;
		if (item->kind == MINUTES && found == NULL)
			found = item;
	}
	if (found == NULL || !is_passive(f, c, c->leads ? f->line :
	    (struct span){c->named.start, found->at.end}))
		return;
	struct gap gap = gap_of(f->text,
	    (struct span){d->end, found->at.start});
	if (gap.words <= MOST_WORDS && !gap.sentence &&
	    found->value >= FEWEST && ((c->leads && stands_apart(f, found)) ||
	    follows_times(f, found)))
		c->minutes = found->value;
}

/* Has the last item of a list a dosage of its own before minutes at the end?
 * Then these are not its own: "SLR 3x10 2# - 23 min". */
static bool
follows_dosage(const struct charge_finder *f, size_t from, size_t to)
{
	enum { REACH = 60 };	/* bytes, of a load, a tool or a cue */
	const struct mention *last = NULL;
	struct span rest = {to, to};

	for (size_t i = gathered_from(&f->dosages, from); i < f->dosages.len &&
	    f->dosages.at[i]->span.start < to; i++)
		last = f->dosages.at[i];
	/* "2x10 - 16 min" reads on as a range. */
	if (last != NULL && last->span.end < to)
		rest.start = last->span.end;
	return last != NULL && span_len(rest) <= REACH &&
	    memchr(f->text.ptr + rest.start, ';', span_len(rest)) == NULL &&
	    gathered_in(&f->exercises, rest) == 0;
}

/* Do minutes stand behind a dash or in parentheses? */
static bool
set_off(const struct charge_finder *f, const struct charge_item *item)
{
	size_t at = item->at.start;

	while (at > f->line.start && is_blank(f->text.ptr[at - 1]))
		at--;
	return at > f->line.start && strchr("(-", f->text.ptr[at - 1]) != NULL;
}

/* What a line that a service opens by name comes to at its end is the service's
 * and no item's: "Therapeutic exercise - bridges 3x12; SLR 3x10 - 23 min". */
void
charge_line_sum(const struct charge_finder *f, size_t anchor, struct draft *d)
{
	const struct charge_item *last = NULL;
	int others = 0;

	if (!d->charge.leads || d->charge.printed || d->n_bare > 0 ||
	    d->charge.minutes != NONE)
		return;
	for (size_t i = anchor + 1; i < f->items.len &&
	    f->items.at[i].at.start < f->line.end; i++) {
		const struct charge_item *item = &f->items.at[i];
		if (item->kind == TOTAL || (item->kind == ANCHOR &&
		    !str_eq(item->text, d->charge.number)))
			return;
		if (item->kind != MINUTES)
			continue;
		others += last != NULL ? last->value : 0;
		last = item;
	}
	if (last == NULL || !stands_apart(f, last) || !closes_line(f, last) ||
	    last->value <= others)
		return;
	if (follows_dosage(f, d->end, last->at.start) || (set_off(f, last) &&
	    !gathered_touches(&f->exercises, f->line)))
		d->charge.minutes = last->value;
}

/* Under headings the column says what a number is. */
void
charge_line_row(const struct charge_finder *f, struct draft *d)
{
	const struct table *table = NULL;
	const struct row *row = tables_row_at(f->tables, d->charge.named.start,
	    &table);

	if (row == NULL || table->dated)
		return;
	/* Figures of an exercise that names its code are its dosage. */
	bool leads = row->cells.len > 0 &&
	    d->charge.named.start <= row->cells.at[0].start;
	for (size_t c = 0; c < table->header.len && !leads; c++)
		if (strcmp(cell_heading(f->text, &f->headings,
		    table->header.at[c]), "reps") == 0)
			d->n_bare = 0;
	for (size_t c = 0; c < table->header.len && c < row->cells.len; c++) {
		const char *holds = cell_heading(f->text, &f->headings,
		    table->header.at[c]);
		bool minutes = heads_minutes(holds);
		if (!minutes && strcmp(holds, "units") != 0)
			continue;
		int value = cell_number(f->text, row->cells.at[c], minutes);
		if (value == NONE)
			continue;
		*(minutes ? &d->charge.minutes : &d->charge.units) = value;
		d->n_bare = 0;
	}
	take_modifiers(f, d, row->line);
}

/* What a label before a list of services says their one number is, as in
 * "Minutes: 97530 35 | 97110 25   Units: 97530 2 | 97110 2"; ANCHOR where none
 * does. */
enum item_kind
charge_line_label(const struct charge_finder *f, const struct draft *d)
{
	const struct gathered *g = &f->headings;
	size_t at = d->charge.named.start;

	if (d->n_bare != 1)
		return ANCHOR;
	for (size_t i = gathered_from(g, at); i-- > 0 &&
	    g->at[i]->span.start >= f->line.start;) {
		const char *holds = concept_tail(g->at[i]->concept);
		size_t end = g->at[i]->span.end;
		if (end >= at || strchr(":=", f->text.ptr[end]) == NULL)
			continue;
		if (strcmp(holds, "units") == 0)
			return UNITS;
		if (strcmp(holds, "minutes") == 0)
			return MINUTES;
	}
	return ANCHOR;
}
