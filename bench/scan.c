/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan PATTERNS TABLE NOTES [ROUNDS]: the scanner against a plain loop.
 *
 * Both find all matches of all shipped patterns in the same notes, which are
 * in memory, on one thread and with JIT; the plain loop is one PCRE2 search a
 * pattern, compiled beforehand.  Rounds of the two alternate, so that a busy
 * machine hurts both alike.  Exits with 1 when they do not find the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/limits.h"
#include "base/vec.h"
#include "ingest/feed.h"
#include "ingest/walk.h"
#include "match/regex.h"
#include "match/scanner.h"

enum { MOST_ROUNDS = 99, USUAL_ROUNDS = 5 };

/* Whatever finds the matches. */
struct matcher {
	const char *name;
	void (*scan)(struct matcher *m, struct str text);
	const struct scanner *scanner;
	struct scratch *scratch;
	struct regex *regexes;
	size_t n_regexes;
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	size_t given_up;		/* searches that met a limit */
	size_t hits;
	uint64_t sum;			/* of what was found, in any order */
	double seconds[MOST_ROUNDS];
};

struct bench {
	struct arena *arena;
	struct pack *pack;
	struct scanner *scanner;
	VEC(struct str) notes;
	size_t bytes;
	struct matcher clever, plain;
};

static void
count(struct matcher *m, const struct pattern *pattern, struct span at)
{
	uint64_t z = (uint64_t)pattern->index << 48 ^
	    (uint64_t)at.start << 24 ^ at.end;

	m->hits++;
	m->sum += (z ^ z >> 29) * 0xBF58476D1CE4E5B9u;
}

static void
count_hit(void *context, const struct hit *hit)
{
	count(context, hit->pattern, hit->span);
}

static void
scan_cleverly(struct matcher *m, struct str text)
{
	m->given_up += scanner_run(m->scanner, m->scratch, text, count_hit, m);
}

static void
scan_plainly(struct matcher *m, struct str text)
{
	const size_t *groups = pcre2_get_ovector_pointer(m->match);

	for (size_t i = 0; i < m->n_regexes; i++) {
		const struct regex *r = &m->regexes[i];
		for (size_t at = 0; at <= text.len; at = groups[1]) {
			int rc = pcre2_match(r->floating,
			    (PCRE2_SPTR)text.ptr, text.len, at,
			    PCRE2_NO_UTF_CHECK, m->match, m->context);
			m->given_up += rc < 0 && rc != PCRE2_ERROR_NOMATCH;
			if (rc < 0)
				break;
			count(m, r->pattern,
			    (struct span){groups[0], groups[1]});
		}
	}
}

static enum status
read_notes(struct bench *b, const char *folder, struct err *err)
{
	struct walk *walk = walk_new(&folder, 1, err);
	struct walk_item item;
	enum status status = walk == NULL ? E_MEMORY : OK;

	while (status == OK && walk_next(walk, &item)) {
		struct feed_buffer file = {0};
		if (item.trouble != NULL)
			status = err_set(err, E_IO, "%s: cannot be read",
			    item.file);
		else
			status = feed_file(item.file, LIMIT_FILE_BYTES,
			    &file, err);
		if (status == OK)
			vec_push(b->arena, &b->notes, arena_str(b->arena,
			    (struct str){file.ptr, file.len}));
		b->bytes += file.len;
		feed_buffer_free(&file);
	}
	walk_free(walk);
	if (status == OK && b->bytes == 0)
		return err_set(err, E_INPUT, "%s: holds no notes", folder);
	return status;
}

static enum status
make_clever(struct bench *b, const char *tables, struct err *err)
{
	enum status status = scanner_new(b->pack,
	    prebuilt_open(tables, false), &b->scanner, err);

	if (status != OK)
		return status;
	scanner_speed_up(b->scanner);
	b->clever = (struct matcher){.name = "scanner", .scan = scan_cleverly,
	    .scanner = b->scanner, .scratch = scratch_new(b->scanner)};
	return b->clever.scratch != NULL ? OK :
	    err_set(err, E_MEMORY, "out of memory");
}

