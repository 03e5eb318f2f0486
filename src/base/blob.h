/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Files of numbers that the program made for itself, mapped and not read: a
 * start uses a part of them, and starts share the pages.
 *
 * A file holds sections, each with a mark and a checksum of what it was made
 * from.  What is put is padded to eight bytes, so that what is taken is
 * aligned.  The numbers are in the machine's own byte order: the files do not
 * travel.
 */
#ifndef BASE_BLOB_H
#define BASE_BLOB_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

struct blob {
	struct str rest;	/* what has not been taken yet */
};

/** Map a file, until the arena ends.  False when there is none to map. */
bool blob_open(struct arena *a, const char *path, struct blob *out);

/** The next `count` objects of `size` bytes, in place; NULL when the file
 * ends before. */
const void *blob_take(struct blob *b, size_t count, size_t size);

/** Append objects to a file for blob_take().  False when it cannot be written,
 * here and below. */
bool blob_put(FILE *out, const void *from, size_t count, size_t size);

/** Map the section with this mark (8 characters), and tell its checksum.  False
 * when the file has none. */
bool blob_section(struct arena *a, const char *path, const char *mark,
    uint64_t *checksum, struct blob *out);

/** Begin a section at the end of a file, and end it.  `*at` is for
 * blob_end(). */
bool blob_begin(FILE *out, const char *mark, uint64_t checksum, long *at);
bool blob_end(FILE *out, long at);

#endif
