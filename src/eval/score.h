/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How well the facts and findings of notes agree with their labels.  What a
 * label calls disputed is judged neither way.
 */
#ifndef EVAL_SCORE_H
#define EVAL_SCORE_H

#include "audit/audit.h"
#include "eval/labels.h"
#include "eval/measure.h"

/* A place where label and linter differ. */
struct difference {
	const char *file;
	size_t line;		/* 1-based */
	size_t measure;
	struct str text;	/* what each says */
};

struct scoring {
	struct arena *arena;
	const struct pack *pack;
	struct measures measures;
	VEC(const struct counts *) notes;	/* a row of counts a note */
	VEC(struct difference) differences;	/* when asked for */
	struct texts unknown;	/* labelled rules that are not loaded or off */
	bool explain;		/* collect differences */
};

/** A scoring without notes.  All of it lives in `a`. */
void scoring_init(struct scoring *s, struct arena *a,
    const struct pack *pack, bool explain);

/**
 * Compare one note with its label.  `label`, `report` and `r`, one of the
 * report's results, may be gone afterwards.  Where the input could not be
 * read, nothing was found.
 */
void score_note(struct scoring *s, const struct label *label,
    const struct report *report, const struct result *r);

/** The counts of each measure over all notes, in `a`. */
struct counts *scoring_sum(const struct scoring *s, struct arena *a);

#endif
