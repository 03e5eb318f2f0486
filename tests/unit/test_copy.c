/* SPDX-License-Identifier: Apache-2.0 */
/* The room copy/ without notes: shingles, join, standing text, alignment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/vec.h"
#include "bench/crowd.h"
#include "bench/random.h"
#include "copy/compare.h"
#include "copy/join.h"
#include "copy/keys.h"
#include "copy/passages.h"
#include "copy/template.h"
#include "own_arena.h"

static void
keys_are_numbered_as_they_come(void **state)
{
	struct keys *k = keys_new(arena);

	(void)state;
	for (uint64_t i = 0; i < 5000; i++)
		assert_int_equal(keys_add(k, i * 0x9E3779B97F4A7C15u), i);
	for (uint64_t i = 0; i < 5000; i++) {
		assert_int_equal(keys_add(k, i * 0x9E3779B97F4A7C15u), i);
		assert_int_equal(keys_find(k, i * 0x9E3779B97F4A7C15u), i);
	}
	assert_int_equal(keys_count(k), 5000);
	assert_int_equal(keys_find(k, 77), NO_KEY);
}

static void
shingles_are_a_set(void **state)
{
	const uint32_t words[] = {1, 2, 3, 1, 2, 3, 4};

	(void)state;
	/* 123 twice, 231, 312, 234 */
	assert_int_equal(shingles_of(arena, words, 7).n, 4);
	assert_int_equal(shingles_of(arena, words, 3).n, 1);
	assert_int_equal(shingles_of(arena, words, 2).n, 0);
	struct shingles s = shingles_of(arena, words, 7);
	for (size_t i = 1; i < s.n; i++)
		assert_true(s.at[i - 1] < s.at[i]);
}

/* Sets over few elements of very different use, some copied from others. */
static struct shingles *
random_sets(uint64_t seed, size_t n)
{
	struct shingles *sets = arena_array(arena, n, sizeof(*sets));
	struct random r = {seed};

	for (size_t i = 0; i < n; i++) {
		size_t len = (size_t)random_between(&r, 0, 40);
		uint64_t *at = arena_array(arena, len + 1, sizeof(*at));
		const struct shingles *from = i > 0 && random_chance(&r, 30) ?
		    &sets[random_between(&r, 0, (long)i - 1)] : NULL;
		for (size_t k = 0; k < len; k++) {
			long most = 1L << random_between(&r, 1, 12);
			at[k] = from != NULL && from->n > 0 &&
			    random_chance(&r, 70) ?
			    from->at[random_between(&r, 0,
			    (long)from->n - 1)] :
			    (uint64_t)random_between(&r, 1, most) *
			    0x9E3779B97F4A7C15u;
		}
		sets[i] = shingles_sort(at, len);
	}
	return sets;
}

/* Pairs of numbers, as one number each. */
VEC_TYPE(found, uint64_t);

static void
take(void *context, const struct join_pair *p)
{
	struct found *f = context;

	assert_true(p->earlier < p->later);
	vec_push(arena, f, (uint64_t)p->later << 32 | p->earlier);
}

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Every pair by itself, from `first` on for the later one. */
static void
by_force(const struct join *j, const struct shingles *sets, size_t n,
    struct found *out)
{
	for (size_t i = 0; i < n; i++)
		for (size_t o = 0; o < i; o++) {
			struct join_pair p = {(uint32_t)o, (uint32_t)i, 0, 0,
			    0};
			for (size_t k = 0; k < sets[o].n; k++)
				p.weight_earlier += join_weight(j,
				    sets[o].at[k]);
			for (size_t k = 0; k < sets[i].n; k++)
				p.weight_later += join_weight(j,
				    sets[i].at[k]);
			for (size_t k = 0, l = 0; k < sets[i].n &&
			    l < sets[o].n;) {
				uint64_t x = sets[i].at[k];
				uint64_t y = sets[o].at[l];
				if (x == y)
					p.shared += join_weight(j, x);
				k += x <= y;
				l += y <= x;
			}
			if (join_holds(j, &p))
				take(out, &p);
		}
}

static void
assert_same(struct found *x, struct found *y)
{
	assert_int_equal(x->len, y->len);
	if (x->len == 0)
		return;
	qsort(x->at, x->len, sizeof(*x->at), by_value);
	qsort(y->at, y->len, sizeof(*y->at), by_value);
	assert_memory_equal(x->at, y->at, x->len * sizeof(*x->at));
}

