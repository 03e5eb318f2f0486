/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exercises in lists and in prose: which of the items of a sentence were
 * performed at this visit and are listed, not measured or remarked on.
 */
#include "facts/exercises.h"

#include "base/bisect.h"
#include "facts/drills.h"
#include "facts/figures.h"
#include "facts/groups.h"
#include "facts/clauses.h"
#include "facts/left_out.h"
#include "facts/listing.h"
#include "facts/own_words.h"
#include "match/assert.h"

enum { NEIGHBOURS = 3 };	/* sentences over which a list goes on */

/* A name without a dosage, or an unknown one with a time or where nobody says
 * that it was done, which counts only beside exercises with a dosage. */
struct lonely {
	struct item item;
	enum assertion assertion;
	unsigned sentence;
	bool treatment;		/* in a section for what was done */
};

struct reader_of_items {
	struct programme *p;
	struct sentence s;
	bool some_dosed;	/* of the names of the sentence */
	bool is_list;		/* three of them in a row, dosed or not */
	unsigned words;		/* of the sentence */
	struct dosage last;	/* of the item before the sentence */
	VEC(struct lonely) lonely;
	VEC(unsigned) dosed_in;	/* sentences with a dosed exercise */
};

static bool
some_dosed(const struct items *items)
{
	for (size_t i = 0; i < items->len; i++)
		if (items->at[i].dosage.counted && items->at[i].name != NULL)
			return true;
	return false;
}

/* Three names of the lexicon in a row are a list, dosed or not. */
static bool
is_list(const struct items *items)
{
	enum { FEWEST = 3 };
	size_t names = 0;

	for (size_t i = 0; i < items->len && names < FEWEST; i++) {
		const struct item *item = &items->at[i];
		names = item->name == NULL || item->dosage.counted ||
		    (item->name->weak && !item->bare) ? 0 : names + 1;
	}
	return names == FEWEST;
}

/* Is there a figure in `at` that is neither a load nor a height? */
static bool
has_figure(const struct programme *p, struct span at)
{
	for (size_t i = at.start; i < at.end; i++)
		if (is_digit(p->reading->note->text.ptr[i]) &&
		    !gathered_touches(&p->marks.load,
		    (struct span){i, i + 1}) &&
		    !gathered_touches(&p->heights, (struct span){i, i + 1}))
			return true;
	return false;
}

static unsigned
words_of_sentence(const struct sentence *s)
{
	unsigned words = 0;

	for (size_t i = 0; i < s->pieces.len; i++)
		words += s->pieces.at[i].words;
	return words;
}

/* Does a word shortly before the name say that it was done?  "Bracing is
 * practised so that ..." says why. */
static bool
is_told(const struct sentence *s, const struct item *item)
{
	enum { REACH = 100 };	/* bytes */
	size_t i = gathered_from(&s->p->cues, item->called.start);

	return i > 0 && s->p->cues.at[i - 1]->span.start >= s->span.start &&
	    s->p->cues.at[i - 1]->span.end + REACH > item->called.start;
}

/* Is it nothing but a name on its line or in its sentence, where a dosage would
 * be listed: "Nerve glides.  Grip w/ foam."? */
static bool
is_bare_line(const struct sentence *s, const struct item *item)
{
	const struct reading *r = s->p->reading;
	const struct section_kind *kind = r->sections.at[
	    reading_section_at(r, item->at.start)].kind;

	if (kind == NULL || !kind->lists || item->name->weak)
		return false;
	return name_fills_line(s->p, item->called) ||
	    (s->items.len == 1 && !has_figure(s->p, s->span) &&
	    memchr(r->note->text.ptr + s->span.start, ':',
	    span_len(s->span)) == NULL && words_of_sentence(s) <=
	    own_words(s->p, item->called) + 1);
}

/* A list of today's treatment says so against the section it stands in. */
static enum assertion
assertion_of(const struct sentence *s, const struct item *item,
    enum assertion found)
{
	const struct reading *r = s->p->reading;
	const struct section_kind *kind = r->sections.at[
	    reading_section_at(r, item->at.start)].kind;

