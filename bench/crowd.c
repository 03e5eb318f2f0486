/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/crowd.h"

#include <xxhash.h>

#include "base/vec.h"
#include "bench/random.h"

enum {
	VOCABULARY = 20000,
	STOCK = 30000,		/* phrases of some use to many */
	SENTENCE = 10,		/* words, about */
	TRIES = 8,
	NOTE_SEED = 1, STOCK_SEED, TEMPLATE_SEED, COPY_SEED, GROWN_SEED,
};

VEC_TYPE(key_list, uint32_t);

/* Small numbers are far more likely: as the ranks of words and phrases are. */
static long
rank(struct random *r, long most)
{
	long bits = 1;

	while ((1L << bits) < most)
		bits++;
	bits = random_between(r, 1, bits);
	return random_between(r, 0, (1L << bits) - 1) % most;
}

static uint32_t
word(long number)
{
	return (uint32_t)XXH3_64bits(&number, sizeof(number));
}

static void
add_words(struct arena *a, struct random *r, long n, struct key_list *out)
{
	while (n-- > 0)
		vec_push(a, out, word(rank(r, VOCABULARY)));
}

static void
add_stock(struct arena *a, struct random *r, struct key_list *out)
{
	struct random phrase = random_of(STOCK_SEED,
	    (uint64_t)rank(r, STOCK));

	add_words(a, &phrase, random_between(&phrase, 4, 9), out);
}

/* What is the note's own, two fifths of it stock. */
static void
add_own(struct arena *a, const struct crowd *c, long number,
    struct key_list *out)
{
	struct random r = random_of(c->seed + NOTE_SEED, (uint64_t)number);
	size_t most = out->len + (size_t)random_between(&r, c->words / 2,
	    c->words * 3 / 2);

	while (out->len < most)
		if (random_chance(&r, 40))
			add_stock(a, &r, out);
		else
			add_words(a, &r, random_between(&r, 4, 14), out);
}

static void
add_template(struct arena *a, const struct crowd *c, const struct random *note,
    uint32_t kind, struct key_list *out)
{
	struct random r = *note;
	long words = c->words * c->template / (100 - c->template);

	for (long i = 0; i * SENTENCE < words; i++) {
		struct random line = random_of(TEMPLATE_SEED + kind,
		    (uint64_t)i);
		if (random_chance(&r, 95))
			add_words(a, &line, SENTENCE, out);
	}
}

static long
source_of(const struct crowd *c, long number)
{
	struct random r = random_of(c->seed + COPY_SEED, (uint64_t)number);

	if (number == 0 || !random_chance(&r, c->copies))
		return CROWD_NONE;
	for (int i = 0; i < TRIES; i++) {
		long from = random_between(&r, 0, number - 1);
		struct random other = random_of(c->seed + COPY_SEED,
		    (uint64_t)from);
		if (from == 0 || !random_chance(&other, c->copies))
			return from;
	}
	return CROWD_NONE;
}

/* 5 to 20 of 100 words changed. */
static void
edit(struct random *r, struct key_list *words)
{
	long share = random_between(r, 5, 20);
	size_t changes = words->len * (size_t)share / 100;

	while (changes-- > 0)
		words->at[random_between(r, 0, (long)words->len - 1)] =
		    word(rank(r, VOCABULARY));
}

/* A sentence to the end, a few times. */
static void
move(struct arena *a, struct random *r, struct key_list *words)
{
	uint32_t sentence[SENTENCE];

	(void)a;
	for (long times = random_between(r, 0, 3); times > 0 &&
	    words->len > 2 * SENTENCE; times--) {
		size_t from = (size_t)random_between(r, 0,
		    (long)(words->len - SENTENCE));
		uint32_t *at = words->at + from;
		size_t behind = words->len - from - SENTENCE;
		memcpy(sentence, at, sizeof(sentence));
		memmove(at, at + SENTENCE, behind * sizeof(*at));
		memcpy(at + behind, sentence, sizeof(sentence));
	}
}

/* Some copies grow by as much as half. */
static void
grow(struct arena *a, const struct crowd *c, struct random *r, long number,
    struct key_list *words)
{
	struct crowd half = *c;

	half.words = (long)words->len / 4;
	if (random_chance(r, 30))
		add_own(a, &half, number + (GROWN_SEED << 24), words);
}

struct crowd_note
crowd_note(struct arena *a, const struct crowd *c, long number)
{
	struct random r = random_of(c->seed, (uint64_t)number);
	struct key_list own = {0}, all = {0};
	long patient = number / CROWD_VISITS;
	uint32_t kind = number % CROWD_VISITS == 0 ? 0 :
	    number % CROWD_VISITS == CROWD_VISITS - 1 ? 1 : 2;
	struct crowd_note out = {.patient = (uint32_t)patient,
	    .author = (uint32_t)(patient % CROWD_AUTHORS)};

	out.group = out.author * CROWD_KINDS + kind;
	out.copy_of = source_of(c, number);
	add_own(a, c, out.copy_of == CROWD_NONE ? number : out.copy_of, &own);
	if (out.copy_of != CROWD_NONE) {
		edit(&r, &own);
		move(a, &r, &own);
		grow(a, c, &r, number, &own);
	}
	add_template(a, c, &r, kind, &all);
	for (size_t i = 0; i < own.len; i++)
		vec_push(a, &all, own.at[i]);
	out.keys = all.at;
	out.n = (uint32_t)all.len;
	return out;
}
