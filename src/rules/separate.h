/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whether the note shows two services of one day apart: in clock time, in
 * region, or by timed minutes of their own.  CMS MLN fact sheet 1783722 on
 * modifiers 59 and X{EPSU}.
 */
#ifndef RULES_SEPARATE_H
#define RULES_SEPARATE_H

#include "rules/billed.h"

/** Clock times of both, none of them shared. */
bool apart_in_time(const struct facts *f, const struct code *x,
    const struct code *y);

/** Regions are told of both, and they have none in common. */
bool apart_in_region(struct arena *a, const struct facts *f,
    const struct code *x, const struct code *y);

/** Minutes of their own for both; timed minutes are never shared. */
bool apart_in_minutes(const struct tally *x, const struct tally *y);

#endif
