/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Minutes of a billed service that only the work done under it has: "Jt mobs
 * MP/PIP gr II, by therapist, 10 min".
 */
#ifndef FACTS_WORK_MINUTES_H
#define FACTS_WORK_MINUTES_H

#include "facts/facts.h"

/**
 * Give a service without minutes those at the ends of the lines that open with
 * a technique or modality of its code (the lexicon `content`).  A line that
 * names an exercise, bills, or has other minutes gives none.
 */
void work_minutes_read(struct arena *a, struct facts *f);

/** The minutes of an evaluation that is billed beside treatment, where they are
 * told once: "exam thirty minutes; exercise ten". */
void evaluation_minutes_read(struct arena *a, struct facts *f);

#endif
