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
#include "ingest/launcher.h"

enum helper_end {
	HELPER_DONE,
	HELPER_MISSING,		/* there is no such program */
	HELPER_FAILED,		/* it ended with an error, or was killed */
	HELPER_SLOW,		/* it took too long */
	HELPER_LONG,		/* it wrote too much */
	HELPER_BARRED,		/* no process can be had */
};

/**
 * Give `input` to pdftotext and take its output, of which `*out` is a view of
 * bytes in the arena; empty unless HELPER_DONE.  Any thread may call at any
 * time; each call has a process of its own, begun by the launcher, or where
 * that is NULL by one for this call.
 */
enum helper_end helper_pdf(struct arena *a, const struct launcher *l,
    struct str input, struct str *out);

/**
 * May one of these inputs (files, folders, "-") hold a PDF?  Files are told
 * by their beginning: one that is plain text and no longer than FEED_HEAD_BYTES
 * does not, and neither does one that cannot be read.
 */
bool helper_may_be_needed(const char *const *inputs, size_t n);

#endif
