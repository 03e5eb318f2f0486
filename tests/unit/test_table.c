/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of notes: what comes out of them, row by row, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/columns.h"
#include "ingest/ingest.h"
#include "tests/unit/intake_of.h"

/* Some headers; the shipped ones lie in a pack. */
static const struct {
	enum column_role role;
	const char *name;
} known[] = {
	{COLUMN_NOTE, "note text"}, {COLUMN_NOTE, "note"},
	{COLUMN_REMARK, "notes"}, {COLUMN_CHARGE, "cpt"},
	{COLUMN_CHARGE, "units"}, {COLUMN_NOTE_ID, "note id"},
	{COLUMN_SEQUENCE, "line"}, {COLUMN_PATIENT, "patient"},
	{COLUMN_GIVEN_NAME, "first name"}, {COLUMN_FAMILY_NAME, "last name"},
	{COLUMN_PATIENT_ID, "mrn"}, {COLUMN_BIRTH_DATE, "dob"},
	{COLUMN_SERVICE_DATE, "date"}, {COLUMN_TIME_IN, "start"},
	{COLUMN_AUTHOR, "therapist"}, {COLUMN_CREDENTIAL, "credential"},
};

struct fixture {
	struct arena *arena;
	struct columns columns;
};

static int
set_up(void **state)
{
	struct fixture *x = calloc(1, sizeof(*x));

	x->arena = arena_new((size_t)1 << 24);
	if (ARENA_FAILED(x->arena))
		return -1;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		vec_push(x->arena, &x->columns.names, (struct column_name){
		    known[i].role, known[i].name});
	*state = x;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *x = *state;

	arena_disarm(x->arena);
	arena_free(x->arena);
	free(x);
	return 0;
}

static void
expect_bytes(const struct fixture *x, struct str bytes, const char *wanted)
{
	const struct intake_options options = {.columns = &x->columns};
	char *got = intake_of(bytes, &options);

	assert_string_equal(got, wanted);
	free(got);
}

static void
expect(const struct fixture *x, const char *text, const char *wanted)
{
	expect_bytes(x, str_of(text), wanted);
}

/* The only item of a table, and the document that it is. */
static struct item
item_of(struct fixture *x, const char *text, struct document **d)
{
	const struct intake_options options = {.columns = &x->columns};
	struct intake *in;
	struct item item, other;
	struct err err = {0};
	bool more;

	arena_disarm(x->arena);
	assert_int_equal(intake_bytes("x", str_of(text), &options, &in, &err),
	    OK);
	assert_int_equal(intake_next(in, x->arena, &item, &more, &err), OK);
	assert_true(more);
	assert_int_equal(ingest_item(x->arena, &item, d, &err), OK);
	assert_int_equal(intake_next(in, x->arena, &other, &more, &err), OK);
	assert_false(more);
	intake_free(in);
	assert_false(ARENA_FAILED(x->arena));
	return item;
}

static void
a_row_is_a_note(void **state)
{
	expect(*state, "id,Note_Text\n1,first\n2,\"second, of\ntwo lines\"\n",
	    ":2 = first\n:3 = second, of\ntwo lines\n");
}

static void
the_delimiter_is_found_out(void **state)
{
	expect(*state, "id\tnote\n1\ta, b; c|d\n", ":2 = a, b; c|d\n");
	expect(*state, "id;note\n1;a, b\n", ":2 = a, b\n");
	expect(*state, "id|note\n1|a, b\n", ":2 = a, b\n");
	expect(*state, "sep=;\nid;note\n1;a, b\n", ":3 = a, b\n");
}

static void
encodings_are_found_out(void **state)
{
	static const char utf16[] = "\xFF\xFEi\0d\0,\0n\0o\0t\0e\0\n\0"
	    "1\0,\0\xE9\0\xAC\x20\n\0";
	static const char swapped[] = "\xFE\xFF\0i\0d\0,\0n\0o\0t\0e\0\n"
	    "\0001\0,\0\xE9\x20\xAC";

	expect(*state, "\xEF\xBB\xBFnote,id\nx,1\n", ":2 = x\n");
	expect_bytes(*state, (struct str){utf16, sizeof(utf16) - 1},
	    ":2 = \xC3\xA9\xE2\x82\xAC\n");
	expect_bytes(*state, (struct str){swapped, sizeof(swapped) - 1},
	    ":2 = \xC3\xA9\xE2\x82\xAC\n");
}

