/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engine: runs the stages for one file or for many, in order, on threads.
 */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include "base/err.h"
#include "ingest/intake.h"
#include "match/prebuilt.h"
#include "rules/finding.h"

/* A visible row of the score: points of a rule, or what a cap took off. */
struct points {
	const char *rule;	/* rule id, or "cap" */
	int points;
};

struct risk {
	int score;		/* 0 to 100; the sum of the points below */
	const char *tier;
	VEC(struct points) points;
	struct stake stake;	/* of all findings, each unit once */
};

struct record;

/* The audit of one note. */
struct result {
	const struct note *note;
	const struct facts *facts;	/* NULL when the input was unreadable */
	const struct payer *payer;
	struct findings findings;	/* worst first, then by place */
	struct risk risk;
	const struct record *record;	/* what is remembered of it, where notes
					 * are judged together; or NULL */
};

/* The audit of one document: one result a note, one for a document that could
 * not be read, none for what is set aside. */
struct report {
	struct arena *arena;
	const struct document *document;
	size_t file;		/* number of its file in the input, from 1 */
	const char *aside;	/* why there is nothing to judge, or NULL */
	VEC(struct result) results;
	unsigned *holders;	/* see report_keep() */
};

struct options {
	const struct payer *payer;	/* NULL: the note's, else the default */
	struct texts only;		/* rule ids or categories; empty: all */
	struct texts disable;
	struct locality place;		/* for payers that name none */
	const struct claims *claims;	/* charges to join, or NULL */
	const struct launcher *launcher;	/* of PDF, but for items */
	unsigned threads;
	const char *fingerprint_key;	/* NULL: a plain hash */
};

/* Packs compiled and ready, shared by threads. */
struct engine;

/** `tables` are taken over, as by scanner_new(). */
enum status engine_new(const struct pack *pack, struct prebuilt *tables,
    const struct options *options, struct engine **out, struct err *err);
void engine_free(struct engine *e);

/** The packs of an engine. */
const struct pack *engine_pack(const struct engine *e);

/* What one thread needs besides. */
struct worker;
struct worker *worker_new(const struct engine *e);

/** Let a worker use a second thread for each note. */
void worker_pair(struct worker *w);

void worker_free(struct worker *w);

/**
 * Audit one item, which was made in `a`; the arena goes to the report, and is
 * freed on failure too.  The report belongs to the caller: report_free().  A
 * bad source is a report with an input/... finding; only E_MEMORY is returned
 * as an error.
 */
enum status audit_item(struct worker *w, struct arena *a,
    const struct item *item, struct report **out, struct err *err);

/** The same for one file ("-" is standard input) that is one document, or for
 * bytes already read. */
enum status audit_file(struct worker *w, const char *file, struct report **out,
    struct err *err);
enum status audit_bytes(struct worker *w, const char *name, struct str bytes,
    struct report **out, struct err *err);
void report_free(struct report *r);

/** One more report_free() is needed before a report is released.  Reports are
 * kept and freed by one thread at a time. */
void report_keep(const struct report *r);

/** An arena for the item and the report of one document; NULL without
 * memory. */
struct arena *audit_arena(void);

/**
 * Audit everything an intake yields on the engine's number of threads and
 * call `each` on the calling thread in the intake's order.  `each` may return
 * false to stop.  The report is freed after the call.
 */
enum status audit_all(const struct engine *e, struct intake *intake,
    bool (*each)(void *context, const struct report *r), void *context,
    struct err *err);

#endif
