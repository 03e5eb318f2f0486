/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include <stdio.h>

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", 2013; years begin in March so that the leap day comes last. */
static date_t
days_from_civil(int y, int m, int d)
{
	y -= m <= 2;
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

void
date_parts(date_t day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp + (mp < 10 ? 3 : -9);
	*year = yoe + era * 400 + (*month <= 2);
}

date_t
date_of(int year, int month, int day)
{
	int y, m, d;

	if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 ||
	    day > 31)
		return NO_DATE;
	date_t out = days_from_civil(year, month, day);
	date_parts(out, &y, &m, &d);
	return m == month && d == day ? out : NO_DATE;
}

void
date_format(date_t d, char out[11])
{
	int year, month, day;

	date_parts(d, &year, &month, &day);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000,
	    (unsigned)month % 100, (unsigned)day % 100);
}

/* The next run of digits or letters of a date; false at the end. */
static bool
next_field(struct str s, size_t *at, struct str *field)
{
	size_t i = *at;

	while (i < s.len && !is_digit(s.ptr[i]) && !is_alpha(s.ptr[i]))
		i++;
	if (i == s.len)
		return false;
	size_t start = i;
	bool digits = is_digit(s.ptr[i]);
	while (i < s.len && (digits ? is_digit(s.ptr[i]) : is_alpha(s.ptr[i])))
		i++;
	*field = str_slice(s, (struct span){start, i});
	*at = i;
	return true;
}

int
month_named(struct str s)
{
	static const char *const names[] = {"january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december"};

	if (s.len < 3)
		return 0;
	for (int m = 0; m < 12; m++) {
		struct str name = str_of(names[m]);
		if (s.len <= name.len &&
		    str_eq_nocase(s, (struct str){name.ptr, s.len}))
			return m + 1;
	}
	return 0;
}

static int
full_year(long y, size_t digits)
{
	if (digits > 2)
		return (int)y;
	return (int)(y < 30 ? 2000 + y : 1900 + y);
}

/* The suffix of an ordinal day ("4th"), which carries no meaning. */
static bool
is_ordinal(struct str s)
{
	return str_eq_nocase(s, STR("st")) || str_eq_nocase(s, STR("nd")) ||
	    str_eq_nocase(s, STR("rd")) || str_eq_nocase(s, STR("th"));
}

/* Numbers of a date as they come, with how many digits each has. */
struct numbers {
	long at[3];
	size_t digits[3];
	size_t n;
};

/* The month stands as a word. */
static date_t
date_with_name(const struct numbers *n, int month, int near_year)
{
	if (n->n == 2 && n->digits[0] == 4)
		return date_of((int)n->at[0], month, (int)n->at[1]);
	if (n->n == 2)
		return date_of(full_year(n->at[1], n->digits[1]), month,
		    (int)n->at[0]);
	return n->n == 1 ? date_of(near_year, month, (int)n->at[0]) : NO_DATE;
}

/* 03042026 and 20260304: no year begins with a month. */
static date_t
date_in_one(long n)
{
	if (n / 1000000 <= 12)
		return date_of((int)(n % 10000), (int)(n / 1000000),
		    (int)(n / 10000 % 100));
	return date_of((int)(n / 10000), (int)(n / 100 % 100), (int)(n % 100));
}

static date_t
date_of_three(const struct numbers *n)
{
	if (n->digits[0] == 4)
		return date_of((int)n->at[0], (int)n->at[1], (int)n->at[2]);
	if (n->digits[2] != 2 && n->digits[2] != 4)
		return NO_DATE;
	/* Day first where it can be nothing else. */
	bool swap = n->at[0] > 12 && n->at[1] <= 12;
	return date_of(full_year(n->at[2], n->digits[2]), (int)n->at[swap],
	    (int)n->at[!swap]);
}

static date_t
date_from_fields(const struct str *f, size_t n_fields, date_t near)
{
	struct numbers n = {.n = 0};
	int month = 0, year = 0, near_month, near_day;

	for (size_t i = 0; i < n_fields; i++) {
		int named = month_named(f[i]);
		if (named != 0 && month == 0)
			month = named;
		else if (n.n < 3 && str_number(f[i], 99999999, &n.at[n.n]))
			n.digits[n.n++] = f[i].len;
		else
			return NO_DATE;
	}
	if (near != NO_DATE)
		date_parts(near, &year, &near_month, &near_day);
	else if (n_fields < 3 && n.digits[0] != 8)
		return NO_DATE;
	if (month != 0)
		return date_with_name(&n, month, year);
	if (n.n == 1 && n.digits[0] == 8)
		return date_in_one(n.at[0]);
	if (n.n == 2)
		return date_of(year, (int)n.at[0], (int)n.at[1]);
	return n.n == 3 ? date_of_three(&n) : NO_DATE;
}

date_t
date_parse(struct str s, date_t near)
{
	struct str fields[3], field;
	size_t at = 0, n = 0;

	while (next_field(s, &at, &field)) {
		if (n > 0 && is_ordinal(field))
			continue;
		if (n == 3)
			return NO_DATE;
		fields[n++] = field;
	}
	return n == 0 ? NO_DATE : date_from_fields(fields, n, near);
}

/* The half of the day that the whole of `s` names: "p", "PM", "a.m."; false
 * when it says something else.  Nothing at all leaves it unknown. */
static bool
read_half(struct str s, enum half *half)
{
	char letters[2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '.' && n > 0)
			continue;
		if (!is_alpha(s.ptr[i]) || n == 2)
			return false;
		letters[n++] = to_lower(s.ptr[i]);
	}
	if (n == 0)
		return true;
	if ((letters[0] != 'a' && letters[0] != 'p') ||
	    (n == 2 && letters[1] != 'm'))
		return false;
	*half = letters[0] == 'a' ? HALF_AM : HALF_PM;
	return true;
}

/* The digits at the start of `*s`, which moves behind them. */
static struct str
take_digits(struct str *s)
{
	struct str digits = {s->ptr, 0};

	while (digits.len < s->len && is_digit(s->ptr[digits.len]))
		digits.len++;
	*s = str_slice(*s, (struct span){digits.len, s->len});
	return digits;
}

minute_t
time_parse(struct str s, enum half *half)
{
	struct str rest = str_trim(s), digits = take_digits(&rest);
	long hour, minute = 0;

	*half = HALF_UNKNOWN;
	if (digits.len > 4 || !str_number(digits, 2400, &hour))
		return NO_TIME;
	if (digits.len >= 3) {		/* 0905: both in one */
		minute = hour % 100;
		hour /= 100;
	} else if (rest.len > 0 && (rest.ptr[0] == ':' || rest.ptr[0] == '.' ||
	    to_lower(rest.ptr[0]) == 'h')) {
		rest = str_slice(rest, (struct span){1, rest.len});
		digits = take_digits(&rest);
		if (digits.len != 2 || !str_number(digits, 59, &minute))
			return NO_TIME;
	}
	/* "0905h", "14:00h" */
	if (digits.len >= 2 && rest.len == 1 && to_lower(rest.ptr[0]) == 'h')
		rest.len = 0;
	if (hour > 23 || minute > 59 || !read_half(str_trim(rest), half))
		return NO_TIME;
	/* "14:05 PM" is written in earnest. */
	if (*half != HALF_UNKNOWN && hour >= 1 && hour <= 12)
		hour = hour % 12 + (*half == HALF_PM ? 12 : 0);
	return (minute_t)(hour * 60 + minute);
}

void
time_format(minute_t t, char out[6])
{
	snprintf(out, 6, "%02u:%02u", (unsigned)t / 60 % 24, (unsigned)t % 60);
}