static enum status
make_plain(struct bench *b, struct err *err)
{
	struct matcher *m = &b->plain;
	size_t n = b->pack->patterns.len;

	*m = (struct matcher){.name = "plain loop", .scan = scan_plainly};
	m->match = pcre2_match_data_create(LIMIT_GROUPS, NULL);
	m->context = pcre2_match_context_create(NULL);
	m->stack = pcre2_jit_stack_create(32 * 1024, LIMIT_JIT_STACK, NULL);
	if (m->match == NULL || m->context == NULL || m->stack == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	pcre2_set_match_limit(m->context, LIMIT_MATCH_STEPS);
	pcre2_set_depth_limit(m->context, LIMIT_MATCH_DEPTH);
	pcre2_jit_stack_assign(m->context, NULL, m->stack);
	m->regexes = arena_array(b->arena, n + 1, sizeof(*m->regexes));
	for (size_t i = 0; i < n; i++) {
		struct regex *r = &m->regexes[i];
		enum status status = regex_compile(b->arena,
		    b->pack->patterns.at[i], r, err);
		if (status == OK)
			status = regex_add_floating(r, err);
		if (status != OK)
			return status;
		m->n_regexes = i + 1;
		pcre2_jit_compile(r->floating, PCRE2_JIT_COMPLETE);
	}
	return OK;
}

static void
run_round(const struct bench *b, struct matcher *m, size_t round)
{
	struct timespec from, to;

	m->given_up = 0;
	m->hits = 0;
	m->sum = 0;
	clock_gettime(CLOCK_MONOTONIC, &from);
	for (size_t i = 0; i < b->notes.len; i++)
		m->scan(m, b->notes.at[i]);
	clock_gettime(CLOCK_MONOTONIC, &to);
	m->seconds[round] = (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static int
by_time(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Median megabytes a second. */
static double
speed(const struct bench *b, struct matcher *m, size_t rounds)
{
	qsort(m->seconds, rounds, sizeof(*m->seconds), by_time);
	return (double)b->bytes / 1e6 / m->seconds[rounds / 2];
}

static bool
compare(struct bench *b, size_t rounds)
{
	for (size_t i = 0; i < rounds; i++) {
		run_round(b, &b->clever, i);
		run_round(b, &b->plain, i);
	}
	double clever = speed(b, &b->clever, rounds);
	double plain = speed(b, &b->plain, rounds);
	printf("%zu patterns, %zu notes, %.1f MB, %zu matches\n",
	    b->pack->patterns.len, b->notes.len, (double)b->bytes / 1e6,
	    b->clever.hits);
	printf("%s %.2f MB/s\n%s %.2f MB/s\nratio %.2f\n", b->clever.name,
	    clever, b->plain.name, plain, clever / plain);
	if (b->clever.hits == b->plain.hits && b->clever.sum == b->plain.sum)
		return true;
	/* A search that meets a limit ends; an attempt at one place goes on. */
	if (b->plain.given_up > 0) {
		printf("given up at a limit: %zu attempts, %zu searches\n",
		    b->clever.given_up, b->plain.given_up);
		return true;
	}
	fprintf(stderr, "scan: the plain loop found %zu matches, and not the "
	    "same\n", b->plain.hits);
	return false;
}

static void
clear(struct bench *b)
{
	for (size_t i = 0; i < b->plain.n_regexes; i++)
		regex_free(&b->plain.regexes[i]);
	pcre2_match_data_free(b->plain.match);
	pcre2_match_context_free(b->plain.context);
	pcre2_jit_stack_free(b->plain.stack);
	scratch_free(b->clever.scratch);
	scanner_free(b->scanner);
	pack_free(b->pack);
	arena_free(b->arena);
}

static int
run(struct bench *b, char **argv, size_t rounds)
{
	struct err err = {0};

	if (pack_load(argv[1], NULL, 0, &b->pack, &err) != OK ||
	    read_notes(b, argv[3], &err) != OK ||
	    make_clever(b, argv[2], &err) != OK ||
	    make_plain(b, &err) != OK) {
		fprintf(stderr, "scan: %s\n", err.text);
		return 2;
	}
	return compare(b, rounds) ? 0 : 1;
}

int
main(int argc, char **argv)
{
	struct bench b = {.arena = arena_new((size_t)1 << 30)};
	long rounds = USUAL_ROUNDS;
	int status = 2;

	if (argc < 4 || argc > 5 || (argc == 5 &&
	    (!str_number(str_of(argv[4]), MOST_ROUNDS, &rounds) ||
	    rounds == 0)))
		fputs("usage: scan PATTERNS TABLE NOTES [ROUNDS]\n", stderr);
	else if (b.arena == NULL || ARENA_FAILED(b.arena))
		fputs("scan: out of memory\n", stderr);
	else
		status = run(&b, argv, (size_t)rounds);
	clear(&b);
	return status;
}
