/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A comparison as a reader wants to see it: the later note's prose cut into
 * passages that are copied, changed inside a copy, new, or standing text.
 */
#ifndef COPY_PASSAGES_H
#define COPY_PASSAGES_H

#include "copy/compare.h"

enum passage_kind { PASSAGE_COPIED, PASSAGE_CHANGED, PASSAGE_NEW,
	PASSAGE_STANDING };

/** "copied", "changed", "new", "standing". */
const char *passage_name(enum passage_kind kind);

/* Words [first, last) of either prose; empty where a side has none.  A
 * passage lies in one part of either prose. */
struct passage {
	enum passage_kind kind;
	uint32_t later, later_end;
	uint32_t source, source_end;
};

VEC_TYPE(passages, struct passage);

/** By place in the later prose, covering it. */
void passages_of(struct arena *a, const struct prose *later,
    const struct prose *source, const struct comparison *c,
    struct passages *out);

#endif
