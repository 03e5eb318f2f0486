/* SPDX-License-Identifier: Apache-2.0 */
#include "report/emit.h"

#include <stdlib.h>

#include "report/glyph.h"

enum { INDENT = 2 };

static json_t *
made(struct emit *e, json_t *value)
{
	if (value == NULL)
		e->failed = true;
	return value;
}

static bool
is_utf8(struct str s)
{
	for (size_t i = 0; i < s.len;) {
		struct glyph g = glyph_at(s, i);
		if (g.code == 0xFFFD)
			return false;
		i += g.len;
	}
	return true;
}

/* A copy in which every byte that is not UTF-8 became U+FFFD. */
static json_t *
repaired(struct str s)
{
	char *copy = s.len < SIZE_MAX / 4 ? malloc(s.len * 3 + 1) : NULL;
	size_t n = 0;

	if (copy == NULL)
		return NULL;
	for (size_t i = 0; i < s.len;) {
		struct glyph g = glyph_at(s, i);
		bool bad = g.code == 0xFFFD;
		memcpy(copy + n, bad ? "\xEF\xBF\xBD" : s.ptr + i,
		    bad ? 3 : g.len);
		n += bad ? 3 : g.len;
		i += g.len;
	}
	json_t *value = json_stringn(copy, n);
	free(copy);
	return value;
}

json_t *
emit_text(struct emit *e, struct str s)
{
	if (!is_utf8(s))
		return made(e, repaired(s));
	return made(e, json_stringn_nocheck(s.len != 0 ? s.ptr : "", s.len));
}

json_t *
emit_str(struct emit *e, struct str s)
{
	return s.len == 0 ? json_null() : emit_text(e, s);
}

json_t *
emit_z(struct emit *e, const char *z)
{
	return z == NULL ? json_null() : emit_text(e, str_of(z));
}

json_t *
emit_number(struct emit *e, int n)
{
	return n < 0 ? json_null() : made(e, json_integer(n));
}

json_t *
emit_dollars(struct emit *e, long cents)
{
	return cents < 0 ? json_null() :
	    made(e, json_real((double)cents / 100));
}

json_t *
emit_size(struct emit *e, size_t n)
{
	return made(e, json_integer((json_int_t)n));
}

json_t *
emit_bool(struct emit *e, bool b)
{
	return made(e, json_boolean(b));
}

json_t *
emit_object(struct emit *e)
{
	return made(e, json_object());
}

json_t *
emit_array(struct emit *e)
{
	return made(e, json_array());
}

void
emit_put(struct emit *e, json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		e->failed = true;
}

void
emit_add(struct emit *e, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		e->failed = true;
}

/* Dollars and cents come back as they went in, up to ten billion. */
#define DIGITS JSON_REAL_PRECISION(12)

struct shifted {
	FILE *to;
	int depth;
};

/* Strings hold no raw line end, so each one here begins a line to indent. */
static int
write_shifted(const char *bytes, size_t n, void *context)
{
	const struct shifted *s = context;

	for (size_t i = 0; i < n; i++) {
		fputc(bytes[i], s->to);
		if (bytes[i] == '\n')
			fprintf(s->to, "%*s", INDENT * s->depth, "");
	}
	return 0;
}

static int
write_plain(const char *bytes, size_t n, void *context)
{
	fwrite(bytes, 1, n, context);
	return 0;
}

enum status
emit_write(struct emit *e, FILE *to, json_t *value, int depth, struct err *err)
{
	struct shifted shifted = {to, depth};
	int failed = e->failed ? -1 : 0;

	if (failed == 0)
		failed = depth < 0 ?
		    json_dump_callback(value, write_plain, to,
			JSON_COMPACT | JSON_ENCODE_ANY | DIGITS) :
		    json_dump_callback(value, write_shifted, &shifted,
			JSON_INDENT(INDENT) | JSON_ENCODE_ANY | DIGITS);
	json_decref(value);
	if (failed != 0)
		return err_set(err, E_MEMORY,
		    "out of memory while writing the report");
	return OK;
}
