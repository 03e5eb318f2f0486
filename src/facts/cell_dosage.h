/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dosages in cells of tables that no notation tells: the heading of a column
 * says what its cells hold, and a bare number or a word is enough there.
 */
#ifndef FACTS_CELL_DOSAGE_H
#define FACTS_CELL_DOSAGE_H

#include "facts/exercises.h"

/** What a column holds by its heading: "reps", "load-kg", the end of the id of
 * a concept of p->columns, which the pack owns.  NULL where no heading says. */
const char *column_type(const struct programme *p, struct span heading);

/** Let the number that a cell begins with be what `type` says: the sets, the
 * repetitions, the seconds of a hold or the minutes in `d`; of "load" in pounds
 * and "load-kg" in kilograms it is the resistance, a text in p->arena, where
 * `d` has none and the cell holds no more.  A cell with a notation is left
 * alone, as is one with a load where none is asked for. */
void cell_dosage_typed(const struct programme *p, const char *type,
    struct span cell, struct dosage *d);

/** What a cell holds by the heading of its column, beyond what was `read` in it
 * already.  Texts are in p->arena or in the note. */
struct dosage cell_dosage_headed(const struct programme *p,
    struct span heading, struct span cell, const struct dosage *read);

/** Set the repetitions in `d`, and where each set has its own the sets, by the
 * bare numbers of a cell: "20", "20,20,15".  Repetitions become NONE where no
 * number tells them. */
void cell_dosage_bare(const struct programme *p, struct span cell,
    struct dosage *d);

#endif
