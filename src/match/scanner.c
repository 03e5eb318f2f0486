/* SPDX-License-Identifier: Apache-2.0 */
#include "match/scanner.h"

#include <stdlib.h>

#include "base/limits.h"
#include "match/compiled.h"
#include "match/memo.h"

struct scanner {
	struct arena *arena;
	struct compiled compiled;
	bool jit;
};

struct scratch {
	struct trials *trials;
	struct memo *memo;		/* instead of what was learnt,
					 * or NULL */
	struct arena *work;
};

static void
release_tables(void *tables)
{
	prebuilt_free(tables);
}

enum status
scanner_new(const struct pack *pack, struct prebuilt *tables,
    struct scanner **out, struct err *err)
{
	struct arena *arena = arena_new_roomy(LIMIT_PACK_ARENA);
	const struct made *made = NULL;

	if (arena == NULL) {
		prebuilt_free(tables);
		return err_set(err, E_MEMORY, "out of memory");
	}
	if (ARENA_FAILED(arena)) {
		arena_free(arena);
		return err_set(err, E_MEMORY, "out of memory");
	}
	arena_defer(arena, release_tables, tables);
	struct scanner *s = arena_alloc(arena, sizeof(*s));
	s->arena = arena;
	enum status status = tables == NULL ? OK :
	    prebuilt_made(tables, &made, err);
	if (status == OK)
		status = compiled_make(arena, pack, made, &s->compiled, err);
	if (status != OK) {
		arena_free(arena);
		return status;
	}
	arena_disarm(arena);
	*out = s;
	return OK;
}

void
scanner_free(struct scanner *s)
{
	if (s != NULL)
		arena_free(s->arena);
}

enum status
scanner_save(const struct scanner *s, const char *tables, struct err *err)
{
	struct arena *arena = arena_new_roomy(LIMIT_PACK_ARENA);

	if (arena == NULL || ARENA_FAILED(arena)) {
		arena_free(arena);
		return err_set(err, E_MEMORY, "out of memory");
	}
	enum status status = compiled_save(arena, &s->compiled, tables, err);
	arena_disarm(arena);
	arena_free(arena);
	return status;
}

enum status
scanner_learn(struct scanner *s, struct str text, struct err *err)
{
	if (ARENA_FAILED(s->arena))
		return err_set(err, E_MEMORY, "out of memory");
	compiled_learn(s->arena, &s->compiled, text);
	arena_disarm(s->arena);
	return OK;
}

void
scanner_speed_up(struct scanner *s)
{
	if (s->jit)
		return;
	s->jit = true;
	/* A memo asks about beginnings of matches. */
	uint32_t options = PCRE2_JIT_COMPLETE |
	    (s->compiled.learnt == NULL ? PCRE2_JIT_PARTIAL_HARD : 0);
	for (size_t i = 0; i < s->compiled.n; i++) {
		struct regex *r = &s->compiled.regexes[i];
		pcre2_jit_compile(r->anchored, options);
		if (r->floating != NULL)
			pcre2_jit_compile(r->floating, PCRE2_JIT_COMPLETE);
	}
}

struct scratch *
scratch_new(const struct scanner *s)
{
	struct scratch *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	bool remembers = s->jit && s->compiled.learnt == NULL;
	t->trials = trials_new(s->compiled.regexes, s->compiled.n);
	t->memo = remembers ? memo_new() : NULL;
	t->work = arena_new(LIMIT_NOTE_ARENA);
	if (t->trials == NULL || (remembers && t->memo == NULL) ||
	    t->work == NULL) {
		scratch_free(t);
		return NULL;
	}
	return t;
}

void
scratch_free(struct scratch *t)
{
	if (t == NULL)
		return;
	trials_free(t->trials);
	memo_free(t->memo);
	arena_free(t->work);
	free(t);
}

void
scratch_pair(struct scratch *t)
{
	trials_pair(t->trials);
}

struct arena *
scratch_arena(struct scratch *t)
{
	return t->work;
}

/* Put off the patterns of the prefix at one position. */
static void
try_here(const struct compiled *c, struct scratch *own, struct str text,
    size_t at)
{
	struct choice choice = prefix_at(c->table, text, at);

	/* One or the other: a memo's list must follow from its key alone. */
	if (own->memo != NULL)
		choice = memo_narrow(own->memo, c->regexes, text, at, choice);
	else if (c->learnt != NULL)
		choice = learnt_narrow(c->learnt, text, at, choice);
	for (size_t i = 0; i < choice.n; i++)
		trials_add(own->trials, at, choice.patterns[i]);
}

size_t
scanner_run(const struct scanner *s, struct scratch *t, struct str text,
    found_function *found, void *context)
{
	const struct compiled *c = &s->compiled;

	trials_begin(t->trials, text, found, context);
	for (size_t at = 0; at < text.len; at++)
		if (!is_continuation(text.ptr[at]))
			try_here(c, t, text, at);
	for (size_t i = 0; i < c->n_loose; i++) {
		const struct regex *r = &c->regexes[c->loose[i]];
		trials_search(t->trials, r, r->floating);
	}
	return trials_end(t->trials);
}

size_t
scanner_run_plain(const struct scanner *s, struct scratch *t, struct str text,
    found_function *found, void *context)
{
	struct err err;

	trials_begin(t->trials, text, found, context);
	for (size_t i = 0; i < s->compiled.n; i++) {
		struct regex r = s->compiled.regexes[i];
		r.floating = NULL;
		if (regex_add_floating(&r, &err) != OK)
			continue;
		trials_search(t->trials, &r, r.floating);
		pcre2_code_free(r.floating);
	}
	return trials_end(t->trials);
}
