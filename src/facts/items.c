/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exercises in lists and in prose: which of the items of a sentence were
 * performed at this visit and are listed, not measured or remarked on.
 */
#include "facts/exercises.h"

#include "facts/assemble.h"
#include "facts/groups.h"
#include "facts/listing.h"
#include "match/assert.h"

enum {
	WORDS_IN_NAME = 8,	/* more are a sentence, not a name */
	FEWEST_IN_TALE = 3,
	WORDS_IN_TALE = 14,	/* of a drill told in a sentence */
	NEIGHBOURS = 3,		/* sentences over which a list goes on */
};

struct sentence {
	struct span span;
	unsigned number;
	bool lists;		/* it may list what the lexicon does not know */
	bool told;		/* a word says that something was done */
	bool introduced;	/* "treatment today:" stands before, whatever
				 * the section is */
	bool treatment;		/* in a section for what was done */
};

/* A name without a dosage, or an unknown one with minutes, which counts only
 * beside exercises with a dosage. */
struct lonely {
	struct item item;
	enum assertion assertion;
	unsigned sentence;
	bool treatment;		/* in a section for what was done */
};

struct reader_of_items {
	struct programme *p;
	struct sentence s;
	struct pieces pieces;
	struct items items;
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

/* Is there a figure in `at` that is no load? */
static bool
has_figure(const struct programme *p, struct span at)
{
	for (size_t i = at.start; i < at.end; i++)
		if (is_digit(p->reading->note->text.ptr[i]) &&
		    !gathered_touches(&p->marks.load, (struct span){i, i + 1}))
			return true;
	return false;
}

static unsigned
words_of_sentence(const struct reader_of_items *x)
{
	unsigned words = 0;

	for (size_t i = 0; i < x->pieces.len; i++)
		words += x->pieces.at[i].words;
	return words;
}

static size_t
indent_at(struct str text, size_t line)
{
	size_t i = line;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	return i - line;
}

/* "2. Plyometrics, 12 min", with a list set in below: the minutes are those of
 * the list. */
static bool
is_block_heading(const struct reader_of_items *x, const struct item *item)
{
	struct str text = x->p->reading->note->text;
	size_t start = item->called.start, next = item->at.end;
	size_t end;

	if (item->dosage.minutes == NONE || item->dosage.sets != NONE ||
	    item->dosage.reps != NONE)
		return false;
	while (start > 0 && text.ptr[start - 1] != '\n')
		start--;
	while (next < text.len && text.ptr[next] != '\n')
		next++;
	for (end = next + 1; end < text.len && text.ptr[end] != '\n'; end++)
		;
	return next < text.len &&
	    indent_at(text, next + 1) > indent_at(text, start) + 1 &&
	    gathered_from(&x->p->marks.dosage, next) <
	    gathered_from(&x->p->marks.dosage, end < text.len ? end :
	    text.len) && (text.ptr[next - 1] == ':' ||
	    !is_word(text.ptr[next + 1 + indent_at(text, next + 1)]));
}

/* Two figures in columns behind a name are a measurement, then and now; but
 * nobody measures sets. */
static bool
is_compared(const struct reader_of_items *x, const struct item *item)
{
	unsigned figures = 0;

	if (item->dosage.sets != NONE)
		return false;
	for (size_t i = 0; i < x->pieces.len; i++) {
		const struct piece *piece = &x->pieces.at[i];
		figures += piece->at.start >= item->called.end &&
		    piece->joint == JOINT_GAP && piece->words == 0 &&
		    !gathered_touches(&x->p->marks.load, piece->at) &&
		    is_digit(x->p->reading->note->text.ptr[piece->at.start]);
	}
	return figures > 1;
}

/* "Chin tucks 2x10 ....... held". */
static bool
is_held(const struct programme *p, struct span item)
{
	struct str text = p->reading->note->text;
	size_t reach = item.end;

	while (reach < text.len && strchr(" .\t|-", text.ptr[reach]) != NULL)
		reach++;
	for (size_t i = gathered_from(&p->blanks, item.start);
	    i < p->blanks.len && p->blanks.at[i]->span.start <= reach; i++) {
		size_t k = p->blanks.at[i]->span.start;
		while (k > item.start && is_blank(text.ptr[k - 1]))
			k--;
		if (k > item.start && strchr(".-|", text.ptr[k - 1]) != NULL)
			return true;
	}
	return false;
}

/* What stands between two commas or semicolons around `at`. */
static struct span
clause_of(const struct reader_of_items *x, struct span at)
{
	struct str text = x->p->reading->note->text;

	while (at.start > x->s.span.start &&
	    strchr(",;|\n", text.ptr[at.start - 1]) == NULL)
		at.start--;
	while (at.end < x->s.span.end &&
	    strchr(",;|\n", text.ptr[at.end]) == NULL)
		at.end++;
	return at;
}

/* The first item that the clause names, or NULL. */
static const struct item *
named_in(const struct reader_of_items *x, struct span clause)
{
	for (size_t i = 0; i < x->items.len; i++)
		if (span_touches(clause, x->items.at[i].called))
			return &x->items.at[i];
	return NULL;
}

/* Does the clause of `at` say that this was left out, and no more than this:
 * an empty box, "by the therapist"? */
static bool
is_left_out_here(const struct reader_of_items *x, struct span at)
{
	struct str text = x->p->reading->note->text;
	struct span clause = at;

	while (clause.start > x->s.span.start &&
	    strchr(",;|\n", text.ptr[clause.start - 1]) == NULL &&
	    text.ptr[clause.start] != '[')
		clause.start--;
	while (clause.end < x->s.span.end &&
	    strchr(",;|\n[", text.ptr[clause.end]) == NULL)
		clause.end++;
	/* An empty box may stand before the sentence. */
	while (clause.start > 0 && text.ptr[clause.start - 1] != '\n' &&
	    strchr(" \t[]*-", text.ptr[clause.start - 1]) != NULL)
		clause.start--;
	return gathered_touches(&x->p->left_out_here, clause);
}

/* Is the item at `at` said to have been left out?  Words behind a name speak
 * of what their clause names ("curls were tried and abandoned"), words before
 * it of all that follows ("given sheets for curls, rows and presses"), and
 * where the clause names nothing, of the sentence. */
static bool
is_left_out(const struct reader_of_items *x, struct span at)
{
	const struct gathered *words = &x->p->left_out;
	struct str text = x->p->reading->note->text;
	size_t from = x->s.span.start;

	/* An empty box may stand before the sentence. */
	while (from > 0 && text.ptr[from - 1] != '\n' &&
	    !is_word(text.ptr[from - 1]))
		from--;
	for (size_t i = gathered_from(words, from); i < words->len &&
	    words->at[i]->span.start < x->s.span.end; i++) {
		struct span said = words->at[i]->span;
		struct span clause = clause_of(x, said);
		const struct item *first = named_in(x, clause);
		/* "g. kickboard: left out", in a list, speaks of itself. */
		if (first == NULL && clause.start > x->s.span.start &&
		    text.ptr[clause.start - 1] == '\n' &&
		    pieces_own_words(x->p, (struct span){clause.start,
		    said.start}) > 0 && !span_touches(clause, at))
			continue;
		if (first != NULL ? span_touches(clause, at) ||
		    (said.start < first->called.start &&
		    at.start > said.start) : span_touches(clause, at) ||
		    !gathered_touches(&x->p->names, clause))
			return true;
	}
	return false;
}

/* Does the patient say it, outside a list of what was done?  It is told of
 * other days then, up to a word that says that something was done. */
static bool
is_said(const struct reader_of_items *x, struct span at)
{
	struct str text = x->p->reading->note->text;
	size_t i = gathered_from(&x->p->says, at.start);

	if (x->s.treatment || i == 0 ||
	    x->p->says.at[i - 1]->span.start < x->s.span.start)
		return false;
	size_t from = x->p->says.at[i - 1]->span.end;
	if (from > at.start)
		return false;
	size_t done = gathered_from(&x->p->cues, from);
	return memchr(text.ptr + from, ';', at.start - from) == NULL &&
	    (done == x->p->cues.len ||
	    x->p->cues.at[done]->span.start >= at.start);
}

/* A list of today's treatment says so against the section it stands in. */
static enum assertion
assertion_of(const struct reader_of_items *x, const struct item *item,
    enum assertion found)
{
	if (is_left_out(x, item->at) || is_left_out_here(x, item->called) ||
	    is_said(x, item->called) ||
	    is_held(x->p, item->at))
		return REFUSED;
	const struct reading *r = x->p->reading;
	const struct section_kind *kind = r->sections.at[
	    reading_section_at(r, item->at.start)].kind;

