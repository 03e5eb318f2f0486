/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "pack/csv.h"
#include "pack/source.h"

/* STR() is no constant expression. */
#define NAME(lit) .name = {(lit), sizeof(lit) - 1}

/* The codes of the examples; whatever is not here has units of 15 minutes. */
static const struct unit_code codes[] = {
	{NAME("97129"), .length = 15, .further = &codes[1]},
	{NAME("97130"), .length = 15, .first = &codes[0]},
	{NAME("92607"), .length = 60, .further = &codes[3]},
	{NAME("92608"), .length = 30, .first = &codes[2]},
	{NAME("96105"), .length = 60},
	{NAME("97010")},
	{NAME("97014")},
	{NAME("97150")},
	{NAME("G0283")},
};

static const struct {
	const char *name;
	enum counting rule;
} rules[] = {
	{"total-time", COUNT_TOTAL_TIME},
	{"per-code", COUNT_PER_CODE},
	{"full-15", COUNT_FULL_15},
};

VEC_TYPE(known, struct unit_code *);

static const struct unit_code *
code_named(struct arena *a, struct known *known, struct str name)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (str_eq(codes[i].name, name))
			return &codes[i];
	for (size_t i = 0; i < known->len; i++)
		if (str_eq(known->at[i]->name, name))
			return known->at[i];
	struct unit_code *code = arena_alloc(a, sizeof(*code));
	*code = (struct unit_code){.name = name, .length = 15};
	vec_push(a, known, code);
	return code;
}

/* Cuts the part before `mark` off `rest`. */
static struct str
take(struct str *rest, char mark)
{
	size_t n = 0;

	while (n < rest->len && rest->ptr[n] != mark)
		n++;
	struct str part = {rest->ptr, n};
	n += n < rest->len;
	*rest = (struct str){rest->ptr + n, rest->len - n};
	return part;
}

static int
number(struct str s)
{
	long n = -1;

	assert_true(str_number(s, 100000, &n));
	return (int)n;
}

/* Is the way the one that "97110:2;97140:1" says? */
static bool
way_is(const struct units *u, const int *way, struct str wanted)
{
	size_t matched = 0;

	while (wanted.len > 0) {
		struct str units = take(&wanted, ';');
		struct str code = take(&units, ':');
		size_t i = 0;

		while (i < u->lines.len &&
		    !str_eq(u->lines.at[i].code->name, code))
			i++;
		if (i == u->lines.len || way[i] != number(units))
			return false;
		matched++;
	}
	return matched == u->lines.len;
}

static void
check_example(struct arena *a, enum counting rule, struct str name,
    struct str minutes, struct str wanted)
{
	struct known known = {0};
	VEC(struct unit_time) times = {0};
	struct units u;
	size_t ways = 0;

	while (minutes.len > 0) {
		struct str m = take(&minutes, ';');
		struct str code = take(&m, ':');
		vec_push(a, &times, (struct unit_time){
		    code_named(a, &known, code), number(m)});
	}
	units_count(a, rule, times.at, times.len, &u);
	while (wanted.len > 0) {
		struct str way = take(&wanted, '|');
		size_t i = 0;

		while (i < u.ways.len && !way_is(&u, u.ways.at[i], way))
			i++;
		if (i == u.ways.len)
			fail_msg("%.*s: no distribution is %.*s",
			    STR_ARG(name), STR_ARG(way));
		ways++;
	}
	if (ways != u.ways.len)
		fail_msg("%.*s: %zu distributions, not %zu", STR_ARG(name),
		    u.ways.len, ways);
	assert_false(u.more_ways);
	assert_true(u.steps.len > 0);
}

static struct str
cell(const struct csv *csv, const char *column)
{
	for (size_t i = 0; i < csv->header.len; i++)
		if (str_eq(csv->header.at[i].text, str_of(column)))
			return csv->row.at[i].text;
	fail_msg("%s: no column %s", csv->file, column);
	return (struct str){0};
}

static enum counting
rule_named(struct str name)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (str_eq(str_of(rules[i].name), name))
			return rules[i].rule;
	fail_msg("no rule %.*s", STR_ARG(name));
	return COUNT_TOTAL_TIME;
}

