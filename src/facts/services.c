/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Billed lines, of all the services that charges.c finds.  What else the note
 * says of a service gives its minutes.
 */
#include "base/limits.h"
#include "base/number.h"
#include "facts/billed_charges.h"
#include "facts/blocks.h"
#include "facts/by_sum.h"
#include "facts/charge_headings.h"
#include "facts/charge_lists.h"
#include "facts/charge_words.h"
#include "facts/charges.h"
#include "facts/code_totals.h"
#include "facts/duration.h"
#include "facts/gather.h"
#include "facts/readers.h"
#include "facts/shares.h"
#include "facts/work_minutes.h"

enum { ABBREVIATION = 2,	/* letters that may be of another word */
	MINUTES_BEFORE = 14 };	/* bytes: "18 minutes of " */

struct billing {
	struct arena *arena;
	const struct reading *reading;
	struct facts *facts;
	struct charges charges;
	const bool *billed;		/* per charge */
	VEC(size_t) lines;		/* per service: start of its line */
	VEC(bool) bare;			/* per service:
					 * by the size of numbers */
};

static size_t
figures_in(struct str list)
{
	size_t n = 0;

	for (size_t i = 0; i < list.len; i++)
		n += is_digit(list.ptr[i]) &&
		    (i + 1 == list.len || !is_digit(list.ptr[i + 1]));
	return n;
}

/* Do the charges that print their codes, each once, have no units of their own,
 * and are they as many as a list has figures? */
static bool
is_list_of_all(const struct charges *all, size_t figures)
{
	size_t n = 0;

	if (all->len * all->len > LIMIT_NOTE_PAIRS)
		return false;
	for (size_t i = 0; i < all->len; i++) {
		bool again = false;
		if (!all->at[i].printed || !all->at[i].today)
			continue;
		if (all->at[i].units != NONE)
			return false;
		for (size_t k = 0; k < i && !again; k++)
			again = all->at[k].printed && all->at[k].today &&
			    str_eq(all->at[k].number, all->at[i].number);
		n += !again;
	}
	return n > 1 && n == figures;
}

/* Is a charge the nearest before `at` of those that print its code?  What the
 * work was called further up is no line of charges. */
static bool
is_nearest(const struct charges *all, size_t i, size_t at)
{
	const struct charge *c = &all->at[i];

	for (size_t k = i + 1; k < all->len &&
	    all->at[k].named.start < at; k++)
		if (all->at[k].printed && str_eq(all->at[k].number, c->number))
			return false;
	return true;
}

/* Behind as many charges as a list has figures, each has one: "therapeutic
 * exercise 97110, neuromuscular 97112. 2 + 1 unit". */
static void
mark_ranged(struct billing *b)
{
	struct gathered lists = gather(b->arena, b->reading, "charge-list");
	struct str text = b->reading->note->text;

	if (lists.len * b->charges.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < lists.len; i++) {
		size_t at = lists.at[i]->span.start, before = 0;
		size_t line = str_line_at(text, at).start;
		for (size_t k = 0; k < b->charges.len; k++)
			before += b->charges.at[k].line == line &&
			    b->charges.at[k].named.start < at;
		size_t figures = figures_in(mention_text(b->reading,
		    lists.at[i], "list"));
		bool same = before == figures;
		if (strcmp(concept_tail(lists.at[i]->concept), "units") == 0 &&
		    is_list_of_all(&b->charges, figures))
			for (size_t k = 0; k < b->charges.len; k++)
				b->charges.at[k].ranged |= is_nearest(
				    &b->charges, k, at);
		for (size_t k = 0; k < b->charges.len; k++)
			b->charges.at[k].ranged |= same &&
			    b->charges.at[k].line == line &&
			    b->charges.at[k].named.start < at;
	}
}

/* Is a charge the only one of the line that a place is on?  Its cells are
 * statements of their own: "97010 | 4 min | n/c". */
