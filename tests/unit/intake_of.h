/* SPDX-License-Identifier: Apache-2.0 */
/* What an intake takes out of bytes, as lines of text. */
#ifndef TESTS_UNIT_INTAKE_OF_H
#define TESTS_UNIT_INTAKE_OF_H

#include <stdio.h>

#include "base/limits.h"
#include "ingest/intake.h"

/* Append one item: "member:row = bytes", "(member)" for what is set aside,
 * "member:row! rule: message" for each trouble. */
static inline void
put_item(FILE *to, const struct item *i)
{
	const char *member = i->member != NULL ? i->member : "";
	char row[24] = "";

	if (i->row > 0)
		snprintf(row, sizeof(row), ":%zu", i->row);
	for (size_t k = 0; k < i->troubles.len; k++)
		fprintf(to, "%s%s! %s: %.*s\n", member, row,
		    i->troubles.at[k].rule,
		    STR_ARG(i->troubles.at[k].message));
	if (i->aside != NULL)
		fprintf(to, "(%s)\n", member);
	else if (!i->refused)
		fprintf(to, "%s%s = %.*s\n", member, row, STR_ARG(i->bytes));
}

/* All items of `bytes`; to be released with free(). */
static inline char *
intake_of(struct str bytes, const struct intake_options *options)
{
	struct intake *in;
	struct err err = {0};
	char *text = NULL;
	size_t len = 0;
	bool more = true;
	FILE *to = open_memstream(&text, &len);

	assert_non_null(to);
	assert_int_equal(intake_bytes("x", bytes, options, &in, &err), OK);
	while (more) {
		struct arena *a = arena_new(LIMIT_NOTE_ARENA);
		struct item item;
		assert_non_null(a);
		assert_int_equal(intake_next(in, a, &item, &more, &err), OK);
		if (more)
			put_item(to, &item);
		arena_free(a);
	}
	intake_free(in);
	assert_int_equal(fclose(to), 0);
	return text;
}

#endif
