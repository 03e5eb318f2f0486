/* SPDX-License-Identifier: Apache-2.0 */
/* Archives: what comes out of them, in order, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/base64.h"
#include "ingest/ingest.h"
#include "tests/unit/intake_of.h"

/* An archive in the making. */
struct made {
	struct archive *archive;
	char *bytes;
	size_t room;
	size_t len;
};

/* A warning is about names, which are meant to be odd. */
static void
check(struct made *m, int status)
{
	if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
		fail_msg("%s", archive_error_string(m->archive));
}

static void
begin(struct made *m, int (*format)(struct archive *),
    int (*filter)(struct archive *))
{
	m->room = (size_t)8 << 20;
	m->bytes = malloc(m->room);
	m->len = 0;
	m->archive = archive_write_new();
	assert_non_null(m->bytes);
	assert_non_null(m->archive);
	check(m, format(m->archive));
	if (filter != NULL)
		check(m, filter(m->archive));
	archive_write_set_bytes_in_last_block(m->archive, 1);
}

static void
open_made(struct made *m)
{
	check(m, archive_write_open_memory(m->archive, m->bytes, m->room,
	    &m->len));
}

static void
add_entry(struct made *m, const char *name, mode_t type, const char *link,
    struct str content)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, type);
	archive_entry_set_perm(e, 0600);
	archive_entry_set_size(e, (la_int64_t)content.len);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(e, link);
	else if (link != NULL)
		archive_entry_set_hardlink(e, link);
	check(m, archive_write_header(m->archive, e));
	archive_entry_free(e);
	if (content.len > 0)
		assert_int_equal(archive_write_data(m->archive, content.ptr,
		    content.len), content.len);
}

static void
add(struct made *m, const char *name, const char *text)
{
	add_entry(m, name, AE_IFREG, NULL, str_of(text));
}

static struct str
finish(struct made *m)
{
	check(m, archive_write_close(m->archive));
	check(m, archive_write_free(m->archive));
	return (struct str){m->bytes, m->len};
}

static struct made zip;

static void
begin_zip(void)
{
	begin(&zip, archive_write_set_format_zip, NULL);
	open_made(&zip);
}

static void
begin_tar(int (*filter)(struct archive *))
{
	begin(&zip, archive_write_set_format_pax_restricted, filter);
	open_made(&zip);
}

static void
expect_with(struct str bytes, const struct unpack_limits *limits,
    const char *wanted)
{
	const struct intake_options options = {.limits = limits};
	char *got = intake_of(bytes, &options);

	assert_string_equal(got, wanted);
	free(got);
}

static void
expect(struct str bytes, const char *wanted)
{
	expect_with(bytes, NULL, wanted);
}

static void
release(void)
{
	free(zip.bytes);
}

/* Far from everything, for tests that lower one of them. */
static const struct unpack_limits roomy = {
	.bytes = UINT64_MAX,
	.entries = UINT64_MAX,
	.ratio = UINT64_MAX,
	.ratio_from = UINT64_MAX,
	.nesting = LIMIT_CONTAINER_DEPTH,
	.item = LIMIT_FILE_BYTES,
};

static void
members_come_in_order_with_their_paths(void **state)
{
	(void)state;
	begin_zip();
	add_entry(&zip, "smith/", AE_IFDIR, NULL, STR(""));
	add(&zip, "smith/b.txt", "one");
	add(&zip, "a.txt", "two");
	add(&zip, "empty.txt", "");
	expect(finish(&zip), "smith/b.txt = one\na.txt = two\nempty.txt = \n");
	release();
}

static void
tar_and_its_compressions_are_read(void **state)
{
	static int (*const filters[])(struct archive *) = {
		NULL, archive_write_add_filter_gzip,
		archive_write_add_filter_bzip2, archive_write_add_filter_xz,
		archive_write_add_filter_zstd, archive_write_add_filter_lzma,
		archive_write_add_filter_lz4, archive_write_add_filter_compress,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		begin_tar(filters[i]);
		add(&zip, "./a.txt", "one");
		add(&zip, "/b.txt", "two");
		expect(finish(&zip), "a.txt = one\nb.txt = two\n");
		release();
	}
}

