/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Several notes in one file.  A note may begin at a form feed, at a line that
 * repeats the file's first line but for its numbers, at a rule of dashes or
 * the like, at a line that names a patient, and where packs say so (concepts of
 * `fact: note-boundary`).  It does when what follows says another date or
 * another patient than the note before it: a page of the same visit goes on.
 * It must also be titled as a note, say who and when as the note before does,
 * or be signed as that is, for labels of people and days stand inside notes.
 */
#ifndef MATCH_SPLIT_H
#define MATCH_SPLIT_H

#include "match/mention.h"

VEC_TYPE(note_spans, struct span);

/** The notes in a file that was read as if it were one.  At least one. */
void split_notes(struct arena *a, const struct reading *whole,
    struct note_spans *out);

#endif
