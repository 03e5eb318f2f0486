/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/encoding.h"
#include "ingest/ingest.h"

/* Bytes that hold zeros, with their length. */
#define BYTES(lit) ((struct str){(lit), sizeof(lit) - 1})

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_NOTE_ARENA);
	return arena == NULL;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena = NULL;
	return 0;
}

static const struct document *
ingest(struct str bytes)
{
	struct document *d = NULL;
	struct err err = {0};

	assert_int_equal(ingest_bytes(arena, "note.txt", bytes, &d, &err), OK);
	return d;
}

/* Decode into a fresh arena. */
static struct document
decode(struct str bytes, struct encoded as, struct mended *m)
{
	struct document d = {0};

	arena_reset(arena);
	if (ARENA_FAILED(arena))
		fail_msg("out of memory");
	encoding_decode(arena, bytes, as, &d, m);
	arena_disarm(arena);
	return d;
}

static void
assert_text(const struct document *d, struct str text)
{
	assert_int_equal(d->text.len, text.len);
	assert_memory_equal(d->text.ptr, text.ptr, text.len);
}

static void
assert_trouble(const struct document *d, size_t i, const char *rule,
    const char *message)
{
	assert_true(i < d->troubles.len);
	assert_string_equal(d->troubles.at[i].rule, rule);
	assert_int_equal(d->troubles.at[i].message.len, strlen(message));
	assert_memory_equal(d->troubles.at[i].message.ptr, message,
	    strlen(message));
}

/* One row: bytes in, encoding and text out, and at most one trouble. */
struct row {
	struct str bytes;
	const char *encoding;
	struct str text;
	const char *rule;	/* NULL: read without trouble */
	const char *message;
};

#define B(lit) {(lit), sizeof(lit) - 1}

static const struct row rows[] = {
	/* read cleanly */
	{B("plain\n"), "UTF-8", B("plain\n"), NULL, NULL},
	{B("90\xC2\xB0 \xE2\x80\x94 ok"), "UTF-8",
	    B("90\xC2\xB0 \xE2\x80\x94 ok"), NULL, NULL},
	{B("\xEF\xBB\xBFHEP \xC2\xBD"), "UTF-8", B("HEP \xC2\xBD"), NULL, NULL},
	{B("\xEF\xBB\xBFHEP"), "UTF-8", B("HEP"), NULL, NULL},
	{B("\xFF\xFEh\0i\0\xB0\0"), "UTF-16LE", B("hi\xC2\xB0"), NULL, NULL},
	{B("\xFE\xFF\0h\0i\x20\x14"), "UTF-16BE", B("hi\xE2\x80\x94"), NULL,
	    NULL},
	{B("\xFF\xFE\x3D\xD8\x00\xDE"), "UTF-16LE", B("\xF0\x9F\x98\x80"), NULL,
	    NULL},
	{B("k\0n\0e\0e\0"), "UTF-16LE", B("knee"), NULL, NULL},
	{B("\0k\0n\0e\0e"), "UTF-16BE", B("knee"), NULL, NULL},
	{B("flex 90\xB0, pt\x92s"), "Windows-1252",
	    B("flex 90\xC2\xB0, pt\xE2\x80\x99s"), NULL, NULL},
	{B("caf\xE9"), "Windows-1252", B("caf\xC3\xA9"), NULL, NULL},
	{B("a\r\nb\rc\nd\n\r\ne"), "UTF-8", B("a\nb\nc\nd\n\ne"), NULL, NULL},
	{B("a\fb\tc\vd"), "UTF-8", B("a\fb\tc\vd"), NULL, NULL},
	{B("\xFF\xFE" "a\0\r\0\n\0b\0"), "UTF-16LE", B("a\nb"), NULL, NULL},
	{B("end\r"), "UTF-8", B("end\n"), NULL, NULL},
	/* mended */
	{B("90\xC2\xB0\nat \x92 too"), "UTF-8",
	    B("90\xC2\xB0\nat \xEF\xBF\xBD too"), "input/encoding",
	    "1 byte is not UTF-8 text and was replaced, at 2:4"},
	{B("\xC2\xB0\xC2\xB0 \xE2\x80\xE2\x80 x"), "UTF-8",
	    B("\xC2\xB0\xC2\xB0 \xEF\xBF\xBD\xEF\xBF\xBD x"), "input/encoding",
	    "4 bytes are not UTF-8 text and were replaced, the first at 1:4"},
	{B("one\ntwo\0three"), "UTF-8", B("one\ntwo\xEF\xBF\xBDthree"),
	    "input/encoding",
	    "1 byte is not UTF-8 text and was replaced, at 2:4"},
	{B("90\xB0 and \x81"), "Windows-1252",
	    B("90\xC2\xB0 and \xEF\xBF\xBD"), "input/encoding",
	    "1 byte is not Windows-1252 text and was replaced, at 1:9"},
	{B("\xFF\xFE" "a\0\x00\xD8" "b\0"), "UTF-16LE", B("a\xEF\xBF\xBD" "b"),
	    "input/encoding",
	    "2 bytes are not UTF-16LE text and were replaced, "
	    "the first at 1:2"},
	{B("\xFE\xFF\0a\xDC\x00\0b"), "UTF-16BE", B("a\xEF\xBF\xBD" "b"),
	    "input/encoding",
	    "2 bytes are not UTF-16BE text and were replaced, "
	    "the first at 1:2"},
	{B("\xFF\xFE" "a\0\0\0b\0"), "UTF-16LE", B("a\xEF\xBF\xBD" "b"),
	    "input/encoding",
	    "2 bytes are not UTF-16LE text and were replaced, "
	    "the first at 1:2"},
	{B("\xEF\xBB\xBF" "90\xB0 today"), "Windows-1252",
	    B("90\xC2\xB0 today"), "input/encoding",
	    "begins with the byte-order mark of UTF-8 but is not UTF-8, and "
	    "was read as Windows-1252"},
	/* cut off */
	{B("to 90\xC2"), "UTF-8", B("to 90\xEF\xBF\xBD"), "input/truncated",
	    "the file ends in the middle of a character, at 1:6"},
	{B("to\nsay \xE2\x80"), "UTF-8", B("to\nsay \xEF\xBF\xBD"),
	    "input/truncated",
	    "the file ends in the middle of a character, at 2:5"},
	{B("90\xC2\xB0 caf\xE9"), "UTF-8", B("90\xC2\xB0 caf\xEF\xBF\xBD"),
	    "input/truncated",
	    "the file ends in the middle of a character, at 1:8"},
	{B("\xFF\xFE" "a\0b\0c"), "UTF-16LE", B("ab\xEF\xBF\xBD"),
	    "input/truncated",
	    "the file ends in the middle of a character, at 1:3"},
	{B("\xFF\xFE" "a\0\x3D\xD8"), "UTF-16LE", B("a\xEF\xBF\xBD"),
	    "input/truncated",
	    "the file ends in the middle of a character, at 1:2"},
};

