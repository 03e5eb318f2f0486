/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What stands between the parts of a charge: words, figures, the end of a
 * sentence or of a column.  Pure functions of a text.
 */
#ifndef FACTS_GAPS_H
#define FACTS_GAPS_H

#include <stdbool.h>

#include "base/str.h"

struct gap {
	unsigned words;		/* of two letters or more */
	bool digits;
	bool colon;		/* with words behind it */
	bool sentence;		/* a sentence ends in it */
};

struct gap gap_of(struct str text, struct span at);

/** Does a full stop between words end a sentence in it? */
bool gap_ends_sentence(struct str text, struct span at);

/** Do a full stop and a capital stand at `at`? */
bool gap_opens_sentence(struct str text, size_t at);

/** Does what stands at `at` begin a line, a cell or a column? */
bool gap_is_wide(struct str text, size_t at);

/** Bytes of a dash, arrow, bullet or rule at `at` that is not ASCII, or 0. */
size_t gap_mark(struct str text, size_t at);

#endif