static void
each_cell_has_an_encoding_of_its_own(void **state)
{
	struct fixture *x = *state;
	struct document *d;

	item_of(x, "patient,note\nRen\xE9" "e,10 \xB0 of flexion\n", &d);
	assert_string_equal(d->encoding, "Windows-1252");
	assert_string_equal(d->text.ptr, "10 \xC2\xB0 of flexion");
	assert_string_equal(document_stated(d, "patient").ptr,
	    "Ren\xC3\xA9" "e");
}

static void
columns_state_what_stands_beside_the_note(void **state)
{
	struct fixture *x = *state;
	struct document *d;
	const struct item i = item_of(x, "Note ID,MRN,First Name,Last Name,"
	    "D.O.B.,Date,Start,Therapist,Credential,Note\n"
	    "n7,m3,Elena,Brandt,5/14/1961,2026-04-09 00:00:00,14:05:00,"
	    "J. Weatherby,PT,text\n", &d);
	static const char *const wanted[][2] = {
		{"patient", "Elena Brandt"}, {"patient-id", "m3"},
		{"birth-date", "1961-05-14"}, {"service-date", "2026-04-09"},
		{"time-in", "14:05"}, {"author", "J. Weatherby"},
		{"credential", "PT"}, {"note-id", "n7"},
	};

	assert_int_equal(i.stated.len, 8);
	for (size_t k = 0; k < 8; k++) {
		assert_string_equal(d->stated.at[k].fact, wanted[k][0]);
		assert_string_equal(d->stated.at[k].value.ptr, wanted[k][1]);
	}
	assert_int_equal(d->row, 2);
	assert_int_equal(d->column, 10);
	assert_string_equal(d->column_name, "Note");
}

static void
a_value_that_is_no_date_states_nothing(void **state)
{
	struct document *d;

	item_of(*state, "dob,note\nunknown,text\n", &d);
	assert_int_equal(d->stated.len, 0);
}

static void
places_are_those_of_the_table(void **state)
{
	struct document *d;

	item_of(*state, "id,note\n\n1,\"say \"\"ah\"\"\r\nand\r\n5/10 pain\"\n",
	    &d);
	assert_string_equal(d->text.ptr, "say \"ah\"\nand\n5/10 pain");
	static const size_t wanted[][3] = {
		/* offset, line, column */
		{0, 3, 4}, {4, 3, 8}, {5, 3, 10}, {8, 3, 14}, {9, 4, 1},
		{13, 5, 1}, {18, 5, 6},
	};
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		struct position p = document_position(d, wanted[i][0]);
		assert_int_equal(p.line, wanted[i][1]);
		assert_int_equal(p.column, wanted[i][2]);
	}
	assert_int_equal(document_locus(d, 18)->row, 3);
}

static void
a_cell_is_read_by_its_own_format(void **state)
{
	struct fixture *x = *state;
	struct document *d;

	item_of(x, "id,note\n1,\"<html><body>\n<p class=\"\"x\"\">one</p>\n"
	    "<p>two</p></body></html>\"\n", &d);
	assert_string_equal(d->text.ptr, "one\ntwo");
	assert_int_equal(document_position(d, 0).line, 3);
	assert_int_equal(document_position(d, 0).column, 16);
	assert_int_equal(document_position(d, 4).line, 4);
	item_of(x, "id,note\n1,{\\rtf1\\ansi one\\par two}\n", &d);
	assert_string_equal(d->text.ptr, "one\ntwo");
	assert_int_equal(document_position(d, 4).line, 2);
}

static void
base64_is_undone(void **state)
{
	expect(*state, "id,note\n1,VGhlcmFwZXV0aWMgZXhlcmNpc2UsIDMgc2V0cyBvZiAx"
	    "MCByZXBldGl0aW9ucyBvZiBsZWcgcHJlc3Mu\n", ":2 = Therapeutic "
	    "exercise, 3 sets of 10 repetitions of leg press.\n");
	/* Too short to be told from a word. */
	expect(*state, "id,note\n1,VGhlcmFweQ==\n", ":2 = VGhlcmFweQ==\n");
}

