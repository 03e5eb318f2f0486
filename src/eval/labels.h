/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Labels: what a careful human auditor says about a note.  NAME.json stands
 * beside the note NAME.txt or NAME.xml; doc/facts.md defines its members.
 */
#ifndef EVAL_LABELS_H
#define EVAL_LABELS_H

#include "base/err.h"
#include "facts/facts.h"

struct label_exercise {
	struct str name;
	struct str text;	/* as it stands in the note */
	struct dosage dosage;	/* `counted` is not set */
};

struct label_service {
	struct str code;
	int units;
	int minutes;
	struct texts modifiers;
};

/* A field of an exercise on which two auditors differ. */
struct disputed_field {
	struct str text;	/* the exercise's */
	struct str field;
};

/* What is null in the label is empty, NONE, NO_DATE or NO_TIME. */
struct label {
	const char *file;
	struct str note_type;
	struct str discipline;
	struct str patient;
	struct str author;
	struct str credential;
	struct str payer;
	date_t date_of_service;
	minute_t time_in;
	minute_t time_out;
	int timed_minutes;
	int total_minutes;
	VEC(struct label_service) services;
	VEC(struct label_exercise) exercises;
	bool present[ELEMENTS];		/* but for EL_DOSAGE */
	enum dosage_share dosage;
	struct texts findings;
	struct texts judged;		/* what it is about;
					 * empty: everything */
	struct texts disputed;		/* names of rules, elements and facts */
	VEC(struct disputed_field) disputed_fields;
	struct texts disputed_extra;	/* texts of exercises */
	struct texts evidence[ELEMENTS];	/* what carries them, quoted;
						 * may be empty for any */
};

/**
 * Read a label file; everything lives in `a`.  False with `err` filled and
 * naming the file, and the line where it is no JSON: E_IO, E_INPUT when a
 * member is missing or not what it should be, E_LIMIT.
 */
bool label_read(struct arena *a, const char *file, struct label *out,
    struct err *err);

/** The same from text in memory. */
bool label_parse(struct arena *a, const char *file, struct str text,
    struct label *out, struct err *err);

/** Whether a label says anything about a rule, an element or a fact, or about
 * "exercises" or "services": it is about it, and it is not disputed.  What it
 * is about is told by names, and by the family of rules as in "time/". */
bool label_judges(const struct label *l, const char *name);

/** The label beside a note: its path with .json for the ending. */
const char *label_beside(struct arena *a, const char *note);

#endif
