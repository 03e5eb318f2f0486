/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/telling.h"

#include <stdio.h>

enum { DEEPEST = 16, NAME_BYTES = 64 };

/* One filled brace. */
struct item {
	char name[NAME_BYTES];
	char kind;		/* '?', '*', '+', ':', '.' for a number, or 0 */
	long low, high;
};

void
telling_bind(struct telling *t, const char *name, struct str text)
{
	vec_push(t->arena, &t->bindings, (struct binding){name, text});
}

/* The pool of a name in the narrowest scope that has one. */
static const struct pool *
narrow(const struct telling *t, const char *name)
{
	char full[2 * NAME_BYTES];

	for (size_t i = 0; i < t->scopes.len; i++) {
		snprintf(full, sizeof(full), "%s.%s", name, t->scopes.at[i]);
		const struct pool *pool = phrases_pool(t->phrases, full);
		if (pool != NULL)
			return pool;
	}
	return phrases_pool(t->phrases, name);
}

bool
telling_choose(struct telling *t, const char *name, struct str *out)
{
	const struct pool *pool = narrow(t, name);

	if (pool == NULL || pool->choices.len == 0)
		return false;
	*out = pool->choices.at[random_between(&t->random, 0,
	    (long)pool->choices.len - 1)];
	return true;
}

static void
append(struct telling *t, struct text *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		vec_push(t->arena, out, s.ptr[i]);
}

static bool
refuse(struct telling *t, const char *what, struct str name)
{
	err_set(t->err, E_CONFIG, "phrases: %s: {%.*s}", what, STR_ARG(name));
	return false;
}

static const struct binding *
find_binding(const struct telling *t, const char *name)
{
	for (size_t i = 0; i < t->bindings.len; i++)
		if (strcmp(t->bindings.at[i].name, name) == 0)
			return &t->bindings.at[i];
	return NULL;
}

static bool
is_struck(const struct telling *t, const char *name)
{
	for (size_t i = 0; i < t->struck.len; i++)
		if (strcmp(t->struck.at[i], name) == 0)
			return true;
	return false;
}

/* Where a choice is put. */
struct place {
	struct text *out;
	struct str lead;	/* what stands before it in its line */
	int depth;
};

static bool fill(struct telling *t, struct str choice,
    const struct place *place);

/* What has been told of a pool, forgotten once that is all of it. */
static struct told *
remember(struct telling *t, const struct pool *pool)
{
	struct told *found = NULL;
	size_t n = pool->choices.len;

	for (size_t i = 0; i < t->told.len && found == NULL; i++)
		if (t->told.at[i].pool == pool)
			found = &t->told.at[i];
	if (found == NULL) {
		vec_push(t->arena, &t->told, (struct told){pool,
		    arena_array(t->arena, n, sizeof(bool)), n});
		found = &t->told.at[t->told.len - 1];
	}
	if (found->left == 0) {
		memset(found->told, 0, n * sizeof(bool));
		found->left = n;
	}
	return found;
}

/* A choice of the pool that has not been told, if one is left. */
static struct str
choose_new(struct telling *t, const struct pool *pool)
{
	struct told *told = remember(t, pool);
	size_t n = pool->choices.len;
	size_t pick = (size_t)random_between(&t->random, 0, (long)n - 1);

	while (told->told[pick])
		pick = (pick + 1) % n;
	told->told[pick] = true;
	told->left--;
	return pool->choices.at[pick];
}

/* A binding, or a choice of the pool. */
static bool
tell_one(struct telling *t, const char *name, const struct place *place)
{
	const struct binding *bound = find_binding(t, name);
	char instead[NAME_BYTES + 1];

	if (bound != NULL) {
		append(t, place->out, bound->text);
		return true;
	}
	snprintf(instead, sizeof(instead), "%s!", name);
	bool struck = is_struck(t, name);
	const struct pool *pool = narrow(t, struck ? instead : name);
	if (pool == NULL || pool->choices.len == 0)
		return struck || refuse(t, "unknown name", str_of(name));
	if (place->depth == DEEPEST)
		return refuse(t, "names itself without end", str_of(name));
	return fill(t, choose_new(t, pool), place);
}

/* How many of a range: the wordier the more, give or take one. */
static long
how_many(struct telling *t, const struct item *item)
{
	long n = item->low + (item->high - item->low) * t->wordy / 100 +
	    random_between(&t->random, -1, 1);

	if (n < item->low)
		n = item->low;
	if (n > item->high)
		n = item->high;
	return is_struck(t, item->name) && n > 1 ? 1 : n;
}

