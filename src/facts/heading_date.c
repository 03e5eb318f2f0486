/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/heading_date.h"

/* A date without a year is of the half year before `near` or behind it. */
static date_t
parse_near(struct str s, date_t near)
{
	enum { HALF_YEAR = 183, YEAR = 365 };	/* days */
	date_t d = date_parse(s, near);

	if (d == NO_DATE || date_parse(s, NO_DATE) != NO_DATE)
		return d;
	if (d - near > HALF_YEAR)
		return date_parse(s, near - YEAR);
	if (near - d > HALF_YEAR)
		return date_parse(s, near + YEAR);
	return d;
}

/* The date that a heading says with the name of its month: "Mar 24 (today)". */
static date_t
worded_date(struct str text, struct span cell, date_t reference)
{
	enum { LONGEST_DATE = 12 };
	struct str s = str_slice(text, cell);
	size_t digits = 0, end = 0;

	while (end < s.len && s.ptr[end] != '(')
		digits += is_digit(s.ptr[end++]);
	s = str_trim((struct str){s.ptr, end});
	return digits == 0 || !str_has_letters(s) || s.len > LONGEST_DATE ?
	    NO_DATE : parse_near(s, reference);
}

date_t
heading_date(struct str text, struct span cell, date_t reference)
{
	enum { LONGEST_DAY = 10 };	/* bytes of a day's name */
	struct str s = str_slice(text, cell);
	size_t cut = 0;

	if (s.len > 0 && s.ptr[0] == '.')	/* the last that leads to it */
		s = (struct str){s.ptr + 1, s.len - 1};
	while (cut < s.len && cut < LONGEST_DAY && is_alpha(s.ptr[cut]))
		cut++;
	if (cut < s.len && (s.ptr[cut] == ' ' || s.ptr[cut] == '.')) {
		while (cut < s.len && !is_word(s.ptr[cut]))
			cut++;
		s = (struct str){s.ptr + cut, s.len - cut};
	}
	cut = 0;
	while (cut < s.len && !is_blank(s.ptr[cut]) && s.ptr[cut] != '(')
		cut++;
	struct str first = {s.ptr, cut};
	if (memchr(first.ptr, '/', cut) == NULL &&
	    memchr(first.ptr, '-', cut) == NULL &&
	    memchr(first.ptr, '.', cut) == NULL)
		return worded_date(text, cell, reference);
	return parse_near(first, reference);
}