	/* A line with blanks to fill in is listed, without a dosage. */
	if (found == TEMPLATE && x->s.lists)
		return AFFIRMED;
	return x->s.introduced && kind != NULL && found == kind->assertion ?
	    AFFIRMED : found;
}

static bool
counts_something(const struct mention *m)
{
	struct span at;

	return mention_capture(m, "sets", &at) ||
	    mention_capture(m, "reps", &at);
}

/* Is it one that only its count makes an exercise, as a transfer is? */
static bool
is_task(const struct reader_of_items *x, const struct item *item)
{
	const struct exercise_kind *kind = pack_exercise_kind(
	    x->p->reading->pack, item->name->lexeme->kind);

	return kind != NULL && kind->needs_dosage;
}

/* One hold or one count by itself among findings is what was measured: "SLS
 * 12 sec"; sets, or a second thing that is counted near by, make a list. */
static bool
is_measured(const struct reader_of_items *x, const struct item *item)
{
	enum { NEAR = 150 };	/* bytes to either side of the sentence */
	const struct gathered *doses = &x->p->marks.dosage;
	const struct reading *r = x->p->reading;
	const struct section *section = &r->sections.at[
	    reading_section_at(r, item->at.start)];
	struct span own = x->s.span, near;
	size_t counted = 0;

	if (section->kind == NULL || !section->kind->lists ||
	    (section->inferred && item->dosage.reps != NONE) ||
	    x->s.introduced || x->s.told || is_task(x, item) ||
	    item->dosage.sets != NONE ||
	    item->dosage.minutes != NONE || item->dosage.resistance.len > 0)
		return false;
	for (size_t i = 0; i < x->items.len; i++)
		counted += x->items.at[i].dosage.counted;
	near.start = own.start > section->body.start + NEAR ?
	    own.start - NEAR : section->body.start;
	near.end = section->body.end > own.end + NEAR ? own.end + NEAR :
	    section->body.end;
	for (size_t i = gathered_from(doses, near.start); i < doses->len &&
	    doses->at[i]->span.start < near.end; i++)
		if (!span_touches(doses->at[i]->span, own) &&
		    counts_something(doses->at[i]))
			return false;
	return counted == 1;
}

/* Does a word shortly before the name say that it was done?  "Bracing is
 * practised so that ..." says why. */
static bool
is_told(const struct reader_of_items *x, const struct item *item)
{
	enum { REACH = 100 };	/* bytes */
	size_t i = gathered_from(&x->p->cues, item->called.start);

	return i > 0 && x->p->cues.at[i - 1]->span.start >= x->s.span.start &&
	    x->p->cues.at[i - 1]->span.end + REACH > item->called.start;
}

/* Is it nothing but a name on its line or in its sentence, where a dosage would
 * be listed: "Nerve glides.  Grip w/ foam."? */
static bool
is_bare_line(const struct reader_of_items *x, const struct item *item)
{
	const struct reading *r = x->p->reading;
	const struct section_kind *kind = r->sections.at[
	    reading_section_at(r, item->at.start)].kind;

	if (kind == NULL || !kind->lists || item->name->weak)
		return false;
	return pieces_fill_line(x->p, item->called) ||
	    (!has_figure(x->p, x->s.span) && x->items.len == 1 &&
	    memchr(r->note->text.ptr + x->s.span.start, ':',
	    span_len(x->s.span)) == NULL && words_of_sentence(x) <=
	    pieces_own_words(x->p, item->called) + 1);
}

static void
add_known(struct reader_of_items *x, const struct item *item)
{
	const struct programme *p = x->p;
	bool counted = item->dosage.counted;
	enum assertion assertion = assertion_of(x, item,
	    item->name->assertion);

	if (counted && ((!x->s.lists && !x->s.told) || is_compared(x, item) ||
	    is_measured(x, item) || is_block_heading(x, item)))
		return;
	/* "SLR 2x___" is a line to fill in. */
	if (!counted && item->name->assertion != TEMPLATE && has_figure(p,
	    (struct span){item->called.end, item->at.end}))
		return;
	if (!counted && !x->s.lists && !is_bare_line(x, item))
		return;
	if (!counted && !is_told(x, item) && !some_dosed(&x->items) &&
	    !is_list(&x->items)) {
		struct span behind = {item->called.end, x->s.span.end};
		if (words_of_sentence(x) <= WORDS_IN_NAME &&
		    (item->name->assertion == TEMPLATE ||
		    !has_figure(p, behind)) &&
		    !gathered_touches(&p->not_names, (struct span){
		    item->at.start, x->s.span.end}))
			vec_push(p->arena, &x->lonely,
			    (struct lonely){*item, assertion,
			    x->s.number, x->s.treatment});
		return;
	}
	(item->bare ? programme_add_listed : programme_add)(x->p, item->name,
	    item->called, item->at, &item->dosage, assertion);
	if (counted)
		vec_push(p->arena, &x->dosed_in, x->s.number);
}

/* Is the name no more than that of a service? */
static bool
is_service(const struct programme *p, struct span called)
{
	size_t i = gathered_from(&p->services, called.start);

	return i < p->services.len &&
	    span_holds(p->services.at[i]->span, called);
}

/* The words of a drill that is told from its verb on: "stood on the left on
 * foam" of "he stood on the left on foam, five bouts"; nothing when none of
 * them is one. */
static struct span
told_drill(const struct reader_of_items *x, const struct item *item)
{
	const struct gathered *verbs = &x->p->drill_verbs;
	size_t i = gathered_from(verbs, item->called.start);
	struct span at = item->called;

	if (i == verbs->len || verbs->at[i]->span.start >= at.end ||
	    (item->dosage.sets == NONE && item->dosage.reps == NONE))
		return (struct span){0, 0};
	at.start = verbs->at[i]->span.start;
	unsigned words = pieces_own_words(x->p, at);
	return words < FEWEST_IN_TALE || words > WORDS_IN_TALE ||
	    gathered_touches(&x->p->not_told, at) ||
	    gathered_touches(&x->p->told_of, x->s.span) ?
	    (struct span){0, 0} : at;
}

/* What is told begins behind the word that says that it was done, and behind
 * the one that joins it: "boxing" of "and he practised boxing". */
static struct span
behind_cue(const struct reader_of_items *x, struct span called)
{
	const struct gathered *cues = &x->p->cues;
	struct str text = x->p->reading->note->text, rest;
	size_t i = gathered_from(cues, called.end);

	if (i > 0 && cues->at[i - 1]->span.start >= called.start &&
	    cues->at[i - 1]->span.end < called.end)
		called.start = cues->at[i - 1]->span.end;
	while (called.start < called.end && !is_word(text.ptr[called.start]))
		called.start++;
	rest = str_slice(text, called);
	if (str_starts(rest, str_of("and ")))
		called.start += strlen("and ");
	return called;
}

/* Is one of what is no exercise named in `called`, other than as what it is
 * done with: "joint position targets with laser"? */
static bool
is_no_name(const struct programme *p, struct span called)
{
	static const char *const withs[] = {"with ", "w/ ", "w/"};
	struct str text = p->reading->note->text;

	if (gathered_touches(&p->not_names,
	    (struct span){called.start, called.start + 1}))
		return true;
	for (size_t i = gathered_from(&p->not_names, called.start);
	    i < p->not_names.len &&
	    p->not_names.at[i]->span.start < called.end; i++) {
		struct span at = p->not_names.at[i]->span;
		bool tool = false;
		for (size_t k = 0; k < sizeof(withs) / sizeof(*withs); k++) {
			size_t len = strlen(withs[k]);
			tool = tool || (at.start > called.start + len &&
			    str_starts((struct str){text.ptr + at.start - len,
			    len}, str_of(withs[k])) &&
			    !is_word(text.ptr[at.start - len - 1]));
		}
		if (!tool)
			return true;
	}
	return false;
}

/* "Kitchen, 23 minutes, 97110": minutes before a code are those of a part of
 * the visit. */
static bool
is_charged(const struct reader_of_items *x, const struct item *item)
{
	enum { REACH = 12 };	/* bytes up to the code */

	return item->dosage.sets == NONE && item->dosage.reps == NONE &&
	    gathered_touches(&x->p->codes, (struct span){item->at.end,
	    item->at.end + REACH});
}

/* Is the name no more than what the patient did: "copied", of "copied 3
 * sentences"? */
static bool
is_verb(const struct programme *p, struct span called, unsigned words)
{
	return words == 1 && gathered_touches(&p->drill_verbs,
	    (struct span){called.start, called.start + 1});
}

/* Exercises that the lexicon has never seen, plainly listed with a dosage or
 * told as what the patient did. */
static void
add_unknown(struct reader_of_items *x, const struct item *item)
{
	const struct programme *p = x->p;
	struct span called = behind_cue(x, item->called);
	unsigned words = pieces_own_words(p, called);
	struct span told = told_drill(x, item);

	if (x->s.lists && told.end > 0) {
		programme_add(x->p, NULL, told, item->at, &item->dosage,
		    assertion_of(x, item, reading_assert(p->reading, told)));
		return;
	}
	if (!x->s.lists || words == 0 || words > WORDS_IN_NAME ||
	    is_verb(p, called, words) ||
	    is_block_heading(x, item) || is_charged(x, item) ||
	    is_no_name(p, called) || gathered_touches(&p->people, called) ||
	    is_service(p, called))
		return;
	enum assertion assertion = assertion_of(x, item,
	    reading_assert(p->reading, called));
	if (item->dosage.sets != NONE || item->dosage.reps != NONE ||
	    (item->dosage.minutes != NONE && (x->s.told ||
	    some_dosed(&x->items)))) {
		programme_add(x->p, NULL, called, item->at,
		    &item->dosage, assertion);
		if (item->dosage.reps != NONE && x->s.treatment)
			vec_push(p->arena, &x->dosed_in, x->s.number);
	} else if (item->dosage.minutes != NONE)
		vec_push(p->arena, &x->lonely, (struct lonely){*item,
		    assertion, x->s.number, false});
}

/* What the patient is quoted to say lists nothing. */
static bool
is_quoted(const struct programme *p, struct span at)
{
	size_t i = gathered_from(&p->quoted, at.end);

	return i > 0 && span_holds(p->quoted.at[i - 1]->span, at);
}

/* A heading's side is that of the items that state none. */
static void
take_group_side(struct reader_of_items *x)
{
	enum side side = x->s.lists && x->items.len > 0 ?
	    group_side(x->p, x->s.span.start) : SIDE_NONE;

	for (size_t i = 0; side != SIDE_NONE && i < x->items.len; i++) {
		struct item *item = &x->items.at[i];
		if (item->dosage.side == SIDE_NONE &&
		    group_side_fits(x->p, item->name))
			item->dosage.side = side;
	}
}

/* "Levator stretch 3x30 sec. Upper trap stretch same." */
static void
repeat_last(struct reader_of_items *x)
{
	if (x->items.len == 0)
		return;
	struct item *first = &x->items.at[0];
	const struct item *last = &x->items.at[x->items.len - 1];
	if (!first->dosage.counted && x->last.counted &&
	    gathered_touches(&x->p->same, first->at))
		dosage_add(&first->dosage, &x->last);
	x->last = last->dosage;
}

static void
read_sentence(struct reader_of_items *x)
{
	x->pieces.len = 0;
	pieces_cut(x->p, x->s.span, &x->pieces);
	items_assemble(x->p, &x->pieces, x->s.told, &x->items);
	repeat_last(x);
	take_group_side(x);
	for (size_t i = 0; i < x->items.len; i++)
		if (x->items.at[i].name != NULL &&
		    !is_quoted(x->p, x->items.at[i].called))
			add_known(x, &x->items.at[i]);
	for (size_t i = 0; i < x->items.len; i++)
		if (x->items.at[i].name == NULL &&
		    !is_quoted(x->p, x->items.at[i].called))
			add_unknown(x, &x->items.at[i]);
}

/* Do at least three bare names of the lexicon follow one another from `i`? */
static bool
in_run(const struct reader_of_items *x, size_t i)
{
	enum { FEWEST = 3 };
	size_t names = 0;

	for (; i < x->lonely.len && names < FEWEST; i++) {
		const struct lonely *l = &x->lonely.at[i];
		if (names > 0 && l->sentence > x->lonely.at[i - 1].sentence +
		    NEIGHBOURS)
			return false;
		names += l->item.name != NULL && !l->item.name->weak;
	}
	return names == FEWEST;
}

/* A bare name on a line of its own counts between exercises with a dosage and
 * where treatment is listed. */
static void
add_lonely(struct reader_of_items *x)
{
	size_t k = 0;		/* both lists are in the order of sentences */
	size_t run = 0;		/* where lines of bare names began */

	for (size_t i = 0; i < x->lonely.len; i++) {
		const struct lonely *l = &x->lonely.at[i];
		while (k < x->dosed_in.len &&
		    x->dosed_in.at[k] + NEIGHBOURS < l->sentence)
			k++;
		bool near = k < x->dosed_in.len &&
		    x->dosed_in.at[k] <= l->sentence + NEIGHBOURS;
		if (i > 0 && l->sentence > x->lonely.at[i - 1].sentence +
		    NEIGHBOURS)
			run = i;
		bool weak = l->item.name != NULL && l->item.name->weak;
		if (weak ? near || in_run(x, run) :
		    near || l->treatment || in_run(x, run))
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

/* Does a row begin with a code?  What was done stands in its other cells. */
static bool
is_charge(const struct programme *p, const struct row *row)
{
	return row->cells.len > 0 &&
	    gathered_touches(&p->codes, row->cells.at[0]);
}

void
items_read(struct programme *p)
{
	const struct reading *r = p->reading;
	struct reader_of_items x = {.p = p, .last = dosage_none()};

	for (size_t i = 0; i < r->statements.len;) {
		unsigned sentence = r->statements.at[i].sentence;
		const struct table *table;
		struct span at = r->statements.at[i].span;
		for (; i < r->statements.len &&
		    (r->statements.at[i].sentence == sentence ||
		    is_dotted(r->note->text, at.end,
		    r->statements.at[i].span.start)); i++) {
			at.end = r->statements.at[i].span.end;
			sentence = r->statements.at[i].sentence;
		}
		const struct row *row = tables_row_at(p->tables, at.start,
		    &table);
		if (row != NULL && !is_charge(p, row))
			continue;
		bool introduced = listing_introduced(p, at);
		x.s = (struct sentence){at, sentence,
		    introduced || listing_here(p, at),
		    gathered_touches(&p->cues, at), introduced,
		    introduced || listing_of_treatment(p, at)};
		read_sentence(&x);
	}
	add_lonely(&x);
}
