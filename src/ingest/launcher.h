/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A small process that starts pdftotext when it is asked to.  It is begun
 * before the program gives up the right to start others, and gives up itself
 * what is not needed for that.  Nothing is copied through it: it is handed
 * the ends of what the caller writes to and reads from.
 */
#ifndef INGEST_LAUNCHER_H
#define INGEST_LAUNCHER_H

#include <stdbool.h>
#include <sys/types.h>

struct launcher {
	int asks;		/* a socket to it */
	pid_t process;
};

/* How a program ended. */
enum launched {
	LAUNCHED_WELL,
	LAUNCHED_NOT,		/* it could not be started */
	LAUNCHED_BADLY,		/* it ended with an error, or was killed */
	LAUNCHED_SLOWLY,	/* it took too long, and was killed */
};

/** Start one; false where no process can be had.  It ends with the process
 * that started it at the latest. */
bool launcher_start(struct launcher *l);

/** End it, once nothing is under way. */
void launcher_stop(struct launcher *l);

/**
 * Start `program` (a path) as pdftotext that reads from the socket `in` and
 * writes to `out`, which stay the caller's to close.  When it has ended, one
 * byte, an `enum launched`, can be read at the other end of `in`; where that
 * gives nothing, nothing was started.  Any thread may ask at any time.
 */
bool launcher_ask(const struct launcher *l, const char *program, int in,
    int out);

#endif
