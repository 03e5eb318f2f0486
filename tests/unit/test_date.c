/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/spoken.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* Text, the year it is written in (0: not known), the date (NULL: none). */
static const struct {
	const char *text;
	int near;
	const char *date;
} dates[] = {
	{"2026-03-04", 0, "2026-03-04"},
	{"2026-3-4", 0, "2026-03-04"},
	{"2026/03/04", 0, "2026-03-04"},
	{"3/4/2026", 0, "2026-03-04"},
	{"03/04/2026", 0, "2026-03-04"},
	{"3.4.26", 0, "2026-03-04"},
	{"03-04-26", 0, "2026-03-04"},
	{"3 / 4 / 2026", 0, "2026-03-04"},
	{"Mar 4, 2026", 0, "2026-03-04"},
	{"MARCH 4 2026", 0, "2026-03-04"},
	{"Mar. 4th, 2026", 0, "2026-03-04"},
	{"4 March 2026", 0, "2026-03-04"},
	{"4-Mar-26", 0, "2026-03-04"},
	{"04MAR2026", 0, "2026-03-04"},
	{"2026 Mar 4", 0, "2026-03-04"},
	{"20260304", 0, "2026-03-04"},
	{"03042026", 0, "2026-03-04"},
	{"13042026", 0, NULL},
	{" 3/4/2026 ", 0, "2026-03-04"},
	{"Sept 9, 2025", 0, "2025-09-09"},
	{"May 1st, 2025", 0, "2025-05-01"},
	{"June 2nd 2025", 0, "2025-06-02"},
	{"Jul 3rd 2025", 0, "2025-07-03"},
	{"12/31/1999", 0, "1999-12-31"},
	{"31/12/1999", 0, "1999-12-31"},
	{"13/4/26", 0, "2026-04-13"},

	/* Two-digit years are 1930 to 2029. */
	{"1/1/00", 0, "2000-01-01"},
	{"1/1/29", 0, "2029-01-01"},
	{"1/1/30", 0, "1930-01-01"},
	{"Jan 1, 99", 0, "1999-01-01"},

	/* Leap days. */
	{"2/29/2024", 0, "2024-02-29"},
	{"2/29/24", 0, "2024-02-29"},
	{"Feb 29, 2000", 0, "2000-02-29"},
	{"20240229", 0, "2024-02-29"},
	{"2/29/2023", 0, NULL},
	{"2/29/2026", 0, NULL},
	{"2/29/1900", 0, NULL},
	{"2/30/2024", 0, NULL},

	/* Without a year. */
	{"3/4", 2026, "2026-03-04"},
	{"Mar 4", 2026, "2026-03-04"},
	{"4 March", 2026, "2026-03-04"},
	{"March 4th", 2026, "2026-03-04"},
	{"2/29", 2024, "2024-02-29"},
	{"2/29", 2026, NULL},
	{"3/4/25", 2026, "2025-03-04"},
	{"20250304", 2026, "2025-03-04"},
	{"3/4", 0, NULL},
	{"Mar 4", 0, NULL},

	/* No dates. */
	{"", 0, NULL},
	{" - ", 2026, NULL},
	{"4", 2026, NULL},
	{"2026", 2026, NULL},
	{"March", 2026, NULL},
	{"March 2026", 2026, NULL},
	{"13/14/2026", 0, NULL},
	{"0/4/2026", 0, NULL},
	{"3/0/2026", 0, NULL},
	{"4/31/2026", 0, NULL},
	{"20261301", 0, NULL},
	{"3/4/126", 0, NULL},
	{"3/4/20266", 0, NULL},
	{"1/2/3/4", 0, NULL},
	{"Mar Apr 4", 2026, NULL},
	{"Ma 4, 2026", 0, NULL},
	{"Marchy 4, 2026", 0, NULL},
	{"DOS 3/4/2026", 0, NULL},
	{"3/4/2026 9", 0, NULL},
	{"99999999999/1/1", 0, NULL},
	{"2026-03-04T09:30", 0, NULL},
};

static void
dates_are_read_as_charts_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(dates); i++) {
		date_t near = dates[i].near ? date_of(dates[i].near, 7, 1) :
		    NO_DATE;
		date_t d = date_parse(str_of(dates[i].text), near);
		char seen[11] = "none";
		if (d != NO_DATE)
			date_format(d, seen);
		const char *expected = dates[i].date ? dates[i].date : "none";
		if (strcmp(seen, expected) != 0)
			fail_msg("\"%s\" in %d: %s, not %s", dates[i].text,
			    dates[i].near, seen, expected);
	}
}

