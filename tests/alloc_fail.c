/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_fail.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The linker sends each call of x() to __wrap_x(), and __real_x() to x(). */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);

static atomic_size_t left;	/* allocations up to the failing one; 0: off */
static atomic_bool failed;

void
alloc_fail_at(size_t nth)
{
	atomic_store(&failed, false);
	atomic_store(&left, nth);
}

bool
alloc_fail_stop(void)
{
	atomic_store(&left, 0);
	return atomic_load(&failed);
}

/* Is this the allocation that fails? */
static bool
fails(void)
{
	size_t now = atomic_load(&left);

	do {
		if (now == 0)
			return false;
	} while (!atomic_compare_exchange_weak(&left, &now, now - 1));
	if (now > 1)
		return false;
	atomic_store(&failed, true);
	errno = ENOMEM;
	return true;
}

void *
__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

char *
__wrap_strdup(const char *text)
{
	return fails() ? NULL : __real_strdup(text);
}
