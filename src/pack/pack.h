/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Packs: the clinical and regulatory knowledge, loaded from patterns/ and
 * from the user's own files.  doc/rehablint-pack.5 describes the file format
 * that these structures mirror.
 *
 * A loaded pack is immutable and shared by threads.  Everything in it lives
 * in its own arena.  Regular expressions and terms are kept here as text;
 * match/scanner.h compiles them.
 */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "ingest/columns.h"

/* Where in a pack file something was written; for messages. */
struct origin {
	const char *file;
	unsigned line;		/* 1-based */
	unsigned column;	/* 1-based */
};

VEC_TYPE(texts, const char *);	/* a list of strings */

/* How a statement stands to today's visit.  Values are bits of a mask. */
enum assertion {
	AFFIRMED = 1 << 0,
	NEGATED = 1 << 1,	/* denies, no, without, unable to elicit */
	HISTORICAL = 1 << 2,	/* before this visit */
	PLANNED = 1 << 3,	/* still to come, or a goal */
	HOME = 1 << 4,		/* home exercise programme only */
	REFUSED = 1 << 5,	/* refused, held, discontinued, deferred */
	OTHER_PERSON = 1 << 6,	/* of somebody else */
	TEMPLATE = 1 << 7,	/* an unfilled form */
	HYPOTHETICAL = 1 << 8,	/* if, in case of */
};

/** "affirmed", "negated", ..., as the command line and packs spell them. */
const char *assertion_name(enum assertion a);

/** The value of a spelling, or 0. */
enum assertion assertion_named(struct str name);

/* One regular expression of a concept. */
struct pattern {
	const char *regex;	/* macros expanded; PCRE2 syntax,
				 * UTF, caseless */
	struct origin origin;
	const struct concept *concept;
	unsigned index;		/* position in pack->patterns */
	struct texts match;	/* examples it must match */
	struct texts skip;	/* examples it must not match */
};

/* What an assertion trigger does to the statement it stands in. */
enum reach_direction { REACH_FORWARD = 1, REACH_BACKWARD = 2, REACH_BOTH = 3 };

enum trigger_kind { NO_TRIGGER, TRIGGER, PSEUDO_TRIGGER, STOP_TRIGGER };

struct trigger {
	enum trigger_kind kind;
	enum assertion status;	/* of a TRIGGER */
	enum reach_direction direction;
	unsigned words;		/* how many words it reaches; 0 = whole scope */
};

/* How close the parts of a combined concept must stand. */
enum within { WITHIN_STATEMENT, WITHIN_SENTENCE, WITHIN_PARAGRAPH,
	WITHIN_SECTION, WITHIN_NOTE };

VEC_TYPE(concepts, const struct concept *);

/* Something a note can say.  Its mentions come from patterns, from terms,
 * or from other concepts standing together. */
struct concept {
	const char *id;		/* "goal/stated"; unique */
	const char *about;	/* one sentence for people */
	const char *element;	/* element that an accepted mention proves */
	const char *fact;	/* fact whose reader takes its captures */
	unsigned accept;	/* mask of enum assertion that counts */
	uint64_t in;		/* mask of section kinds; 0 = anywhere */
	uint64_t not_in;	/* mask of section kinds */
	struct trigger trigger;
	VEC(const struct pattern *) patterns;
	struct texts terms;
	struct concepts all_of;	/* parts of a combination */
	struct concepts none_of;
	enum within within;
	bool sure;		/* its words need no others beside them */
	struct texts match;	/* examples with at least one mention */
	struct texts skip;	/* examples with none */
	struct origin origin;
	unsigned index;		/* position in pack->concepts */
};

/* One entry of a lexicon: a thing with a name and other wordings of it. */
struct lexeme {
	const char *name;
	const struct concept *concept;	/* the lexicon's */
	struct texts also;
	struct texts weak;	/* wordings that need a dosage beside them */
	struct texts code;	/* code families it speaks for, primary first */
	const char *kind;
	struct texts region;
	const char *value;	/* what the wording stands for,
				 * where not a name */
	struct origin origin;
};

/* A sentence of a lexicon, and what must be found in it. */
struct example {
	const char *text;
	struct texts finds;	/* names of lexemes; may be none */
	const struct concept *concept;
	struct origin origin;
};

