/* SPDX-License-Identifier: Apache-2.0 */
/**
 * JSON within limits, by Jansson.  How deep and how many a text's values are
 * is counted before it is parsed, since the tree takes many times its size.
 * Messages are made here and quote nothing.
 */
#ifndef INGEST_JSON_H
#define INGEST_JSON_H

#include <jansson.h>

#include "base/arena.h"

enum json_end {
	JSON_READ,
	JSON_OPEN,		/* the text ends before the value does */
	JSON_BAD,		/* not JSON */
	JSON_LARGE,		/* too deep, or too many values */
};

/**
 * Parse the whole of `text`, which is UTF-8; `line` is the number of its first
 * line, from 1.  Of JSON_READ `*out` is a tree that lives as long as `a`;
 * otherwise `*why` says what is wrong and where: "... at 3:14".  Memory fails
 * by the trap of `a`.
 */
enum json_end json_parse(struct arena *a, struct str text, size_t line,
    const json_t **out, struct str *why);

/** Does the text end inside a string, an object or an array? */
bool json_is_open(struct str text);

/** An empty object that lives as long as `a`. */
json_t *json_make(struct arena *a);

/** A value as text again, as long as `a` lives. */
struct str json_copy_text(struct arena *a, const json_t *value);

/** A string as it stands in the tree; empty when it is none. */
struct str json_text(const json_t *value);

/**
 * The values at a path of names divided by dots, below `from`; arrays on the
 * way stand for each of their elements.  Fills at most `room` of `out` and
 * returns how many.
 */
size_t json_all(const json_t *from, const char *path, const json_t **out,
    size_t room);

/** The first value at a path, or NULL. */
const json_t *json_at(const json_t *from, const char *path);

/** The first string at a path; empty when there is none. */
struct str json_text_at(const json_t *from, const char *path);

#endif
