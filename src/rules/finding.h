/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Findings: what an auditor would write up, each with its proof.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "facts/facts.h"

/* A named place of a message and what stands there. */
struct detail {
	const char *name;
	struct str text;
};

/* What a payer may take back, and what the amount rests on. */
struct stake {
	int units;		/* NONE: not known */
	long cents;		/* NONE: not known */
	int values_from;	/* years of the relative values; 0: none used */
	int values_to;
	int factor_from;	/* years of the conversion factors */
	int factor_to;
	long factor;		/* the factor itself; 0: several */
	const char *place;	/* locality, or NULL: national */
	bool places;		/* several */
	bool reduced;		/* practice expense of further units is cut */
	bool assistant;		/* an assistant's work is paid less */
	int share;		/* percent of the schedule; 0: several */
	bool unstated;		/* there are lines without units, left out */
	bool unpriced;		/* there are units without an amount */
};

/* A place in another note that a finding is about. */
struct related {
	struct note_place note;
	struct span at;		/* byte offsets in its source; empty: all */
	uint32_t from_line;	/* of its source, from 1; 0: all */
	uint32_t to_line;
};

struct finding {
	const struct rule_meta *rule;
	enum level level;	/* after overrides by pack and payer */
	struct str message;	/* the rule's, places filled */
	struct span at;		/* evidence in the note's text */
	bool placed;		/* `at` is meant; else the whole note is */
	VEC(struct span) more;	/* further evidence */
	const struct detail *details;	/* as given to judge(); ends with a
					 * NULL name, or NULL */
	struct stake stake;	/* money_at_risk() */
	uint64_t fingerprint;
	VEC(struct related) related;
	uint32_t prose_words;	/* of a finding about copying; else 0 */
	uint32_t copied_words;	/* how many of them are copied */
};

VEC_TYPE(findings, struct finding);

struct ledger;

/* What a rule works with and writes to. */
struct judging {
	struct arena *arena;
	const struct pack *pack;
	const struct facts *facts;
	const struct payer *payer;	/* whose rules apply; NULL of a chart,
					 * whose notes may have several */
	bool payer_assumed;		/* nobody chose it, no note names it */
	struct findings *out;
	const struct ledger *ledger;	/* ledger_of(); NULL until then */
};

/** What the note says at a place, without blanks at either side. */
struct str judged_text(const struct judging *j, struct span at);

/**
 * Write up a finding of the rule `id` unless it is off.  `at` may be NULL or
 * empty when something is missing and there is no place to show.  `details`
 * fills the message's {places}; it ends with a NULL name and may be NULL.  Its
 * texts must live as long as the finding: what is at risk is found by {code},
 * {codes} or {column2}, and by {billed} less {supported} or {units} less
 * {maximum}.  Returns the finding to be completed, which the next one may move,
 * or NULL when the rule is off.
 */
struct finding *judge(struct judging *j, const char *id, const struct span *at,
    const struct detail *details);

/** The same at a level of `most` at the highest: for rules whose authority
 * is weaker in some cases than in others. */
struct finding *judge_at_most(struct judging *j, const char *id,
    enum level most, const struct span *at, const struct detail *details);

#endif
