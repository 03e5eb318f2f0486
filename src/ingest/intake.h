/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Everything that is to be read, item by item: the files of a walk, and what
 * those of them hold that are containers, containers inside containers too.
 * Items come in order, one at a time, in memory that does not grow with their
 * number.  An intake belongs to one thread; its items may go to others.
 */
#ifndef INGEST_INTAKE_H
#define INGEST_INTAKE_H

#include "base/err.h"
#include "ingest/container.h"

struct intake;

struct intake_options {
	const struct columns *columns;		/* NULL: no tables */
	const struct unpack_limits *limits;	/* NULL: those of limits.h */
	const struct launcher *launcher;	/* NULL: one for each PDF */
};

/**
 * An intake over `n` inputs: files, folders, or "-".  The array, its strings
 * and what `options` points to must outlive it.  Release with intake_free().
 */
enum status intake_new(const char *const *inputs, size_t n,
    const struct intake_options *options, struct intake **out,
    struct err *err);

/** The same for bytes in memory, which must outlive it too.  `name` is what
 * messages and documents call them. */
enum status intake_bytes(const char *name, struct str bytes,
    const struct intake_options *options, struct intake **out,
    struct err *err);

/**
 * The next item, made in `a`; `*more` is false at the end.  What cannot be
 * read is an item that is refused, what is no note one that is set aside.
 * Only memory fails (E_MEMORY, `err` names the file).  The trap of `a` is
 * armed here and no longer after.
 */
enum status intake_next(struct intake *in, struct arena *a, struct item *out,
    bool *more, struct err *err);

/** Release an intake, at whatever point it stands.  NULL is fine. */
void intake_free(struct intake *in);

#endif