static void
every_encoding_is_told_and_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *r = &rows[i];
		const struct document *d = ingest(r->bytes);
		if (strcmp(d->encoding, r->encoding) != 0)
			fail_msg("row %zu: read as %s", i, d->encoding);
		assert_text(d, r->text);
		assert_false(d->unreadable);
		if (d->troubles.len != (r->rule != NULL))
			fail_msg("row %zu: %zu troubles", i, d->troubles.len);
		if (r->rule != NULL)
			assert_trouble(d, 0, r->rule, r->message);
	}
}

static void
a_trouble_points_at_the_first_replacement(void **state)
{
	(void)state;
	const struct document *d = ingest(BYTES("\xC2\xB0 a\r\nb \x92 c \x93"));
	const struct trouble *t = &d->troubles.at[0];

	assert_int_equal(d->troubles.len, 1);
	assert_int_equal(t->at.start, 7);
	assert_int_equal(t->at.end, 10);
	assert_int_equal(document_position(d, t->at.start).offset, 8);
}

static void
another_script_in_single_bytes_is_not_taken_for_1252(void **state)
{
	(void)state;
	/* Cyrillic in KOI8-R: "good day to you". */
	struct str koi8 = BYTES("\xE4\xCF\xC2\xD2\xD9\xCA \xC4\xC5\xCE\xD8 "
	    "\xD7\xC1\xCD");

	assert_int_equal(encoding_detect(koi8).encoding, ENCODING_UNKNOWN);
	const struct document *d = ingest(koi8);
	assert_true(d->unreadable);
	assert_string_equal(d->encoding, "none");
	assert_trouble(d, 0, "input/unreadable", "looks like text in an "
	    "encoding other than UTF-8, UTF-16 and Windows-1252, which is not "
	    "read as a note");
}

/* Code points that use every length in UTF-8 and UTF-16. */
static const uint32_t wide_sample[] = {
	'a', 'Z', '0', ' ', '\t', '\f', 0xB0, 0xBD, 0xE9, 0x7FF, 0x800, 0x2014,
	0x2019, 0xD7FF, 0xE000, 0xFEFE, 0x10000, 0x1F600, 0x10FFFF,
};

