/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where a result goes: standard output, or a file that is there whole or not
 * at all.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <limits.h>
#include <stdio.h>

#include "base/err.h"

struct output {
	FILE *to;			/* NULL: closed */
	char file[PATH_MAX];		/* empty: standard output */
	char draft[PATH_MAX];		/* written until whole; empty: none */
};

/**
 * Open `file`, or standard output where it is NULL or "-".  The bytes go to
 * a draft beside the file that only its owner can read.  Where `file` is no
 * regular file (a device, a pipe) it is written directly.  E_IO.
 */
enum status output_open(struct output *o, const char *file, struct err *err);

/**
 * Flush; then the draft takes the name and the mode of a file it replaces.
 * Where the name is a link, what it leads to is replaced.  On failure (E_IO:
 * a full disk, a closed pipe) the draft is removed and a file of old stays as
 * it was.
 */
enum status output_close(struct output *o, struct err *err);

/** Give up: remove the draft.  Does nothing after output_close(). */
void output_drop(struct output *o);

#endif