/* What is expected of exercises of one kind. */
struct exercise_kind {
	const char *id;		/* "strength", as in lexicon entries */
	bool strengthening;	/* a load is expected */
	bool needs_dosage;	/* without one it is a measurement
				 * or a remark */
	bool one_sided;		/* a side stated for a list is meant for it */
	bool posture;		/* others are done in it: "..., in tandem" */
	bool held;		/* "3x30" is three holds of thirty seconds */
	bool timed;		/* "bike 10" is ten minutes */
	struct texts apart;	/* codes whose content it is not, though an
				 * entry lists them second */
};

/* A wording with one or more other spellings, word by word. */
struct synonym {
	const char *canonical;
	struct texts others;
};

/* A kind of section and the titles it goes under. */
struct section_kind {
	const char *id;
	struct texts titles;	/* whole headings or run-in labels with ':' */
	struct texts letters;	/* labels that need a separator: "S" */
	struct texts labels;	/* titles whose part ends with their paragraph
				 * when its text begins on their line */
	struct texts heads;	/* words, or two in order, that name this part
				 * in titles made of words that packs know */
	struct texts codes;	/* of sections that a source
				 * marks: "loinc:..." */
	struct texts evidence;	/* elements, facts and concepts whose mentions
				 * speak for this part where titles
				 * are missing */
	struct texts hints;	/* the same, less surely */
	struct origin origin;
	enum assertion assertion;	/* of what is said in it */
	bool performed;		/* lists what was done at this visit */
	bool lists;		/* may list what was done beside its own */
	bool past;		/* tells of before this visit: lists nothing */
	bool sure;		/* trusted though only inferred */
	bool narrative;		/* prose, for rules about wording */
	bool may_repeat;	/* may stand unchanged from visit to visit */
	bool figures;		/* holds figures, and ends where prose begins */
	unsigned index;		/* position in pack->sections, below 64 */
};

/* Where a service is furnished: CMS keeps a table of limits and one of pairs
 * for each. */
enum setting { SETTING_PRACTITIONER, SETTING_HOSPITAL, SETTINGS };

/* The most units of a code a day; mue.csv.  The indicator is that of CMS:
 * 1 a limit of a claim line, 2 of a day and absolute, 3 of a day but a
 * benchmark that documentation can overcome; 0 is a pack's own limit. */
struct daily_limit {
	int units;		/* -1: none known; 0: never paid on its own */
	int indicator;
	date_t since;		/* first day of the table, or NO_DATE */
};

/* A billing code; codes.csv. */
struct code {
	const char *code;
	const char *label;	/* our own words */
	bool timed;
	int minutes_per_unit;	/* of a timed code */
	const char *attendance;	/* supervised, constant, one_on_one, group,
				 * evaluation, test, caregiver or none */
	struct texts disciplines;
	date_t effective;	/* first valid day, or NO_DATE: long ago */
	date_t deleted;		/* last valid day, or NO_DATE */
	const struct code *add_on_to;	/* who has the first unit, or NULL */
	const struct code *add_on;	/* who has the further units, or NULL */
	struct daily_limit limits[SETTINGS];
	struct texts names;	/* wordings and shorthand used
				 * for it in notes */
	struct texts requires;	/* elements owed only where it is billed */
	const char *source;
	const char *confidence;
	unsigned index;		/* position in pack->codes */
};

/* A procedure-to-procedure edit of the NCCI; ncci.csv. */
struct ncci_edit {
	unsigned column1;	/* positions in pack->codes */
	unsigned column2;
	int indicator;		/* 0 no modifier helps, 1 one may, 9 void */
	date_t effective;	/* first day, or NO_DATE: see pack_ncci() */
	date_t deleted;		/* last day, or NO_DATE: still in force */
	unsigned settings;	/* bits 1 << enum setting */
	const char *version;	/* of the CMS table */
	const char *rationale;
	bool own;		/* from a user's pack */
};

/* Relative values of a code; fees.csv.  In 1 / DECIMAL. */
struct fee {
	unsigned code;		/* position in pack->codes */
	date_t from;
	date_t to;
	const char *status;	/* A, B, C, I, N, R ... of the fee schedule */
	int mppr;		/* 5: an always-therapy code */
	long work;
	long practice;		/* outside a facility */
	long malpractice;
	const char *source;
	const char *confidence;
	struct origin origin;
};

/* Dollars for one relative value unit; conversion-factors.csv. */
struct conversion {
	date_t from;
	date_t to;
	long factor;		/* in 1 / DECIMAL */
	const char *source;
	const char *confidence;
	struct origin origin;
};