static void
pieces_of_a_note_are_put_together(void **state)
{
	expect(*state, "note id,line,note\n7,1,first\n7,2,second\n8,1,other\n"
	    ",1,none\n,2,none\n",
	    ":2 = first\nsecond\n:4 = other\n:5 = none\n:6 = none\n");
	/* In the order of their numbers. */
	expect(*state, "note id,line,note\n7,2,b\n7,10,c\n7,1,a\n7,3,b\n7,4,b\n"
	    "7,5,b\n7,6,b\n7,7,b\n7,8,b\n7,9,b\n",
	    ":2 = a\nb\nb\nb\nb\nb\nb\nb\nb\nc\n");
	/* Without numbers they are notes. */
	expect(*state, "note id,note\n7,a\n7,b\n", ":2 = a\n:3 = b\n");
}

static void
a_note_cut_at_a_width_goes_on_without_a_gap(void **state)
{
	struct fixture *x = *state;
	char wide[256];

	memset(wide, 'w', 255);
	wide[255] = '\0';
	struct str table = arena_printf(x->arena,
	    "note id,line,note\n1,1,%s\n1,2,ord\n", wide);
	struct str wanted = arena_printf(x->arena, ":2 = %sord\n", wide);
	expect_bytes(x, table, wanted.ptr);
}

static void
pieces_keep_the_places_of_their_rows(void **state)
{
	struct document *d;

	item_of(*state, "note id,line,note\n7,2,second\n7,1,first\n", &d);
	assert_string_equal(d->text.ptr, "first\nsecond");
	assert_int_equal(document_locus(d, 0)->row, 3);
	assert_int_equal(document_position(d, 6).line, 2);
	assert_int_equal(document_locus(d, 6)->row, 2);
}

static void
a_missing_piece_is_said(void **state)
{
	expect(*state, "note id,line,note\n7,1,a\n7,3,c\n", ":2! "
	    "input/truncated: a piece of the note before number 3 is missing "
	    "or lies elsewhere in the table; sort it by note and number\n"
	    ":2 = a\nc\n");
	expect(*state, "note id,line,note\n7,2,b\n8,0,x\n8,1,y\n", ":2! "
	    "input/truncated: a piece of the note before number 2 is missing "
	    "or lies elsewhere in the table; sort it by note and number\n"
	    ":2 = b\n:3 = x\ny\n");
}

static void
a_note_of_too_many_pieces_is_cut(void **state)
{
	struct fixture *x = *state;
	char *text = NULL, *wanted = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	fputs("note id,line,note\n", to);
	for (size_t i = 1; i <= LIMIT_NOTE_PIECES + 1; i++)
		fprintf(to, "7,%zu,x\n", i);
	assert_int_equal(fclose(to), 0);
	to = open_memstream(&wanted, &len);
	fputs(":2! input/limit: the note has more than 10000 pieces or 8 MB, "
	    "and the rest was taken for another\n:2 = x", to);
	for (size_t i = 1; i < LIMIT_NOTE_PIECES; i++)
		fputs("\nx", to);
	fputs("\n:10002! input/truncated: a piece of the note before number "
	    "10001 is missing or lies elsewhere in the table; sort it by note "
	    "and number\n:10002 = x\n", to);
	assert_int_equal(fclose(to), 0);
	expect(x, text, wanted);
	free(text);
	free(wanted);
}

static void
a_row_of_too_many_cells_is_refused(void **state)
{
	struct fixture *x = *state;
	char commas[LIMIT_ROW_CELLS + 1];

	memset(commas, ',', LIMIT_ROW_CELLS);
	commas[LIMIT_ROW_CELLS] = '\0';
	struct str text = arena_printf(x->arena, "id,note\n1,a\n%s\n2,b\n",
	    commas);
	expect_bytes(x, text, ":2 = a\n:3! input/unreadable: has a row of more "
	    "than 8 MB or 2000 cells\n:4 = b\n");
}

static void
a_table_without_notes_is_refused(void **state)
{
	expect(*state, "date,cpt,units,notes\n1/2/2026,97110,2,x\n"
	    "1/3/2026,97140,1,y\n", "! input/unreadable: is a table of "
	    "charges; if it holds notes, say in which column: "
	    "--map note=COLUMN\n");
	expect(*state, "a,b,c\n1,2,3\n4,5,6\n", "! input/unreadable: is a "
	    "table without a known column of notes; if it holds notes, say in "
	    "which column: --map note=COLUMN\n");
	expect(*state, "note id,note\n", "! input/empty: is a table without "
	    "rows\n");
	/* Notes are notes beside charges when their name is sure. */
	expect(*state, "cpt,note\n97110,x\n", ":2 = x\n");
	expect(*state, "date,notes\n1/2/2026,x\n", ":2 = x\n");
}

