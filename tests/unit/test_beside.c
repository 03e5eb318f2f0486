/* SPDX-License-Identifier: Apache-2.0 */
/* A FHIR bulk export: notes, and what they refer to in files beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/ingest.h"
#include "tests/unit/intake_of.h"
#include "tests/unit/own_folder.h"

#define NOTE(id, patient, author) "{\"resourceType\":\"DiagnosticReport\"," \
	"\"id\":\"" id "\",\"subject\":{\"reference\":\"" patient "\"}," \
	"\"performer\":[{\"reference\":\"" author "\"}]," \
	"\"conclusion\":\"S: sore\"}"
#define PATIENT(id, name, born) "{\"resourceType\":\"Patient\",\"id\":\"" id \
	"\",\"name\":[{\"text\":\"" name "\"}],\"birthDate\":\"" born "\"}"

static int
empty_folder(void **state)
{
	(void)state;
	return system("rm -rf ./*") != 0;
}

/* "patient/birth date/author" of each note in the input, a line each. */
static void
assert_people(const char *input, const char *wanted)
{
	struct intake *in;
	struct err err = {0};
	bool more = true;
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	assert_non_null(to);
	assert_int_equal(intake_new(&input, 1, NULL, &in, &err), OK);
	while (more) {
		struct arena *a = arena_new(LIMIT_NOTE_ARENA);
		struct item item;
		struct document *d;
		assert_non_null(a);
		assert_int_equal(intake_next(in, a, &item, &more, &err), OK);
		if (more && item.aside == NULL) {
			assert_int_equal(ingest_item(a, &item, &d, &err), OK);
			fprintf(to, "%.*s/%.*s/%.*s\n",
			    STR_ARG(document_stated(d, "patient")),
			    STR_ARG(document_stated(d, "birth-date")),
			    STR_ARG(document_stated(d, "author")));
		}
		arena_free(a);
	}
	intake_free(in);
	assert_int_equal(fclose(to), 0);
	assert_string_equal(text, wanted);
	free(text);
}

/* The files come before in the order of names, and behind. */
static void
people_are_looked_up_in_other_files(void **state)
{
	(void)state;
	write_file("DiagnosticReport.ndjson",
	    NOTE("1", "Patient/a", "PractitionerRole/r") "\n"
	    NOTE("2", "Patient/b/_history/3", "http://x.org/fhir/"
	    "Practitioner/p") "\n" NOTE("3", "Patient/none", "none") "\n");
	write_file("Patient.000.ndjson", PATIENT("a", "Ann Ode", "1950-01-02"));
	write_file("A.json", PATIENT("b", "Bo \\\"B\\\" Hay", "1951-03-04") "\n"
	    PATIENT("a", "Never Taken", "2000-01-01") "\n");
	write_file("PractitionerRole.ndjson", "{\"resourceType\":"
	    "\"PractitionerRole\",\"id\":\"r\",\"practitioner\":"
	    "{\"reference\":\"Practitioner/p\"}}\n");
	write_file("Practitioner.ndjson", "{\"resourceType\":\"Practitioner\","
	    "\"id\":\"p\",\"name\":{\"text\":\"Dana Whitlock\"}}\n");
	/* The first file by name counts. */
	assert_people(".", "Never Taken/2000-01-01/Dana Whitlock\n"
	    "Bo \"B\" Hay/1951-03-04/Dana Whitlock\n//\n");
}

static void
what_is_broken_beside_is_passed_over(void **state)
{
	(void)state;
	write_file("notes.ndjson", NOTE("1", "Patient/a", "x\\\"}") "\n"
	    NOTE("2", "Patient/\\\"", "Practitioner/") "\n");
	write_file("patients.ndjson", PATIENT("\\\"", "X", "1950-01-01") "\n"
	    "{\"resourceType\":\"Patient\",\"id\":\n\n[]\n7\n"
	    "{\"resourceType\":\"Patient\"}\n"
	    PATIENT("a", "Ann Ode", "1950-01-02") "\r\n");
	write_file("other.ndjson", "{\"resourceType\":\"Observation\"}\n"
	    PATIENT("a", "Not This", "2000-01-01") "\n");
	write_file("empty.json", "");
	assert_people("notes.ndjson", "Ann Ode/1950-01-02/\n//\n");
}

/* A line of pictures is passed over, and the next is read. */
static void
long_lines_are_passed_over(void **state)
{
	FILE *f = fopen("patients.ndjson", "w");

	(void)state;
	assert_non_null(f);
	fputs("{\"resourceType\":\"Patient\",\"id\":\"b\",\"photo\":\"", f);
	for (size_t i = 0; i < LIMIT_BESIDE_LINE + 100000; i++)
		fputc('x', f);
	fputs("\"}\n" PATIENT("a", "Ann Ode", "1950-01-02"), f);
	assert_int_equal(fclose(f), 0);
	write_file("notes.ndjson", NOTE("1", "Patient/b", "x") "\n"
	    NOTE("2", "Patient/a", "x") "\n");
	assert_people("notes.ndjson", "//\nAnn Ode/1950-01-02/\n");
}

static void
nothing_is_looked_up_elsewhere(void **state)
{
	(void)state;
	assert_int_equal(mkdir("in", 0700), 0);
	assert_int_equal(mkdir("out", 0700), 0);
	write_file("out/p.ndjson", PATIENT("a", "Ann Ode", "1950-01-02"));
	write_file("in/notes.ndjson", NOTE("1", "Patient/a", "x"));
	assert_int_equal(symlink("../out/p.ndjson", "in/p.ndjson"), 0);
	assert_people("in/notes.ndjson", "//\n");
	/* One folder after the other. */
	write_file("out/notes.ndjson", NOTE("1", "Patient/a", "x"));
	unlink("in/p.ndjson");
	write_file("in/p.ndjson", PATIENT("a", "Bo Hay", "1951-03-04"));
	assert_people(".", "Bo Hay/1951-03-04/\nAnn Ode/1950-01-02/\n");
}

/* More than is kept: it is said once, and the notes are read. */
static void
what_is_too_much_is_told(void **state)
{
	const char *input = "notes.ndjson";
	FILE *f = fopen("patients.ndjson", "w");
	struct intake *in;
	struct err err = {0};
	bool more = true;
	size_t told = 0, notes = 0;

	(void)state;
	assert_non_null(f);
	for (size_t i = 0; i < LIMIT_BESIDE_BYTES / 1000; i++)
		fprintf(f, "{\"resourceType\":\"Patient\",\"id\":\"%zu\","
		    "\"name\":{\"text\":\"%01000zu\"}}\n", i, i);
	assert_int_equal(fclose(f), 0);
	write_file("notes.ndjson", NOTE("1", "Patient/1", "x") "\n"
	    NOTE("2", "Patient/2", "x") "\n");
	assert_int_equal(intake_new(&input, 1, NULL, &in, &err), OK);
	while (more) {
		struct arena *a = arena_new(LIMIT_NOTE_ARENA);
		struct item item;
		assert_int_equal(intake_next(in, a, &item, &more, &err), OK);
		notes += more;
		told += more && item.troubles.len == 1 &&
		    strcmp(item.troubles.at[0].rule, "input/limit") == 0;
		arena_free(a);
	}
	intake_free(in);
	assert_int_equal(notes, 2);
	assert_int_equal(told, 1);
}

#define TEST(f) cmocka_unit_test_teardown(f, empty_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(people_are_looked_up_in_other_files),
		TEST(what_is_broken_beside_is_passed_over),
		TEST(long_lines_are_passed_over),
		TEST(nothing_is_looked_up_elsewhere),
		TEST(what_is_too_much_is_told),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
