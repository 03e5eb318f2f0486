/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the file of tables holds for the scanner.  Private to the room.
 */
#ifndef MATCH_MADE_H
#define MATCH_MADE_H

#include "base/err.h"
#include "match/learnt.h"
#include "match/prebuilt.h"

struct made {
	uint64_t checksum;		/* of what it was made from */
	pcre2_code **codes;		/* by pattern index */
	size_t n;
	struct prefix_table *table;	/* or NULL: it is not sound */
	struct learnt *learnt;		/* or NULL: nothing */
};

/** Read the scanner's section of the tables at `path` into an arena that is
 * armed, which releases the codes.  NULL when it is of no use. */
struct made *made_read(struct arena *a, const char *path);

/** What tables hold, once it is read; `*out` is NULL when there is nothing of
 * use, and belongs to the tables otherwise.  Only E_MEMORY. */
enum status prebuilt_made(struct prebuilt *p, const struct made **out,
    struct err *err);

/** Where they lie. */
const char *prebuilt_path(const struct prebuilt *p);

/** Write a new file of tables with this section.  E_IO, E_MEMORY. */
enum status made_save(const struct made *m, const char *path, struct err *err);

#endif
