/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Bytes that come one after another: a file, standard input, bytes in memory,
 * a member of an archive.  Their beginning can be looked at before they are
 * read, so that what they are decides who reads them.
 *
 * Messages made here do not name the source: they end up in a finding, which
 * does.  A feed belongs to one thread.
 */
#ifndef INGEST_FEED_H
#define INGEST_FEED_H

#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

/* As many bytes as tell what a source is. */
#define FEED_HEAD_BYTES ((size_t)16 << 10)

/* The size of a source that has not said it. */
#define FEED_UNSIZED UINT64_MAX

struct feed {
	/* Read 1 to `room` bytes.  0 is the end, -1 a failure with `err`
	 * filled.  The rest is done by the functions below. */
	ssize_t (*read)(void *self, char *out, size_t room, struct err *err);
	/* Go to a byte of the source; NULL where there is no going back. */
	bool (*seek)(void *self, uint64_t to);
	void (*close)(void *self);	/* NULL: nothing to release */
	void *self;
	uint64_t size;		/* bytes, as the source says, or FEED_UNSIZED */

	char *head;		/* looked at and not read yet; from malloc() */
	size_t head_len;
	size_t head_at;
};

/**
 * Open the file `name`, or standard input where it is "-".  Only a regular
 * file (or a link to one) is opened, so that a pipe or device lying in a
 * folder cannot hold up a run; standard input may be anything.  E_IO or
 * E_MEMORY with `err` filled.  Release with feed_close().
 */
enum status feed_open(const char *name, struct feed *out, struct err *err);

/** Bytes in memory, which must outlive the feed. */
enum status feed_over(struct str bytes, struct feed *out, struct err *err);

/** Release a feed.  A zeroed one is fine. */
void feed_close(struct feed *f);

/**
 * The first FEED_HEAD_BYTES, or all there are, of a feed that nothing was read
 * of.  They are read again by feed_read(); the view is good until then.
 */
enum status feed_look(struct feed *f, struct str *out, struct err *err);

/** Read 1 to `room` bytes; 0 at the end, -1 with `err` filled. */
ssize_t feed_read(struct feed *f, char *out, size_t room, struct err *err);

/** Go to a byte of the source; false where that cannot be done. */
bool feed_seek(struct feed *f, uint64_t to);

/* Room for what is read whole, used again and again.  Zero it first. */
struct feed_buffer {
	char *ptr;
	size_t room;
	size_t len;		/* bytes read */
};

/** Read all that is left.  E_IO, E_MEMORY, or E_LIMIT when that is more than
 * `most` bytes. */
enum status feed_all(struct feed *f, size_t most, struct feed_buffer *b,
    struct err *err);

/** The whole of a file, or of standard input where `name` is "-". */
enum status feed_file(const char *name, size_t most, struct feed_buffer *b,
    struct err *err);

/** Release the room.  A zeroed buffer is fine. */
void feed_buffer_free(struct feed_buffer *b);

/** Why the system refused, from errno, in words that no locale changes. */
const char *feed_reason(int error);

#endif
