/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "ingest/feed.h"
#include "ingest/ingest.h"
#include "ingest/walk.h"

static struct arena *arena;
static char root[] = "/tmp/test_ingest.XXXXXX";
static char home[PATH_MAX];	/* where the test began, and returns to */

/* Each test stands in an empty folder of its own. */
static int
set_up(void **state)
{
	(void)state;
	strcpy(root + strlen(root) - 6, "XXXXXX");
	arena = arena_new(LIMIT_NOTE_ARENA);
	return arena == NULL || getcwd(home, sizeof(home)) == NULL ||
	    mkdtemp(root) == NULL || chdir(root) != 0;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena = NULL;
	return chdir(home) != 0 ||
	    nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0;
}

static void
write_bytes(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void
touch(const char *path)
{
	write_bytes(path, "note\n", 5);
}

static void
folder(const char *path)
{
	assert_int_equal(mkdir(path, 0700), 0);
}

static void
link_to(const char *target, const char *path)
{
	assert_int_equal(symlink(target, path), 0);
}

static const struct document *
read_file(const char *file)
{
	struct document *d = NULL;
	struct err err = {0};

	assert_int_equal(ingest_read(arena, file, NULL, &d, &err), OK);
	assert_string_equal(d->file, file);
	return d;
}

static const struct document *
read_bytes(const char *bytes, size_t len)
{
	struct document *d = NULL;
	struct err err = {0};

	assert_int_equal(ingest_bytes(arena, "bytes", (struct str){bytes, len},
	    &d, &err), OK);
	assert_string_equal(d->file, "bytes");
	return d;
}

static void
assert_trouble(const struct trouble *t, const char *rule, const char *message)
{
	assert_string_equal(t->rule, rule);
	if (t->message.len != strlen(message) ||
	    memcmp(t->message.ptr, message, t->message.len) != 0)
		fail_msg("'%.*s' is not '%s'", STR_ARG(t->message), message);
}

/* Nothing to judge, one reason, and a document that can be asked anyway. */
static void
assert_refused(const struct document *d, const char *rule, const char *message)
{
	assert_true(d->unreadable);
	assert_int_equal(d->text.len, 0);
	assert_int_equal(d->troubles.len, 1);
	assert_trouble(&d->troubles.at[0], rule, message);
	assert_int_equal(d->troubles.at[0].at.end, 0);
	assert_non_null(d->encoding);
	assert_int_equal(document_position(d, 0).line, 1);
	assert_int_equal(document_line(d, 0).end, 0);
}

static void
a_note_is_read_whole(void **state)
{
	(void)state;
	write_bytes("note.txt", "S: sore\r\nO: ok", 14);
	const struct document *d = read_file("note.txt");

	assert_false(d->unreadable);
	assert_int_equal(d->troubles.len, 0);
	assert_int_equal(d->text.len, 13);
	assert_memory_equal(d->text.ptr, "S: sore\nO: ok", 13);
	assert_string_equal(d->encoding, "UTF-8");
	assert_int_equal(d->lines.len, 2);
	assert_int_equal(document_position(d, 8).offset, 9);
}

static void
a_document_keeps_nothing_of_the_bytes_it_came_from(void **state)
{
	char bytes[] = "Plan: gait", name[] = "mine";
	struct document *d = NULL;

	(void)state;
	assert_int_equal(ingest_bytes(arena, name, STR(bytes), &d, NULL), OK);
	memset(bytes, 'x', sizeof(bytes));
	memset(name, 'x', sizeof(name) - 1);
	assert_memory_equal(d->text.ptr, "Plan: gait", 10);
	assert_string_equal(d->file, "mine");
}

/* What the system will not give. */

static void
a_missing_file_is_refused(void **state)
{
	(void)state;
	assert_refused(read_file("none.txt"), "input/unreadable",
	    "cannot be read: it does not exist");
	touch("file");
	assert_refused(read_file("file/none.txt"), "input/unreadable",
	    "cannot be read: a part of its path is not a folder");
	link_to("nowhere", "link");
	assert_refused(read_file("link"), "input/unreadable", "cannot be read: "
	    "it is a symbolic link to something that does not exist");
	link_to("ring", "ring");
	assert_refused(read_file("ring"), "input/unreadable",
	    "cannot be read: too many symbolic links lead to it");
}

static void
an_unreadable_file_is_refused(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip();
	touch("secret.txt");
	assert_int_equal(chmod("secret.txt", 0), 0);
	assert_refused(read_file("secret.txt"), "input/unreadable",
	    "cannot be read: permission is denied");
}

static void
what_is_no_file_is_refused(void **state)
{
	(void)state;
	folder("folder");
	assert_refused(read_file("folder"), "input/unreadable",
	    "is a folder, not a file");
	/* Nobody writes to it, so opening it would wait for ever. */
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_refused(read_file("pipe"), "input/unreadable",
	    "is a pipe, not a file");
	assert_refused(read_file("/dev/zero"), "input/unreadable",
	    "is a device, not a file");
}

static void
a_file_over_the_limit_is_refused(void **state)
{
	struct feed_buffer buffer = {0};
	struct err err = {0};

	(void)state;
	/* All hole: it takes no room on the disk. */
	touch("large.txt");
	assert_int_equal(truncate("large.txt", (off_t)LIMIT_FILE_BYTES + 1), 0);
	assert_int_equal(feed_file("large.txt", LIMIT_FILE_BYTES,
	    &buffer, &err), E_LIMIT);
	assert_null(buffer.ptr);
	assert_refused(read_file("large.txt"), "input/unreadable",
	    "is larger than the 64 MB that are read of a file");
	struct document *d = NULL;
	assert_int_equal(ingest_bytes(arena, "bytes",
	    (struct str){"", LIMIT_FILE_BYTES + 1}, &d, NULL), OK);
	assert_refused(d, "input/unreadable",
	    "is larger than the 64 MB that are read of a file");
}

/* Standard input becomes `fd` for one reading. */
static const struct document *
read_standard(int fd)
{
	int saved = dup(STDIN_FILENO);

	assert_true(fd >= 0);
	if (fd != STDIN_FILENO) {
		assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
		close(fd);
	}
	const struct document *d = read_file("-");
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	}
	return d;
}