static bool
tell_several(struct telling *t, const struct item *item,
    const struct place *place)
{
	long n = how_many(t, item);

	for (long i = 0; i < n; i++) {
		if (i > 0 && item->kind == '*') {
			append(t, place->out, STR("\n"));
			append(t, place->out, place->lead);
		} else if (i > 0) {
			append(t, place->out, STR(" "));
		}
		if (!tell_one(t, item->name, place))
			return false;
	}
	return true;
}

/* Blanks up to the width, counted in characters. */
static void
pad(struct telling *t, struct text *out, size_t start, long width)
{
	for (size_t i = start; i < out->len; i++)
		width -= ((unsigned char)out->at[i] & 0xC0) != 0x80;
	for (; width > 0; width--)
		append(t, out, STR(" "));
}

static bool
read_item(struct str inner, struct item *item)
{
	char text[NAME_BYTES + 32] = "";
	int read = 0;

	if (inner.len >= sizeof(text))
		return false;
	memcpy(text, inner.ptr, inner.len);
	*item = (struct item){.kind = 0};
	if (sscanf(text, "%ld..%ld%n", &item->low, &item->high, &read) == 2 &&
	    (size_t)read == inner.len) {
		item->kind = '.';
		return true;
	}
	int n = sscanf(text, "%63[A-Za-z0-9-]%c%ld-%ld", item->name,
	    &item->kind, &item->low, &item->high);
	return n == 1 || (n == 3 && strchr("?:", item->kind) != NULL) ||
	    (n == 4 && strchr("*+", item->kind) != NULL);
}

/* One brace. */
static bool
fill_item(struct telling *t, struct str inner, const struct place *place)
{
	struct item item;
	char number[24];
	size_t start = place->out->len;

	if (!read_item(inner, &item))
		return refuse(t, "not understood", inner);
	if (item.kind == '.') {
		int n = snprintf(number, sizeof(number), "%ld",
		    random_between(&t->random, item.low, item.high));
		append(t, place->out, (struct str){number, (size_t)n});
		return true;
	}
	if (item.kind == '?' && !random_chance(&t->random, item.low))
		return true;
	if (item.kind == '*' || item.kind == '+')
		return tell_several(t, &item, place);
	if (!tell_one(t, item.name, place))
		return false;
	if (item.kind == ':')
		pad(t, place->out, start, item.low);
	return true;
}

static bool
fill_line(struct telling *t, struct str line, struct text *out, int depth)
{
	struct str rest = line;

	while (rest.len > 0) {
		const char *open = memchr(rest.ptr, '{', rest.len);
		const char *shut = memchr(rest.ptr, '}', rest.len);
		if (open == NULL || shut == NULL || shut < open) {
			append(t, out, rest);
			return true;
		}
		append(t, out,
		    (struct str){rest.ptr, (size_t)(open - rest.ptr)});
		struct str inner = {open + 1, (size_t)(shut - open - 1)};
		struct place place = {out, {line.ptr,
		    (size_t)(open - line.ptr)}, depth};
		if (!fill_item(t, inner, &place))
			return false;
		rest.len -= (size_t)(shut + 1 - rest.ptr);
		rest.ptr = shut + 1;
	}
	return true;
}

static bool
is_empty(const struct text *out, size_t start)
{
	for (size_t i = start; i < out->len; i++)
		if (!is_space(out->at[i]))
			return false;
	return true;
}

/* A choice, line by line; all of it is indented where its first line is. */
static bool
fill(struct telling *t, struct str choice, const struct place *place)
{
	struct text *out = place->out;
	size_t first = out->len;
	size_t at = 0;
	bool wrote = false;

	while (at < choice.len) {
		struct str line = phrases_line(choice, &at);
		size_t before = out->len;
		if (wrote)
			append(t, out, STR("\n"));
		if (wrote && str_trim(place->lead).len == 0)
			append(t, out, place->lead);
		size_t start = out->len;
		if (!fill_line(t, line, out, place->depth + 1))
			return false;
		if (str_trim(line).len > 0 && is_empty(out, start))
			out->len = before;
		else
			wrote = true;
	}
	if (is_empty(out, first))
		out->len = first;
	return true;
}

bool
telling_tell(struct telling *t, const char *pool, struct text *out)
{
	return tell_one(t, pool, &(struct place){.out = out});
}
