/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a thread has learnt while scanning: which patterns of a prefix's list
 * can still match once the word that follows is known.
 *
 * Notes repeat their words, so asking PCRE2 once a word (a partial match of
 * the pattern on those bytes alone) saves most attempts: the two bytes of the
 * prefix table leave a dozen patterns a place, the word leaves one or two.
 * Measured on 20,000 notes, see bench/.
 */
#ifndef MATCH_MEMO_H
#define MATCH_MEMO_H

#include "match/lists.h"
#include "match/regex.h"

struct memo;

/** A new, empty memo; NULL without memory.  Belongs to one thread. */
struct memo *memo_new(void);
void memo_free(struct memo *m);

/**
 * Narrow `list` to the patterns that can begin at `at`.  None that can
 * match is left out.  The result is good until the next call.
 */
struct choice memo_narrow(struct memo *m, const struct regex *regexes,
    struct str text, size_t at, struct choice list);

#endif