/* The yearly therapy thresholds of Medicare; kx-thresholds.csv. */
struct kx_threshold {
	date_t from;
	date_t to;
	long pt_slp;		/* dollars, in 1 / DECIMAL */
	long ot;
	const char *source;
	const char *confidence;
	struct origin origin;
};

/* What words of a statement say for an element, or against it; weights.csv.
 * In 1 / DECIMAL of the log-odds.  "*" stands for no word, and "?" for the sum
 * below which a lone sign of the element is not believed. */
struct weight {
	const char *element;
	const char *words;	/* one, two that stand together, "*" or "?" */
	long speaks_for;
	long against;
	struct origin origin;
};

/* A modifier of claims; modifiers.csv. */
struct modifier {
	const char *modifier;	/* two characters */
	const char *label;	/* our own words */
	const char *kind;	/* discipline, assistant, threshold, distinct,
				 * side, repeat, notice, telehealth, other */
	bool ncci;		/* may carry a pair with indicator 1 */
	const char *discipline;	/* it speaks of: "PT", ...; or NULL */
	const char *source;
	const char *confidence;
};

enum counting { COUNT_TOTAL_TIME, COUNT_PER_CODE, COUNT_FULL_15 };

struct level_override {
	const char *rule;
	int level;		/* enum level, or -1 for off */
};

/* What a column of a table of charges means. */
enum claim_column {
	CLAIM_PATIENT,
	CLAIM_GIVEN_NAME,	/* where there is no column of the whole name */
	CLAIM_FAMILY_NAME,
	CLAIM_PATIENT_ID,
	CLAIM_DATE,
	CLAIM_AUTHOR,
	CLAIM_CODE,
	CLAIM_UNITS,
	CLAIM_MODIFIERS,	/* may be several */
	CLAIM_SUBMITTED,
	CLAIM_COLUMNS
};

struct claim_name {
	enum claim_column means;
	const char *name;
};

/* Where services are paid, as far as amounts differ; what is 0 is not said. */
struct locality {
	const char *name;	/* of the locality, or NULL */
	long work;		/* geographic indices, in 1 / DECIMAL */
	long practice;
	long malpractice;
	long factor;		/* conversion factor instead of the table's */
};

/* A payer profile. */
struct payer {
	const char *id;
	const char *title;
	struct texts names;	/* wordings in notes */
	enum counting counting;
	bool discipline_modifier;	/* wants GP, GO, GN */
	bool assistant_modifier;	/* wants CQ, CO */
	bool kx;			/* knows KX */
	enum setting setting;		/* whose limits and pairs apply */
	date_t ncci_either_from;	/* a pair's modifier may stand on either
					 * line from this day on; NO_DATE: on
					 * column 2 only */
	struct locality place;		/* where it differs from others */
	int further_percent;		/* of practice expense, left of further
					 * units of a day; 100: all (MPPR) */
	int assistant_percent;		/* paid for an assistant's work ... */
	date_t assistant_from;		/* ... from this day on */
	int fee_percent;		/* of the Medicare schedule; 0: payment
					 * does not follow units */
	int filing_days;	/* a claim is late after these; -1: not known */
	int resubmission_days;	/* to wait before a charge is sent again; -1 */
	int late_signature_days;	/* -1 when none is known */
	VEC(struct level_override) levels;
	const char *source;
	struct origin origin;
};

enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };

/* What a payer's profile must have for a rule to be judged. */
enum payer_key {
	ASKED_BY_ALL,		/* nothing */
	ASKED_BY_DISCIPLINE_MODIFIER,
	ASKED_BY_ASSISTANT_MODIFIER,
	ASKED_BY_KX,
	ASKED_BY_FILING_DAYS,
	ASKED_BY_RESUBMISSION_DAYS,
};

/** Has a payer's profile a key? */
bool payer_has(const struct payer *p, enum payer_key key);

/** "kx", ...; NULL for ASKED_BY_ALL. */
const char *payer_key_name(enum payer_key key);

/* Which billed units a finding of a rule puts at risk. */
enum at_risk {
	RISK_NONE,
	RISK_EXCESS,		/* what is billed beyond what is supported */
	RISK_CODE,		/* those of the code it is about */
	RISK_TIMED,		/* those of all timed codes */
	RISK_ALL,
};

/** "note", "warning", "error". */
const char *level_name(enum level level);

