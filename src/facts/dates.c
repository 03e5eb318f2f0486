/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dates.h"

enum { LAST_MONTH = 12, LAST_DAY = 31 };

/* The number of one or two digits at `at`, which moves behind it; 0 for
 * none or a longer one. */
static int
small_number(struct str s, size_t *at)
{
	int n = 0;
	size_t digits = 0;

	for (; *at < s.len && is_digit(s.ptr[*at]); digits++, (*at)++)
		n = digits < 2 ? n * 10 + (s.ptr[*at] - '0') : 0;
	return digits <= 2 ? n : 0;
}

/* A date in numbers, with what parts them. */
struct numeric {
	int first;
	int second;
	size_t year_digits;
	char mark;
};

/* The date of "12.6.25", "12/6/2025" or "12-06-25" at `at`, which moves on;
 * false when no such date stands there. */
static bool
numeric_date(struct str s, size_t *at, struct numeric *n)
{
	size_t i = *at;

	n->first = small_number(s, &i);
	*at = i;
	if (n->first == 0 || i >= s.len)
		return false;
	n->mark = s.ptr[i++];
	if (n->mark != '.' && n->mark != '/' && n->mark != '-')
		return false;
	n->second = small_number(s, &i);
	if (n->second == 0 || i >= s.len || s.ptr[i] != n->mark)
		return false;
	*at = ++i;
	while (i < s.len && is_digit(s.ptr[i]))
		i++;
	n->year_digits = i - *at;
	return (n->year_digits == 2 || n->year_digits == 4) &&
	    n->first <= LAST_DAY && n->second <= LAST_DAY;
}

/* "15/12/10" may be repetitions of three sets; a full year is none. */
static bool
surely_date(const struct numeric *n)
{
	return n->year_digits == 4 || n->mark == '.';
}

bool
dates_day_first(struct str text)
{
	bool found = false;
	struct numeric n;

	for (size_t i = 0; i < text.len;) {
		if (!is_digit(text.ptr[i])) {
			i++;
			continue;
		}
		if (!numeric_date(text, &i, &n))
			continue;
		if (n.second > LAST_MONTH)
			return false;
		found |= n.first > LAST_MONTH && surely_date(&n);
	}
	return found;
}

date_t
dates_parse(struct str s, date_t near, bool day_first)
{
	date_t d = date_parse(s, near);
	struct numeric n;
	int year, month, day;
	size_t at = 0;

	if (d == NO_DATE || !day_first || !numeric_date(s, &at, &n) ||
	    n.first > LAST_MONTH || n.second > LAST_MONTH)
		return d;
	date_parts(d, &year, &month, &day);
	return date_of(year, day, month);
}
