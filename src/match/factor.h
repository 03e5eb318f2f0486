/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Alternatives sorted by their first letters.
 *
 * Packs write vocabularies as long alternations, `(?:walk|want|stairs)`, and
 * PCRE2 tries one alternative after the other at every place.  Written as
 * `(?:wa(?:lk|nt)|stairs)` the same expression asks for each letter once.
 */
#ifndef MATCH_FACTOR_H
#define MATCH_FACTOR_H

#include "base/arena.h"
#include "base/str.h"

/**
 * An expression that matches what `regex` matches, with the same groups and in
 * the same order of preference; it or what it is made of lies in `a`, with a
 * NUL behind.  `regex` itself where it has a construct that is not understood
 * (comments, conditions, inline options that hold for the rest of a group,
 * ...) or an error, which PCRE2 will tell of.
 */
struct str factor_regex(struct arena *a, struct str regex);

#endif