/** True and `*out` set for a level's name. */
bool level_named(struct str name, enum level *out);

/* Metadata of a rule; judgement is in rules/. */
struct rule_meta {
	const char *id;		/* category/name */
	enum level level;
	const char *scope;	/* note, claim, chart, caseload */
	const char *title;
	const char *fires;	/* when it is found, in words; or NULL */
	const char *message;	/* with {named} places */
	const char *why;
	const char *fix;
	const char *source;
	const char *authority;	/* statute-reg, cms-manual, contractor, ... */
	const char *confidence;	/* confirmed or recalled */
	const char *bad;	/* an example that fires */
	const char *good;	/* its mended form */
	struct texts searched;	/* section kinds a missing element
				 * is sought in */
	int points;		/* on the risk score */
	enum at_risk at_risk;
	enum payer_key asked_by;
	bool off;		/* --disable or a pack's override */
	date_t since;		/* first date of service
				 * it is judged for, and */
	date_t until;		/* the last; or NO_DATE */
	/* A rule written in a pack: when ... require / forbid ... */
	const struct concept *when;
	struct concepts require;
	struct concepts forbid;
	struct origin origin;
	unsigned index;		/* position in pack->rules */
};

struct cap {
	const char *category;
	int points;
};

struct tier {
	const char *name;
	int from;		/* lowest score of the tier */
};

/*
 * From where on text counts as copied or as standing.  Shares are in percent
 * of the words of prose that are not standing text; 0 in all: nothing is
 * compared, for no pack says how.
 */
struct copying {
	/* A note repeats another as a whole; see copy/compare.h. */
	int whole_words;
	int whole_stock;
	int whole_copied;
	int beside_words;
	int beside_copied;
	/* A part repeats while the rest differs. */
	int section_copied;
	int section_words;
	struct texts sections;	/* kinds that must be written anew */
	/* Another patient's note. */
	int cross_copied;
	int cross_words;
	int pair_weight;	/* candidates share so much by weight ... */
	int pair_shingles;	/* ... and at least that of so many shingles */
	/* The clinic's standing text. */
	int standing_share;	/* of the notes of one kind by an author */
	int standing_notes;
	int standing_patients;
	int standing_authors;
	int standing_alone_share;	/* the same in a practice of one */
	int standing_alone_patients;
	int standing_most;	/* of a note's words, before it is said */
	/* The same programme for different problems. */
	int programme_alike;	/* the most that is asked of a pair */
	int programme_floor;	/* and the least, in percent */
	int programme_pairs;	/* of like problems that make a measure */
	int programme_quantile;	/* of what these share */
	int programme_region;	/* told so often as the most told one, to be
				 * a main one too */
	int programme_exercises;
	int programme_patients;
	struct texts programme_by_site;	/* categories of diagnoses that name
					 * no region */
};

/* Which elements a kind of note must have. */
struct note_type {
	const char *id;		/* daily, evaluation, ... */
	struct texts required;	/* element names */
	struct texts exempt;	/* elements it never owes, whatever it bills */
	struct texts absent;	/* elements it cannot have, whatever it says */
	struct texts codes;	/* of documents: "loinc:..." */
};

/* All that is loaded. */
struct pack {
	struct arena *arena;
	VEC(struct concept *) concepts;
	struct concepts combinations;	/* with all_of or none_of; parts before
					 * wholes */
	VEC(struct pattern *) patterns;
	VEC(struct lexeme *) lexemes;
	VEC(struct example) examples;
	VEC(struct exercise_kind) exercise_kinds;
	VEC(struct synonym) synonyms;
	struct texts ordinary;	/* words that are nobody's name */
	VEC(struct section_kind) sections;
	struct texts title_modifiers;	/* words beside the heads of titles */
	struct texts title_links;	/* words behind a head: "of", "for" */
	VEC(struct code) codes;
	VEC(struct ncci_edit) ncci;	/* by column 1, column 2, last day */
	VEC(struct fee) fees;		/* by code, then in order of loading */
	VEC(struct conversion) conversions;	/* in order of loading */
	VEC(struct kx_threshold) thresholds;	/* in order of loading */
	VEC(struct weight) weights;	/* in order of loading */
	VEC(struct modifier) modifiers;
	VEC(struct claim_name) claim_names;	/* surer ones first */
	VEC(struct payer) payers;
	VEC(struct rule_meta) rules;
	VEC(struct note_type) note_types;
	struct columns columns;	/* of tables of notes */
	VEC(struct tier) tiers;	/* ascending */
	VEC(struct cap) caps;
	struct copying copying;
	uint64_t checksum;	/* XXH3 of all regexes in order */
	struct pack_index *index;
};

