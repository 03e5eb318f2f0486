/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a note bills, code by code, as the rules of time and coding need it.
 */
#ifndef RULES_BILLED_H
#define RULES_BILLED_H

#include "rules/finding.h"

/* All lines of one code. */
struct tally {
	const struct code *code;	/* NULL: not in the code table */
	struct str number;
	int units;		/* of all lines, or NONE when none says */
	int minutes;		/* NONE unless every line has them */
	unsigned lines;
	bool charged;		/* not with 0 units */
	const struct service *first;
};

VEC_TYPE(tallies, struct tally);

/** The note's lines by code, in the order first billed; in `a`.  Lines that
 * repeat units and minutes count them once more and the minutes once. */
struct tallies tallies_of(struct arena *a, const struct facts *f);

/** The one of a code's number, or NULL. */
const struct tally *tally_of(const struct tallies *all, const char *number);

/** Is the code timed, and in the pool of 15-minute codes? */
bool is_timed(const struct code *c);
bool is_pooled(const struct code *c);

/** Does a procedure or modality need the clinician's undivided attendance? */
bool is_one_on_one(const struct code *c);	/* one patient, contact */
bool is_attended(const struct code *c);	/* that, constant, or group */

/** Does a line carry a modifier? */
bool has_modifier(const struct service *s, const char *modifier);

/** 59 or one of XE, XP, XS, XU: which, or an empty view. */
struct str separation_of(const struct service *s);

/** Is a line billed by its code, in the note or on a claim, and not by the name
 * of a service? */
bool is_printed(const struct facts *f, const struct service *s);

/** Is any modifier printed on any line, or do the lines come from a claim?
 * Else modifiers are not part of what the note states, and none is missed. */
bool prints_modifiers(const struct facts *f);

/** "the total-time (8-minute) rule" and so on. */
struct str counting_name(const struct payer *p);

#endif
