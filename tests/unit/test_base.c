/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/bisect.h"
#include "base/err.h"
#include "base/nearest.h"
#include "base/number.h"
#include "base/sorted.h"
#include "base/str.h"
#include "base/vec.h"

#define assert_str(s, expected)                                               \
	do {                                                                  \
		struct str seen = (s);                                        \
		assert_int_equal(seen.len, strlen(expected));                 \
		assert_memory_equal(seen.ptr, expected, seen.len);            \
	} while (0)

static const struct str nothing = {NULL, 0};

static void
views_compare_by_bytes(void **state)
{
	(void)state;
	assert_true(str_eq(STR("gait"), str_of("gait")));
	assert_false(str_eq(STR("gait"), STR("Gait")));
	assert_false(str_eq(STR("gait"), STR("gai")));
	assert_true(str_eq(nothing, STR("")));
	assert_true(str_eq(str_of(NULL), nothing));
	assert_false(str_eq(STR("a\0b"), STR("a\0c")));
	assert_true(str_eq_nocase(STR("GaIt"), STR("gAiT")));
	assert_false(str_eq_nocase(STR("gait"), STR("gain")));
	assert_false(str_eq_nocase(STR("\xc3\x84"), STR("\xc3\xa4")));
}

static void
views_have_an_order(void **state)
{
	(void)state;
	assert_true(str_cmp(STR("a"), STR("b")) < 0);
	assert_true(str_cmp(STR("b"), STR("a")) > 0);
	assert_int_equal(str_cmp(STR("ab"), STR("ab")), 0);
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("ab"), STR("a")) > 0);
	assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
	assert_true(str_cmp(nothing, STR("a")) < 0);
	assert_int_equal(str_cmp(nothing, STR("")), 0);
}

static void
trimming_takes_blanks_and_line_ends_only(void **state)
{
	struct str text = STR(" \t\r\n a b \f\v");
	struct span at = span_trim(text, (struct span){0, text.len});

	(void)state;
	assert_int_equal(at.start, 5);
	assert_int_equal(at.end, 8);
	assert_str(str_trim(text), "a b");
	assert_str(str_trim(STR("plain")), "plain");
	assert_str(str_trim(STR("\xc2\xa0x")), "\xc2\xa0x");
	assert_int_equal(str_trim(STR(" \n ")).len, 0);
	assert_int_equal(str_trim(nothing).len, 0);
}

static void
prefixes(void **state)
{
	(void)state;
	assert_true(str_starts(STR("97110"), STR("97")));
	assert_true(str_starts(STR("97"), STR("97")));
	assert_true(str_starts(nothing, nothing));
	assert_false(str_starts(STR("9"), STR("97")));
	assert_false(str_starts(STR("79110"), STR("97")));
}

static void
numbers_are_whole_and_bounded(void **state)
{
	static const char *const refused[] = {"", " 1", "1 ", "-1", "+1", "1.0",
	    "0x1", "101", "99999999999999999999999", "1\xc2\xb2"};
	long n = 7;

	(void)state;
	assert_true(str_number(STR("0"), 100, &n));
	assert_int_equal(n, 0);
	assert_true(str_number(STR("007"), 100, &n));
	assert_int_equal(n, 7);
	assert_true(str_number(STR("100"), 100, &n));
	assert_int_equal(n, 100);
	assert_true(str_number(STR("9223372036854775807"), INT64_MAX, &n));
	assert_true(n == INT64_MAX);
	n = 7;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (str_number(str_of(refused[i]), 100, &n))
			fail_msg("\"%s\" was read as %ld", refused[i], n);
	assert_false(str_number(STR("9223372036854775808"), INT64_MAX, &n));
	assert_int_equal(n, 7);
}

/* As notes write them; a word that only begins so is none. */
static void
numbers_are_read_as_a_whole(void **state)
{
	static const struct {
		const char *said;
		int number;
	} all[] = {{"12", 12}, {"2.5", 3}, {"2.4", 2}, {"2.333", 2},
	    {"twenty five", 25}, {"twice", 2}, {"2.5abc", -1}, {"2.", -1},
	    {"12th", -1}};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (number_parse(str_of(all[i].said)) != all[i].number)
			fail_msg("\"%s\" is %d", all[i].said,
			    number_parse(str_of(all[i].said)));
}

static void
words_end_and_have_digits(void **state)
{
	(void)state;
	assert_int_equal(str_word_end(STR("knee ext"), 0, 8), 4);
	assert_int_equal(str_word_end(STR("knee ext"), 4, 8), 4);
	assert_int_equal(str_word_end(STR("knee ext"), 5, 7), 7);
	assert_true(str_has_digits(STR("step 6")));
	assert_false(str_has_digits(STR("step six")));
	assert_false(str_has_digits(STR("")));
}

