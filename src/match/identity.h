/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whom a part of a file is about, and of which day: what tells one note of the
 * file from the next.
 *
 * Patient and dates are those of the facts patient, service-date and
 * other-date; a fact set-off-date gives dates that no label explains.
 */
#ifndef MATCH_IDENTITY_H
#define MATCH_IDENTITY_H

#include "base/date.h"
#include "match/mention.h"

/* What speaks for a note beginning at a place: a line of the kind that parts
 * of one note have, too; a new page; or what only records begin with. */
enum strength { WEAK, PAGE, RECORD };

/* A note says who and when in its first lines; below a line that speaks
 * weakly, in the very first. */
enum {
	HEADER_LINES = 5,
	TITLE_LINES = 3,
	HEADER_BYTES = 400,
	IDENTITY_BYTES = 1200,
};

/* Who and when a part says it is about. */
struct identity {
	struct str patient;	/* empty where it does not say */
	struct str label;	/* what stands before the name */
	bool sure;		/* by more than the place of the name */
	date_t date;		/* NO_DATE where it does not say */
	bool dated;		/* a label explains the date */
};

/** The head of a part: so many bytes, and no more than so many lines. */
struct span part_head(struct str text, struct span part, size_t bytes,
    unsigned lines);

/** Does any mention of a fact begin in a part? */
bool part_mentions(const struct reading *r, struct span part,
    const char *fact);

/** Whom a part is about that begins with so much strength. */
struct identity identity_of(const struct reading *r, struct span part,
    enum strength strength);

/** Is a part about another visit than the note before it?  Only what both say
 * can differ. */
bool identity_is_other(const struct identity *part,
    const struct identity *open, enum strength strength);

/** A later page can say what the first did not. */
void identity_learn(struct identity *open, const struct identity *part);

/** Do two headers say who and when in the same way?  Prints of one system do;
 * forms, logs and lists inside a note have labels of their own. */
bool identity_same_manner(const struct identity *a, const struct identity *b);

#endif
