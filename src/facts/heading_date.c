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

/* Behind a word that begins it, a day's name or a visit's ("Mon 6/1", "V14
 * 08/06"). */
static struct str
behind_name(struct str s)
{
	enum { LONGEST_DAY = 10 };	/* bytes of a day's name */
	size_t cut = 0;

	while (cut < s.len && cut < LONGEST_DAY && is_alpha(s.ptr[cut]))
		cut++;
	while (cut > 0 && cut < s.len && cut < LONGEST_DAY &&
	    is_digit(s.ptr[cut]))
		cut++;
	if (cut == s.len || (s.ptr[cut] != ' ' && s.ptr[cut] != '.'))
		return s;
	while (cut < s.len && !is_word(s.ptr[cut]))
		cut++;
	return (struct str){s.ptr + cut, s.len - cut};
}

/* Behind the number of a visit: "Visit 14 08/06", "#14 08/06". */
static struct str
behind_number(struct str s)
{
	size_t from = s.len > 0 && s.ptr[0] == '#', cut = from;

	while (cut < s.len && is_digit(s.ptr[cut]))
		cut++;
	if (cut == from || cut == s.len || s.ptr[cut] != ' ')
		return s;
	struct str rest = str_trim(
	    (struct str){s.ptr + cut, s.len - cut});
	return rest.len > 0 && is_digit(rest.ptr[0]) ? rest : s;
}

date_t
heading_date(struct str text, struct span cell, date_t reference)
{
	struct str s = str_slice(text, cell);
	size_t cut = 0;

	if (s.len > 0 && s.ptr[0] == '.')	/* the last that leads to it */
		s = (struct str){s.ptr + 1, s.len - 1};
	s = behind_number(behind_name(s));
	while (cut < s.len && !is_blank(s.ptr[cut]) && s.ptr[cut] != '(')
		cut++;
	struct str first = {s.ptr, cut};
	if (memchr(first.ptr, '/', cut) == NULL &&
	    memchr(first.ptr, '-', cut) == NULL &&
	    memchr(first.ptr, '.', cut) == NULL)
		return worded_date(text, cell, reference);
	return parse_near(first, reference);
}
