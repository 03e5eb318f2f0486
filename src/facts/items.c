/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exercises in lists and in prose.  A sentence is cut into pieces; pieces
 * that name an exercise begin an item, pieces with nothing but a dosage, a load
 * or a side go on with it, and pieces whose own words carry a dosage are
 * exercises that the lexicon does not know.
 */
#include "facts/exercises.h"

#include "base/number.h"
#include "facts/pieces.h"
#include "match/assert.h"

enum {
	WORDS_IN_NAME = 8,	/* more are a sentence, not a name */
	WORDS_IN_REMARK = 2,	/* more may speak of another side or load */
	NEIGHBOURS = 3,		/* sentences over which a list goes on */
};

/* An exercise while it is being read. */
struct item {
	const struct mention *name;	/* NULL: not in the lexicon */
	struct span called;
	struct span at;
	struct dosage dosage;
	enum joint joint;	/* to what stands before */
	unsigned scope;		/* items of one scope are one list */
	bool dosed;		/* has a dosage of its own */
	bool several;		/* names more than one exercise */
};

VEC_TYPE(items, struct item);

struct sentence {
	struct span span;
	unsigned number;
	bool lists;		/* it may list what the lexicon does not know */
	bool told;		/* a word says that something was done */
	bool introduced;	/* "treatment today:" stands before, whatever
				 * the section is */
};

/* A name without a dosage, which counts only beside exercises with one. */
struct lonely {
	struct item item;
	enum assertion assertion;
	unsigned sentence;
};

struct reader_of_items {
	struct programme *p;
	struct sentence s;
	struct pieces pieces;
	struct items items;
	bool open;		/* the last item may go on */
	bool remark;		/* a remark on the last item */
	unsigned scope;
	const struct piece *pending;	/* words that may be a name */
	size_t loose;		/* where what belongs to no item yet begins */
	VEC(struct lonely) lonely;
	VEC(unsigned) dosed_in;	/* sentences with a dosed exercise */
};

static struct item *
last_item(struct reader_of_items *x)
{
	return &x->items.at[x->items.len - 1];
}

/* Does the piece begin with "with", "on", "from" ...? */
static bool
goes_on(const struct reader_of_items *x, const struct piece *piece)
{
	return gathered_touches(&x->p->prepositions,
	    (struct span){piece->at.start, piece->at.start + 1});
}

static void
begin_item(struct reader_of_items *x, const struct piece *piece,
    const struct mention *name, struct span called)
{
	struct item item = {.name = name, .called = called,
	    .at = {x->open ? (called.start < piece->at.start ?
	    called.start : piece->at.start) : x->loose, piece->at.end},
	    .joint = piece->joint,
	    .scope = x->scope, .dosed = piece->dosed,
	    .several = piece->names > 1};

	vec_push(x->p->arena, &x->items, item);
	x->open = true;
	x->pending = NULL;
}

/* What follows has nothing to do with the last item. */
static void
close_item(struct reader_of_items *x, const struct piece *next)
{
	x->open = false;
	x->pending = NULL;
	x->loose = next->at.start;
}

static void
extend(struct reader_of_items *x, const struct piece *piece)
{
	struct item *item = last_item(x);

	item->at.end = piece->at.end;
	item->dosed = item->dosed || piece->dosed;
	x->pending = NULL;
}

/* Bare words at `at` without punctuation at either end. */
static struct span
trim_name(struct str text, struct span at)
{
	while (at.end > at.start && !is_word(text.ptr[at.end - 1]) &&
	    text.ptr[at.end - 1] != ')')
		at.end--;
	while (at.start < at.end && !is_word(text.ptr[at.start]))
		at.start++;
	return at;
}

/* What the words of a dosed piece without a known exercise call it. */
static struct span
own_name(const struct reader_of_items *x, const struct piece *piece)
{
	const struct gathered *doses = &x->p->marks.dosage;
	struct span at = piece->at;
	struct span dose = doses->at[gathered_from(doses, at.start)]->span;

	if (piece->before == 0 && piece->words > 0)
		at.start = dose.end;
	else
		at.end = dose.start;
	return trim_name(x->p->reading->note->text, at);
}

