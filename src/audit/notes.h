/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The notes in a text that is longer than one may be.
 */
#ifndef AUDIT_NOTES_H
#define AUDIT_NOTES_H

#include "match/reader.h"
#include "match/split.h"

/**
 * Where notes begin in the text of `d`, told from LIMIT_NOTE_BYTES of it at a
 * time, so that what is needed for telling does not grow with the text.
 * Returns how far the notes in `out` reach: not to the end where one of them is
 * too long.  Made in `a`, whose trap must be armed.
 */
size_t notes_find(struct arena *a, const struct reader *reader,
    struct scratch *scratch, const struct document *d, struct note_spans *out);

#endif
