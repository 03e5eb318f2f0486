/* SPDX-License-Identifier: Apache-2.0 */
/* Statements: where a sentence, an item or a cell ends. */
#include "match/statements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"

/* Statements are parted by " | ", those of a new sentence by " || ". */
static const struct {
	const char *text, *statements;
} all[] = {
	{"", ""},
	{" \n\t\n", ""},
	{"Less pain.", "Less pain."},
	{"Less pain. Slept well.", "Less pain. || Slept well."},
	{"Less pain! Slept well? Yes.", "Less pain! || Slept well? || Yes."},
	{"Less pain; slept well", "Less pain | slept well"},
	{"Walked 2.5 miles", "Walked 2.5 miles"},
	{"Walked 2. Then ran 5.", "Walked 2. || Then ran 5."},
	{"(Less pain.) Slept well.", "(Less pain.) || Slept well."},
	{"He said \"fine.\" Then left.", "He said \"fine.\" || Then left."},
	{"Seen by Dr. Ames today. Left.", "Seen by Dr. Ames today. || Left."},
	{"ther. ex. for the knee", "ther. ex. for the knee"},
	{"Used i.e. a cane", "Used i.e. a cane"},
	/* Cells */
	{"Squats | 3x10 | held", "Squats | 3x10 | held"},
	{"Squats\t3x10\theld", "Squats | 3x10 | held"},
	{"Squats   3x10   held", "Squats | 3x10 | held"},
	{"Squats  3x10", "Squats  3x10"},
	{"He denied   any pain.", "He denied   any pain."},
	{"He denied   ANY PAIN.", "He denied   ANY PAIN."},
	{"Squats 3x10   held due to pain.",
	    "Squats 3x10 | held due to pain."},
	{"Squats   Held due to pain.", "Squats | Held due to pain."},
	{"squats   held", "squats | held"},
	/* Lines */
	{"squats\nlunges", "squats || lunges"},
	{"- squats\n- lunges", "- squats || - lunges"},
	{"1. squats\n2. lunges", "1. squats || 2. lunges"},
	{"She walked the length of the hall,\nthen sat down",
	    "She walked the length of the hall,\nthen sat down"},
	{"She walked the length of the hallway\nand then sat down",
	    "She walked the length of the hallway\nand then sat down"},
	{"short\nthen more", "short || then more"},
	{"She walked the length of the hallway\nPain: none",
	    "She walked the length of the hallway || Pain: none"},
	{"legs- she walked the length of the hallway\narms- none",
	    "legs- she walked the length of the hallway || arms- none"},
	{"She walked the length of the hallway:\nand sat",
	    "She walked the length of the hallway: || and sat"},
	{"She walked the length of the hallway\n\nand then sat down",
	    "She walked the length of the hallway || and then sat down"},
	/* Below short lines small letters begin items, if there was room. */
	{"squats 2x10\nlunges 2x8\nrow 2x15\ndips 3x5\n"
	    "she walked the length of the hallway\n"
	    "cue'd her out of valgus on every step that she took",
	    "squats 2x10 || lunges 2x8 || row 2x15 || dips 3x5 || "
	    "she walked the length of the hallway || "
	    "cue'd her out of valgus on every step that she took"},
	{"squats 2x10\nlunges 2x8\nrow 2x15\ndips 3x5\n"
	    "she walked the length of the hallway and then sat\ndown again",
	    "squats 2x10 || lunges 2x8 || row 2x15 || dips 3x5 || "
	    "she walked the length of the hallway and then sat\ndown again"},
	/* A hand that runs on for a paragraph breaks no sentence. */
	{"He had been slow to get going after the long weekend away with his "
	    "grandchildren, and he was not sure that the stairs had helped "
	    "him much, but felt ready for work\n"
	    "seated knee raise to tempo, both legs, 10\n"
	    "heel slides on the board",
	    "He had been slow to get going after the long weekend away with "
	    "his grandchildren, and he was not sure that the stairs had "
	    "helped him much, but felt ready for work || "
	    "seated knee raise to tempo, both legs, 10 || "
	    "heel slides on the board"},
	/* Nobody holds the shift key here. */
	{"came late today. walked the halls. then bridges. some rest",
	    "came late today. || walked the halls. || then bridges. || "
	    "some rest"},
	{"worked flex. and ext. in the morning. then bridges. some rest",
	    "worked flex. and ext. in the morning. || then bridges. || "
	    "some rest"},
	{"He came late today. walked the halls. Then bridges. some rest",
	    "He came late today. walked the halls. || Then bridges. some rest"},
	{"She walked the length of the hallway\n- and then sat",
	    "She walked the length of the hallway || - and then sat"},
};

struct fixture {
	struct arena *arena;
	struct note note;
	struct reading reading;
};

static struct reading *
read_text(struct fixture *f, struct str text, const struct span *abbreviations,
    size_t n)
{
	*f = (struct fixture){.arena = arena_new((size_t)4 << 30),
	    .note = {.text = text}};
	assert_non_null(f->arena);
	assert_false(ARENA_FAILED(f->arena));
	f->reading.note = &f->note;
	vec_push(f->arena, &f->reading.sections,
	    (struct section){.body = {0, text.len}});
	statements_find(f->arena, &f->reading, abbreviations, n);
	return &f->reading;
}

