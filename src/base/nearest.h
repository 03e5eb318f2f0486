/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What somebody may have meant by a word that is not known.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/**
 * The one of `n` words that fewest slips turn `word` into, a slip being a
 * letter too many, missing, wrong, or swapped with its neighbour; case does
 * not count.  NULL when it takes more slips than a third of `word`'s length.
 * Of several equally near, the first.
 */
const char *nearest_word(struct str word, const char *const *words, size_t n);

#endif
