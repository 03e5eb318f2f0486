/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A table of charges, and which of them are of a note.
 *
 * Charges join a note by patient, day and author.  A patient is known by a
 * number where both have one, else by name: the words of a name in any order,
 * in any case, without initials ("Nwosu, Chidi A." is Chidi Nwosu).  Charges
 * without a provider are the note's unless a modifier names another discipline;
 * so are those of another provider where none of the day is of the author (an
 * assistant's note is billed under the therapist) and there is but one.
 *
 * A table is read once and shared by threads; messages name rows, not people.
 */
#ifndef FACTS_CLAIMS_H
#define FACTS_CLAIMS_H

#include "facts/facts.h"

struct claim_line {
	struct str patient;
	struct str patient_id;
	struct str author;	/* provider */
	date_t date;		/* of service */
	date_t submitted;	/* or NO_DATE */
	struct service service;	/* no minutes, no place */
	size_t row;		/* line of the file, from 1 */
};

enum { CLAIMS_MOST_COMPLAINTS = 20 };

struct claims {
	const struct pack *pack;
	const char *file;
	VEC(struct claim_line) charges;	/* by day, then by row */
	size_t refused;			/* rows that cannot be charges */
	VEC(struct str) complaints;	/* file:line: ..., of the first few */
};

/**
 * Read a table (comma-, semicolon- or tab-separated, with a header) into `a`,
 * which is armed.  Columns are found by the names that the packs know; `map`,
 * or NULL, says otherwise: "patient=Client,service-date=Visit".  E_IO, E_LIMIT,
 * E_CONFIG for a wrong map, E_INPUT when a column is missing that joining
 * needs.  A row that cannot be a charge is complained of and left out.
 */
enum status claims_read(struct arena *a, const struct pack *pack,
    const char *file, const char *map, struct claims **out, struct err *err);

/**
 * Give the facts of a note its charges: `charges`, and in `services` their
 * codes, units and modifiers, with the minutes and the place that the note
 * states for the code; a charge that was submitted again is one service.
 * Without a charge `services` stay the note's.
 */
void claims_join(const struct claims *claims, struct arena *a,
    struct facts *f);

/** Are these two ways to write one person's name? */
bool claims_same_name(struct str a, struct str b);

#endif