/*
 * What libarchive cannot write: two small notes each, "a.txt" and "sub/b.txt",
 * in base64.  7-Zip was made with 7zz, RAR put together by hand, its members
 * stored.
 */
static const struct foreign {
	const char *kind;
	const char *bytes;
} foreign[] = {
	{"7-Zip", /* LZMA2, the names not compressed */
	    "N3q8ryccAAQM/oR1ewAAAAAAAAAgAAAAAAAAABMlAzIBAB1TOiBzb3JlCk86"
	    "IG9rClM6IHdlbGwKTzogZmluZQoAAACBMweuD9As9LyfP0dBBwq+u4ROvmfU"
	    "m/8kWDYCKNlvgdln01uK7yzsCdd7LRluD1y4A9eQ1N6+Q4n19E1Z0YfWFknA"
	    "MKGAh44KoSUs3Qga/eRuo5UAAAAXBiIBCVkABwsBAAEjAwEBBV0AEAAADGoK"
	    "Aa8DbPIAAA=="},
	{"RAR", /* 4, its paths with backslashes */
	    "UmFyIRoHAM+QcwAADQAAAAAAAAAgbXQAgCUADgAAAA4AAAADctY+mgAAa1oU"
	    "MAUApIEAAGEudHh0Uzogc29yZQpPOiBvawpvHHQAgCkAEAAAABAAAAADXh3j"
	    "CQAAa1oUMAkApIEAAHN1YlxiLnR4dFM6IHdlbGwKTzogZmluZQrEPXsAQAcA"},
	{"RAR", /* 5 */
	    "UmFyIRoHAQDFGjMyAwEAAGBp3cgUAgIOBA6kgwJy1j6aAAEFYS50eHRTOiBz"
	    "b3JlCk86IG9rCi/QyCkYAgIQBBCkgwJeHeMJAAEJc3ViL2IudHh0Uzogd2Vs"
	    "bApPOiBmaW5lChmyOjUDBQAA"},
};

/* And encrypted: 7-Zip without and with its names, RAR 4. */
static const char *const locked[] = {
	    "N3q8ryccAAR/ghzTIAAAAAAAAABWAAAAAAAAAJA11UBVDA+cjq0+ttokOBoW"
	    "1m7xvzxVxF2/INHuVHAxV4KaDAEEBgABCSAABwsBAAIkBvEHARJTD0OYtI3L"
	    "ERBt7YHHASmysdUhIQEAAQAMEg4ACAoBctY+mgAABQEZAQARDQBhAC4AdAB4"
	    "AHQAAAAVBgEAIICkgQAA",
	    "N3q8ryccAAQctO9/gAAAAAAAAAAuAAAAAAAAAPOShKyG/VYjQBj/sbnutY5u"
	    "2WEgxKrSPcD+KoiVPvoHR2JZC4fHD7pCyc0TItICNAtZ13sPj30WZ3Xvd8m9"
	    "2XxO4j7bRpSqBmVE6vkPOIqW0lmFtSZriqGVG1BFWCogNd6Lhzv6Jy+PxycZ"
	    "hubSiM1yH0pML2kdOPLWA/OVpFrv9F/mRhcGIAEJYAAHCwEAASQG8QcBElMP"
	    "Eg/EdbcnSFBPo3ynBSwW/gxWCgFF3FWCAAA=",
	    "UmFyIRoHAM+QcwAADQAAAAAAAAD4KXQEgCUADgAAAA4AAAADctY+mgAAa1oU"
	    "MAUApIEAAGEudHh0Uzogc29yZQpPOiBvawrEPXsAQAcA",
};

static struct str
decoded(const char *base64)
{
	static char bytes[1024];
	bool bad = false;
	size_t len = base64_decode(str_of(base64), bytes, &bad);

	assert_false(bad);
	return (struct str){bytes, len};
}

