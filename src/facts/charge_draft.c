/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_draft.h"

#include "base/number.h"
#include "facts/amounts.h"
#include "facts/gaps.h"

/* Most words between a service and what belongs to it; columns may hold a
 * description, an abbreviation stands right beside its number. */
enum { WORDS_ABBREVIATED = 1, WORDS_PROSE = 7, WORDS_COLUMN = 14,
	ABBREVIATION = 2, WORD_BETWEEN = 4 };	/* bytes: "and " */
/* What a dash sets against a code are units up to here: "97140-1, 97535-13". */
enum { FEW_UNITS = 6 };

/* Of bare numbers the small ones are units. */
bool
draft_has(const struct draft *d, enum item_kind kind)
{
	bool small = d->n_bare > 0 && d->bare[0] <= MOST_BARE_UNITS;

	if (kind == UNITS || kind == UNITS_MARK)
		return d->charge.units != NONE || small;
	if (kind == MINUTES || kind == MINUTES_MARK)
		return d->charge.minutes != NONE || (d->n_bare > 0 && !small);
	return false;
}

bool
draft_admits(struct str text, const struct gathered *exercises,
    const struct draft *d, const struct charge_item *item)
{
	struct span between = {d->end, item->at.start};
	struct gap gap = gap_of(text, between);
	bool column = gap_is_wide(text, item->at.start);
	bool beside = gap.words == 0 && !gap.digits && !gap.sentence;

	if (draft_has(d, item->kind) ||
	    (item->kind == MINUTES_MARK && !d->charge.printed))
		return false;
	if (beside)
		return true;
	if (item->kind == UNITS_MARK || item->kind == MINUTES_MARK ||
	    gap.sentence || d->n_bare > 0 ||
	    gathered_touches(exercises, between))
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

void
draft_take(struct draft *d, const struct charge_item *item)
{
	struct charge *c = &d->charge;

	switch (item->kind) {
	case UNITS:
	case UNITS_MARK:
		c->units = item->value;
		break;
	case MINUTES:
	case MINUTES_MARK:
		c->minutes = item->value;
		break;
	case MODIFIER:
		if (c->n_modifiers < MOST_MODIFIERS)
			c->modifiers[c->n_modifiers++] = item->text;
		break;
	case ANCHOR:
	case TOTAL:
	case DESCRIPTION:
		break;
	}
	d->filled = true;
}

/* Is a number the last thing on its line or before a mark? */
static bool
ends_row(struct str text, size_t at)
{
	while (at < text.len && is_digit(text.ptr[at]))
		at++;
	while (at < text.len && is_blank(text.ptr[at]))
		at++;
	return at == text.len || gap_mark(text, at) > 0 ||
	    strchr("\n|;,", text.ptr[at]) != NULL;
}

/* Is the number behind blanks one of units? */
static bool
is_small_at(struct str text, size_t at)
{
	while (at < text.len && is_blank(text.ptr[at]))
		at++;
	return at < text.len && text.ptr[at] >= '0' &&
	    text.ptr[at] <= '0' + MOST_BARE_UNITS &&
	    (at + 1 == text.len || !is_digit(text.ptr[at + 1]));
}

/* Does a bracket at `at` hold a number and nothing else?  "97116 1 (10)" */
static bool
brackets_number(struct str text, size_t at)
{
	size_t end = at + 1;

	while (end < text.len && is_digit(text.ptr[end]))
		end++;
	return end > at + 1 && end < text.len && (text.ptr[end] == ')' ||
	    text.ptr[end] == ']');
}

/* Does a number that ends at `at` stand for itself, and not begin a dosage or
 * a measurement?  `next` is where the next item starts. */
static bool
number_ends(struct str text, size_t at, size_t next, long value)
{
	size_t i = at;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	/* "ther ex 2 and manual 1" */
	if (i > at && value <= MOST_BARE_UNITS && next > i &&
	    next - i <= WORD_BETWEEN)
		return true;
	if (i == text.len || text.ptr[i] == '\n' || i == next ||
	    i - at >= 2 || (i > at && text.ptr[i - 1] == '\t'))
		return true;
	char c = text.ptr[i];
	if (is_digit(c))
		return ends_row(text, i);
	/* "97110/25/2", "97110-25-2" */
	if ((c == '/' || c == '-') && i == at && i + 1 < text.len &&
	    is_digit(text.ptr[i + 1]) && value > MOST_BARE_UNITS)
		return i + 2 == text.len || !is_word(text.ptr[i + 2]);
	/* "97110:25:2" */
	if (c == ':' && i == at && i + 1 < text.len && value > MOST_BARE_UNITS)
		return is_small_at(text, i + 1) && !is_blank(text.ptr[i + 1]);
	if (c == '/' || c == '-')
		return i > at;
	/* "97110*2*GP" */
	if (c == '*')
		return i + 1 < text.len && is_alpha(text.ptr[i + 1]);
	if (c == '.')
		return i + 1 == text.len || is_space(text.ptr[i + 1]) ||
		    text.ptr[i + 1] == '.';
	if (gap_mark(text, i) > 0 ||
	    ((c == '(' || c == '[') && (i + 1 == next ||
	    brackets_number(text, i))))
		return true;
	return strchr(",;|)]=+", c) != NULL;
}

/* Past the fraction of "2.00  25". */
static size_t
past_zeros(struct str text, size_t at)
{
	size_t i = at;

	if (i < text.len && text.ptr[i] == '.')
		i++;
	while (i > at && i < text.len && text.ptr[i] == '0')
		i++;
	return i > at + 1 && (i == text.len || is_space(text.ptr[i]) ||
	    strchr(",;|)", text.ptr[i]) != NULL) ? i : at;
}

/* Past the sign between a code and its units: "97110×2", "97110x2",
 * "97110*2*GP". */
static size_t
past_times(struct str text, size_t i, size_t stop)
{
	if (i + 2 < stop && str_starts((struct str){text.ptr + i, stop - i},
	    STR("\xC3\x97")) && is_digit(text.ptr[i + 2]))
		return i + 2;
	return i + 1 < stop && (to_lower(text.ptr[i]) == 'x' ||
	    text.ptr[i] == '*') && is_digit(text.ptr[i + 1]) ? i + 1 : i;
}

/* Are digits the last three of a code? */
static bool
is_end_of(struct str code, struct str digits)
{
	return digits.len == 3 && code.len > digits.len &&
	    memcmp(code.ptr + code.len - digits.len, digits.ptr,
	    digits.len) == 0;
}

void
draft_take_bare(struct str text, struct draft *d, size_t stop, size_t next)
{
	size_t i = past_times(text, d->end, stop);

	while (i < stop && d->n_bare < MOST_BARE) {
		char c = text.ptr[i];
		size_t start = i;
		long value;
		size_t mark = gap_mark(text, i);
		if (mark > 0) {
			i += mark;
			continue;
		}
		if (!is_digit(c) && !is_blank(c) &&
		    strchr(",;:|()[]-.=/~>", c) == NULL)
			return;
		/* "MT 20 / TE 18 = 38": what they come to together. */
		if (c == '=' && draft_has(d, MINUTES) &&
		    !is_small_at(text, i + 1))
			return;
		while (i < stop && is_digit(text.ptr[i]))
			i++;
		if (i == start) {
			i++;
			continue;
		}
		struct str digits = str_slice(text, (struct span){start, i});
		i = past_zeros(text, i);
		if (digits.len > 3 ||
		    !str_number(digits, MINUTES_MOST, &value) ||
		    !number_ends(text, i, next, value))
			return;
		/* "TE (110)" prints the end of its code. */
		if (!d->charge.printed && is_end_of(d->charge.number,
		    digits)) {
			d->end = i;
			continue;
		}
		if (d->n_bare == 0 && d->charge.printed && start > 0 &&
		    text.ptr[start - 1] == '-' && start - 1 == d->end &&
		    value <= FEW_UNITS)
			d->dashed = true;
		d->bare[d->n_bare++] = (int)value;
		d->end = i;
		d->filled = true;
	}
}

bool
draft_says_nothing(const struct draft *d)
{
	return d->charge.units == NONE && d->charge.minutes == NONE &&
	    d->n_bare == 0;
}

void
draft_name_labelled(struct draft *d, enum item_kind kind)
{
	int *value = kind == UNITS ? &d->charge.units : &d->charge.minutes;

	if (d->n_bare != 1 || *value != NONE)
		return;
	*value = d->bare[0];
	d->n_bare = 0;
}

void
draft_name_bare(struct draft *d, bool minutes)
{
	struct charge *c = &d->charge;

	if (d->n_bare == MOST_BARE && c->units == NONE && c->minutes == NONE) {
		bool first = d->bare[0] <= d->bare[1];
		int few = d->bare[first ? 0 : 1], many = d->bare[first ? 1 : 0];
		/* "10  10" of a log are no ten units of ten minutes. */
		if (few > MOST_BARE_UNITS && many < few * UNIT_EARNED_FROM)
			return;
		c->units = few;
		c->minutes = many;
		c->bare = true;
	} else if (d->n_bare > 0) {
		if (c->units == NONE &&
		    (!minutes || d->dashed || c->minutes != NONE) &&
		    d->bare[0] <= MOST_BARE_UNITS)
			c->units = d->bare[0];
		else if (c->minutes == NONE)
			c->minutes = d->bare[0];
	}
}
