/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Auditing inputs with a view to more than one note: read, judge together,
 * report.  What is done with what is found is the sink's.
 */
#ifndef AUDIT_WIDE_H
#define AUDIT_WIDE_H

#include "audit/caseload.h"

/* Takes results in order; any function may be NULL, or return false to stop. */
struct wide_sink {
	void *context;
	bool (*read)(void *context, const struct report *r);	/* at first */
	bool (*file)(void *context, const struct report *r);	/* amended */
	bool (*chart)(void *context, const struct chart *c);
	bool (*author)(void *context, const struct author_load *l);
};

/* How to read the same inputs once more. */
struct wide_again {
	void *context;
	bool (*open)(void *context, struct intake **out, struct err *err);
	bool never;		/* standard input is among them */
};

/** Read an intake into a caseload and judge it. */
enum status wide_collect(const struct engine *e, struct intake *intake,
    struct caseload *c, const struct wide_sink *sink, struct err *err);

/**
 * Hand on what was found: every report, then charts of two visits or more,
 * then authors of two charts or more.  Reads the inputs again when the reports
 * could not be kept; E_LIMIT when that cannot be.
 */
enum status wide_report(const struct engine *e, const struct wide_again *again,
    struct caseload *c, const struct wide_sink *sink, struct err *err);

#endif
