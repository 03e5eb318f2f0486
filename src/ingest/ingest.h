/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The door of the room: bytes in, a document out.  What holds several
 * documents goes through an intake first (intake.h); here it is not read.
 */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include "base/err.h"
#include "ingest/item.h"

/**
 * Read a file, or standard input where `file` is "-".  Everything is made in
 * `a` and nothing else is kept.
 *
 * A source that cannot be read, or has nothing to judge in it, is a document
 * all the same: `unreadable` is set, the text is empty and the troubles say
 * why.  Only memory fails: then the status is E_MEMORY, `err` names the file
 * and `*out` is untouched.
 *
 * A PDF is read through the launcher, or where that is NULL through one of its
 * own (helper.h).
 *
 * The trap of `a` is armed here and no longer after, so a caller who uses
 * one arms it behind this call.  Calls with different arenas may run at the
 * same time; standard input can be read once.
 */
enum status ingest_read(struct arena *a, const char *file,
    const struct launcher *launcher, struct document **out, struct err *err);

/** The same for an item of an intake, one that is not set aside. */
enum status ingest_item(struct arena *a, const struct item *item,
    struct document **out, struct err *err);

/** The same for bytes in memory, which need not outlive the call.  `name`
 * is what messages and the document call them. */
enum status ingest_bytes(struct arena *a, const char *name, struct str bytes,
    struct document **out, struct err *err);

#endif
