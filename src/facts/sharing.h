/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dosages, loads and sides that are stated once for several exercises of a
 * sentence: behind the last of them, before a colon, or by "the same".
 */
#ifndef FACTS_SHARING_H
#define FACTS_SHARING_H

#include "facts/assemble.h"

/** Give the items what they share.  `pieces` are those they are made of. */
void items_share(const struct programme *p, const struct pieces *pieces,
    struct items *items);

/** Does the piece at `i` stand before a colon and give its dosage to the
 * exercises behind it: "B LE, 2 x 15 each: heel raises, toe raises"? */
bool piece_heads(const struct programme *p, const struct pieces *pieces,
    size_t i);

#endif
