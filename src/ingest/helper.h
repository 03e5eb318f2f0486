/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Another program that turns bytes into text: it gets them on its standard
 * input, and what it writes is read back.  It runs with limits on its time,
 * its memory and its files, no shell is involved, and no file is made.
 *
 * helper_start() forks a process that starts such programs on request, to be
 * called while there is one thread, before the program gives up the right to
 * start others.  Without it helper_run() starts them itself.
 */
#ifndef INGEST_HELPER_H
#define INGEST_HELPER_H

#include "base/arena.h"
#include "base/err.h"

enum helper_end {
	HELPER_DONE,
	HELPER_MISSING,		/* there is no such program */
	HELPER_FAILED,		/* it ended with an error, or was killed */
	HELPER_SLOW,		/* it took too long */
	HELPER_LONG,		/* it wrote too much */
};

/** Start the process.  Failing that, nothing is lost but its use. */
enum status helper_start(struct err *err);

/** End it.  Without one nothing happens. */
void helper_stop(void);

/**
 * Give `input` to pdftotext and take its output, of which `*out` is a view of
 * bytes in the arena; empty unless HELPER_DONE.  Any thread may call; where
 * the process serves, one at a time.
 */
enum helper_end helper_pdf(struct arena *a, struct str input, struct str *out);

#endif