static void
standard_input_may_be_anything(void **state)
{
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "from a pipe", 11), 11);
	close(ends[1]);
	const struct document *d = read_standard(ends[0]);
	assert_int_equal(d->text.len, 11);
	assert_memory_equal(d->text.ptr, "from a pipe", 11);

	assert_refused(read_standard(open("/dev/null", O_RDONLY)),
	    "input/empty", "is empty");
	assert_refused(read_standard(open("/dev/zero", O_RDONLY)),
	    "input/unreadable",
	    "is larger than the 64 MB that are read of a file");
	assert_refused(read_standard(open(".", O_RDONLY)), "input/unreadable",
	    "cannot be read: it is a folder");
}

/* What is there and no note. */

static void
an_empty_file_is_empty(void **state)
{
	(void)state;
	write_bytes("empty.txt", "", 0);
	assert_refused(read_file("empty.txt"), "input/empty", "is empty");
	assert_refused(read_bytes(NULL, 0), "input/empty", "is empty");
	assert_refused(read_bytes("\xEF\xBB\xBF", 3), "input/empty",
	    "is empty");
	assert_refused(read_bytes(" \t\r\n\f\n", 6), "input/empty",
	    "holds nothing but blanks and line ends");
	assert_refused(read_bytes("\xC2\xA0\n\xE2\x80\x8B", 6), "input/empty",
	    "holds nothing but blanks and line ends");
	assert_false(read_bytes(" \n.", 3)->unreadable);
}

#define KIND(lit, kind) {(lit), sizeof(lit) - 1, (kind)}

