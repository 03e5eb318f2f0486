/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make-weights PATTERNS TABLE FOLDER...: weights.csv, learnt from the labelled
 * notes of folders and printed.
 *
 * A statement in which patterns found an element that the label confirms
 * speaks for it, as in the examples of the packs; no statement of a note whose label denies the element does,
 * and these count for more, being few; the other statements of a note that has
 * it may, or may not, and count for less.  The weights are those of a logistic regression that pays for
 * each weight it uses (L1), so that few words remain, by FTRL-Proximal
 * (McMahan et al., "Ad Click Prediction: a View from the Trenches", 2013).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/hash.h"
#include "base/limits.h"
#include "eval/labels.h"
#include "ingest/walk.h"
#include "match/weigher.h"

/* What is said in words of its own, so that patterns alone miss some of it. */
static const enum element taught[] = {EL_GOAL, EL_PROGRESS, EL_RESPONSE,
    EL_PURPOSE, EL_FUNCTIONAL_LIMITATION, EL_SKILLED, EL_MEDICAL_NECESSITY,
    EL_OBJECTIVE, EL_PLAN};

enum {
	TAUGHT = sizeof(taught) / sizeof(*taught),
	RAREST = 3,		/* statements a word must stand in */
	ROUNDS = 30,		/* over all statements */
};

static const double RATE = 0.1;		/* of learning */
static const double PRICE = 4.0;	/* of a weight, in statements */
static const double UNSURE = 0.35;	/* what a statement that may counts */
static const double DENIED = 3.0;	/* what one counts that does not */
static const double CERTAINTY = 0.7;	/* that a statement must reach */
static const double LEAST = 0.1;	/* weights below are left out */

enum said { SAID_NOT, SAID_UNSURE, SAID_NO, SAID_YES };

/* A statement: what it says, by number, and what it is to be taken for. */
struct sample {
	uint32_t *features;
	size_t n;
	unsigned char said[TAUGHT];
};

/* A word or two, as first met. */
struct known {
	uint64_t key;
	uint32_t number;
	uint32_t seen;
	const char *text;
	UT_hash_handle hh;
};

struct lesson {
	struct arena *arena;
	struct worker *worker;
	struct known *known;
	VEC(struct known *) by_number;
	VEC(struct sample) samples;
};

/* A word as features_of() folds it, but for its ending. */
static struct str
word_of(struct arena *a, struct str text, struct span at)
{
	struct str word = arena_str(a, str_slice(text, at));

	if (word.len > 0 && is_digit(word.ptr[0]))
		return STR("0");
	for (size_t i = 0; i < word.len; i++)
		((char *)word.ptr)[i] = to_lower(word.ptr[i]);
	return word;
}

static const char *
text_of(struct arena *a, struct str text, const struct feature *f)
{
	struct str first = word_of(a, text, f->first);
	struct str second = word_of(a, text, f->second);

	return arena_printf(a, "%.*s%s%.*s", STR_ARG(first),
	    second.len > 0 ? " " : "", STR_ARG(second)).ptr;
}

static uint32_t
number_of(struct lesson *l, struct str text, const struct feature *f)
{
	struct arena *a = l->arena;
	struct known *k;

	HASH_FIND(hh, l->known, &f->key, sizeof(f->key), k);
	if (k == NULL) {
		k = arena_alloc(a, sizeof(*k));
		k->key = f->key;
		k->number = (uint32_t)l->by_number.len;
		k->text = text_of(a, text, f);
		HASH_ADD(hh, l->known, key, sizeof(k->key), k);
		vec_push(a, &l->by_number, k);
	}
	k->seen++;
	return k->number;
}

static bool
holds_evidence(const struct facts *f, enum element e, struct span statement)
{
	for (size_t i = 0; i < f->evidence[e].at.len; i++)
		if (span_touches(f->evidence[e].at.at[i], statement))
			return true;
	return false;
}

static enum said
said_of(const struct facts *f, const struct label *label, enum element e,
    struct span statement)
{
	if (texts_have(&label->disputed, element_name(e)))
		return SAID_NOT;
	if (!label->present[e])
		return SAID_NO;
	return holds_evidence(f, e, statement) ? SAID_YES : SAID_UNSURE;
}