/**
 * Load the shipped packs in `folder` (every .yaml and .csv in it and below,
 * in order of path) and then the `n` user packs, files or folders.  A user
 * pack may add concepts and rules and override levels; it may not redefine an
 * id.  Its tables of pairs, limits and amounts go before the shipped ones (see
 * below).  Indices follow the order of files within a kind, and of kinds.
 *
 * On success `*out` is to be released with pack_free().  On failure (E_CONFIG,
 * E_IO, E_MEMORY, E_LIMIT) `err` says file:line:column, what is wrong and what
 * is expected, and `*out` is untouched.
 */
enum status pack_load(const char *folder, const char *const *user, size_t n,
    struct pack **out, struct err *err);

/**
 * The same, with a file of trees that pack_keep() made when the program was
 * built (or NULL): files that have not changed since need no parsing.  What is
 * loaded so lacks the examples of concepts, lexicons and rules.
 */
enum status pack_load_kept(const char *folder, const char *kept,
    const char *const *user, size_t n, struct pack **out, struct err *err);

/** Parse the packs in `folder` and keep their trees in the file `kept`. */
enum status pack_keep(const char *folder, const char *kept, struct err *err);

void pack_free(struct pack *p);

/** Let the daily limits and pairs of a setting apply to all payers, before
 * anything is judged. */
void pack_use_setting(struct pack *p, enum setting setting);

/* Look-ups by id; NULL when there is none. */
const struct concept *pack_concept(const struct pack *p, const char *id);
const struct section_kind *pack_section(const struct pack *p, const char *id);
const struct code *pack_code(const struct pack *p, struct str code);
const struct modifier *pack_modifier(const struct pack *p, struct str modifier);
const struct payer *pack_payer(const struct pack *p, struct str id);
const struct rule_meta *pack_rule(const struct pack *p, const char *id);
const struct note_type *pack_note_type(const struct pack *p, const char *id);

/**
 * The edit in force between two codes, in either order, for services of the
 * day `on` (NO_DATE: of a day after all that the table knows), or NULL.
 *
 * Of the result, column 1 is paid and column 2 is not, unless indicator is 1
 * and a modifier with `ncci` stands on the line of column 2, or on either line
 * where the payer takes it there (struct payer, ncci_either_from).  With
 * indicator 0 no modifier helps.  Void edits (9) are never returned.
 *
 * Both ends of a row's time are days in force.  A row that names no first day
 * counts from the day after the row of the same pair and setting that was
 * deleted last before it.  Only pairs of which both codes are in the code
 * table are known.  Takes time that grows with the logarithm of the table.
 *
 * Tables of a user's packs replace the shipped one for each setting they have
 * rows for; they are added up among themselves.
 */
const struct ncci_edit *pack_ncci(const struct pack *p, const struct code *a,
    const struct code *b, date_t on, enum setting setting);

/**
 * The relative values of a code on a day: the row that holds the day, a user's
 * before a shipped one, else the row nearest in time, which the caller can
 * tell by its dates.  NO_DATE asks for the latest.  NULL when there is none.
 */
const struct fee *pack_fee(const struct pack *p, const struct code *code,
    date_t on);

/** The conversion factor of a day, found in the same way. */
const struct conversion *pack_conversion(const struct pack *p, date_t on);

/** The thresholds in force on a day, a user's before a shipped one; NULL when
 * no row holds it. */
const struct kx_threshold *pack_threshold(const struct pack *p, date_t on);

/** The meaning of a column by its word ("service-date"); false for another. */
bool claim_column_named(struct str name, enum claim_column *out);

/** "practitioner" or "outpatient-hospital". */
const char *setting_name(enum setting setting);

/** True and `*out` set for a setting's name. */
bool setting_named(struct str name, enum setting *out);

/** The kind of an exercise; NULL when the packs do not know it. */
const struct exercise_kind *pack_exercise_kind(const struct pack *p,
    const char *id);

/** The concepts with `fact: NAME`, in their order; NULL when there is none. */
const struct concepts *pack_fact(const struct pack *p, const char *fact);

/** Is `word` in the list?  Bytes compare equal. */
bool texts_have(const struct texts *list, const char *word);

#endif
