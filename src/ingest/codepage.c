/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/codepage.h"

#include <iconv.h>
#include <stdio.h>

#include "ingest/codec.h"

/* The code pages of character sets that fonts name. */
static const struct {
	int charset;
	int codepage;
} charsets[] = {
	{0, 1252}, {77, 10000}, {128, 932}, {129, 949}, {134, 936},
	{136, 950}, {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255},
	{178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250},
};

struct converter {
	struct converter *next;
	int codepage;
	iconv_t handle;
};

struct codepages {
	struct arena *arena;
	struct converter *first;
};

struct codepages *
codepages_new(struct arena *a)
{
	struct codepages *all = arena_alloc(a, sizeof(*all));

	all->arena = a;
	return all;
}

static void
release_converter(void *handle)
{
	iconv_close(((struct converter *)handle)->handle);
}

static struct converter *
converter_of(struct codepages *all, int codepage)
{
	char name[16];

	for (struct converter *c = all->first; c != NULL; c = c->next)
		if (c->codepage == codepage)
			return c;
	struct converter *c = arena_alloc(all->arena, sizeof(*c));
	snprintf(name, sizeof(name), codepage == 10000 ? "MACINTOSH" : "CP%d",
	    codepage);
	c->codepage = codepage;
	c->handle = iconv_open("UTF-32LE", name);
	c->next = all->first;
	all->first = c;
	if (c->handle != (iconv_t)-1)
		arena_defer(all->arena, release_converter, c);
	return c;
}

uint32_t
codepage_character(struct codepages *all, int codepage, char byte)
{
	struct character c = codec_next(ENCODING_WINDOWS_1252, &byte, 1);
	unsigned char out[4];
	char *in = &byte, *to = (char *)out;
	size_t left = 1, room = sizeof(out);

	if (codepage == CODEPAGE_USUAL || (unsigned char)byte < 0x80)
		return c.bad ? CODEC_REPLACEMENT : c.code;
	struct converter *by = converter_of(all, codepage);
	if (by->handle == (iconv_t)-1)
		return c.bad ? CODEC_REPLACEMENT : c.code;
	if (iconv(by->handle, &in, &left, &to, &room) == (size_t)-1 ||
	    room != 0) {
		iconv(by->handle, NULL, NULL, NULL, NULL);
		return CODEC_REPLACEMENT;
	}
	return (uint32_t)out[0] | (uint32_t)out[1] << 8 |
	    (uint32_t)out[2] << 16 | (uint32_t)out[3] << 24;
}

int
codepage_of_charset(int charset)
{
	for (size_t i = 0; i < sizeof(charsets) / sizeof(*charsets); i++)
		if (charsets[i].charset == charset)
			return charsets[i].codepage;
	return 0;
}
