/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The minutes of the visit where nothing says that they are: a figure that
 * stands apart, as in "Dur: 30" or on a line of its own.
 */
#ifndef FACTS_LONE_MINUTES_H
#define FACTS_LONE_MINUTES_H

#include "facts/facts.h"

/** Is the line above a place a few words without a figure, which a figure on
 * its line completes?  The first lines are titles. */
bool lone_minutes_completes(struct str text, size_t at);

/** Fill the total where no reader found it.  Exercises and goals are known. */
void lone_minutes_read(struct arena *a, struct facts *f);

#endif
