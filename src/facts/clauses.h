/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Clauses of a sentence that lists exercises, and whom a word in one speaks of:
 * "held bike, rows 3x10", "rows 3x10 / hops nv / clams 2x12".
 */
#ifndef FACTS_CLAUSES_H
#define FACTS_CLAUSES_H

#include "facts/sentence.h"

/** Does the byte at `i` end a clause: a comma, a semicolon, the end of a line,
 * a bar, or a sign that divides the list? */
bool ends_clause(const struct sentence *s, size_t i);

/** What stands around `at` between two of these. */
struct span clause_of(const struct sentence *s, struct span at);

/** The first item that the clause names, or NULL. */
const struct item *named_in(const struct sentence *s, struct span clause);

/* What words that stand before an item speak of besides it. */
enum said_of {
	SAID_OF_REST,	/* all that follows: "next visit" */
	SAID_OF_LIST,	/* the same where they begin the list: "given" */
	SAID_OF_ITEM,	/* what has no dosage to say it was done: "held" */
};

/** Does what is said at `said` speak of another item of the list than this one,
 * which has a dosage of its own? */
bool said_of_another(const struct sentence *s, const struct item *item,
    struct span said, enum said_of of);

/** `found`, the assertion of the item, without what is owed to words that speak
 * of other items of its list alone. */
enum assertion own_assertion(const struct sentence *s, const struct item *item,
    enum assertion found);

#endif
