/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/codec.h"

static const char *const names[] = {
	[ENCODING_UTF8] = "UTF-8",
	[ENCODING_UTF16LE] = "UTF-16LE",
	[ENCODING_UTF16BE] = "UTF-16BE",
	[ENCODING_WINDOWS_1252] = "Windows-1252",
	[ENCODING_UNKNOWN] = "none",
};

/* What may follow a lead byte: Unicode's table 3-7.  The range of the second
 * byte shuts out overlong forms, surrogates and what lies above U+10FFFF. */
struct lead {
	uint8_t first, last;	/* the lead bytes of the row */
	uint8_t size;		/* of the whole sequence */
	uint8_t low, high;	/* the second byte */
};

static const struct lead leads[] = {
	{0xC2, 0xDF, 2, 0x80, 0xBF},
	{0xE0, 0xE0, 3, 0xA0, 0xBF},
	{0xE1, 0xEC, 3, 0x80, 0xBF},
	{0xED, 0xED, 3, 0x80, 0x9F},
	{0xEE, 0xEF, 3, 0x80, 0xBF},
	{0xF0, 0xF0, 4, 0x90, 0xBF},
	{0xF1, 0xF3, 4, 0x80, 0xBF},
	{0xF4, 0xF4, 4, 0x80, 0x8F},
};

/* Windows-1252 from 0x80 to 0x9F; 0 where nothing is assigned. */
static const uint16_t windows[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

const char *
codec_name(enum encoding e)
{
	return names[e];
}

static struct character
good(uint32_t code, size_t size)
{
	if (code == 0)
		return (struct character){CODEC_REPLACEMENT, (uint8_t)size,
		    true, false};
	return (struct character){code, (uint8_t)size, false, false};
}

static struct character
bad(size_t size, bool cut)
{
	return (struct character){CODEC_REPLACEMENT, (uint8_t)size, true, cut};
}

static const struct lead *
find_lead(uint8_t byte)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++)
		if (leads[i].first <= byte && byte <= leads[i].last)
			return &leads[i];
	return NULL;
}

static struct character
next_utf8(const uint8_t *at, size_t left)
{
	if (at[0] < 0x80)
		return good(at[0], 1);
	const struct lead *lead = find_lead(at[0]);
	if (lead == NULL)
		return bad(1, false);
	uint32_t code = at[0] & (0x7Fu >> lead->size);
	uint8_t low = lead->low, high = lead->high;
	for (size_t i = 1; i < lead->size; i++) {
		if (i == left)
			return bad(i, true);
		if (at[i] < low || at[i] > high)
			return bad(i, false);
		code = code << 6 | (at[i] & 0x3Fu);
		low = 0x80;
		high = 0xBF;
	}
	return good(code, lead->size);
}

static uint32_t
unit(const uint8_t *at, bool big)
{
	return big ? (uint32_t)at[0] << 8 | at[1] :
	    (uint32_t)at[1] << 8 | at[0];
}

static struct character
next_utf16(const uint8_t *at, size_t left, bool big)
{
	if (left < 2)
		return bad(1, true);
	uint32_t first = unit(at, big);
	if (first < 0xD800 || first > 0xDFFF)
		return good(first, 2);
	if (first >= 0xDC00)
		return bad(2, false);
	if (left < 4)
		return bad(2, true);
	uint32_t second = unit(at + 2, big);
	if (second < 0xDC00 || second > 0xDFFF)
		return bad(2, false);
	return good(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 4);
}

static struct character
next_windows(uint8_t byte)
{
	if (byte < 0x80 || byte >= 0xA0)
		return good(byte, 1);
	return good(windows[byte - 0x80], 1);
}

struct character
codec_next(enum encoding e, const char *at, size_t left)
{
	const uint8_t *bytes = (const uint8_t *)at;

	switch (e) {
	case ENCODING_UTF8:
		return next_utf8(bytes, left);
	case ENCODING_UTF16LE:
		return next_utf16(bytes, left, false);
	case ENCODING_UTF16BE:
		return next_utf16(bytes, left, true);
	case ENCODING_WINDOWS_1252:
		return next_windows(bytes[0]);
	case ENCODING_UNKNOWN:
		break;
	}
	return bytes[0] < 0x80 ? good(bytes[0], 1) : bad(1, false);
}

size_t
codec_put(uint32_t code, char out[4])
{
	static const uint8_t marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 :
	    code < 0x10000 ? 3 : 4;

	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)(marks[size] | code);
	return size;
}
