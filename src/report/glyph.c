/* SPDX-License-Identifier: Apache-2.0 */
#include "report/glyph.h"

struct range {
	uint32_t first;
	uint32_t last;
};

/* Marks that sit on the character before them, and invisible joiners. */
static const struct range narrow[] = {
	{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
	{0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF},
	{0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

/* East Asian wide characters and emoji. */
static const struct range wide[] = {
	{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
	{0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
	{0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
	{0x20000, 0x3FFFD},
};

static const struct range unsafe[] = {
	{0x0000, 0x001F}, {0x007F, 0x009F}, {0x061C, 0x061C}, {0x200E, 0x200F},
	{0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF},
	{0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

#define LISTED(ranges, code) \
	listed(ranges, sizeof(ranges) / sizeof(ranges[0]), code)

static bool
listed(const struct range *ranges, size_t n, uint32_t code)
{
	for (size_t i = 0; i < n; i++)
		if (ranges[i].first <= code && code <= ranges[i].last)
			return true;
	return false;
}

unsigned
glyph_width(uint32_t code)
{
	if (code < 0x300)
		return 1;
	if (LISTED(narrow, code))
		return 0;
	return LISTED(wide, code) ? 2 : 1;
}

bool
glyph_safe(uint32_t code)
{
	return !LISTED(unsafe, code);
}

/* Bytes of a sequence by its first byte; 0 for one that cannot begin any. */
static unsigned
sequence(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first < 0xE0)
		return 2;
	if (first >= 0xE0 && first < 0xF0)
		return 3;
	return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

struct glyph
glyph_at(struct str s, size_t at)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const struct glyph bad = {0xFFFD, 1};
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	unsigned len = sequence(p[0]);

	if (len == 1)
		return (struct glyph){p[0], 1};
	if (len == 0 || len > s.len - at)
		return bad;
	uint32_t code = p[0] & (0x7FU >> len);
	for (unsigned i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return bad;
		code = code << 6 | (p[i] & 0x3FU);
	}
	if (code < least[len] || code > 0x10FFFF ||
	    (code >= 0xD800 && code <= 0xDFFF))
		return bad;
	return (struct glyph){code, len};
}
