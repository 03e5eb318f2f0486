/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Numbers, lists and days as messages tell them.  Texts live in `a`.
 */
#ifndef RULES_WORDING_H
#define RULES_WORDING_H

#include "base/arena.h"
#include "base/date.h"

/** A number in decimal. */
struct str int_text(struct arena *a, int n);

/** "97110, 97140": `list` with one more, unless it has it; a long one ends with
 * "...". */
struct str list_with(struct arena *a, struct str list, struct str item);

/** "2024-03-05"; the day must be known. */
struct str date_text(struct arena *a, date_t d);

#endif
