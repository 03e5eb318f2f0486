/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Calendar dates and times of day as US charts write them.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

/** A day: days since 1970-01-01 in the Gregorian calendar, or NO_DATE. */
typedef int32_t date_t;
#define NO_DATE INT32_MIN

/** The day of a calendar date; NO_DATE when there is no such day. */
date_t date_of(int year, int month, int day);

/** The calendar date of a day other than NO_DATE. */
void date_parts(date_t d, int *year, int *month, int *day);

/**
 * The date written in the whole of `s`: 2026-03-04, 3/4/2026, 3.4.26,
 * 03-04-26, Mar 4, 2026, 4 March 2026, 20260304, 03042026.  The month comes
 * before the day unless it cannot (19/02/2026).  Two-digit years are 1930 to
 * 2029.  A date without a year takes `near`'s year, or fails when that is
 * NO_DATE.  Returns NO_DATE when `s` is not a date.
 */
date_t date_parse(struct str s, date_t near);

/** 1 to 12 for an English month's name or its first three letters or more,
 * else 0. */
int month_named(struct str s);

/** Writes YYYY-MM-DD and a NUL. */
void date_format(date_t d, char out[11]);

/** A minute of the day, 0 to 1439, or NO_TIME. */
typedef int16_t minute_t;
#define NO_TIME ((minute_t)-1)

enum half { HALF_UNKNOWN, HALF_AM, HALF_PM };

/**
 * The time of day written in the whole of `s`: 9:05, 0905, 2:05pm, 2:50 PM,
 * 4:10P, 14.30, 9am.  `*half` says whether AM or PM was written.  Returns
 * NO_TIME when `s` is not a time.
 */
minute_t time_parse(struct str s, enum half *half);

/** Writes HH:MM and a NUL. */
void time_format(minute_t t, char out[6]);

#endif
