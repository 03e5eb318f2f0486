/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Plain wordings (lexicon entries and the `terms` of concepts) in one
 * automaton: a trie over words.
 *
 * Words are compared folded: ASCII case and plural endings do not matter, a
 * hyphen or apostrophe between words is a space, and each word may stand in any
 * spelling that the packs' synonyms give it ("hip abd" finds "hip abduction").
 * A slash or plus sign between words must be there in both; "&", "<>" and the
 * slash of "w/" are words.  A term may be wrapped over the end of a long line,
 * not over a blank line or to a list item.
 */
#ifndef MATCH_TERMS_H
#define MATCH_TERMS_H

#include "base/err.h"
#include "pack/pack.h"

struct terms;

/**
 * The automaton of all terms of a pack, in `a`: built, or taken from the file
 * `tables` (may be NULL) where that was made from the same terms.
 */
struct terms *terms_new(struct arena *a, const struct pack *pack,
    const char *tables);

/** Append it to the file of tables, which exists.  E_IO when that fails. */
enum status terms_save(const struct terms *t, const char *tables,
    struct err *err);

struct term_hit {
	struct span span;
	const struct concept *concept;
	const struct lexeme *lexeme;	/* NULL for a concept's own term */
	bool weak;
};

VEC_TYPE(term_hits, struct term_hit);

/** Append the longest non-overlapping matches of each concept, by place. */
void terms_find(const struct terms *t, struct arena *a, struct str text,
    struct term_hits *out);

#endif
