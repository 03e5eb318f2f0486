/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pools of phrases, read from a file.
 *
 * "[name]" begins a pool whose every line is a choice; "[[name]]" begins one
 * choice of several lines, and may be repeated for more.  "#" begins a comment
 * line.  telling.h says what braces within a choice mean.
 */
#ifndef BENCH_PHRASES_H
#define BENCH_PHRASES_H

#include "base/err.h"
#include "base/vec.h"

struct phrases;

struct pool {
	struct str name;
	VEC(struct str) choices;
};

/** Read the file.  On failure `*out` is untouched and `err` says why. */
enum status phrases_load(const char *file, struct phrases **out,
    struct err *err);
void phrases_free(struct phrases *p);

/** The pool of exactly this name, or NULL. */
const struct pool *phrases_pool(const struct phrases *p, const char *name);

/** The line of `text` at `*at`, without its end; `*at` moves past it. */
struct str phrases_line(struct str text, size_t *at);

#endif
