/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
	FIRST_BLOCK = 16 * 1024,
	LARGEST_BLOCK = 1024 * 1024,
	HUGE_PAGE = 2 * 1024 * 1024,
};

/* Memory comes in blocks of growing size, newest first. */
struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

/* What a block of one huge page has room for. */
enum { HUGE_BLOCK = HUGE_PAGE - sizeof(struct block) };

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *handle;
};

struct arena {
	struct block *blocks;
	struct deferred *deferred;
	size_t ceiling;		/* bytes in blocks may not exceed this */
	size_t held;		/* bytes in blocks */
	size_t used;		/* bytes handed out */
	bool roomy;		/* its large blocks are huge pages */
	bool armed;
	bool full;		/* the ceiling was reached */
	jmp_buf trap;
};

struct arena *
arena_new(size_t ceiling)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (a != NULL)
		a->ceiling = ceiling;
	return a;
}

struct arena *
arena_new_roomy(size_t ceiling)
{
	struct arena *a = arena_new(ceiling);

	if (a != NULL)
		a->roomy = true;
	return a;
}

static void
run_deferred(struct arena *a)
{
	for (struct deferred *d = a->deferred; d != NULL; d = d->next)
		d->release(d->handle);
	a->deferred = NULL;
}

static void
free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *next = b->next;
		free(b);
		b = next;
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	run_deferred(a);
	free_blocks(a->blocks);
	free(a);
}

void
arena_reset(struct arena *a)
{
	run_deferred(a);
	/* What one large use took is not kept from then on. */
	if (a->blocks != NULL && a->blocks->size > LARGEST_BLOCK) {
		free_blocks(a->blocks);
		a->blocks = NULL;
		a->held = 0;
	}
	if (a->blocks != NULL) {
		free_blocks(a->blocks->next);
		a->blocks->next = NULL;
		a->blocks->used = 0;
		a->held = a->blocks->size;
	}
	a->used = 0;
	a->armed = a->full = false;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}

bool
arena_is_full(const struct arena *a)
{
	return a->full;
}

jmp_buf *
arena_trap(struct arena *a)
{
	a->armed = true;
	return &a->trap;
}

void
arena_disarm(struct arena *a)
{
	a->armed = false;
}

void
arena_give_up(struct arena *a)
{
	if (!a->armed)
		abort();
	a->armed = false;
	longjmp(a->trap, 1);
}

/* In small pages, what packs take are some thousand page faults: a tenth of a
 * start. */
static void *
huge_pages(size_t n)
{
	size_t whole = (n + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	void *pages = aligned_alloc(HUGE_PAGE, whole);

	if (pages != NULL)
		madvise(pages, whole, MADV_HUGEPAGE);
	return pages;
}

/* How large the next block is when no more than that is needed. */
static size_t
next_size(const struct arena *a)
{
	size_t most = a->roomy ? HUGE_BLOCK : LARGEST_BLOCK;
	size_t size = a->blocks == NULL ? FIRST_BLOCK :
	    a->blocks->size * (a->roomy ? 4 : 2);

	return size > most ? most : size;
}

/* A fresh block with room for at least `need` bytes becomes the first. */
static void
add_block(struct arena *a, size_t need, bool zeroed)
{
	size_t size = next_size(a);
	struct block *b;

	if (size < need || size > a->ceiling - a->held)
		size = need;
	if (need > a->ceiling - a->held) {
		a->full = true;
		arena_give_up(a);
	}
	if (zeroed)
		b = calloc(1, sizeof(*b) + size);
	else
		b = a->roomy && size >= HUGE_BLOCK ?
		    huge_pages(sizeof(*b) + size) :
		    malloc(sizeof(*b) + size);
	if (b == NULL)
		arena_give_up(a);
	b->next = a->blocks;
	b->size = size;
	b->used = 0;
	a->blocks = b;
	a->held += size;
}

static void *
take(struct arena *a, size_t n, bool zeroed)
{
	const size_t unit = alignof(max_align_t);

	if (n > SIZE_MAX / 2)
		arena_give_up(a);
	n = (n + unit - 1) / unit * unit;
	if (a->blocks == NULL || n > a->blocks->size - a->blocks->used ||
	    zeroed)
		add_block(a, n, zeroed);
	void *p = a->blocks->bytes + a->blocks->used;
	a->blocks->used += n;
	a->used += n;
	return p;
}

void *
arena_room(struct arena *a, size_t n)
{
	return take(a, n, false);
}

/* Of a large vector half may never be written to.  What comes zeroed from the
 * system is not there until it is. */
void *
arena_alloc(struct arena *a, size_t n)
{
	return n < LARGEST_BLOCK ? memset(arena_room(a, n), 0, n) :
	    take(a, n, true);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		arena_give_up(a);
	return arena_alloc(a, count * size);
}

char *
arena_copy(struct arena *a, const char *ptr, size_t len)
{
	char *copy = arena_room(a, len + 1);

	if (len != 0)
		memcpy(copy, ptr, len);
	copy[len] = '\0';
	return copy;
}

struct str
arena_str(struct arena *a, struct str s)
{
	return (struct str){arena_copy(a, s.ptr, s.len), s.len};
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
	char small[256];	/* most texts are formatted once */
	va_list args;

	va_start(args, format);
	int len = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (len < 0)
		arena_give_up(a);
	if ((size_t)len < sizeof(small))
		return arena_str(a, (struct str){small, (size_t)len});
	char *text = arena_alloc(a, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return (struct str){text, (size_t)len};
}

bool
arena_try(struct arena *a, void (*step)(void *), void *arg)
{
	jmp_buf outer;
	bool armed = a->armed, done = false;

	memcpy(&outer, &a->trap, sizeof(outer));
	if (!ARENA_FAILED(a)) {
		step(arg);
		done = true;
	}
	memcpy(&a->trap, &outer, sizeof(outer));
	a->armed = armed;
	return done;
}

struct deferring {
	struct arena *arena;
	struct deferred wanted;
};

static void
remember(void *arg)
{
	struct deferring *d = arg;
	struct deferred *kept = arena_room(d->arena, sizeof(*kept));

	*kept = d->wanted;
	d->arena->deferred = kept;
}

void
arena_defer(struct arena *a, void (*release)(void *), void *handle)
{
	struct deferring d = {a, {a->deferred, release, handle}};

	if (arena_try(a, remember, &d))
		return;
	release(handle);
	arena_give_up(a);
}

static void
release_arena(void *a)
{
	arena_free(a);
}

struct arena *
arena_within(struct arena *outer, size_t ceiling)
{
	struct arena *a = arena_new(ceiling);

	if (a == NULL)
		arena_give_up(outer);
	arena_defer(outer, release_arena, a);
	return a;
}
