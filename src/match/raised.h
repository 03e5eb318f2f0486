/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Notes typed in small letters.  Names are known by their capitals; whoever
 * types none has names all the same.  So the first and the last lines of such a
 * note are read once more, with capitals for the words that may be names and
 * for the credentials behind them.
 */
#ifndef MATCH_RAISED_H
#define MATCH_RAISED_H

#include "match/mention.h"

/* Words that are nobody's name. */
struct ordinary;

/** Those of the packs, in `a`. */
struct ordinary *ordinary_new(struct arena *a, const struct pack *pack);

/** The text of a note typed in small letters with its names raised, byte for
 * byte as long, in `a`; an empty view for any other note. */
struct str raised_text(struct arena *a, const struct ordinary *words,
    const struct reading *r);

/** `s`, a view into the text of `r`, as the note itself has it. */
struct str raised_written(const struct reading *r, struct str s);

#endif
