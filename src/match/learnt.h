/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Longer prefixes, learnt from texts when the program is built.
 *
 * The prefix table knows every two bytes, and leaves some dozen patterns at
 * the beginning of a word.  Which of them survive the third byte, the fourth
 * and so on is worked out for the prefixes that occur in sample texts (the
 * examples in the packs), and kept as a tree.  At a place of a note the tree is
 * followed as far as it goes: the deepest node reached says what can still
 * match, and a note that says what no sample says loses speed, not matches.
 */
#ifndef MATCH_LEARNT_H
#define MATCH_LEARNT_H

#include "match/prefix.h"

struct learnt;

/**
 * Learn from a text.  `table` is the table of the `patterns` regexes, `match`
 * is scratch.  Takes about a second for a text of a megabyte.
 */
struct learnt *learnt_make(struct arena *a, const struct regex *regexes,
    size_t patterns, const struct prefix_table *table, pcre2_match_data *match,
    struct str text);

/** Narrow a place's list to the patterns that can begin there.  None that can
 * match is left out. */
struct choice learnt_narrow(const struct learnt *l, struct str text, size_t at,
    struct choice list);

/** Write to the file made at build time, and find it there; NULL when it is
 * cut.  Its numbers are checked as they are used. */
bool learnt_put(const struct learnt *l, FILE *out);
struct learnt *learnt_take(struct arena *a, struct blob *in, size_t patterns);

#endif