static void
join_finds_what_force_finds(void **state)
{
	static const unsigned thresholds[] = {50, 200, 300, 500, 800, 1000};
	enum { SETS = 250, ROUNDS = 3 };
	size_t pairs = 0;

	(void)state;
	for (size_t t = 0; t < sizeof(thresholds) / sizeof(*thresholds); t++)
		for (unsigned round = 0; round < ROUNDS * 4; round++) {
			struct shingles *sets = random_sets(round + 1, SETS);
			struct join *j = join_new(arena, round % 2 == 0 ?
			    JOIN_CONTAINMENT : JOIN_JACCARD, thresholds[t],
			    round % 4 < 2 ? 0 : 3);
			struct found got = {0}, want = {0};
			for (size_t i = 0; i < SETS; i++)
				join_count(j, sets[i]);
			join_run(j, take, &got);
			by_force(j, sets, SETS, &want);
			assert_same(&got, &want);
			pairs += got.len;
		}
	/* The sets are such that there is something to find. */
	assert_true(pairs > 10000);
}

static void
sets_added_later_are_compared_with_all(void **state)
{
	enum { SETS = 200, BEFORE = 120 };
	struct shingles *sets = random_sets(9, SETS);
	struct join *j = join_new(arena, JOIN_CONTAINMENT, 300, 0);
	struct found got = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < BEFORE; i++)
		join_count(j, sets[i]);
	join_run(j, take, &got);
	for (size_t i = BEFORE; i < SETS; i++)
		assert_int_equal(join_add(j, sets[i], take, &got), i);
	by_force(j, sets, SETS, &want);
	assert_same(&got, &want);
}

static void
rare_shingles_weigh_more(void **state)
{
	const uint64_t a[] = {1, 2}, b[] = {2, 3};
	struct join *j = join_new(arena, JOIN_CONTAINMENT, 500, 0);

	(void)state;
	join_count(j, (struct shingles){a, 2});
	join_count(j, (struct shingles){b, 2});
	join_run(j, NULL, NULL);
	assert_true(join_weight(j, 1) > join_weight(j, 2));
	assert_int_equal(join_weight(j, 99), join_weight(j, 1));
	/* Two of two sets: not common for that. */
	assert_true(join_weight(j, 2) * 4 > join_weight(j, 1) * 3);
}

/* Notes of a crowd, with or without the standing text that they show. */
struct field {
	struct crowd_note *notes;
	struct shingles *sets;
	const struct template *template;
	size_t n;
};

static struct field
field_of(const struct crowd *c, size_t n, bool subtract)
{
	const struct template_rule rule = {50, 5, 2, 2, 80, 4};
	struct template *t = template_new(arena, &rule);
	struct field f = {arena_array(arena, n, sizeof(*f.notes)),
	    arena_array(arena, n, sizeof(*f.sets)), t, n};

	for (size_t i = 0; i < n; i++) {
		f.notes[i] = crowd_note(arena, c, (long)i);
		f.sets[i] = shingles_of(arena, f.notes[i].keys,
		    f.notes[i].n);
	}
	for (int pass = 0; pass < 2 && subtract; pass++)
		for (size_t i = 0; i < n; i++) {
			struct template_note m = {f.sets[i],
			    f.notes[i].patient, f.notes[i].author,
			    f.notes[i].group};
			if (pass == 0)
				template_count(t, &m);
			else
				template_learn(t, &m);
		}
	for (size_t i = 0; i < n; i++) {
		uint64_t *at = arena_array(arena, f.sets[i].n + 1,
		    sizeof(*at));
		size_t kept = 0;
		for (size_t k = 0; k < f.sets[i].n; k++)
			if (!template_has(t, f.sets[i].at[k]))
				at[kept++] = f.sets[i].at[k];
		f.sets[i] = (struct shingles){at, kept};
	}
	return f;
}

static struct found
pairs_of(const struct field *f)
{
	struct join *j = join_new(arena, JOIN_CONTAINMENT, 300, 8);
	struct found got = {0};

	for (size_t i = 0; i < f->n; i++)
		join_count(j, f->sets[i]);
	join_run(j, take, &got);
	return got;
}

static bool
is_planted(const struct field *f, uint64_t pair)
{
	long x = f->notes[pair >> 32].copy_of;
	long y = f->notes[pair & UINT32_MAX].copy_of;

	return x == (long)(pair & UINT32_MAX) || (x != CROWD_NONE && x == y);
}

