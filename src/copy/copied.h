/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a note has from others: the result of comparing, as rules take it.
 */
#ifndef COPY_COPIED_H
#define COPY_COPIED_H

#include "base/date.h"
#include "copy/compare.h"

/* An earlier note and what the later one has from it. */
struct copy_source {
	struct note_place note;
	const struct prose *prose;
	date_t date;		/* of service, or NO_DATE */
	bool other_author;
	bool known;		/* whose notes both are is known */
	const void *record;	/* whose it is, for the caller */
	struct comparison comparison;
};

/* What another text left in a note: `here` at a place of it, where the
 * patient's other notes have `usual`. */
struct leftover {
	struct str here;	/* empty: nothing was left */
	struct str usual;
	struct span at;		/* empty: in no one place */
	struct note_place other;	/* a note with the usual */
};

struct copied {
	const struct prose *prose;	/* of the later note */
	struct copy_share standing;	/* of all prose, standing text */
	const struct copy_source *same;	/* same patient, most copied; or NULL */
	const struct copy_source **parts;	/* the same for each part */
	const struct copy_source *cross;	/* another patient's; or NULL */
	struct str patient;	/* who the note is about */
	struct str stranger;	/* another patient whose name stands in the
				 * prose, at: */
	struct span stranger_at;
	struct leftover birth;	/* another date of birth */
	struct leftover pronoun;
	struct leftover side;	/* of the body */
};

#endif
