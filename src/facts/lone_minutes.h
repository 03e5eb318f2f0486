/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The minutes of the visit where nothing says that they are: a figure that
 * stands apart, as in "Dur: 30" or on a line of its own.
 */
#ifndef FACTS_LONE_MINUTES_H
#define FACTS_LONE_MINUTES_H

#include "facts/facts.h"

/** Fill the total where no reader found it.  Exercises and goals are known. */
void lone_minutes_read(struct arena *a, struct facts *f);

#endif
