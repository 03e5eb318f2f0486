/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pieces that name an exercise begin an item, pieces with nothing but a dosage,
 * a load or a side go on with it, and pieces whose own words carry a dosage are
 * exercises that the lexicon does not know.
 */
#include "facts/assemble.h"

#include "facts/counts.h"
#include "facts/own_words.h"
#include "facts/sharing.h"

enum {
	WORDS_IN_REMARK = 2,	/* more may speak of another side or load */
	WORDS_IN_COUNTED = 6,	/* more tell of something */
};

/* Items while they are put together. */
struct assembly {
	const struct programme *p;
	const struct pieces *pieces;
	struct items *items;
	bool counts;		/* a number before a name counts what was done:
				 * a word says so, or another stands beside */
	bool open;		/* the last item may go on */
	bool remark;		/* a remark on the last item */
	bool bare_names;	/* it is a list of names */
	unsigned scope;
	unsigned doses;		/* pieces with a dosage in this scope */
	const struct piece *pending;	/* words that may be a name */
	const struct piece *row;	/* and what stands before them on it */
	size_t loose;		/* where what belongs to no item yet begins */
};

static struct item *
last_item(struct assembly *x)
{
	return &x->items->at[x->items->len - 1];
}

/* Does the piece begin with "with", "on", "from" ...? */
static bool
goes_on(const struct assembly *x, const struct piece *piece)
{
	return gathered_touches(&x->p->prepositions,
	    (struct span){piece->at.start, piece->at.start + 1});
}

/* Is the name all that the piece holds? */
static bool
is_bare_name(const struct programme *p, const struct piece *piece)
{
	return piece->name != NULL && !piece->dosed &&
	    piece->words <= own_words(p, piece->name->span);
}

/* Do three pieces in a row hold nothing but a name, however general: "ABC's,
 * BAPS, towel curls"? */
static bool
lists_names(const struct programme *p, const struct pieces *pieces)
{
	enum { FEWEST = 3 };
	unsigned names = 0;

	for (size_t i = 0; i < pieces->len && names < FEWEST; i++)
		names = is_bare_name(p, &pieces->at[i]) ? names + 1 : 0;
	return names >= FEWEST;
}

/* Does a piece begin with how often, "20 squats, 15 lunges", and do others too
 * or have a dosage of their own? */
static bool
lists_counts(const struct programme *p, const struct pieces *pieces)
{
	enum { FEWEST = 2 };
	unsigned counts = 0, dosed = 0;

	for (size_t i = 0; i < pieces->len; i++) {
		const struct piece *piece = &pieces->at[i];
		bool counted = counted_name_at(p, piece->at.start);
		counts += counted;
		dosed += !counted && piece->dosed && piece->name != NULL;
	}
	return counts > 0 && counts + dosed >= FEWEST;
}

/* Does the piece name several exercises?  "Dead bug w/ heel taps" is one. */
static bool
names_several(const struct assembly *x, const struct piece *piece)
{
	const struct gathered *withs = &x->p->withs, *names = &x->p->names;
	size_t i = gathered_from(names, piece->at.start);

	if (piece->names != 2 || i + 1 >= names->len ||
	    names->at[i + 1]->span.end > piece->at.end ||
	    names->at[i + 1]->span.start < names->at[i]->span.end)
		return piece->names > 1;
	struct span between = span_trim(x->p->reading->note->text,
	    (struct span){names->at[i]->span.end,
	    names->at[i + 1]->span.start});
	size_t k = gathered_from(withs, between.start);
	return span_len(between) == 0 || k == withs->len ||
	    !span_holds(withs->at[k]->span, between);
}

static void
begin_item(struct assembly *x, const struct piece *piece,
    const struct mention *name, struct span called)
{
	struct item item = {.name = name, .called = called,
	    .at = {x->open ? (called.start < piece->at.start ?
	    called.start : piece->at.start) : x->loose, piece->at.end},
	    .joint = piece->joint,
	    .scope = x->scope, .dosed = piece->dosed,
	    .bare = x->bare_names && is_bare_name(x->p, piece),
	    .several = names_several(x, piece)};

	vec_push(x->p->arena, x->items, item);
	x->open = true;
	x->pending = NULL;
}