static void
spans_hold_and_touch(void **state)
{
	struct span s = {3, 7};

	(void)state;
	assert_int_equal(span_len(s), 4);
	assert_true(span_holds(s, s));
	assert_true(span_holds(s, (struct span){7, 7}));
	assert_false(span_holds(s, (struct span){2, 5}));
	assert_false(span_holds(s, (struct span){5, 8}));
	assert_true(span_touches(s, (struct span){6, 9}));
	assert_false(span_touches(s, (struct span){7, 9}));
	assert_false(span_touches(s, (struct span){0, 3}));
	assert_str(str_slice(STR("TherEx 15"), (struct span){7, 9}), "15");
}

static void
character_classes_know_ascii_and_no_locale(void **state)
{
	(void)state;
	assert_true(is_digit('0') && is_digit('9') && !is_digit('a'));
	assert_true(is_upper('A') && is_upper('Z') && !is_upper('a'));
	assert_true(is_alpha('a') && is_alpha('Z') && !is_alpha('[') &&
	    !is_alpha('`') && !is_alpha('\xe4'));
	assert_true(is_blank('\t') && !is_blank('\n') && is_space('\n'));
	assert_true(is_word('\xe4') && is_word('x') && is_word('5') &&
	    !is_word('_') && !is_word('-'));
	assert_true(to_lower('Q') == 'q' && to_lower('q') == 'q' &&
	    to_lower('\xc4') == '\xc4' && to_lower('@') == '@');
}

static void
the_nearest_word_is_found(void **state)
{
	static const char *const words[] = {"check", "sweep", "report",
	    "rules"};

	(void)state;
	assert_string_equal(nearest_word(STR("chekc"), words, 4), "check");
	assert_string_equal(nearest_word(STR("SWEP"), words, 4), "sweep");
	assert_string_equal(nearest_word(STR("repport"), words, 4), "report");
	assert_null(nearest_word(STR("units"), words, 4));
	assert_null(nearest_word(STR("check"), words, 0));
	assert_null(nearest_word(STR(""), words, 4));
}

static void
memory_is_zeroed_aligned_and_apart(void **state)
{
	struct arena *a = arena_new((size_t)64 << 20);
	static const size_t sizes[] = {1, 3, 16, 17, 1000, 20000, 3000000};
	char *last = NULL;

	(void)state;
	assert_false(ARENA_FAILED(a));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char *p = arena_alloc(a, sizes[i]);
		assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(p[k], 0);
		memset(p, 0x55, sizes[i]);
		assert_true(last == NULL || *last == 0x55);
		last = p;
	}
	arena_free(a);
	arena_free(NULL);
}

static void
what_is_used_is_counted_and_forgotten(void **state)
{
	struct arena *a = arena_new((size_t)64 << 20);

	(void)state;
	assert_false(ARENA_FAILED(a));
	assert_int_equal(arena_used(a), 0);
	arena_alloc(a, 100);
	assert_in_range(arena_used(a), 100, 100 + alignof(max_align_t));
	arena_alloc(a, 1000000);
	assert_in_range(arena_used(a), 1000100,
	    1000100 + 2 * alignof(max_align_t));
	arena_reset(a);
	assert_int_equal(arena_used(a), 0);
	/* Memory used before is zero again. */
	assert_false(ARENA_FAILED(a));
	memset(arena_alloc(a, 500), 0x55, 500);
	arena_reset(a);
	assert_false(ARENA_FAILED(a));
	char *p = arena_alloc(a, 500);
	for (size_t i = 0; i < 500; i++)
		assert_int_equal(p[i], 0);
	arena_free(a);
}

static void
text_is_copied_and_terminated(void **state)
{
	struct arena *a = arena_new((size_t)64 << 20);
	char source[] = "gait training";

	(void)state;
	assert_false(ARENA_FAILED(a));
	struct str copy = arena_str(a, (struct str){source, 4});
	char *bytes = arena_copy(a, source + 5, 5);
	memset(source, 'x', sizeof(source) - 1);
	assert_str(copy, "gait");
	assert_int_equal(copy.ptr[4], '\0');
	assert_string_equal(bytes, "train");
	assert_string_equal(arena_copy(a, NULL, 0), "");
	assert_string_equal(arena_str(a, nothing).ptr, "");
	assert_str(arena_printf(a, "%d of %s", 3, "10"), "3 of 10");
	assert_int_equal(arena_printf(a, "%50000d", 1).len, 50000);
	assert_str(arena_printf(a, "%s", ""), "");
	arena_free(a);
}

