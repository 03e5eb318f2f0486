/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_items.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/number.h"
#include "facts/amounts.h"
#include "facts/charge_words.h"
#include "facts/charges.h"
#include "facts/duration.h"
#include "facts/gaps.h"
#include "facts/gather.h"
#include "facts/labelled.h"

/* Modifiers are told apart by their capitals: "97110 gp". */
static struct str
in_capitals(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len);

	for (size_t i = 0; i < s.len; i++)
		out[i] = to_upper(s.ptr[i]);
	return (struct str){out, s.len};
}

/* The code that a biller's last three digits mean: the first of the table, in
 * which those of physical medicine stand before the rest, that ends so. */
static struct str
code_ending(const struct pack *p, struct str digits)
{
	for (size_t i = 0; i < p->codes.len; i++) {
		struct str code = str_of(p->codes.at[i].code);
		if (code.len > digits.len && str_starts(code, STR("97")) &&
		    memcmp(code.ptr + code.len - digits.len, digits.ptr,
		    digits.len) == 0)
			return code;
	}
	return digits;
}

struct str
charge_number(const struct reading *r, const struct mention *m)
{
	struct span at;

	if (m->lexeme != NULL)
		return str_of(m->lexeme->value);
	if (mention_capture(m, "short", &at))
		return code_ending(r->pack, str_slice(r->note->text, at));
	return mention_capture(m, "code", &at) ?
	    str_slice(r->note->text, at) : str_of(concept_tail(m->concept));
}

struct gathered
charge_names(struct arena *a, const struct reading *r)
{
	static const char *const facts[] = {"code", "code-name", "code-named"};
	struct gathered out = {0};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		struct gathered some = gather(a, r, facts[i]);
		for (size_t k = 0; k < some.len; k++)
			gathered_add(a, &out, some.at[k]);
	}
	gathered_sort(&out);
	return out;
}

/* "Last visit was 97110 x 2, 97140 x 1": is another visit spoken of before it
 * on its line? */
static bool
is_of_earlier_charge(const struct reading *r, const struct gathered *others,
    const struct mention *m)
{
	struct span line = str_line_at(r->note->text, m->span.start);

	return gathered_in(others, (struct span){line.start,
	    m->span.start}) > 0 && is_of_earlier_visit(r, others, m);
}

/* What a mention says by itself. */
static struct charge_item
item_of(struct arena *a, const struct reading *r, const char *fact,
    enum item_kind kind, const struct mention *m)
{
	struct charge_item item = {.at = m->span, .kind = kind, .mention = m};
	struct span at;

	switch (kind) {
	case ANCHOR:
		item.loose = strcmp(fact, "code-named") == 0;
		item.cut = strcmp(fact, "code-short") == 0;
		item.text = charge_number(r, m);
		break;
	case UNITS:
	case UNITS_MARK:
		item.value = number_parse(mention_text(r, m, "units"));
		item.ahead = mention_capture(m, "ahead", &at);
		break;
	case MINUTES:
	case MINUTES_MARK:
		item.value = duration_of(r, m);
		item.ahead = mention_capture(m, "ahead", &at);
		break;
	case MODIFIER:
		item.text = in_capitals(a, mention_text(r, m, "value"));
		break;
	case TOTAL:
	case DESCRIPTION:
		break;
	}
	return item;
}

static bool
is_likely(const struct charge_item *item)
{
	bool minutes = item->kind == MINUTES || item->kind == MINUTES_MARK;

	return item->value >= 0 &&
	    item->value <= (minutes ? MINUTES_MOST : UNITS_MOST);
}

static void
add_items(struct arena *a, const struct reading *r, const char *fact,
    enum item_kind kind, struct charge_items *out)
{
	struct gathered found = gather(a, r, fact);
	/* "MRN 97110-4" */
	struct gathered ids = gather(a, r, "patient-id");
	struct gathered none = gather(a, r, "not-charge");
	struct gathered lists = gather(a, r, "charge-list");
	struct gathered others = {0};

