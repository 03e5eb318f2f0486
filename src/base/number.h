/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Small numbers as people write them.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

/**
 * The number written in the whole of `s`: digits ("12"), a decimal that is
 * rounded to the nearest ("2.5" is 3), or English words ("twelve", "twenty
 * five", "forty-five", "a", "once", "twice").  Returns -1 when it is no number
 * or above 99,999.
 */
int number_parse(struct str s);

#endif