/* 1 + the number of `size`-byte allocations that go through, at most 9. */
static int
allocations_until_trap(struct arena *a, size_t size)
{
	volatile int n = 0;

	if (!ARENA_FAILED(a)) {
		while (n < 9) {
			n++;
			arena_alloc(a, size);
		}
		arena_disarm(a);
	}
	return n;
}

static void
the_ceiling_springs_the_trap(void **state)
{
	(void)state;
	struct arena *a = arena_new(100000);
	assert_int_equal(allocations_until_trap(a, 30000), 4);
	/* What remains below the ceiling can still be had. */
	assert_int_equal(allocations_until_trap(a, 16), 9);
	arena_reset(a);
	assert_int_equal(allocations_until_trap(a, 60000), 1 + 1);
	arena_free(a);

	a = arena_new(64);
	assert_false(arena_is_full(a));
	assert_int_equal(allocations_until_trap(a, 32), 3);
	assert_true(arena_is_full(a));
	arena_reset(a);
	assert_false(arena_is_full(a));
	arena_free(a);
	a = arena_new(0);
	assert_int_equal(allocations_until_trap(a, 1), 1);
	arena_free(a);
}

static void
sizes_that_overflow_spring_the_trap(void **state)
{
	struct arena *a = arena_new(SIZE_MAX);
	volatile int sprung = 0;

	(void)state;
	assert_int_equal(allocations_until_trap(a, SIZE_MAX), 1);
	assert_int_equal(allocations_until_trap(a, SIZE_MAX / 2 + 1), 1);
	if (ARENA_FAILED(a))
		sprung++;
	else
		arena_array(a, SIZE_MAX / 8 + 2, 8);	/* wraps to 8 */
	assert_int_equal(sprung, 1);
	assert_false(ARENA_FAILED(a));
	assert_non_null(arena_array(a, SIZE_MAX, 0));
	arena_free(a);
}

static void
no_trap_armed_is_a_defect_that_aborts(void **state)
{
	(void)state;
	for (int disarmed = 0; disarmed < 2; disarmed++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct arena *a = arena_new(100);
			signal(SIGABRT, SIG_DFL);
			setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
			if (disarmed && ARENA_FAILED(a))
				_exit(1);
			arena_disarm(a);
			arena_alloc(a, 1000);
			_exit(0);
		}
		int status = 0;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), SIGABRT);
	}
}

/* Release functions leave their letter here. */
static char released[16];

static void
release(void *letter)
{
	size_t n = strlen(released);

	released[n] = *(const char *)letter;
	released[n + 1] = '\0';
}

static void
deferred_releases_run_latest_first_and_once(void **state)
{
	struct arena *a = arena_new((size_t)64 << 20);
	char letters[] = "abc";

	(void)state;
	released[0] = '\0';
	assert_false(ARENA_FAILED(a));
	for (int i = 0; i < 3; i++)
		arena_defer(a, release, &letters[i]);
	assert_string_equal(released, "");
	arena_reset(a);
	assert_string_equal(released, "cba");
	assert_false(ARENA_FAILED(a));
	arena_defer(a, release, &letters[1]);
	arena_disarm(a);
	arena_defer(a, release, &letters[0]);
	arena_free(a);
	assert_string_equal(released, "cbaab");
}

static void
a_handle_is_released_when_deferring_it_fails(void **state)
{
	struct arena *a = arena_new(0);
	volatile int sprung = 0;
	char letter = 'x';

	(void)state;
	released[0] = '\0';
	if (ARENA_FAILED(a))
		sprung++;
	else
		arena_defer(a, release, &letter);
	assert_int_equal(sprung, 1);
	assert_string_equal(released, "x");
	arena_free(a);
	assert_string_equal(released, "x");
}

static void
an_arena_within_another_ends_with_it(void **state)
{
	struct arena *a = arena_new((size_t)1 << 20);
	char letter = 'i';

	(void)state;
	released[0] = '\0';
	assert_false(ARENA_FAILED(a));
	arena_defer(arena_within(a, 4096), release, &letter);
	assert_string_equal(released, "");
	arena_disarm(a);
	arena_free(a);
	assert_string_equal(released, "i");
}

static void
bisect_finds_the_first_not_before(void **state)
{
	static const int at[] = {1, 3, 3, 3, 7};

	(void)state;
	for (int limit = 0; limit < 10; limit++) {
		size_t first = 0, i;
		while (first < 5 && at[first] < limit)
			first++;
		bisect(i, 5, at[i] < limit);
		assert_int_equal(i, first);
		bisect(i, 0, at[i] < limit);
		assert_int_equal(i, 0);
	}
}

