/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Charges as people dictate them: numbers in words that do not repeat what
 * they count, and services that are called by less than their whole name.
 */
#ifndef FACTS_CHARGE_WORDS_H
#define FACTS_CHARGE_WORDS_H

#include "facts/charge_items.h"
#include "facts/charges.h"

/** Add the numbers in words that stand right before or behind a service and
 * whose unit another of the sentence says: "therapeutic exercise for twenty
 * minutes and gait training for eleven", "two units of exercise and one
 * manual".  `items` are by place, and are again. */
void charge_words_add(struct arena *a, const struct facts *f,
    struct charge_items *items);

/** The code that the words `said` mean in a note of this discipline, where
 * others call a service of their own the same; else `number`. */
struct str charge_words_code(const struct facts *f, struct str number,
    struct str said);

/** Does what is said of each at `at` speak of a charge?  A printed one on its
 * line, or one that its sentence names: "one unit each of exercise and manual
 * therapy". */
bool charge_words_each(struct str text, const struct charge *c,
    struct span at);

#endif
