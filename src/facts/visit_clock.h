/* SPDX-License-Identifier: Apache-2.0 */
/**
 * When a visit began and ended, by the words nearest to its times of day, or by
 * two times with their dates.  Asked where no wording of the packs has told.
 */
#ifndef FACTS_VISIT_CLOCK_H
#define FACTS_VISIT_CLOCK_H

#include "facts/gather.h"

struct visit_clock {
	minute_t in, out;	/* both are times, `out` the later */
	struct span at;
};

/** `others` are times of something else. */
bool visit_clock_find(struct arena *a, const struct reading *r,
    const struct gathered *others, struct visit_clock *out);

#endif
