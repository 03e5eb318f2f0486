/* SPDX-License-Identifier: Apache-2.0 */
/* What words say for an element, added up over a statement. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "match/weigher.h"
#include "own_arena.h"

static struct weight rows[] = {
	{.element = "plan", .words = "*", .against = 2 * DECIMAL},
	{.element = "plan", .words = "next", .speaks_for = DECIMAL},
	{.element = "plan", .words = "next week", .speaks_for = 2 * DECIMAL},
	{.element = "plan", .words = "0", .speaks_for = DECIMAL / 2},
	{.element = "plan", .words = "door", .against = 3 * DECIMAL},
	{.element = "goal", .words = "*", .against = DECIMAL},
	{.element = "goal", .words = "goals", .speaks_for = 3 * DECIMAL},
};

/* The element that a note of one statement a line is taken for, and where. */
static struct weighed_list
weighed(const char *text)
{
	struct arena *a = arena;
	struct pack pack = {.weights = {rows, sizeof(rows) / sizeof(*rows), 0}};
	struct note note = {.text = str_of(text)};
	struct reading reading = {.note = &note};
	struct weighed_list out = {0};
	size_t start = 0;

	for (size_t i = 0; text[i] != '\0'; i++)
		if (text[i] == '\n') {
			vec_push(a, &reading.statements, (struct statement){
			    .span = {start, i}});
			start = i + 1;
		}
	weigher_read(weigher_new(a, &pack), a, &reading, &out);
	return out;
}

static void
words_add_up(void **state)
{
	struct weighed_list got = weighed("walked\nback next week\n");

	(void)state;
	assert_int_equal(got.len, 1);
	assert_string_equal(got.at[0].element, "plan");
	assert_int_equal(got.at[0].at.start, 7);
	assert_int_equal(got.at[0].at.end, 21);
	assert_true(got.at[0].sum > 0.99 && got.at[0].sum < 1.01);
}

static void
what_does_not_reach_zero_is_nothing(void **state)
{
	(void)state;
	assert_int_equal(weighed("next\n").len, 0);
	assert_int_equal(weighed("next door, next week\n").len, 0);
	assert_int_equal(weighed("next, 5 next 6\n").len, 0);
	assert_int_equal(weighed("").len, 0);
}

static void
a_word_counts_once_and_in_any_ending(void **state)
{
	struct weighed_list once = weighed("goal\n");
	struct weighed_list twice = weighed("Goals, goal and GOALS\n");

	(void)state;
	assert_int_equal(once.len, 1);
	assert_int_equal(twice.len, 1);
	assert_true(once.at[0].sum == twice.at[0].sum);
}

static void
figures_are_all_alike(void **state)
{
	struct weighed_list a = weighed("next week 12\n");
	struct weighed_list b = weighed("next week 7.5\n");

	(void)state;
	assert_int_equal(a.len, 1);
	assert_int_equal(b.len, 1);
	assert_true(a.at[0].sum == b.at[0].sum && a.at[0].sum > 1.4);
}

static void
the_best_statement_is_told(void **state)
{
	struct weighed_list got = weighed(
	    "next week\nnext week at 10\nnext week\n");

	(void)state;
	assert_int_equal(got.len, 1);
	assert_int_equal(got.at[0].at.start, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(words_add_up,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(what_does_not_reach_zero_is_nothing,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(a_word_counts_once_and_in_any_ending,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(figures_are_all_alike,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(the_best_statement_is_told,
		    open_arena, close_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
