/* SPDX-License-Identifier: Apache-2.0 */
/* Notes taken out of JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/intake_of.h"

#include "ingest/columns.h"

#define NOTE "{\"resourceType\":\"DiagnosticReport\",\"conclusion\":\"x\"}"
#define PATIENT "{\"resourceType\":\"Patient\",\"id\":\"p\"}"

static void
assert_items(const char *bytes, const struct intake_options *options,
    const char *wanted)
{
	char *items = intake_of(str_of(bytes), options);

	assert_string_equal(items, wanted);
	free(items);
}

static void
lines_are_taken_one_by_one(void **state)
{
	(void)state;
	assert_items(PATIENT "\n" NOTE "\n\n  \r\n" NOTE "\r\n", NULL,
	    ":2 = " NOTE "\n:5 = " NOTE "\r\n");
	/* One line is the whole document. */
	assert_items("\xEF\xBB\xBF" NOTE "\n", NULL, " = " NOTE "\n");
	/* A line that is broken is said, and the rest goes on. */
	assert_items(NOTE "\n{\"resourceType\":]}\n" NOTE, NULL, ":1 = " NOTE
	    "\n:2! input/unreadable: is JSON that cannot be read: its syntax "
	    "is broken, at 2:17\n:3 = " NOTE "\n");
	/* What ends early is said. */
	assert_items(NOTE "\n{\"resourceType\":\"Bund", NULL, ":1 = " NOTE
	    "\n:2! input/unreadable: is JSON that cannot be read: its values "
	    "are not closed, at 2:21\n");
}

/* Exports of Windows servers come so, whatever RFC 8259 says. */
static void
utf_16_is_read(void **state)
{
	static const char marks[2][2] = {{'\xFF', '\xFE'}, {'\xFE', '\xFF'}};
	static const char text[] = "{\"resourceType\":\"DiagnosticReport\","
	    "\"conclusion\":\"7\xC2\xB0\"}\n" NOTE "\r\n";
	struct str s = STR(text);

	(void)state;
	for (unsigned high = 0; high < 2; high++) {
		for (unsigned mark = 0; mark < 2; mark++) {
			char wide[2 * sizeof(text)] = {0};
			size_t n = 0;
			if (mark) {
				memcpy(wide, marks[high], 2);
				n = 2;
			}
			for (size_t i = 0; i < s.len; i++) {
				/* U+00B0 is two bytes of UTF-8. */
				if (text[i] == '\xC2')
					continue;
				wide[n + high] = text[i];
				n += 2;
			}
			char *items = intake_of((struct str){wide, n}, NULL);
			assert_string_equal(items, ":1 = {\"resourceType\":"
			    "\"DiagnosticReport\",\"conclusion\":"
			    "\"7\xC2\xB0\"}\n:2 = " NOTE "\r\n");
			free(items);
		}
	}
}

#define BUNDLE(entries) "{\"resourceType\":\"Bundle\",\"entry\":[\n" entries \
	"]}"
#define REPORT(id, encounter) "{\"resource\":{\"resourceType\":" \
	"\"DiagnosticReport\",\"id\":\"" id "\",\"subject\":{\"reference\":" \
	"\"urn:p\"},\"encounter\":{\"reference\":\"Encounter/" encounter \
	"\"},\"conclusion\":\"x\"}}"
#define CHARGE(encounter) "{\"resource\":{\"resourceType\":\"ChargeItem\"," \
	"\"context\":{\"reference\":\"Encounter/" encounter "\"}}}"

static void
bundles_are_taken_apart(void **state)
{
	(void)state;
	assert_items(BUNDLE("{\"fullUrl\":\"urn:p\",\"resource\":" PATIENT "},"
	    REPORT("1", "a") "," CHARGE("b") "," REPORT("2", "b") ","
	    CHARGE("a") ",{\"resource\":{\"resourceType\":\"Patient\","
	    "\"id\":\"other\"}}"), NULL,
	    "entry/1 = {\"resourceType\":\"Bundle\",\"entry\":["
	    REPORT("1", "a") "," CHARGE("a")
	    ",{\"fullUrl\":\"urn:p\",\"resource\":" PATIENT "}]}\n"
	    "entry/3 = {\"resourceType\":\"Bundle\",\"entry\":["
	    REPORT("2", "b") "," CHARGE("b")
	    ",{\"fullUrl\":\"urn:p\",\"resource\":" PATIENT "}]}\n");
	/* Of one note all charges are. */
	assert_items(BUNDLE("{\"resource\":" NOTE "}," CHARGE("a")), NULL,
	    "entry/0 = {\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"
	    NOTE "}," CHARGE("a") "]}\n");
	/* A bundle may be a line. */
	assert_items("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"
	    NOTE "}]}\n" NOTE "\n", NULL, "entry/0:1 = {\"resourceType\":"
	    "\"Bundle\",\"entry\":[{\"resource\":" NOTE "}]}\n:2 = " NOTE "\n");
}

