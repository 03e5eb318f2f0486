/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Invented patients and their visits: what stays the same in all notes of a
 * patient, and what the notes of one visit have to agree on.
 */
#ifndef BENCH_VISIT_H
#define BENCH_VISIT_H

#include "base/date.h"
#include "bench/telling.h"

enum { MOST_VISITS = 24 };

struct patient {
	uint64_t seed;
	unsigned number;		/* from 1 */
	struct str clinic;		/* these name scopes of the phrases */
	struct str region;
	struct str discipline;
	struct str given, family;
	struct str pronouns;		/* four words */
	struct str side;
	struct str therapist;
	date_t born;
	date_t visits[MOST_VISITS];
	unsigned n_visits;
	long wordy;			/* the therapist's habit, 0 to 100 */
};

/** Draw a patient, the same for the same numbers.  The texts point into the
 * phrases.  False, with `err` filled, when a pool is missing. */
bool patient_draw(const struct phrases *p, struct arena *a, uint64_t seed,
    unsigned number, struct patient *out, struct err *err);

/** Append the note of a visit (from 0).  False with `err` filled. */
bool visit_tell(const struct phrases *p, struct arena *a,
    const struct patient *patient, unsigned visit, struct text *out,
    struct err *err);

#endif
