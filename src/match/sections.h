/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Sections of plain text: titled parts under headings or run-in labels.
 *
 * A title is recognised by its words (packs say which) and by how it stands:
 * before a colon, alone on its line, before a dash or a wide gap at the start
 * of a line, or as one of the letters S, O, A, P when the note labels its parts
 * by letters.  Decoration (#, *, =, >, bullets, numbering) does not matter.
 */
#ifndef MATCH_SECTIONS_H
#define MATCH_SECTIONS_H

#include "match/mention.h"

struct titles;

/** The table of a pack's titles, in `a`. */
struct titles *titles_new(struct arena *a, const struct pack *pack);

/** Fill `r->sections`; `r->note` is set. */
void sections_find(const struct titles *t, struct arena *a, struct reading *r);

#endif