static void
release(struct fixture *f)
{
	arena_disarm(f->arena);
	arena_free(f->arena);
}

static void
assert_in_order(const struct reading *r)
{
	const struct statement *last = NULL;

	for (size_t i = 0; i < r->statements.len; i++) {
		const struct statement *s = &r->statements.at[i];
		assert_true(s->span.start < s->span.end);
		assert_true(s->span.end <= r->note->text.len);
		assert_false(is_space(r->note->text.ptr[s->span.start]));
		assert_false(is_space(r->note->text.ptr[s->span.end - 1]));
		if (last != NULL) {
			assert_true(last->span.end <= s->span.start);
			assert_true(last->sentence <= s->sentence);
			assert_true(last->paragraph <= s->paragraph);
			assert_true(last->section <= s->section);
		}
		last = s;
	}
}

/* Places of the abbreviations "Dr.", "ther.", "ex." and "i.e.". */
static size_t
find_abbreviations(const char *text, struct span *out)
{
	static const char *const known[] = {"Dr.", "ther.", "ex.", "i.e."};
	size_t n = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const char *at = strstr(text, known[i]);
		if (at != NULL)
			out[n++] = (struct span){(size_t)(at - text),
			    (size_t)(at - text) + strlen(known[i])};
	}
	return n;
}

static void
statements_end_where_they_should(void **state)
{
	unsigned wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct fixture f;
		struct span abbreviations[4];
		size_t n = find_abbreviations(all[i].text, abbreviations);
		struct reading *r = read_text(&f, str_of(all[i].text),
		    abbreviations, n);
		struct str seen = STR("");
		assert_in_order(r);
		for (size_t s = 0; s < r->statements.len; s++) {
			struct statement *now = &r->statements.at[s];
			seen = arena_printf(f.arena, "%.*s%s%.*s",
			    STR_ARG(seen), s == 0 ? "" :
			    now[-1].sentence == now->sentence ? " | " : " || ",
			    STR_ARG(str_slice(f.note.text, now->span)));
		}
		if (!str_eq(seen, str_of(all[i].statements))) {
			print_error("is  %.*s\nnot %s\n", STR_ARG(seen),
			    all[i].statements);
			wrong++;
		}
		release(&f);
	}
	assert_int_equal(wrong, 0);
}

/* Lines of one width that are full are one paragraph of prose. */
static void
wrapped_prose_is_joined(void **state)
{
	const char *text =
	    "The patient was seen this morning for her knee and reported to\n"
	    "Dr Ames that stairs are easier than they were a week ago today\n"
	    "Stiffness is still there after she sits for a long time in her\n"
	    "car.\n";
	struct fixture f;
	struct reading *r = read_text(&f, str_of(text), NULL, 0);

	(void)state;
	assert_int_equal(r->statements.len, 1);
	release(&f);
}

/* Text that invites work in the square of its length. */
static void
hostile_text_takes_linear_time(void **state)
{
	static const char *const bits[] = {
		"a", " ", "a. ", ".", ". ", ";", "|", "a | ", "a   b", ")",
		"\".", ".\n", "a\n", "- a\n", "a:", "1. ", "\t",
		"no pain\n\n", "A   ",
		"word word,\nword ", "\xE2\x80\xA2 ", "a.)))",
	};
	const size_t size = 4 << 20;
	char *text = malloc(size);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		struct fixture f;
		size_t n = strlen(bits[i]);
		for (size_t at = 0; at + n <= size; at += n)
			memcpy(text + at, bits[i], n);
		assert_in_order(read_text(&f,
		    (struct str){text, size / n * n}, NULL, 0));
		release(&f);
	}
	free(text);
}

/* Where the source begins an item, what looks like a wrapped line is none. */
static void
items_of_the_source_are_kept_apart(void **state)
{
	static const char text[] = "Walked the length of the long hallway,\n"
	    "and then sat down to rest\nbefore walking on.";
	struct block_start starts[] = {{0, false}, {39, false}};
	struct document d = {.blocks = {starts, 2, 2}};
	struct fixture f = {.arena = arena_new(LIMIT_NOTE_ARENA),
	    .note = {.document = &d, .text = {text, sizeof(text) - 1}}};

	(void)state;
	assert_non_null(f.arena);
	assert_false(ARENA_FAILED(f.arena));
	f.reading.note = &f.note;
	vec_push(f.arena, &f.reading.sections,
	    (struct section){.body = {0, sizeof(text) - 1}});
	statements_find(f.arena, &f.reading, NULL, 0);
	assert_int_equal(f.reading.statements.len, 3);
	assert_int_equal(f.reading.statements.at[1].span.start, 39);
	d.blocks.len = 0;
	f.reading.statements.len = 0;
	statements_find(f.arena, &f.reading, NULL, 0);
	assert_int_equal(f.reading.statements.len, 2);
	release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statements_end_where_they_should),
		cmocka_unit_test(wrapped_prose_is_joined),
		cmocka_unit_test(items_of_the_source_are_kept_apart),
		cmocka_unit_test(hostile_text_takes_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
