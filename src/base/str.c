/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && str_starts(a, b);
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (to_lower(a.ptr[i]) != to_lower(b.ptr[i]))
			return false;
	return true;
}

bool
str_is_one_of(struct str s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_eq_nocase(s, str_of(*list)))
			return true;
	return false;
}

int
str_cmp(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

struct span
span_trim(struct str text, struct span at)
{
	while (at.start < at.end && is_space(text.ptr[at.start]))
		at.start++;
	while (at.end > at.start && is_space(text.ptr[at.end - 1]))
		at.end--;
	return at;
}

struct span
span_lines(struct str text, struct span at)
{
	/* Lines may be as long as the text,
	 * and are asked for at many places. */
	const char *above = at.start == 0 ? NULL :
	    memrchr(text.ptr, '\n', at.start);
	const char *below = at.end >= text.len ? NULL :
	    memchr(text.ptr + at.end, '\n', text.len - at.end);

	at.start = above == NULL ? 0 : (size_t)(above - text.ptr) + 1;
	if (at.end < text.len)
		at.end = below == NULL ? text.len : (size_t)(below - text.ptr);
	return at;
}

struct span
str_line_from(struct str text, size_t start)
{
	if (start >= text.len)
		return (struct span){text.len, text.len};
	const char *nl = memchr(text.ptr + start, '\n', text.len - start);
	return (struct span){start, nl ? (size_t)(nl - text.ptr) : text.len};
}

struct str
str_trim(struct str s)
{
	return str_slice(s, span_trim(s, (struct span){0, s.len}));
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	    (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool
str_number(struct str s, long max, long *out)
{
	long value = 0;

	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!is_digit(s.ptr[i]))
			return false;
		long digit = s.ptr[i] - '0';
		if (digit > max || value > (max - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

bool
str_has_letters(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.ptr[i]))
			return true;
	return false;
}

bool
str_has_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.ptr[i]))
			return true;
	return false;
}

size_t
str_head_end(struct str text, size_t lines)
{
	size_t at = 0;

	for (size_t seen = 0; at < text.len && seen < lines; at++)
		seen += text.ptr[at] == '\n' && at > 0 &&
		    text.ptr[at - 1] != '\n';
	return at;
}
