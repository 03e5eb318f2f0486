/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The rules that are written in C, as a table: which of them are run, and by
 * what.  Titles, levels, wording and sources are data (patterns/rules/); a
 * rule that the packs do not describe is not run.
 */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "copy/copied.h"
#include "rules/finding.h"

struct rule {
	const char *id;
	void (*run)(struct judging *j, const struct rule *self);
	enum element element;	/* of elements/... rules; else ELEMENTS */
};

/* One table a file, ended by a NULL id. */
extern const struct rule element_rules[];
extern const struct rule time_rules[];
extern const struct rule claim_rules[];
extern const struct rule time_unit_rules[];
extern const struct rule time_clock_rules[];
extern const struct rule coding_content_rules[];
extern const struct rule coding_line_rules[];
extern const struct rule coding_mismatch_rules[];
extern const struct rule coding_modifier_rules[];
extern const struct rule coding_pair_rules[];
extern const struct rule coding_people_rules[];
extern const struct rule threshold_rules[];
extern const struct rule integrity_rules[];
extern const struct rule integrity_conflict_rules[];
extern const struct rule integrity_who_rules[];
extern const struct rule integrity_side_rules[];
extern const struct rule progress_rules[];

/** Must a note of this kind, billed as it is, document the element? */
bool element_is_owed(const struct judging *j, enum element e);

/** The first remark of a kind ("he", "she") that can only mean the patient, or
 * NULL. */
const struct remark *said_of_patient(const struct facts *f, const char *kind);

/** Run every rule on a therapy note's facts. */
void rules_run(struct judging *j);

/** Run the rules that packs write themselves: when, require, forbid. */
void pack_rules_run(struct judging *j);

/** Report what reading the document ran into (input/... rules). */
void input_rules_run(struct judging *j, const struct note *note);

/*
 * What a note is copied from, if it is: an earlier note of the patient as a
 * whole, another patient's, or the source of one part.  Else NULL.
 */
const struct copy_source *copy_of_own(const struct copying *by,
    const struct copied *c);
const struct copy_source *copy_of_other(const struct copying *by,
    const struct copied *c);
const struct copy_source *copy_of_section(const struct copying *by,
    const struct copied *c, uint32_t part);

/** Run the rules about copying on a note (copy/copied.h), once all notes it
 * may have been copied from are known. */
void copy_rules_run(struct judging *j, const struct copied *copied);

/** Does C or a pack carry out this rule? */
bool rule_is_known(const struct rule_meta *meta);

#endif
