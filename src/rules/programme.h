/* SPDX-License-Identifier: Apache-2.0 */
/**
 * copy/cookie-cutter: patients with different problems and one programme.
 *
 * A programme is exercises with their dosage, in order.  Two are as alike as
 * the best way to take the same exercises from both in the same order is long,
 * as a share of the longer one; an exercise with another dosage counts half.
 *
 * A problem is a category of ICD-10-CM (the first three characters of a code)
 * where that says what is wrong, and the region of the body that a code names
 * or, without codes, the notes tell of.  Problems are alike when either is
 * shared.  They are different when none is, and codes or regions are known of
 * both patients; else nobody judges.
 *
 * How alike the programmes of different problems must be is measured: as alike
 * as those of like problems are in the same caseload, within the limits that
 * patterns/copying.yaml sets.
 */
#ifndef RULES_PROGRAMME_H
#define RULES_PROGRAMME_H

#include "rules/finding.h"

struct programme_step {
	uint64_t exercise;	/* hashed */
	uint64_t dosage;	/* the same */
};

/* What is done with a patient, and why. */
struct programme {
	struct note_place note;	/* the visit it is from */
	const struct programme_step *steps;
	size_t n;
	const uint32_t *problems;	/* three characters each, as a number */
	size_t n_problems;
	const struct lexeme *const *regions;
	size_t n_regions;
	bool coded;		/* diagnosis codes say what the problem is */
	struct str label;	/* the problem for people: "M17 knee" */
};

/** The longest common part of two programmes in their order: two a step, one
 * where only the dosage differs. */
size_t programme_common(const struct programme *x, const struct programme *y);

/** How alike two programmes are, in percent of the longer one. */
unsigned programme_alike(const struct programme *x,
    const struct programme *y);

enum problems { PROBLEMS_UNKNOWN, PROBLEMS_ALIKE, PROBLEMS_DIFFERENT };

enum problems programme_problems(const struct programme *x,
    const struct programme *y);

/* What like problems share in a caseload. */
struct programme_measure {
	size_t pairs;		/* of like problems that were compared */
	unsigned usual;		/* percent that they share, at the asked
				 * quantile; of no pairs 0 */
	unsigned least;		/* how alike programmes of different problems
				 * are told */
};

/** Measure.  Each patient is compared with some that follow. */
struct programme_measure programme_measure(const struct copying *by,
    const struct programme *const *all, size_t n);

/** Judge all patients of an author, one programme each. */
void programme_rules_run(struct judging *j, struct str author,
    const struct programme_measure *measure,
    const struct programme *const *all, size_t n);

/* Steps that are compared; patients of one author, the first so many. */
enum { PROGRAMME_STEPS = 64, PROGRAMME_PATIENTS = 3000 };

#endif