/* What follows has nothing to do with the last item. */
static void
close_item(struct assembly *x, const struct piece *next)
{
	x->open = false;
	x->pending = NULL;
	x->loose = next->at.start;
}

static void
extend(struct assembly *x, const struct piece *piece)
{
	struct item *item = last_item(x);

	item->at.end = piece->at.end;
	item->dosed = item->dosed || piece->dosed;
	x->pending = NULL;
}

/* Behind the number of a row: "ring sort" of "2. ring sort", "#2 ring sort". */
static struct span
behind_number(struct str text, struct span at)
{
	size_t i = at.start, line = str_line_at(text, at.start).start;

	while (i < at.end && is_digit(text.ptr[i]))
		i++;
	bool hash = at.start > line && text.ptr[at.start - 1] == '#';
	if (i == at.start || i >= at.end || (!hash && text.ptr[i] != '.' &&
	    text.ptr[i] != ')') || (!hash && span_len(span_trim(text,
	    (struct span){line, at.start})) > 0))
		return at;
	i += !hash || text.ptr[i] == '.' || text.ptr[i] == ')';
	if (i >= at.end || !is_blank(text.ptr[i]))
		return at;
	while (i < at.end && !is_word(text.ptr[i]))
		i++;
	return i < at.end ? (struct span){i, at.end} : at;
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
	return behind_number(text, at);
}

/* What the words of a dosed piece without a known exercise call it. */
static struct span
own_name(const struct assembly *x, const struct piece *piece)
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
take_dosed(struct assembly *x, const struct piece *piece)
{
	/* In "isolated curl, thin band 2x12" the second is a load. */
	bool bare = piece->before == 0 || (piece->before == 1 &&
	    gathered_touches(&x->p->marks.things, piece->at));

	if (x->open && (goes_on(x, piece) || x->doses == 1)) {
		extend(x, piece);
	} else if (bare && x->pending != NULL && (!x->open ||
	    last_item(x)->dosed)) {
		/* In a row the first words are the name, the others say how:
		 * "Reach on foam, narrow base ..... 3 x 5". */
		begin_item(x, piece, NULL, trim_name(
		    x->p->reading->note->text, piece->joint == JOINT_GAP ?
		    x->row->at : x->pending->at));
	} else if (x->open && (bare || (!last_item(x)->dosed &&
	    piece->before < WORDS_IN_REMARK))) {
		extend(x, piece);
	} else if (piece->words > 0) {
		begin_item(x, piece, NULL, own_name(x, piece));
	}
}

static bool
has_load(const struct programme *p, struct span at)
{
	size_t i = gathered_from(&p->marks.load, at.start);

	return i < p->marks.load.len &&
	    p->marks.load.at[i]->span.end <= at.end;
}

/* "Leg extension 3x12, 25 kg, cut to 20 when it hurt": a load that a remark
 * begins with is that of the exercise before it. */
static void
take_leading_load(struct assembly *x, const struct piece *piece)
{
	const struct gathered *loads = &x->p->marks.load;
	size_t i = gathered_from(loads, piece->at.start);

	if (piece->joint == JOINT_COMMA && x->open && last_item(x)->dosed &&
	    i < loads->len && loads->at[i]->span.start == piece->at.start &&
	    !has_load(x->p, last_item(x)->at))
		last_item(x)->at.end = loads->at[i]->span.end;
}

