/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Lists of patterns, each kept once: many prefixes leave the same few.
 */
#ifndef MATCH_LISTS_H
#define MATCH_LISTS_H

#include "base/blob.h"

/* Patterns to try at a place: their numbers, ascending. */
struct choice {
	const uint16_t *patterns;
	size_t n;
};

/* List 0 is empty. */
struct lists {
	const uint32_t *starts;	/* per list: its first entry; one more at the
				 * end */
	const uint16_t *entries;	/* pattern numbers */
	size_t n;
	size_t n_entries;
};

static inline struct choice
lists_at(const struct lists *l, uint32_t list)
{
	return (struct choice){l->entries + l->starts[list],
	    l->starts[list + 1] - l->starts[list]};
}

/* Making them. */
struct lists_builder;

struct lists_builder *lists_begin(struct arena *a);

/** The number of a list, new or known. */
uint32_t lists_number(struct arena *a, struct lists_builder *b,
    const uint16_t *entries, size_t n);

struct lists lists_end(struct arena *a, struct lists_builder *b);

/** Write to the file made at build time, and find them there.  lists_take()
 * checks every number and is false when anything is off; lists_find() leaves
 * that to lists_checked(). */
bool lists_put(const struct lists *l, FILE *out);
bool lists_take(struct blob *in, size_t patterns, struct lists *out);
bool lists_find(struct blob *in, struct lists *out);

/** One list with its numbers checked; false when anything is off. */
bool lists_checked(const struct lists *l, uint32_t list, size_t patterns,
    struct choice *out);

#endif
