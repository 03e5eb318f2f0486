/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/refuse.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/nearest.h"

/* A longer list of what is known hides the message it belongs to. */
enum { LIST_AT_MOST = 16 };

bool
refuse_as(struct err *err, enum status status, struct origin at,
    const char *format, ...)
{
	char message[sizeof(err->text)];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (at.line == 0)
		err_set(err, status, "%s: %s", at.file, message);
	else
		err_set(err, status, "%s:%u:%u: %s", at.file, at.line,
		    at.column, message);
	return false;
}

struct quoted
refuse_quote(struct str s)
{
	struct quoted out = {{0}};
	size_t len = s.len;

	if (len > sizeof(out.text) - 4) {
		len = sizeof(out.text) - 4;
		while (len > 0 && is_continuation(s.ptr[len]))
			len--;
	}
	for (size_t i = 0; i < len; i++)
		out.text[i] = (unsigned char)s.ptr[i] < 0x20 ||
		    s.ptr[i] == 0x7f ? '?' : s.ptr[i];
	if (len < s.len)
		memcpy(out.text + len, "...", 3);
	return out;
}

/* "a, b, c" of at most LIST_AT_MOST words. */
static void
join(const char *const *words, size_t n, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n && used < size; i++) {
		int len = snprintf(out + used, size - used, "%s%s",
		    i ? ", " : "", words[i]);
		if (len < 0)
			return;
		used += (size_t)len;
	}
}

bool
refuse_word(struct err *err, struct origin at, const char *what,
    struct str word, const char *const *words, size_t n)
{
	const char *meant = nearest_word(word, words, n);
	struct quoted said = refuse_quote(word);
	char known[sizeof(err->text)];

	if (meant != NULL)
		return refuse(err, at, "unknown %s '%s'; did you mean '%s'?",
		    what, said.text, meant);
	if (n == 0)
		return refuse(err, at, "unknown %s '%s'; none is defined", what,
		    said.text);
	if (n > LIST_AT_MOST)
		return refuse(err, at, "unknown %s '%s'; expected one of the "
		    "%zu that are defined", what, said.text, n);
	join(words, n, known, sizeof(known));
	return refuse(err, at, "unknown %s '%s'; expected %s%s", what,
	    said.text, n > 1 ? "one of " : "", known);
}
