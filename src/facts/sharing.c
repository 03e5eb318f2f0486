/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/sharing.h"

#include "facts/groups.h"
#include "facts/own_words.h"

enum { WORDS_IN_HEADING = 4 };	/* more before a colon are a sentence */

struct sharing {
	const struct programme *p;
	const struct pieces *pieces;
	struct items *items;
};

/* What a piece or an item says, for one exercise or for several. */
static struct dosage
said_in(const struct programme *p, struct span at, struct span named,
    enum dosage_for whose)
{
	size_t end;

	return dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){at, named, whose}, &end);
}

/* Is it said that a dosage is that of all items before it? */
static bool
is_shared(const struct sharing *x, const struct item *item)
{
	return gathered_touches(&x->p->shared, item->at);
}

/* What is kept up for a time, as a bike is, takes no sets
 * from its neighbour. */
static bool
is_timed(const struct sharing *x, const struct item *item)
{
	const struct exercise_kind *kind = item->name == NULL ? NULL :
	    pack_exercise_kind(x->p->reading->pack, item->name->lexeme->kind);

	return kind != NULL && kind->timed;
}

/* Do words beside the name say that it was not done: "step-ups nv, SLS 3x20
 * sec"?  It has no dosage to share. */
static bool
is_put_off(const struct sharing *x, const struct item *item)
{
	const struct programme *p = x->p;

	for (size_t i = gathered_from(&p->triggers, item->at.start);
	    i < p->triggers.len &&
	    p->triggers.at[i]->span.start < item->at.end; i++)
		if (p->triggers.at[i]->concept->trigger.status &
		    (REFUSED | PLANNED | HOME))
			return true;
	return gathered_touches(&p->left_out, item->at) ||
	    gathered_touches(&p->left_out_here, item->at);
}

/*
 * Names of a list take the dosage behind the last of them: "SLR, SAQ and LAQ
 * 3x10".  Where the list has given dosages one by one before, a name without
 * one has none, unless "and" joins it or "all" says so.
 */
static void
share_dosages(struct sharing *x)
{
	for (size_t i = x->items->len; i-- > 1;) {
		struct item *a = &x->items->at[i - 1];
		struct item *b = &x->items->at[i];
		bool early = true;
		if (a->dosage.counted || !b->dosage.counted ||
		    is_put_off(x, a) ||
		    (is_timed(x, a) && b->dosage.minutes == NONE) ||
		    a->scope != b->scope || (b->joint != JOINT_COMMA &&
		    b->joint != JOINT_AND && b->joint != JOINT_NONE))
			continue;
		for (size_t k = 0; k + 1 < i; k++)
			early = early && !(x->items->at[k].dosed &&
			    x->items->at[k].scope == a->scope);
		/* Minutes are those of one exercise, as a rule. */
		early = early && b->dosage.minutes == NONE;
		if (!early && b->joint != JOINT_AND && !is_shared(x, b))
			continue;
		/* "Each" is each of them, then. */
		if (!b->several && b->dosed) {
			b->several = true;
			b->dosage = said_in(x->p, b->at, b->called,
			    DOSAGE_OF_SEVERAL);
		}
		dosage_add(&a->dosage, &b->dosage);
	}
}

static bool
is_posture(const struct sharing *x, const struct item *item)
{
	const struct exercise_kind *kind = item->name == NULL ? NULL :
	    pack_exercise_kind(x->p->reading->pack, item->name->lexeme->kind);

	return kind != NULL && kind->posture;
}

/* Put the item at `i` and the one behind it together, called by the name at
 * `named`. */
static void
merge(struct sharing *x, size_t i, size_t named)
{
	struct item *a = &x->items->at[i], *b = &x->items->at[i + 1];

	a->at.end = b->at.end;
	a->name = x->items->at[named].name;
	a->called = x->items->at[named].called;
	dosage_add(&a->dosage, &b->dosage);
	a->dosed = true;
	for (size_t k = i + 1; k + 1 < x->items->len; k++)
		x->items->at[k] = x->items->at[k + 1];
	x->items->len--;
}

/* Has the row a number of its own and its dosage in a column: "#2 prone on
 * wedge, reach to puzzle    | 12 pcs"?  It is one item then, unless it is but
 * a list of names: "2. Quad set, glute set    2 x 10". */
static bool
is_numbered_row(const struct sharing *x, const struct item *a,
    const struct item *b)
{
	struct str text = x->p->reading->note->text;
	size_t i = str_line_at(text, a->called.start).start;
	size_t k = 0;

	while (i < a->called.start && strchr(" \t#(", text.ptr[i]) != NULL)
		i++;
	if (!is_digit(text.ptr[i]))
		return false;
	while (i < a->called.start && is_digit(text.ptr[i]))
		i++;
	while (k + 1 < x->pieces->len &&
	    x->pieces->at[k].at.end < b->called.end)
		k++;
	if (strchr(".) ", text.ptr[i]) == NULL || x->pieces->at[k].words <=
	    own_words(x->p, b->called))
		return false;
	while (k < x->pieces->len && !(x->pieces->at[k].dosed &&
	    x->pieces->at[k].at.start > b->called.start))
		k++;
	return k < x->pieces->len && x->pieces->at[k].joint == JOINT_GAP &&
	    x->pieces->at[k].at.end <= b->at.end;
}

