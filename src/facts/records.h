/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Exercises that a form tells in lines of label and value, a record each:
 *
 *	Exercise: Bridges
 *	Sets: 3
 *	Reps: 10
 *
 * They are read as a table with a row a record.
 */
#ifndef FACTS_RECORDS_H
#define FACTS_RECORDS_H

#include "facts/gather.h"
#include "facts/tables.h"

/* What tells records. */
struct record_marks {
	struct gathered names;		/* labels of an exercise's name */
	struct gathered columns;	/* labels of what belongs to it */
	struct gathered exercises;	/* of the lexicon */
};

/** Gather what records_read looks for. */
struct record_marks record_marks_of(struct arena *a, const struct reading *r);

/** Read the records from a line on, if it begins one and if an exercise of the
 * lexicon is among them; else `out`, in the arena, has no rows.  Returns where
 * the line behind the last of them begins, or where `line` does. */
size_t records_read(struct arena *a, struct str text,
    const struct record_marks *marks, struct span line, struct table *out);

#endif
