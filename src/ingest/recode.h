/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A feed behind its byte-order mark, with UTF-16 become UTF-8.  Other bytes
 * are left alone: what they are is found out where they are read.
 */
#ifndef INGEST_RECODE_H
#define INGEST_RECODE_H

#include "base/arena.h"
#include "ingest/encoding.h"
#include "ingest/feed.h"

struct recode {
	struct feed *feed;
	struct err err;		/* of the feed, which ends with it */
	struct encoded encoded;
	size_t mark;		/* bytes of it that are still to pass */
	char *raw;		/* UTF-16 that has not become UTF-8 yet */
	size_t raw_len;
};

/** Begin to read.  What is needed is made in `a`. */
void recode_begin(struct recode *r, struct arena *a, struct feed *feed,
    struct encoded encoded);

/** Read 1 to `room` bytes, which are at least 4; 0 at the end, and where the
 * feed failed, which fills `r->err`. */
size_t recode_read(struct recode *r, char *out, size_t room);

/** All of `bytes` that are in UTF-16, as UTF-8 in `a`; others are returned as
 * they are, behind their mark. */
struct str recode_all(struct arena *a, struct str bytes,
    struct encoded encoded);

#endif
