/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A line is read as anchors (codes, names of services) and items (units,
 * minutes, modifiers, bare numbers).  Items belong to the anchor before them;
 * on a line like "2u TE / 1u MT", where the last anchor has nothing behind
 * it, to the anchor after them.  Rows of tables go by their headings.
 */
#include "facts/charges.h"

#include <stdlib.h>

#include "base/number.h"
#include "facts/duration.h"
#include "facts/gather.h"

enum kind { ANCHOR, UNITS, UNITS_MARK, MINUTES, MODIFIER, TOTAL };

struct item {
	struct span at;
	enum kind kind;
	int value;			/* of units and minutes */
	bool ahead;			/* belongs to the service behind it */
	struct str text;		/* code of an anchor, modifier */
	const struct mention *mention;
};

VEC_TYPE(items, struct item);

/* Most words between a service and what belongs to it; columns may hold a
 * description, an abbreviation stands right beside its number. */
enum { WORDS_ABBREVIATED = 1, WORDS_PROSE = 7, WORDS_COLUMN = 14,
	WORDS_BEFORE = 3, ABBREVIATION = 2, LABEL_BYTES = 200 };

enum { MOST_UNITS = 24, MOST_BARE_UNITS = 6, MOST_MINUTES = 480,
	MOST_BARE = 2, MOST_LINES = 3 };

struct finder {
	struct arena *arena;
	const struct reading *reading;
	const struct tables *tables;
	struct str text;
	struct items items;
	struct gathered exercises;
	struct gathered labels;		/* "Charges:", "CPT" */
	struct gathered headings;	/* of table columns */
	struct span line;		/* that is being read */
	size_t from;			/* where the sentence before ended in it */
	size_t reach;			/* how far the last charge can reach */
	struct charges *out;
};

/* A charge in the making. */
struct draft {
	struct charge charge;
	int bare[MOST_BARE];	/* numbers that do not say what they are */
	unsigned n_bare;
	size_t end;		/* of the last part */
	bool filled;
};

static struct span
line_of(struct str text, size_t at)
{
	struct span line = {at, at};

	while (line.start > 0 && text.ptr[line.start - 1] != '\n')
		line.start--;
	while (line.end < text.len && text.ptr[line.end] != '\n')
		line.end++;
	return line;
}

/* Does any of a settled list touch `at`? */
static bool
touches(const struct gathered *g, struct span at)
{
	size_t i = gathered_from(g, at.start);

	return (i < g->len && span_touches(g->at[i]->span, at)) ||
	    (i > 0 && span_touches(g->at[i - 1]->span, at));
}