static void
take_words(struct assembly *x, const struct piece *piece)
{
	if (piece->words > WORDS_IN_REMARK)
		take_leading_load(x, piece);
	/* "..., 3x12, then mini dips, right, 3x8": the side is that of the dips. */
	bool of_pending = x->pending != NULL && piece->words == 0 &&
	    x->pending->words > WORDS_IN_REMARK;
	if (x->open && piece->words <= WORDS_IN_REMARK &&
	    !(of_pending && last_item(x)->dosed)) {
		bool dosed = last_item(x)->dosed;
		extend(x, piece);
		if (!dosed || piece->words == 0)
			return;
	}
	if (piece->words == 0)
		return;
	if (x->pending == NULL || piece->joint != JOINT_COMMA)
		x->row = piece;
	x->pending = piece;
}

/* How many pieces from the first of a scope to its end have a dosage. */
static unsigned
doses_from(const struct assembly *x, size_t first)
{
	unsigned doses = 0;

	for (size_t i = first; i < x->pieces->len &&
	    (i == first || x->pieces->at[i].joint != JOINT_SEMICOLON); i++)
		doses += x->pieces->at[i].dosed;
	return doses;
}

/* What stands before a colon or dash that introduces a list is its heading,
 * unless it has a dosage that only an exercise can have. */
static bool
introduces(const struct assembly *x, const struct piece *piece)
{
	return piece->names > 0 || (piece->joint == JOINT_COLON &&
	    (piece->words > WORDS_IN_REMARK || (piece->before > 0 &&
	    doses_from(x, (size_t)(piece - x->pieces->at)) > 1)));
}

static bool
is_repeatable(const struct dosage *d)
{
	return d->reps != NONE || d->sets != NONE || d->hold_seconds != NONE;
}

static struct dosage
dosage_of(const struct assembly *x, const struct item *item)
{
	const struct programme *p = x->p;
	size_t end;

	return dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){item->at, item->called,
	    item->several ? DOSAGE_OF_SEVERAL : DOSAGE_OF_ONE}, &end);
}

static void
drop_heading(struct assembly *x, const struct piece *next)
{
	size_t kept = x->items->len;
	bool heads = piece_heads(x->p, x->pieces,
	    (size_t)(next - x->pieces->at) - 1);

	while (kept > 0 && x->items->at[kept - 1].scope == x->scope) {
		const struct item *item = &x->items->at[kept - 1];
		struct dosage d = dosage_of(x, item);
		/* "In the chair (all 2x10):" speaks for what follows. */
		if (is_repeatable(&d) && !(item->name == NULL && heads))
			break;
		kept--;
	}
	x->remark = kept > 0 && x->items->at[kept - 1].scope == x->scope;
	x->items->len = kept;
	close_item(x, next);
}

/* Is the next dosage that of `piece`: "bike, level 3, 8 min"?  In "putty, tan,
 * full fist 2x10" the putty is a thing to exercise with. */
static bool
dose_follows(const struct assembly *x, const struct piece *piece)
{
	const struct piece *end = x->pieces->at + x->pieces->len;
	bool thing = gathered_touches(&x->p->marks.things, piece->at);

	while (++piece < end && piece->joint != JOINT_SEMICOLON)
		if (piece->dosed)
			return piece->before == 0 ||
			    (piece->name != NULL && !thing);
	return false;
}

/* Does the piece behind a gap begin with the dosage of the name before it, and
 * go on with a remark: "SLS      3x20 sec  best 28"? */
static bool
is_column_of_doses(struct assembly *x, const struct piece *piece)
{
	return piece->leads && piece->name == NULL && x->open &&
	    last_item(x)->name != NULL && !last_item(x)->dosed;
}

/* "He did 12 bridges, 15 squats": what was done so often is no mere word. */
static bool
is_counted(const struct assembly *x, const struct piece *piece)
{
	return x->counts &&
	    count_before(x->p, piece->name->span.start) != NONE;
}

