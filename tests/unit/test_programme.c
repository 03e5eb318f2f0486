/* SPDX-License-Identifier: Apache-2.0 */
/* How alike programmes are, and how alike they must be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/programme.h"
#include "own_arena.h"

/* Letters are exercises, capital ones with another dosage. */

static struct programme
programme(const char *steps, uint32_t problem)
{
	struct programme p = {.n = strlen(steps), .n_problems = 1,
	    .coded = true};
	struct programme_step *at = arena_array(arena, p.n + 1, sizeof(*at));
	uint32_t *problems = arena_array(arena, 1, sizeof(*problems));

	for (size_t i = 0; i < p.n; i++)
		at[i] = (struct programme_step){(uint64_t)steps[i] | 32,
		    (uint64_t)steps[i] & 32};
	problems[0] = problem;
	p.steps = at;
	p.problems = problems;
	return p;
}

static unsigned
alike(const char *x, const char *y)
{
	const struct programme a = programme(x, 1), b = programme(y, 2);

	assert_int_equal(programme_alike(&a, &b), programme_alike(&b, &a));
	return programme_alike(&a, &b);
}

static void
exercises_dosage_and_order_make_a_programme(void **state)
{
	(void)state;
	assert_int_equal(alike("abcd", "abcd"), 100);
	assert_int_equal(alike("abcd", "abcD"), 87);	/* a dosage */
	assert_int_equal(alike("abcd", "ABCD"), 50);	/* all dosages */
	assert_int_equal(alike("abcd", "abxd"), 75);	/* an exercise */
	assert_int_equal(alike("abcd", "dabc"), 75);	/* the order */
	assert_int_equal(alike("abcd", "dcba"), 25);
	assert_int_equal(alike("abcd", "abcdefgh"), 50);
	assert_int_equal(alike("", "abcd"), 0);
}

/* What like problems share, as `n` patients of one problem with `usual`, and
 * what is then asked of different ones. */
static unsigned
asked(const char *const *usual, size_t n)
{
	const struct copying by = {.programme_alike = 80,
	    .programme_floor = 60, .programme_pairs = 3,
	    .programme_quantile = 75, .programme_exercises = 4};
	const struct programme **all = arena_array(arena, n, sizeof(*all));

	for (size_t i = 0; i < n; i++) {
		struct programme *p = arena_alloc(arena, sizeof(*p));
		*p = programme(usual[i], 1);
		all[i] = p;
	}
	return programme_measure(&by, all, n).least;
}

static void
what_like_problems_share_is_the_measure(void **state)
{
	static const char *const nothing[] = {"abcd", "efgh", "ijkl"};
	static const char *const some[] = {"abcd", "abcX", "abcY", "abcZ"};
	static const char *const all[] = {"abcd", "abcd", "abcd"};
	static const char *const few[] = {"abcd", "abcx"};
	static const char *const small[] = {"abc", "abc", "abc", "abc"};

	(void)state;
	assert_int_equal(asked(nothing, 3), 60);
	assert_int_equal(asked(some, 4), 75);
	assert_int_equal(asked(all, 3), 80);
	assert_int_equal(asked(few, 2), 80);
	assert_int_equal(asked(small, 4), 80);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena,          \
	    close_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(exercises_dosage_and_order_make_a_programme),
		TEST(what_like_problems_share_is_the_measure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