static void
take_statement(struct lesson *l, const struct facts *f,
    const struct label *label, struct span at)
{
	struct arena *a = l->arena;
	struct str text = str_slice(f->reading->note->text, at);
	struct features features = {0};
	struct sample s = {0};

	features_of(a, text, &features);
	s.features = arena_array(a, features.len + 1, sizeof(*s.features));
	for (size_t i = 0; i < features.len; i++)
		s.features[s.n++] = number_of(l, text, &features.at[i]);
	for (size_t i = 0; i < TAUGHT; i++)
		s.said[i] = (unsigned char)said_of(f, label, taught[i], at);
	vec_push(a, &l->samples, s);
}

/* Of a document that is one note; NULL for another. */
static const struct facts *
facts_in(const struct report *report)
{
	return report->results.len == 1 ? report->results.at[0].facts : NULL;
}

/* All of them; none where there are no facts. */
static void
take_statements(struct lesson *l, const struct facts *f,
    const struct label *label)
{
	for (size_t i = 0; f != NULL && i < f->reading->statements.len; i++)
		take_statement(l, f, label,
		    f->reading->statements.at[i].span);
}

static enum status
take_note(struct lesson *l, const char *file, struct err *err)
{
	const char *label_file = label_beside(l->arena, file);
	struct label label;
	struct report *report;

	if (strcmp(label_file, file) == 0 || access(label_file, F_OK) != 0)
		return OK;
	if (!label_read(l->arena, label_file, &label, err))
		return err->status;
	enum status status = audit_file(l->worker, file, &report, err);
	if (status != OK)
		return status;
	take_statements(l, facts_in(report), &label);
	report_free(report);
	return OK;
}

/* An example of the packs: what patterns make of it is meant. */
static enum status
take_example(struct lesson *l, size_t which, const char *text, struct err *err)
{
	enum element e = taught[which];
	struct label label = {.present = {false}};
	struct report *report;

	enum status status = audit_bytes(l->worker, "example", str_of(text),
	    &report, err);
	if (status != OK)
		return status;
	const struct facts *f = facts_in(report);
	for (size_t i = 0; i < TAUGHT; i++)
		if (i != which)
			vec_push(l->arena, &label.disputed,
			    element_name(taught[i]));
	label.present[e] = f != NULL && f->present[e];
	take_statements(l, f, &label);
	report_free(report);
	return OK;
}

static enum status
take_list(struct lesson *l, size_t which, const struct texts *list,
    struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < list->len && status == OK; i++)
		status = take_example(l, which, list->at[i], err);
	return status;
}

/* The number among those taught of the element a concept speaks for. */
static size_t
taught_by(const struct concept *c)
{
	size_t i = 0;

	while (i < TAUGHT && (c->element == NULL ||
	    strcmp(c->element, element_name(taught[i])) != 0))
		i++;
	return i;
}

/* Near misses are what words alone tell worst. */
static enum status
take_examples(struct lesson *l, const struct pack *pack, struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < pack->patterns.len && status == OK; i++) {
		const struct pattern *p = pack->patterns.at[i];
		size_t which = taught_by(p->concept);
		if (which == TAUGHT)
			continue;
		status = take_list(l, which, &p->match, err);
		if (status == OK)
			status = take_list(l, which, &p->skip, err);
	}
	for (size_t i = 0; i < pack->concepts.len && status == OK; i++) {
		const struct concept *c = pack->concepts.at[i];
		size_t which = taught_by(c);
		if (which == TAUGHT)
			continue;
		status = take_list(l, which, &c->match, err);
		if (status == OK)
			status = take_list(l, which, &c->skip, err);
	}
	return status;
}

static enum status
take_all(struct lesson *l, const char *const *folders, size_t n,
    struct err *err)
{
	struct walk *walk = walk_new(folders, n, err);
	enum status status = walk == NULL ? E_MEMORY : OK;
	struct walk_item item;

