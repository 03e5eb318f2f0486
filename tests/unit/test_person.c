/* SPDX-License-Identifier: Apache-2.0 */
/* Whether two ways to write a name can be one person's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "match/person.h"

static const struct {
	const char *x, *y;
	unsigned shared;
} rows[] = {
	{"Ann Lee", "Ann Lee", 2},
	{"Ann Lee", "LEE, ANN", 2},
	{"Rosalind Treves", "Treves, Rosalind M", 2},
	{"P. Dela-Roe", "DELA-ROE, PIA K", 2},
	{"Ms. Treves", "Rosalind Treves", 1},
	{"Peggy Dale", "PEGGY \"PEG\" DALE", 2},
	{"Dr. Sal Moss, Jr.", "Sal Moss", 2},
	{"A. Lee", "Lee, Ada Ann", 2},
	{"Ann Lee", "Al Lee", 0},
	{"Ann Lee", "Ann Roe", 0},
	{"B. Lee", "Ann Lee", 0},
	{"A. L.", "Ann Lee", 0},
	{"Lee Lee", "Ann Lee", 0},
	{"Mr.", "Mr. Moss", 0},
	{"", "Ann Lee", 0},
	{"", "", 0},
};

static void
names_are_compared_as_people_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str x = str_of(rows[i].x), y = str_of(rows[i].y);
		if (person_shared(x, y) != rows[i].shared)
			fail_msg("\"%s\" and \"%s\": %u", rows[i].x, rows[i].y,
			    person_shared(x, y));
		assert_int_equal(person_shared(y, x), rows[i].shared);
	}
}

static void
names_by_their_place_are_loose(void **state)
{
	const struct concept cell = {.id = "header/patient-cell"};
	const struct concept labelled = {.id = "header/patient-labelled"};
	const struct concept plain = {.id = "patient"};

	(void)state;
	assert_true(person_is_loose(&cell));
	assert_false(person_is_loose(&labelled));
	assert_false(person_is_loose(&plain));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_compared_as_people_write_them),
		cmocka_unit_test(names_by_their_place_are_loose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
