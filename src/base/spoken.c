/* SPDX-License-Identifier: Apache-2.0 */
#include "base/spoken.h"

#include "base/number.h"

/* The next word or number ("14th" is both); an apostrophe belongs to its word
 * ("o'clock"). */
static bool
next_word(struct str s, size_t *at, struct str *word)
{
	size_t i = *at;

	while (i < s.len && !is_alpha(s.ptr[i]) && !is_digit(s.ptr[i]))
		i++;
	size_t start = i;
	bool digits = i < s.len && is_digit(s.ptr[i]);
	while (i < s.len && (digits ? is_digit(s.ptr[i]) :
	    is_alpha(s.ptr[i]) || (s.ptr[i] == '\'' && i > start)))
		i++;
	*word = str_slice(s, (struct span){start, i});
	*at = i;
	return word->len > 0;
}

/* 1 to 30 for "first" to "thirtieth", else 0. */
static int
ordinal_of(struct str word)
{
	static const char *const names[] = {"first", "second", "third",
	    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
	    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
	    "sixteenth", "seventeenth", "eighteenth", "nineteenth",
	    "twentieth"};

	for (int i = 0; i < 20; i++)
		if (str_eq_nocase(word, str_of(names[i])))
			return i + 1;
	return str_eq_nocase(word, STR("thirtieth")) ? 30 : 0;
}

/* What has been said of a date so far. */
struct said {
	int day;
	int month;
	int year;	/* as figures give it, or 2000 of "twenty twenty-six"
			 * and "two thousand twenty-six"; 0 before */
	int further;	/* "twenty-six", behind these */
	int tens;	/* "twenty" that may yet be part of a day */
	bool joined;	/* the day is such tens and a number */
	bool two;	/* was said where a year begins:
			 * "thousand" must follow */
};

static bool
say_day(struct said *d, int value)
{
	if (d->tens == 0 && (value == 20 || value == 30)) {
		d->tens = value;
	} else if (d->tens == 0 && value >= 1 && value <= 31) {
		d->day = value;
	} else if (value >= 1 && value <= 9) {
		d->day = d->tens + value;
		d->joined = true;
	} else if (value == 20) {
		/* "May twenty, twenty ..." */
		d->day = d->tens;
		d->year = 2000;
	} else {
		return false;
	}
	return true;
}

static bool
say_year(struct said *d, int value)
{
	if (d->year == 0 && value == 20)
		d->year = 2000;
	else if (d->year == 0 && value == 2 && d->month != 0)
		d->two = true;
	else if (d->year == 2000 && value < 100 && (d->further == 0 ||
	    (d->further % 10 == 0 && value < 10)))
		d->further += value;
	else
		return false;
	return true;
}

static bool
say_number(struct said *d, int value)
{
	enum { FIRST_YEAR = 1800 };	/* that figures can be */

	if (value < 0 || d->two)
		return false;
	if (value >= FIRST_YEAR && d->year == 0) {
		d->year = value;
		return true;
	}
	return d->day == 0 ? say_day(d, value) : say_year(d, value);
}

/* The "two" before it stands alone, or was taken for the day's: "twenty, two
 * thousand". */
static bool
say_thousand(struct said *d)
{
	bool of_day = d->year == 0 && d->joined && d->day % 10 == 2;

	if (!d->two && !of_day)
		return false;
	if (!d->two)
		d->day -= 2;
	d->two = false;
	d->year = 2000;
	return true;
}

static bool
say(struct said *d, struct str word)
{
	static const char *const fillers[] = {"the", "of", "and", "st", "nd",
	    "rd", "th", NULL};
	int month = month_named(word), ordinal = ordinal_of(word);

	if (str_is_one_of(word, fillers))
		return true;
	if (month != 0 && d->month == 0) {
		d->month = month;
		return true;
	}
	if (ordinal != 0) {
		bool free = d->day == 0;
		d->day = d->tens + ordinal;
		d->tens = 0;
		return free;
	}
	if (str_eq_nocase(word, STR("thousand")))
		return say_thousand(d);
	return say_number(d, number_parse(word));
}