static void
take_piece(struct assembly *x, const struct piece *piece)
{
	bool named = piece->name != NULL && (piece->dosed || x->bare_names ||
	    !piece->name->weak || has_load(x->p, piece->at) ||
	    is_counted(x, piece) ||
	    name_fills_line(x->p, piece->name->span) ||
	    dose_follows(x, piece));

	if (piece->joint == JOINT_SEMICOLON || piece->joint == JOINT_START)
		x->doses = doses_from(x, (size_t)(piece - x->pieces->at));

	if (piece->joint == JOINT_SEMICOLON) {
		x->scope++;
		x->remark = false;
		close_item(x, piece);
	}
	if ((piece->joint == JOINT_COLON || piece->joint == JOINT_DASH) &&
	    introduces(x, piece))
		drop_heading(x, piece);
	if (piece->joint == JOINT_GAP && piece->words > 0 &&
	    !is_column_of_doses(x, piece))
		close_item(x, piece);
	if (named && (piece->dosed || !x->remark))
		begin_item(x, piece, piece->name, piece->name->span);
	else if (piece->dosed)
		take_dosed(x, piece);
	else
		take_words(x, piece);
}

int
item_count_before(const struct programme *p, const struct item *item)
{
	struct str text = p->reading->note->text;
	size_t end = item->called.start;
	size_t start = item->at.start;

	/* "8 cable hamstring curls": the item begins with its count. */
	while (start < end && is_digit(text.ptr[start]))
		start++;
	if (start > item->at.start && start < end && text.ptr[start] == ' ' &&
	    !gathered_touches(&p->marks.dosage,
	    (struct span){item->at.start, start}))
		end = start + 1;
	return count_before(p, end);
}

/* "Five chair stands with arms" as a sentence of its own. */
static bool
opens_with_count(const struct assembly *x, const struct item *item)
{
	return x->items->len == 1 && x->pieces->at[0].joint == JOINT_START &&
	    item->at.start == x->pieces->at[0].at.start &&
	    x->pieces->at[0].words <= WORDS_IN_COUNTED;
}

/* "Ten straight leg raises with a cuff, three times" are three sets of ten. */
static void
count_bouts(const struct programme *p, const struct item *item,
    struct dosage *d)
{
	enum { FEWEST_REPS = 5, MOST_REPS = 50, MOST_SETS = 5 };

	if (item->name == NULL || d->sets != NONE || d->reps < 2 ||
	    d->reps > MOST_SETS || d->hold_seconds != NONE ||
	    d->minutes != NONE)
		return;
	size_t i = gathered_from(&p->marks.dosage, item->called.end);
	struct span at;
	int reps = item_count_before(p, item);
	if (reps < FEWEST_REPS || reps > MOST_REPS || reps <= d->reps ||
	    i == p->marks.dosage.len || p->marks.dosage.at[i]->span.end >
	    item->at.end || !mention_capture(p->marks.dosage.at[i], "bouts",
	    &at))
		return;
	d->sets = d->reps;
	d->reps = reps;
}

static void
read_dosages(struct assembly *x)
{
	for (size_t i = 0; i < x->items->len; i++) {
		struct item *item = &x->items->at[i];
		item->dosage = dosage_of(x, item);
		count_bouts(x->p, item, &item->dosage);
		/* "10 box lifts, 2 sets". */
		bool sets = item->dosage.sets != NONE &&
		    item->dosage.reps == NONE && item->dosage.minutes == NONE &&
		    item->dosage.hold_seconds == NONE;
		if ((item->dosage.counted && !sets) || item->name == NULL ||
		    (!x->counts && !sets && !opens_with_count(x, item)))
			continue;
		item->dosage.reps = item_count_before(x->p, item);
		if (sets)
			continue;
		item->dosage.counted = item->dosed =
		    item->dosage.reps != NONE;
	}
}

void
items_assemble(const struct programme *p, const struct pieces *pieces,
    bool told, struct items *out)
{
	struct assembly x = {.p = p, .pieces = pieces, .items = out,
	    .counts = told || lists_counts(p, pieces),
	    .bare_names = lists_names(p, pieces)};

	out->len = 0;
	for (size_t i = 0; i < pieces->len; i++) {
		if (i == 0)
			x.loose = pieces->at[0].at.start;
		take_piece(&x, &pieces->at[i]);
	}
	read_dosages(&x);
	items_share(p, pieces, out);
}
