/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The inputs of a command line, and the files in folders among them, as a
 * stream of file names.
 *
 * Inputs come in the order given.  Files of a folder come in byte order of
 * their names as printed, whatever the file system's order, so that a run
 * gives the same output everywhere.  Of a folder are left out: hidden files
 * and folders, and what is no file (pipes, devices).  Names of what lies
 * beside notes and is none (aside.h) are set aside: they come with the reason
 * and are not to be read.  A file named by the user is always read.  Memory
 * holds the names of the folders on the way to the current file, no more.
 */
#ifndef INGEST_WALK_H
#define INGEST_WALK_H

#include "base/err.h"
#include "note/note.h"

struct walk;

struct walk_item {
	const char *file;	/* a file to read,
				 * or what the trouble is about */
	const struct trouble *trouble;	/* NULL: read the file */
	const char *aside;	/* it is no note, and why; or NULL */
};

/**
 * Walk `n` inputs: files, folders, or "-".  The array and its strings must
 * outlive the walk.  Returns NULL, with E_MEMORY in `err`, without memory.
 */
struct walk *walk_new(const char *const *inputs, size_t n, struct err *err);

/**
 * The next file, or the next folder that cannot be walked, which ends
 * nothing.  Returns false at the end.  What the item points at is good until
 * the next call.  A file that does not exist is an item like any other; who
 * reads it finds out.
 */
bool walk_next(struct walk *w, struct walk_item *out);

/** Release a walk, at whatever point it stands.  NULL is fine. */
void walk_free(struct walk *w);

#endif