static double
right_share(const struct field *f, const struct found *got)
{
	size_t right = 0;

	for (size_t i = 0; i < got->len; i++)
		right += is_planted(f, got->at[i]);
	return got->len == 0 ? 1 : (double)right / (double)got->len;
}

/* A note of a crowd as prose of one part. */
static struct prose
crowd_prose(const struct field *f, size_t number)
{
	const struct crowd_note *n = &f->notes[number];
	struct prose p = {.n = n->n, .n_parts = 1};

	p.words = arena_array(arena, n->n + 1, sizeof(*p.words));
	p.parts = arena_array(arena, 1, sizeof(*p.parts));
	for (uint32_t i = 0; i < n->n; i++)
		p.words[i].key = n->keys[i];
	for (uint32_t i = 0; i + SHINGLE_WORDS <= n->n; i++)
		for (uint32_t k = 0; k < SHINGLE_WORDS &&
		    template_has(f->template, shingle_of(n->keys + i)); k++)
			p.words[i + k].standing = true;
	return p;
}

/* Is so much of the later note copied that it is told? */
static bool
is_told(const struct field *f, uint64_t pair)
{
	struct prose later = crowd_prose(f, pair >> 32);
	struct prose source = crowd_prose(f, pair & UINT32_MAX);
	struct comparison c;

	compare_prose(arena, &later, &source, &c);
	return c.whole.words >= 20 && copy_percent(&c.whole) >= 45;
}

/* 5 to 20 % of words changed, sentences moved, some notes grown. */
static void
edited_copies_are_found_in_a_template(void **state)
{
	enum { NOTES = 2000 };
	const struct crowd crowd = {7, 10, 60, 80};
	struct field f = field_of(&crowd, NOTES, true);
	struct found got = pairs_of(&f);
	size_t planted = 0, found = 0;

	(void)state;
	for (size_t i = 0; i < got.len; i++)
		found += f.notes[got.at[i] >> 32].copy_of ==
		    (long)(got.at[i] & UINT32_MAX) &&
		    is_told(&f, got.at[i]);
	for (size_t i = 0; i < NOTES; i++)
		planted += f.notes[i].copy_of != CROWD_NONE;
	assert_true(planted > 150);
	print_message("%zu of %zu planted copies are told\n", found,
	    planted);
	assert_true(found * 100 >= planted * 98);
	assert_true(right_share(&f, &got) >= 0.98);
}

static void
a_template_left_in_makes_independent_notes_alike(void **state)
{
	enum { NOTES = 600 };
	const struct crowd crowd = {7, 5, 60, 80};
	struct field with = field_of(&crowd, NOTES, true);
	struct field without = field_of(&crowd, NOTES, false);
	struct found clean = pairs_of(&with), noisy = pairs_of(&without);

	(void)state;
	assert_true(right_share(&with, &clean) >= 0.98);
	assert_true(right_share(&without, &noisy) < 0.5);
}

/* Standing text needs share, notes, patients and authors. */
struct teaching {
	const char *what;
	unsigned notes, patients, authors, others;	/* others: without it */
	bool standing;
};

static void
standing_text_is_what_many_write(void **state)
{
	static const struct teaching lessons[] = {
		{"six notes, three patients, two authors", 6, 3, 2, 0, true},
		{"one author alone, few patients", 6, 3, 1, 0, false},
		{"one author alone, many patients", 10, 5, 1, 2, true},
		{"one author alone, now and then", 10, 5, 1, 8, false},
		{"one patient's notes", 6, 1, 2, 0, false},
		{"too few notes", 4, 2, 2, 0, false},
		{"a small share of the notes", 6, 3, 2, 12, false},
		{"half of the notes", 6, 3, 2, 6, true},
	};
	const struct template_rule rule = {50, 5, 2, 2, 80, 4};
	const uint64_t text = 42, other = 43;

	(void)state;
	for (size_t i = 0; i < sizeof(lessons) / sizeof(*lessons); i++) {
		const struct teaching *l = &lessons[i];
		struct template *t = template_new(arena, &rule);
		for (int pass = 0; pass < 2; pass++)
			for (unsigned k = 0; k < l->notes + l->others; k++) {
				bool has = k < l->notes;
				struct template_note n = {{has ? &text :
				    &other, 1}, k * l->patients / l->notes,
				    k % l->authors, k % l->authors};
				if (pass == 0)
					template_count(t, &n);
				else
					template_learn(t, &n);
			}
		if (template_has(t, text) != l->standing)
			fail_msg("%s", l->what);
	}
}

