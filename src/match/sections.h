/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Sections of plain text: titled parts under headings or run-in labels.
 *
 * A title is recognised by its words (packs say which) and by how it stands
 * (see match/headings.h).  One of the letters S, O, A, P is one when the note
 * labels its parts by letters.
 */
#ifndef MATCH_SECTIONS_H
#define MATCH_SECTIONS_H

#include "match/mention.h"
#include "match/titles.h"

/** Fill `r->sections`; `r->note` is set. */
void sections_find(const struct titles *t, struct arena *a, struct reading *r);

#endif
