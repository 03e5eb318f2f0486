/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Notes judged together: charts, and all charts of a therapist or clinic.
 *
 *	caseload_new(engine, scope, &c, &err);
 *	caseload_take(c, report, &err);		once a report, in order
 *	caseload_judge(c, &err);
 *	caseload_amend(c, a, report);		once a report, in order
 *
 * What concerns a single note (it repeats an earlier one) becomes a finding of
 * that note, so reports are needed once more after judging: caseload_take()
 * keeps them while they are few (LIMIT_HELD_REPORTS), and the caller reads the
 * inputs again when they are many.  What is remembered of each note meanwhile
 * is a record (record.h).
 *
 * Once judged, further notes are compared with all before them for their own
 * cost: caseload_add().
 */
#ifndef AUDIT_CASELOAD_H
#define AUDIT_CASELOAD_H

#include "audit/chart.h"
#include "copy/copied.h"

enum scope { SCOPE_NOTE, SCOPE_CHART, SCOPE_CASELOAD };

/** "note", "chart", "caseload", then NULL. */
extern const char *const scope_names[];

/* All patients of one author. */
struct author_load {
	struct str author;
	size_t charts;
	VEC(struct record *) notes;
	struct findings findings;	/* of caseload scope */
	struct risk risk;
};

VEC_TYPE(author_list, struct author_load *);

struct caseload;

enum status caseload_new(const struct engine *e, enum scope scope,
    struct caseload **out, struct err *err);
void caseload_free(struct caseload *c);

/** Take `text` as standing text of the clinic.  Before caseload_judge(). */
enum status caseload_template(struct caseload *c, struct str text,
    struct err *err);

/** Remember the notes of a report. */
enum status caseload_take(struct caseload *c, const struct report *r,
    struct err *err);

/** Compare and judge what was taken.  Once. */
enum status caseload_judge(struct caseload *c, struct err *err);

/**
 * Compare the notes of one more report with all known ones, after
 * caseload_judge(), and amend the report in place.  Standing text stays what it
 * was, and so do the findings of notes, charts and authors before.  The
 * findings live as long as the caseload.
 */
enum status caseload_add(struct caseload *c, struct report *r,
    struct err *err);

/** Reports are not wanted again: let them go. */
void caseload_let_go(struct caseload *c);

/** Were there too many reports to keep? */
bool caseload_overflowed(const struct caseload *c);

/** The reports that were taken, in order, if all could be kept; else none. */
const struct report *const *caseload_reports(const struct caseload *c,
    size_t *n);

/**
 * A report with the findings that its notes got from judging, in `a`, sorted
 * and scored anew.  Reports must come in the order in which they were taken.
 */
const struct report *caseload_amend(struct caseload *c, struct arena *a,
    const struct report *r);

/* What was judged; good until caseload_free(). */
const struct record_list *caseload_records(const struct caseload *c);
const struct chart_list *caseload_charts(const struct caseload *c);
const struct author_list *caseload_authors(const struct caseload *c);

/** Which notes have text of which others (alike.h). */
struct alike;
const struct alike *caseload_alike(const struct caseload *c);

#endif
