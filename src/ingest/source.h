/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A file or standard input, whole in memory.  Messages made here do not name
 * the file: they end up in a finding, which does.
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include "base/err.h"
#include "base/str.h"

struct source {
	char *ptr;		/* NULL when empty and never read */
	size_t len;		/* bytes, at most LIMIT_FILE_BYTES */
};

/**
 * Read the file `name`, or standard input where it is "-".  Only a regular
 * file (or a link to one) is opened, so that a pipe or device lying in a
 * folder cannot hold up a run; standard input may be anything.
 *
 * On success `*out` is to be released with source_free().  Otherwise `*out`
 * is untouched and `err` says why: E_IO, E_LIMIT (larger than
 * LIMIT_FILE_BYTES) or E_MEMORY.
 */
enum status source_load(const char *name, struct source *out, struct err *err);

/** Release the bytes.  A zeroed source is fine. */
void source_free(struct source *s);

/** Why the system refused, from errno, in words that no locale changes. */
const char *source_reason(int error);

#endif
