/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Charts: the visits of one patient in order of date.
 *
 * Notes are of one patient when they have the same record number, or the same
 * name, and nothing of number, name and birth date that both state
 * contradicts it; where number and name both agree, another birth date is a
 * mistake and no other patient.  Names compare by their words in any order, so
 * that "Finch, Dorothea" is "Dorothea Finch"; a middle name or initial more is
 * no contradiction.  A note that states neither number nor name is of nobody
 * known and stands in no chart.
 *
 * This is the base of all that is judged over a chart.
 */
#ifndef AUDIT_CHART_H
#define AUDIT_CHART_H

#include "audit/record.h"

struct chart {
	struct str patient;	/* as first written; may be empty */
	struct str patient_id;	/* the same */
	struct str discipline;
	date_t birth_date;	/* or NO_DATE */
	size_t number;		/* among all charts */
	VEC(struct record *) visits;	/* by date, undated last, then by
					 * number */
	struct findings findings;	/* of chart scope */
	struct risk risk;	/* its stake is that of all visits, once they
				 * are amended (caseload.h) */
	struct stake beyond;	/* of it, what no visit shows by itself */
};

VEC_TYPE(chart_list, struct chart *);
VEC_TYPE(record_list, struct record *);

struct assembly;

/** Put records into charts, which come in the order of their first record.
 * Sets `visit` and `chart` of each record.  The result takes more of them. */
struct assembly *charts_assemble(struct arena *a,
    const struct record_list *records, struct chart_list *out);

/** Put one more into its chart, old or new. */
void charts_add(struct assembly *s, struct record *r);

/** A number for a person's name that does not depend on the order of its
 * words; an empty name has one too. */
uint64_t name_key(struct arena *a, struct str name);

/** Did `x` happen before `y`, as far as dates tell, else as they came? */
bool record_before(const struct record *x, const struct record *y);

#endif