static bool
is_alone_on_line(const struct charges *charges, size_t k, struct str text,
    size_t at)
{
	size_t line = str_line_at(text, at).start;

	return charges->at[k].line == line &&
	    (k == 0 || charges->at[k - 1].line != line) &&
	    (k + 1 == charges->len || charges->at[k + 1].line != line);
}

/* A charge beside one that says "not billed" has no units. */
static void
mark_unbilled(struct billing *b)
{
	const struct reading *r = b->reading;
	struct gathered marks = gather_all(b->arena, r, "unbilled");

	for (size_t i = 0; i < marks.len; i++)
		for (size_t k = 0; k < b->charges.len; k++) {
			struct charge *c = &b->charges.at[k];
			if (c->units == NONE && c->printed &&
			    (reading_statement_at(r, c->named.start) ==
			    marks.at[i]->statement ||
			    is_alone_on_line(&b->charges, k, r->note->text,
			    marks.at[i]->span.start)))
				c->units = 0;
		}
}

struct service *
facts_service(struct facts *f, struct str number)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (str_eq(f->services.at[i].number, number))
			return &f->services.at[i];
	return NULL;
}

/* Does a charge stand in the list that a service opened, a line each? */
static bool
same_list(const struct billing *b, const struct service *s,
    const struct charge *c)
{
	struct str text = b->reading->note->text;
	size_t lines = 0;

	for (size_t i = b->lines.at[s - b->facts->services.at]; i < c->line &&
	    lines <= b->facts->services.len; i++)
		lines += text.ptr[i] == '\n';
	return lines <= b->facts->services.len;
}

/* What a second line of the same charges adds to the first. */
static void
complete(struct service *s, const struct charge *c)
{
	if (s->units == NONE)
		s->units = c->units;
	if (s->minutes == NONE)
		s->minutes = c->minutes;
	for (unsigned i = 0; i < c->n_modifiers && s->n_modifiers == i; i++)
		s->modifiers[s->n_modifiers++] = c->modifiers[i];
}

static void
add_service(struct billing *b, const struct charge *c)
{
	struct service s = {.number = c->number, .units = c->units,
	    .minutes = c->minutes, .at = c->at, .n_modifiers = c->n_modifiers,
	    .printed = c->printed,
	    .code = pack_code(b->reading->pack, c->number)};
	struct service *known = facts_service(b->facts, c->number);

	/* The same charge stated again elsewhere is not billed twice. */
	if (known != NULL && (c->units == NONE || !same_list(b, known, c))) {
		bool *bare = &b->bare.at[known - b->facts->services.at];
		if (*bare && !c->bare && c->units != NONE) {
			known->units = known->minutes = NONE;
			known->at = c->at;
			*bare = false;
		}
		complete(known, c);
		return;
	}
	memcpy(s.modifiers, c->modifiers, sizeof(s.modifiers));
	vec_push(b->arena, &b->facts->services, s);
	vec_push(b->arena, &b->lines, c->line);
	vec_push(b->arena, &b->bare, c->bare);
}

/* Other charges give only minutes. */
static void
add_billed(struct billing *b)
{
	for (size_t i = 0; i < b->charges.len; i++)
		if (b->billed[i])
			add_service(b, &b->charges.at[i]);
}

/* Modifiers of a line that only names the codes are those of the charges,
 * where these have none: "charges 97140 GP KX, 97110 GP KX". */
static void
complete_modifiers(struct billing *b)
{
	for (size_t i = 0; i < b->charges.len; i++) {
		const struct charge *c = &b->charges.at[i];
		struct service *s = b->billed[i] || !c->printed ||
		    !c->today ? NULL : facts_service(b->facts, c->number);
		if (s == NULL || s->n_modifiers > 0)
			continue;
		s->n_modifiers = c->n_modifiers;
		memcpy(s->modifiers, c->modifiers, sizeof(s->modifiers));
	}
}

/* Has another unbilled charge before `i` the same service and minutes?  A list
 * of minutes at the end repeats those of the blocks. */
