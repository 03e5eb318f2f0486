/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/lesson.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/number.h"

enum {
	RAREST = 3,		/* samples a word must stand in */
	ROUNDS = 30,		/* over all samples */
};

static const double RATE = 0.1;		/* of learning */
static const double PRICE = 4.0;	/* of a weight, in samples */
static const double UNSURE = 0.35;	/* what a sample that may counts */
static const double ALONE = 10.0;	/* and one judged by itself:
					 * the label of a note says of many
					 * that one is meant */
static const double LEAST = 0.1;	/* weights below are left out */

/* A word or two, as first met. */
struct known {
	uint64_t key;
	uint32_t number;
	uint32_t seen;
	const char *text;
	UT_hash_handle hh;
};

/* A sample with its words by number. */
struct kept {
	uint32_t *words;
	size_t n;
	unsigned char said[MOST_TAUGHT];
	bool alone[MOST_TAUGHT];
};

struct lesson {
	struct arena *arena;
	const struct taught *taught;
	size_t n_taught;
	struct known *known;
	VEC(struct known *) by_number;
	VEC(struct kept) samples;
};

struct lesson *
lesson_new(struct arena *a, const struct taught *taught, size_t n)
{
	struct lesson *l = arena_alloc(a, sizeof(*l));

	l->arena = a;
	l->taught = taught;
	l->n_taught = n;
	return l;
}

/* A word as it is weighed, but for its ending. */
static struct str
folded(struct arena *a, struct str text)
{
	struct str word = arena_str(a, text);

	if (word.len > 0 && (is_digit(word.ptr[0]) ||
	    (word.len > 2 && number_parse(word) >= 0)))
		return STR("0");
	for (size_t i = 0; i < word.len; i++)
		((char *)word.ptr)[i] = to_lower(word.ptr[i]);
	return word;
}

static const char *
text_of(struct arena *a, const struct feature *f)
{
	bool two = f->second.len > 0;
	struct str first = two ? folded(a, f->first) : STR("");
	struct str last = two ? f->second : f->first;

	if (!f->concept)
		last = folded(a, last);
	return arena_printf(a, "%.*s%s%s%.*s", STR_ARG(first), two ? " " : "",
	    f->concept ? "@" : "", STR_ARG(last)).ptr;
}

static uint32_t
number_of(struct lesson *l, const struct feature *f)
{
	struct arena *a = l->arena;
	struct known *k;

	HASH_FIND(hh, l->known, &f->key, sizeof(f->key), k);
	if (k == NULL) {
		k = arena_alloc(a, sizeof(*k));
		k->key = f->key;
		k->number = (uint32_t)l->by_number.len;
		k->text = text_of(a, f);
		HASH_ADD(hh, l->known, key, sizeof(k->key), k);
		vec_push(a, &l->by_number, k);
	}
	k->seen++;
	return k->number;
}

void
lesson_add(struct lesson *l, const struct sample *s)
{
	struct arena *a = l->arena;
	struct kept kept = {0};

	kept.words = arena_array(a, s->features.len + 1, sizeof(*kept.words));
	for (size_t i = 0; i < s->features.len; i++)
		kept.words[kept.n++] = number_of(l, &s->features.at[i]);
	for (size_t i = 0; i < l->n_taught; i++) {
		kept.said[i] = (unsigned char)s->said[i];
		kept.alone[i] = s->alone[i];
	}
	vec_push(a, &l->samples, kept);
}

/* What is learnt of one word: see the paper for z and n. */
struct coordinate {
	double z;
	double n;
};

static double
weight_of(const struct coordinate *c, double price)
{
	if (fabs(c->z) <= price)
		return 0;
	return -(c->z - copysign(price, c->z)) / ((1 + sqrt(c->n)) / RATE);
}

static void
teach_one(struct coordinate *c, double gradient, double price)
{
	double sigma = (sqrt(c->n + gradient * gradient) - sqrt(c->n)) / RATE;

	c->z += gradient - sigma * weight_of(c, price);
	c->n += gradient * gradient;
}

static void
teach_sample(const struct lesson *l, const struct kept *s, enum said said,
    double worth, struct coordinate *all)
{
	struct coordinate *least = &all[l->by_number.len];
	double sum = weight_of(least, 0);

	for (size_t k = 0; k < s->n; k++)
		sum += weight_of(&all[s->words[k]], PRICE * ROUNDS);
	double gradient = worth * (1 / (1 + exp(-sum)) - (said == SAID_YES));
	teach_one(least, gradient, 0);
	for (size_t k = 0; k < s->n; k++)
		if (l->by_number.at[s->words[k]]->seen >= RAREST)
			teach_one(&all[s->words[k]], gradient, PRICE * ROUNDS);
}

/* The samples in an order that looks like chance, and is the same each time. */
static void
teach(const struct lesson *l, size_t which, struct coordinate *all)
{
	const double worth[] = {[SAID_UNSURE] = UNSURE,
	    [SAID_NO] = l->taught[which].denied, [SAID_YES] = 1};
	uint64_t state = 1;

	for (size_t i = 0; i < ROUNDS * l->samples.len; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		const struct kept *s = &l->samples.at[(state >> 33) %
		    l->samples.len];
		enum said said = s->said[which];
		if (said != SAID_NOT)
			teach_sample(l, s, said, s->alone[which] ?
			    ALONE : worth[said], all);
	}
}

struct row {
	const char *words;
	double weight;
};

/* What speaks for it first. */
static int
by_weight(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->weight != y->weight ? (x->weight < y->weight ? 1 : -1) :
	    strcmp(x->words, y->words);
}

static double
log_odds(double probability)
{
	return log(probability / (1 - probability));
}

static void
print_row(const char *name, const struct row *r)
{
	printf("%s,%s,", name, r->words);
	printf(r->weight > 0 ? "%.2f,\n" : ",%.2f\n", fabs(r->weight));
}

void
lesson_print(struct lesson *l, size_t which)
{
	struct arena *a = l->arena;
	const struct taught *t = &l->taught[which];
	size_t n = l->by_number.len, rows = 0;
	struct coordinate *all = arena_array(a, n + 1, sizeof(*all));
	struct row *row = arena_array(a, n + 1, sizeof(*row));

	teach(l, which, all);
	print_row(t->name, &(struct row){"*", weight_of(&all[n], 0) -
	    log_odds(t->certainty)});
	if (t->doubt > 0)
		print_row(t->name, &(struct row){"?", log_odds(t->doubt) -
		    log_odds(t->certainty)});
	for (size_t i = 0; i < n; i++) {
		double w = weight_of(&all[i], PRICE * ROUNDS);
		if (fabs(w) >= LEAST &&
		    strpbrk(l->by_number.at[i]->text, ",\"") == NULL)
			row[rows++] = (struct row){l->by_number.at[i]->text, w};
	}
	if (rows > 0)
		qsort(row, rows, sizeof(*row), by_weight);
	for (size_t i = 0; i < rows; i++)
		print_row(t->name, &row[i]);
}
