/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which notes of a caseload have text of which others: standing text is learnt
 * and marked, every visit compared with all earlier ones of its patient, and
 * every note with those of other patients.
 *
 * Notes of one patient are aligned with each other unless they share too few
 * shingles to matter; notes of different patients when the join (copy/join.h)
 * pairs them.  Kept are the best sources of a note, not all.
 */
#ifndef AUDIT_ALIKE_H
#define AUDIT_ALIKE_H

#include "audit/chart.h"
#include "base/err.h"
#include "copy/copied.h"

struct alike;

/** In `a`, which must be armed for all calls.  `across`: patients as well. */
struct alike *alike_new(struct arena *a, const struct pack *pack, bool across);

/** Take a text as standing text. */
void alike_give_template(struct alike *s, struct str text);

/** Compare.  Fails with E_MEMORY. */
enum status alike_compare(struct alike *s, const struct record_list *records,
    const struct chart_list *charts, struct err *err);

/**
 * Compare one more record, which is in the list and in its chart already, with
 * all before it, for its own cost.  What is standing text and how much a
 * shingle weighs stay as alike_compare() found them.  Only the new record is
 * looked at: a later note may have text of it and is not told.
 */
enum status alike_add(struct alike *s, struct record *r, struct err *err);

/** What a note has from others; NULL when it has no prose. */
const struct copied *alike_of(const struct alike *s, const struct record *r);

/** Standing text that was found, each passage in the first note with it. */
struct standing_passage {
	const struct record *record;
	struct span at;		/* in the note's text */
	uint32_t words;
};

VEC_TYPE(standing_passages, struct standing_passage);

void alike_standing(const struct alike *s, struct arena *a,
    struct standing_passages *out);

#endif
