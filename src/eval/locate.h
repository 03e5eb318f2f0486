/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Finding a quotation in a text that may be wrapped or spaced otherwise.
 */
#ifndef EVAL_LOCATE_H
#define EVAL_LOCATE_H

#include "base/str.h"

/**
 * The first place of `phrase` in `text` at or after `from`.  Any run of
 * blanks and line ends equals any other, ASCII case does not count.  False
 * when there is none, or the phrase is blank.
 */
bool locate(struct str text, struct str phrase, size_t from,
    struct span *out);

/** The first place where the phrase is not part of a longer word, else its
 * first place. */
bool locate_word(struct str text, struct str phrase, struct span *out);

/** Are the two equal, but for case and runs of blanks? */
bool folded_equal(struct str a, struct str b);

#endif
