/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What stands around a name that may sign: on its line, behind its credential,
 * and what the packs say of the words there.
 */
#ifndef FACTS_AROUND_H
#define FACTS_AROUND_H

#include "facts/gather.h"

/* A note with what the packs say of the words around names. */
struct around {
	const struct reading *r;
	struct str text;
	const struct gathered *credentials;
	struct gathered signing;	/* "authenticated by" */
	struct gathered others;		/* "cc", "referred by" */
	struct gathered no_names;	/* "clinic", "plan" */
	struct gathered titles;		/* "licensed", "Capt." */
	struct gathered behind;		/* "license", "pager" */
	size_t low;			/* where the last lines begin */
	size_t last;			/* where the very last one does */
	bool small;		/* the name may be in small letters */
};

/** What stands around the names of a reading, in `a`. */
struct around around_of(struct arena *a, const struct reading *r,
    const struct gathered *credentials);

/** The last mention that ends in `at`, or NULL. */
const struct mention *around_last_in(const struct gathered *g, struct span at);

/** The line up to a name, with the one before where that is its label. */
struct span around_lead(struct str text, size_t name);

/** Does running text lead up to the name?  `signs`: a word says that it
 * signs. */
bool around_runs_into(const struct around *n, size_t name, bool signs);

/** Does running text go on behind the credential?  More of them, a date, or
 * what a mark sets off may follow. */
bool around_runs_on(const struct around *n, size_t end);

/** Does a word for signing follow with its date, after degrees at most?
 * "Ann Lee, PT, DPT" above "Signed: 03/05/2026". */
bool around_signed_behind(const struct around *n, size_t end);

/** "pt" is a patient, unless the line ends there and is among the last. */
bool around_is_sure(const struct around *n, struct span credential);

/** Do degrees and words of signing alone stand before a credential on its line,
 * or a gap? */
bool around_opens(const struct around *n, size_t credential);

#endif
