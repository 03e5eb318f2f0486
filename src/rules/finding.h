/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Findings: what an auditor would write up, each with its proof.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "facts/facts.h"

struct finding {
	const struct rule_meta *rule;
	enum level level;	/* after overrides by pack and payer */
	struct str message;	/* the rule's, places filled */
	struct span at;		/* evidence in the note's text */
	bool placed;		/* `at` is meant; else the whole note is */
	VEC(struct span) more;	/* further evidence */
	uint64_t fingerprint;
};

VEC_TYPE(findings, struct finding);

/* A named place of a message and what stands there. */
struct detail {
	const char *name;
	struct str text;
};

/* What a rule works with and writes to. */
struct judging {
	struct arena *arena;
	const struct pack *pack;
	const struct facts *facts;
	const struct payer *payer;	/* whose rules apply; never NULL */
	struct findings *out;
};

/**
 * Write up a finding of the rule `id` unless it is off.  `at` may be NULL when
 * something is missing and there is no place to show.  `details` fills the
 * message's {places}; it ends with a NULL name and may be NULL.
 */
void judge(struct judging *j, const char *id, const struct span *at,
    const struct detail *details);

#endif
