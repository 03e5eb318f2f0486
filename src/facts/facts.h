/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a note states, typed: the facts an auditor would write down.  One file
 * of this room reads one kind of fact from a reading; facts_read() calls them
 * all.  What the note does not state is NONE, an empty view or NO_DATE;
 * nothing is derived.  The definitions are those of doc/facts.md.
 */
#ifndef FACTS_FACTS_H
#define FACTS_FACTS_H

#include "base/date.h"
#include "match/mention.h"

/* A number the note does not state. */
#define NONE (-1)

enum side { SIDE_NONE, SIDE_RIGHT, SIDE_LEFT, SIDE_BILATERAL };

/* How much of an exercise was done. */
struct dosage {
	int sets;
	int reps;
	int hold_seconds;
	int minutes;
	enum side side;
	struct str resistance;	/* "2 lb", "red band", "level 3", "AROM" */
	bool counted;		/* anything that makes it repeatable is given */
};

struct exercise {
	struct str name;
	struct span at;		/* name and dosage as they stand in the note */
	struct span dosed;	/* the dosage, where it stands apart;
				 * or empty */
	struct dosage dosage;
	const struct lexeme *lexeme;	/* NULL: not in the lexicon */
	enum assertion assertion;	/* AFFIRMED: performed at this visit */
};

enum { MOST_MODIFIERS = 4 };

/* A billed line. */
struct service {
	const struct code *code;	/* NULL: not in the code table */
	struct str number;		/* five characters as billed */
	int units;
	int minutes;
	struct str modifiers[MOST_MODIFIERS];
	unsigned n_modifiers;
	bool printed;		/* by its code, not by a name */
	struct span at;		/* empty: not in the note */
};

/* Minutes that belong to no service. */
struct loose {
	int minutes;
	bool counts;		/* not told by the patient,
				 * planned or the like */
	struct span at;
};

/* A figure that may be minutes of this visit, and that no reader took for
 * anything. */
struct unread {
	int minutes;
	bool unit;		/* says that it is minutes */
	struct span at;
};

/* Clock time given to a part of the visit. */
struct clock_block {
	const struct code *code;	/* of its service; NULL: not named */
	minute_t start;
	minute_t end;		/* after start */
	struct span at;
};

/* A technique, modality or task of this visit, outside the charges. */
struct content {
	const struct lexeme *lexeme;	/* with the codes it speaks for */
	struct span at;
	bool today;		/* affirmed, not only named */
};

/* A service that opens a line, with what is listed under it; by place. */
struct heading {
	const struct code *code;	/* NULL: not in the code table */
	struct span at;
	size_t line;		/* where its line starts */
	int minutes;		/* or NONE */
	bool charged;		/* is a charge itself */
};

/* A region of the body as it is mentioned. */
struct part {
	const struct lexeme *region;
	enum side side;		/* that stands at it, or SIDE_NONE */
	struct span at;		/* with the side */
	bool compared;		/* the other side stands in the same sentence */
	enum assertion assertion;
	unsigned statement;	/* index into reading.statements */
	unsigned section;	/* index into reading.sections */
};

/* A side as it is named, with a region or without. */
struct named_side {
	enum side side;
	enum assertion assertion;
	unsigned statement;	/* index into reading.statements */
};

/* Minutes that one of two providers furnished of a service. */
struct share {
	const struct code *code;
	bool assistant;
	int minutes;
	struct span at;
};

/* Something said that bears on a rule; what, the packs tell. */
struct remark {
	const char *kind;	/* the tail of its concept's id */
	struct span at;
	const struct mention *mention;
	bool counts;		/* said of this visit, where it counts */
};

/* The elements of a treatment note, in the order of the contract. */
enum element {
	EL_EXERCISE,
	EL_DOSAGE,
	EL_RESISTANCE,
	EL_TIMED_MINUTES,
	EL_TOTAL_MINUTES,
	EL_GOAL,
	EL_PROGRESS,
	EL_RESPONSE,
	EL_TARGET_AREA,
	EL_PURPOSE,
	EL_FUNCTIONAL_LIMITATION,
	EL_SKILLED,
	EL_MEDICAL_NECESSITY,
	EL_OBJECTIVE,
	EL_PLAN,
	EL_SIGNATURE,
	EL_DATE,
	ELEMENTS
};

