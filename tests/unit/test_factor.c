/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting alternatives: what comes out, and that it matches the same. */
#include "match/factor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/limits.h"

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_PACK_ARENA);
	return arena == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const char *
factored(const char *regex)
{
	if (ARENA_FAILED(arena))
		fail_msg("out of memory");
	const char *out = factor_regex(arena, str_of(regex)).ptr;
	arena_disarm(arena);
	return out;
}

static void
first_letters_are_put_in_front(void **state)
{
	(void)state;
	assert_string_equal(factored("walk|want|stairs"),
	    "wa(?:lk|nt)|stairs");
	assert_string_equal(factored("(?:walk|stairs|want)s?"),
	    "(?:wa(?:lk|nt)|stairs)s?");
	assert_string_equal(factored("sit|sits|sitting|stand"),
	    "s(?:it(?:|s|ting)|tand)");
	assert_string_equal(factored("x(?=a1|a2|a3)"), "x(?=a(?:1|2|3))");
}

static void
a_group_that_is_an_alternative_is_dissolved(void **state)
{
	(void)state;
	assert_string_equal(factored("(?:(?:walk|run)|(?:wash|ride))"),
	    "wa(?:lk|sh)|r(?:un|ide)");
	/* Not where it is repeated, or has options of its own. */
	assert_string_equal(factored("(?:a|b)+|c|d"), "(?:a|b)+|c|d");
	assert_string_equal(factored("(?-i:a|b)|c|d"), "(?-i:a|b)|c|d");
}

static void
what_begins_otherwise_stays_between(void **state)
{
	(void)state;
	assert_string_equal(factored("ab|\\w+|ac|ad|ae"),
	    "ab|\\w+|a(?:c|d|e)");
	assert_string_equal(factored("a?b|ac|ad|ae"), "a?b|a(?:c|d|e)");
	assert_string_equal(factored("PT|pt|Pa|pa"), "PT|pt|Pa|pa");
}

static void
some_groups_are_left_as_they_are(void **state)
{
	(void)state;
	/* Captures are numbered as written; a lookbehind has one length. */
	assert_string_equal(factored("a(x)|ab|ac|ad"), "a(x)|ab|ac|ad");
	assert_string_equal(factored("(?<n>ab|ac|ad)"), "(?<n>a(?:b|c|d))");
	assert_string_equal(factored("(?<=ab|ac|ad)x"), "(?<=ab|ac|ad)x");
	assert_string_equal(factored("[(|]ab|[]|]ac|[^]|]|[[:alpha:]|]"),
	    "[(|]ab|[]|]ac|[^]|]|[[:alpha:]|]");
}

static void
what_is_not_understood_is_returned(void **state)
{
	static const char *const all[] = {
		"(?i)ab|ac|ad", "(?x: ab|ac|ad)", "(?#|)ab|ac|ad",
		"(?(1)ab|ac)|ad|ae", "(?|ab|ac|ad)", "\\Qab|ac|ad\\E",
		"(*ACCEPT)ab|ac|ad", "ab|ac|ad)", "(?:ab|ac|ad", "(?<n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		assert_string_equal(factored(all[i]), all[i]);
}

/* An expression of alternatives over few letters, so that they meet. */
static void
random_regex(unsigned *seed, char *out, size_t room, unsigned depth)
{
	static const char *const parts[] = {
		"a", "b", "A", "ab", "ba", "aab", "b?", "a+", "[ab]", "\\w",
		"bb", "", "abb", ".", "(?=a)", "ab?",
	};
	unsigned n = 1 + (unsigned)rand_r(seed) % 6;

	out[0] = '\0';
	for (unsigned i = 0; i < n; i++) {
		char inner[200] = "";
		if (depth < 2 && rand_r(seed) % 3 == 0)
			random_regex(seed, inner, sizeof(inner), depth + 1);
		size_t len = strlen(out);
		snprintf(out + len, room - len, "%s%s%s%s%s%s",
		    i > 0 ? "|" : "", parts[(unsigned)rand_r(seed) % 16],
		    inner[0] ? "(?:" : "", inner, inner[0] ? ")" : "",
		    parts[(unsigned)rand_r(seed) % 12]);
		if (strlen(out) > room - 220)
			return;
	}
}

static struct span
first_match(const char *regex, const char *text)
{
	int code;
	PCRE2_SIZE at;
	pcre2_code *re = pcre2_compile((PCRE2_SPTR)regex,
	    PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_CASELESS, &code, &at,
	    NULL);
	struct span found = {SIZE_MAX, SIZE_MAX};

	if (re == NULL)
		return found;
	pcre2_match_data *match = pcre2_match_data_create_from_pattern(re,
	    NULL);
	assert_non_null(match);
	if (pcre2_match(re, (PCRE2_SPTR)text, strlen(text), 0, 0, match,
	    NULL) >= 0) {
		const size_t *groups = pcre2_get_ovector_pointer(match);
		found = (struct span){groups[0], groups[1]};
	}
	pcre2_match_data_free(match);
	pcre2_code_free(re);
	return found;
}

static void
it_matches_the_same(void **state)
{
	unsigned seed = 97110, changed = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char regex[600], text[16] = "";
		random_regex(&seed, regex, sizeof(regex), 0);
		for (int k = 0; k < 12; k++)
			text[k] = "abAc"[(unsigned)rand_r(&seed) % 4];
		const char *sorted = factored(regex);
		struct span a = first_match(regex, text);
		struct span b = first_match(sorted, text);
		changed += strcmp(sorted, regex) != 0;
		if (a.start != b.start || a.end != b.end)
			fail_msg("%s became %s: '%s' at %zu-%zu, %zu-%zu",
			    regex, sorted, text, a.start, a.end, b.start,
			    b.end);
		arena_reset(arena);
	}
	assert_true(changed > 5000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_letters_are_put_in_front),
		cmocka_unit_test(a_group_that_is_an_alternative_is_dissolved),
		cmocka_unit_test(what_begins_otherwise_stays_between),
		cmocka_unit_test(some_groups_are_left_as_they_are),
		cmocka_unit_test(what_is_not_understood_is_returned),
		cmocka_unit_test(it_matches_the_same),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
