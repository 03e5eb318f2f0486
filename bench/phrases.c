/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/phrases.h"

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/feed.h"

struct phrases {
	struct arena *arena;
	struct feed_buffer file;
	VEC(struct pool) pools;		/* in order of their names once read */
};

struct str
phrases_line(struct str text, size_t *at)
{
	const char *start = text.ptr + *at;
	const char *end = memchr(start, '\n', text.len - *at);
	size_t len = end != NULL ? (size_t)(end - start) : text.len - *at;

	*at += len + (end != NULL);
	return (struct str){start, len};
}

static int
by_name(const void *a, const void *b)
{
	const struct pool *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

static struct pool *
add_pool(struct phrases *p, struct str name)
{
	for (size_t i = 0; i < p->pools.len; i++)
		if (str_eq(p->pools.at[i].name, name))
			return &p->pools.at[i];
	vec_push(p->arena, &p->pools, (struct pool){.name = name});
	return &p->pools.at[p->pools.len - 1];
}

/* The name in "[name]" or "[[name]]"; empty when the line is no heading. */
static struct str
heading(struct str line, bool *block)
{
	size_t depth = str_starts(line, STR("[[")) ? 2 : 1;

	*block = depth == 2;
	if (line.len <= 2 * depth || line.ptr[0] != '[' ||
	    line.ptr[line.len - 1] != ']')
		return STR("");
	return (struct str){line.ptr + depth, line.len - 2 * depth};
}

/* A choice of several lines: up to the next heading or comment, without blank
 * ends. */
static void
read_block(struct phrases *p, struct pool *pool, struct str text, size_t *at)
{
	struct span block = {*at, *at};
	bool nested;

	while (*at < text.len) {
		size_t before = *at;
		struct str line = phrases_line(text, at);
		if (heading(line, &nested).len > 0 ||
		    str_starts(line, STR("#"))) {
			*at = before;
			break;
		}
		block.end = *at;
	}
	while (block.end > block.start && is_space(text.ptr[block.end - 1]))
		block.end--;
	vec_push(p->arena, &pool->choices, str_slice(text, block));
}

static void
read_pools(struct phrases *p, struct str text)
{
	struct pool *pool = NULL;
	size_t at = 0;
	bool block;

	while (at < text.len) {
		struct str line = phrases_line(text, &at);
		if (str_trim(line).len == 0 || line.ptr[0] == '#')
			continue;
		struct str name = heading(line, &block);
		if (name.len > 0)
			pool = add_pool(p, name);
		if (name.len > 0 && block)
			read_block(p, pool, text, &at);
		else if (name.len == 0 && pool != NULL)
			vec_push(p->arena, &pool->choices, line);
	}
	qsort(p->pools.at, p->pools.len, sizeof(*p->pools.at), by_name);
}

static void
release_file(void *file)
{
	feed_buffer_free(file);
}

enum status
phrases_load(const char *file, struct phrases **out, struct err *err)
{
	struct arena *arena = arena_new((size_t)16 << 20);
	struct err why = {0};

	if (arena == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	if (ARENA_FAILED(arena)) {
		arena_free(arena);
		return err_set(err, E_MEMORY, "out of memory");
	}
	struct phrases *p = arena_alloc(arena, sizeof(*p));
	p->arena = arena;
	enum status status = feed_file(file, LIMIT_FILE_BYTES, &p->file, &why);
	if (status != OK) {
		feed_buffer_free(&p->file);
		arena_free(arena);
		return err_set(err, status, "%s: %s", file, why.text);
	}
	arena_defer(arena, release_file, &p->file);
	read_pools(p, (struct str){p->file.ptr, p->file.len});
	arena_disarm(arena);
	*out = p;
	return OK;
}

void
phrases_free(struct phrases *p)
{
	if (p != NULL)
		arena_free(p->arena);
}

const struct pool *
phrases_pool(const struct phrases *p, const char *name)
{
	struct pool key = {.name = str_of(name)};

	return p->pools.len == 0 ? NULL : bsearch(&key, p->pools.at,
	    p->pools.len, sizeof(key), by_name);
}
