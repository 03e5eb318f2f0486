/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reading documents in tests of formats.
 */
#ifndef TESTS_UNIT_READING_H
#define TESTS_UNIT_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "ingest/ingest.h"

static struct arena *arena;

static int
make_arena(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_NOTE_ARENA + LIMIT_FILE_BYTES);
	return arena == NULL;
}

static int
drop_arena(void **state)
{
	(void)state;
	arena_free(arena);
	arena = NULL;
	return 0;
}

static inline const struct document *
read_str(struct str bytes)
{
	struct document *d = NULL;

	assert_int_equal(ingest_bytes(arena, "doc", bytes, &d, NULL), OK);
	return d;
}

static inline const struct document *
read_z(const char *z)
{
	return read_str(str_of(z));
}

static inline void
assert_str(struct str s, const char *wanted)
{
	if (!str_eq(s, str_of(wanted)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(s), wanted);
}

static inline void
assert_text(const struct document *d, const char *wanted)
{
	assert_false(d->unreadable);
	assert_str(d->text, wanted);
}

/* The only trouble of a document. */
static inline void
assert_only_trouble(const struct document *d, const char *rule,
    const char *message)
{
	assert_int_equal(d->troubles.len, 1);
	assert_string_equal(d->troubles.at[0].rule, rule);
	assert_str(d->troubles.at[0].message, message);
}

static inline void
assert_unreadable(const struct document *d, const char *rule,
    const char *message)
{
	assert_true(d->unreadable);
	assert_int_equal(d->text.len, 0);
	assert_only_trouble(d, rule, message);
}

/* The n-th value stated for a fact. */
static inline struct str
stated(const struct document *d, const char *fact, size_t n)
{
	for (size_t i = 0; i < d->stated.len; i++)
		if (strcmp(d->stated.at[i].fact, fact) == 0 && n-- == 0)
			return d->stated.at[i].value;
	return (struct str){NULL, 0};
}

#endif
