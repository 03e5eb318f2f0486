/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gaps.h"

bool
gap_ends_sentence(struct str text, struct span at)
{
	for (size_t i = at.start; i + 1 < at.end; i++)
		if (text.ptr[i] == '.' && is_blank(text.ptr[i + 1]) && i > 0 &&
		    (is_word(text.ptr[i - 1]) || text.ptr[i - 1] == ')'))
			return true;
	return false;
}

bool
gap_opens_sentence(struct str text, size_t at)
{
	return at + 2 < text.len && text.ptr[at] == '.' &&
	    is_blank(text.ptr[at + 1]) && is_upper(text.ptr[at + 2]);
}

bool
gap_is_wide(struct str text, size_t at)
{
	if (at == 0)
		return true;
	char last = text.ptr[at - 1];
	return last == '\t' || last == '|' || last == '\n' ||
	    (at >= 2 && last == ' ' && (text.ptr[at - 2] == ' ' ||
	    text.ptr[at - 2] == '|'));
}

/* Bytes of a clock time with a colon at `i`, or 0. */
static size_t
clock_bytes(struct str text, size_t i, size_t end)
{
	size_t n = 0;

	while (n < 2 && i + n < end && is_digit(text.ptr[i + n]))
		n++;
	return n > 0 && i + n + 2 < end && text.ptr[i + n] == ':' &&
	    is_digit(text.ptr[i + n + 1]) && is_digit(text.ptr[i + n + 2]) ?
	    n + 3 : 0;
}

struct gap
gap_of(struct str text, struct span at)
{
	struct gap gap = {0};
	bool colon = false;

	for (size_t i = at.start; i < at.end; i++) {
		char c = text.ptr[i];
		size_t start = i;
		while (i < at.end && is_alpha(text.ptr[i]))
			i++;
		if (i > start) {
			gap.words += i - start >= 2;
			gap.colon = gap.colon || (colon && i - start >= 2);
			i--;
			continue;
		}
		size_t clock = clock_bytes(text, i, at.end);
		if (clock > 0) {
			i += clock - 1;
			continue;
		}
		gap.digits = gap.digits || is_digit(c);
		colon = colon || c == ':';
		gap.sentence = gap.sentence || (c == ';' && gap.words > 0) ||
		    (c == '.' && i > at.start && i + 1 < text.len &&
		    (is_word(text.ptr[i - 1]) || text.ptr[i - 1] == ')') &&
		    is_space(text.ptr[i + 1]) && gap.words > 0);
	}
	return gap;
}

/* UTF-8 spells U+2010 to U+25FF E2 80 .. to E2 97 ..; primes among them are
 * units and no marks. */
size_t
gap_mark(struct str text, size_t at)
{
	if (at + 2 <= text.len && (unsigned char)text.ptr[at] == 0xC2 &&
	    (unsigned char)text.ptr[at + 1] == 0xB7)
		return 2;	/* a middle dot, U+00B7 */
	if (at + 3 > text.len || (unsigned char)text.ptr[at] != 0xE2)
		return 0;
	unsigned char second = (unsigned char)text.ptr[at + 1];
	unsigned char third = (unsigned char)text.ptr[at + 2];
	bool dash = second == 0x80 && ((third >= 0x90 && third <= 0x95) ||
	    third == 0xA2 || third == 0xA6);
	bool arrow = second == 0x86;
	bool shape = second >= 0x94 && second <= 0x97;

	return dash || arrow || shape ? 3 : 0;
}
