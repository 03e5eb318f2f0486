/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/hl7_time.h"

enum { DIGITS = 14, DAY_MINUTES = 24 * 60 };

/* The digits before fraction and offset, without what ISO puts between. */
static size_t
digits_of(struct str s, char out[DIGITS])
{
	bool iso = s.len >= 10 && s.ptr[4] == '-' && s.ptr[7] == '-';
	size_t n = 0;

	for (size_t i = 0; i < s.len && n < DIGITS; i++) {
		char c = s.ptr[i];
		if (is_digit(c))
			out[n++] = c;
		else if (!iso || !(c == '-' ? i < 8 : c == 'T' || c == ' ' ||
		    c == ':'))
			break;
	}
	return n;
}

static int
number(const char *digits, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

struct hl7_time
hl7_time_of(struct str s)
{
	struct hl7_time t = {NO_DATE, NO_TIME};
	char d[DIGITS];
	size_t n = digits_of(str_trim(s), d);

	if (n < 8)
		return t;
	t.day = date_of(number(d, 4), number(d + 4, 2), number(d + 6, 2));
	if (t.day == NO_DATE || n < 12)
		return t;
	int hour = number(d + 8, 2), minute = number(d + 10, 2);
	if (hour < 24 && minute < 60)
		t.minute = (minute_t)(hour * 60 + minute);
	return t;
}

int
hl7_minutes(struct hl7_time from, struct hl7_time to)
{
	if (from.day == NO_DATE || to.day == NO_DATE ||
	    from.minute == NO_TIME || to.minute == NO_TIME ||
	    to.day < from.day || to.day - from.day > 1)
		return -1;
	int minutes = (to.day - from.day) * DAY_MINUTES + to.minute -
	    from.minute;
	return minutes > 0 && minutes < DAY_MINUTES ? minutes : -1;
}