	if (left_out(s, item))
		return REFUSED;
	found = own_assertion(s, item, found);
	/* A line with blanks to fill in is listed, without a dosage. */
	if (found == TEMPLATE && s->lists)
		return AFFIRMED;
	return s->introduced && kind != NULL && found == kind->assertion ?
	    AFFIRMED : found;
}

/* Is a name with a count, a hold or a time what was done? */
static bool
is_dosed(const struct sentence *s, const struct item *item)
{
	return (s->lists || s->told) && !figures_compare(s, item) &&
	    !figures_measure(s, item) && !figures_head_list(s, item);
}

/* May a name without them be?  "SLR 2x___" is a line to fill in. */
static bool
is_bare(const struct sentence *s, const struct item *item)
{
	return (item->name->assertion == TEMPLATE || !has_figure(s->p,
	    (struct span){item->called.end, item->at.end})) &&
	    (s->lists || is_bare_line(s, item));
}

/* Is it nearly all that its sentence says? */
static bool
is_alone(const struct reader_of_items *x, const struct item *item)
{
	const struct sentence *s = &x->s;

	return x->words <= WORDS_IN_NAME &&
	    (item->name->assertion == TEMPLATE || !has_figure(s->p,
	    (struct span){item->called.end, s->span.end})) &&
	    !gathered_touches(&s->p->not_names,
	    (struct span){item->at.start, s->span.end});
}

static void
add_known(struct reader_of_items *x, const struct item *item)
{
	const struct sentence *s = &x->s;
	bool counted = item->dosage.counted;

	if (counted ? !is_dosed(s, item) : !is_bare(s, item))
		return;
	enum assertion assertion = assertion_of(s, item,
	    item->name->assertion);
	if (!counted && !is_told(s, item) && !x->some_dosed && !x->is_list) {
		if (is_alone(x, item))
			vec_push(x->p->arena, &x->lonely, (struct lonely){*item,
			    assertion, s->number, s->treatment});
		return;
	}
	(item->bare ? programme_add_listed : programme_add)(x->p, item->name,
	    item->called, item->at, &item->dosage, assertion);
	if (counted && assertion == AFFIRMED)
		vec_push(x->p->arena, &x->dosed_in, s->number);
}

/* Exercises that the lexicon has never seen, plainly listed with a dosage where
 * treatment is, or told as what the patient did. */
static void
add_unknown(struct reader_of_items *x, const struct item *item)
{
	const struct sentence *s = &x->s;
	const struct dosage *d = &item->dosage;
	struct span told = drill_told(s, item);
	struct span called = told.end > 0 ? told : drill_named(s, item);

	if (called.end == 0)
		called = drill_counted(s, item);
	if (!s->lists || called.end == 0 || (told.end == 0 &&
	    (figures_head_list(s, item) || figures_charge(s, item))))
		return;
	enum assertion assertion = assertion_of(s, item,
	    reading_assert(x->p->reading, called));
	bool beside = s->told || x->some_dosed;
	bool repeated = d->sets != NONE || d->reps != NONE;
	/* "Nerve glides: median x10, ulnar x10". */
	bool here = beside || s->treatment ||
	    gathered_in(&x->p->names, s->span) > 0;
	if (told.end > 0 || (beside && d->minutes != NONE) ||
	    (here && repeated)) {
		programme_add(x->p, NULL, called, item->at, d, assertion);
		if (told.end == 0 && d->reps != NONE && s->treatment &&
		    assertion == AFFIRMED)
			vec_push(x->p->arena, &x->dosed_in, s->number);
	} else if (d->minutes != NONE || repeated)
		vec_push(x->p->arena, &x->lonely, (struct lonely){*item,
		    assertion, s->number, false});
}

/* What the patient is quoted to say lists nothing. */
static bool
is_quoted(const struct programme *p, struct span at)
{
	size_t i = gathered_from(&p->quoted, at.end);

	return i > 0 && span_holds(p->quoted.at[i - 1]->span, at);
}

