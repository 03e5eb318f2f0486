/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include <pthread.h>
#include <unistd.h>

#include "ingest/helper.h"

/* One page that says what is put in; its cross-references are left to be
 * found, as poppler does. */
#define PDF(content) "%PDF-1.4\n" \
	"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n" \
	"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n" \
	"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] " \
	"/Resources <</Font <</F <</Type /Font /Subtype /Type1 " \
	"/BaseFont /Helvetica>>>>>> /Contents 4 0 R>> endobj\n" \
	"4 0 obj <</Length 60>> stream\n" content "\nendstream endobj\n" \
	"trailer <</Root 1 0 R>>\n%%EOF\n"

static const char page[] = PDF("BT /F 12 Tf 9 90 Td (S: sore) Tj 0 -20 Td "
    "(O: ok) Tj ET   ");
static const char scan[] = PDF("0 0 m 10 10 l S                              ");

static bool
is_installed(void)
{
	return access("/usr/bin/pdftotext", X_OK) == 0 ||
	    access("/usr/local/bin/pdftotext", X_OK) == 0;
}

static void
assert_read(const char *pdf)
{
	const struct document *d = read_z(pdf);

	assert_false(d->unreadable);
	assert_true(str_starts(str_trim(d->text), STR("S: sore\n")));
	assert_non_null(memmem(d->text.ptr, d->text.len, "O: ok", 5));
}

static void
the_text_layer_is_read(void **state)
{
	(void)state;
	if (!is_installed())
		skip();
	assert_read(page);
}

static void
a_page_without_text_is_refused(void **state)
{
	(void)state;
	if (!is_installed())
		skip();
	assert_unreadable(read_z(scan), "input/unreadable",
	    "is a PDF document without a text layer, such as a scan");
}

static void
a_damaged_document_is_refused(void **state)
{
	(void)state;
	assert_unreadable(read_z("%PDF-1.4\nnothing of the kind"),
	    "input/unreadable", "is a PDF document that pdftotext cannot read: "
	    "it is damaged, or needs a password");
}

static void
a_missing_program_is_named(void **state)
{
	(void)state;
	if (is_installed())
		skip();
	assert_unreadable(read_z(page), "input/unreadable", "is a PDF "
	    "document; the program pdftotext, which reads them, is not "
	    "installed (Debian: poppler-utils)");
}

static void *
read_apart(void *failed)
{
	struct arena *mine = arena_new(LIMIT_NOTE_ARENA);
	struct document *d = NULL;

	for (int i = 0; i < 3; i++)
		if (mine == NULL || ingest_bytes(mine, "doc", str_of(page), &d,
		    NULL) != OK || !str_starts(str_trim(d->text),
		    STR("S: sore\n")))
			*(bool *)failed = true;
	arena_free(mine);
	return NULL;
}

static void
threads_read_at_the_same_time(void **state)
{
	pthread_t threads[4];
	bool failed[4] = {false};

	(void)state;
	if (!is_installed())
		skip();
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, read_apart,
		    &failed[i]), 0);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		assert_false(failed[i]);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_text_layer_is_read),
		TEST(a_page_without_text_is_refused),
		TEST(a_damaged_document_is_refused),
		TEST(a_missing_program_is_named),
		TEST(threads_read_at_the_same_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