/* Every row of a table; `rule` NULL: the table says it in a column. */
static size_t
check_table(const char *file, const char *minutes, const char *units,
    const char *rule)
{
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	struct err err = {0};
	struct csv csv;
	struct str text;
	size_t rows = 0;
	bool more = true;

	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	assert_true(source_read(a, file, &text, &err));
	assert_true(csv_open(&csv, a, file, text, &err));
	for (; csv_row(&csv, &more, &err) && more; rows++)
		check_example(a,
		    rule_named(rule ? str_of(rule) : cell(&csv, "rule")),
		    cell(&csv, "example"), cell(&csv, minutes),
		    cell(&csv, units));
	assert_int_equal(err.status, OK);
	arena_disarm(a);
	arena_free(a);
	return rows;
}

static const char *
source_dir(void)
{
	const char *dir = getenv("srcdir");

	return dir != NULL ? dir : ".";
}

static void
test_own_examples(void **state)
{
	char file[4096];

	(void)state;
	snprintf(file, sizeof(file), "%s/tests/data/unit_examples.csv",
	    source_dir());
	assert_true(check_table(file, "minutes", "units", NULL) >= 80);
}

/* The reference tables stand beside a development checkout only. */
static void
check_reference(const char *name, const char *rule, size_t least)
{
	char file[4096];

	snprintf(file, sizeof(file), "%s/../shared/reference/%s", source_dir(),
	    name);
	FILE *there = fopen(file, "r");
	if (there == NULL)
		skip();
	fclose(there);
	assert_true(check_table(file, "codes_minutes", "expected_units",
	    rule) >= least);
}

static void
test_total_time_reference(void **state)
{
	(void)state;
	check_reference("cms_unit_examples.csv", "total-time", 50);
}

static void
test_per_code_reference(void **state)
{
	(void)state;
	check_reference("ama_unit_examples.csv", "per-code", 14);
}

/* An oracle that knows the rule by what it is for.  Try every allocation of
 * as many units as the pool's interval grants; right are those whose units
 * stand over the most treated minutes, a unit reaching over 15 of them. */
enum { MOST_CODES = 4 };

struct oracle {
	const int *minutes;
	int n;
	int units;
	int best;
	size_t ways;
	int way[UNITS_MOST_WAYS][MOST_CODES];
};

static int
interval(int minutes)
{
	int n = 0;

	while (minutes > 15 * n + 7)
		n++;
	return n;
}

static int
covered(const struct oracle *o, const int *b)
{
	int sum = 0;

	for (int i = 0; i < o->n; i++)
		sum += b[i] * 15 < o->minutes[i] ? b[i] * 15 : o->minutes[i];
	return sum;
}

static void
oracle_try(struct oracle *o, const int *b)
{
	int sum = 0;

	for (int i = 0; i < o->n; i++)
		sum += b[i];
	if (sum != o->units)
		return;
	sum = covered(o, b);
	if (sum > o->best) {
		o->best = sum;
		o->ways = 0;
	}
	if (sum == o->best && o->ways < UNITS_MOST_WAYS)
		memcpy(o->way[o->ways++], b, sizeof(o->way[0]));
}

static void
oracle_run(struct oracle *o, const int *minutes, int n)
{
	int b[MOST_CODES] = {0};
	int pool = 0;
	int i;

	*o = (struct oracle){.minutes = minutes, .n = n, .best = -1};
	for (i = 0; i < n; i++)
		pool += minutes[i];
	o->units = interval(pool);
	do {
		oracle_try(o, b);
		for (i = 0; i < n && b[i] == o->units; i++)
			b[i] = 0;
		if (i < n)
			b[i]++;
	} while (i < n);
}

static bool
oracle_has(const struct oracle *o, const int *way)
{
	for (size_t i = 0; i < o->ways; i++)
		if (memcmp(o->way[i], way, (size_t)o->n * sizeof(*way)) == 0)
			return true;
	return false;
}

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
one_round(struct arena *a, uint32_t *seed)
{
	static const struct unit_code code[MOST_CODES] = {
		{NAME("a"), .length = 15},
		{NAME("b"), .length = 15},
		{NAME("c"), .length = 15},
		{NAME("d"), .length = 15},
	};
	int n = 1 + (int)(roll(seed) % MOST_CODES);
	int most = n < 3 ? 130 : 34;
	int minutes[MOST_CODES] = {0};
	struct unit_time times[MOST_CODES];
	struct oracle o;
	struct units u;

	for (int i = 0; i < n; i++) {
		minutes[i] = (int)(roll(seed) % (unsigned)most);
		times[i] = (struct unit_time){&code[i], minutes[i]};
	}
	oracle_run(&o, minutes, n);
	assert_false(ARENA_FAILED(a));
	units_count(a, COUNT_TOTAL_TIME, times, (size_t)n, &u);
	assert_int_equal(u.total, o.units);
	assert_int_equal(u.ways.len, o.ways);
	for (size_t i = 0; i < u.ways.len; i++)
		assert_true(oracle_has(&o, u.ways.at[i]));
	arena_reset(a);
}