static void
other_kinds_of_archives_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		expect(decoded(foreign[i].bytes), "a.txt = S: sore\nO: ok\n\n"
		    "sub/b.txt = S: well\nO: fine\n\n");
	begin(&zip, archive_write_set_format_7zip, NULL);
	open_made(&zip);
	add(&zip, "a.txt", "one");
	add(&zip, "sub/b.txt", "two");
	expect(finish(&zip), "a.txt = one\nsub/b.txt = two\n");
	release();
}

/* Its reader in libarchive cannot be trusted with what is damaged. */
static void
cab_is_named_and_not_read(void **state)
{
	struct document *d = NULL;
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);

	(void)state;
	assert_int_equal(ingest_bytes(a, "x.cab", STR("MSCF\0\0\0\0\x82\0"),
	    &d, NULL), OK);
	assert_true(d->unreadable);
	assert_true(str_eq(d->troubles.at[0].message, STR("looks like a CAB "
	    "archive, which is not read as a note")));
	arena_free(a);
}

static void
locked_archives_are_refused(void **state)
{
	static const char *const wanted[] = {
		"a.txt! input/unreadable: is encrypted in its archive; unpack "
		"it with its password first\n",
		"! input/unreadable: is an encrypted archive; unpack it with "
		"its password first\n",
		"a.txt! input/unreadable: is encrypted in its archive; unpack "
		"it with its password first\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(locked) / sizeof(*locked); i++)
		expect(decoded(locked[i]), wanted[i]);
}

/* Cut anywhere, or with any byte changed, all that comes are items. */
static void
damage_to_other_kinds_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++) {
		size_t len = decoded(foreign[i].bytes).len;
		for (size_t at = 0; at < len; at++) {
			struct str s = decoded(foreign[i].bytes);
			char *cut = intake_of((struct str){s.ptr, at}, NULL);
			assert_true(at == 0 || cut[0] != '\0');
			free(cut);
			((char *)(uintptr_t)s.ptr)[at] ^= 0x41;
			cut = intake_of(s, NULL);
			assert_true(cut[0] != '\0');
			free(cut);
		}
	}
}

static void
a_compressed_file_is_that_file(void **state)
{
	(void)state;
	begin(&zip, archive_write_set_format_raw,
	    archive_write_add_filter_gzip);
	open_made(&zip);
	add(&zip, "ignored", "one");
	expect(finish(&zip), " = one\n");
	release();
}

static void
archives_in_archives_are_opened(void **state)
{
	(void)state;
	begin_tar(archive_write_add_filter_gzip);
	add(&zip, "deep.txt", "two");
	struct str inner = finish(&zip);
	char *keep = zip.bytes;
	begin_zip();
	add(&zip, "a.txt", "one");
	add_entry(&zip, "in/b.tgz", AE_IFREG, NULL, inner);
	add(&zip, "c.txt", "three");
	expect(finish(&zip), "a.txt = one\nin/b.tgz/deep.txt = two\n"
	    "c.txt = three\n");
	release();
	free(keep);
}

/* A ZIP in a ZIP ... `depth` times, around one note. */
static struct str
nest(unsigned depth)
{
	begin_zip();
	add(&zip, "note.txt", "deep");
	struct str inner = finish(&zip);
	while (--depth > 0) {
		char *keep = zip.bytes;
		begin_zip();
		add_entry(&zip, "in.zip", AE_IFREG, NULL, inner);
		add(&zip, "beside.txt", "x");
		inner = finish(&zip);
		free(keep);
	}
	return inner;
}

static void
nesting_has_a_limit_and_the_rest_is_read(void **state)
{
	struct unpack_limits limits = roomy;

	(void)state;
	limits.nesting = 2;
	expect_with(nest(2), &limits, "in.zip/note.txt = deep\n"
	    "beside.txt = x\n");
	release();
	expect_with(nest(3), &limits, "in.zip/in.zip! input/limit: it lies in "
	    "more than 2 archives inside one another, and was not unpacked\n"
	    "in.zip/beside.txt = x\nbeside.txt = x\n");
	release();
	expect(nest(LIMIT_CONTAINER_DEPTH + 1), "in.zip/in.zip/in.zip/in.zip/"
	    "in.zip/in.zip! input/limit: it lies in more than 6 archives "
	    "inside one another, and was not unpacked\n"
	    "in.zip/in.zip/in.zip/in.zip/in.zip/beside.txt = x\n"
	    "in.zip/in.zip/in.zip/in.zip/beside.txt = x\n"
	    "in.zip/in.zip/in.zip/beside.txt = x\n"
	    "in.zip/in.zip/beside.txt = x\nin.zip/beside.txt = x\n"
	    "beside.txt = x\n");
	release();
}

