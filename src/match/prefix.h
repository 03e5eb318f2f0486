/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The prefix table: which patterns can begin at a place, told by the two
 * bytes there and the byte before.
 *
 * PCRE2 itself answers: a pattern is viable at a prefix when an anchored,
 * partial match of the prefix alone succeeds or asks for more.  So no regex is
 * ever parsed here, and what PCRE2 would match is never left out.  Non-ASCII
 * bytes are one class that is always taken as viable.
 */
#ifndef MATCH_PREFIX_H
#define MATCH_PREFIX_H

#include "match/lists.h"
#include "match/priors.h"

/* Classes of a byte: ASCII is itself, then non-ASCII, then end of text. */
enum { CLASS_HIGH = 128, CLASS_END = 129, CLASSES = 130 };

/* The list of each prefix. */
struct prefix_cells {
	uint32_t at[BEFORES][CLASSES][CLASSES];
};

struct prefix_table {
	const struct prefix_cells *cells;
	struct lists lists;
};

/* Which bytes can follow a first one. */
enum { PREFIX_ROW = (CLASSES + 31) / 32 };
struct prefix_row {
	uint32_t bits[PREFIX_ROW];
};

/* Per pattern: a bit for each prefix. */
struct prefix_set {
	struct prefix_row rows[BEFORES][CLASSES];
};

/**
 * Work out where a pattern can begin.  False when it cannot be indexed,
 * because it looks back further than one character.  Costs about a fifth of a
 * millisecond.
 */
bool prefix_probe(const struct regex *r, pcre2_match_data *scratch,
    struct prefix_set *out);

/** Build the table of several sets; numbers[i] is the pattern of sets[i]. */
struct prefix_table *prefix_build(struct arena *a,
    const struct prefix_set *sets, const uint16_t *numbers, size_t n);

/** Write to the file made at build time, and find it there.  prefix_take()
 * checks every number and returns NULL when anything is off. */
bool prefix_put(const struct prefix_table *t, FILE *out);
struct prefix_table *prefix_take(struct arena *a, struct blob *in,
    size_t patterns);

static inline unsigned
prefix_class(struct str text, size_t at)
{
	if (at >= text.len)
		return CLASS_END;
	unsigned char c = (unsigned char)text.ptr[at];
	return c < 128 ? c : CLASS_HIGH;
}

static inline enum before
prefix_before(struct str text, size_t at)
{
	if (at == 0)
		return BEFORE_START;
	char c = text.ptr[at - 1];
	if (c == '\n')
		return BEFORE_NEWLINE;
	if ((unsigned char)c >= 128)
		return BEFORE_HIGH;
	return is_alpha(c) || is_digit(c) || c == '_' ? BEFORE_WORD :
	    BEFORE_OTHER;
}

static inline struct choice
prefix_at(const struct prefix_table *t, struct str text, size_t at)
{
	return lists_at(&t->lists, t->cells->at[prefix_before(text, at)]
	    [prefix_class(text, at)][prefix_class(text, at + 1)]);
}

#endif
