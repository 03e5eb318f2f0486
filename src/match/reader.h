/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reading a note: scanner, terms, sections, statements and assertion put
 * together.  A reader is compiled once from a pack and shared by threads.
 */
#ifndef MATCH_READER_H
#define MATCH_READER_H

#include "match/mention.h"
#include "match/scanner.h"

struct reader;

/** Compile `pack`, which must outlive the reader.  `tables` are taken over, as
 * by scanner_new().  On failure `*out` is untouched. */
enum status reader_new(const struct pack *pack, struct prebuilt *tables,
    struct reader **out, struct err *err);
void reader_free(struct reader *r);

/** Write the file of tables.  E_IO when they cannot be written. */
enum status reader_save(const struct reader *r, const char *tables,
    struct err *err);

/** The scanner inside, to speed up, to teach and to make scratch from. */
struct scanner *reader_scanner(struct reader *r);

/**
 * Read a note.  Everything lives in `a`, whose trap must be armed.  A match
 * given up at a limit is counted in reading.given_up.
 */
struct reading *reading_make(const struct reader *r, struct scratch *scratch,
    struct arena *a, const struct note *note);

#endif
