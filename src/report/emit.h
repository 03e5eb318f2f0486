/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Building and writing JSON.  A value that could not be made is remembered in
 * the `struct emit` and reported once, by emit_write(): what is built in
 * between needs no checks.
 */
#ifndef REPORT_EMIT_H
#define REPORT_EMIT_H

#include <jansson.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

struct emit {
	bool failed;		/* something could not be made */
};

/* Each makes a value; "unknown" stands for JSON's null. */

/** A string; bytes that are not UTF-8 become U+FFFD.  Empty is unknown. */
json_t *emit_str(struct emit *e, struct str s);

/** The same, where an empty string is one. */
json_t *emit_text(struct emit *e, struct str s);

/** A string; NULL is unknown. */
json_t *emit_z(struct emit *e, const char *z);

/** A number; negative is unknown. */
json_t *emit_number(struct emit *e, int n);

/** Cents as dollars with two decimals; negative is unknown. */
json_t *emit_dollars(struct emit *e, long cents);

json_t *emit_size(struct emit *e, size_t n);
json_t *emit_bool(struct emit *e, bool b);
json_t *emit_object(struct emit *e);
json_t *emit_array(struct emit *e);

/** Put `value`, which is taken over, into an object under `key`. */
void emit_put(struct emit *e, json_t *object, const char *key, json_t *value);

/** Append `value`, which is taken over, to an array. */
void emit_add(struct emit *e, json_t *array, json_t *value);

/**
 * Write `value`, which is taken over: on one line when `depth` is negative,
 * else over several, all but the first indented by `depth` levels more.  No
 * line end follows.  Fails with E_MEMORY; output errors stay in `to`.
 */
enum status emit_write(struct emit *e, FILE *to, json_t *value, int depth,
    struct err *err);

#endif
