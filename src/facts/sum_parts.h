/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Minutes of services by what they must come to: which of the figures that are
 * left over are whose.
 */
#ifndef FACTS_SUM_PARTS_H
#define FACTS_SUM_PARTS_H

#include "facts/left_figures.h"

/** Give the services that wait for minutes theirs, and of several that are
 * told of one those with which all come to the timed total. */
void sum_parts_read(struct sums *s);

#endif
