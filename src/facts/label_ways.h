/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Of all ways to give the labels of a run their figures, the one that leaves
 * the fewest alone and reaches over the least.
 */
#ifndef FACTS_LABEL_WAYS_H
#define FACTS_LABEL_WAYS_H

#include "facts/label_run.h"

/** Read a run by its cheapest way. */
void label_ways_read(const struct label_run *run, struct labelled *out);

#endif