static void
test_against_every_allocation(void **state)
{
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	uint32_t seed = 20240301;

	(void)state;
	assert_non_null(a);
	for (int round = 0; round < 100000; round++)
		one_round(a, &seed);
	arena_free(a);
}

static void
test_per_code_against_counting_up(void **state)
{
	static const int lengths[] = {15, 20, 30, 60, 120};

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		int units = 0;

		/* A unit is earned once more than half of it is done. */
		for (int m = 0; m <= 1440; m++) {
			if (2 * (m - units * lengths[i]) > lengths[i])
				units++;
			assert_int_equal(units_by_midpoint(m, lengths[i]),
			    units);
		}
	}
}

static void
test_blocks_order_and_bounds(void **state)
{
	static const struct unit_code a15 = {NAME("a"), .length = 15};
	static const struct unit_code b15 = {NAME("b"), .length = 15};
	static const struct unit_code untimed = {NAME("u")};
	const struct unit_time times[] = {
		{&a15, 10}, {&untimed, 500}, {&b15, 20}, {&a15, 10}, {&b15, -9},
		{&b15, INT32_MAX},
	};
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	struct units u;

	(void)state;
	assert_false(ARENA_FAILED(a));
	units_count(a, COUNT_TOTAL_TIME, times, 5, &u);
	assert_int_equal(u.lines.len, 3);
	assert_int_equal(u.pool_minutes, 40);
	assert_int_equal(u.pool_units, 3);
	assert_int_equal(u.total, 4);
	assert_int_equal(u.ways.len, 2);
	assert_int_equal(u.ways.at[0][0], 2);
	assert_int_equal(u.ways.at[0][1], 1);
	assert_int_equal(u.ways.at[0][2], 1);
	assert_int_equal(u.unused, 0);
	units_count(a, COUNT_PER_CODE, times, 5, &u);
	assert_int_equal(u.total, 3);
	assert_int_equal(u.unused, 10);
	units_count(a, COUNT_PER_CODE, times, 6, &u);
	assert_int_equal(u.lines.at[2].minutes, UNITS_MOST_MINUTES);
	units_count(a, COUNT_TOTAL_TIME, times, 0, &u);
	assert_int_equal(u.total, 0);
	assert_int_equal(u.ways.len, 1);
	arena_disarm(a);
	arena_free(a);
}

static void
test_ways_stop_at_the_limit(void **state)
{
	enum { CODES = 12 };
	struct unit_code code[CODES];
	struct unit_time times[CODES];
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	struct units u;

	(void)state;
	assert_false(ARENA_FAILED(a));
	for (size_t i = 0; i < CODES; i++) {
		code[i] = (struct unit_code){NAME("x"), .length = 15};
		times[i] = (struct unit_time){&code[i], 7};
	}
	units_count(a, COUNT_TOTAL_TIME, times, CODES, &u);
	assert_int_equal(u.total, 6);
	assert_int_equal(u.ways.len, UNITS_MOST_WAYS);
	assert_true(u.more_ways);
	arena_disarm(a);
	arena_free(a);
}

static void
test_reasons_are_said(void **state)
{
	static const struct unit_code x = {NAME("97110"), .length = 15};
	static const struct unit_code y = {NAME("97140"), .length = 15};
	const struct unit_time times[] = {{&x, 33}, {&y, 7}};
	static const char *const wanted[] = {
		("total time: 40 minutes of timed codes make 3 units "
		    "(from 8 minutes on 1, from 23 on 2, one more every 15)"),
		"97110: 33 minutes, 2 full units and 3 left",
		"97140: 7 minutes, 0 full units and 7 left",
		"1 more unit where 7 minutes are left: 97140",
	};
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	struct units u;

	(void)state;
	assert_false(ARENA_FAILED(a));
	units_count(a, COUNT_TOTAL_TIME, times, 2, &u);
	assert_int_equal(u.steps.len, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(u.steps.at[i].ptr, wanted[i]);
	arena_disarm(a);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_examples),
		cmocka_unit_test(test_total_time_reference),
		cmocka_unit_test(test_per_code_reference),
		cmocka_unit_test(test_against_every_allocation),
		cmocka_unit_test(test_per_code_against_counting_up),
		cmocka_unit_test(test_blocks_order_and_bounds),
		cmocka_unit_test(test_ways_stop_at_the_limit),
		cmocka_unit_test(test_reasons_are_said),
	};

	return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
