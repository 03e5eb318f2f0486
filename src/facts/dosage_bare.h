/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Figures that are a dosage only by what they stand beside: "3/10", and a bare
 * number that ends an item.
 */
#ifndef FACTS_DOSAGE_BARE_H
#define FACTS_DOSAGE_BARE_H

#include "facts/gather.h"
#include "facts/tables.h"

/** Add to `dosage`, out of order, those of `fact: dosage-slash` ("3/10") that
 * stand behind an exercise or in a list of them.  `names` are the exercises of
 * the note, by place. */
void dosage_add_slashes(struct arena *a, const struct reading *r,
    const struct gathered *names, struct gathered *dosage);

/** Add to `dosage`, which is in order and is not afterwards, those of
 * `fact: dosage-bare` ("Step taps 20") that stand in a list of things with a
 * dosage, and those of `fact: dosage-behind` ("sliders 10 (no tension)") right
 * behind an exercise, unless something of `fact: not-bare` speaks
 * against it. */
void dosage_add_bare(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    const struct gathered *loads, struct gathered *dosage);

#endif