	while (status == OK && walk_next(walk, &item))
		if (item.trouble == NULL && item.aside == NULL)
			status = take_note(l, item.file, err);
	walk_free(walk);
	return status;
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
teach(const struct lesson *l, size_t which, struct coordinate *all)
{
	const double worth[] = {[SAID_UNSURE] = UNSURE, [SAID_NO] = DENIED,
	    [SAID_YES] = 1};
	const double price = PRICE * ROUNDS;
	size_t least = l->by_number.len;	/* what every statement has */
	uint64_t state = 1;

	for (size_t i = 0; i < ROUNDS * l->samples.len; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		const struct sample *s = &l->samples.at[(state >> 33) %
		    l->samples.len];
		enum said said = s->said[which];
		double sum = weight_of(&all[least], 0);
		if (said == SAID_NOT)
			continue;
		for (size_t k = 0; k < s->n; k++)
			sum += weight_of(&all[s->features[k]], price);
		double gradient = worth[said] *
		    (1 / (1 + exp(-sum)) - (said == SAID_YES));
		teach_one(&all[least], gradient, 0);
		for (size_t k = 0; k < s->n; k++)
			if (l->by_number.at[s->features[k]]->seen >= RAREST)
				teach_one(&all[s->features[k]], gradient,
				    price);
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

static void
print_row(enum element e, const struct row *r)
{
	printf("%s,%s,", element_name(e), r->words);
	printf(r->weight > 0 ? "%.2f,\n" : ",%.2f\n", fabs(r->weight));
}

static void
teach_and_print(struct lesson *l, size_t which)
{
	struct arena *a = l->arena;
	size_t n = l->by_number.len, rows = 0;
	struct coordinate *all = arena_array(a, n + 1, sizeof(*all));
	struct row *row = arena_array(a, n + 1, sizeof(*row));

	teach(l, which, all);
	print_row(taught[which], &(struct row){"*", weight_of(&all[n], 0) -
	    log(CERTAINTY / (1 - CERTAINTY))});
	for (size_t i = 0; i < n; i++) {
		double w = weight_of(&all[i], PRICE * ROUNDS);
		if (fabs(w) >= LEAST &&
		    strpbrk(l->by_number.at[i]->text, ",\"") == NULL)
			row[rows++] = (struct row){l->by_number.at[i]->text, w};
	}
	qsort(row, rows, sizeof(*row), by_weight);
	for (size_t i = 0; i < rows; i++)
		print_row(taught[which], &row[i]);
}

static int
fail(const struct err *err)
{
	fprintf(stderr, "make-weights: %s\n", err->text);
	return 1;
}

static enum status
learn(struct worker *worker, const struct pack *pack,
    const char *const *folders, size_t n, struct err *err)
{
	struct lesson l = {.arena = arena_new(LIMIT_PACK_ARENA),
	    .worker = worker};

	if (l.arena == NULL || worker == NULL || ARENA_FAILED(l.arena)) {
		arena_free(l.arena);
		return err_set(err, E_MEMORY, "out of memory");
	}
	enum status status = take_examples(&l, pack, err);
	if (status == OK)
		status = take_all(&l, folders, n, err);
	for (size_t i = 0; status == OK && i < TAUGHT; i++)
		teach_and_print(&l, i);
	arena_disarm(l.arena);
	arena_free(l.arena);
	return status;
}

int
main(int argc, char **argv)
{
	const struct options options = {.threads = 1};
	struct pack *pack;
	struct engine *engine;
	struct err err;

	if (argc < 4) {
		fputs("usage: make-weights PATTERNS TABLE FOLDER...\n", stderr);
		return 2;
	}
	if (pack_load(argv[1], NULL, 0, &pack, &err) != OK)
		return fail(&err);
	pack->weights.len = 0;	/* what patterns find, and no more */
	enum status status = engine_new(pack, prebuilt_open(argv[2], false),
	    &options, &engine, &err);
	if (status == OK) {
		struct worker *worker = worker_new(engine);
		status = learn(worker, pack, (const char *const *)argv + 3,
		    (size_t)argc - 3, &err);
		worker_free(worker);
		engine_free(engine);
	}
	pack_free(pack);
	return status == OK ? 0 : fail(&err);
}
