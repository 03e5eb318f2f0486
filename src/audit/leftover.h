/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What copying leaves behind in a note and only the other notes of its patient,
 * or the one it was copied from, can show: the other patient's name, another
 * date of birth, the wrong pronoun, the wrong side.  What a note shows by
 * itself is judged with the note (rules/integrity_side.c).
 */
#ifndef AUDIT_LEFTOVER_H
#define AUDIT_LEFTOVER_H

#include "audit/chart.h"
#include "copy/copied.h"

/**
 * Look at a record of a chart; `copied` knows which other patient's note it has
 * text of, if any, and is told what was left.  Birth date and pronoun must
 * contradict most of the chart's notes; a name or a side must stand in text of
 * another patient.  `a` takes what is needed meanwhile.
 */
void leftovers_find(struct arena *a, const struct record *r,
    struct copied *copied);

#endif
