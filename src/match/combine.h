/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Combined concepts: other concepts that stand together in a statement, a
 * sentence, a paragraph, a section or the note.
 */
#ifndef MATCH_COMBINE_H
#define MATCH_COMBINE_H

#include "match/mention.h"

/**
 * One mention for each unit in which every part of `c` has a mention that
 * counts and none of its exclusions has; appended to `out`.  It spans the
 * parts, but within the note only the first of them.  The mentions of the
 * parts are already in `r`.
 */
void combine_find(struct arena *a, const struct reading *r,
    const struct concept *c, struct mention_list *out);

/**
 * Of the mentions of `c`, which has exclusions and no parts, those in whose
 * unit no exclusion has a mention that counts; appended to `out`.
 */
void combine_spare(struct arena *a, const struct reading *r,
    const struct concept *c, struct mention_list *out);

#endif
