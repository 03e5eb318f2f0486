/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a note: mentions in order, captures, combinations, and that any
 * text can be read. */
#include "match/reader.h"

#include "match/assert.h"
#include "tests/unit/own_packs.h"

static const char packs[] =
    "kind: concepts\n"
    "name: test\n"
    "concepts:\n"
    "- {id: a, about: x, patterns: ['\\ba\\b']}\n"
    "- {id: b, about: x, patterns: ['\\bb\\b', '\\bb{2,9}\\b']}\n"
    "- {id: c, about: x, not-in: [plan], patterns: ['\\bc\\b']}\n"
    "- {id: long, about: x, patterns: ['one two', 'two three', 'one']}\n"
    "- id: dose\n"
    "  about: x\n"
    "  patterns: ['(?<sets>\\d)(?:x(?<reps>\\d+))?']\n"
    "- {id: pair, about: x, all-of: [a, b], none-of: [c],\n"
    "   within: statement}\n"
    "- {id: sentence, about: x, all-of: [a, b], within: sentence}\n"
    "- {id: paragraph, about: x, all-of: [a, b], within: paragraph}\n"
    "- {id: section, about: x, all-of: [a, b], within: section}\n"
    "- {id: whole, about: x, all-of: [a, b], within: note}\n"
    "- {id: nested, about: x, all-of: [pair, dose], within: statement}\n"
    "- {id: spare, about: x, patterns: ['\\ba\\b'], none-of: [b]}\n"
    "- {id: lone, about: x, patterns: ['\\ba\\b'], none-of: [pair, c],\n"
    "   within: note}\n";

static const char sections[] =
    "kind: sections\n"
    "name: parts\n"
    "sections:\n"
    "- {id: plan, titles: [Plan], assertion: planned}\n"
    "- {id: treatment, titles: [Treatment], performed: true}\n";

static const char triggers[] =
    "kind: assertion\n"
    "name: words\n"
    "triggers:\n"
    "- {id: no, about: x, status: negated, direction: forward,\n"
    "   patterns: ['\\bno\\b']}\n";

static int
setup(void **state)
{
	static const struct own_file files[] = {
		{"concepts.yaml", packs},
		{"sections.yaml", sections},
		{"triggers.yaml", triggers},
		{NULL, NULL},
	};

	return own_setup(state, files);
}

/* Mentions are by concept and place, each in its section and statement. */
static void
assert_sound(const struct reading *r)
{
	for (size_t c = 0; c < r->pack->concepts.len; c++)
		assert_true(r->first[c] <= r->first[c + 1]);
	assert_int_equal(r->first[0], 0);
	assert_int_equal(r->first[r->pack->concepts.len], r->mentions.len);
	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		assert_true(m->span.start < m->span.end);
		assert_true(m->span.end <= r->note->text.len);
		assert_true(i >= r->first[m->concept->index] &&
		    i < r->first[m->concept->index + 1]);
		assert_true(i == r->first[m->concept->index] ||
		    m[-1].span.end <= m->span.start ||
		    m->concept->all_of.len > 0);
		assert_true(m->section < r->sections.len);
		assert_true(m->statement < r->statements.len ||
		    r->statements.len == 0);
		assert_int_not_equal(m->assertion, 0);
	}
}

static void
mentions_are_counted(struct fixture *f, const char *text, const char *concept,
    size_t n)
{
	struct reading *r = own_read_z(f, text);
	struct mentions m = reading_named(r, concept);
	size_t seen = (size_t)(m.last - m.first);

	assert_sound(r);
	if (seen != n)
		fail_msg("%s in %s: %zu", concept, text, seen);
}

static void
overlapping_mentions_keep_the_longest(void **state)
{
	struct reading *r = own_read_z(*state, "one two three one");
	struct mentions m = reading_named(r, "long");

	assert_int_equal(m.last - m.first, 2);
	assert_int_equal(m.first[0].span.end, 7);
	assert_int_equal(m.first[1].span.start, 14);
	mentions_are_counted(*state, "b bb bbb", "b", 3);
	mentions_are_counted(*state, "nothing", "b", 0);
	mentions_are_counted(*state, "", "b", 0);
	assert_null(reading_named(r, "no such concept").first);
}

static void
captures_that_took_part_are_kept(void **state)
{
	struct reading *r = own_read_z(*state, "do 3x10 and 4");
	struct mentions m = reading_named(r, "dose");

	assert_int_equal(m.last - m.first, 2);
	assert_true(str_eq(mention_text(r, &m.first[0], "sets"), STR("3")));
	assert_true(str_eq(mention_text(r, &m.first[0], "reps"), STR("10")));
	assert_true(str_eq(mention_text(r, &m.first[1], "sets"), STR("4")));
	assert_int_equal(mention_text(r, &m.first[1], "reps").len, 0);
	assert_int_equal(mention_text(r, &m.first[1], "other").len, 0);
}