static const struct {
	const char *bytes;
	size_t len;
	const char *kind;
} kinds[] = {
	KIND("%!PS-Adobe", "a PostScript document"),
	KIND("PK\003\004\024\0\0\0", "a ZIP archive"),
	KIND("PK\003\004[Content_Types].xml", "an Office document"),
	KIND("PK\005\006\0\0", "an empty ZIP archive"),
	KIND("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
	    "an older Office document (OLE)"),
	KIND("\x1F\x8B\x08\0", "gzip-compressed data"),
	KIND("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a PNG image"),
	KIND("\xFF\xD8\xFF\xE0\0\x10JFIF", "a JPEG image"),
	KIND("GIF89a\1\0", "a GIF image"),
	KIND("II*\0\x08\0\0\0", "a TIFF image"),
	KIND("\x7F" "ELF\2\1\1\0", "a program"),
	KIND("#!/bin/sh\necho note\n", "a script"),
	KIND("SQLite format 3\0", "a SQLite database"),
	KIND("\xFF\xFE\0\0n\0\0\0", "text in UTF-32"),
	KIND("MSH|^~\\&|EHR|", "an HL7 version 2 message"),
	KIND("ISA*00*          *00*", "an X12 transaction"),
	KIND("{\"note\": \"S: sore\"}", "JSON data"),
	KIND("[[ {\n \"id\" : 1}]]", "JSON data"),
	KIND("{}", "JSON data"),
	KIND("a\1\2\3\4\5\6b", "binary data"),
	KIND("\0\0\0\0\0\0\0\0", "binary data"),
};

static void
other_kinds_of_file_are_named(void **state)
{
	char message[200];

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		snprintf(message, sizeof(message),
		    "looks like %s, which is not read as a note",
		    kinds[i].kind);
		assert_refused(read_bytes(kinds[i].bytes, kinds[i].len),
		    "input/unreadable", message);
	}
}

static void
signatures_further_in_are_seen(void **state)
{
	char bytes[512];

	(void)state;
	memset(bytes, 'a', sizeof(bytes));
	memcpy(bytes + 257, "ustar", 5);
	assert_refused(read_bytes(bytes, sizeof(bytes)), "input/unreadable",
	    "looks like a tar archive, which is not read as a note");
	/* Up to one byte short of it there is nothing to see. */
	assert_false(read_bytes(bytes, 261)->unreadable);
}

static void
notes_that_begin_oddly_are_notes(void **state)
{
	static const char *const notes[] = {
		"<5 min late. S: sore", "<Patient Name>\nS: sore", "< 90 deg",
		"<<DOB>> S: sore", "<LOB> <ROM> limited", "[x] PT [ ] OT",
		"[Facility]\nDaily note", "{name} seen", "{ \"quoted\" } said",
		"{\"unclosed", "[", "{", "<", "<p", "PARKINSON group",
		"PK seen", "MZ, 64 y/o", "%PD", "GIF", "# S\nsore",
		"\x1B[1mS:\x1B[0m sore",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		const struct document *d = read_bytes(notes[i],
		    strlen(notes[i]));
		if (d->unreadable)
			fail_msg("'%s': %.*s", notes[i],
			    STR_ARG(d->troubles.at[0].message));
		assert_int_equal(d->troubles.len, 0);
	}
}

/* Limits. */

static void
a_line_over_the_limit_is_cut(void **state)
{
	const size_t len = 10 << 20;
	char *bytes = malloc(len);

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'a', len);
	memcpy(bytes, "one\r\n", 5);
	memcpy(bytes + len - 6, "\nlast\n", 6);
	const struct document *d = read_bytes(bytes, len);
	free(bytes);

	assert_false(d->unreadable);
	/* That is as much as is judged, and the rest is left. */
	assert_int_equal(d->text.len, 4 + LIMIT_LINE_BYTES + 1);
	assert_int_equal(d->left, 5);
	assert_int_equal(d->lines.len, 3);
	assert_int_equal(span_len(document_line(d, 4)), LIMIT_LINE_BYTES);
	assert_int_equal(document_position(d, 4).offset, 5);
	assert_int_equal(d->troubles.len, 1);
	assert_trouble(&d->troubles.at[0], "input/limit",
	    "line 2 is longer than 1048576 bytes and was cut there");
	assert_int_equal(d->troubles.at[0].at.start, 4 + LIMIT_LINE_BYTES);
}

static void
lines_are_cut_between_characters_and_counted(void **state)
{
	const size_t line = LIMIT_LINE_BYTES + 2;
	char *bytes = malloc(3 * line);

	(void)state;
	assert_non_null(bytes);
	/* One byte is left when the euro sign comes. */
	memset(bytes, 'a', 3 * line);
	memcpy(bytes + line - 3, "\xE2\x82\xAC", 3);
	bytes[line] = '\n';
	/* The replacement does not fit, and what does not stand is no error. */
	bytes[2 * line + 1] = '\n';
	bytes[2 * line] = '\x80';
	const struct document *d = read_bytes(bytes, 2 * line + 2);
	free(bytes);

	assert_int_equal(span_len(document_line(d, 0)), LIMIT_LINE_BYTES - 1);
	assert_int_equal(document_position(d, d->lines.at[1]).offset, line + 1);
	assert_int_equal(d->troubles.len, 1);
	assert_trouble(&d->troubles.at[0], "input/limit", "2 lines are longer "
	    "than 1048576 bytes and were cut there, the first is line 1");
}

