/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Match attempts, put off until there are many and then made pattern by
 * pattern: the code of all patterns is far larger than a processor's caches,
 * that of one is not.  A second thread can take every other pattern; what is
 * found, and the order in which it is told, are the same either way.
 */
#ifndef MATCH_TRIALS_H
#define MATCH_TRIALS_H

#include "match/regex.h"

/* One match: group 0 and the named groups that took part. */
struct hit {
	const struct pattern *pattern;
	struct span span;
	const char *const *names;	/* per group, NULL where unnamed */
	const size_t *groups;	/* start and end per group, SIZE_MAX where it
				 * took no part */
	unsigned n_groups;	/* with group 0 */
};

typedef void found_function(void *context, const struct hit *hit);

struct trials;

/** For texts to be matched against `n` regexes; NULL without memory.  Belongs
 * to one thread, which may leave any call by a jump out of `found`. */
struct trials *trials_new(const struct regex *regexes, size_t n);
void trials_free(struct trials *t);

/** Have a second thread help from now on: worth it where a processor would be
 * idle and few texts are read. */
void trials_pair(struct trials *t);

/** Begin with a text, valid UTF-8, and tell its matches to `found`. */
void trials_begin(struct trials *t, struct str text, found_function *found,
    void *context);

/** Put off an attempt of regex `n` at a place; places come in their order.
 * Makes those put off when they have become too many. */
void trials_add(struct trials *t, size_t at, uint16_t n);

/** Search the whole text by PCRE2's own search, with `code` of the regex. */
void trials_search(struct trials *t, const struct regex *r,
    const pcre2_code *code);

/** Make what was put off.  Returns the number of attempts at the text that
 * were given up at a limit; SIZE_MAX when memory ran out, so that not all
 * matches were told. */
size_t trials_end(struct trials *t);

#endif