static const struct {
	uint32_t code;
	uint8_t byte;
} windows_sample[] = {
	{'a', 'a'}, {'Z', 'Z'}, {'0', '0'}, {' ', ' '}, {'\t', '\t'},
	{0x20AC, 0x80}, {0x2019, 0x92}, {0x2013, 0x96}, {0xB0, 0xB0},
	{0xBD, 0xBD}, {0xFF, 0xFF}, {0x178, 0x9F},
};

/* What a source is made of, and what must come of it, character by
 * character. */
struct oracle {
	char source[8192], text[8192];
	size_t source_len, text_len, n;
	struct {
		size_t text, source, line, column;
	} at[2048];
};

static uint32_t random_state;

static uint32_t
pick(uint32_t below)
{
	random_state = random_state * 1664525u + 1013904223u;
	return (random_state >> 8) % below;
}

static void
encode(struct oracle *o, enum encoding e, uint32_t code)
{
	char *out = o->source + o->source_len;
	uint32_t units[2] = {code, 0};
	size_t n = 1;

	if (e == ENCODING_UTF8) {
		o->source_len += codec_put(code, out);
		return;
	}
	if (e == ENCODING_WINDOWS_1252) {
		out[0] = (char)code;
		for (size_t i = 0; i < sizeof(windows_sample) /
		    sizeof(*windows_sample); i++)
			if (windows_sample[i].code == code)
				out[0] = (char)windows_sample[i].byte;
		o->source_len++;
		return;
	}
	if (code >= 0x10000) {
		units[0] = 0xD800 + ((code - 0x10000) >> 10);
		units[1] = 0xDC00 + ((code - 0x10000) & 0x3FF);
		n = 2;
	}
	for (size_t i = 0; i < n; i++) {
		bool big = e == ENCODING_UTF16BE;
		out[2 * i + big] = (char)(units[i] & 0xFF);
		out[2 * i + !big] = (char)(units[i] >> 8);
	}
	o->source_len += 2 * n;
}

static uint32_t
pick_code(enum encoding e)
{
	/* Mostly ASCII, so that runs of more than one character occur. */
	if (pick(4) > 0)
		return 'a' + pick(26);
	if (e == ENCODING_WINDOWS_1252)
		return windows_sample[pick(sizeof(windows_sample) /
		    sizeof(*windows_sample))].code;
	return wide_sample[pick(sizeof(wide_sample) / sizeof(*wide_sample))];
}

static void
make(struct oracle *o, enum encoding e, bool mark)
{
	static const char *const line_ends[] = {"\n", "\r\n", "\r"};
	size_t line = 1, column = 1, length = pick(200);
	bool after_cr = false;

	memset(o, 0, sizeof(*o));
	if (mark)
		encode(o, e, 0xFEFF);
	for (; o->n < length; o->n++) {
		o->at[o->n].text = o->text_len;
		o->at[o->n].source = o->source_len;
		o->at[o->n].line = line;
		o->at[o->n].column = column++;
		/* LF behind a lone CR would be one line end. */
		const char *end = pick(8) > 0 ? NULL :
		    line_ends[after_cr ? 1 : pick(3)];
		after_cr = end != NULL && strcmp(end, "\r") == 0;
		if (end == NULL) {
			uint32_t code = pick_code(e);
			encode(o, e, code);
			o->text_len += codec_put(code, o->text + o->text_len);
			continue;
		}
		for (const char *c = end; *c != '\0'; c++)
			encode(o, e, (uint32_t)*c);
		o->text[o->text_len++] = '\n';
		line++;
		column = 1;
	}
}

static void
check_places(const struct oracle *o, const struct document *d)
{
	struct note note = {.document = d, .base = d->text.len / 2};

	for (size_t i = 0; i < o->n; i++) {
		struct position p = document_position(d, o->at[i].text);
		assert_int_equal(p.offset, o->at[i].source);
		assert_int_equal(p.line, o->at[i].line);
		assert_int_equal(p.column, o->at[i].column);
		if (o->at[i].text < note.base)
			continue;
		p = note_position(&note, o->at[i].text - note.base);
		assert_int_equal(p.offset, o->at[i].source);
	}
	if (o->n > 0)
		assert_int_equal(document_position(d, o->text_len).offset,
		    o->source_len);
}