date_t
date_spoken(struct str s)
{
	struct said d = {0};
	struct str word;
	size_t at = 0;

	while (next_word(s, &at, &word))
		if (!say(&d, word))
			return NO_DATE;
	return d.year == 0 ? NO_DATE :
	    date_of(d.year + d.further, d.month, d.day);
}

/* What has been said of a time so far. */
struct clock {
	int hour;	/* -1 while none was said */
	int minute;	/* -1 while none was said */
	int offset;	/* "half past" is 30, "quarter to" is -15 */
	int pending;	/* of "quarter" and "half", or "ten" before "past" */
	enum half half;
	bool marked;	/* something only a time of day has */
};

static bool
tell_number(struct clock *c, int value)
{
	if (c->hour < 0 && value >= 1 && value <= 23)
		c->hour = value;
	else if (c->hour >= 0 && c->minute < 0 && value < 60)
		c->minute = value;
	else if (c->minute >= 20 && c->minute % 10 == 0 && value < 10)
		c->minute += value;
	else
		return false;
	return true;
}

/* "Twenty-five past": what was taken for a time are its minutes. */
static bool
take_offset(struct clock *c, bool past)
{
	int said = c->pending;

	if (said == 0 && c->hour > 0)
		said = c->hour + (c->minute > 0 ? c->minute : 0);
	if (said == 0 || said > 30 || c->offset != 0)
		return false;
	c->hour = c->minute = -1;
	c->offset = past ? said : -said;
	c->marked = true;
	return true;
}

static bool
tell(struct clock *c, struct str word)
{
	static const char *const past[] = {"past", "after", NULL};
	static const char *const to[] = {"to", "before", "of", "till", NULL};
	static const char *const fillers[] = {"in", "the", "at", "oh", "o",
	    "a", "minutes", NULL};	/* "five minutes to ten" */
	static const char *const before_noon[] = {"morning", "am", NULL};
	static const char *const after_noon[] = {"afternoon", "evening", "pm",
	    "p", NULL};

	/* Of "a.m." and "p.m." the letters come one by one. */
	if (str_eq_nocase(word, STR("m"))) {
		if (c->half == HALF_UNKNOWN)
			c->half = HALF_AM;
		c->marked = true;
		return true;
	}

	if (str_is_one_of(word, before_noon) ||
	    str_is_one_of(word, after_noon)) {
		c->half = str_is_one_of(word, before_noon) ? HALF_AM : HALF_PM;
		c->marked = true;
	} else if (str_eq_nocase(word, STR("o'clock"))) {
		c->marked = true;
	} else if (str_eq_nocase(word, STR("noon"))) {
		c->marked = true;
		c->half = HALF_PM;
		return tell_number(c, 12);
	} else if (str_eq_nocase(word, STR("quarter"))) {
		c->pending = 15;
	} else if (str_eq_nocase(word, STR("half"))) {
		c->pending = 30;
	} else if (str_is_one_of(word, past) || str_is_one_of(word, to)) {
		return take_offset(c, str_is_one_of(word, past));
	} else if (!str_is_one_of(word, fillers)) {
		int value = number_parse(word);
		return value >= 0 && tell_number(c, value);
	}
	return true;
}

minute_t
time_spoken(struct str s, enum half *half)
{
	struct clock c = {.hour = -1, .minute = -1};
	struct str word;
	size_t at = 0;

	*half = HALF_UNKNOWN;
	while (next_word(s, &at, &word))
		if (!tell(&c, word))
			return NO_TIME;
	if (c.hour < 0 || (c.minute < 0 && !c.marked))
		return NO_TIME;
	if (c.half != HALF_UNKNOWN && c.hour <= 12)
		c.hour = c.hour % 12 + (c.half == HALF_PM ? 12 : 0);
	*half = c.half;
	int minutes = c.hour * 60 + (c.minute > 0 ? c.minute : 0) + c.offset;
	return minutes < 0 || minutes >= 24 * 60 ? NO_TIME : (minute_t)minutes;
}