static void
take_dosed(struct reader_of_items *x, const struct piece *piece)
{
	bool bare = piece->before == 0;

	if (x->open && goes_on(x, piece)) {
		extend(x, piece);
	} else if (bare && x->pending != NULL && (!x->open ||
	    last_item(x)->dosed)) {
		begin_item(x, piece, NULL, trim_name(
		    x->p->reading->note->text, x->pending->at));
	} else if (x->open && (bare || (!last_item(x)->dosed &&
	    piece->before < WORDS_IN_REMARK))) {
		extend(x, piece);
	} else if (piece->words > 0) {
		begin_item(x, piece, NULL, own_name(x, piece));
	}
}

static void
take_words(struct reader_of_items *x, const struct piece *piece)
{
	if (x->open && piece->words <= WORDS_IN_REMARK) {
		bool dosed = last_item(x)->dosed;
		extend(x, piece);
		if (!dosed || piece->words == 0)
			return;
	}
	if (piece->words > 0)
		x->pending = piece;
}

/* What stands before a colon or dash that introduces a list is its heading,
 * unless it has a dosage that only an exercise can have. */
static bool
introduces(const struct piece *piece)
{
	return piece->names > 0 ||
	    (piece->joint == JOINT_COLON && piece->words > WORDS_IN_REMARK);
}

static bool
is_repeatable(const struct dosage *d)
{
	return d->reps != NONE || d->sets != NONE || d->hold_seconds != NONE;
}

static struct dosage
dosage_of(const struct reader_of_items *x, const struct item *item)
{
	const struct programme *p = x->p;
	size_t end;

	return dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){item->at, item->called,
	    item->several ? DOSAGE_OF_SEVERAL : DOSAGE_OF_ONE}, &end);
}

static void
drop_heading(struct reader_of_items *x, const struct piece *next)
{
	size_t kept = x->items.len;

	while (kept > 0 && x->items.at[kept - 1].scope == x->scope) {
		struct dosage d = dosage_of(x, &x->items.at[kept - 1]);
		if (is_repeatable(&d))
			break;
		kept--;
	}
	x->remark = kept > 0 && x->items.at[kept - 1].scope == x->scope;
	x->items.len = kept;
	close_item(x, next);
}

static void
take_piece(struct reader_of_items *x, const struct piece *piece)
{
	bool named = piece->name != NULL &&
	    (piece->dosed || !piece->name->weak);

	if (piece->joint == JOINT_SEMICOLON) {
		x->scope++;
		x->remark = false;
		close_item(x, piece);
	}
	if ((piece->joint == JOINT_COLON || piece->joint == JOINT_DASH) &&
	    introduces(piece))
		drop_heading(x, piece);
	if (piece->joint == JOINT_GAP && piece->words > 0)
		close_item(x, piece);
	if (named && (piece->dosed || !x->remark))
		begin_item(x, piece, piece->name, piece->name->span);
	else if (piece->dosed)
		take_dosed(x, piece);
	else
		take_words(x, piece);
}

/* "ten sit to stands": a bare number right before the name. */
static int
count_before(const struct programme *p, const struct item *item)
{
	struct str text = p->reading->note->text;
	size_t end = item->called.start;
	size_t start;

	if (end == 0 || text.ptr[end - 1] != ' ')
		return NONE;
	start = --end;
	while (start > 0 && is_word(text.ptr[start - 1]))
		start--;
	if (start == end || gathered_touches(&p->not_numbers,
	    (struct span){start, end}) || (start > 0 &&
	    !is_space(text.ptr[start - 1]) && text.ptr[start - 1] != '('))
		return NONE;
	int n = number_parse((struct str){text.ptr + start, end - start});
	return n >= 2 ? n : NONE;
}

static void
read_dosages(struct reader_of_items *x)
{
	for (size_t i = 0; i < x->items.len; i++) {
		struct item *item = &x->items.at[i];
		item->dosage = dosage_of(x, item);
		if (item->dosage.counted || item->name == NULL || !x->s.told)
			continue;
		item->dosage.reps = count_before(x->p, item);
		item->dosage.counted = item->dosed =
		    item->dosage.reps != NONE;
	}
}

/* Is it said that a dosage is that of all items before it? */
static bool
is_shared(const struct reader_of_items *x, const struct item *item)
{
	return gathered_touches(&x->p->shared, item->at);
}

/*
 * Names of a list take the dosage behind the last of them: "SLR, SAQ and LAQ
 * 3x10".  Where the list has given dosages one by one before, a name without
 * one has none, unless "and" joins it or "all" says so.
 */
