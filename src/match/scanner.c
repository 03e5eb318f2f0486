/* SPDX-License-Identifier: Apache-2.0 */
#include "match/scanner.h"

#include <stdlib.h>

#include "match/compiled.h"
#include "match/memo.h"

struct scanner {
	struct arena *arena;
	struct compiled compiled;
	bool jit;
};

struct scratch {
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	struct memo *memo;		/* NULL where it would not pay */
	size_t *resume;			/* per pattern: end of its last match */
};

enum status
scanner_new(const struct pack *pack, const char *tables, struct scanner **out,
    struct err *err)
{
	struct arena *arena = arena_new(LIMIT_PACK_ARENA);

	if (arena == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	if (ARENA_FAILED(arena)) {
		arena_free(arena);
		return err_set(err, E_MEMORY, "out of memory");
	}
	struct scanner *s = arena_alloc(arena, sizeof(*s));
	s->arena = arena;
	enum status status = compiled_make(arena, pack, tables, &s->compiled,
	    err);
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
	struct arena *arena = arena_new(LIMIT_PACK_ARENA);

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
	for (size_t i = 0; i < s->compiled.n; i++) {
		struct regex *r = &s->compiled.regexes[i];
		pcre2_jit_compile(r->anchored, PCRE2_JIT_COMPLETE |
		    PCRE2_JIT_PARTIAL_HARD);
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
	t->match = pcre2_match_data_create(LIMIT_CAPTURES * 2, NULL);
	t->context = pcre2_match_context_create(NULL);
	t->stack = pcre2_jit_stack_create(32 * 1024, LIMIT_JIT_STACK, NULL);
	t->resume = calloc(s->compiled.n + 1, sizeof(*t->resume));
	t->memo = s->jit ? memo_new() : NULL;
	if (t->match == NULL || t->context == NULL || t->resume == NULL ||
	    (s->jit && t->memo == NULL)) {
		scratch_free(t);
		return NULL;
	}
	pcre2_set_match_limit(t->context, LIMIT_MATCH_STEPS);
	pcre2_set_depth_limit(t->context, LIMIT_MATCH_DEPTH);
	pcre2_set_heap_limit(t->context, LIMIT_MATCH_HEAP);
	if (t->stack != NULL)
		pcre2_jit_stack_assign(t->context, NULL, t->stack);
	return t;
}

void
scratch_free(struct scratch *t)
{
	if (t == NULL)
		return;
	pcre2_match_data_free(t->match);
	pcre2_match_context_free(t->context);
	pcre2_jit_stack_free(t->stack);
	memo_free(t->memo);
	free(t->resume);
	free(t);
}

struct pass {
	const struct scanner *scanner;
	struct scratch *scratch;
	struct str text;
	void (*found)(void *context, const struct hit *hit);
	void *context;
	size_t given_up;
};

static bool
inside_character(struct str text, size_t at)
{
	return ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* A match may look no further than this many bytes ahead: a pattern that runs
 * over one character again and again would take time in the square of the
 * length of a line of bars. */
static size_t
window_end(struct str text, size_t at)
{
	enum { WINDOW = 4096 };
	size_t end = text.len;

	if (end - at > WINDOW) {
		end = at + WINDOW;
		while (inside_character(text, end))
			end--;
	}
	return end;
}

/* Texts far longer than a note get less work for each attempt, so that a
 * hostile one takes no more in all. */
static uint32_t
steps_for(size_t len)
{
	const size_t full = (size_t)64 << 10;
	const uint64_t least = 500;
	uint64_t steps = LIMIT_MATCH_STEPS;

	if (len > full)
		steps = steps * full / len * full / len;
	return (uint32_t)(steps > least ? steps : least);
}

/* Try one code at one place; true, and reported, when it matches. */
static bool
attempt(struct pass *p, const struct regex *r, const pcre2_code *code,
    size_t at, size_t end)
{
	uint32_t options = PCRE2_NO_UTF_CHECK |
	    (end < p->text.len ? PCRE2_NOTEOL : 0);
	int rc = pcre2_match(code, (PCRE2_SPTR)p->text.ptr, end, at, options,
	    p->scratch->match, p->scratch->context);

	if (rc == PCRE2_ERROR_NOMATCH)
		return false;
	if (rc < 0) {
		p->given_up++;
		return false;
	}
	const size_t *groups = pcre2_get_ovector_pointer(p->scratch->match);
	struct hit hit = {r->pattern, {groups[0], groups[1]}, r->groups, groups,
	    (unsigned)rc};
	p->found(p->context, &hit);
	return true;
}

/* One pattern over the whole text by PCRE2's own search. */
static void
search(struct pass *p, const struct regex *r, const pcre2_code *code)
{
	const size_t *groups = pcre2_get_ovector_pointer(p->scratch->match);
	size_t at = 0;

	while (at <= p->text.len && attempt(p, r, code, at, p->text.len))
		at = groups[1];
}

/* The patterns of the prefix at one position. */
static void
try_here(struct pass *p, size_t at)
{
	const struct compiled *c = &p->scanner->compiled;
	struct scratch *own = p->scratch;
	size_t end = window_end(p->text, at);
	struct choice choice = prefix_at(c->table, p->text, at);

	/* One or the other: a memo's list must follow from its key alone. */
	if (own->memo != NULL)
		choice = memo_narrow(own->memo, c->regexes, own->match,
		    own->context, p->text, at, choice);
	else if (c->learnt != NULL)
		choice = learnt_narrow(c->learnt, p->text, at, choice);
	for (size_t i = 0; i < choice.n; i++) {
		uint16_t n = choice.patterns[i];
		if (at < own->resume[n])
			continue;
		size_t before = p->given_up;
		if (attempt(p, &c->regexes[n], c->regexes[n].anchored, at, end))
			own->resume[n] =
			    pcre2_get_ovector_pointer(own->match)[1];
		/* What gives up everywhere says nothing, for a long time. */
		else if (p->given_up > before &&
		    p->given_up > LIMIT_GIVEN_UP)
			own->resume[n] = SIZE_MAX;
	}
}

size_t
scanner_run(const struct scanner *s, struct scratch *t, struct str text,
    void (*found)(void *context, const struct hit *hit), void *context)
{
	struct pass p = {s, t, text, found, context, 0};

	pcre2_set_match_limit(t->context, steps_for(text.len));
	memset(t->resume, 0, (s->compiled.n + 1) * sizeof(*t->resume));
	for (size_t at = 0; at < text.len; at++)
		if (!inside_character(text, at))
			try_here(&p, at);
	for (size_t i = 0; i < s->compiled.n_loose; i++) {
		const struct regex *r = &s->compiled.regexes[
		    s->compiled.loose[i]];
		search(&p, r, r->floating);
	}
	return p.given_up;
}

size_t
scanner_run_plain(const struct scanner *s, struct scratch *t, struct str text,
    void (*found)(void *context, const struct hit *hit), void *context)
{
	struct pass p = {s, t, text, found, context, 0};
	struct err err;

	pcre2_set_match_limit(t->context, steps_for(text.len));
	for (size_t i = 0; i < s->compiled.n; i++) {
		struct regex r = s->compiled.regexes[i];
		r.floating = NULL;
		if (regex_add_floating(&r, &err) != OK)
			continue;
		search(&p, &r, r.floating);
		pcre2_code_free(r.floating);
	}
	return p.given_up;
}