/* "Ball toss over shoulder, semi-tandem x 20", "standing on foam, cable
 * rotation 4x15": one is the posture in which the other is done, or says it
 * again ("Tyler twist, FlexBar 3x15"). */
static void
merge_postures(struct sharing *x)
{
	for (size_t i = 0; i + 1 < x->items->len; i++) {
		const struct item *a = &x->items->at[i];
		const struct item *b = &x->items->at[i + 1];
		bool alone = i == 0 || x->items->at[i - 1].dosed ||
		    x->items->at[i - 1].scope != a->scope;
		if (!alone || a->dosage.counted || !b->dosage.counted ||
		    is_put_off(x, a) || a->scope != b->scope ||
		    b->joint != JOINT_COMMA ||
		    a->name == NULL || b->name == NULL ||
		    (a->name->lexeme != b->name->lexeme &&
		    is_posture(x, a) == is_posture(x, b) &&
		    !is_numbered_row(x, a, b)))
			continue;
		merge(x, i, is_posture(x, a) && !is_posture(x, b) ? i + 1 : i);
	}
}

static bool
ends_with_colon(const struct sharing *x, const struct piece *piece)
{
	struct str text = x->p->reading->note->text;
	size_t i = piece->at.end;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	return i < text.len && text.ptr[i] == ':';
}

bool
piece_heads(const struct programme *p, const struct pieces *pieces, size_t i)
{
	const struct piece *piece = &pieces->at[i];
	const struct piece *next = piece + 1;

	if (!piece->dosed || i + 1 == pieces->len || next->joint != JOINT_COLON)
		return false;
	return gathered_touches(&p->shared, piece->at) ||
	    (piece->name == NULL && next->name != NULL && !next->dosed);
}

/* Where the heading begins that the piece at `i` ends: "At the counter, B LE,
 * 2 x 15 each: heel raises". */
static size_t
heading_start(const struct sharing *x, size_t i)
{
	while (i > 0 && x->pieces->at[i].joint == JOINT_COMMA &&
	    !x->pieces->at[i - 1].dosed && x->pieces->at[i - 1].name == NULL)
		i--;
	return x->pieces->at[i].at.start;
}

/* How often the heading says that all that follows is gone through: "3 rounds
 * of:", or "x 3 laps:" where each of the list has its own count. */
static int
rounds_of(const struct sharing *x, const struct dosage *all, size_t from)
{
	if (all->reps == NONE)
		return all->sets;
	if (all->sets != NONE || all->hold_seconds != NONE)
		return NONE;
	for (size_t k = 0; k < x->items->len; k++) {
		const struct item *item = &x->items->at[k];
		if (item->at.start >= from)
			return item_count_before(x->p, item) != NONE ||
			    item->dosage.reps != NONE ? all->reps : NONE;
	}
	return NONE;
}

/* "3 rounds of: 10 squats, 10 presses". */
static void
take_rounds(const struct sharing *x, struct item *item, int rounds)
{
	struct dosage *d = &item->dosage;

	if (d->sets == NONE)
		d->sets = rounds;
	if (d->reps == NONE && d->hold_seconds == NONE && d->minutes == NONE)
		d->reps = item_count_before(x->p, item);
	if (d->reps != NONE)
		d->counted = item->dosed = true;
}

/* "In the chair (all 2x10): ankle pumps, marches". */
static void
share_heading(struct sharing *x)
{
	for (size_t i = 0; i + 1 < x->pieces->len; i++) {
		const struct piece *piece = &x->pieces->at[i];
		if (!piece_heads(x->p, x->pieces, i))
			continue;
		struct span at = {heading_start(x, i), piece->at.end};
		struct dosage all = said_in(x->p, at, at, DOSAGE_OF_SEVERAL);
		int rounds = rounds_of(x, &all, piece->at.end);
		for (size_t k = 0; k < x->items->len; k++) {
			struct item *item = &x->items->at[k];
			if (item->at.start >= piece->at.end && rounds != NONE)
				take_rounds(x, item, rounds);
			if (item->at.start >= piece->at.end &&
			    !item->dosage.counted) {
				dosage_add(&item->dosage, &all);
				item->dosed = true;
			}
		}
	}
}

/* Does a row begin with a cell that holds nothing but a load: "AROM      SLR
 * 2x10 | heel slides 2x10"? */
static bool
is_load_cell(const struct sharing *x, size_t i)
{
	const struct piece *piece = &x->pieces->at[i];

	return i == 0 && x->pieces->len > 1 && piece[1].joint == JOINT_GAP &&
	    piece->words == 0 && !piece->dosed && piece->name == NULL &&
	    gathered_in(&x->p->marks.load, piece->at) > 0;
}