	if (kind == ANCHOR)
		others = gather_all(a, r, "minutes-other");
	if (others.len * found.len > LIMIT_NOTE_PAIRS)
		others.len = 0;
	for (size_t i = 0; i < found.len; i++) {
		const struct mention *m = found.at[i];
		/* "Ten times three" reads like "TENS". */
		if (is_of_earlier_charge(r, &others, m) ||
		    (m->lexeme != NULL && number_parse(str_slice(
		    r->note->text, m->span)) > 0))
			continue;
		struct charge_item item = item_of(a, r, fact, kind, m);
		if (kind == TOTAL && found.len * found.len <=
		    LIMIT_NOTE_PAIRS &&
		    minutes_are_of_part(a, r, &found, i))
			continue;
		if (!gathered_touches(&ids, m->span) &&
		    !gathered_touches(&none, m->span) &&
		    !gathered_touches(&lists, m->span) && is_likely(&item))
			vec_push(a, out, item);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct charge_item *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end > y->at.end ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Of what overlaps a total stays, then the longer. */
static void
settle(struct charge_items *items)
{
	size_t kept = 0;

	qsort(items->at, items->len, sizeof(*items->at), by_place);
	for (size_t i = 0; i < items->len; i++) {
		const struct charge_item *now = &items->at[i];
		bool beaten = false;
		while (kept > 0 && span_touches(items->at[kept - 1].at,
		    now->at)) {
			const struct charge_item *last = &items->at[kept - 1];
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

/* In a row of a table that opens with a code, names of services are part of
 * its description. */
static void
drop_names_in_rows(const struct tables *tables, struct charge_items *items)
{
	const struct row *row = NULL;
	const struct table *table;
	size_t kept = 0;

	for (size_t i = 0; i < items->len; i++) {
		const struct charge_item *item = &items->at[i];
		bool named = item->kind == ANCHOR &&
		    item->mention->lexeme != NULL;
		if (item->kind == ANCHOR && !named)
			row = tables_row_at(tables, item->at.start, &table);
		if (!named || row == NULL ||
		    !span_holds(row->line, item->at))
			items->at[kept++] = *item;
	}
	items->len = kept;
}

/* Does nothing but a blank or a sign stand between two items? */
static bool
is_beside(struct str text, const struct charge_item *x,
    const struct charge_item *y)
{
	for (size_t i = x->at.end; i < y->at.start; i++)
		if (strchr(" \t-:=|(", text.ptr[i]) == NULL)
			return false;
	return y->at.start > x->at.end;
}

/* A name right behind a printed code is what that is called here. */
static void
drop_descriptions(struct str text, struct charge_items *items)
{
	size_t kept = 0;

	for (size_t i = 0; i < items->len; i++) {
		const struct charge_item *item = &items->at[i];
		const struct charge_item *last = kept > 0 ?
		    &items->at[kept - 1] : NULL;
		bool described = last != NULL && last->kind == ANCHOR &&
		    last->mention->lexeme == NULL && !last->loose &&
		    item->kind == ANCHOR && item->mention->lexeme != NULL &&
		    !str_eq(last->text, item->text) &&
		    is_beside(text, last, item);
		if (!described)
			items->at[kept++] = *item;
	}
	items->len = kept;
}

/* Does an item name again what a code printed before it on its line is?  What
 * the line holds is the code's: "97530 bending + lifting   12'   1u". */
static bool
is_named_again(struct str text, const struct charge_items *items, size_t i)
{
	const struct charge_item *item = &items->at[i];
	size_t line = str_line_at(text, item->at.start).start;

	while (i-- > 0 && items->at[i].at.start >= line)
		if (items->at[i].kind == ANCHOR)
			return items->at[i].mention->lexeme == NULL &&
			    !items->at[i].loose &&
			    str_eq(items->at[i].text, item->text);
	return false;
}

/* Do two items stand together, with no more than a small word between? */
static bool
stand_together(struct str text, const struct charge_item *x,
    const struct charge_item *y)
{
	enum { CLOSE = 8 };	/* bytes: " of the " */
	struct span between = {x->at.end, y->at.start};

	/* A column's blanks are no words. */
	while (between.start + 1 < between.end &&
	    text.ptr[between.start] == ' ' &&
	    text.ptr[between.start + 1] == ' ')
		between.start++;
	if (span_len(between) > CLOSE)
		return false;
	for (size_t i = between.start; i < between.end; i++)
		if (strchr("\n\t|;.,+", text.ptr[i]) != NULL)
			return false;
	return !gap_of(text, between).digits && gap_of(text, between).words < 3;
}

/* Is a name the heading of a block with its minutes behind it, alone on their
 * line or before a colon?  "Exercise, 30 min" */
static bool
heads_block(struct str text, const struct charge_item *name,
    const struct charge_item *minutes)
{
	enum { CLOSE = 4 };	/* bytes: " - ", ", " */
	size_t i = name->at.start, end = minutes->at.end;

	if (minutes->kind != MINUTES ||
	    minutes->at.start - name->at.end > CLOSE)
		return false;
	while (i > 0 && text.ptr[i - 1] != '\n' && !is_word(text.ptr[i - 1]))
		i--;
	if (i > 0 && text.ptr[i - 1] != '\n')
		return false;
	for (i = name->at.end; i < minutes->at.start; i++)
		if (strchr(" \t,:(-*", text.ptr[i]) == NULL)
			return false;
	while (end < text.len && strchr(" \t\r)*.", text.ptr[end]) != NULL)
		end++;
	return end == text.len || strchr("\n:;", text.ptr[end]) != NULL;
}

static bool
counts(const struct charge_item *item)
{
	return item->kind == UNITS || item->kind == MINUTES;
}

/* Does a single digit follow a name: "manual 1 / exercise 2"? */
static bool
has_count(struct str text, size_t at)
{
	while (at < text.len && strchr(" :=x-", text.ptr[at]) != NULL &&
	    text.ptr[at] != '\0')
		at++;
	if (at == text.len || text.ptr[at] < '1' || text.ptr[at] > '9')
		return false;
	at++;
	return at == text.len || (!is_word(text.ptr[at]) &&
	    strchr(":.", text.ptr[at]) == NULL) || (text.ptr[at] == '.' &&
	    (at + 1 == text.len || !is_digit(text.ptr[at + 1])));
}

/* Do minutes without a word end a cell or an item right behind a name: "TE 23,
 * Neuro 12"? */
static bool
has_minutes(struct str text, size_t at)
{
	size_t start, n = 0;
	long value;

	while (at < text.len && strchr(" :=-(", text.ptr[at]) != NULL &&
	    text.ptr[at] != '\0')
		at++;
	start = at;
	while (at < text.len && is_digit(text.ptr[at]))
		at++;
	if (!str_number(str_slice(text, (struct span){start, at}), MINUTES_MOST,
	    &value) || value < UNIT_EARNED_FROM)
		return false;
	while (at < text.len && strchr(" )", text.ptr[at]) != NULL &&
	    text.ptr[at] != '\0')
		n += text.ptr[at++] == ' ';
	return at == text.len || n > 1 ||
	    strchr(",;/+&|\t\r\n", text.ptr[at]) != NULL;
}

/* Stands a word for a service in a row of services with their minutes, of which
 * one has a name that is sure? */
static bool
is_of_row(struct str text, const struct charge_items *items, size_t i)
{
	enum { REACH = 6 };	/* items */
	size_t line = str_line_at(text, items->at[i].at.start).start;

	if (!has_minutes(text, items->at[i].at.end))
		return false;
	for (size_t k = i > REACH ? i - REACH : 0;
	    k < items->len && k <= i + REACH; k++)
		if (items->at[k].kind == ANCHOR && !items->at[k].loose &&
		    !items->at[k].cut && has_minutes(text,
		    items->at[k].at.end) && str_line_at(text,
		    items->at[k].at.start).start == line)
			return true;
	return false;
}

/* Does a label of charges stand before a place on its line? */
static bool
is_charged(struct str text, const struct gathered *labels, size_t at)
{
	return gathered_in(labels,
	    (struct span){str_line_at(text, at).start, at}) > 0;
}

/* Does a shortened code open its line?  "110 x 2, 24 min" */
static bool
opens_line(struct str text, const struct charge_item *item)
{
	size_t start = str_line_at(text, item->at.start).start;

	return item->cut && span_len(span_trim(text,
	    (struct span){start, item->at.start})) == 0;
}

/* Do two shortened codes stand on one line that the first opens, or open two
 * lines in a row?  One alone may be a load: "110 x 2". */
static bool
are_listed(struct str text, const struct charge_items *items, size_t i,
    size_t k)
{
	const struct charge_item *x = &items->at[i < k ? i : k];
	const struct charge_item *y = &items->at[i < k ? k : i];
	struct span line = str_line_at(text, x->at.start);

	if (!x->cut || !y->cut || str_eq(x->text, y->text) ||
	    !opens_line(text, x))
		return false;
	return y->at.start < line.end || (opens_line(text, y) &&
	    str_line_at(text, line.end + 1).end >= y->at.start);
}

/* Does a shortened code with its count stand in a list of such? */
static bool
is_of_list(struct str text, const struct charge_items *items, size_t i)
{
	enum { REACH = 8 };	/* items: units, minutes, modifiers between */
	size_t from = i > REACH ? i - REACH : 0;

	if (!items->at[i].cut || !has_count(text, items->at[i].at.end))
		return false;
	for (size_t k = from; k < items->len && k <= i + REACH; k++)
		if (k != i && are_listed(text, items, i, k))
			return true;
	return false;
}

/* A word that names a service only with its minutes or units ("26 min
 * exercise") is none without, nor are three digits of a code away from
 * charges. */
static void
drop_lonely(struct str text, const struct gathered *labels,
    struct charge_items *items)
{
	size_t kept = 0;

	for (size_t i = 0; i < items->len; i++) {
		const struct charge_item *item = &items->at[i];
		bool counted = (item->loose || item->cut) &&
		    is_charged(text, labels, item->at.start) &&
		    has_count(text, item->at.end);
		bool beside = (i > 0 && counts(item - 1) &&
		    stand_together(text, item - 1, item)) ||
		    (i + 1 < items->len && counts(item + 1) &&
		    stand_together(text, item, item + 1)) ||
		    (i + 1 < items->len && heads_block(text, item, item + 1));
		bool told = (!item->loose && !item->cut) || counted ||
		    (item->loose && is_of_row(text, items, i)) ||
		    (item->loose && beside && !is_named_again(text, items,
		    i)) || is_of_list(text, items, i);
		if (told)
			items->at[kept++] = *item;
	}
	items->len = kept;
}

/* A figure against a letter ("TE2") is of the name that ends there, and none
 * where no item does: "scar glide from A2 to A4, deep". */
static void
drop_against_letters(struct str text, struct charge_items *items)
{
	size_t kept = 0;

	for (size_t i = 0; i < items->len; i++) {
		const struct charge_item *item = &items->at[i];
		size_t at = item->at.start;
		bool against = item->kind == UNITS && at > 0 &&
		    is_digit(text.ptr[at]) && is_alpha(text.ptr[at - 1]) &&
		    (kept == 0 || items->at[kept - 1].at.end != at);
		if (!against)
			items->at[kept++] = *item;
	}
	items->len = kept;
}

/* What is known for the visit's total is no charge's. */
static void
add_total(struct arena *a, const struct facts *f, struct charge_items *out)
{
	if (f->total_minutes != NONE && span_len(f->total_at) > 0)
		vec_push(a, out, (struct charge_item){.kind = TOTAL,
		    .at = f->total_at});
}

/* A list of the figures of several services behind them is none's alone. */
static void
add_lists(struct arena *a, const struct reading *r, struct charge_items *out)
{
	struct gathered lists = gather(a, r, "charge-list");
	size_t known = out->len;

	if (lists.len * known > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < lists.len; i++) {
		struct span at = lists.at[i]->span;
		size_t line = str_line_at(r->note->text, at.start).start;
		unsigned services = 0;
		for (size_t k = 0; k < known; k++)
			services += out->at[k].kind == ANCHOR &&
			    out->at[k].at.start >= line &&
			    out->at[k].at.start < at.start;
		if (services > 1)
			vec_push(a, out, (struct charge_item){.kind = TOTAL,
			    .at = at});
	}
}

/* Services that two disciplines call the same have the code of the note's. */
static void
name_codes(const struct facts *f, struct charge_items *items)
{
	for (size_t i = 0; i < items->len; i++) {
		struct charge_item *item = &items->at[i];
		if (item->kind == ANCHOR && item->mention->lexeme != NULL)
			item->text = charge_words_code(f, item->text,
			    str_slice(f->reading->note->text, item->at));
	}
}

/* Does the number of units open its line? */
static bool
numbers_line(struct str text, const struct charge_item *item)
{
	struct span before = {str_line_at(text, item->at.start).start,
	    item->at.start};

	return item->kind == UNITS && item->ahead &&
	    !str_has_letters(str_slice(text, before)) &&
	    !str_has_digits(str_slice(text, before));
}

/* "1 - 97110", below it "2 - 97530" and "3 - 97140": lines that count up are
 * numbered, and say nothing of units. */
static void
drop_numbering(struct str text, struct charge_items *items)
{
	enum { FEWEST = 3 };	/* lines: two may bill one unit and two */
	int last = 0;
	size_t kept = 0;

	for (size_t i = 0; i < items->len; i++)
		if (numbers_line(text, &items->at[i]) &&
		    items->at[i].value == last + 1)
			last++;
		else if (numbers_line(text, &items->at[i]))
			return;
	if (last < FEWEST)
		return;
	for (size_t i = 0; i < items->len; i++)
		if (!numbers_line(text, &items->at[i]))
			items->at[kept++] = items->at[i];
	items->len = kept;
}

void
charge_items_find(struct arena *a, const struct facts *f,
    const struct tables *tables, struct charge_items *out)
{
	const struct reading *r = f->reading;

	add_items(a, r, "code", ANCHOR, out);
	add_items(a, r, "code-name", ANCHOR, out);
	add_items(a, r, "code-named", ANCHOR, out);
	add_items(a, r, "code-short", ANCHOR, out);
	add_items(a, r, "units", UNITS, out);
	add_items(a, r, "units-mark", UNITS_MARK, out);
	add_items(a, r, "code-minutes", MINUTES, out);
	add_items(a, r, "minutes-mark", MINUTES_MARK, out);
	add_items(a, r, "modifier", MODIFIER, out);
	add_items(a, r, "timed-total", TOTAL, out);
	add_items(a, r, "total-time", TOTAL, out);
	add_total(a, f, out);
	add_lists(a, r, out);
	add_items(a, r, "charge-description", DESCRIPTION, out);
	if (out->len == 0)
		return;
	settle(out);
	drop_numbering(r->note->text, out);
	name_codes(f, out);
	charge_words_add(a, f, out);
	struct gathered labels = gather(a, r, "charge-label");
	drop_against_letters(r->note->text, out);
	drop_lonely(r->note->text, &labels, out);
	drop_descriptions(r->note->text, out);
	drop_names_in_rows(tables, out);
}
