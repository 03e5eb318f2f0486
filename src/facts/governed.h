/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a line of its own says for the exercises of the lines under it, or over
 * it: "STANDING (all 2 x 12, 2 lb cuff R)", "CIRCUIT 2 (3 rounds)", "the above
 * x 15".
 */
#ifndef FACTS_GOVERNED_H
#define FACTS_GOVERNED_H

#include "facts/exercises.h"

/** Fill in what the exercises, in the order of the note, do not state
 * themselves. */
void governed_fill(struct programme *p);

#endif
