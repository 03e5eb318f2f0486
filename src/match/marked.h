/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Sections that the source of a note marks as such.
 */
#ifndef MATCH_MARKED_H
#define MATCH_MARKED_H

#include "match/headings.h"
#include "match/mention.h"

/**
 * Put the marked sections of the note's document among the places found in
 * its text.  Those that lie in a marked title do not count any more.  The
 * kind of a marked section is that of its title, unless the title is a mere
 * letter; then that of its code.  It may be none.
 */
void marked_add(struct arena *a, const struct titles *t,
    const struct reading *r, struct candidates *found);

#endif
