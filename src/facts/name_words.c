/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/name_words.h"

size_t
name_char_before(struct str text, size_t end)
{
	size_t at = end - 1;

	while (at > 0 && is_continuation(text.ptr[at]))
		at--;
	return at;
}

/* Latin letters with marks have these first bytes in UTF-8; dashes, bullets and
 * quotation marks have others, but for the apostrophe. */
bool
name_is_letter(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.ptr[at];

	return is_alpha(text.ptr[at]) || (c >= 0xC3 && c <= 0xC9) ||
	    c == 0xCC || c == 0xE1 || (c == 0xE2 && at + 2 < text.len &&
	    memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0);
}

bool
name_goes_on(struct str text, size_t at)
{
	return name_is_letter(text, at) || text.ptr[at] == '.' ||
	    text.ptr[at] == '-' || text.ptr[at] == '\'';
}

struct span
name_word_before(struct str text, size_t end)
{
	struct span word = {end, end};

	while (word.start > 0) {
		size_t at = name_char_before(text, word.start);
		if (!name_goes_on(text, at))
			break;
		word.start = at;
	}
	while (word.start < end && !name_is_letter(text, word.start))
		word.start++;
	return word;
}

bool
name_opens_high(struct str word)
{
	unsigned char c = (unsigned char)word.ptr[0];

	return is_upper(word.ptr[0]) || c > 0xC3 ||
	    (c == 0xC3 && (unsigned char)word.ptr[1] < 0x9F);
}

struct name_shape
name_shape(struct str word)
{
	struct name_shape s = {0};

	for (size_t i = 0; i < word.len; i++) {
		s.high += is_upper(word.ptr[i]);
		s.small += is_lower(word.ptr[i]) ||
		    (unsigned char)word.ptr[i] >= 0x80;
		s.stops += word.ptr[i] == '.';
	}
	return s;
}

bool
name_is_degree(struct str word)
{
	enum { LONGEST = 8 };
	struct name_shape s = name_shape(word);

	return word.len <= LONGEST &&
	    (s.high > 1 || (s.high > 0 && s.stops > 0));
}

bool
name_is_shouted(struct str word)
{
	struct name_shape s = name_shape(word);

	return s.high > 1 && s.small == 0;
}

bool
name_is_particle(struct str word)
{
	static const char *const all[] = {"de", "da", "das", "del", "della",
	    "des", "di", "dos", "du", "van", "von", "zu", "ter", "ten", "der",
	    "den", "la", "las", "le", "los", "el", "al", "af", "av", "abu",
	    "ap", "ben", "bin", "bint", "ibn", "y", NULL};

	return str_is_one_of(word, all);
}

bool
name_is_small_word(struct str word)
{
	static const char *const all[] = {"the", "this", "per", "to", "for",
	    "from", "and", "with", "without", "no", "on", "at", "in", "of",
	    "or", "if", "a", "an", "by", "is", "was", "we", "she", "he",
	    "they", "her", "his", "their", "my", "our", "will", "see", NULL};

	return str_is_one_of(word, all);
}

bool
name_ends_sentence(struct str word)
{
	enum { ABBREVIATED = 4 };	/* bytes with the stop */

	return word.len > ABBREVIATED && word.ptr[word.len - 1] == '.';
}

bool
name_is_short_degree(struct str word)
{
	enum { SMALL = 2 };	/* letters at most */

	return name_is_degree(word) && name_shape(word).small <= SMALL;
}
