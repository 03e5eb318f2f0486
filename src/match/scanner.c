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

/* A pattern to be tried at a place. */
struct trial {
	size_t at;
	uint16_t pattern;
};

/* How many trials are put off to be made pattern by pattern: more than most
 * notes ask for. */
enum { TRIALS = 32 * 1024 };

struct scratch {
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	struct memo *memo;		/* instead of what was learnt, or NULL */
	size_t *resume;			/* per pattern: end of its last match */
	struct trial *trials;		/* in order of place */
	size_t n_trials;
	size_t *places;			/* of the trials, by pattern */
	size_t *ends;			/* per pattern: of its places */
	struct arena *work;
};

enum status
scanner_new(const struct pack *pack, const char *tables, struct scanner **out,
    struct err *err)
{
	struct arena *arena = arena_new_roomy(LIMIT_PACK_ARENA);

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
	t->match = pcre2_match_data_create(LIMIT_CAPTURES * 2, NULL);
	t->context = pcre2_match_context_create(NULL);
	t->stack = pcre2_jit_stack_create(32 * 1024, LIMIT_JIT_STACK, NULL);
	t->resume = calloc(s->compiled.n + 1, sizeof(*t->resume));
	bool remembers = s->jit && s->compiled.learnt == NULL;
	t->memo = remembers ? memo_new() : NULL;
	t->trials = malloc(TRIALS * sizeof(*t->trials));
	t->places = malloc(TRIALS * sizeof(*t->places));
	t->ends = calloc(s->compiled.n + 1, sizeof(*t->ends));
	t->work = arena_new(LIMIT_NOTE_ARENA);
	if (t->match == NULL || t->context == NULL || t->resume == NULL ||
	    (remembers && t->memo == NULL) || t->trials == NULL ||
	    t->places == NULL || t->ends == NULL || t->work == NULL) {
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
	arena_free(t->work);
	free(t->resume);
	free(t->trials);
	free(t->places);
	free(t->ends);
	free(t);
}

struct arena *
scratch_arena(struct scratch *t)
{
	return t->work;
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

/* One pattern at one place. */
static void
try_one(struct pass *p, size_t n, size_t at)
{
	struct scratch *own = p->scratch;
	const struct regex *r = &p->scanner->compiled.regexes[n];
	size_t before = p->given_up;

	if (at < own->resume[n])
		return;
	if (attempt(p, r, r->anchored, at, window_end(p->text, at)))
		own->resume[n] = pcre2_get_ovector_pointer(own->match)[1];
	/* What gives up everywhere says nothing, for a long time. */
	else if (p->given_up > before && p->given_up > LIMIT_GIVEN_UP)
		own->resume[n] = SIZE_MAX;
}

/* Make the trials that were put off, pattern by pattern: the code of all
 * patterns is far larger than the caches, that of one is not. */
static void
try_all(struct pass *p)
{
	struct scratch *own = p->scratch;
	size_t patterns = p->scanner->compiled.n, at = 0;

	memset(own->ends, 0, (patterns + 1) * sizeof(*own->ends));
	for (size_t i = 0; i < own->n_trials; i++)
		own->ends[own->trials[i].pattern + 1]++;
	for (size_t n = 0; n < patterns; n++)
		own->ends[n + 1] += own->ends[n];
	for (size_t i = 0; i < own->n_trials; i++)
		own->places[own->ends[own->trials[i].pattern]++] =
		    own->trials[i].at;
	for (size_t n = 0; n < patterns; n++)
		while (at < own->ends[n])
			try_one(p, n, own->places[at++]);
	own->n_trials = 0;
}

/* Put off the patterns of the prefix at one position. */
static void
gather_here(struct pass *p, size_t at)
{
	const struct compiled *c = &p->scanner->compiled;
	struct scratch *own = p->scratch;
	struct choice choice = prefix_at(c->table, p->text, at);

	/* One or the other: a memo's list must follow from its key alone. */
	if (own->memo != NULL)
		choice = memo_narrow(own->memo, c->regexes, own->match,
		    own->context, p->text, at, choice);
	else if (c->learnt != NULL)
		choice = learnt_narrow(c->learnt, p->text, at, choice);
	for (size_t i = 0; i < choice.n; i++) {
		if (own->n_trials == TRIALS)
			try_all(p);
		own->trials[own->n_trials++] = (struct trial){at,
		    choice.patterns[i]};
	}
}

size_t
scanner_run(const struct scanner *s, struct scratch *t, struct str text,
    void (*found)(void *context, const struct hit *hit), void *context)
{
	struct pass p = {s, t, text, found, context, 0};

	pcre2_set_match_limit(t->context, steps_for(text.len));
	memset(t->resume, 0, (s->compiled.n + 1) * sizeof(*t->resume));
	t->n_trials = 0;	/* `found` may have jumped out of the last run */
	for (size_t at = 0; at < text.len; at++)
		if (!inside_character(text, at))
			gather_here(&p, at);
	try_all(&p);
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
