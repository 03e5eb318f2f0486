/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A load in the words of the fact: "10 lb", "level 3", "green band".  A load's
 * group "colour" is told in the plain words of the lexicons `load-colour` and
 * `load-thing`; the first thing is meant where none is named.
 */
#ifndef FACTS_LOADS_H
#define FACTS_LOADS_H

#include "facts/dosage.h"

/** What the load `m` says.  The thing that has a colour may stand where the
 * dosage is read, or in the exercise's name. */
struct str load_text(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct mention *m,
    const struct dosage_place *place);

/** Is `more` added to `first`, a load without a figure: "BW + 10 lb"?  What is
 * added is the load then. */
bool load_is_added(const struct reading *r, const struct mention *first,
    const struct mention *more);

#endif