static void
links_and_devices_are_refused_and_the_rest_is_read(void **state)
{
	(void)state;
	begin_tar(NULL);
	add(&zip, "a.txt", "one");
	add_entry(&zip, "soft", AE_IFLNK, "/etc/passwd", STR(""));
	add_entry(&zip, "hard", AE_IFREG, "a.txt", STR(""));
	add_entry(&zip, "pipe", AE_IFIFO, NULL, STR(""));
	add(&zip, "b.txt", "two");
	expect(finish(&zip), "a.txt = one\n"
	    "soft! input/unreadable: is a link in an archive; links are not "
	    "followed, pack the file itself\n"
	    "hard! input/unreadable: is a link in an archive; links are not "
	    "followed, pack the file itself\n"
	    "pipe! input/unreadable: is a device or pipe in an archive, not a "
	    "file\n"
	    "b.txt = two\n");
	release();
}

static void
names_that_lead_out_are_refused_and_the_rest_is_read(void **state)
{
	(void)state;
	begin_zip();
	add(&zip, "../up.txt", "one");
	add(&zip, "a/..\\..\\up.txt", "one");
	add(&zip, "a/b../c.txt", "two");
	expect(finish(&zip), "../up.txt! input/unreadable: has a name that "
	    "leads out of its archive; pack it again under a plain name\n"
	    "a/..\\..\\up.txt! input/unreadable: has a name that leads out of "
	    "its archive; pack it again under a plain name\n"
	    "a/b../c.txt = two\n");
	release();
}

static void
a_name_that_is_too_long_is_refused(void **state)
{
	static char name[LIMIT_MEMBER_BYTES + 2];

	(void)state;
	memset(name, 'n', sizeof(name) - 1);
	begin_tar(NULL);
	add(&zip, name, "one");
	add(&zip, "b.txt", "two");
	const struct intake_options options = {0};
	char *got = intake_of(finish(&zip), &options);
	assert_non_null(strstr(got, "n! input/unreadable: has a name in its "
	    "archive that is too long\nb.txt = two\n"));
	free(got);
	release();
}

static void
names_become_utf8_without_control_characters(void **state)
{
	(void)state;
	begin_tar(NULL);
	add(&zip, "a\nb\x1b[1m.txt", "one");
	add(&zip, "Ren\xe9" "e.txt", "two");
	expect(finish(&zip), "a_b_[1m.txt = one\nRen\xc3\xa9" "e.txt = two\n");
	release();
}

static void
encrypted_members_are_refused_and_the_rest_is_read(void **state)
{
	(void)state;
	begin_zip();
	add(&zip, "a.txt", "one");
	add(&zip, "b.txt", "two");
	struct str bytes = finish(&zip);
	/* The flag stands in both headers of a member. */
	char *central = memmem(zip.bytes, bytes.len, "PK\001\002", 4);
	assert_non_null(central);
	zip.bytes[6] |= 1;
	central[8] |= 1;
	expect(bytes, "a.txt! input/unreadable: is encrypted in its "
	    "archive; unpack it with its password first\nb.txt = two\n");
	release();
}

