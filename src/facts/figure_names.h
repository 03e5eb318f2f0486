/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which service a figure of minutes speaks of, by the names around it.
 */
#ifndef FACTS_FIGURE_NAMES_H
#define FACTS_FIGURE_NAMES_H

#include "facts/left_figures.h"

/** Set `own` and `told` of the figures, where services wait for minutes. */
void figure_names_read(struct arena *a, struct sums *s);

#endif
