/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An arena: memory that dies all at once.  One lives as long as a note, one
 * as long as the loaded packs.
 *
 * Allocation never returns NULL.  When memory (or the arena's ceiling) is
 * exhausted, control goes to the trap armed by the function that owns the
 * arena, so that running out is handled in one place and not at every call:
 *
 *	if (ARENA_FAILED(arena))
 *		return out_of_memory(...);
 *	... calls that allocate, at any depth ...
 *	arena_disarm(arena);
 *
 * Between arming and disarming, nothing but the arena may own a resource:
 * hand foreign handles to arena_defer() at once.  An allocation with no trap
 * armed aborts: it is a defect of the caller.
 *
 * An arena belongs to one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/**
 * A new, empty arena that will not hold more than `ceiling` bytes.
 * Returns NULL without memory.  Release with arena_free().
 */
struct arena *arena_new(size_t ceiling);

/** The same, inside another, with which it ends.  Without memory control goes
 * to the other's trap. */
struct arena *arena_within(struct arena *outer, size_t ceiling);

/** As arena_new() for what will hold megabytes at once, as packs do: its blocks
 * grow faster and ask the system for huge pages, of which one may be half
 * empty. */
struct arena *arena_new_roomy(size_t ceiling);

/** Run what was deferred, latest first, and release everything.  NULL is
 * fine. */
void arena_free(struct arena *a);

/** Run what was deferred and forget everything, keeping memory for reuse. */
void arena_reset(struct arena *a);

/** Bytes handed out since creation or reset. */
size_t arena_used(const struct arena *a);

/** Did an allocation fail at the ceiling, rather than for want of memory? */
bool arena_is_full(const struct arena *a);

/** `n` zeroed bytes aligned for any object. */
void *arena_alloc(struct arena *a, size_t n);

/** The same without the zeros, for bytes that are written at once. */
void *arena_room(struct arena *a, size_t n);

/** `count` zeroed objects of `size` bytes; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);

/** A NUL-terminated copy of `len` bytes. */
char *arena_copy(struct arena *a, const char *ptr, size_t len);

/** A copy of `s`, NUL-terminated behind its end. */
struct str arena_str(struct arena *a, struct str s);

/** Formatted text, NUL-terminated behind its end. */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Call `release(handle)` when the arena ends; at once when there is no memory
 * to remember it. */
void arena_defer(struct arena *a, void (*release)(void *), void *handle);

/** The trap to arm; use ARENA_FAILED. */
jmp_buf *arena_trap(struct arena *a);

/** The owner no longer listens; see the top of this file. */
void arena_disarm(struct arena *a);

/** Leave to the armed trap, as an exhausted allocation does. */
_Noreturn void arena_give_up(struct arena *a);

/** Call `step(arg)`, for callers between which and the trap something stands
 * that no jump may pass.  False when memory ran out in it; the trap is as it
 * was. */
bool arena_try(struct arena *a, void (*step)(void *), void *arg);

/** Arms the trap; true when control comes back because memory ran out. */
#define ARENA_FAILED(a) (setjmp(*arena_trap(a)) != 0)

#endif
