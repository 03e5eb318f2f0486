/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Services that head what was done under them: "Therapeutic exercise, 25 min:"
 * above its exercises.
 */
#ifndef FACTS_CHARGE_HEADINGS_H
#define FACTS_CHARGE_HEADINGS_H

#include "facts/charges.h"

/** Add to f->headings the charges of `all` that open a line alone; `billed`
 * says of each of them whether it is a service of the visit. */
void charge_headings_add(struct arena *a, struct facts *f,
    const struct charges *all, const bool *billed);

#endif