/* A heading's side and load are those of the items that state none. */
static void
take_from_heading(struct reader_of_items *x)
{
	if (!x->s.lists || x->s.items.len == 0)
		return;
	enum side side = group_side(x->p, x->s.span.start);
	struct str load = group_load(x->p, x->s.span.start);

	for (size_t i = 0; i < x->s.items.len; i++) {
		struct item *item = &x->s.items.at[i];
		if (item->dosage.side == SIDE_NONE &&
		    group_side_fits(x->p, item->name))
			item->dosage.side = side;
		if (item->dosage.counted && item->dosage.resistance.len == 0)
			item->dosage.resistance = load;
	}
}

/* "Levator stretch 3x30 sec. Upper trap stretch same." */
static void
repeat_last(struct reader_of_items *x)
{
	if (x->s.items.len == 0)
		return;
	struct item *first = &x->s.items.at[0];
	const struct item *last = &x->s.items.at[x->s.items.len - 1];
	if (!first->dosage.counted && x->last.counted &&
	    gathered_touches(&x->p->same, first->at))
		dosage_add(&first->dosage, &x->last);
	x->last = last->dosage;
}

static void
read_sentence(struct reader_of_items *x)
{
	struct sentence *s = &x->s;

	s->pieces.len = 0;
	pieces_cut(x->p, s->span, &s->pieces);
	items_assemble(x->p, &s->pieces, s->told, &s->items);
	repeat_last(x);
	take_from_heading(x);
	x->some_dosed = some_dosed(&s->items);
	x->is_list = is_list(&s->items);
	x->words = words_of_sentence(s);
	for (size_t i = 0; i < s->items.len; i++)
		if (s->items.at[i].name != NULL &&
		    !is_quoted(x->p, s->items.at[i].called))
			add_known(x, &s->items.at[i]);
	for (size_t i = 0; i < s->items.len; i++)
		if (s->items.at[i].name == NULL &&
		    !is_quoted(x->p, s->items.at[i].called))
			add_unknown(x, &s->items.at[i]);
}

/* Do at least three bare names of the lexicon, or others in sets, follow one
 * another from `i`? */
static bool
begins_run(const struct reader_of_items *x, size_t i)
{
	enum { FEWEST = 3 };
	size_t names = 0;

	for (; i < x->lonely.len && names < FEWEST; i++) {
		const struct lonely *l = &x->lonely.at[i];
		if (names > 0 && l->sentence > x->lonely.at[i - 1].sentence +
		    NEIGHBOURS)
			return false;
		names += l->item.name != NULL ? !l->item.name->weak :
		    l->item.dosage.sets != NONE;
	}
	return names == FEWEST;
}

/* A bare name on a line of its own counts between exercises with a dosage and
 * where treatment is listed. */
static void
add_lonely(struct reader_of_items *x)
{
	size_t k = 0;		/* both lists are in the order of sentences */
	bool run = false;	/* among lines of bare names */
	unsigned sets = 0;	/* up to where one in sets goes on a list */

	for (size_t i = 0; i < x->lonely.len; i++) {
		const struct lonely *l = &x->lonely.at[i];
		while (k < x->dosed_in.len &&
		    x->dosed_in.at[k] + NEIGHBOURS < l->sentence)
			k++;
		bool near = l->sentence <= sets || (k < x->dosed_in.len &&
		    x->dosed_in.at[k] <= l->sentence + NEIGHBOURS);
		if (near && l->item.dosage.sets != NONE)
			sets = l->sentence + NEIGHBOURS;
		if (i == 0 || l->sentence > x->lonely.at[i - 1].sentence +
		    NEIGHBOURS)
			run = begins_run(x, i);
		bool weak = l->item.name != NULL && l->item.name->weak;
		if (near || run || (l->treatment && !weak))
			programme_add_listed(x->p, l->item.name, l->item.called,
			    l->item.at, &l->item.dosage, l->assertion);
	}
}

/* Dots lead to a figure on the same line: "NuStep ....... 8 min", "NuStep
 * . . . 8 min". */
