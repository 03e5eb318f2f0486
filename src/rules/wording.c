/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/wording.h"

struct str
int_text(struct arena *a, int n)
{
	return arena_printf(a, "%d", n);
}

/* Nobody reads on, and each item copies the list. */
enum { LIST_BYTES = 400 };

struct str
list_with(struct arena *a, struct str list, struct str item)
{
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
