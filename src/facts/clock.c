/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/clock.h"

#include "base/spoken.h"

enum { NOON = 12 * 60, EARLIEST = 6 * 60 };

static minute_t
in_the_day(minute_t t, enum half half)
{
	return half == HALF_UNKNOWN && t < EARLIEST ? (minute_t)(t + NOON) : t;
}

/* "eight": an hour only to who knows that it is a time. */
static minute_t
hour_in_words(struct str word)
{
	static const char *const hours[] = {"twelve", "one", "two", "three",
	    "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"};

	for (int i = 0; i < 12; i++)
		if (str_eq_nocase(word, str_of(hours[i])))
			return (minute_t)((i == 0 ? 12 : i) * 60);
	return NO_TIME;
}

static minute_t
time_of(struct str s, enum half *half)
{
	minute_t t = time_parse(s, half);

	if (t == NO_TIME && s.len > 0)
		t = time_spoken(s, half);
	return t != NO_TIME ? t : hour_in_words(s);
}

minute_t
clock_time(struct str s)
{
	enum half half = HALF_UNKNOWN;
	minute_t t = time_of(s, &half);

	return t == NO_TIME ? t : in_the_day(t, half);
}

void
clock_range(struct str from, struct str to, minute_t *start, minute_t *end)
{
	enum half in_half = HALF_UNKNOWN, out_half = HALF_UNKNOWN;
	minute_t in = time_of(from, &in_half);
	minute_t out = time_of(to, &out_half);

	if (in != NO_TIME && out != NO_TIME && in_half == HALF_UNKNOWN &&
	    out_half == HALF_PM && in < NOON && in + NOON <= out)
		in = (minute_t)(in + NOON);
	else if (in != NO_TIME)
		in = in_the_day(in, in_half);
	if (out != NO_TIME && in != NO_TIME && out_half == HALF_UNKNOWN &&
	    out < in && out + NOON > in && out < NOON)
		out = (minute_t)(out + NOON);
	else if (out != NO_TIME)
		out = in_the_day(out, out_half);
	*start = in;
	*end = out;
}
