/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dates and times of day in words, as people dictate them.
 */
#ifndef BASE_SPOKEN_H
#define BASE_SPOKEN_H

#include "base/date.h"

/**
 * The date in the whole of `s`, with its day or its year in words: "the
 * fourteenth of January 2025", "October seventh, twenty twenty-five", "March
 * 3, two thousand twenty-six".  NO_DATE when it is none.
 */
date_t date_spoken(struct str s);

/**
 * The time of day in the whole of `s`, its numbers in words or digits: "one
 * fifteen in the afternoon", "two o'clock", "half past nine", "nine oh five".
 * `*half` says whether the half of the day was said.  NO_TIME when it is none.
 */
minute_t time_spoken(struct str s, enum half *half);

#endif
