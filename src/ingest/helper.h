/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Another program that turns bytes into text: it gets them on its standard
 * input, and what it writes is read back.  It runs with limits on its time,
 * its memory and its files, with an environment of its own; no shell is
 * involved, and no file is made.
 */
#ifndef INGEST_HELPER_H
#define INGEST_HELPER_H

#include "base/arena.h"

enum helper_end {
	HELPER_DONE,
	HELPER_MISSING,		/* there is no such program */
	HELPER_FAILED,		/* it ended with an error, or was killed */
	HELPER_SLOW,		/* it took too long */
	HELPER_LONG,		/* it wrote too much */
};

/**
 * Give `input` to pdftotext and take its output, of which `*out` is a view of
 * bytes in the arena; empty unless HELPER_DONE.  Any thread may call at any
 * time; each call has a process of its own.
 */
enum helper_end helper_pdf(struct arena *a, struct str input, struct str *out);

#endif