static bool
repeats(const struct billing *b, size_t i)
{
	const struct charge *c = &b->charges.at[i];

	for (size_t k = 0; k < i; k++)
		if (!b->billed[k] && b->charges.at[k].today &&
		    b->charges.at[k].minutes == c->minutes &&
		    str_eq(b->charges.at[k].number, c->number))
			return true;
	return false;
}

/* Minutes that the body gives a service, all its blocks together; where a
 * block's heading has them, its parts do not count again. */
static int
body_minutes(const struct billing *b, struct str number)
{
	int headings = NONE, all = NONE;

	for (size_t i = 0; i < b->charges.len; i++) {
		const struct charge *c = &b->charges.at[i];
		if (c->minutes == NONE || b->billed[i] || !c->today ||
		    !str_eq(c->number, number) || repeats(b, i))
			continue;
		all = (all == NONE ? 0 : all) + c->minutes;
		if (c->leads)
			headings = (headings == NONE ? 0 : headings) +
			    c->minutes;
	}
	return headings != NONE ? headings : all;
}

static void
add_body_minutes(struct billing *b)
{
	struct gathered each = gather_counting(b->arena, b->reading,
	    "minutes-each");
	int same = each.len > 0 ? duration_of(b->reading, each.at[0]) : NONE;

	for (size_t i = 0; i < b->facts->services.len; i++) {
		struct service *s = &b->facts->services.at[i];
		if (s->minutes == NONE)
			s->minutes = body_minutes(b, s->number);
		if (s->minutes == NONE && s->code != NULL && s->code->timed)
			s->minutes = same;
	}
}

/* "97110 and 97112, one unit each": all charges of the line are counted. */
static void
mark_each(struct billing *b)
{
	struct gathered each = gather_counting(b->arena, b->reading,
	    "units-each");

	if (each.len * b->charges.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < each.len; i++)
		for (size_t k = 0; k < b->charges.len; k++) {
			struct charge *c = &b->charges.at[k];
			if (c->units == NONE &&
			    charge_words_each(b->reading->note->text,
			    c, each.at[i]->span))
				c->units = number_parse(mention_text(
				    b->reading, each.at[i], "units"));
		}
}

/* "1 unit each": of the charges without a number of their own. */
static void
add_units_each(struct billing *b)
{
	struct gathered each = gather_counting(b->arena, b->reading,
	    "units-each");
	int same = each.len == 1 ? number_parse(mention_text(b->reading,
	    each.at[0], "units")) : NONE;

	for (size_t i = 0; i < b->facts->services.len && same > 0; i++)
		if (b->facts->services.at[i].units == NONE)
			b->facts->services.at[i].units = same;
}

/* Does a charge open its line, is it named in so many words that no
 * abbreviation is mistaken for it, or does it stand in a row of charges with
 * its minutes at once ("TE 24 / NMR 16 / GT 12")? */
static bool
is_named_surely(const struct billing *b, size_t i)
{
	const struct charge *c = &b->charges.at[i];
	struct str text = b->reading->note->text;
	struct str name = str_slice(text, c->named);
	size_t next = c->named.end;

	/* "18 minutes of NMR" */
	if (c->leads || memchr(name.ptr, ' ', name.len) != NULL ||
	    (name.len > ABBREVIATION && c->at.start < c->named.start &&
	    c->named.start - c->at.start <= MINUTES_BEFORE &&
	    is_digit(text.ptr[c->at.start])))
		return true;
	while (next < text.len && strchr(" :=-x", text.ptr[next]) != NULL)
		next++;
	if (next == text.len || !is_digit(text.ptr[next]))
		return false;
	for (size_t k = 0; k < b->charges.len; k++)
		if (b->charges.at[k].line == c->line && k != i &&
		    b->charges.at[k].leads &&
		    b->charges.at[k].minutes != NONE)
			return true;
	return false;
}