/* "L hip: abduction 3x10; step-ups 2x8", "Putty (yellow): full grip x15, hook
 * x15": the side and the load before a colon are those of what follows, up to
 * the next such heading. */
static void
share_group(struct sharing *x)
{
	struct dosage all = dosage_none();
	size_t from = 0, k = 0;

	for (size_t i = 0; i < x->pieces->len; i++) {
		const struct piece *piece = &x->pieces->at[i];
		bool heads = is_load_cell(x, i) || (i + 1 < x->pieces->len &&
		    x->pieces->at[i + 1].joint == JOINT_COLON &&
		    piece->words <= WORDS_IN_HEADING &&
		    ends_with_colon(x, piece));
		if (!heads && i + 1 < x->pieces->len)
			continue;
		for (; k < x->items->len && (i + 1 == x->pieces->len ||
		    x->items->at[k].at.start < piece->at.start); k++) {
			struct dosage *d = &x->items->at[k].dosage;
			if (x->items->at[k].at.start < from)
				continue;
			if (d->side == SIDE_NONE && group_side_fits(x->p,
			    x->items->at[k].name))
				d->side = all.side;
			if (d->resistance.len == 0)
				d->resistance = all.resistance;
		}
		from = piece->at.end;
		all = said_in(x->p, piece->at, piece->at, DOSAGE_OF_SEVERAL);
	}
}

/* "Clam 2x15, reverse clam 2x10 - performed on R". */
static void
share_last_side(struct sharing *x)
{
	const struct piece *last = x->pieces->len == 0 ? NULL :
	    &x->pieces->at[x->pieces->len - 1];

	if (last == NULL || last->joint != JOINT_DASH || last->dosed ||
	    last->words > 0)
		return;
	enum side side = said_in(x->p, last->at, last->at,
	    DOSAGE_OF_SEVERAL).side;
	for (size_t i = 0; i + 1 < x->items->len; i++)
		if (x->items->at[i].dosage.side != SIDE_NONE)
			return;
	for (size_t i = 0; i < x->items->len; i++)
		if (x->items->at[i].dosage.side == SIDE_NONE)
			x->items->at[i].dosage.side = side;
}

/* "Full grip, hook, tip pinch; 15 reps each". */
static void
share_tail(struct sharing *x)
{
	const struct piece *last = x->pieces->len == 0 ? NULL :
	    &x->pieces->at[x->pieces->len - 1];

	if (last == NULL || last->joint != JOINT_SEMICOLON || !last->dosed ||
	    last->words > 0)
		return;
	for (size_t i = 0; i < x->items->len; i++)
		if (x->items->at[i].dosage.counted)
			return;
	struct dosage all = said_in(x->p, last->at, last->at,
	    DOSAGE_OF_SEVERAL);
	for (size_t i = 0; i < x->items->len; i++) {
		dosage_add(&x->items->at[i].dosage, &all);
		x->items->at[i].dosed = true;
	}
}

/* "Toe raises the same". */
static void
repeat_dosages(struct sharing *x)
{
	for (size_t i = 1; i < x->items->len; i++) {
		struct item *item = &x->items->at[i];
		const struct item *before = &x->items->at[i - 1];
		if (!item->dosage.counted && before->dosage.counted &&
		    before->scope == item->scope &&
		    gathered_touches(&x->p->same, item->at))
			dosage_add(&item->dosage, &before->dosage);
	}
}

/* "Prone extension 3x10 with the same weight". */
static void
repeat_loads(struct sharing *x)
{
	for (size_t i = 1; i < x->items->len; i++) {
		struct item *item = &x->items->at[i];
		if (item->dosage.resistance.len == 0 &&
		    gathered_touches(&x->p->same_load, item->at))
			item->dosage.resistance =
			    x->items->at[i - 1].dosage.resistance;
	}
}

/* "..., all without weights". */
static void
share_loads(struct sharing *x)
{
	const struct programme *p = x->p;

	for (size_t i = 0; i < x->pieces->len; i++) {
		const struct piece *piece = &x->pieces->at[i];
		if (piece->dosed || !gathered_touches(&p->shared,
		    (struct span){piece->at.start, piece->at.start + 1}))
			continue;
		struct dosage all = said_in(p, piece->at, piece->at,
		    DOSAGE_OF_ONE);
		for (size_t k = 0; k < x->items->len; k++)
			if (x->items->at[k].at.start < piece->at.start)
				dosage_add(&x->items->at[k].dosage, &all);
	}
}

void
items_share(const struct programme *p, const struct pieces *pieces,
    struct items *items)
{
	struct sharing x = {p, pieces, items};

	merge_postures(&x);
	repeat_dosages(&x);
	repeat_loads(&x);
	share_heading(&x);
	share_dosages(&x);
	share_loads(&x);
	share_group(&x);
	share_last_side(&x);
	share_tail(&x);
}