static void
add_items(struct finder *f, const char *fact, enum kind kind)
{
	const struct reading *r = f->reading;
	struct gathered found = gather(f->arena, r, fact);
	/* "MRN 97110-4" */
	struct gathered ids = gather(f->arena, r, "patient-id");

	for (size_t i = 0; i < found.len; i++) {
		const struct mention *m = found.at[i];
		struct item item = {.at = m->span, .kind = kind, .mention = m};
		struct span at;
		switch (kind) {
		case ANCHOR:
			item.text = m->lexeme != NULL ?
			    str_of(m->lexeme->value) :
			    mention_text(r, m, "code");
			break;
		case UNITS:
		case UNITS_MARK:
			item.value = number_parse(mention_text(r, m, "units"));
			break;
		case MINUTES:
			item.value = duration_of(r, m);
			item.ahead = mention_capture(m, "ahead", &at);
			break;
		case MODIFIER:
			item.text = mention_text(r, m, "value");
			break;
		case TOTAL:
			break;
		}
		if (!touches(&ids, m->span) && item.value >= 0 && item.value <=
		    (kind == MINUTES ? MOST_MINUTES : MOST_UNITS))
			vec_push(f->arena, &f->items, item);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end > y->at.end ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Of what overlaps a total stays, then the longer. */
static void
settle(struct items *items)
{
	size_t kept = 0;

	qsort(items->at, items->len, sizeof(*items->at), by_place);
	for (size_t i = 0; i < items->len; i++) {
		const struct item *now = &items->at[i];
		bool beaten = false;
		while (kept > 0 && span_touches(items->at[kept - 1].at,
		    now->at)) {
			const struct item *last = &items->at[kept - 1];
			beaten = now->kind == TOTAL || last->kind == TOTAL ?
			    last->kind == TOTAL :
			    span_len(last->at) >= span_len(now->at);
			if (beaten)
				break;
			kept--;
		}
		if (!beaten)
			items->at[kept++] = *now;
	}
	items->len = kept;
}

/* Does a full stop between words end a sentence in it? */
static bool
ends_sentence(struct str text, struct span at)
{
	for (size_t i = at.start; i + 1 < at.end; i++)
		if (text.ptr[i] == '.' && is_blank(text.ptr[i + 1]) && i > 0 &&
		    (is_word(text.ptr[i - 1]) || text.ptr[i - 1] == ')'))
			return true;
	return false;
}

static bool
wide_gap_before(struct str text, size_t at)
{
	if (at == 0)
		return true;
	char last = text.ptr[at - 1];
	return last == '\t' || last == '|' || last == '\n' ||
	    (at >= 2 && last == ' ' && (text.ptr[at - 2] == ' ' ||
	    text.ptr[at - 2] == '|'));
}

/* What stands between two parts of a charge. */
struct gap {
	unsigned words;		/* of two letters or more */
	bool digits;
	bool colon;		/* with words behind it */
	bool sentence;		/* a sentence ends in it */
};

static struct gap
gap_of(struct str text, struct span at)
{
	struct gap gap = {0};
	bool colon = false;

	for (size_t i = at.start; i < at.end; i++) {
		char c = text.ptr[i];
		size_t start = i;
		while (i < at.end && is_alpha(text.ptr[i]))
			i++;
		if (i > start) {
			gap.words += i - start >= 2;
			gap.colon = gap.colon || (colon && i - start >= 2);
			i--;
			continue;
		}
		gap.digits = gap.digits || is_digit(c);
		colon = colon || c == ':';
		gap.sentence = gap.sentence || (c == ';' && gap.words > 0) ||
		    (c == '.' && i > at.start && i + 1 < text.len &&
		    (is_word(text.ptr[i - 1]) || text.ptr[i - 1] == ')') &&
		    is_space(text.ptr[i + 1]) && gap.words > 0);
	}
	return gap;
}

/* Does the charge already have what an item says?  Of bare numbers the small
 * ones are units. */
static bool
has(const struct draft *d, enum kind kind)
{
	bool small = d->n_bare > 0 && d->bare[0] <= MOST_BARE_UNITS;

	if (kind == UNITS || kind == UNITS_MARK)
		return d->charge.units != NONE || small;
	if (kind == MINUTES)
		return d->charge.minutes != NONE || (d->n_bare > 0 && !small);
	return false;
}

/* May an item belong to a charge that ends where the draft does? */
static bool
belongs(const struct finder *f, const struct draft *d, const struct item *item)
{
	struct span between = {d->end, item->at.start};
	struct gap gap = gap_of(f->text, between);
	bool column = wide_gap_before(f->text, item->at.start);
	bool beside = gap.words == 0 && !gap.digits && !gap.sentence;

	if (has(d, item->kind))
		return false;
	if (beside)
		return true;
	if (item->kind == UNITS_MARK || gap.sentence || d->n_bare > 0 ||
	    touches(&f->exercises, between))
		return false;
	if (column)
		return gap.words <= WORDS_COLUMN;
	if (gap.digits || gap.colon)
		return false;
	if (item->kind == MODIFIER)
		return gap.words <= WORDS_ABBREVIATED;
	return gap.words <= (span_len(d->charge.named) <= ABBREVIATION &&
	    !d->charge.printed ? WORDS_ABBREVIATED : WORDS_PROSE);
}

static void
take(struct draft *d, const struct item *item)
{
	struct charge *c = &d->charge;

	switch (item->kind) {
	case UNITS:
	case UNITS_MARK:
		c->units = item->value;
		break;
	case MINUTES:
		c->minutes = item->value;
		break;
	case MODIFIER:
		if (c->n_modifiers < MOST_MODIFIERS)
			c->modifiers[c->n_modifiers++] = item->text;
		break;
	case ANCHOR:
	case TOTAL:
		break;
	}
	d->filled = true;
}

/* Bytes of a dash, arrow, bullet or rule at `at`, of those that UTF-8 spells
 * E2 80 .. to E2 97 .. (U+2010 to U+25FF); primes, which are units, are none. */
static size_t
mark_at(struct str text, size_t at)
{
	if (at + 2 <= text.len && (unsigned char)text.ptr[at] == 0xC2 &&
	    (unsigned char)text.ptr[at + 1] == 0xB7)
		return 2;	/* a middle dot, U+00B7 */
	if (at + 3 > text.len || (unsigned char)text.ptr[at] != 0xE2)
		return 0;
	unsigned char second = (unsigned char)text.ptr[at + 1];
	unsigned char third = (unsigned char)text.ptr[at + 2];
	bool dash = second == 0x80 && ((third >= 0x90 && third <= 0x95) ||
	    third == 0xA2 || third == 0xA6);
	bool arrow = second == 0x86;
	bool shape = second >= 0x94 && second <= 0x97;

	return dash || arrow || shape ? 3 : 0;
}

/* Does a number that ends at `at` stand for itself, and not begin a dosage or
 * a measurement?  `next` is where the next item starts. */
static bool
number_ends(const struct finder *f, size_t at, size_t next)
{
	size_t i = at;

	while (i < f->text.len && is_blank(f->text.ptr[i]))
		i++;
	if (i == f->text.len || f->text.ptr[i] == '\n' || i == next ||
	    i - at >= 2 || (i > at && f->text.ptr[i - 1] == '\t'))
		return true;
	char c = f->text.ptr[i];
	if (c == '/' || c == '-')
		return i > at;
	if (c == '.')
		return i + 1 == f->text.len || is_space(f->text.ptr[i + 1]) ||
		    f->text.ptr[i + 1] == '.';
	if (mark_at(f->text, i) > 0 || (c == '(' && i + 1 == next))
		return true;
	return strchr(",;|)]=", c) != NULL;
}

/* Bare numbers from the draft's end up to `stop`, as long as nothing but
 * separators stands between. */
static void
take_bare(const struct finder *f, struct draft *d, size_t stop, size_t next)
{
	size_t i = d->end;

	/* "97110×2", U+00D7 */
	if (i + 2 < stop && f->text.ptr[i] == '\xC3' &&
	    f->text.ptr[i + 1] == '\x97' && is_digit(f->text.ptr[i + 2]))
		i += 2;
	/* "97110x2" */
	if (i + 1 < stop && to_lower(f->text.ptr[i]) == 'x' &&
	    is_digit(f->text.ptr[i + 1]))
		i++;
	while (i < stop && d->n_bare < MOST_BARE) {
		char c = f->text.ptr[i];
		size_t start = i;
		long value;
		size_t mark = mark_at(f->text, i);
		if (mark > 0) {
			i += mark;
			continue;
		}
		if (!is_digit(c) && !is_blank(c) &&
		    strchr(",;:|()[]-.=/~>", c) == NULL)
			return;
		while (i < stop && is_digit(f->text.ptr[i]))
			i++;
		if (i == start) {
			i++;
			continue;
		}
		struct str digits = str_slice(f->text, (struct span){start, i});
		if (digits.len > 3 || !number_ends(f, i, next) ||
		    !str_number(digits, MOST_MINUTES, &value))
			return;
		d->bare[d->n_bare++] = (int)value;
		d->end = i;
		d->filled = true;
	}
}

static bool
starts_item(const struct finder *f, size_t first, struct span line)
{
	struct span bare = span_trim(f->text, line);
	bool starts = false;

	for (size_t i = first; i < f->items.len &&
	    f->items.at[i].at.start < line.end; i++) {
		const struct item *item = &f->items.at[i];
		if (item->kind == ANCHOR)
			return false;
		starts = starts || (item->at.start == bare.start &&
		    item->kind != TOTAL && item->kind != UNITS_MARK);
	}
	return starts;
}

/* Where the charges of a line can reach: lines below it that hold nothing but
 * particulars are its last one's.  `next` is the first item below the line. */
static size_t
reach_of(const struct finder *f, struct span line, size_t next)
{
	size_t end = line.end;

	for (unsigned n = 0; n < MOST_LINES && end < f->text.len; n++) {
		line = line_of(f->text, end + 1);
		if (!starts_item(f, next, line))
			break;
		end = line.end;
		while (next < f->items.len && f->items.at[next].at.start < end)
			next++;
	}
	return end;
}

/* Is a service told of as done today?  Charges below a blank line stand under
 * the heading of a plan only because none of their own follows it. */
static bool
is_today(const struct finder *f, const struct mention *m)
{
	const struct section *s = &f->reading->sections.at[m->section];
	bool blank = false, below = false;

	if (m->assertion == AFFIRMED)
		return true;
	if (s->kind == NULL || s->kind->assertion != m->assertion)
		return false;
	for (size_t i = s->body.start; i < m->span.start && !below; i++) {
		below = blank && f->text.ptr[i] == '\n';
		blank = f->text.ptr[i] == '\n' ||
		    (blank && is_blank(f->text.ptr[i]));
	}
	return below;
}

static struct draft
draft_of(const struct finder *f, size_t i)
{
	const struct item *anchor = &f->items.at[i];
	const struct mention *m = anchor->mention;
	struct span before = {f->line.start, anchor->at.start};
	bool leads = span_len(before) <= LABEL_BYTES &&
	    (gap_of(f->text, before).words == 0 || touches(&f->labels, before));

	return (struct draft){.end = anchor->at.end, .charge = {
	    .number = anchor->text, .at = anchor->at, .named = anchor->at,
	    .line = f->line.start, .units = NONE, .minutes = NONE,
	    .printed = m->lexeme == NULL, .leads = leads,
	    .today = leads || is_today(f, m)}};
}

/* Is an item a number of units only because it stands in parentheses? */
static bool
is_in_parentheses(const struct finder *f, const struct item *item)
{
	return item->kind == UNITS_MARK && strchr("([",
	    f->text.ptr[item->at.start]) != NULL;
}

/* Read forward from anchor `*i`, which moves to the last anchor that names the
 * same service again. */
static struct draft
read_forward(const struct finder *f, size_t *i)
{
	struct draft d = draft_of(f, *i);
	size_t reach = f->reach, k = *i + 1;

	for (; k < f->items.len; k++) {
		const struct item *item = &f->items.at[k];
		if (item->at.start >= reach || item->kind == TOTAL)
			break;
		take_bare(f, &d, item->at.start, item->at.start);
		if (item->kind == ANCHOR) {
			if (!str_eq(item->text, d.charge.number) ||
			    !belongs(f, &d, item))
				break;
			d.charge.printed |= item->mention->lexeme == NULL;
			*i = k;
		} else if (is_in_parentheses(f, item) && d.end +
		    1 >= item->at.start && d.charge.units != NONE &&
		    d.charge.minutes == NONE && d.n_bare == 0) {
			/* "x 1 (8)": what follows the units is minutes. */
			d.charge.minutes = item->value;
			d.filled = true;
		} else if (!item->ahead && belongs(f, &d, item)) {
			take(&d, item);
		} else {
			break;
		}
		d.end = item->at.end;
	}
	size_t next = k < f->items.len ? f->items.at[k].at.start : SIZE_MAX;
	take_bare(f, &d, next < reach ? next : reach, next);
	d.charge.at.end = d.end;
	return d;
}

/* Do a full stop and a capital stand at `at`? */
static bool
opens_sentence(struct str text, size_t at)
{
	return at + 2 < text.len && text.ptr[at] == '.' &&
	    is_blank(text.ptr[at + 1]) && is_upper(text.ptr[at + 2]);
}

/* Add what stands before anchor `i`, back to `from`. */
static void
read_backward(const struct finder *f, size_t i, size_t from, struct draft *d)
{
	size_t start = f->items.at[i].at.start;

	for (size_t k = i; k-- > 0 && f->items.at[k].at.start >= from;) {
		const struct item *item = &f->items.at[k];
		struct gap gap = gap_of(f->text,
		    (struct span){item->at.end, start});
		if (item->kind == ANCHOR || item->kind == TOTAL ||
		    opens_sentence(f->text, item->at.end) || gap.words >
		    (item->ahead ? WORDS_COLUMN : WORDS_BEFORE) ||
		    gap.digits || gap.sentence ||
		    item->kind == UNITS_MARK || has(d, item->kind))
			break;
		take(d, item);
		start = item->at.start;
	}
	if (start < d->charge.at.start)
		d->charge.at.start = start;
}

/* What bare numbers are: of two the larger is minutes; a lone one is minutes
 * when a number of its line is too large for units. */
static void
name_bare(struct draft *d, bool minutes)
{
	struct charge *c = &d->charge;

	if (d->n_bare == MOST_BARE && c->units == NONE && c->minutes == NONE) {
		bool first = d->bare[0] <= d->bare[1];
		c->units = d->bare[first ? 0 : 1];
		c->minutes = d->bare[first ? 1 : 0];
		c->bare = true;
	} else if (d->n_bare > 0) {
		if (c->units == NONE && (!minutes || c->minutes != NONE) &&
		    d->bare[0] <= MOST_BARE_UNITS)
			c->units = d->bare[0];
		else if (c->minutes == NONE)
			c->minutes = d->bare[0];
	}
}

/* The number that a cell is; minutes may say so. */
static int
cell_number(struct str text, struct span cell, bool minutes)
{
	struct str s = str_slice(text, cell);
	size_t n = 0;

	while (n < s.len && is_digit(s.ptr[n]))
		n++;
	struct gap rest = gap_of(text, (struct span){cell.start + n, cell.end});
	if (n == 0 || n > 3 || rest.digits || rest.words > minutes)
		return NONE;
	return number_parse((struct str){s.ptr, n});
}

/* What a column holds: the end of the id of the heading that fills most of its
 * cell, or "".  A cell with a number is no heading.  Words of two cells may
 * read as one heading; it is the last cell's. */
static const char *
heading_of(const struct finder *f, struct span cell)
{
	const struct gathered *g = &f->headings;

	if (gap_of(f->text, cell).digits)
		return "";
	for (size_t i = 0; i < g->len && g->at[i]->span.start < cell.end; i++) {
		struct span at = g->at[i]->span;
		if (at.end <= cell.start || at.end > cell.end)
			continue;
		if (at.start < cell.start)
			at.start = cell.start;
		if (2 * span_len(at) >= span_len(cell))
			return concept_tail(g->at[i]->concept);
	}
	return "";
}

static void
take_modifiers(const struct finder *f, struct draft *d, struct span line)
{
	if (d->charge.n_modifiers > 0)
		return;
	for (size_t i = 0; i < f->items.len; i++)
		if (f->items.at[i].kind == MODIFIER &&
		    span_holds(line, f->items.at[i].at))
			take(d, &f->items.at[i]);
}

/* Does an item stand by itself at the end of a description? */
static bool
stands_apart(const struct finder *f, const struct item *item)
{
	size_t at = item->at.start;

	if (wide_gap_before(f->text, at))
		return true;
	while (at > f->line.start && is_blank(f->text.ptr[at - 1]))
		at--;
	return at > f->line.start &&
	    strchr(",;(.-", f->text.ptr[at - 1]) != NULL;
}

/* On a line that a printed code opens and that has no other, what stands apart
 * behind a description is the code's too: "97012  traction 22 lb, 30/10, 12
 * min ..... 1 unit  GP". */
static void
take_rest_of_line(const struct finder *f, size_t anchor, struct draft *d)
{
	struct charge *c = &d->charge;
	int minutes = NONE, units = NONE;
	bool bare_units = d->n_bare == 1 && d->bare[0] <= MOST_BARE_UNITS;

	if (!c->leads || !c->printed || (d->n_bare > 0 && !bare_units))
		return;
	for (size_t i = anchor + 1; i < f->items.len &&
	    f->items.at[i].at.start < f->line.end; i++) {
		const struct item *item = &f->items.at[i];
		if (item->kind == TOTAL || (item->kind == ANCHOR &&
		    !str_eq(item->text, c->number)))
			return;
		if (item->kind == UNITS)
			units = item->value;
		else if (item->kind == MINUTES && stands_apart(f, item))
			minutes = item->value;
	}
	if (c->units == NONE && !bare_units)
		c->units = units;
	if ((c->units != NONE || bare_units) && c->minutes == NONE)
		c->minutes = minutes;
	if (c->units != NONE)
		take_modifiers(f, d, f->line);
}

/* Under headings the column says what a number is. */
static void
read_row(const struct finder *f, struct draft *d)
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
		if (strcmp(heading_of(f, table->header.at[c]), "reps") == 0)
			d->n_bare = 0;
	for (size_t c = 0; c < table->header.len && c < row->cells.len; c++) {
		const char *holds = heading_of(f, table->header.at[c]);
		bool minutes = strcmp(holds, "minutes") == 0 ||
		    strcmp(holds, "time") == 0;
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

/* The last item of item i's sentence, which ends with its line at the latest. */
static size_t
end_of_sentence(const struct finder *f, size_t i)
{
	while (i + 1 < f->items.len &&
	    f->items.at[i + 1].at.start < f->line.end &&
	    !ends_sentence(f->text, (struct span){f->items.at[i].at.end,
	    f->items.at[i + 1].at.start}))
		i++;
	return i;
}

/* Neither units nor minutes; a modifier may be that of all lines. */
static bool
says_nothing(const struct draft *d)
{
	return d->charge.units == NONE && d->charge.minutes == NONE &&
	    d->n_bare == 0;
}

/* Read the anchors first..last, all of one sentence. */
static void
read_sentence(struct finder *f, size_t first, size_t last)
{
	VEC(struct draft) drafts = {0};
	VEC(size_t) anchors = {0};
	bool minutes = false;

	for (size_t i = first; i <= last; i++) {
		if (f->items.at[i].kind != ANCHOR)
			continue;
		vec_push(f->arena, &anchors, i);
		vec_push(f->arena, &drafts, read_forward(f, &i));
	}
	bool backward = drafts.len > 1 &&
	    says_nothing(&drafts.at[drafts.len - 1]);
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
		read_row(f, d);
		if (drafts.len == 1)
			take_rest_of_line(f, anchors.at[0], d);
		for (unsigned k = 0; k < d->n_bare; k++)
			minutes = minutes || d->bare[k] > MOST_BARE_UNITS;
	}
	for (size_t i = 0; i < drafts.len; i++) {
		/* What is said of the first is said of the list. */
		drafts.at[i].charge.today |= drafts.at[0].charge.today;
		name_bare(&drafts.at[i], minutes);
		vec_push(f->arena, f->out, drafts.at[i].charge);
	}
}

/* In a row of a table that opens with a code, names of services are part of
 * its description. */
static void
drop_names_in_rows(struct finder *f)
{
	const struct row *row = NULL;
	const struct table *table;
	size_t kept = 0;

	for (size_t i = 0; i < f->items.len; i++) {
		const struct item *item = &f->items.at[i];
		bool named = item->kind == ANCHOR &&
		    item->mention->lexeme != NULL;
		if (item->kind == ANCHOR && !named)
			row = tables_row_at(f->tables, item->at.start, &table);
		if (!named || row == NULL ||
		    !span_holds(row->line, item->at))
			f->items.at[kept++] = *item;
	}
	f->items.len = kept;
}

void
charges_find(struct arena *a, const struct reading *r,
    const struct tables *tables, struct charges *out)
{
	struct finder f = {.arena = a, .reading = r, .tables = tables,
	    .text = r->note->text, .out = out,
	    .exercises = gather(a, r, "exercises"),
	    .labels = gather(a, r, "charge-label"),
	    .headings = gather_all(a, r, "column")};

	add_items(&f, "code", ANCHOR);
	add_items(&f, "code-name", ANCHOR);
	add_items(&f, "units", UNITS);
	add_items(&f, "units-mark", UNITS_MARK);
	add_items(&f, "code-minutes", MINUTES);
	add_items(&f, "modifier", MODIFIER);
	add_items(&f, "timed-total", TOTAL);
	add_items(&f, "total-time", TOTAL);
	if (f.items.len == 0)
		return;
	settle(&f.items);
	drop_names_in_rows(&f);
	for (size_t i = 0; i < f.items.len; i++) {
		if (f.items.at[i].kind != ANCHOR)
			continue;
		f.line = line_of(f.text, f.items.at[i].at.start);
		if (f.from < f.line.start)
			f.from = f.line.start;
		size_t last = end_of_sentence(&f, i);
		f.reach = last + 1 < f.items.len &&
		    f.items.at[last + 1].at.start < f.line.end ?
		    f.items.at[last + 1].at.start :
		    reach_of(&f, f.line, last + 1);
		read_sentence(&f, i, last);
		f.from = f.items.at[last].at.end;
		i = last;
	}
}
