/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is measured, and the figures that come of counting it.
 *
 * What is either there or not (an element, an exercise, a service, a finding)
 * is measured by precision, recall and F1.  A value (a date, the sets of an
 * exercise that was found) is right or wrong and measured by agreement;
 * saying nothing where the label says nothing is right.
 */
#ifndef EVAL_MEASURE_H
#define EVAL_MEASURE_H

#include "facts/facts.h"

/* Outcomes of one measure, in one note or in many. */
struct counts {
	unsigned tp, fp, fn;	/* there and found, not there, not found */
	unsigned right, all;	/* comparisons that agree, and all */
};

struct measure {
	const char *group;	/* "element", "fact", "exercise", ... */
	const char *name;
	bool value;		/* measured by agreement, not by F1 */
};

VEC_TYPE(measures, struct measure);

enum { FACTS = 10, EXERCISE_FIELDS = 6, SERVICE_FIELDS = 3 };

extern const char *const fact_names[FACTS];
extern const char *const exercise_fields[EXERCISE_FIELDS];
extern const char *const service_fields[SERVICE_FIELDS];

/* Indices of measures; the rules of the pack follow in their order. */
enum {
	FIRST_ELEMENT = 0,
	EXERCISE_FOUND = FIRST_ELEMENT + ELEMENTS,
	FIRST_EXERCISE_FIELD,
	FIRST_FACT = FIRST_EXERCISE_FIELD + EXERCISE_FIELDS,
	SERVICE_FOUND = FIRST_FACT + FACTS,
	FIRST_SERVICE_FIELD,
	FIRST_RULE = FIRST_SERVICE_FIELD + SERVICE_FIELDS,
};

/** The measures of a pack, in `a`. */
struct measures measures_of(struct arena *a, const struct pack *pack);

/** "group/name" of a measure; of a rule its id alone.  In `a`. */
struct str measure_name(struct arena *a, const struct measure *m);

/** Add the counts of a note or of several up. */
void counts_add(struct counts *sum, const struct counts *more);

/* Shares from 0 to 1; NAN where there is nothing to divide by. */
double counts_precision(const struct counts *c);
double counts_recall(const struct counts *c);
double counts_f1(const struct counts *c);
double counts_agreement(const struct counts *c);

/* Figures over several measures, behind those of the measures. */
enum {
	FIGURE_ELEMENTS,	/* mean F1 of the elements */
	FIGURE_FIELDS,		/* mean agreement of fields of exercises */
	FIGURE_FACTS,		/* mean agreement of facts */
	FIGURE_FINDINGS,	/* F1 of all findings together */
	OVERALL
};

extern const char *const overall_names[OVERALL];

/** Fill `out`, of m->len + OVERALL figures, from the counts of each measure. */
void figures_of(const struct measures *m, const struct counts *counts,
    double *out);

#endif