static void
a_line_of_just_the_limit_is_whole(void **state)
{
	char *bytes = malloc(LIMIT_LINE_BYTES + 1);

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'a', LIMIT_LINE_BYTES);
	bytes[LIMIT_LINE_BYTES] = '\n';
	const struct document *d = read_bytes(bytes, LIMIT_LINE_BYTES + 1);
	free(bytes);

	assert_int_equal(d->text.len, LIMIT_LINE_BYTES + 1);
	assert_int_equal(d->troubles.len, 0);
}

/* Every character differs in size from the one before it, which makes the map
 * larger than the text. */
static void
text_that_is_not_judged_is_not_decoded(void **state)
{
	const size_t len = 24 << 20;
	char *bytes = malloc(len);

	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < len; i += 3)
		memcpy(bytes + i, i % 3000 == 0 ? "\xC2\xB0\n" : "\xC2\xB0" "a",
		    3);
	const struct document *d = read_bytes(bytes, len);
	assert_false(d->unreadable);
	assert_true(d->text.len > LIMIT_TEXT_BYTES);
	assert_int_equal(d->text.len + d->left, len);
	assert_memory_equal(d->text.ptr, bytes, d->text.len);
	assert_true(arena_used(arena) < 40 * LIMIT_TEXT_BYTES);
	memset(bytes, '\n', len);
	d = read_bytes(bytes, len);
	free(bytes);
	assert_refused(d, "input/empty", "begins with 1 MB of nothing but "
	    "blanks and line ends, and was not read on");
}

static void
want_of_memory_is_an_error_and_no_document(void **state)
{
	struct document *d = NULL;
	struct err err = {0};

	(void)state;
	touch("note.txt");
	struct arena *tiny = arena_new(64);
	assert_non_null(tiny);
	assert_int_equal(ingest_read(tiny, "note.txt", NULL, &d, &err),
	    E_MEMORY);
	assert_string_equal(err.text, "note.txt: not enough memory to read it");
	assert_int_equal(ingest_read(tiny, "none.txt", NULL, &d, &err),
	    E_MEMORY);
	assert_string_equal(err.text, "none.txt: not enough memory to read it");
	assert_null(d);
	arena_free(tiny);
}

/* Walking. */

/* Each item as a line: a name, "name: rule: message", or "(name)" for what is
 * set aside. */
static const char *
walk_all(const char *const *inputs, size_t n)
{
	static char out[65536];
	struct walk_item item;
	struct err err = {0};
	struct walk *w = walk_new(inputs, n, &err);
	size_t len = 0;

	assert_non_null(w);
	out[0] = '\0';
	while (walk_next(w, &item)) {
		assert_true(len < sizeof(out) - 8192);
		len += (size_t)sprintf(out + len, item.aside != NULL ? "(%s)" :
		    "%s", item.file);
		if (item.trouble != NULL)
			len += (size_t)sprintf(out + len, ": %s: %.*s",
			    item.trouble->rule, STR_ARG(item.trouble->message));
		len += (size_t)sprintf(out + len, "\n");
	}
	assert_false(walk_next(w, &item));
	walk_free(w);
	return out;
}

static const char *
walk_one(const char *input)
{
	return walk_all(&input, 1);
}

static void
a_folder_is_walked_in_byte_order_of_paths(void **state)
{
	(void)state;
	folder("d");
	folder("d/a");
	folder("d/a/b");
	folder("d/empty");
	touch("d/a/2.txt");
	touch("d/a/10.txt");
	touch("d/a/b/z");
	touch("d/a.txt");
	touch("d/a-b.txt");
	touch("d/B.txt");
	touch("d/\xC3\xA9.txt");
	assert_string_equal(walk_one("d"),
	    "d/B.txt\nd/a-b.txt\nd/a.txt\nd/a/10.txt\nd/a/2.txt\nd/a/b/z\n"
	    "d/\xC3\xA9.txt\n");
	assert_string_equal(walk_one("d/a///"),
	    "d/a/10.txt\nd/a/2.txt\nd/a/b/z\n");
	assert_string_equal(walk_one("d/empty"), "");
}

