/* SPDX-License-Identifier: Apache-2.0 */
#include "report/glyph.h"

#include "ingest/codec.h"

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

struct glyph
glyph_at(struct str s, size_t at)
{
	struct character c = codec_next(ENCODING_UTF8, s.ptr + at, s.len - at);

	return (struct glyph){c.code, c.bad ? 1 : c.size};
}
