/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Allocations that fail on demand.
 *
 * A test linked with alloc_fail.c and $(alloc_fail_ldflags) has its calls of
 * malloc, calloc, realloc and strdup, and those of the library, counted here.
 * What shared libraries and libc itself allocate is not.  The usual loop lets
 * the first allocation fail, then the second, until none is left to fail:
 *
 *	size_t nth = 0;
 *	do {
 *		alloc_fail_at(++nth);
 *		status = what_is_tested();
 *		failed = alloc_fail_stop();
 *		assert_int_equal(status, failed ? E_MEMORY : OK);
 *	} while (failed);
 *
 * Works below AddressSanitizer, whose leak check then sees to it that the
 * way out released everything.  The count is shared by all threads.
 */
#ifndef TESTS_ALLOC_FAIL_H
#define TESTS_ALLOC_FAIL_H

#include <stdbool.h>
#include <stddef.h>

/** Let the `nth` allocation from now on fail once; the next is the first. */
void alloc_fail_at(size_t nth);

/** No more failing.  True if an allocation failed since alloc_fail_at(). */
bool alloc_fail_stop(void);

#endif
