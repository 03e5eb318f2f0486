/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Decimal numbers held exactly, as whole numbers of ten-thousandths, which is
 * as fine as fee schedules are published.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "base/str.h"

enum { DECIMAL = 10000 };

/**
 * The whole of `s` as a number from 0 to `most` with at most four decimals
 * ("33.2875", "0.45", ".45", "6") in units of 1 / DECIMAL.  Returns false, and
 * leaves `*out` alone, when it is anything else.  `most` may be at most
 * LONG_MAX / DECIMAL.
 */
bool decimal_parse(struct str s, long most, long *out);

#endif
