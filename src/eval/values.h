/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What labels and facts state, as texts that can be compared and shown; what is
 * not stated is empty.  Texts live in `a`.
 */
#ifndef EVAL_VALUES_H
#define EVAL_VALUES_H

#include "facts/facts.h"

struct str value_number(struct arena *a, int n);
struct str value_date(struct arena *a, date_t d);
struct str value_time(struct arena *a, minute_t t);
struct str value_side(enum side side);

/** Modifiers in order, each once, so that sets compare as texts. */
struct str value_modifiers(struct arena *a, const struct str *modifiers,
    size_t n);

/** Do texts differ at most in case, blanks, commas, full stops and the form of
 * address?  Names that do are no other names. */
bool value_same_name(struct str a, struct str b);

/** Are they the same words, however they are spelled together:
 * "gravity-eliminated" and "gravity eliminated", "cm H2O" and "cmH2O"? */
bool value_same_words(struct str a, struct str b);

#endif
