/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Notes in any number as hashes of words, for measuring what compares notes:
 * a clinic's template, stock phrases of all ranks, words of their own, and
 * copies of earlier notes.  The same numbers give the same notes.
 */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include "base/arena.h"

struct crowd {
	uint64_t seed;
	long copies;		/* of 100 notes are copied from earlier ones */
	long template;		/* of 100 words are the clinic's */
	long words;		/* of a note without its template, about */
};

enum { CROWD_VISITS = 10, CROWD_AUTHORS = 40, CROWD_KINDS = 3,
	CROWD_NONE = -1 };

struct crowd_note {
	uint32_t *keys;		/* template and the rest in sentences */
	uint32_t n;
	uint32_t patient;
	uint32_t author;
	uint32_t group;		/* kind and author */
	long copy_of;		/* number of the note, or CROWD_NONE */
};

/** Note `number`, from 0, in `a`. */
struct crowd_note crowd_note(struct arena *a, const struct crowd *c,
    long number);

#endif
