/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A progress bar with rate and time left, for somebody who waits at a
 * terminal.  Into a pipe or a file nothing is written.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

struct progress {
	FILE *to;		/* NULL: nobody looks */
	size_t all;		/* 0: not known */
	size_t done;
	struct timespec begun;
	struct timespec shown;
};

/** Begin; `all` is how much there is to do. */
void progress_begin(struct progress *p, FILE *to, size_t all, bool quiet);

/** So many are done. */
void progress_reach(struct progress *p, size_t done);

/** Wipe the bar away. */
void progress_end(struct progress *p);

/** The bar as text, NUL-terminated: done, share, rate, time left. */
void progress_line(size_t done, size_t all, double seconds, char *out,
    size_t size);

#endif