static void
share_dosages(struct reader_of_items *x)
{
	for (size_t i = x->items.len; i-- > 1;) {
		struct item *a = &x->items.at[i - 1];
		const struct item *b = &x->items.at[i];
		bool early = true;
		if (a->dosage.counted || !b->dosage.counted ||
		    a->scope != b->scope || (b->joint != JOINT_COMMA &&
		    b->joint != JOINT_AND && b->joint != JOINT_NONE))
			continue;
		for (size_t k = 0; k + 1 < i; k++)
			early = early && !(x->items.at[k].dosed &&
			    x->items.at[k].scope == a->scope);
		if (!early && b->joint != JOINT_AND && !is_shared(x, b))
			continue;
		dosage_add(&a->dosage, &b->dosage);
		a->at.end = b->at.end;
	}
}

/* "..., all without weights". */
static void
share_loads(struct reader_of_items *x)
{
	const struct programme *p = x->p;

	for (size_t i = 0; i < x->pieces.len; i++) {
		const struct piece *piece = &x->pieces.at[i];
		size_t end;
		if (piece->dosed || !gathered_touches(&p->shared,
		    (struct span){piece->at.start, piece->at.start + 1}))
			continue;
		struct dosage all = dosage_read(p->arena, p->reading,
		    &p->marks, &(struct dosage_place){piece->at, piece->at,
		    DOSAGE_OF_ONE}, &end);
		for (size_t k = 0; k < x->items.len; k++)
			if (x->items.at[k].at.start < piece->at.start)
				dosage_add(&x->items.at[k].dosage, &all);
	}
}

static bool
some_dosed(const struct items *items)
{
	for (size_t i = 0; i < items->len; i++)
		if (items->at[i].dosage.counted && items->at[i].name != NULL)
			return true;
	return false;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.ptr[i]))
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

/* Two figures in columns behind a name are a measurement, then and now. */
static bool
is_compared(const struct reader_of_items *x, const struct item *item)
{
	unsigned figures = 0;

	for (size_t i = 0; i < x->pieces.len; i++) {
		const struct piece *piece = &x->pieces.at[i];
		figures += piece->at.start >= item->called.end &&
		    piece->joint == JOINT_GAP && piece->words == 0 &&
		    is_digit(x->p->reading->note->text.ptr[piece->at.start]);
	}
	return figures > 1;
}

/* "Chin tucks 2x10 ....... held". */
static bool
is_held(const struct programme *p, struct span item)
{
	struct str text = p->reading->note->text;

	for (size_t i = gathered_from(&p->blanks, item.start);
	    i < p->blanks.len; i++) {
		size_t k = p->blanks.at[i]->span.start;
		while (k > item.start && is_blank(text.ptr[k - 1]))
			k--;
		if (k > item.end)
			return false;
		if (k > item.start && strchr(".-|", text.ptr[k - 1]) != NULL)
			return true;
	}
	return false;
}

/* A list of today's treatment says so against the section it stands in. */
static enum assertion
assertion_of(const struct reader_of_items *x, struct span at,
    enum assertion found)
{
	if (gathered_touches(&x->p->left_out, x->s.span) || is_held(x->p, at))
		return REFUSED;
	const struct reading *r = x->p->reading;
	const struct section_kind *kind = r->sections.at[
	    reading_section_at(r, at.start)].kind;

	/* A line with blanks to fill in is listed, without a dosage. */
	if (found == TEMPLATE && x->s.lists)
		return AFFIRMED;
	return x->s.introduced && kind != NULL && found == kind->assertion ?
	    AFFIRMED : found;
}

static void
add_known(struct reader_of_items *x, const struct item *item)
{
	const struct programme *p = x->p;
	struct str rest = {p->reading->note->text.ptr + item->called.end,
	    item->at.end - item->called.end};
	bool counted = item->dosage.counted;
	enum assertion assertion = assertion_of(x, item->at,
	    item->name->assertion);

	if (counted && ((!x->s.lists && !x->s.told) || is_compared(x, item)))
		return;
	if (!counted && has_digit(rest) && item->dosage.resistance.len == 0)
		return;
	if (!counted && !x->s.lists)
		return;
	if (!counted && !x->s.told && !some_dosed(&x->items)) {
		struct str behind = {rest.ptr, x->s.span.end - item->called.end};
		if (words_of_sentence(x) <= WORDS_IN_NAME &&
		    !has_digit(behind) &&
		    !gathered_touches(&p->not_names, x->s.span))
			vec_push(p->arena, &x->lonely,
			    (struct lonely){*item, assertion,
			    x->s.number});
		return;
	}
	programme_add(x->p, item->name, item->called, item->at, &item->dosage,
	    assertion);
	if (counted)
		vec_push(p->arena, &x->dosed_in, x->s.number);
}

