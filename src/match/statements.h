/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Statements: the smallest parts of a note in which a negation or the like
 * holds.  Lines that only wrap are joined; list items, table cells and wide
 * gaps, sentences and semicolons divide.
 */
#ifndef MATCH_STATEMENTS_H
#define MATCH_STATEMENTS_H

#include "match/mention.h"

/**
 * Fill `r->statements`; `r->note` and `r->sections` are set.  `abbreviations`
 * are places whose full stop ends no sentence, in order.
 */
void statements_find(struct arena *a, struct reading *r,
    const struct span *abbreviations, size_t n);

#endif
