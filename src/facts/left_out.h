/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Exercises that a note names to say that they were not done at this visit.
 */
#ifndef FACTS_LEFT_OUT_H
#define FACTS_LEFT_OUT_H

#include "facts/sentence.h"

/** Is the item said to have been left out or held, or told by the patient of
 * other days? */
bool left_out(const struct sentence *s, const struct item *item);

#endif
