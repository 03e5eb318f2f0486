/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_headings.h"

static bool
ends_with_colon(struct str text, size_t at)
{
	while (at < text.len && is_blank(text.ptr[at]))
		at++;
	return at < text.len && text.ptr[at] == ':';
}

/* Does the line of a place end with one:
 * "Ther ex R wrist for the doorknob:"? */
static bool
line_ends_with_colon(struct str text, size_t at)
{
	struct span line = span_trim(text, str_line_at(text, at));

	return line.end > at && text.ptr[line.end - 1] == ':';
}

/* Is another charge on the line of one?  What is only named there, without a
 * number or minutes, is an item below the heading. */
static bool
shares_line(const struct charge *c, const struct charge *other)
{
	return other->line == c->line && !str_eq(other->number, c->number) &&
	    (other->printed || other->minutes != NONE);
}

/* Is another service named on the line of charge `i`? */
static bool
names_another(const struct charges *all, size_t i)
{
	const struct charge *c = &all->at[i];
	bool before = i > 0 && all->at[i - 1].line == c->line &&
	    !str_eq(all->at[i - 1].number, c->number);

	return before || (i + 1 < all->len && all->at[i + 1].line == c->line &&
	    !str_eq(all->at[i + 1].number, c->number));
}

/* Does a number with minutes stand in brackets behind a word or two of the
 * clinic's own that open the line?  "Exercise (97110) 18 min" */
static bool
is_bracketed(struct str text, const struct charge *c)
{
	unsigned words = 0;

	if (!c->printed || c->minutes == NONE || c->named.start == 0 ||
	    text.ptr[c->named.start - 1] != '(')
		return false;
	for (size_t i = c->line; i + 1 < c->named.start; i++) {
		if (is_digit(text.ptr[i]))
			return false;
		words += is_word(text.ptr[i]) && !is_word(text.ptr[i + 1]);
	}
	return words > 0 && words <= 2;
}

void
charge_headings_add(struct arena *a, struct facts *f,
    const struct charges *all, const bool *billed)
{
	struct str text = f->reading->note->text;

	for (size_t i = 0; i < all->len; i++) {
		const struct charge *c = &all->at[i];
		bool alone = (i == 0 || !shares_line(c, &all->at[i - 1])) &&
		    (i + 1 == all->len || !shares_line(c, &all->at[i + 1]));
		/* "gait w/ RW 150 ft" is an item, not a heading. */
		bool heads = c->printed || c->minutes != NONE ||
		    ends_with_colon(text, c->named.end) ||
		    (line_ends_with_colon(text, c->named.end) &&
		    !names_another(all, i));
		if ((c->leads || is_bracketed(text, c)) && alone && heads)
			vec_push(a, &f->headings, (struct heading){.at = c->at,
			    .line = c->line, .minutes = c->minutes,
			    .charged = billed[i] || !c->today,
			    .code = pack_code(f->reading->pack, c->number)});
	}
}
