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
	{.element = "plan", .words = "?", .against = 3 * DECIMAL},
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
	weigher_read(weigher_new(a, &pack), a, &reading, note.text.len, &out);
	return out;
}

/* What speaks most for an element. */
static struct weighed
best_of(const char *text, const char *element)
{
	struct weighed_list got = weighed(text);

	for (size_t i = 0; i < got.len; i++)
		if (strcmp(got.at[i].element, element) == 0)
			return got.at[i];
	fail_msg("nothing was weighed for %s", element);
	return (struct weighed){.element = NULL};
}

static int
tenths(const char *text, const char *element)
{
	double sum = best_of(text, element).sum * 10;

	return (int)(sum < 0 ? sum - 0.5 : sum + 0.5);
}

static void
words_add_up(void **state)
{
	(void)state;
	assert_int_equal(tenths("back next week\n", "plan"), 10);
	assert_int_equal(tenths("next\n", "plan"), -10);
	assert_int_equal(tenths("next door, next week\n", "plan"), -20);
	assert_int_equal(tenths("next, 5 next 6\n", "plan"), -5);
	assert_int_equal(tenths("walked\n", "plan"), -20);
	assert_int_equal(tenths("walked\n", "goal"), -10);
}

static void
each_element_is_weighed_once(void **state)
{
	(void)state;
	assert_int_equal(weighed("back next week\nhis goals\n").len, 2);
	assert_int_equal(weighed("").len, 0);
}

static void
a_word_counts_once_and_in_any_ending(void **state)
{
	(void)state;
	assert_int_equal(tenths("goal\n", "goal"), 20);
	assert_int_equal(tenths("Goals, goal and GOALS\n", "goal"), 20);
}

static void
figures_are_all_alike(void **state)
{
	(void)state;
	assert_int_equal(tenths("next week 12\n", "plan"), 15);
	assert_int_equal(tenths("next week 7.5\n", "plan"), 15);
	assert_int_equal(tenths("next week, twelve\n", "plan"), 15);
}

static void
the_best_statement_is_told(void **state)
{
	struct weighed got = best_of(
	    "next week\nnext week at 10\nnext week\n", "plan");

	(void)state;
	assert_int_equal(got.at.start, 10);
	assert_int_equal(got.at.end, 25);
}

static void
a_sum_far_below_doubts_a_lone_sign(void **state)
{
	(void)state;
	assert_true(best_of("the door\n", "plan").doubted);
	assert_false(best_of("the door\nnext\n", "plan").doubted);
	assert_false(best_of("the door\n", "goal").doubted);
}

static void
a_tag_makes_another_word_of_a_word(void **state)
{
	struct pack pack = {.weights = {rows, sizeof(rows) / sizeof(*rows), 0}};
	const struct weigher *w = weigher_new(arena, &pack);
	struct features features = {0};

	(void)state;
	features_tagged(arena, STR("next"), STR("week"), &features);
	features_settle(&features);
	assert_int_equal((int)(weigher_sum(w, "plan", &features) * 10), 0);
	features.len = 0;
	features_tagged(arena, STR("last"), STR("next"), &features);
	features_settle(&features);
	assert_int_equal((int)(weigher_sum(w, "plan", &features) * 10), -20);
	assert_int_equal((int)weigher_sum(w, "dosage", &features), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(words_add_up,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(each_element_is_weighed_once,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
		    a_word_counts_once_and_in_any_ending,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(figures_are_all_alike,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(the_best_statement_is_told,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
		    a_sum_far_below_doubts_a_lone_sign,
		    open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
		    a_tag_makes_another_word_of_a_word,
		    open_arena, close_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