static void
sorted_lists_tell_what_they_share(void **state)
{
	uint64_t x[] = {9, UINT64_MAX, 3, 3, 1}, y[] = {3, 3, 3, 8, UINT64_MAX};

	(void)state;
	sorted_make(x, 5);
	assert_int_equal(x[0], 1);
	assert_true(x[4] == UINT64_MAX);
	assert_int_equal(sorted_common(x, 5, y, 5), 3);
	assert_int_equal(sorted_common(x, 0, y, 5), 0);
}

static void
vectors_grow_and_keep_what_they_hold(void **state)
{
	struct arena *a = arena_new((size_t)64 << 20);
	VEC(struct span) spans = {0};

	(void)state;
	assert_false(ARENA_FAILED(a));
	vec_push(a, &spans, (struct span){0, 1});
	const struct span *stale = spans.at;
	for (size_t i = 1; i < 1000; i++)
		vec_push(a, &spans, (struct span){i, i + 1});
	assert_int_equal(spans.len, 1000);
	assert_true(spans.cap >= spans.len);
	for (size_t i = 0; i < spans.len; i++)
		assert_int_equal(spans.at[i].end, i + 1);
	/* Growing made a copy; a pointer from before can still be read. */
	assert_ptr_not_equal(stale, spans.at);
	assert_int_equal(stale->end, 1);
	arena_free(a);
}

static void
errors_carry_a_message_cut_to_fit(void **state)
{
	struct err e = {0};
	char longer[1000];

	(void)state;
	assert_int_equal(err_set(&e, E_CONFIG, "%s:%d: no such key", "p.yaml",
	    7), E_CONFIG);
	assert_int_equal(e.status, E_CONFIG);
	assert_string_equal(e.text, "p.yaml:7: no such key");
	memset(longer, 'm', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	err_set(&e, E_IO, "%s", longer);
	assert_int_equal(e.status, E_IO);
	assert_int_equal(strlen(e.text), sizeof(e.text) - 1);
	assert_int_equal(err_set(NULL, E_LIMIT, "unheard"), E_LIMIT);
}

static void
a_line_is_found_from_any_place_on_it(void **state)
{
	struct str text = STR("one\n\nthree");
	const struct {
		size_t at, start, from, end;
	} lines[] = {{0, 0, 0, 3}, {2, 0, 2, 3}, {3, 0, 3, 3}, {4, 4, 4, 4},
	    {5, 5, 5, 10}, {10, 5, 10, 10}};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct span line = str_line_at(text, lines[i].at);
		struct span rest = str_line_from(text, lines[i].at);
		assert_int_equal(line.start, lines[i].start);
		assert_int_equal(line.end, lines[i].end);
		assert_int_equal(rest.start, lines[i].from);
		assert_int_equal(rest.end, lines[i].end);
	}
	assert_int_equal(str_line_from(text, 12).start, 10);
	assert_int_equal(str_line_from(nothing, 0).end, 0);
	assert_int_equal(span_lines(text, (struct span){1, 6}).start, 0);
	assert_int_equal(span_lines(text, (struct span){1, 6}).end, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(views_compare_by_bytes),
		cmocka_unit_test(views_have_an_order),
		cmocka_unit_test(trimming_takes_blanks_and_line_ends_only),
		cmocka_unit_test(a_line_is_found_from_any_place_on_it),
		cmocka_unit_test(prefixes),
		cmocka_unit_test(numbers_are_whole_and_bounded),
		cmocka_unit_test(numbers_are_read_as_a_whole),
		cmocka_unit_test(words_end_and_have_digits),
		cmocka_unit_test(spans_hold_and_touch),
		cmocka_unit_test(character_classes_know_ascii_and_no_locale),
		cmocka_unit_test(the_nearest_word_is_found),
		cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(what_is_used_is_counted_and_forgotten),
		cmocka_unit_test(text_is_copied_and_terminated),
		cmocka_unit_test(the_ceiling_springs_the_trap),
		cmocka_unit_test(sizes_that_overflow_spring_the_trap),
		cmocka_unit_test(no_trap_armed_is_a_defect_that_aborts),
		cmocka_unit_test(deferred_releases_run_latest_first_and_once),
		cmocka_unit_test(a_handle_is_released_when_deferring_it_fails),
		cmocka_unit_test(an_arena_within_another_ends_with_it),
		cmocka_unit_test(bisect_finds_the_first_not_before),
		cmocka_unit_test(sorted_lists_tell_what_they_share),
		cmocka_unit_test(vectors_grow_and_keep_what_they_hold),
		cmocka_unit_test(errors_carry_a_message_cut_to_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
