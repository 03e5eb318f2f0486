/* SPDX-License-Identifier: Apache-2.0 */
/* Many files on threads: all are reported, in order, and what the walk could
 * not enter is reported among them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/audit.h"

static struct pack *pack;
static char folder[] = "test-pool-XXXXXX";

enum { FILES = 60 };

static void
path_of(char *out, size_t size, int i)
{
	snprintf(out, size, "%s/%02d.txt", folder, i);
}

static int
set_up(void **state)
{
	struct err err;
	char path[64];

	(void)state;
	if (pack_load(getenv("REHABLINT_PATTERNS"), NULL, 0, &pack,
	    &err) != OK || mkdtemp(folder) == NULL)
		return -1;
	for (int i = 0; i < FILES; i++) {
		path_of(path, sizeof(path), i);
		FILE *out = fopen(path, "w");
		if (out == NULL)
			return -1;
		fprintf(out, "PT daily note\nSLR 3x%d\n", 5 + i % 20);
		fclose(out);
	}
	snprintf(path, sizeof(path), "%s/30-loop", folder);
	return symlink(".", path);
}

static int
tear_down(void **state)
{
	char path[64];

	(void)state;
	for (int i = 0; i < FILES; i++) {
		path_of(path, sizeof(path), i);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/30-loop", folder);
	unlink(path);
	pack_free(pack);
	return rmdir(folder);
}

/* One document that needs more than an arena may hold is a finding; want of
 * memory is none. */
static void
what_takes_too_much_is_reported(void **state)
{
	const struct options options = {.threads = 1};
	static const char text[] = "PT daily note\nSLR 3x10\n";
	const struct item item = {.file = "a.zip", .number = 1,
	    .member = "b.txt", .row = 7, .bytes = STR(text)};
	struct engine *e;
	struct report *r;
	struct err err = {0};

	(void)state;
	assert_int_equal(engine_new(pack,
	    prebuilt_open("patterns.tab", false), &options, &e, &err),
	    OK);
	struct worker *w = worker_new(e);
	struct arena *small = arena_new(1000);
	assert_non_null(w);
	assert_non_null(small);
	assert_int_equal(audit_item(w, small, &item, &r, &err), OK);
	assert_true(r->document->unreadable);
	assert_string_equal(r->document->file, "a.zip");
	assert_string_equal(r->document->member, "b.txt");
	assert_int_equal(r->document->row, 7);
	assert_int_equal(r->results.len, 1);
	const struct finding *f = &r->results.at[0].findings.at[0];
	assert_string_equal(f->rule->id, "input/limit");
	assert_non_null(strstr(f->message.ptr, "it takes more than the 512 MB "
	    "of memory that one note may take"));
	report_free(r);
	worker_free(w);
	engine_free(e);
}

struct seen {
	char last[64];
	size_t n;
	bool ordered;
	size_t most;		/* stop after so many; 0: never */
};

static bool
note_file(void *context, const struct report *r)
{
	struct seen *s = context;

	s->ordered = s->ordered && strcmp(s->last, r->document->file) < 0;
	snprintf(s->last, sizeof(s->last), "%s", r->document->file);
	s->n++;
	return s->n != s->most;
}

static struct seen
run(unsigned threads, size_t most)
{
	struct options options = {.threads = threads};
	const char *inputs[] = {folder};
	struct seen seen = {.ordered = true, .most = most};
	struct engine *engine;
	struct intake *intake;
	struct err err;

	assert_int_equal(OK, engine_new(pack,
	    prebuilt_open("patterns.tab", false), &options, &engine, &err));
	assert_int_equal(OK, intake_new(inputs, 1, NULL, &intake, &err));
	assert_int_equal(OK, audit_all(engine, intake, note_file, &seen,
	    &err));
	intake_free(intake);
	engine_free(engine);
	return seen;
}

static void
all_are_reported_in_order(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= 3; threads++) {
		struct seen seen = run(threads, 0);
		assert_int_equal(FILES + 1, seen.n);
		assert_true(seen.ordered);
	}
}

static void
a_run_can_be_stopped(void **state)
{
	(void)state;
	assert_int_equal(7, run(2, 7).n);
}

static bool
note_row(void *context, const struct report *r)
{
	struct seen *s = context;

	s->n++;
	/* The header is row 1. */
	s->ordered = s->ordered && r->document->row == s->n + 1;
	return true;
}

/* Many more documents than the ring has places. */
static void
documents_of_one_file_are_reported_in_order(void **state)
{
	enum { ROWS = 400 };
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	(void)state;
	assert_non_null(to);
	fputs("id,note\n", to);
	for (int i = 0; i < ROWS; i++)
		fprintf(to, "%d,\"PT daily note\nSLR 3x%d\"\n", i, 5 + i % 20);
	assert_int_equal(0, fclose(to));
	for (unsigned threads = 1; threads <= 3; threads++) {
		struct options options = {.threads = threads};
		struct intake_options from = {.columns = &pack->columns};
		struct seen seen = {.ordered = true};
		struct engine *engine;
		struct intake *intake;
		struct err err;
		assert_int_equal(OK, engine_new(pack,
		    prebuilt_open("patterns.tab", false), &options, &engine,
		    &err));
		assert_int_equal(OK, intake_bytes("t", (struct str){text, len},
		    &from, &intake, &err));
		assert_int_equal(OK, audit_all(engine, intake, note_row, &seen,
		    &err));
		assert_int_equal(ROWS, seen.n);
		assert_true(seen.ordered);
		intake_free(intake);
		engine_free(engine);
	}
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_are_reported_in_order),
		cmocka_unit_test(a_run_can_be_stopped),
		cmocka_unit_test(what_takes_too_much_is_reported),
		cmocka_unit_test(documents_of_one_file_are_reported_in_order),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
