/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Several notes in one file.  Boundaries are form feeds, lines that repeat the
 * file's first line, and what packs call one (concepts of `fact:
 * note-boundary`).  A page of the same patient and date goes on with the note
 * before it.
 */
#ifndef MATCH_SPLIT_H
#define MATCH_SPLIT_H

#include "match/mention.h"

VEC_TYPE(parts, struct span);

/** The notes in a file that was read as if it were one.  At least one. */
void split_notes(struct arena *a, const struct reading *whole,
    struct parts *out);

#endif