static void
days_count_from_1970(void **state)
{
	(void)state;
	assert_int_equal(date_of(1970, 1, 1), 0);
	assert_int_equal(date_of(1969, 12, 31), -1);
	assert_int_equal(date_of(2000, 3, 1), 11017);
	assert_int_equal(date_of(2026, 3, 1) - date_of(2026, 2, 28), 1);
	assert_int_equal(date_of(2024, 3, 1) - date_of(2024, 2, 28), 2);
	assert_int_equal(date_of(1799, 12, 31), NO_DATE);
	assert_int_equal(date_of(3000, 1, 1), NO_DATE);
	assert_int_equal(date_of(2026, 6, 31), NO_DATE);
	assert_int_equal(date_of(2026, -1, 1), NO_DATE);
}

static void
every_day_survives_the_way_there_and_back(void **state)
{
	int year, month, day;
	char text[11];

	(void)state;
	for (date_t d = date_of(1800, 1, 1); d <= date_of(2999, 12, 31); d++) {
		date_parts(d, &year, &month, &day);
		if (date_of(year, month, day) != d)
			fail_msg("day %d became %d-%d-%d", d, year, month, day);
		/* Reading each text costs; every 97th will do. */
		if (d % 97 != 0)
			continue;
		date_format(d, text);
		assert_int_equal(date_parse(str_of(text), NO_DATE), d);
	}
}

/* Text, the time (NULL: none), the half of the day that was written. */
static const struct {
	const char *text;
	const char *time;
	enum half half;
} times[] = {
	{"9:05", "09:05", HALF_UNKNOWN},
	{"09:05", "09:05", HALF_UNKNOWN},
	{"0905", "09:05", HALF_UNKNOWN},
	{"905", "09:05", HALF_UNKNOWN},
	{"0905h", "09:05", HALF_UNKNOWN},
	{"14:00h", "14:00", HALF_UNKNOWN},
	{"1430", "14:30", HALF_UNKNOWN},
	{"14.30", "14:30", HALF_UNKNOWN},
	{"14:30", "14:30", HALF_UNKNOWN},
	{"0:00", "00:00", HALF_UNKNOWN},
	{"0000", "00:00", HALF_UNKNOWN},
	{"23:59", "23:59", HALF_UNKNOWN},
	{"9", "09:00", HALF_UNKNOWN},
	{" 9:05 ", "09:05", HALF_UNKNOWN},
	{"9am", "09:00", HALF_AM},
	{"9 AM", "09:00", HALF_AM},
	{"9:05a", "09:05", HALF_AM},
	{"9:05 a.m.", "09:05", HALF_AM},
	{"2:05pm", "14:05", HALF_PM},
	{"2:50 PM", "14:50", HALF_PM},
	{"2:50 p.m.", "14:50", HALF_PM},
	{"4:10P", "16:10", HALF_PM},
	{"410pm", "16:10", HALF_PM},
	{"12am", "00:00", HALF_AM},
	{"12:30 AM", "00:30", HALF_AM},
	{"12pm", "12:00", HALF_PM},
	{"12:30pm", "12:30", HALF_PM},
	{"11:59 PM", "23:59", HALF_PM},

	/* Both clocks at once: the 24-hour one is meant. */
	{"14:30 PM", "14:30", HALF_PM},
	{"0:30 am", "00:30", HALF_AM},

	{"", NULL, HALF_UNKNOWN},
	{"am", NULL, HALF_UNKNOWN},
	{"noon", NULL, HALF_UNKNOWN},
	{"24:00", NULL, HALF_UNKNOWN},
	{"2400", NULL, HALF_UNKNOWN},
	{"25:10", NULL, HALF_UNKNOWN},
	{"9:60", NULL, HALF_UNKNOWN},
	{"9:5", NULL, HALF_UNKNOWN},
	{"9:055", NULL, HALF_UNKNOWN},
	{"1260", NULL, HALF_UNKNOWN},
	{"0960", NULL, HALF_UNKNOWN},
	{"97110", NULL, HALF_UNKNOWN},
	{"9:05:30", NULL, HALF_UNKNOWN},
	{"9:05 to", NULL, HALF_UNKNOWN},
	{"9 apples", NULL, HALF_UNKNOWN},
	{"9 patients", NULL, HALF_UNKNOWN},
	{"9:05 pmx", NULL, HALF_UNKNOWN},
	{"9:05 ap", NULL, HALF_UNKNOWN},
	{"at 9:05", NULL, HALF_UNKNOWN},
	{"9:05 9:50", NULL, HALF_UNKNOWN},
	{"99999999999999999999", NULL, HALF_UNKNOWN},
};

