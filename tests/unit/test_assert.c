/* SPDX-License-Identifier: Apache-2.0 */
/* Assertion: sentences of tests/data/assertion.tsv, and the reach of triggers
 * against a reckoning that tries every trigger at every place. */
#include "match/assert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "match/reader.h"
#include "match/statements.h"

struct fixture {
	struct pack *pack;
	struct reader *reader;
	struct scratch *scratch;
};

static const char *
srcdir(void)
{
	const char *folder = getenv("srcdir");

	return folder != NULL ? folder : ".";
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err = {0};
	char folder[512];

	if (f == NULL)
		return -1;
	snprintf(folder, sizeof(folder), "%s/patterns", srcdir());
	if (pack_load(folder, NULL, 0, &f->pack, &err) != OK ||
	    reader_new(f->pack, NULL, &f->reader, &err) != OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	f->scratch = scratch_new(reader_scanner(f->reader));
	*state = f;
	return f->scratch == NULL;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	scratch_free(f->scratch);
	reader_free(f->reader);
	pack_free(f->pack);
	free(f);
	return 0;
}

static struct str
take_field(struct str *rest)
{
	size_t n = 0;

	while (n < rest->len && rest->ptr[n] != '\t' && rest->ptr[n] != '\n')
		n++;
	struct str field = {rest->ptr, n};
	n += n < rest->len;
	*rest = (struct str){rest->ptr + n, rest->len - n};
	return field;
}

/* The first place of `phrase`, whatever its case. */
static struct span
place_of(struct str text, struct str phrase)
{
	for (size_t i = 0; i + phrase.len <= text.len; i++) {
		struct span at = {i, i + phrase.len};
		if (str_eq_nocase(str_slice(text, at), phrase))
			return at;
	}
	fail_msg("%.*s is not in %.*s", STR_ARG(phrase), STR_ARG(text));
	return (struct span){0, 0};
}

static bool
is_asserted(const struct fixture *f, struct arena *a, struct str phrase,
    struct str sentence, struct str expected)
{
	struct document document = {.file = "sentence", .text = sentence};
	struct note note = {.document = &document, .text = sentence};
	enum assertion seen;

	arena_reset(a);
	assert_false(ARENA_FAILED(a));
	seen = reading_assert(reading_make(f->reader, f->scratch, a, &note),
	    place_of(sentence, phrase));
	arena_disarm(a);
	if (seen == assertion_named(expected))
		return true;
	print_error("%.*s in \"%.*s\" is %s, not %.*s\n", STR_ARG(phrase),
	    STR_ARG(sentence), assertion_name(seen), STR_ARG(expected));
	return false;
}

static void
sentences_assert_what_they_say(void **state)
{
	static char bytes[1 << 16];
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	unsigned sentences = 0, wrong = 0;
	char path[512];

	assert_non_null(a);
	snprintf(path, sizeof(path), "%s/tests/data/assertion.tsv", srcdir());
	FILE *in = fopen(path, "rb");
	assert_non_null(in);
	struct str rest = {bytes, fread(bytes, 1, sizeof(bytes), in)};
	assert_true(rest.len < sizeof(bytes));
	fclose(in);
	while (rest.len > 0) {
		struct str phrase = take_field(&rest);
		if (phrase.len == 0 || phrase.ptr[0] == '#')
			continue;
		struct str sentence = take_field(&rest);
		struct str expected = take_field(&rest);
		assert_int_not_equal(assertion_named(expected), 0);
		wrong += !is_asserted(*state, a, phrase, sentence, expected);
		sentences++;
	}
	assert_true(sentences >= 120);
	assert_int_equal(wrong, 0);
	arena_free(a);
}

/* Triggers by hand: one letter each, in text made of letters. */

enum { KINDS = 9 };

static struct concept kinds[KINDS] = {
	{.id = "n", .trigger = {TRIGGER, NEGATED, REACH_FORWARD, 3}},
	{.id = "m", .trigger = {TRIGGER, NEGATED, REACH_BACKWARD, 2}},
	{.id = "f", .trigger = {TRIGGER, PLANNED, REACH_FORWARD, 0}},
	{.id = "b", .trigger = {TRIGGER, REFUSED, REACH_BACKWARD, 0}},
	{.id = "t", .trigger = {TRIGGER, TEMPLATE, REACH_BOTH, 1}},
	{.id = "s", .trigger = {.kind = STOP_TRIGGER}},
	{.id = "p", .trigger = {.kind = PSEUDO_TRIGGER}},
	{.id = "v", .trigger = {TRIGGER, AFFIRMED, REACH_FORWARD, 0}},
	{.id = "w", .trigger = {TRIGGER, AFFIRMED, REACH_BACKWARD, 0}},
};

struct written {
	struct arena *arena;
	struct pack pack;
	struct note note;
	struct reading reading;
};

/* A reading of text in which the letter of a kind is its trigger, with the
 * colon behind it; a pseudo trigger takes two more bytes. */
static void
write_reading(struct written *w, struct str text)
{
	*w = (struct written){.arena = arena_new((size_t)4 << 30),
	    .note = {.text = text}};
	assert_non_null(w->arena);
	assert_false(ARENA_FAILED(w->arena));
	struct reading *r = &w->reading;
	r->pack = &w->pack;
	r->note = &w->note;
	r->first = arena_array(w->arena, KINDS + 1, sizeof(*r->first));
	vec_push(w->arena, &r->sections,
	    (struct section){.body = {0, text.len}});
	for (unsigned k = 0; k < KINDS; k++) {
		kinds[k].index = k;
		vec_push(w->arena, &w->pack.concepts, &kinds[k]);
		r->first[k] = r->mentions.len;
		for (size_t i = 0; i < text.len; i++) {
			if (text.ptr[i] != kinds[k].id[0])
				continue;
			size_t end = i + 1, more = k == 6 ? 2 : 0;
			if (i + 1 + more <= text.len)
				end += more;
			if (end < text.len && text.ptr[end] == ':')
				end++;
			vec_push(w->arena, &r->mentions, (struct mention){
			    .span = {i, end}, .concept = &kinds[k]});
			i = end;
		}
	}
	r->first[KINDS] = r->mentions.len;
	statements_find(w->arena, r, NULL, 0);
	r->asserter = asserter_new(w->arena, r);
}

static void
release(struct written *w)
{
	arena_disarm(w->arena);
	arena_free(w->arena);
}

static size_t
words_between(struct str text, size_t from, size_t to)
{
	size_t words = 0;

	for (size_t i = from; i < to; i++)
		words += is_word(text.ptr[i]) &&
		    (i == 0 || !is_word(text.ptr[i - 1]));
	return words;
}

static bool
is_covered(const struct reading *r, struct span at)
{
	struct mentions pseudo = reading_of(r, &kinds[6]);

	for (; pseudo.first < pseudo.last; pseudo.first++)
		if (span_holds(pseudo.first->span, at))
			return true;
	return false;
}

static bool
is_stopped(const struct reading *r, size_t from, size_t to, unsigned one_way)
{
	for (unsigned k = 5; k < KINDS; k++) {
		struct mentions m = reading_of(r, &kinds[k]);
		if (k != 5 && k != one_way)
			continue;
		for (; m.first < m.last; m.first++)
			if (m.first->span.start >= from &&
			    m.first->span.end <= to &&
			    (k == 5 || !is_covered(r, m.first->span)))
				return true;
	}
	return false;
}

static bool
is_in_scope(const struct reading *r, struct span trigger, struct span at)
{
	unsigned t = reading_statement_at(r, trigger.start);
	unsigned s = reading_statement_at(r, at.start);
	bool label = r->note->text.ptr[trigger.end - 1] == ':';
	bool opens = r->statements.at[t].span.start == trigger.start &&
	    at.start < trigger.start && t > 0 &&
	    r->note->text.ptr[r->statements.at[t - 1].span.end] != ';';

	return s == t || ((label || opens) &&
	    r->statements.at[s].sentence == r->statements.at[t].sentence);
}

static bool
reaches(const struct reading *r, const struct mention *m, struct span at)
{
	const struct trigger *t = &m->concept->trigger;
	struct span own = m->span;
	bool forward = own.end <= at.start;
	struct span gap = forward ? (struct span){own.end, at.start} :
	    (struct span){at.end, own.start};

	if (span_touches(own, at))
		return t->direction == REACH_BOTH || !span_holds(at, own);
	return is_in_scope(r, own, at) &&
	    (t->direction & (forward ? REACH_FORWARD : REACH_BACKWARD)) &&
	    (t->words == 0 || words_between(r->note->text, gap.start,
	    gap.end) <= t->words) &&
	    !is_stopped(r, gap.start, gap.end, forward ? 7 : 8);
}

static enum assertion
reckoned(const struct reading *r, struct span at)
{
	static const unsigned order[] = {4, 3, 0, 1, 2};

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		struct mentions m = reading_of(r, &kinds[order[i]]);
		for (; m.first < m.last; m.first++)
			if (!is_covered(r, m.first->span) &&
			    reaches(r, m.first, at))
				return kinds[order[i]].trigger.status;
	}
	return AFFIRMED;
}

