/* SPDX-License-Identifier: Apache-2.0 */
/* What may stand before a pattern and what it may begin with.  That nothing is
 * left out is for test_scanner to show; here, that much is. */
#include "match/prefix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"

struct compiled {
	struct arena *arena;
	struct pattern pattern;
	struct concept concept;
	struct regex regex;
};

static void
compile(struct compiled *c, const char *regex)
{
	struct err err = {0};

	*c = (struct compiled){.arena = arena_new(LIMIT_PACK_ARENA),
	    .concept = {.id = "test"}};
	assert_non_null(c->arena);
	assert_false(ARENA_FAILED(c->arena));
	c->pattern = (struct pattern){.regex = regex, .concept = &c->concept};
	if (regex_compile(c->arena, &c->pattern, &c->regex, &err) != OK)
		fail_msg("%s", err.text);
}

static void
release(struct compiled *c)
{
	regex_free(&c->regex);
	arena_disarm(c->arena);
	arena_free(c->arena);
}

static void
priors_are_as_many_as_the_pattern_tells_apart(void **state)
{
	static const struct {
		const char *regex;
		size_t priors;
		bool high_unknown;
	} all[] = {
		{"knee", 2, false},		/* words and the rest */
		{"\\bknee", 2, false},
		{"^knee", 4, false},		/* also the start,
						 * a line's end */
		{"[^a]x", 2, false},		/* "^" of a class
						 * is no anchor */
		{"\\[^a", 4, false},
		{"\\^a", 2, false},
		{"\\Aknee", 4, false},
		{"(?<!\\d)x", 3, false},	/* digits, other words,
						 * the rest */
		{"(?<![\\w/-])x", 3, false},
		{"(?<=[\\s,|(])x", 3, false},
		{"(?<=a|b)x", 4, false},	/* case could matter */
		{"(?<=(?-i:A))x", 129, true},	/* not simple:
						 * each for itself */
		{"(?<=\xC3\x97)x", 2, true},	/* may stand before it */
		{"(?<=[^a])x", 5, true},
		{"(?<=\\D)x", 4, true},
		{"[(*]x", 2, false},		/* no verb */
		{"(*plb:a)x", 129, true},
		{"(?<name>a)x", 2, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct compiled c;
		struct priors priors;
		unsigned kinds = 0;
		compile(&c, all[i].regex);
		priors_of(&c.regex, &priors);
		if (priors.n != all[i].priors)
			fail_msg("%s: %zu", all[i].regex, priors.n);
		for (size_t p = 0; p < priors.n; p++)
			kinds |= priors.at[p].kinds;
		assert_int_equal(priors.high_unknown, all[i].high_unknown);
		assert_int_equal(kinds | (unsigned)priors.high_unknown <<
		    BEFORE_HIGH, (1 << BEFORES) - 1);
		release(&c);
	}
}

/* The prefixes of a pattern, as a table of one. */
static struct prefix_table *
table_of(struct compiled *c)
{
	struct prefix_set *set = arena_alloc(c->arena, sizeof(*set));
	pcre2_match_data *match = pcre2_match_data_create(1, NULL);
	uint16_t number = 0;

	assert_non_null(match);
	assert_true(prefix_probe(&c->regex, match, set));
	pcre2_match_data_free(match);
	return prefix_build(c->arena, set, &number, 1);
}

static bool
may_begin(const struct prefix_table *t, const char *text, size_t at)
{
	struct str s = str_of(text);

	return t->cells->at[prefix_before(s, at)][prefix_class(s, at)]
	    [prefix_class(s, at + 1)] != 0;
}

static void
prefixes_rule_out_what_cannot_be(void **state)
{
	static const struct {
		const char *regex, *text;
		size_t at;
		bool may;
	} all[] = {
		{"\\bknee", "knee", 0, true},
		{"\\bknee", "Knee", 0, true},
		{"\\bknee", "kneel", 1, false},
		{"\\bknee", "ok knee", 3, true},
		{"\\bknee", "okknee", 2, false},
		{"\\bknee", "kneaded", 0, true},	/* two bytes
							 * tell so much */
		{"\\bknee", "kick", 0, false},
		{"\\bknee", "k", 0, true},
		{"\\bhip", "\xE2\x80\x93hip", 3, true},
		{"\\bhip", "\xE2\x80\x93hip", 0, false},
		{"(?-i:PT)", "PT", 0, true},
		{"(?-i:PT)", "pt", 0, false},
		{"(?<!\\w)3x", "33x", 1, false},
		{"(?<!\\d)3x", "33x", 1, true},	/* "a3x" looks the same */
		{"(?<!\\d)3x", " 3x", 1, true},
		{"^Plan", "Plan", 0, true},
		{"^Plan", "a\nPlan", 2, true},
		{"^Plan", "a Plan", 2, false},
		{"\\bskin", "\xC5\xBFkin", 0, true},
		{"\xC3\xA9t", "\xC3\xA9t", 0, true},
		{"\xC3\xA9t", "et", 0, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct compiled c;
		compile(&c, all[i].regex);
		if (may_begin(table_of(&c), all[i].text, all[i].at) !=
		    all[i].may)
			fail_msg("%s in %s", all[i].regex, all[i].text);
		release(&c);
	}
}

static void
far_lookbehind_has_no_prefix(void **state)
{
	struct compiled c;
	struct prefix_set set;
	pcre2_match_data *match = pcre2_match_data_create(1, NULL);

	(void)state;
	assert_non_null(match);
	compile(&c, "(?<=ab)c");
	assert_false(prefix_probe(&c.regex, match, &set));
	release(&c);
	pcre2_match_data_free(match);
}

static struct prefix_table *
retake(struct arena *a, const char *bytes, size_t len, size_t patterns)
{
	struct blob in = {{bytes, len}};

	return prefix_take(a, &in, patterns);
}

/* A table from a file is checked before it is used. */
static void
a_bad_table_is_not_read(void **state)
{
	struct compiled c;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	(void)state;
	assert_non_null(out);
	compile(&c, "\\bknee");
	struct prefix_table *t = table_of(&c);
	assert_true(prefix_put(t, out));
	fclose(out);
	struct prefix_table *same = retake(c.arena, bytes, len, 1);
	assert_non_null(same);
	assert_memory_equal(same->cells, t->cells, sizeof(*t->cells));
	assert_null(retake(c.arena, bytes, len, 0));	/* no such pattern */
	assert_null(retake(c.arena, bytes, len - 1, 1));
	assert_null(retake(c.arena, bytes, 8, 1));
	assert_null(retake(c.arena, bytes, 0, 1));
	bytes[3] = 0x7F;	/* a cell beyond the lists */
	assert_null(retake(c.arena, bytes, len, 1));
	bytes[3] = 0;
	bytes[sizeof(*t->cells) + 7] = 0x7F;	/* so many lists */
	assert_null(retake(c.arena, bytes, len, 1));
	release(&c);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(priors_are_as_many_as_the_pattern_tells_apart),
		cmocka_unit_test(prefixes_rule_out_what_cannot_be),
		cmocka_unit_test(far_lookbehind_has_no_prefix),
		cmocka_unit_test(a_bad_table_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
