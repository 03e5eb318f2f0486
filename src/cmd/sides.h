/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the commands that show copies share: reading notes together, and the
 * texts of those that are to be shown.
 */
#ifndef CMD_SIDES_H
#define CMD_SIDES_H

#include "audit/wide.h"
#include "cmd/setup.h"
#include "report/side.h"

/* Notes read and judged together. */
struct together {
	struct call *call;
	const struct pack *pack;
	struct engine *engine;
	struct caseload *caseload;
	struct str *texts;	/* by number of the record; empty: not wanted */
	bool *wanted;		/* the same: set before sides_read_texts() */
	size_t unreadable;	/* inputs */
};

/** Read the arguments of the call.  False with `err` filled. */
bool sides_collect(struct call *call, struct together *out, struct err *err);

/** Get the texts of the notes that are wanted. */
bool sides_read_texts(struct together *t, struct err *err);

/** One comparison, ready to be shown; all of it lives in the call's arena. */
void sides_make(const struct together *t, const struct record *later,
    const struct record *source, const struct comparison *c,
    struct sides *out);

/** The screen of standard output or the file asked for. */
struct screen sides_screen(const struct call *call);

#endif