static void
every_character_maps_back_to_its_bytes(void **state)
{
	static struct oracle o;
	struct mended m;

	(void)state;
	random_state = 20240607;
	for (int round = 0; round < 2000; round++) {
		enum encoding e = (enum encoding)(round % 4);
		bool mark = e != ENCODING_WINDOWS_1252 && pick(2) == 0;
		make(&o, e, mark);
		struct str bytes = {o.source, o.source_len};
		struct encoded as = {e, 0, false};
		if (mark)
			as = encoding_detect(bytes);
		assert_int_equal(as.encoding, e);
		struct document d = decode(bytes, as, &m);
		assert_text(&d, (struct str){o.text, o.text_len});
		assert_int_equal(m.replaced, 0);
		assert_false(m.cut);
		check_places(&o, &d);
	}
}

static void
every_replacement_maps_back_to_its_bytes(void **state)
{
	(void)state;
	/* valid, 3-byte prefix of 4, a stray, NUL, CRLF, valid */
	const struct document *d = ingest(
	    BYTES("\xC2\xB0\xF0\x9F\x98x\x80\0\r\ny"));
	static const size_t text[] = {0, 2, 5, 6, 9, 12, 13, 14};
	static const size_t source[] = {0, 2, 5, 6, 7, 8, 10, 11};

	assert_text(d, STR("\xC2\xB0\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD\ny"));
	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		assert_int_equal(document_position(d, text[i]).offset,
		    source[i]);
	assert_trouble(d, 0, "input/encoding", "5 bytes are not UTF-8 text and "
	    "were replaced, the first at 1:2");
}

static void
text_is_valid_whatever_comes_in(void **state)
{
	char noise[257];
	struct mended m;

	(void)state;
	random_state = 7;
	for (int round = 0; round < 4000; round++) {
		size_t len = pick(sizeof(noise));
		for (size_t i = 0; i < len; i++)
			noise[i] = (char)pick(256);
		struct encoded as = {(enum encoding)(round % 5), 0, false};
		struct document d = decode((struct str){noise, len}, as, &m);
		for (size_t i = 0; i < d.text.len;) {
			struct character c = codec_next(ENCODING_UTF8,
			    d.text.ptr + i, d.text.len - i);
			assert_false(c.bad);
			assert_int_not_equal(c.code, '\r');
			i += c.size;
		}
		size_t last = 0;
		for (size_t i = 0; i < d.text.len; i++) {
			size_t offset = document_position(&d, i).offset;
			assert_true(offset >= last && offset < len);
			last = offset;
		}
	}
}

/* A row "number:kind hex:bytes[:skipped:replaced]" of utf8tests.txt. */
static size_t
parse_hex(const char *hex, char *out)
{
	size_t n = 0;
	unsigned byte;

	while (*hex != '\0' && *hex != ':' && *hex != '\n') {
		if (*hex == ' ') {
			hex++;
			continue;
		}
		assert_int_equal(sscanf(hex, "%2x", &byte), 1);
		out[n++] = (char)byte;
		hex += 2;
	}
	return n;
}

static void
check_public_case(const char *kind, const char *last)
{
	char bytes[256], wanted[1024];
	struct mended m;
	size_t n = parse_hex(kind, bytes), n_wanted = parse_hex(last, wanted);

	/* NUL is valid there and never text here; CR is a line end here. */
	if (memchr(bytes, '\0', n) != NULL || memchr(bytes, '\r', n) != NULL)
		return;
	struct document d = decode((struct str){bytes, n},
	    (struct encoded){ENCODING_UTF8, 0, false}, &m);
	assert_text(&d, (struct str){wanted, n_wanted});
}

static void
public_cases_are_replaced_as_expected(void **state)
{
	const char *srcdir = getenv("srcdir");
	char line[1024];
	size_t checked = 0;

	(void)state;
	snprintf(line, sizeof(line), "%s/../shared/data/text/utf8tests.txt",
	    srcdir ? srcdir : ".");
	FILE *f = fopen(line, "r");
	if (f == NULL)
		skip();
	while (fgets(line, sizeof(line), f) != NULL) {
		char *valid = strstr(line, ":valid hex:");
		char *invalid = strstr(line, ":invalid hex:");
		if (line[0] == '#' || (valid == NULL && invalid == NULL))
			continue;
		char *hex = valid ? valid + strlen(":valid hex:") :
		    invalid + strlen(":invalid hex:");
		check_public_case(hex, valid ? hex : strrchr(line, ':') + 1);
		checked++;
	}
	fclose(f);
	assert_true(checked > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_encoding_is_told_and_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_trouble_points_at_the_first_replacement, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    another_script_in_single_bytes_is_not_taken_for_1252,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    every_character_maps_back_to_its_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    every_replacement_maps_back_to_its_bytes, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(text_is_valid_whatever_comes_in,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    public_cases_are_replaced_as_expected, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
