/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Exercises that a note names again: in what it says of them, "Cues on step-ups
 * to keep ...", and beside the code that they are billed with, "97110, 23
 * minutes: bike and heel raises".
 */
#ifndef FACTS_RECAPS_H
#define FACTS_RECAPS_H

#include "facts/exercises.h"

/** Drop from the facts what is named a second time.  Exercises of one line
 * stand side by side. */
void recaps_drop(struct programme *p);

#endif
