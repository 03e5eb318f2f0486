/* SPDX-License-Identifier: Apache-2.0 */
#include "match/person.h"

enum { MOST_WORDS = 8 };

struct name {
	struct str at[MOST_WORDS];
	unsigned n;
};

/* Forms of address and what stands behind a name belong to nobody alone. */
static bool
is_no_name(struct str word)
{
	static const char *const others[] = {"mr", "mrs", "ms", "miss", "mx",
	    "mister", "dr", "jr", "sr", "ii", "iii", "iv", NULL};

	return str_is_one_of(word, others);
}

static bool
ends_word(char c)
{
	return is_space(c) || strchr(",.\"()", c) != NULL;
}

static void
name_words(struct str name, struct name *out)
{
	out->n = 0;
	for (size_t i = 0; i < name.len && out->n < MOST_WORDS; i++) {
		size_t start = i;
		while (i < name.len && !ends_word(name.ptr[i]))
			i++;
		struct str word = {name.ptr + start, i - start};
		if (word.len > 0 && !is_no_name(word))
			out->at[out->n++] = word;
	}
}

/* The same word, or one of them its initial. */
static bool
agree(struct str x, struct str y)
{
	if (x.len > 1 && y.len > 1)
		return str_eq_nocase(x, y);
	return to_upper(x.ptr[0]) == to_upper(y.ptr[0]);
}

unsigned
person_shared(struct str x, struct str y)
{
	struct name a, b;
	bool used[MOST_WORDS] = {false}, whole = false;

	name_words(x, &a);
	name_words(y, &b);
	if (a.n > b.n) {
		struct name more = a;
		a = b;
		b = more;
	}
	/* Words before initials, lest an initial take the place of a word. */
	for (int initials = 0; initials < 2; initials++)
		for (unsigned i = 0; i < a.n; i++) {
			unsigned k = 0;
			if ((a.at[i].len == 1) != initials)
				continue;
			while (k < b.n && (used[k] ||
			    !agree(a.at[i], b.at[k])))
				k++;
			if (k == b.n)
				return 0;
			used[k] = true;
			whole |= a.at[i].len > 1 && b.at[k].len > 1;
		}
	return whole ? a.n : 0;
}

bool
person_is_loose(const struct concept *c)
{
	static const char *const loose[] = {"patient-cell", "patient-set-off",
	    NULL};
	const char *slash = strrchr(c->id, '/');

	return str_is_one_of(str_of(slash != NULL ? slash + 1 : c->id), loose);
}
