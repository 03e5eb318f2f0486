/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The risk score.  Points are data: each rule's own, a cap a category, the
 * tiers.  A rule counts once a note.
 */
#ifndef AUDIT_SCORE_H
#define AUDIT_SCORE_H

#include "audit/audit.h"

enum { HIGHEST_SCORE = 100 };

/** Score findings.  The points sum exactly to the score. */
struct risk score_findings(struct arena *a, const struct pack *pack,
    const struct findings *findings);

#endif
