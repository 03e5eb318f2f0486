/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What billing tells by discipline: the modifiers of its plan and of its
 * assistants, and whose amounts count toward the yearly threshold together.
 * CMS change request 10176 (GP, GO, GN); CMS, billing examples using CQ and CO
 * modifiers (2020, revised 2022); Bipartisan Budget Act of 2018, s. 50202, for
 * the pools.
 */
#ifndef RULES_DISCIPLINES_H
#define RULES_DISCIPLINES_H

#include "facts/facts.h"

enum therapy_pool { POOL_NONE, POOL_PT_SLP, POOL_OT };

struct discipline {
	const char *name;	/* as facts->discipline */
	enum therapy_pool pool;
	const char *plan;	/* modifier: under whose plan */
	const char *assistant;	/* credential, or NULL: none is recognised */
	const char *by_assistant;	/* modifier, or NULL */
};

/** All of them; ended by a NULL name. */
extern const struct discipline disciplines[];

/** The note's, or NULL. */
const struct discipline *discipline_of(const struct facts *f);

/** Is it a charged line of a code that the discipline bills? */
bool discipline_charges(const struct discipline *d, const struct service *s);

#endif
