/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The table of containers: sources that hold many documents.  A container
 * takes them out one at a time, in memory that does not grow with their
 * number.  A new one is a row in container.c and a file of its own; content
 * chooses among them, as among formats (format.h), which read what a
 * container takes out.
 */
#ifndef INGEST_CONTAINER_H
#define INGEST_CONTAINER_H

#include "ingest/feed.h"
#include "ingest/item.h"
#include "ingest/looks.h"

/* What one file of the input may unpack to, whatever lies in whatever in it.
 * The defaults are those of base/limits.h. */
struct unpack_limits {
	uint64_t bytes;
	uint64_t entries;
	uint64_t ratio;		/* bytes that one byte of the file becomes, */
	uint64_t ratio_from;	/* once this many have come out */
	unsigned bombs;		/* parts that become more and are passed over */
	unsigned nesting;	/* containers inside one another */
	size_t item;		/* bytes of one document */
};

/* What unpacking a file has cost so far. */
struct budget {
	struct unpack_limits limits;
	uint64_t taken;		/* bytes read of the file */
	uint64_t unpacked;	/* bytes that came out of archives */
	uint64_t entries;
	unsigned bombs;
	bool spent;		/* nothing more is read of this file, */
	char why[160];		/* and this is what to say */
};

/* Which columns of a table mean what; see columns.h. */
struct columns;

struct beside;

/* What a container begins with. */
struct opening {
	struct arena *arena;	/* dies with the container */
	struct feed *feed;	/* the source; closed behind the container */
	struct look look;	/* at its beginning */
	struct budget *budget;
	const struct columns *columns;
	const char *file;	/* that the source is, or NULL: part of one */
	struct beside *beside;	/* for what lies beside that (beside.h) */
};

struct container {
	const char *name;

	/* Is a source that begins like this the container's?  `a` is for the
	 * time of the call. */
	bool (*probe)(struct arena *a, const struct look *head,
	    const struct columns *columns);

	/* Begin.  Returns what next() is given, made in the opening's arena.
	 * What it holds besides goes to arena_defer().  Failures are told by
	 * the first next(). */
	void *(*open)(const struct opening *opening);

	/*
	 * Take out the next item; false at the end.  `out` is zeroed, and what
	 * it gets is made in `a`: the path inside the container as `member`,
	 * the row, and either its bytes, or an `inner` feed to read them from.
	 * A feed may turn out to be a container itself; it is closed before
	 * the next call.  What cannot be taken out is an item as well
	 * (item_refuse()), and the rest goes on.  Only memory fails, and that
	 * leaves by the trap of either arena.
	 */
	bool (*next)(void *self, struct arena *a, struct item *out,
	    struct feed *inner);
};

/** The container that a source is by its beginning, or NULL: it is one
 * document.  `a` is for the time of the call. */
const struct container *container_of(struct arena *a, const struct look *head,
    const struct columns *columns);

#endif