static void
what_systems_and_packages_leave_beside_is_set_aside(void **state)
{
	(void)state;
	begin_zip();
	add(&zip, "__MACOSX/._a.txt", "x");
	add(&zip, ".DS_Store", "x");
	add(&zip, "INDEX.HTM", "<html><body>index</body></html>");
	add(&zip, "README.TXT", "read me");
	add(&zip, "IHE_XDM/SUBSET01/METADATA.XML",
	    "<?xml version=\"1.0\"?><!-- <a> --><lcm:SubmitObjectsRequest "
	    "xmlns:lcm=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\"/>");
	add(&zip, "IHE_XDM/SUBSET01/STYLE.XSL", "<xsl:stylesheet "
	    "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>");
	add(&zip, "IHE_XDM/SUBSET01/STYLE1", "<xsl:stylesheet "
	    "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>");
	add(&zip, "IHE_XDM/SUBSET01/DOC0001.TXT", "note");
	expect(finish(&zip), "(__MACOSX/._a.txt)\n(.DS_Store)\n(INDEX.HTM)\n"
	    "(README.TXT)\n(IHE_XDM/SUBSET01/METADATA.XML)\n"
	    "(IHE_XDM/SUBSET01/STYLE.XSL)\n(IHE_XDM/SUBSET01/STYLE1)\n"
	    "IHE_XDM/SUBSET01/DOC0001.TXT = note\n");
	release();
}

static void
a_bomb_is_passed_over_and_the_rest_is_read(void **state)
{
	static char zeros[400000];
	struct unpack_limits limits = roomy;

	(void)state;
	limits.ratio = 50;
	limits.ratio_from = 100000;
	limits.bombs = 1;
	begin_zip();
	add(&zip, "a.txt", "one");
	add_entry(&zip, "bomb.txt", AE_IFREG, NULL,
	    (struct str){zeros, sizeof(zeros)});
	add(&zip, "b.txt", "two");
	expect_with(finish(&zip), &limits, "a.txt = one\nbomb.txt! "
	    "input/unreadable: unpacks to more than 50 times its size, as no "
	    "note does, and was not read\nb.txt = two\n");
	/* One is one too many. */
	limits.bombs = 0;
	expect_with((struct str){zip.bytes, zip.len}, &limits, "a.txt = one\n"
	    "! input/limit: it unpacks to more than 50 times its size, as no "
	    "notes do, and was not read on\n");
	release();
}

static void
what_cannot_be_passed_over_ends_its_file(void **state)
{
	static char zeros[400000];
	struct unpack_limits limits = roomy;

	(void)state;
	limits.ratio = 50;
	limits.ratio_from = 100000;
	limits.bombs = 10;
	begin_tar(archive_write_add_filter_gzip);
	add(&zip, "a.txt", "one");
	/* Not to be read at all, but to be passed over. */
	add_entry(&zip, ".hidden", AE_IFREG, NULL,
	    (struct str){zeros, sizeof(zeros)});
	add(&zip, "b.txt", "two");
	expect_with(finish(&zip), &limits, "a.txt = one\n(.hidden)\n"
	    "! input/limit: it unpacks to more than 50 times its size, as no "
	    "notes do, and was not read on\n");
	release();
}

static void
a_bomb_in_an_archive_in_an_archive_ends_the_inner_one(void **state)
{
	static char zeros[400000];
	struct unpack_limits limits = roomy;

	(void)state;
	limits.ratio = 50;
	limits.ratio_from = 100000;
	limits.bombs = 1;
	begin_zip();
	add(&zip, "a.txt", "one");
	add_entry(&zip, "bomb.txt", AE_IFREG, NULL,
	    (struct str){zeros, sizeof(zeros)});
	add(&zip, "b.txt", "two");
	struct str inner = finish(&zip);
	char *keep = zip.bytes;
	begin_zip();
	add_entry(&zip, "in.zip", AE_IFREG, NULL, inner);
	add(&zip, "c.txt", "three");
	expect_with(finish(&zip), &limits, "in.zip/a.txt = one\n"
	    "in.zip/bomb.txt! input/unreadable: unpacks to more than 50 times "
	    "its size, as no note does, and was not read\n"
	    "in.zip! input/limit: it unpacks to more than 50 times its size, "
	    "as no notes do, and was not read on\n"
	    "c.txt = three\n");
	release();
	free(keep);
}

