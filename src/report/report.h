/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reports: what the engine found, written for a reader.  A format is a row of
 * a table; a writer is one report in the making.  Call in this order:
 *
 *	writer_begin(format, stdout, &how, &w, &err);
 *	writer_file(w, report, &err);		once a document, in order
 *	writer_chart(w, chart, &err);		then once a chart
 *	writer_author(w, load, &err);		then once an author
 *	writer_end(w, &counts, &err);
 *	writer_free(w);
 *
 * Output is a function of what is passed in: no clock, no locale, no
 * environment.  A writer belongs to one thread.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "audit/caseload.h"
#include "facts/claims.h"
#include "ingest/aside.h"
#include "rules/unjudged.h"

/* The version of the JSON formats; it changes when a field changes meaning. */
enum { REPORT_SCHEMA = 1 };

/* Levels of a finding. */
enum { LEVELS = LEVEL_ERROR + 1 };

/* How a report is to be written. */
struct writing {
	const struct pack *pack;	/* whose rules and tiers; never NULL */
	const struct claims *claims;	/* that notes were held against, or
					 * NULL */
	const char *version;	/* of the program; never NULL */
	const char *title;	/* a heading for people, or NULL */
	const char *key;	/* for hashed file names (redact.h), or NULL */
	enum level level;	/* what must be mended before signing */
	unsigned width;		/* columns of a line for people; 0: 80 */
	bool redact;		/* see redact.h */
	bool colour;		/* ANSI colours, for people only */
	bool quiet;		/* for people: the summary alone */
	bool verbose;		/* for people: notes without findings too */
};

/* Charges that were asked for, and what became of them. */
struct claims_tally {
	const struct claims *claims;	/* NULL: none were asked for */
	bool *joined;		/* by charge: it is of some note */
	size_t n_joined;
	size_t uncharged;	/* notes without a charge */
	date_t from;		/* first and last day of notes; NO_DATE: none */
	date_t to;
};

/**
 * Is the charge at `i` of no note, though there are notes of days before and
 * after it or of its own?  Of other days no note was asked for.
 */
bool claims_unmet(const struct claims_tally *t, size_t i);

/** How many there are. */
size_t claims_unmet_count(const struct claims_tally *t);

/* What went through a writer. */
struct tally {
	size_t files;		/* of the input */
	size_t documents;	/* in them: read, unreadable and set aside */
	size_t notes;		/* that could be read */
	size_t unreadable;	/* documents that could not */
	size_t in_part;		/* of which only a part could */
	size_t set_aside;	/* documents that are no notes */
	size_t aside[ASIDE_REASONS];	/* the same by reason, see aside.h */
	size_t not_therapy;	/* notes that are none of ours */
	size_t clean;		/* therapy notes without a finding */
	size_t unjudged[UNJUDGED_KINDS];	/* notes of which too little is
				 * stated, by what */
	size_t levels[LEVELS];	/* findings by level */
	struct stake stake;	/* of all notes */
	struct claims_tally claims;
	size_t charts;
	size_t authors;
	size_t *rules;		/* findings by index of the rule in the pack */
	size_t *tiers;		/* therapy notes by index of the tier */
};

struct writer;

/* A kind of report.  A function that is NULL has nothing to do. */
struct report_format {
	const char *name;
	const char *about;	/* one line for --help */
	enum status (*begin)(struct writer *w, struct err *err);
	enum status (*file)(struct writer *w, const struct report *r,
	    struct err *err);
	enum status (*chart)(struct writer *w, const struct chart *c,
	    struct err *err);
	enum status (*author)(struct writer *w, const struct author_load *l,
	    struct err *err);
	enum status (*end)(struct writer *w, struct err *err);
	void (*release)(struct writer *w);
};

/** The formats in the order of --help; NULL from the last one on. */
const struct report_format *report_format_at(size_t i);

/** The format of a name, or NULL. */
const struct report_format *report_format_named(const char *name);

/**
 * Begin a report on `to`, which stays the caller's and must outlive the
 * writer, as must everything `how` points to.  On failure (E_CONFIG for an
 * unknown format, E_MEMORY, E_IO) `*out` is untouched.
 */
enum status writer_begin(const char *format, FILE *to,
    const struct writing *how, struct writer **out, struct err *err);

/**
 * Add a document.  The report is not needed afterwards.  Fails with E_MEMORY or
 * E_IO; the writer is then fit for writer_free() only.
 */
enum status writer_file(struct writer *w, const struct report *r,
    struct err *err);

/** Add what was judged over a patient's visits, or over all patients of an
 * author; fails as writer_file() does. */
enum status writer_chart(struct writer *w, const struct chart *c,
    struct err *err);
enum status writer_author(struct writer *w, const struct author_load *l,
    struct err *err);

/**
 * Write what comes last and flush.  `*counts` (if not NULL) is set in any
 * case and lives until writer_free().
 */
enum status writer_end(struct writer *w, const struct tally **counts,
    struct err *err);

/** Release a writer, ended or not.  NULL is fine. */
void writer_free(struct writer *w);

#endif
