/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/sums.h"

#include "base/number.h"

enum { MOST_DIGITS = 3, FEWEST_CHARGES = 2 };

struct sum {
	size_t charges;
	int minutes;
	int units;
};

/* The timed charges together; none where one lacks a figure. */
static struct sum
sum_of(const struct facts *f)
{
	struct sum sum = {0};

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed || s->units == 0)
			continue;
		if (s->minutes == NONE || s->units == NONE)
			return (struct sum){0};
		sum.charges++;
		sum.minutes += s->minutes;
		sum.units += s->units;
	}
	return sum;
}

/* The next number of a line that holds blanks and bars before it; an empty
 * span where something else stands there. */
static struct span
next_number(struct str text, size_t at)
{
	struct span number = {at, at};

	while (number.start < text.len && (is_blank(text.ptr[number.start]) ||
	    text.ptr[number.start] == '|'))
		number.start++;
	number.end = number.start;
	while (number.end < text.len && is_digit(text.ptr[number.end]))
		number.end++;
	if (span_len(number) > MOST_DIGITS || (number.end < text.len &&
	    strchr(" \t\n|", text.ptr[number.end]) == NULL))
		number.end = number.start;
	return number;
}

/* The line below the last charge, past a ruler. */
static size_t
line_below(const struct facts *f, struct str text)
{
	size_t at = f->services.at[f->services.len - 1].at.end;

	while (at < text.len && text.ptr[at] != '\n')
		at++;
	while (at < text.len && strchr("\n\r-=_+", text.ptr[at]) != NULL)
		at++;
	return at;
}

void
sums_read(struct facts *f)
{
	struct str text = f->reading->note->text;
	struct sum sum = sum_of(f);

	if (f->timed_minutes != NONE || sum.charges < FEWEST_CHARGES)
		return;
	struct span minutes = next_number(text, line_below(f, text));
	struct span units = next_number(text, minutes.end);
	if (number_parse(str_slice(text, minutes)) != sum.minutes ||
	    (span_len(units) > 0 &&
	    number_parse(str_slice(text, units)) != sum.units))
		return;
	f->timed_minutes = sum.minutes;
	f->timed_at = minutes;
}
