/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dates of a note that writes the day before the month.  A US chart does not,
 * so one date that cannot be read otherwise (30.11.88) must say so, and none
 * may say the opposite; then 12.6.25 of the same note is the twelfth of June.
 */
#ifndef FACTS_DATES_H
#define FACTS_DATES_H

#include "base/date.h"

enum { FIRST_YEAR = 2000 };	/* of visits */

/** Does the text write its dates day first? */
bool dates_day_first(struct str text);

/** date_parse(), with day and month changed over where the note does so. */
date_t dates_parse(struct str s, date_t near, bool day_first);

#endif