static void
hidden_files_are_left_out_and_what_is_no_note_is_set_aside(void **state)
{
	(void)state;
	folder("d");
	folder("d/.git");
	folder("d/x.json");
	touch("d/.git/note.txt");
	touch("d/.hidden");
	touch("d/a.json");
	touch("d/b.JSON");
	touch("d/README.md");
	touch("d/c.yaml");
	touch("d/d.yml");
	touch("d/json");
	touch("d/scan.pdf");
	touch("d/x.json/note");
	assert_int_equal(mkfifo("d/pipe", 0600), 0);
	assert_string_equal(walk_one("d"), "(d/README.md)\nd/a.json\n"
	    "d/b.JSON\n(d/c.yaml)\n(d/d.yml)\nd/json\nd/scan.pdf\n"
	    "d/x.json/note\n");
}

static void
what_lies_beside_the_documents_of_a_package_is_set_aside(void **state)
{
	(void)state;
	folder("d");
	folder("d/IHE_XDM");
	folder("e");
	touch("d/INDEX.HTM");
	touch("d/README.TXT");
	touch("d/note.txt");
	touch("d/style.xsl");
	touch("d/IHE_XDM/DOC1.XML");
	/* Without such a folder a page is a page. */
	touch("e/INDEX.HTM");
	assert_string_equal(walk_one("d"), "d/IHE_XDM/DOC1.XML\n"
	    "(d/INDEX.HTM)\n(d/README.TXT)\nd/note.txt\n(d/style.xsl)\n");
	assert_string_equal(walk_one("e"), "e/INDEX.HTM\n");
}

static void
what_is_named_is_taken_in_the_order_named(void **state)
{
	static const char *const inputs[] = {
		"z.txt", "-", ".hidden", "d", "a.json", "none", "d/.git",
	};

	(void)state;
	folder("d");
	folder("d/.git");
	touch("d/.git/note.txt");
	touch("d/n");
	touch("z.txt");
	touch(".hidden");
	touch("a.json");
	assert_string_equal(walk_all(inputs, 7),
	    "z.txt\n-\n.hidden\nd/n\na.json\nnone\nd/.git/note.txt\n");
	assert_string_equal(walk_all(NULL, 0), "");
}

static void
links_are_followed_but_not_round_in_circles(void **state)
{
	(void)state;
	folder("d");
	folder("d/sub");
	folder("other");
	touch("d/sub/n");
	touch("other/o");
	link_to("../other", "d/1");
	link_to("../other", "d/2");
	link_to("../other/o", "d/file");
	link_to("nowhere", "d/gone");
	link_to("..", "d/sub/up");
	link_to(".", "d/sub/here");
	link_to("d", "named");
	assert_string_equal(walk_one("d"),
	    "d/1/o\n"
	    "d/2: input/limit: leads to a folder that another link led to "
	    "before, and was not followed\n"
	    "d/file\n"
	    "d/gone\n"
	    "d/sub/here: input/limit: leads back to a folder that holds it, "
	    "and was not followed\n"
	    "d/sub/n\n"
	    "d/sub/up: input/limit: leads back to a folder that holds it, and "
	    "was not followed\n");
	assert_memory_equal(walk_one("named"), "named/1/o\n", 10);
}

static void
links_that_multiply_are_walked_once(void **state)
{
	char name[32], target[32];
	const char *all;
	size_t files = 0;

	(void)state;
	/* 2^20 ways lead to the last folder. */
	for (int i = 0; i <= 20; i++) {
		snprintf(name, sizeof(name), "f%d", i);
		folder(name);
		snprintf(target, sizeof(target), "../f%d", i + 1);
		if (i == 20)
			break;
		snprintf(name, sizeof(name), "f%d/a", i);
		link_to(target, name);
		snprintf(name, sizeof(name), "f%d/b", i);
		link_to(target, name);
	}
	touch("f20/n");
	all = walk_one("f0");
	for (const char *at = all; (at = strstr(at, "/n\n")) != NULL; at++)
		files++;
	assert_int_equal(files, 1);
}