static void
times_are_read_as_charts_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(times); i++) {
		enum half half = HALF_PM;
		minute_t t = time_parse(str_of(times[i].text), &half);
		char seen[6] = "none";
		if (t != NO_TIME)
			time_format(t, seen);
		const char *expected = times[i].time ? times[i].time : "none";
		if (strcmp(seen, expected) != 0 || (t != NO_TIME &&
		    half != times[i].half))
			fail_msg("\"%s\": %s (half %d), not %s (half %d)",
			    times[i].text, seen, half, expected, times[i].half);
	}
}

static void
every_minute_survives_the_way_there_and_back(void **state)
{
	enum half half;
	char text[6];

	(void)state;
	for (minute_t t = 0; t < 24 * 60; t++) {
		time_format(t, text);
		assert_int_equal(time_parse(str_of(text), &half), t);
	}
}

/* Said in words: text, date (NULL: none). */
static const struct {
	const char *text;
	const char *date;
} said_dates[] = {
	{"the fourteenth of January 2025", "2025-01-14"},
	{"October seventh, twenty twenty-five", "2025-10-07"},
	{"October twenty-first, twenty twenty-five", "2025-10-21"},
	{"March 3, two thousand twenty-six", "2026-03-03"},
	{"the thirtieth of June two thousand and nineteen", "2019-06-30"},
	{"January sixteen, two thousand twenty-five", "2025-01-16"},
	{"May twenty-two twenty twenty-six", "2026-05-22"},
	{"May twenty, twenty twenty-six", "2026-05-20"},
	{"May twenty, two thousand twenty-six", "2026-05-20"},
	{"May twenty-two, two thousand twenty-six", "2026-05-22"},
	{"February thirtieth, twenty twenty-five", NULL},
	{"October seventh", NULL},
	{"October seventh, two twenty-five", NULL},
	{"2000 twenty ten May twenty", NULL},
	{"twenty twenty-five", NULL},
	{"second set of twenty", NULL},
	{"", NULL},
};

static void
dictated_dates_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(said_dates); i++) {
		date_t d = date_spoken(str_of(said_dates[i].text));
		char seen[11] = "none";
		if (d != NO_DATE)
			date_format(d, seen);
		const char *expected = said_dates[i].date ?
		    said_dates[i].date : "none";
		if (strcmp(seen, expected) != 0)
			fail_msg("\"%s\": %s, not %s", said_dates[i].text,
			    seen, expected);
	}
}

static const struct {
	const char *text;
	const char *time;
	enum half half;
} said_times[] = {
	{"one fifteen in the afternoon", "13:15", HALF_PM},
	{"two o'clock", "02:00", HALF_UNKNOWN},
	{"nine oh five", "09:05", HALF_UNKNOWN},
	{"ten forty-five am", "10:45", HALF_AM},
	{"half past nine", "09:30", HALF_UNKNOWN},
	{"quarter to three", "02:45", HALF_UNKNOWN},
	{"five minutes to ten", "09:55", HALF_UNKNOWN},
	{"twelve thirty in the afternoon", "12:30", HALF_PM},
	{"noon", "12:00", HALF_PM},
	{"nine", NULL, HALF_UNKNOWN},
	{"nine apples", NULL, HALF_UNKNOWN},
	{"half", NULL, HALF_UNKNOWN},
	{"", NULL, HALF_UNKNOWN},
};

static void
dictated_times_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(said_times); i++) {
		enum half half;
		minute_t t = time_spoken(str_of(said_times[i].text), &half);
		char seen[6] = "none";
		if (t != NO_TIME)
			time_format(t, seen);
		const char *expected = said_times[i].time ?
		    said_times[i].time : "none";
		if (strcmp(seen, expected) != 0 ||
		    (t != NO_TIME && half != said_times[i].half))
			fail_msg("\"%s\": %s, not %s", said_times[i].text,
			    seen, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dictated_dates_are_read),
		cmocka_unit_test(dictated_times_are_read),
		cmocka_unit_test(dates_are_read_as_charts_write_them),
		cmocka_unit_test(days_count_from_1970),
		cmocka_unit_test(every_day_survives_the_way_there_and_back),
		cmocka_unit_test(times_are_read_as_charts_write_them),
		cmocka_unit_test(every_minute_survives_the_way_there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
