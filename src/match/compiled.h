/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The patterns of a pack as the scanner uses them.  Private to the room.
 */
#ifndef MATCH_COMPILED_H
#define MATCH_COMPILED_H

#include "match/made.h"

struct compiled {
	struct regex *regexes;		/* one a pattern, by pattern index */
	size_t n;
	uint64_t checksum;		/* of the patterns
					 * and PCRE2's version */
	struct prefix_table *table;
	struct learnt *learnt;		/* or NULL: nothing */
	const struct made *made;	/* which has the codes; or NULL */
	uint16_t *loose;		/* patterns that no prefix can index */
	size_t n_loose;
};

/**
 * Compile a pack's patterns, or take them from `made` (may be NULL) if that is
 * of the same patterns; it must outlive `c`.  `c` lies in `a`, which releases
 * the codes.
 */
enum status compiled_make(struct arena *a, const struct pack *pack,
    const struct made *made, struct compiled *c, struct err *err);

/** Learn longer prefixes from a text. */
void compiled_learn(struct arena *a, struct compiled *c, struct str text);

/** Write what prebuilt_made() finds at `path`; `a` holds what that needs. */
enum status compiled_save(struct arena *a, const struct compiled *c,
    const char *path, struct err *err);

#endif
