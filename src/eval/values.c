/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/values.h"

struct str
value_number(struct arena *a, int n)
{
	if (n < 0)
		return (struct str){0};
	return arena_printf(a, "%d", n);
}

struct str
value_date(struct arena *a, date_t d)
{
	char text[11];

	if (d == NO_DATE)
		return (struct str){0};
	date_format(d, text);
	return arena_printf(a, "%s", text);
}

struct str
value_time(struct arena *a, minute_t t)
{
	char text[6];

	if (t == NO_TIME)
		return (struct str){0};
	time_format(t, text);
	return arena_printf(a, "%s", text);
}

struct str
value_side(enum side side)
{
	static const char *const names[] = {
		[SIDE_NONE] = "",
		[SIDE_RIGHT] = "right",
		[SIDE_LEFT] = "left",
		[SIDE_BILATERAL] = "bilateral",
	};

	return str_of(names[side]);
}

struct str
value_modifiers(struct arena *a, const struct str *modifiers, size_t n)
{
	struct str set = {0};
	struct str last = {0};

	for (size_t round = 0; round < n; round++) {
		const struct str *next = NULL;
		for (size_t i = 0; i < n; i++)
			if ((round == 0 || str_cmp(modifiers[i], last) > 0) &&
			    (next == NULL || str_cmp(modifiers[i], *next) < 0))
				next = &modifiers[i];
		if (next == NULL)
			break;
		last = *next;
		set = arena_printf(a, "%.*s%s%.*s", STR_ARG(set),
		    round > 0 ? " " : "", STR_ARG(last));
	}
	return set;
}

/* Who labels a note writes a form of address or leaves it out. */
static struct str
without_address(struct str name)
{
	static const char *const forms[] = {"mr", "mrs", "ms", "miss", "mx",
	    "mister", "dr"};
	size_t end = 0;

	while (end < name.len && is_alpha(name.ptr[end]))
		end++;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (end < name.len && str_eq_nocase((struct str){name.ptr,
		    end}, str_of(forms[i])))
			return (struct str){name.ptr + end, name.len - end};
	return name;
}

static bool
is_filler(char c)
{
	return is_space(c) || c == ',' || c == '.';
}

bool
value_same_name(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	a = without_address(a);
	b = without_address(b);
	for (;;) {
		while (i < a.len && is_filler(a.ptr[i]))
			i++;
		while (j < b.len && is_filler(b.ptr[j]))
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (to_lower(a.ptr[i++]) != to_lower(b.ptr[j++]))
			return false;
	}
}

/* Is the next byte of a wording that its writer could not have left out: no
 * blank, hyphen or bracket? */
static size_t
next_said(struct str s, size_t i)
{
	while (i < s.len && !is_word(s.ptr[i]) && s.ptr[i] != '.' &&
	    s.ptr[i] != '%')
		i++;
	return i;
}

bool
value_same_words(struct str a, struct str b)
{
	size_t i = next_said(a, 0), j = next_said(b, 0);

	while (i < a.len && j < b.len) {
		if (to_lower(a.ptr[i]) != to_lower(b.ptr[j]))
			return false;
		i = next_said(a, i + 1);
		j = next_said(b, j + 1);
	}
	return i == a.len && j == b.len;
}