/* What one of two writes every time nobody confirms, except where the other
 * is a substitute. */
static void
a_habit_is_no_standing_text(void **state)
{
	enum { HABIT = 40 };
	static const struct {
		unsigned of_other;
		bool standing;
	} lessons[] = {{20, false}, {5, false}, {4, true}};
	const struct template_rule rule = {50, 5, 2, 2, 80, 4};
	const uint64_t text = 42, other = 43;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct template *t = template_new(arena, &rule);
		for (int pass = 0; pass < 2; pass++)
			for (unsigned k = 0; k < HABIT + lessons[i].of_other;
			    k++) {
				bool his = k < HABIT;
				struct template_note n = {{his ? &text :
				    &other, 1}, k / 4, !his, !his};
				if (pass == 0)
					template_count(t, &n);
				else
					template_learn(t, &n);
			}
		assert_int_equal(template_has(t, text), lessons[i].standing);
	}
}

static void
given_text_is_standing_text(void **state)
{
	const struct template_rule rule = {50, 5, 2, 2, 80, 4};
	struct template *t = template_new(arena, &rule);
	const uint32_t words[] = {1, 2, 3, 4};

	(void)state;
	template_give(t, shingles_of(arena, words, 4));
	assert_int_equal(template_size(t), 2);
	assert_true(template_has(t, shingle_of(words)));
}

/* Letters stand for words: a small alignment one can read. */
static void
letters(const char *text, uint32_t *out)
{
	for (size_t i = 0; text[i] != '\0'; i++)
		out[i] = (uint32_t)text[i];
}

/* Which words are copied: '=' or '.'. */
static void
assert_copied(const char *later, const char *source, const char *wanted)
{
	uint32_t x[64], y[64];
	char got[64] = "";
	struct alignment al;

	letters(later, x);
	letters(source, y);
	align_words(arena, x, (uint32_t)strlen(later), y,
	    (uint32_t)strlen(source), &al);
	memset(got, '.', strlen(later));
	for (size_t i = 0; i < al.tiles.len; i++)
		for (uint32_t k = 0; k < al.tiles.at[i].words; k++) {
			const struct tile *t = &al.tiles.at[i];
			assert_int_equal(x[t->later + k], y[t->source + k]);
			assert_int_equal(got[t->later + k], '.');
			got[t->later + k] = '=';
		}
	assert_string_equal(got, wanted);
}

static void
runs_of_three_are_copied(void **state)
{
	(void)state;
	assert_copied("abcdef", "abcdef", "======");
	assert_copied("abcdef", "abcxef", "===...");
	assert_copied("abXdef", "abYdef", "...===");
	assert_copied("ab", "ab", "..");
	assert_copied("defabc", "abcdef", "======");	/* moved */
	assert_copied("", "abc", "");
	/* Overlapping runs of the source: each word in one tile. */
	assert_copied("abcdef", "abcd__cdef", "======");
	assert_copied("abcde", "abc_cde", "=====");
}

/* The definition, word by word: in a run of three that the source has. */
static void
alignment_agrees_with_the_definition(void **state)
{
	struct random r = {3};

	(void)state;
	for (int round = 0; round < 2000; round++) {
		uint32_t x[40], y[40];
		bool want[40] = {false}, got[40] = {false};
		uint32_t n = (uint32_t)random_between(&r, 0, 39);
		uint32_t m = (uint32_t)random_between(&r, 0, 39);
		struct alignment al;
		for (uint32_t i = 0; i < n; i++)
			x[i] = (uint32_t)random_between(&r, 1, 4);
		for (uint32_t i = 0; i < m; i++)
			y[i] = (uint32_t)random_between(&r, 1, 4);
		for (uint32_t i = 0; i + 3 <= n; i++)
			for (uint32_t k = 0; k + 3 <= m; k++)
				if (memcmp(x + i, y + k, 3 * sizeof(*x)) == 0)
					want[i] = want[i + 1] = want[i + 2] =
					    true;
		align_words(arena, x, n, y, m, &al);
		for (size_t i = 0; i < al.tiles.len; i++)
			for (uint32_t k = 0; k < al.tiles.at[i].words; k++)
				got[al.tiles.at[i].later + k] = true;
		assert_memory_equal(got, want, sizeof(got));
	}
}

