/* SPDX-License-Identifier: Apache-2.0 */
/** Regions that a note tells with a side, and what each proves. */
#ifndef RULES_SIDED_H
#define RULES_SIDED_H

#include "rules/finding.h"

/** Where a side is told.  What the patient comes with is told first; what was
 * done and found follows. */
enum told { COMES_WITH, DONE, JUDGED, ELSEWHERE };

/** A region with a side, and how it is told. */
struct sided {
	const struct part *part;
	enum told told;
	bool plain;	/* affirmed, and of this side alone */
	bool cause;	/* what the patient is treated for */
	bool ailing;	/* a weakness, pain or the like stands with it */
	bool treated;	/* called the operated or affected side */
	bool past;	/* of an earlier trouble */
	bool sound;	/* of the side that is not treated */
};

struct sided_list {
	struct sided *at;
	size_t len;
};

/** The regions of a note that are told with a side, in the order of the text;
 * in the arena of the judging. */
struct sided_list sided_parts(const struct judging *j);

/** Is a remark of a kind in a statement? */
bool sided_is_told(const struct facts *f, unsigned statement,
    const char *kind);

#endif