static void
an_unreadable_folder_does_not_end_the_walk(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip();
	folder("d");
	folder("d/m");
	touch("d/a");
	touch("d/z");
	assert_int_equal(chmod("d/m", 0), 0);
	assert_string_equal(walk_one("d"), "d/a\nd/m: input/unreadable: cannot "
	    "be walked: permission is denied\nd/z\n");
	assert_int_equal(chmod("d/m", 0700), 0);
}

static void
folders_in_folders_have_an_end(void **state)
{
	char path[4 * LIMIT_FOLDER_DEPTH] = "d", wanted[1024];

	(void)state;
	folder(path);
	for (int i = 0; i < LIMIT_FOLDER_DEPTH; i++) {
		if (i == LIMIT_FOLDER_DEPTH - 1) {
			touch("note");
			strcpy(wanted, path);
			strcat(wanted, "/zz");
			assert_int_equal(rename("note", wanted), 0);
		}
		strcat(path, "/d");
		folder(path);
	}
	snprintf(wanted, sizeof(wanted), "%s: input/limit: lies deeper than 64 "
	    "folders, and was not walked\n%.*szz\n", path,
	    (int)strlen(path) - 1, path);
	assert_string_equal(walk_one("d"), wanted);
}

/* A path that cannot be opened, by way of a long spelling of a folder that
 * can be removed by a shorter one. */
static void
a_path_too_long_to_open_is_reported(void **state)
{
	static const char message[] = "/: input/unreadable: holds a file or "
	    "folder whose path is too long to be opened\n";
	enum { LEVELS = 15 };
	char name[256], spelling[400] = "";

	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	for (int i = 0; i < LEVELS; i++) {
		folder(name);
		assert_int_equal(chdir(name), 0);
	}
	assert_int_equal(chdir(root), 0);
	touch("z");
	for (int i = 0; i < 150; i++)
		strcat(spelling, "./");
	const char *out = walk_one(spelling);
	size_t len = strcspn(out, ":") - 1;
	/* 14 of the folders fit into 4096 bytes behind the spelling. */
	assert_int_equal(len, 299 + 14 * 256);
	assert_memory_equal(out + len, message, strlen(message));
	/* And on it goes with the file beside them. */
	assert_string_equal(out + len + strlen(message) + 299, "/z\n");
}

static void
a_walk_may_be_left_anywhere(void **state)
{
	static const char *const inputs[] = {"d"};
	struct walk_item item;

	(void)state;
	folder("d");
	folder("d/e");
	touch("d/e/n");
	struct walk *w = walk_new(inputs, 1, NULL);
	assert_non_null(w);
	assert_true(walk_next(w, &item));
	assert_string_equal(item.file, "d/e/n");
	walk_free(w);
	walk_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_note_is_read_whole),
		TEST(a_document_keeps_nothing_of_the_bytes_it_came_from),
		TEST(a_missing_file_is_refused),
		TEST(an_unreadable_file_is_refused),
		TEST(what_is_no_file_is_refused),
		TEST(a_file_over_the_limit_is_refused),
		TEST(standard_input_may_be_anything),
		TEST(an_empty_file_is_empty),
		TEST(other_kinds_of_file_are_named),
		TEST(signatures_further_in_are_seen),
		TEST(notes_that_begin_oddly_are_notes),
		TEST(a_line_over_the_limit_is_cut),
		TEST(lines_are_cut_between_characters_and_counted),
		TEST(a_line_of_just_the_limit_is_whole),
		TEST(text_that_is_not_judged_is_not_decoded),
		TEST(want_of_memory_is_an_error_and_no_document),
		TEST(a_folder_is_walked_in_byte_order_of_paths),
		TEST(
		    hidden_files_are_left_out_and_what_is_no_note_is_set_aside),
		TEST(what_lies_beside_the_documents_of_a_package_is_set_aside),
		TEST(what_is_named_is_taken_in_the_order_named),
		TEST(links_are_followed_but_not_round_in_circles),
		TEST(links_that_multiply_are_walked_once),
		TEST(an_unreadable_folder_does_not_end_the_walk),
		TEST(folders_in_folders_have_an_end),
		TEST(a_path_too_long_to_open_is_reported),
		TEST(a_walk_may_be_left_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
