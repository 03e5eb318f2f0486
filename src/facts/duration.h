/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Lengths of time as patterns capture them.
 */
#ifndef FACTS_DURATION_H
#define FACTS_DURATION_H

#include "match/mention.h"

/**
 * The minutes of a mention: its groups `hours` and `minutes`, or a wording
 * that stands for a fixed length: m15, m30, m45, m60.  NONE (facts/facts.h)
 * when no group took part or a number cannot be read.
 */
int duration_of(const struct reading *r, const struct mention *m);

#endif