static void
what_changed_inside_a_copy_is_an_edit(void **state)
{
	uint32_t x[16], y[16];
	struct alignment al;

	(void)state;
	letters("abc4def", x);
	letters("abc39def", y);
	align_words(arena, x, 7, y, 8, &al);
	assert_int_equal(al.edits.len, 1);
	assert_int_equal(al.edits.at[0].later, 3);
	assert_int_equal(al.edits.at[0].later_end, 4);
	assert_int_equal(al.edits.at[0].source, 3);
	assert_int_equal(al.edits.at[0].source_end, 5);
}

/* A prose of one part for every blank in the text; capitals are standing. */
static struct prose
prose_of(const char *text)
{
	struct prose p = {0};
	size_t n = strlen(text);

	p.words = arena_array(arena, n + 1, sizeof(*p.words));
	p.parts = arena_array(arena, n + 1, sizeof(*p.parts));
	for (size_t i = 0; i <= n; i++) {
		if (text[i] == ' ' || text[i] == '\0') {
			p.parts[p.n_parts++].last = p.n;
			p.parts[p.n_parts].first = p.n;
			continue;
		}
		p.words[p.n++] = (struct prose_word){.key = (uint32_t)text[i],
		    .start = (uint32_t)i, .source = (uint32_t)i, .len = 1,
		    .part = (uint8_t)p.n_parts, .standing = is_upper(text[i])};
	}
	return p;
}

static void
standing_text_counts_on_no_side(void **state)
{
	struct prose later = prose_of("ABCabc xyz");
	struct prose source = prose_of("ABCabc uvw");
	struct comparison c;

	(void)state;
	compare_prose(arena, &later, &source, &c);
	assert_int_equal(c.whole.words, 6);
	assert_int_equal(c.whole.copied, 3);
	assert_int_equal(copy_percent(&c.whole), 50);
	assert_int_equal(c.parts[0].copied, 3);
	assert_int_equal(c.parts[1].copied, 0);
	assert_int_equal(c.parts[1].words, 3);
}

static void
assert_repeats(const char *later, const char *source, bool wanted)
{
	const struct whole_rule rule = {6, 2, 55, 3, 40};
	struct prose x = prose_of(later), y = prose_of(source);
	struct comparison c;

	compare_prose(arena, &x, &y, &c);
	if (compare_repeats(&c, &rule) != wanted)
		fail_msg("%s from %s", later, source);
}

static void
a_note_repeats_as_a_whole_or_in_a_part(void **state)
{
	(void)state;
	assert_repeats("abcd efgh", "abcd efgh", true);
	assert_repeats("abcd efgX", "abcd efgh", true);
	/* Only the long part is copied. */
	assert_repeats("abcdefghijkl 1234", "abcdefghijkl mnop", false);
	/* What is beside it is too little to tell. */
	assert_repeats("abcdefghijkl 12", "abcdefghijkl mn", true);
	/* Too short. */
	assert_repeats("abcde", "abcde", false);
	/* What all notes of a patient may say leaves nothing. */
	assert_repeats("abc12345", "abcmnopq", false);
}

static void
passages_tell_copied_changed_and_new(void **state)
{
	struct prose later = prose_of("abc4def xyz");
	struct prose source = prose_of("abc3def uvw");
	struct comparison c;
	struct passages p = {0};
	char kinds[16] = "";

	(void)state;
	compare_prose(arena, &later, &source, &c);
	passages_of(arena, &later, &source, &c, &p);
	for (size_t i = 0; i < p.len; i++)
		kinds[i] = passage_name(p.at[i].kind)[1];
	assert_string_equal(kinds, "ohoe");	/* copied changed copied new */
	assert_int_equal(p.at[1].source, 3);
	assert_int_equal(p.at[3].later, 7);
	assert_int_equal(p.at[3].later_end, 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena,          \
	    close_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_are_numbered_as_they_come),
		TEST(shingles_are_a_set),
		TEST(join_finds_what_force_finds),
		TEST(sets_added_later_are_compared_with_all),
		TEST(rare_shingles_weigh_more),
		TEST(edited_copies_are_found_in_a_template),
		TEST(a_template_left_in_makes_independent_notes_alike),
		TEST(standing_text_is_what_many_write),
		TEST(a_habit_is_no_standing_text),
		TEST(given_text_is_standing_text),
		TEST(runs_of_three_are_copied),
		TEST(alignment_agrees_with_the_definition),
		TEST(what_changed_inside_a_copy_is_an_edit),
		TEST(standing_text_counts_on_no_side),
		TEST(a_note_repeats_as_a_whole_or_in_a_part),
		TEST(passages_tell_copied_changed_and_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
