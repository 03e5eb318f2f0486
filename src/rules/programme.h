/* SPDX-License-Identifier: Apache-2.0 */
/**
 * copy/cookie-cutter: patients with different problems and one programme.
 *
 * A programme is exercises with their dosage, in order.  Two are alike by the
 * longest common subsequence, as a share of the longer one.  Only patients
 * whose problems differ are held against each other, for similar problems share
 * exercises anyway: problems are categories of ICD-10-CM (its first three
 * characters), and patients who have one in common are alike.  Who has no
 * diagnosis code is not judged.
 */
#ifndef RULES_PROGRAMME_H
#define RULES_PROGRAMME_H

#include "rules/finding.h"

struct programme_steps {
	struct note_place note;	/* the visit it is from */
	const uint64_t *steps;	/* exercise and dosage, hashed */
	size_t n;
	const uint32_t *problems;	/* three characters each, as a number */
	size_t n_problems;
};

/** The longest common subsequence of two programmes, in steps. */
size_t programme_common(const struct programme_steps *x,
    const struct programme_steps *y);

/** Judge all patients of an author, one programme each. */
void programme_rules_run(struct judging *j, struct str author,
    const struct programme_steps *all, size_t n);

/* Steps that are compared; patients of one author, the first so many. */
enum { PROGRAMME_STEPS = 64, PROGRAMME_PATIENTS = 3000 };

#endif
