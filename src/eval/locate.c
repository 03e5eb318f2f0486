/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/locate.h"

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	return at;
}

/* Where the phrase ends that begins at `at`; 0 when it does not. */
static size_t
match_at(struct str text, size_t at, struct str phrase)
{
	size_t i = 0;

	while (i < phrase.len && at < text.len) {
		if (is_space(phrase.ptr[i])) {
			if (!is_space(text.ptr[at]))
				return 0;
			i = skip_space(phrase, i);
			at = skip_space(text, at);
			continue;
		}
		if (to_lower(phrase.ptr[i]) != to_lower(text.ptr[at]))
			return 0;
		i++;
		at++;
	}
	return i == phrase.len ? at : 0;
}

/* An empty view may have no bytes at all to look at. */
static struct str
trim(struct str s)
{
	return s.len == 0 ? s : str_trim(s);
}

bool
locate(struct str text, struct str phrase, size_t from, struct span *out)
{
	phrase = trim(phrase);
	if (phrase.len == 0)
		return false;
	for (size_t i = from; i < text.len; i++) {
		size_t end = match_at(text, i, phrase);
		if (end != 0) {
			*out = (struct span){i, end};
			return true;
		}
	}
	return false;
}

bool
locate_word(struct str text, struct str phrase, struct span *out)
{
	struct span at;

	if (!locate(text, phrase, 0, &at))
		return false;
	*out = at;
	do {
		if ((at.start == 0 || !is_word(text.ptr[at.start - 1])) &&
		    (at.end == text.len || !is_word(text.ptr[at.end]))) {
			*out = at;
			break;
		}
	} while (locate(text, phrase, at.start + 1, &at));
	return true;
}

bool
folded_equal(struct str a, struct str b)
{
	a = trim(a);
	b = trim(b);
	if (a.len == 0 || b.len == 0)
		return a.len == b.len;
	return match_at(a, 0, b) == a.len;
}
