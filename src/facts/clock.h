/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Clock times as charts write them, from one to another.
 */
#ifndef FACTS_CLOCK_H
#define FACTS_CLOCK_H

#include "base/date.h"

/**
 * The times of a range; either text may be empty.  Where the half of the day
 * is not written, one end gives it to the other, and before six in the morning
 * is taken for the afternoon: clinics do not treat at three in the morning.
 * What cannot be read is NO_TIME; `*out` may come before `*in`.
 */
void clock_range(struct str from, struct str to, minute_t *in, minute_t *out);

/** One time of day, read the same way. */
minute_t clock_time(struct str s);

#endif