static void
parts_combine_in_their_unit(void **state)
{
	static const struct {
		const char *text;
		size_t pair, sentence, paragraph, section, whole;
	} all[] = {
		{"a b", 1, 1, 1, 1, 1},
		{"b and a", 1, 1, 1, 1, 1},
		{"a a b b a", 1, 1, 1, 1, 1},
		{"a b c", 0, 1, 1, 1, 1},
		{"a; b", 0, 1, 1, 1, 1},
		{"a. B: b", 0, 0, 1, 1, 1},
		{"a\n\nb", 0, 0, 0, 1, 1},
		{"a\nPlan: x\nTreatment: b", 0, 0, 0, 0, 1},
		{"no a b", 0, 0, 0, 0, 0},
		{"a", 0, 0, 0, 0, 0},
		{"a b\n\na b", 2, 2, 2, 1, 1},
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		mentions_are_counted(*state, all[i].text, "pair", all[i].pair);
		mentions_are_counted(*state, all[i].text, "sentence",
		    all[i].sentence);
		mentions_are_counted(*state, all[i].text, "paragraph",
		    all[i].paragraph);
		mentions_are_counted(*state, all[i].text, "section",
		    all[i].section);
		mentions_are_counted(*state, all[i].text, "whole",
		    all[i].whole);
	}
	mentions_are_counted(*state, "a b 3", "nested", 1);
	mentions_are_counted(*state, "a b c 3", "nested", 0);
	struct reading *r = own_read_z(*state, "x b then a y");
	struct mentions m = reading_named(r, "pair");
	assert_int_equal(m.first->span.start, 2);
	assert_int_equal(m.first->span.end, 10);
	m = reading_named(r, "whole");
	assert_int_equal(m.first->span.start, 9);
	assert_int_equal(m.first->span.end, 10);
}

static void
exclusions_take_away_what_patterns_find(void **state)
{
	mentions_are_counted(*state, "a a", "spare", 2);
	mentions_are_counted(*state, "a b a; a. No b, a", "spare", 2);
	mentions_are_counted(*state, "a; b", "lone", 1);
	mentions_are_counted(*state, "a; b a", "lone", 0);
	mentions_are_counted(*state, "a. Plan: c", "lone", 1);
	mentions_are_counted(*state, "a. C", "lone", 0);
	mentions_are_counted(*state, "b", "spare", 0);
	/* A title is filed under the statement before it. */
	mentions_are_counted(*state, "a x\nPlan b: x", "spare", 1);
}

static void
a_mention_counts_where_its_concept_says(void **state)
{
	struct reading *r = own_read_z(*state,
	    "c. No c.\nPlan: c\nTreatment: c");
	struct mentions m = reading_named(r, "c");

	assert_int_equal(m.last - m.first, 4);
	assert_true(mention_counts(r, &m.first[0]));
	assert_false(mention_counts(r, &m.first[1]));
	assert_int_equal(m.first[1].assertion, NEGATED);
	assert_int_equal(m.first[2].assertion, PLANNED);
	assert_false(mention_counts(r, &m.first[2]));
	assert_true(mention_counts(r, &m.first[3]));
	assert_string_equal(r->sections.at[m.first[3].section].kind->id,
	    "treatment");
}

/* Text that invites work in the square of its length. */
static void
hostile_text_takes_linear_time(void **state)
{
	static const char *const bits[] = {
		"a ", "a b ", "a c ", "c a ", "a\n\n", "a b\n\n", "no a b; ",
		"Plan: a\n", "3x10 a b ", "one two ", "bbbbbbbbb", "b",
		"\xC3\xA9", "(", "a; b. ",
	};
	enum { TIMES = 100000 };

	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		size_t n = strlen(bits[i]);
		char *text = malloc(n * TIMES);
		assert_non_null(text);
		for (size_t t = 0; t < TIMES; t++)
			memcpy(text + t * n, bits[i], n);
		struct reading *r = own_read(*state,
		    (struct str){text, n * TIMES});
		assert_non_null(r);
		assert_sound(r);
		assert_int_equal(r->given_up, 0);
		free(text);
	}
}

/* A note with more in it than an arena may hold is refused as a whole. */
static void
what_does_not_fit_is_given_up(void **state)
{
	struct fixture *f = *state;
	struct arena *whole = f->arena;
	static char text[200000];

	memset(text, ' ', sizeof(text));
	for (size_t i = 0; i < sizeof(text); i += 2)
		text[i] = 'a';
	f->arena = arena_new(1 << 20);
	assert_non_null(f->arena);
	assert_null(own_read(f, (struct str){text, sizeof(text)}));
	assert_non_null(own_read(f, STR("a b")));
	arena_free(f->arena);
	f->arena = whole;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overlapping_mentions_keep_the_longest),
		cmocka_unit_test(captures_that_took_part_are_kept),
		cmocka_unit_test(exclusions_take_away_what_patterns_find),
		cmocka_unit_test(parts_combine_in_their_unit),
		cmocka_unit_test(a_mention_counts_where_its_concept_says),
		cmocka_unit_test(hostile_text_takes_linear_time),
		cmocka_unit_test(what_does_not_fit_is_given_up),
	};

	return cmocka_run_group_tests(tests, setup, own_teardown);
}