static void
entries_and_bytes_have_limits(void **state)
{
	struct unpack_limits limits = roomy;

	(void)state;
	begin_zip();
	add(&zip, "a.txt", "one");
	add(&zip, "b.txt", "two");
	add(&zip, "c.txt", "three");
	struct str bytes = finish(&zip);
	limits.entries = 2;
	expect_with(bytes, &limits, "a.txt = one\nb.txt = two\n! input/limit: "
	    "it holds more than 2 files, and was not read on\n");
	limits.entries = 3;
	limits.bytes = 8;
	expect_with(bytes, &limits, "a.txt = one\nb.txt = two\n! input/limit: "
	    "it unpacks to more than 0 MB, and was not read on\n");
	limits.bytes = 11;
	expect_with(bytes, &limits, "a.txt = one\nb.txt = two\n"
	    "c.txt = three\n");
	limits.item = 3;
	expect_with(bytes, &limits, "a.txt = one\nb.txt = two\nc.txt! "
	    "input/unreadable: is larger than the 0 MB that are read of a "
	    "file\n");
	release();
}

static void
what_is_damaged_says_so_behind_what_was_read(void **state)
{
	(void)state;
	begin_tar(NULL);
	add(&zip, "a.txt", "one");
	add(&zip, "b.txt", "two");
	struct str bytes = finish(&zip);
	/* A member is a block of header and one of content. */
	bytes.len = 1024 + 100;
	expect(bytes, "a.txt = one\n! input/unreadable: is an archive that is "
	    "damaged or ends early: nothing could be read of it behind its "
	    "entry 1\n");
	bytes.len = 514;
	expect(bytes, "a.txt! input/unreadable: is damaged: it cannot be "
	    "unpacked from its archive\n! input/unreadable: is an archive that "
	    "is damaged or ends early: nothing could be read of it behind its "
	    "entry 1\n");
	release();
	expect(STR("PK\003\004 and then no archive"), "! input/unreadable: is "
	    "an archive that is damaged or ends early: nothing could be read "
	    "of it\n");
	expect(STR("\x1F\x8B and then no gzip"), "! input/unreadable: is an "
	    "archive that is damaged or ends early: nothing could be read of "
	    "it\n");
}

static void
an_empty_archive_is_no_note(void **state)
{
	(void)state;
	begin_zip();
	expect(finish(&zip), "! input/empty: is an archive with nothing in "
	    "it\n");
	release();
}

static void
office_documents_are_one_document(void **state)
{
	(void)state;
	begin_zip();
	add(&zip, "[Content_Types].xml", "<Types/>");
	add(&zip, "word/document.xml", "<w:document/>");
	struct str bytes = finish(&zip);
	const struct intake_options options = {0};
	char *got = intake_of(bytes, &options);
	assert_int_equal(strncmp(got, " = PK", 5), 0);
	free(got);
	release();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_come_in_order_with_their_paths),
		cmocka_unit_test(tar_and_its_compressions_are_read),
		cmocka_unit_test(other_kinds_of_archives_are_read),
		cmocka_unit_test(cab_is_named_and_not_read),
		cmocka_unit_test(locked_archives_are_refused),
		cmocka_unit_test(damage_to_other_kinds_is_told),
		cmocka_unit_test(a_compressed_file_is_that_file),
		cmocka_unit_test(archives_in_archives_are_opened),
		cmocka_unit_test(nesting_has_a_limit_and_the_rest_is_read),
		cmocka_unit_test(
		    links_and_devices_are_refused_and_the_rest_is_read),
		cmocka_unit_test(
		    names_that_lead_out_are_refused_and_the_rest_is_read),
		cmocka_unit_test(a_name_that_is_too_long_is_refused),
		cmocka_unit_test(names_become_utf8_without_control_characters),
		cmocka_unit_test(
		    encrypted_members_are_refused_and_the_rest_is_read),
		cmocka_unit_test(
		    what_systems_and_packages_leave_beside_is_set_aside),
		cmocka_unit_test(a_bomb_is_passed_over_and_the_rest_is_read),
		cmocka_unit_test(what_cannot_be_passed_over_ends_its_file),
		cmocka_unit_test(
		    a_bomb_in_an_archive_in_an_archive_ends_the_inner_one),
		cmocka_unit_test(entries_and_bytes_have_limits),
		cmocka_unit_test(what_is_damaged_says_so_behind_what_was_read),
		cmocka_unit_test(an_empty_archive_is_no_note),
		cmocka_unit_test(office_documents_are_one_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
