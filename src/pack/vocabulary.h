/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The fixed words of the pack format and their values.
 */
#ifndef PACK_VOCABULARY_H
#define PACK_VOCABULARY_H

#include "pack/pack.h"

/* A word and its value; a table ends with a NULL word. */
struct choice {
	const char *name;
	int value;
};

extern const struct choice accept_choices[];	/* assertions, and any */
extern const struct choice assertion_choices[];
extern const struct choice at_risk_choices[];
extern const struct choice payer_key_choices[];
extern const struct choice claim_choices[];	/* columns of charges */
extern const struct choice counting_choices[];
extern const struct choice direction_choices[];
extern const struct choice level_choices[];
extern const struct choice override_choices[];	/* levels, and off = -1 */
extern const struct choice setting_choices[];
extern const struct choice settings_choices[];	/* bits; and both */
extern const struct choice within_choices[];

/* Words that stay words. */
extern const struct choice attendance_choices[];
extern const struct choice confidence_choices[];
extern const struct choice modifier_choices[];	/* kinds of modifiers */
extern const struct choice scope_choices[];

/* More words than any table has. */
enum { CHOICES_AT_MOST = 16 };

/** The words of a table into `out`; returns how many. */
size_t choice_names(const struct choice *table,
    const char *out[CHOICES_AT_MOST]);

/** The row of a word, or NULL. */
const struct choice *choice_named(const struct choice *table, struct str name);

#endif
