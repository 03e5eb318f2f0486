/* SPDX-License-Identifier: Apache-2.0 */
/**
 * coding/kx-missing: lines without KX once the year's therapy threshold is
 * passed, for payers that know KX.
 *
 * Allowed amounts of a patient's calendar year count, those of physical and
 * speech therapy together and those of occupational therapy by themselves
 * (Bipartisan Budget Act of 2018, s. 50202).  Where a note says what was used
 * so far, that is the sum: the clinic knows of other providers.  Else it is
 * what the notes at hand come to by the fee schedule, which can only be too
 * little.  So a sum past the threshold is certain up to the locality, and the
 * visit with which it is passed is let be where the next ones carry KX.
 */
#ifndef RULES_THRESHOLD_H
#define RULES_THRESHOLD_H

#include "rules/disciplines.h"
#include "rules/finding.h"

/* What a visit means for the threshold. */
struct therapy_use {
	struct note_place note;
	const struct payer *payer;
	struct str discipline;
	enum therapy_pool pool;	/* POOL_NONE: the visit does not count */
	date_t date;
	long stated;		/* cents used in the year so far, or NONE */
	struct stake day;	/* all that is billed */
	long whole;		/* cents of it that fall away where another
				 * note of the day has the unit that is paid
				 * whole */
	bool printed;		/* modifiers are part of what is billed */
	bool kx;		/* on a line */
	bool bare;		/* a line that is paid has none */
	struct stake lacking;	/* those lines */
	bool owes;		/* set when judged: they are to have KX */
};

/** The pool of a note's discipline. */
enum therapy_pool threshold_pool(const struct facts *f);

/** Cents that the note says were used in the year, or NONE. */
long threshold_stated(const struct facts *f);

/** Is it a charged line of the note's discipline without KX? */
bool threshold_is_bare(const struct facts *f, const struct service *s);

/** Cents of a pool's threshold. */
long threshold_cents(const struct kx_threshold *t, enum therapy_pool pool);

/** "PT and SLP services". */
const char *threshold_called(enum therapy_pool pool);

/** "$2,410.00", in `a`. */
struct str threshold_dollars(struct arena *a, long cents);

int threshold_year(date_t day);

/**
 * Write up that `sum` cents of a pool passed the threshold in the year of
 * `on`, what the sum rests on, and which lines lack KX; `codes` of them, where
 * it is one note, tell what is at risk.  As judge().
 */
struct finding *threshold_report(struct judging *j, const struct span *at,
    enum therapy_pool pool, date_t on, long sum, struct str basis,
    struct str lines, struct str codes);

/** Judge the visits of a patient, which come by date. */
void threshold_rules_run(struct judging *j, struct therapy_use *all, size_t n);

#endif