static bool
is_dotted(struct str text, size_t end, size_t next)
{
	enum { FEWEST = 2 };
	unsigned dots = 0;

	while (end > 0 && (text.ptr[end - 1] == '.' ||
	    text.ptr[end - 1] == ' '))
		end--;
	for (; end < text.len && (text.ptr[end] == '.' ||
	    is_blank(text.ptr[end])); end++)
		dots += text.ptr[end] == '.';
	return dots >= FEWEST && end >= next;
}

/* Does the statement at `next` say, on a line of its own set in below a name,
 * how much of it was done, or that it was not: "Wall slides\n     2 x 10"? */
static bool
is_set_in(const struct programme *p, struct span at, struct span next)
{
	enum { LONGEST = 60 };	/* bytes of a name's line */
	struct str text = p->reading->note->text;
	struct span line = str_line_at(text, next.start);
	size_t i = at.start;

	if (span_len(at) > LONGEST || next.start < at.end ||
	    line.start <= at.start || text.ptr[at.end - 1] == ':' ||
	    memchr(text.ptr + at.start, '\n', span_len(at)) != NULL)
		return false;
	for (; i < at.end; i++)
		if (is_digit(text.ptr[i]))
			return false;
	struct span above = str_line_at(text, at.start);
	return span_trim(text, line).start == next.start &&
	    above.end + 1 == line.start &&
	    next.start - line.start > at.start - above.start &&
	    (text.ptr[next.start] == '(' ||
	    (own_words(p, next) == 0 &&
	    dosage_begins(&p->marks, next)));
}

/* Was the row read as one that lists an exercise?  Those of tables are in order
 * of place. */
static bool
is_listed(const struct programme *p, const struct row *row)
{
	const struct facts *f = p->facts;
	size_t i, n = p->tabled;

	bisect(i, n, f->exercises.at[i].at.end <= row->line.start);
	return i < n && f->exercises.at[i].at.start < row->line.end;
}

/* Does a row begin with a code?  What was done stands in its other cells. */
static bool
is_charge(const struct programme *p, const struct row *row)
{
	return row->cells.len > 0 &&
	    gathered_touches(&p->codes, row->cells.at[0]) &&
	    !is_listed(p, row);
}

/* The place of the sentence that statement `*i` begins, with what dots lead to
 * or what is set in below it;
 * `*i` and `*number` become those of its end. */
static struct span
next_sentence(const struct programme *p, size_t *i, unsigned *number)
{
	const struct reading *r = p->reading;
	struct span at = r->statements.at[*i].span;

	*number = r->statements.at[*i].sentence;
	for (; *i < r->statements.len; (*i)++) {
		const struct statement *next = &r->statements.at[*i];
		if (next->sentence != *number && !is_dotted(r->note->text,
		    at.end, next->span.start) && !is_set_in(p, at, next->span))
			break;
		at.end = next->span.end;
		*number = next->sentence;
	}
	return at;
}

void
items_read(struct programme *p)
{
	const struct reading *r = p->reading;
	struct reader_of_items x = {.p = p, .s.p = p, .last = dosage_none()};
	struct sentence *s = &x.s;
	unsigned bullets = 0;

	for (size_t i = 0; i < r->statements.len;) {
		const struct table *table;
		s->span = next_sentence(p, &i, &s->number);
		/* A bullet by itself is no sentence of a list. */
		bullets += !str_has_letters(str_slice(r->note->text,
		    s->span)) && !has_figure(p, s->span);
		s->number -= bullets;
		const struct row *row = tables_row_at(p->tables, s->span.start,
		    &table);
		if (row != NULL && !is_charge(p, row))
			continue;
		s->introduced = listing_introduced(p, s->span);
		s->lists = s->introduced || listing_here(p, s->span);
		s->told = gathered_touches(&p->cues, s->span);
		s->treatment = s->introduced ||
		    listing_of_treatment(p, s->span);
		read_sentence(&x);
	}
	add_lonely(&x);
}
