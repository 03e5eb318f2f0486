/* SPDX-License-Identifier: Apache-2.0 */
/* What is read around the name of an exercise, and what it says. */
#include "tests/facts_of.h"

#include "facts/setting.h"

static struct weight rows[] = {
	{.element = "performed", .words = "*", .speaks_for = DECIMAL},
	{.element = "performed", .words = "before goal",
	    .against = 3 * DECIMAL},
	{.element = "performed", .words = "next 0", .speaks_for = DECIMAL},
	{.element = "performed", .words = "name dosed", .speaks_for = DECIMAL},
	{.element = "performed", .words = "line another",
	    .speaks_for = DECIMAL},
};

/* Is a pair of words among what was read of the first name in a text? */
static bool
reads(struct lab *lab, const char *text, const char *tag, const char *word)
{
	const struct reading *r = reading_of_text(lab, text);
	struct settings s = settings_of(lab->arena, r);
	struct features got = {0}, wanted = {0};
	bool found = false;

	assert_true(s.names.len > 0);
	setting_read(&s, s.names.at[0]->span, &got);
	features_tagged(lab->arena, str_of(tag), str_of(word), &wanted);
	for (size_t i = 0; i < got.len; i++)
		found = found || got.at[i].key == wanted.at[0].key;
	arena_disarm(lab->arena);
	return found;
}

static void
words_are_read_by_where_they_stand(void **state)
{
	static const char text[] =
	    "Plan:\nGoal is bridges 3x12 without pain, by himself.\n";
	static const char *const there[][2] = {
		{"before", "goal"}, {"before", "is"}, {"last", "is"},
		{"name", "bridges"}, {"next", "3x12"}, {"soon", "without"},
		{"rest", "himself"}, {"title", "plan"}, {"name", "dosed"},
	};
	static const char *const not[][2] = {
		{"last", "goal"}, {"before", "pain"}, {"next", "without"},
		{"soon", "himself"}, {"title", "goal"}, {"line", "another"},
		{"near", "another"},
	};

	for (size_t i = 0; i < ROWS(there); i++)
		if (!reads(*state, text, there[i][0], there[i][1]))
			fail_msg("not read: %s %s", there[i][0], there[i][1]);
	for (size_t i = 0; i < ROWS(not); i++)
		if (reads(*state, text, not[i][0], not[i][1]))
			fail_msg("read: %s %s", not[i][0], not[i][1]);
}

static bool
sees(struct lab *lab, const char *text, const char *tag, const char *concept)
{
	const struct reading *r = reading_of_text(lab, text);
	struct settings s = settings_of(lab->arena, r);
	struct features got = {0}, wanted = {0};
	bool found = false;

	assert_true(s.names.len > 0);
	setting_read(&s, s.names.at[s.names.len - 1]->span, &got);
	features_concept(lab->arena, str_of(tag), concept, &wanted);
	for (size_t i = 0; i < got.len; i++)
		found = found || got.at[i].key == wanted.at[0].key;
	arena_disarm(lab->arena);
	return found;
}

static void
concepts_are_seen_at_the_name_and_before_it(void **state)
{
	static const char one[] = "bridges 3x12\n";
	static const char two[] = "clamshells, bridges 3x12\n";

	assert_true(sees(*state, one, "name", "exercises"));
	assert_false(sees(*state, one, "before", "exercises"));
	assert_true(sees(*state, two, "before", "exercises"));
	assert_false(sees(*state, two, "before", "dosage/sets-reps"));
}

static void
the_edge_of_a_line_is_told(void **state)
{
	assert_true(reads(*state, "bridges\nx", "last", "nothing"));
	assert_true(reads(*state, "bridges\nx", "next", "nothing"));
	assert_false(reads(*state, "bridges x", "next", "nothing"));
}

static void
neighbours_are_counted(void **state)
{
	static const char two[] = "bridges, clamshells\n";
	static const char far[] = "bridges\nclamshells, squats\n";

	assert_true(reads(*state, two, "line", "another"));
	assert_false(reads(*state, two, "line", "few"));
	assert_false(reads(*state, far, "line", "another"));
	assert_true(reads(*state, far, "near", "few"));
}

static bool
denies(struct lab *lab, const char *text)
{
	const struct pack pack = {.weights = {rows, ROWS(rows), 0}};
	struct reading r = *reading_of_text(lab, text);

	r.weigher = weigher_new(lab->arena, &pack);
	struct settings s = settings_of(lab->arena, &r);
	assert_true(s.names.len > 0);
	bool denied = setting_denies(&s, s.names.at[0]->span);
	r.weigher = NULL;
	assert_false(setting_denies(&s, s.names.at[0]->span));
	arena_disarm(lab->arena);
	return denied;
}

static void
what_speaks_against_a_name_must_outweigh_the_rest(void **state)
{
	assert_true(denies(*state, "Goal: bridges at home\n"));
	assert_false(denies(*state, "Goal: bridges 3x12\n"));
	assert_false(denies(*state, "bridges at home\n"));
	assert_false(denies(*state, "Goal: bridges 3x12, clams\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_read_by_where_they_stand),
		cmocka_unit_test(concepts_are_seen_at_the_name_and_before_it),
		cmocka_unit_test(the_edge_of_a_line_is_told),
		cmocka_unit_test(neighbours_are_counted),
		cmocka_unit_test(
		    what_speaks_against_a_name_must_outweigh_the_rest),
	};
	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