/* What has minutes of its own and no charge. */
static void
add_documented(struct billing *b)
{
	struct facts *f = b->facts;

	for (size_t i = 0; i < b->charges.len; i++) {
		const struct charge *c = &b->charges.at[i];
		bool known = facts_service(f, c->number) != NULL;
		for (size_t k = 0; k < f->documented.len; k++)
			known = known || str_eq(f->documented.at[k].number,
			    c->number);
		if (!known && c->today && !c->loose && c->minutes != NONE &&
		    is_named_surely(b, i))
			vec_push(b->arena, &f->documented, (struct service){
			    .number = c->number, .units = NONE, .at = c->at,
			    .minutes = body_minutes(b, c->number),
			    .code = pack_code(b->reading->pack, c->number)});
	}
}

/* Does a place stand in the table that a charge heads a column of? */
static bool
in_rows(const struct charge *c, struct span at)
{
	return span_touches((struct span){c->line, c->rows_end}, at);
}

/* Minutes that no charge has: of work without a name in the code table. */
static void
add_loose_minutes(struct billing *b)
{
	struct gathered all = gather(b->arena, b->reading, "code-minutes");

	if (all.len * b->charges.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < all.len; i++) {
		const struct mention *m = all.at[i];
		bool taken = m->assertion != AFFIRMED;
		for (size_t k = 0; k < b->charges.len && !taken; k++)
			taken = span_touches(b->charges.at[k].at, m->span) ||
			    in_rows(&b->charges.at[k], m->span);
		if (!taken)
			vec_push(b->arena, &b->facts->loose, (struct loose){
			    .minutes = duration_of(b->reading, m),
			    .counts = mention_counts(b->reading, m),
			    .at = m->span});
	}
}

static void
add_to_all(struct facts *f, struct str value)
{
	for (size_t k = 0; k < f->services.len && value.len > 0; k++) {
		struct service *s = &f->services.at[k];
		bool known = false;
		for (unsigned n = 0; n < s->n_modifiers; n++)
			known = known || str_eq_nocase(s->modifiers[n], value);
		if (!known && s->n_modifiers < MOST_MODIFIERS)
			s->modifiers[s->n_modifiers++] = value;
	}
}

/* A modifier stated for all lines together counts for each. */
static void
add_common_modifiers(struct billing *b)
{
	struct gathered all = gather_counting(b->arena, b->reading,
	    "modifier-all");

	for (size_t i = 0; i < all.len; i++) {
		static const char *const groups[] = {"value", "second",
		    "third"};
		bool placed = false;
		for (size_t k = 0; k < b->charges.len && !placed; k++)
			placed = in_rows(&b->charges.at[k], all.at[i]->span);
		for (size_t k = 0; k < sizeof(groups) / sizeof(*groups) &&
		    !placed; k++)
			add_to_all(b->facts, mention_text(b->reading,
			    all.at[i], groups[k]));
	}
}

void
services_read(struct arena *a, struct facts *f)
{
	struct billing b = {.arena = a, .reading = f->reading, .facts = f};
	struct tables tables = {0};

	tables_find(a, f->reading, f->date_of_service, f->date_of_service,
	    &tables);
	charges_find(a, f, &tables, &b.charges);
	mark_ranged(&b);
	mark_each(&b);
	mark_unbilled(&b);
	b.billed = billed_charges(a, f->reading, &b.charges);
	add_billed(&b);
	complete_modifiers(&b);
	charge_lists_read(a, f);
	add_units_each(&b);
	add_body_minutes(&b);
	work_minutes_read(a, f);
	evaluation_minutes_read(a, f);
	add_documented(&b);
	add_loose_minutes(&b);
	charge_headings_add(a, f, &b.charges, b.billed);
	add_common_modifiers(&b);
	blocks_read(a, f, &b.charges, &tables);
	shares_read(a, f, &b.charges);
	code_totals_read(f);
	by_sum_read(a, f, &b.charges);
	code_totals_whole(f);
}