static void
triggers_reach_as_far_as_reckoned(void **state)
{
	static const char letters[] = "nmfbtspvwxxxxxxxx";
	static const char *const gaps[] = {" ", " ", " ", " ", " ", " ", ": ",
	    ". X", "; ", " | ", "\n", ", "};
	uint64_t dice = 1;
	unsigned seen[512] = {0};

	(void)state;
	for (unsigned round = 0; round < 400; round++) {
		char text[128];
		size_t len = 0;
		while (len < 90) {
			dice = dice * UINT64_C(6364136223846793005) + 1;
			text[len++] = letters[(dice >> 33) %
			    (sizeof(letters) - 1)];
			const char *gap = gaps[(dice >> 40) % 12];
			memcpy(text + len, gap, strlen(gap));
			len += strlen(gap);
		}
		struct written w;
		write_reading(&w, (struct str){text, len});
		for (size_t i = 0; i < len; i++) {
			struct span at = {i, i + 1};
			if (text[i] != 'x' && text[i] != 'X')
				continue;
			enum assertion is = reading_assert(&w.reading, at);
			if (is != reckoned(&w.reading, at))
				fail_msg("%.*s: %s at %zu", (int)len, text,
				    assertion_name(is), i);
			seen[is]++;
		}
		release(&w);
	}
	assert_true(seen[AFFIRMED] > 500 && seen[NEGATED] > 300 &&
	    seen[PLANNED] > 300 && seen[REFUSED] > 300 && seen[TEMPLATE] > 300);
}

/* Text that invites work in the square of its length: 100,000 triggers, pseudo
 * triggers, stops and labels in one statement or in as many. */
static void
hostile_text_takes_linear_time(void **state)
{
	static const char *const bits[] = {
		"n x ", "m x ", "f x ", "b x ", "t x ", "n m f b t x ", "p x ",
		"p n x ", "s x ", "n s x ", "v w x ", "n: x; ", "f: x | ",
		"| b x ", "n x. X", "f x\n", "b; x ", "n x\n\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		enum { TIMES = 100000 };
		size_t n = strlen(bits[i]), affirmed = 0;
		char *text = malloc(n * TIMES);
		assert_non_null(text);
		for (size_t t = 0; t < TIMES; t++)
			memcpy(text + t * n, bits[i], n);
		struct written w;
		write_reading(&w, (struct str){text, n * TIMES});
		for (size_t at = 0; at < n * TIMES; at++)
			affirmed += reading_assert(&w.reading,
			    (struct span){at, at + 1}) == AFFIRMED;
		assert_true(affirmed <= n * TIMES);
		release(&w);
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_assert_what_they_say),
		cmocka_unit_test(triggers_reach_as_far_as_reckoned),
		cmocka_unit_test(hostile_text_takes_linear_time),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
