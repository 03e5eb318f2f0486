/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Exercises and activities with their dosage, from flow sheets (flowsheet.c),
 * and from lists and prose (items.c).
 */
#ifndef FACTS_EXERCISES_H
#define FACTS_EXERCISES_H

#include "facts/dosage.h"
#include "facts/tables.h"

/* What both readers of exercises work on. */
struct programme {
	struct arena *arena;
	const struct reading *reading;
	struct facts *facts;		/* found exercises go here */
	const struct tables *tables;
	struct dosage_marks marks;
	struct gathered names;		/* exercises of the lexicon, by place */
	struct gathered not_names;	/* techniques, modalities,
					 * measures ... */
	struct gathered same;		/* "the same": dosed
					 * as the one before */
	struct gathered same_load;	/* "same weight": loaded as it was */
	struct gathered services;	/* names and shorthand of services */
	struct gathered codes;		/* that are billed */
	struct gathered quoted;		/* the patient's own words */
	struct gathered people;		/* the patient's name is no exercise */
	struct gathered cues;		/* "performed", "completed" ... */
	struct gathered told_of;	/* "at home", "she says": not here */
	struct gathered drill_verbs;	/* "stood", "carried": what was done */
	struct gathered not_told;	/* "the last", "until": a part of it */
	struct gathered says;		/* "reports": told of other days */
	struct gathered left_out;	/* "was considered": not done */
	struct gathered left_out_here;	/* the same of one item only */
	struct gathered given;		/* "HEP printed": to do elsewhere */
	struct gathered triggers;	/* "held", "next visit" */
	struct gathered listings;	/* "treatment today:", "97110" */
	struct gathered fillers;	/* words that name nothing */
	struct gathered prepositions;	/* "with", "on": a name goes on */
	struct gathered withs;		/* "with": what comes is a tool */
	struct gathered shared;		/* "all": what follows is for all */
	struct gathered above;		/* "the above": for all before */
	struct gathered spelled;	/* "// bars": its sign
					 * divides nothing */
	struct gathered circuits;	/* "superset": gone through so often */
	struct gathered rounds;		/* "3 rounds": of one or of several */
	struct gathered not_numbers;	/* numbers that count no repetitions */
	struct gathered heights;	/* of them, those of steps and seats */
	struct gathered columns;	/* headings that say what cells hold */
	struct gathered blanks;		/* cells that say: not today */
	struct gathered ditto;		/* cells that say: as last time */
	struct gathered done;		/* of these, that it was done only */
	size_t name_column;		/* of the table that is read */
	size_t tabled;			/* exercises that tables listed */
};

/** Fill facts->exercises and facts->strengthening. */
void exercises_read(struct arena *a, struct facts *f,
    const struct tables *tables);

/** Rows of tables.  A row's place is its whole line. */
void flowsheet_read(struct programme *p);

/** Everything outside table rows. */
void items_read(struct programme *p);

/** Add an exercise; a name without enough to repeat it is left out when its
 * kind asks for a dosage. */
void programme_add(struct programme *p, const struct mention *name,
    struct span called, struct span at, const struct dosage *dosage,
    enum assertion assertion);

/** The same for a name in a list, where one that is general elsewhere
 * ("squats") says what was done. */
void programme_add_listed(struct programme *p, const struct mention *name,
    struct span called, struct span at, const struct dosage *dosage,
    enum assertion assertion);

#endif