/* Exercises that the lexicon has never seen, plainly listed with a dosage. */
static void
add_unknown(struct reader_of_items *x, const struct item *item)
{
	const struct programme *p = x->p;
	unsigned words = pieces_own_words(p, item->called);

	if (!x->s.lists || words == 0 || words > WORDS_IN_NAME ||
	    gathered_touches(&p->not_names, item->called))
		return;
	if (item->dosage.sets == NONE && item->dosage.reps == NONE &&
	    (item->dosage.minutes == NONE ||
	    (!x->s.told && !some_dosed(&x->items) &&
	    x->dosed_in.len == 0)))
		return;
	programme_add(x->p, NULL, item->called, item->at, &item->dosage,
	    assertion_of(x, item->at,
	    reading_assert(p->reading, item->called)));
}

static void
read_sentence(struct reader_of_items *x)
{
	x->pieces.len = x->items.len = 0;
	x->open = x->remark = false;
	x->scope = 0;
	x->pending = NULL;
	x->loose = x->s.span.start;
	pieces_cut(x->p, x->s.span, &x->pieces);
	for (size_t i = 0; i < x->pieces.len; i++)
		take_piece(x, &x->pieces.at[i]);
	read_dosages(x);
	share_dosages(x);
	share_loads(x);
	for (size_t i = 0; i < x->items.len; i++)
		if (x->items.at[i].name != NULL)
			add_known(x, &x->items.at[i]);
	for (size_t i = 0; i < x->items.len; i++)
		if (x->items.at[i].name == NULL)
			add_unknown(x, &x->items.at[i]);
}

/* A bare name on a line of its own counts between exercises with a dosage. */
static void
add_lonely(struct reader_of_items *x)
{
	for (size_t i = 0; i < x->lonely.len; i++) {
		const struct lonely *l = &x->lonely.at[i];
		bool near = false;
		for (size_t k = 0; k < x->dosed_in.len; k++) {
			unsigned n = x->dosed_in.at[k];
			near = near || (n + NEIGHBOURS >= l->sentence &&
			    l->sentence + NEIGHBOURS >= n);
		}
		if (near)
			programme_add(x->p, l->item.name, l->item.called,
			    l->item.at, &l->item.dosage, l->assertion);
	}
}

/* Has something begun a list in this section, before the sentence's end? */
static bool
is_introduced(const struct programme *p, struct span sentence)
{
	const struct reading *r = p->reading;
	struct span body = r->sections.at[
	    reading_section_at(r, sentence.start)].body;

	return gathered_touches(&p->listings, (struct span){body.start,
	    sentence.end});
}

/* Dosage patterns say in which sections they list something. */
static bool
is_listing(const struct programme *p, struct span sentence)
{
	const struct gathered *g = &p->marks.dosage;
	size_t i = gathered_from(g, sentence.start);

	if (i < g->len && g->at[i]->span.end <= sentence.end)
		return mention_counts(p->reading, g->at[i]);
	const struct section_kind *kind = p->reading->sections.at[
	    reading_section_at(p->reading, sentence.start)].kind;
	return kind == NULL || kind->performed;
}

/* Dots lead to a figure on the same line: "NuStep ....... 8 min". */
static bool
is_dotted(struct str text, size_t end, size_t next)
{
	if (end < 2 || text.ptr[end - 1] != '.' || text.ptr[end - 2] != '.')
		return false;
	while (end < next && text.ptr[end] != '\n')
		end++;
	return end == next;
}

void
items_read(struct programme *p)
{
	const struct reading *r = p->reading;
	struct reader_of_items x = {.p = p};

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
		if (tables_row_at(p->tables, at.start, &table) != NULL)
			continue;
		bool introduced = is_introduced(p, at);
		x.s = (struct sentence){at, sentence,
		    introduced || is_listing(p, at),
		    gathered_touches(&p->cues, at), introduced};
		read_sentence(&x);
	}
	add_lonely(&x);
}