static void
objects_are_rows(void **state)
{
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	struct columns columns = {0};
	struct intake_options options = {.columns = &columns};

	(void)state;
	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	assert_int_equal(columns_ask(a, &columns, "note=Note Text,patient=name",
	    NULL), OK);
	arena_disarm(a);
	assert_items("{\"note_text\":\"sore\",\"name\":\"Ada\"}\n"
	    "{\"name\":\"Bo\"}\n{\"note_text\":{\"a\":1}}\n"
	    "{\"NoteText\":\"\"}\n", &options, ":1 = sore\n:4 = \n");
	assert_items("[{\"note_text\":\"a\"},7,{\"note_text\":\"b\"}]",
	    &options, "0 = a\n2 = b\n");
	assert_items("[{\"other\":\"a\"},{\"other\":\"b\"}]", &options,
	    "! input/unreadable: is JSON in which no object has a note; say "
	    "which member it is with --map note=MEMBER\n");
	arena_free(a);
}

/* Labels and settings lie beside notes; bulk exports have a file a type. */
static void
what_holds_no_note_is_set_aside(void **state)
{
	(void)state;
	assert_items("{\n \"note_type\": \"daily\"\n}\n", NULL, "()\n");
	assert_items(PATIENT "\n" PATIENT "\n", NULL, "()\n");
	/* And is no JSON at all. */
	assert_items("{left blank}", NULL, " = {left blank}\n");
	assert_items("[Work performed] SLR", NULL,
	    " = [Work performed] SLR\n");
	assert_items("{\"quoted\" text}", NULL, " = {\"quoted\" text}\n");
}

static void
limits_are_kept(void **state)
{
	size_t n = LIMIT_JSON_BYTES + 1000;
	char *bytes = malloc(n + sizeof(NOTE) + 10);

	(void)state;
	assert_non_null(bytes);
	/* A line beyond the limit is passed over, and what follows is read. */
	memcpy(bytes, NOTE "\n{\"", sizeof(NOTE) + 2);
	memset(bytes + sizeof(NOTE) + 2, 'x', n - sizeof(NOTE) - 2);
	memcpy(bytes + n, "\n" NOTE, sizeof(NOTE) + 1);
	char *items = intake_of((struct str){bytes, n + sizeof(NOTE)}, NULL);
	assert_string_equal(items, ":1 = " NOTE "\n:2! input/unreadable: is "
	    "JSON beyond the limit of 64 MB; export it as NDJSON, a resource a "
	    "line\n:3 = " NOTE "\n");
	free(items);
	/* So is a document. */
	memcpy(bytes, "{\"a\":\n", 6);
	memset(bytes + 6, ' ', n - 6);
	items = intake_of((struct str){bytes, n}, NULL);
	assert_string_equal(items, "! input/unreadable: is JSON beyond the "
	    "limit of 64 MB; export it as NDJSON, a resource a line\n");
	free(items);
	free(bytes);
	struct unpack_limits few = {.bytes = LIMIT_UNPACKED_BYTES,
	    .entries = 2, .ratio = 200, .ratio_from = 1 << 20,
	    .bombs = LIMIT_UNPACKED_BOMBS, .nesting = 2,
	    .item = LIMIT_FILE_BYTES};
	assert_items(NOTE "\n" NOTE "\n" NOTE "\n",
	    &(struct intake_options){.limits = &few}, ":1 = " NOTE "\n:2 = "
	    NOTE "\n! input/limit: it holds more than 2 notes, and was not "
	    "read on\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_taken_one_by_one),
		cmocka_unit_test(utf_16_is_read),
		cmocka_unit_test(bundles_are_taken_apart),
		cmocka_unit_test(objects_are_rows),
		cmocka_unit_test(what_holds_no_note_is_set_aside),
		cmocka_unit_test(limits_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
