/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Parts of a note where no headings say them.
 *
 * What a statement mentions speaks for one part or another: packs list for a
 * kind of section the elements, facts and concepts that do (`evidence`, two
 * points each, and `hints`, one).  Of all ways to give the statements of a
 * stretch a part, the one with the most points is taken, less what changes of
 * part cost: little on the way that notes go, from the subjective to the plan,
 * more against it.  So a remark out of order changes nothing, and statements
 * that mention nothing stay with those before them.
 */
#ifndef MATCH_PARTS_H
#define MATCH_PARTS_H

#include "match/mention.h"

struct parts;

/** What speaks for which part; in `a`. */
struct parts *parts_new(struct arena *a, const struct pack *pack);

/**
 * Divide the long stretches without a heading that tells their kind, in notes
 * that have few.  Sections so made are `inferred`.  Statements are known.
 */
void parts_infer(const struct parts *p, struct arena *a, struct reading *r);

#endif
