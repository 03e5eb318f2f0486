/* SPDX-License-Identifier: Apache-2.0 */
/* Plain wordings in running text: folding, spellings, line ends, signs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "match/terms.h"
#include "match/words.h"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_NOTE_ARENA);
	return arena == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* A pack with two concepts' terms and a few spellings, made by hand. */
static struct concept raises = {.id = "raises", .index = 0};
static struct concept moves = {.id = "moves", .index = 1};
static struct lexeme hip = {.name = "hip abduction", .concept = &moves};
static struct lexeme standing = {.name = "standing hip abduction",
    .concept = &moves};
static struct lexeme hold = {.name = "place and hold", .concept = &moves};
static struct lexeme stand = {.name = "sit to stand", .concept = &moves};
static struct lexeme walk = {.name = "walk with cane", .concept = &moves};
static struct lexeme strap = {.name = "heel/toe rock", .concept = &moves};
static struct synonym abduction = {.canonical = "abduction"};
static struct synonym and = {.canonical = "and"};
static struct synonym to = {.canonical = "to"};
static struct synonym with = {.canonical = "with"};

static const struct terms *
make_terms(const char *tables)
{
	static struct pack pack;

	pack = (struct pack){.arena = arena};
	raises.terms = abduction.others = and.others = to.others =
	    with.others = hip.weak = (struct texts){0};
	vec_push(arena, &raises.terms, "heel raise");
	vec_push(arena, &abduction.others, "abd");
	vec_push(arena, &and.others, "&");
	vec_push(arena, &to.others, "<>");
	vec_push(arena, &with.others, "w/");
	vec_push(arena, &hip.weak, "leg out");
	vec_push(arena, &pack.concepts, &raises);
	vec_push(arena, &pack.concepts, &moves);
	vec_push(arena, &pack.lexemes, &hip);
	vec_push(arena, &pack.lexemes, &standing);
	vec_push(arena, &pack.lexemes, &hold);
	vec_push(arena, &pack.lexemes, &stand);
	vec_push(arena, &pack.lexemes, &walk);
	vec_push(arena, &pack.lexemes, &strap);
	vec_push(arena, &pack.synonyms, abduction);
	vec_push(arena, &pack.synonyms, and);
	vec_push(arena, &pack.synonyms, to);
	vec_push(arena, &pack.synonyms, with);
	return terms_new(arena, &pack, tables);
}

static struct term_hits
find(const char *text)
{
	struct term_hits hits = {0};

	arena_reset(arena);
	assert_false(ARENA_FAILED(arena));
	terms_find(make_terms(NULL), arena, str_of(text), &hits);
	arena_disarm(arena);
	return hits;
}

/* What is found in `text`, one after the other, divided by bars. */
static const char *
found(const char *text)
{
	static char out[256];
	struct term_hits hits = find(text);
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < hits.len; i++)
		len += (size_t)snprintf(out + len, sizeof(out) - len, "%s%s",
		    i > 0 ? "|" : "", hits.at[i].lexeme != NULL ?
		    hits.at[i].lexeme->name : hits.at[i].concept->id);
	return out;
}

static void
case_and_plural_fold(void **state)
{
	(void)state;
	assert_string_equal("raises", found("HEEL RAISES 2x10"));
	assert_string_equal("raises", found("heel-raise"));
	assert_string_equal("", found("heels raising"));
	assert_true(word_key(STR("pulleys")) == word_key(STR("pulley")));
	assert_true(word_key(STR("bodies")) == word_key(STR("BODIES")));
	assert_true(word_key(STR("exercises")) == word_key(STR("exercise")));
	assert_true(word_key(STR("activities")) == word_key(STR("activity")));
	assert_false(word_key(STR("press")) == word_key(STR("pres")));
}

static void
spellings_stand_for_words(void **state)
{
	(void)state;
	assert_string_equal("hip abduction", found("hip abd 2x10"));
	assert_string_equal("hip abduction", found("hip abduction"));
	assert_string_equal("", found("hip abdomen"));
}

static void
the_longest_wording_wins(void **state)
{
	(void)state;
	assert_string_equal("standing hip abduction",
	    found("standing hip abd"));
	assert_string_equal("hip abduction|raises",
	    found("hip abd, heel raises"));
}

static void
signs_are_words(void **state)
{
	(void)state;
	assert_string_equal("place and hold", found("Place & hold fist"));
	assert_string_equal("sit to stand", found("sit<>stand 2x5"));
	assert_string_equal("sit to stand", found("sit <> stand"));
	assert_string_equal("walk with cane", found("walk w/ cane"));
	assert_string_equal("walk with cane", found("walk w/cane"));
}

static void
slashes_must_be_there(void **state)
{
	(void)state;
	assert_string_equal("heel/toe rock", found("heel/toe rock"));
	assert_string_equal("", found("heel toe rock"));
	assert_string_equal("", found("heel/raise"));
}

static void
only_long_lines_wrap(void **state)
{
	(void)state;
	assert_string_equal("raises",
	    found("she did two sets of twelve slow heel\nraises"));
	assert_string_equal("", found("sore heel\nraise as needed"));
	assert_string_equal("",
	    found("she did two sets of twelve slow heel\n- raises"));
	assert_string_equal("",
	    found("she did two sets of twelve slow heel\n\nraises"));
}

static void
sentences_end_wordings(void **state)
{
	(void)state;
	assert_string_equal("", found("sore heel. Raise the bed"));
	assert_string_equal("", found("heel, raise"));
}

static void
weak_wordings_say_so(void **state)
{
	struct term_hits hits = find("leg out, hip abd");

	(void)state;
	assert_int_equal(2, hits.len);
	assert_true(hits.at[0].weak);
	assert_false(hits.at[1].weak);
	assert_int_equal(0, hits.at[0].span.start);
	assert_int_equal(7, hits.at[0].span.end);
}

/* What is saved finds the same; what is cut is made afresh. */
static void
a_saved_trie_is_taken(void **state)
{
	char path[] = "/tmp/test_terms.XXXXXX";
	int fd = mkstemp(path);
	struct stat st;
	struct err err;

	(void)state;
	assert_true(fd >= 0);
	arena_reset(arena);
	assert_false(ARENA_FAILED(arena));
	assert_int_equal(OK, terms_save(make_terms(NULL), path, &err));
	assert_int_equal(0, fstat(fd, &st));
	for (off_t size = st.st_size; size >= 0; size -= 8) {
		struct term_hits hits = {0};
		assert_int_equal(0, ftruncate(fd, size));
		terms_find(make_terms(path), arena, STR("leg out, hip abd"),
		    &hits);
		assert_int_equal(2, hits.len);
		assert_string_equal("hip abduction", hits.at[1].lexeme->name);
	}
	arena_disarm(arena);
	close(fd);
	remove(path);
	assert_int_equal(E_IO, terms_save(make_terms(NULL), path, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_plural_fold),
		cmocka_unit_test(spellings_stand_for_words),
		cmocka_unit_test(the_longest_wording_wins),
		cmocka_unit_test(signs_are_words),
		cmocka_unit_test(slashes_must_be_there),
		cmocka_unit_test(only_long_lines_wrap),
		cmocka_unit_test(sentences_end_wordings),
		cmocka_unit_test(weak_wordings_say_so),
		cmocka_unit_test(a_saved_trie_is_taken),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
