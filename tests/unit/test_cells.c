/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as text: rows, cells, their places, and what RFC 4180 forbids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/cells.h"

/* Gives `step` bytes at a time, so that rows are cut anywhere. */
struct drip {
	struct str text;
	size_t at;
	size_t step;
};

static size_t
drip(void *self, char *out, size_t room)
{
	struct drip *d = self;
	size_t n = d->text.len - d->at;

	if (n > d->step)
		n = d->step;
	if (n > room)
		n = room;
	memcpy(out, d->text.ptr + d->at, n);
	d->at += n;
	return n;
}

static const struct cell_limits roomy = {1000, 100, 100};

/* Each row as a line: "number: [cell] [cell]", with '!' and the fault's
 * place behind a faulty cell, and "over" behind a row that was cut. */
static char *
rows_of(struct str text, size_t step, struct cell_limits limits, bool trims)
{
	struct drip source = {text, 0, step};
	struct cell_reader c = {.read = drip, .self = &source,
	    .delimiter = ',', .trims = trims, .limits = limits};
	struct arena *a = arena_new((size_t)1 << 20);
	char *out = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&out, &len);

	assert_non_null(a);
	assert_non_null(to);
	assert_false(ARENA_FAILED(a));
	cells_begin(&c, a);
	while (cells_next(&c, a)) {
		fprintf(to, "%zu:", c.number);
		for (size_t i = 0; i < c.row.len; i++) {
			const struct cell *cell = &c.row.at[i];
			fprintf(to, " [%.*s]", STR_ARG(cell->text));
			if (cell->fault != CELL_RIGHT)
				fprintf(to, "!%zu:%zu", cell->fault_line,
				    cell->fault_column);
		}
		fprintf(to, c.over ? " over\n" : "\n");
	}
	arena_disarm(a);
	arena_free(a);
	assert_int_equal(fclose(to), 0);
	return out;
}

static void
expect(const char *text, const char *wanted)
{
	static const size_t steps[] = {1, 2, 3, 7, 1000};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		char *got = rows_of(str_of(text), steps[i], roomy, false);
		assert_string_equal(got, wanted);
		free(got);
	}
}

static void
rows_and_cells_are_told_apart(void **state)
{
	(void)state;
	expect("", "");
	expect("a", "1: [a]\n");
	expect("a,b\nc,\n,d", "1: [a] [b]\n2: [c] []\n3: [] [d]\n");
	expect("a,b\r\nc,d\re,f\r\n", "1: [a] [b]\n2: [c] [d]\n3: [e] [f]\n");
	expect(" a , b ", "1: [ a ] [ b ]\n");
}

static void
empty_lines_are_no_rows_but_count(void **state)
{
	(void)state;
	expect("\n\na\n\r\nb\n\n", "3: [a]\n5: [b]\n");
	expect(",\n", "1: [] []\n");
	expect("\"\"\n", "1: []\n");
}

static void
quotes_hold_what_would_end_a_cell(void **state)
{
	(void)state;
	expect("\"a,b\",c", "1: [a,b] [c]\n");
	expect("\"a\nb\r\nc\rd\",e\nf", "1: [a\nb\nc\nd] [e]\n2: [f]\n");
	expect("\"say \"\"no\"\"\",\"\"\"\"", "1: [say \"no\"] [\"]\n");
}

static void
what_the_rfc_forbids_is_read_and_marked(void **state)
{
	(void)state;
	expect("5\" band,b", "1: [5\" band]!1:2 [b]\n");
	expect("\"a\" b,c", "1: [a b]!1:4 [c]\n");
	expect("x\ny,\"a,b\nc", "1: [x]\n2: [y] [a,b\nc]!2:3\n");
}

static void
blanks_around_cells_go_when_asked(void **state)
{
	char *got = rows_of(STR(" a , \" b \" ,c \n"), 1, roomy, true);

	(void)state;
	assert_string_equal(got, "1: [a] [ b ] [c]\n");
	free(got);
}

static void
a_row_beyond_a_limit_is_cut_and_the_next_is_read(void **state)
{
	char *got = rows_of(STR("abc,def,ghi\nx,y\n"), 5,
	    (struct cell_limits){100, 2, 100}, false);

	(void)state;
	assert_string_equal(got, "1: [abc] [def] over\n2: [x] [y]\n");
	free(got);
	got = rows_of(STR("abc,def\nx,y\n"), 5,
	    (struct cell_limits){4, 100, 100}, false);
	assert_string_equal(got, "1: [abc] [d] over\n2: [x] [y]\n");
	free(got);
}

static void
places_are_those_of_the_source(void **state)
{
	static const char text[] = "\xc3\xa9,\"one\r\ntw\"\"o\n\"\"end\"\n";
	static const struct cell_jump wanted[] = {
		{0, 1, 4}, {4, 2, 1}, {7, 2, 5}, {9, 3, 1}, {10, 3, 3},
	};
	struct drip source = {str_of(text), 0, 4};
	struct cell_reader c = {.read = drip, .self = &source,
	    .delimiter = ',', .limits = roomy};
	struct arena *a = arena_new((size_t)1 << 20);

	(void)state;
	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	cells_begin(&c, a);
	assert_true(cells_next(&c, a));
	const struct cell *cell = &c.row.at[1];
	assert_int_equal(cell->text.len, 13);
	assert_memory_equal(cell->text.ptr, "one\ntw\"o\n\"end", 13);
	assert_int_equal(cell->n_jumps, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct cell_jump *j = &c.jumps.at[cell->jumps + i];
		assert_int_equal(j->at, wanted[i].at);
		assert_int_equal(j->line, wanted[i].line);
		assert_int_equal(j->column, wanted[i].column);
	}
	assert_false(cells_next(&c, a));
	arena_disarm(a);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_cells_are_told_apart),
		cmocka_unit_test(empty_lines_are_no_rows_but_count),
		cmocka_unit_test(quotes_hold_what_would_end_a_cell),
		cmocka_unit_test(what_the_rfc_forbids_is_read_and_marked),
		cmocka_unit_test(blanks_around_cells_go_when_asked),
		cmocka_unit_test(
		    a_row_beyond_a_limit_is_cut_and_the_next_is_read),
		cmocka_unit_test(places_are_those_of_the_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
