/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the services of one patient and day are allowed under the Medicare
 * Physician Fee Schedule: pure arithmetic, no note.
 *
 * A unit is (work x GPCI + practice x GPCI + malpractice x GPCI) x conversion
 * factor.  Of the always-therapy codes (MPPR indicator 5) the unit with the
 * highest practice expense is whole, of all others of the day the practice
 * expense is cut: multiple procedure payment reduction, 50 percent since April
 * 2013 (National Government Services and Novitas on MPPR).  A unit that an
 * assistant furnished is paid at 85 percent since 2022 (CMS on CQ and CO).
 * Each unit is rounded to a cent.
 */
#ifndef RULES_FEES_H
#define RULES_FEES_H

#include "pack/pack.h"

/* How amounts come about where a claim is paid. */
struct fee_terms {
	long factor;		/* conversion factor, in 1 / DECIMAL */
	long work;		/* geographic indices, in 1 / DECIMAL */
	long practice;
	long malpractice;
	int reduced;		/* percent of practice expense left; 100: all */
	int assistant;		/* percent paid for an assistant's work */
	int share;		/* percent of all this that the payer pays */
};

struct fee_line {
	const struct fee *fee;	/* NULL: none is known */
	int units;
	bool assistant;
};

/** Cents for one unit, its practice expense whole or reduced. */
long fee_unit(const struct fee_terms *t, const struct fee *fee, bool reduced,
    bool assistant);

/** Cents for all lines of a day.  Lines without a fee and units below 1 add
 * nothing. */
long fee_day(const struct fee_terms *t, const struct fee_line *lines,
    size_t n);

/** Cents of fee_day() that one unit has more than if it were reduced too. */
long fee_whole(const struct fee_terms *t, const struct fee_line *lines,
    size_t n);

/** Does the schedule put an amount on the code, be it none?  Not where a
 * contractor prices it or it has no values. */
bool fee_is_known(const struct fee *fee);

#endif