/** "exercise", "dosage", ...: the names of the JSON and of packs. */
const char *element_name(enum element e);

/** The element of a name, or ELEMENTS. */
enum element element_named(const char *name);

/* Dosage is the one element with three values. */
enum dosage_share { DOSAGE_NONE, DOSAGE_SOME, DOSAGE_ALL };

struct evidence {
	VEC(struct span) at;	/* in order, the first few places */
};

/* What is true of a stated goal's text. */
struct goal {
	struct span at;
	bool measurable;
	bool functional;
	bool timed;		/* has a time frame */
	bool past;		/* of an earlier plan, or given up, or told
				 * by its number alone: not to be judged */
	bool impairment;	/* a figure of the body or of a test */
};

struct claims;

struct facts {
	const struct reading *reading;

	bool therapy;		/* it is a therapy note at all */
	const struct note_type *type;	/* NULL only when not therapy */
	struct str discipline;	/* "PT", "OT", "SLP" or empty */
	struct str patient;
	struct str patient_id;
	struct str author;
	struct str credential;
	const struct payer *payer;	/* named in the note, or NULL */
	date_t birth_date;
	date_t date_of_service;
	struct span date_at;
	minute_t time_in;
	minute_t time_out;
	struct span clock_at;
	bool clock_unlabelled;	/* nothing says that it is the visit's */
	bool clock_of_services;	/* taken from the times of single services */
	bool clock_unread;	/* two clock times stand on a line, and no
				 * reader took the visit's from anywhere */
	int timed_minutes;
	struct span timed_at;
	int total_minutes;
	struct span total_at;
	struct span signature_at;
	bool signed_outside;	/* the source says so beside its text */

	date_t signed_date;	/* beside the signature, or outside */
	minute_t signed_time;
	struct span signed_at;

	VEC(struct service) services;	/* billed: the note's, or charges */

	/* With a table of charges (claims.h), else NULL and empty. */
	const struct claims *claims;
	VEC(size_t) charges;		/* those of this note, by row */
	VEC(struct service) noted;	/* what the note itself bills, where
					 * charges took its place */
	VEC(struct service) documented;	/* with minutes and no charge */
	VEC(struct loose) loose;	/* minutes of this visit that are no
					 * charge's: exercises, rest,
					 * other work */
	VEC(struct unread) unread;	/* where a timed service has no
					 * minutes */
	VEC(struct clock_block) blocks;	/* by place */
	VEC(struct heading) headings;
	VEC(struct content) contents;	/* by place */
	size_t exercises_listed;	/* names that are items without a
					 * figure */
	VEC(struct content) withheld;	/* named, and said not to be given */
	VEC(struct part) parts;		/* by place */
	VEC(struct named_side) sides;	/* by place */
	VEC(struct share) shares;
	VEC(struct remark) remarks;	/* by place */
	VEC(struct exercise) exercises;	/* every assertion, by place */
	VEC(struct goal) goals;
	VEC(struct span) compared;	/* rows with a value of then and now */
	VEC(struct str) problems;	/* diagnosis codes as written, each
					 * once */
	bool strengthening;	/* strengthening is documented */
	bool strengthening_said;	/* in words, not only by an exercise */

	bool present[ELEMENTS];	/* for EL_DOSAGE: DOSAGE_ALL */
	struct evidence evidence[ELEMENTS];
	enum dosage_share dosage;
};

/** Read all facts of a reading.  Everything lives in `a`. */
struct facts *facts_read(struct arena *a, const struct reading *r);

/** The first billed line with this number, or NULL. */
struct service *facts_service(struct facts *f, struct str number);

/** Was the exercise performed at this visit? */
bool exercise_performed(const struct exercise *e);

/** The first remark of a kind that counts, or NULL. */
const struct remark *facts_remark(const struct facts *f, const char *kind);

/** The remark of a kind that touches a place, or NULL. */
const struct remark *facts_remark_at(const struct facts *f, const char *kind,
    struct span at);

/** Add a place to an element's evidence and make it present. */
void facts_prove(struct arena *a, struct facts *f, enum element e,
    struct span at);

#endif
