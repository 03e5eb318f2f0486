/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/wording.h"

struct str
int_text(struct arena *a, int n)
{
	return arena_printf(a, "%d", n);
}

/* Nobody reads on, and each item copies the list. */
enum { LIST_BYTES = 400 };

/* Is it one of a list, in whatever case? */
static bool
is_listed(struct str list, struct str item)
{
	for (size_t at = 0; at < list.len;) {
		struct str rest = {list.ptr + at, list.len - at};
		const char *comma = memchr(rest.ptr, ',', rest.len);
		struct str one = {rest.ptr, comma == NULL ? rest.len :
		    (size_t)(comma - rest.ptr)};
		if (str_eq_nocase(str_trim(one), item))
			return true;
		at += one.len + 1;
	}
	return false;
}

struct str
list_with(struct arena *a, struct str list, struct str item)
{
	if (is_listed(list, item))
		return list;
	if (list.len > LIST_BYTES)
		return list.ptr[list.len - 1] == '.' ? list :
		    arena_printf(a, "%.*s, ...", STR_ARG(list));
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(list),
	    list.len > 0 ? ", " : "", STR_ARG(item));
}

struct str
date_text(struct arena *a, date_t d)
{
	enum { DATE_BYTES = 11 };
	char out[DATE_BYTES];

	date_format(d, out);
	return arena_printf(a, "%s", out);
}
