/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Minutes that only arithmetic and place tell, where no wording that is known
 * does: figures that are left over and come to what the note states, a figure
 * that is the sum of the charges, the second figure beside the timed total.
 */
#ifndef FACTS_BY_SUM_H
#define FACTS_BY_SUM_H

#include "facts/charges.h"

/** Fill in minutes of services, timed and total minutes where they are NONE.
 * After all other readers of minutes and services. */
void by_sum_read(struct arena *a, struct facts *f,
    const struct charges *charges);

#endif
