/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "../alloc_fail.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/vec.h"

static void
each_kind_of_allocation_fails_once(void **state)
{
	char *volatile p;

	(void)state;
	alloc_fail_at(1);
	p = malloc(8);
	assert_null(p);
	p = malloc(8);
	assert_non_null(p);
	alloc_fail_at(1);
	char *volatile grown = realloc(p, 16);
	assert_null(grown);
	free(p);
	alloc_fail_at(1);
	p = calloc(2, 8);
	assert_null(p);
	alloc_fail_at(1);
	p = strdup("text");
	assert_null(p);
	assert_true(alloc_fail_stop());
}

static void
the_nth_allocation_fails_and_no_other(void **state)
{
	(void)state;
	alloc_fail_at(3);
	for (int i = 1; i <= 5; i++) {
		void *volatile p = malloc(8);
		if (i == 3)
			assert_null(p);
		else
			assert_non_null(p);
		free(p);
	}
	assert_true(alloc_fail_stop());
}

static void
nothing_fails_before_its_turn_or_after_the_stop(void **state)
{
	(void)state;
	alloc_fail_at(2);
	void *volatile p = malloc(8);
	assert_non_null(p);
	free(p);
	assert_false(alloc_fail_stop());
	p = malloc(8);
	assert_non_null(p);
	free(p);
}

struct handles {
	int taken;
	int released;
};

static void
release_handle(void *handle)
{
	struct handles *h = handle;

	h->released++;
}

struct word {
	const char *text;
	UT_hash_handle hh;
};

static void
fill_table(struct arena *a)
{
	struct word *words = NULL, *found = NULL;

	for (int i = 0; i < 200; i++) {
		struct word *w = arena_alloc(a, sizeof(*w));
		w->text = arena_printf(a, "word %d", i).ptr;
		HASH_ADD_KEYPTR(hh, words, w->text, strlen(w->text), w);
	}
	HASH_FIND(hh, words, "word 150", 8, found);
	assert_non_null(found);
}

/* What a reader does: everything of base/ that allocates. */
static enum status
use_an_arena(struct handles *h)
{
	struct arena *a = arena_new((size_t)64 << 20);

	if (a == NULL)
		return E_MEMORY;
	if (ARENA_FAILED(a)) {
		arena_free(a);
		return E_MEMORY;
	}
	VEC(int) numbers = {0};
	for (int i = 0; i < 30000; i++) {
		vec_push(a, &numbers, i);
		if (i % 100 != 0)
			continue;
		h->taken++;
		arena_defer(a, release_handle, h);
	}
	assert_int_equal(numbers.at[29999], 29999);
	fill_table(a);
	arena_array(a, 3, 1000000);
	arena_disarm(a);
	arena_free(a);
	return OK;
}

static void
an_arena_survives_every_failure(void **state)
{
	bool failed;
	size_t nth = 0;

	(void)state;
	do {
		struct handles h = {0};
		alloc_fail_at(++nth);
		enum status status = use_an_arena(&h);
		failed = alloc_fail_stop();
		assert_int_equal(status, failed ? E_MEMORY : OK);
		assert_int_equal(h.taken, h.released);
	} while (failed);
	assert_true(nth > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_allocation_fails_once),
		cmocka_unit_test(the_nth_allocation_fails_and_no_other),
		cmocka_unit_test(
		    nothing_fails_before_its_turn_or_after_the_stop),
		cmocka_unit_test(an_arena_survives_every_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
