/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is remembered of a note once its report is gone, so that it can be
 * judged together with others: who, when, its prose and its programme.  Some
 * 2 KB for a page, at most 16 bytes for each of LIMIT_PROSE_WORDS words.
 */
#ifndef AUDIT_RECORD_H
#define AUDIT_RECORD_H

#include "audit/audit.h"
#include "copy/prose.h"
#include "rules/threshold.h"

/* An exercise performed, as far as programmes are compared. */
struct dose {
	const struct lexeme *lexeme;
	int sets, reps;
	int hold_seconds, minutes;
};

/* Something that a note says, and where. */
struct said {
	struct str text;	/* empty: it does not */
	struct span at;
};

/* A region of the body, and how often the note tells of it. */
struct told_region {
	const struct lexeme *region;
	uint32_t times;
	bool both;		/* told as of both sides */
	struct said right;	/* where first told with the side */
	struct said left;
};

struct chart;
struct author_load;

struct record {
	struct note_place place;
	unsigned part;		/* of the file, or 0 */
	const struct payer *payer;	/* whose rules apply */
	const struct note_type *type;
	struct str discipline;
	struct str patient;
	struct str patient_id;
	struct str author;
	date_t birth_date;
	date_t date;		/* of service */
	struct prose prose;
	struct prose beside;	/* see PROSE_BESIDE */
	struct dose *doses;	/* in the order of the note */
	size_t n_doses;
	struct str *problems;	/* codes of diagnoses, each once */
	size_t n_problems;
	struct told_region *regions;	/* each once */
	size_t n_regions;
	struct said he;		/* of the patient */
	struct said she;
	struct said born;	/* the date of birth as stated */
	size_t number;		/* among all records, in order of the walk */
	size_t visit;		/* in the chart, by date */
	struct chart *chart;	/* or NULL: of nobody known */
	struct author_load *load;	/* of its author, where caseloads are
					 * judged; or NULL */
	struct therapy_use use;	/* as for the yearly threshold */
	struct findings findings;	/* that needed other notes */
};

/**
 * Remember a result in `keep`, all but its place; `scratch` takes what is
 * needed meanwhile.  NULL when there is nothing to compare: the input could not
 * be read, or is no therapy note.
 */
struct record *record_of(struct arena *keep, struct arena *scratch,
    const struct result *r);

#endif
