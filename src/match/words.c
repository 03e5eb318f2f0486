/* SPDX-License-Identifier: Apache-2.0 */
#include "match/words.h"

#include <xxhash.h>

enum { LONGEST = 48 };		/* bytes of a word that are compared */

/* Without the plural ending.  It is enough that term and text agree, so that
 * "biceps" becomes "bicep" on both sides does no harm.  Where three letters end
 * in "a", an "s" behind them is more often of an abbreviation ("OTAS"). */
static size_t
without_plural(const char *w, size_t n)
{
	if (n > 4 && memcmp(w + n - 3, "ies", 3) == 0)
		return n - 3;
	if (n > 4 && memcmp(w + n - 2, "es", 2) == 0 &&
	    (w[n - 3] == 's' || w[n - 3] == 'x' || w[n - 3] == 'h'))
		return n - 2;
	if (n == 4 && memcmp(w + n - 2, "as", 2) == 0)
		return n;
	if (n > 3 && w[n - 1] == 's' && w[n - 2] != 's')
		return n - 1;
	if (n > 4 && w[n - 1] == 'y' && strchr("aeiou", w[n - 2]) == NULL)
		return n - 1;	/* meets "ies" */
	if (n > 4 && w[n - 1] == 'e' && (w[n - 2] == 's' || w[n - 2] == 'x' ||
	    w[n - 2] == 'h'))
		return n - 1;	/* meets "ses" */
	return n;
}

uint64_t
word_key(struct str word)
{
	char folded[LONGEST];
	size_t n = word.len < LONGEST ? word.len : LONGEST;

	for (size_t i = 0; i < n; i++)
		folded[i] = to_lower(word.ptr[i]);
	return XXH3_64bits(folded, without_plural(folded, n));
}

/* Signs that are read as words: how many bytes of one stand at `at`. */
static size_t
sign_at(struct str text, size_t at)
{
	static const char *const signs[] = {"&", "<>", "<->", "<-->",
	    "\xE2\x86\x94"};
	struct str rest = {text.ptr + at, text.len - at};
	char c = text.ptr[at];

	if (c != '&' && c != '<' && c != '\xE2')
		return 0;	/* nearly every character */
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_starts(rest, str_of(signs[i])))
			return strlen(signs[i]);
	return 0;
}

/* Is the slash behind the letter at `at` part of an abbreviation, as in "w/
 * head turns" and "w/RW"?  That of "w/c" and "w/o" stands between letters. */
static bool
is_slashed(struct str text, size_t at)
{
	char c = to_lower(text.ptr[at]);

	if ((c != 'w' && c != 'c') || at + 1 >= text.len ||
	    text.ptr[at + 1] != '/')
		return false;
	if (at + 2 == text.len || is_space(text.ptr[at + 2]))
		return true;
	return c == 'w' && at + 3 < text.len && is_word(text.ptr[at + 2]) &&
	    is_word(text.ptr[at + 3]);
}

static size_t
word_end(struct str text, size_t at)
{
	bool digits = is_digit(text.ptr[at]);

	if (sign_at(text, at) > 0)
		return at + sign_at(text, at);
	if (is_slashed(text, at))
		return at + 2;
	while (at < text.len && is_word(text.ptr[at]) &&
	    (!digits || is_digit(text.ptr[at])))
		at++;
	/* A number and its letters ("5x", "2nd") are one word; so is "90". */
	while (digits && at < text.len && is_alpha(text.ptr[at]))
		at++;
	return at;
}

/* "'s" is an ending, not a word. */
static size_t
skip_possessive(struct str text, size_t at)
{
	if (at + 1 < text.len && text.ptr[at] == '\'' &&
	    to_lower(text.ptr[at + 1]) == 's' &&
	    (at + 2 == text.len || !is_word(text.ptr[at + 2])))
		return at + 2;
	return at;
}

/* Bytes of a character beyond ASCII that means an apostrophe (U+2019), a hyphen
 * (U+2010, U+2011, U+2013) or a blank (U+00A0); 0 where none stands. */
static size_t
soft_character(struct str text, size_t at)
{
	static const char *const soft[] = {"\xE2\x80\x99", "\xE2\x80\x90",
	    "\xE2\x80\x91", "\xE2\x80\x93", "\xC2\xA0"};

	if ((unsigned char)text.ptr[at] < 0x80)
		return 0;
	for (size_t i = 0; i < sizeof(soft) / sizeof(*soft); i++) {
		struct str rest = {text.ptr + at, text.len - at};
		if (str_starts(rest, str_of(soft[i])))
			return strlen(soft[i]);
	}
	return 0;
}

/* A dot after a short word ends an abbreviation, not a sentence, when small
 * letters follow. */
static bool
is_abbreviating(struct str text, size_t dot, size_t word_len)
{
	size_t next = dot + 1;

	if (word_len > 4)
		return false;
	while (next < text.len && text.ptr[next] == ' ')
		next++;
	return next < text.len && is_lower(text.ptr[next]);
}

/* A line is wrapped only where it is long, and not before a list item. */
static bool
wraps(struct str text, size_t newline)
{
	enum { SHORTEST_WRAPPED = 30 };	/* bytes */
	size_t start = newline, next = newline + 1;

	while (start > 0 && newline - start < SHORTEST_WRAPPED &&
	    text.ptr[start - 1] != '\n')
		start--;
	while (next < text.len && is_blank(text.ptr[next]))
		next++;
	return newline - start >= SHORTEST_WRAPPED &&
	    (next == text.len || text.ptr[next] != '-');
}

/* Classify and skip what stands behind a word of `len` bytes. */
static enum gap
skip_gap(struct str text, size_t *at, size_t len)
{
	enum gap gap = GAP_SPACE;
	size_t i = *at;
	unsigned lines = 0;

	while (i < text.len) {
		char c = text.ptr[i];
		size_t soft = soft_character(text, i);
		if (soft != 0) {
			i += soft;
			continue;
		}
		if (is_word(c) || sign_at(text, i) > 0)
			break;
		if (c == '/')
			gap = gap == GAP_SPACE ? GAP_SLASH : GAP_BREAK;
		else if (c == '+')
			gap = gap == GAP_SPACE ? GAP_PLUS : GAP_BREAK;
		else if (c == '\n')
			lines += wraps(text, i) ? 1 : 2;
		else if (!is_blank(c) && c != '-' && c != '\'' &&
		    !(c == '.' && is_abbreviating(text, i, len)))
			gap = GAP_BREAK;
		i++;
	}
	*at = i;
	return lines > 1 ? GAP_BREAK : gap;
}

void
words_of(struct arena *a, struct str text, struct words *out)
{
	size_t at = 0;
	enum gap gap = GAP_BREAK;

	skip_gap(text, &at, 0);
	while (at < text.len) {
		size_t end = word_end(text, at);
		struct word w = {{at, end}, gap, 0};
		w.key = word_key(str_slice(text, w.span));
		vec_push(a, out, w);
		at = skip_possessive(text, end);
		gap = skip_gap(text, &at, end - w.span.start);
	}
}