static void
wrong_rows_are_refused_and_the_rest_is_read(void **state)
{
	expect(*state, "id,note\n1,a\n2,b,c\n3\n4,d\n", ":2 = a\n:3! "
	    "input/unreadable: has a row of 3 cells under a header of 2; put "
	    "cells that hold the delimiter in quotes\n:4 = \n:5 = d\n");
	expect(*state, "id,note\n1,a\n2,\"b\n3,c\n", ":2 = a\n:3! "
	    "input/truncated: the quote at 3:3 is not closed, and everything "
	    "behind it was taken for one cell\n");
}

static void
a_row_beyond_the_limit_is_refused_and_the_rest_is_read(void **state)
{
	struct fixture *x = *state;
	static const char head[] = "id,note\n1,";
	static const char tail[] = "\n2,b\n";
	size_t long_cell = LIMIT_CELL_BYTES + 1;
	char *text = malloc(sizeof(head) + long_cell + sizeof(tail));

	assert_non_null(text);
	char *end = stpcpy(text, head);
	memset(end, 'a', long_cell);
	strcpy(end + long_cell, tail);
	expect_bytes(x, str_of(text), ":2! input/unreadable: has a row of more "
	    "than 8 MB or 2000 cells\n:3 = b\n");
	free(text);
}

static void
text_with_tables_in_it_is_text(void **state)
{
	static const char *const notes[] = {
		"Patient, DOB, Note\nJane Doe was seen today.\nShe did well.\n"
		"Plan: continue.\n",
		"Patient | DOB | Date\nDoe | 1/1/1960 | 3/4/2026\n\nS: better\n"
		"O: SLR 3x10\nA: ok\nP: go on\n",
		"S: knee, hip, back\nO: strong, steady\nA: well\n",
		"Exercise | Sets\nSLR | 3\nsquat | 2\nTolerated well.\nNext.\n",
		"note\n1\n2\n",
	};

	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		struct fixture *x = *state;
		expect(x, notes[i],
		    arena_printf(x->arena, " = %s\n", notes[i]).ptr);
	}
}

static void
columns_can_be_asked_for(void **state)
{
	struct fixture *x = *state;
	struct err err = {0};

	assert_int_equal(columns_ask(x->arena, &x->columns,
	    "note=Blurb , patient=mrn", &err), OK);
	struct document *d;
	item_of(x, "MRN,note,blurb\nm3,other,text\n", &d);
	assert_string_equal(d->text.ptr, "text");
	assert_int_equal(d->stated.len, 1);
	assert_string_equal(d->stated.at[0].fact, "patient");
	expect(x, "MRN,note\nm3,other\n", "! input/unreadable: is a table "
	    "without the column 'Blurb', which --map names for the note\n");
}

static void
what_is_asked_for_wrongly_is_refused(void **state)
{
	static const char *const wrong[] = {"note", "note=", "=x", "nose=x",
	    "note=a,", "charge=x"};
	struct fixture *x = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct err err = {0};
		assert_int_equal(columns_ask(x->arena, &x->columns, wrong[i],
		    &err), E_CONFIG);
		assert_non_null(strstr(err.text,
		    "expected MEANING=COLUMN, as in note=NOTE_TEXT"));
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_row_is_a_note),
		TEST(the_delimiter_is_found_out),
		TEST(encodings_are_found_out),
		TEST(each_cell_has_an_encoding_of_its_own),
		TEST(columns_state_what_stands_beside_the_note),
		TEST(a_value_that_is_no_date_states_nothing),
		TEST(places_are_those_of_the_table),
		TEST(a_cell_is_read_by_its_own_format),
		TEST(base64_is_undone),
		TEST(pieces_of_a_note_are_put_together),
		TEST(a_note_cut_at_a_width_goes_on_without_a_gap),
		TEST(pieces_keep_the_places_of_their_rows),
		TEST(a_missing_piece_is_said),
		TEST(a_note_of_too_many_pieces_is_cut),
		TEST(a_row_of_too_many_cells_is_refused),
		TEST(a_table_without_notes_is_refused),
		TEST(wrong_rows_are_refused_and_the_rest_is_read),
		TEST(a_row_beyond_the_limit_is_refused_and_the_rest_is_read),
		TEST(text_with_tables_in_it_is_text),
		TEST(columns_can_be_asked_for),
		TEST(what_is_asked_for_wrongly_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
