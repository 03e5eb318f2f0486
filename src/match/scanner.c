/* SPDX-License-Identifier: Apache-2.0 */
#include "match/scanner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <xxhash.h>

#include "base/limits.h"
#include "match/prefix.h"

struct scanner {
	struct arena *arena;
	struct regex *regexes;		/* one a pattern, by pattern index */
	size_t n;
	uint64_t checksum;		/* of the patterns and PCRE2's version */
	struct prefix_table *table;
	uint16_t *loose;		/* patterns that no prefix can index */
	size_t n_loose;
	bool jit;
};

struct scratch {
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	size_t *resume;			/* per pattern: end of its last match */
};

static void
free_regexes(void *handle)
{
	struct scanner *s = handle;

	for (size_t i = 0; i < s->n; i++)
		regex_free(&s->regexes[i]);
}

static uint64_t
checksum_of(const struct pack *pack)
{
	char version[64] = "";

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	return XXH3_64bits_withSeed(version, strlen(version), pack->checksum);
}

static enum status
compile_all(struct scanner *s, const struct pack *pack, struct err *err)
{
	s->regexes = arena_array(s->arena, pack->patterns.len + 1,
	    sizeof(*s->regexes));
	arena_defer(s->arena, free_regexes, s);
	for (size_t i = 0; i < pack->patterns.len; i++) {
		s->n = i + 1;	/* so that free_regexes() sees it */
		enum status status = regex_compile(s->arena,
		    pack->patterns.at[i], &s->regexes[i], err);
		if (status != OK)
			return status;
	}
	s->loose = arena_array(s->arena, s->n + 1, sizeof(*s->loose));
	for (size_t i = 0; i < s->n; i++) {
		if (s->regexes[i].lookbehind <= 1)
			continue;
		enum status status = regex_add_floating(&s->regexes[i], err);
		if (status != OK)
			return status;
		s->loose[s->n_loose++] = (uint16_t)i;
	}
	return OK;
}

static void
free_match_data(void *handle)
{
	pcre2_match_data_free(handle);
}

/* Ask PCRE2 for the prefixes of every pattern. */
static struct prefix_table *
probe_all(struct scanner *s)
{
	pcre2_match_data *match = pcre2_match_data_create(1, NULL);

	if (match == NULL)
		arena_give_up(s->arena);
	arena_defer(s->arena, free_match_data, match);
	struct prefix_set *sets = arena_array(s->arena, s->n + 1, sizeof(*sets));
	uint16_t *numbers = arena_array(s->arena, s->n + 1, sizeof(*numbers));
	size_t indexed = 0;
	for (size_t i = 0; i < s->n; i++) {
		numbers[indexed] = (uint16_t)i;
		indexed += prefix_probe(&s->regexes[i], match, &sets[indexed]);
	}
	return prefix_build(s->arena, sets, numbers, indexed);
}

static void
close_file(void *handle)
{
	fclose(handle);
}

/* The table made when the program was built, if it is for these patterns. */
static struct prefix_table *
read_table(struct scanner *s, const char *tables)
{
	uint64_t checksum = 0;
	FILE *in = tables == NULL ? NULL : fopen(tables, "rb");

	if (in == NULL)
		return NULL;
	arena_defer(s->arena, close_file, in);
	if (fread(&checksum, sizeof(checksum), 1, in) != 1 ||
	    checksum != s->checksum)
		return NULL;
	return prefix_read(s->arena, in, s->n);
}

enum status
scanner_save(const struct scanner *s, const char *tables, struct err *err)
{
	FILE *out = fopen(tables, "wb");

	if (out == NULL)
		return err_set(err, E_IO, "%s: %s", tables, strerror(errno));
	bool good = fwrite(&s->checksum, sizeof(s->checksum), 1, out) == 1 &&
	    prefix_write(s->table, out);
	good = fclose(out) == 0 && good;
	return good ? OK : err_set(err, E_IO, "%s: cannot be written", tables);
}

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
	s->checksum = checksum_of(pack);
	enum status status = compile_all(s, pack, err);
	if (status != OK) {
		arena_free(arena);
		return status;
	}
	s->table = read_table(s, tables);
	if (s->table == NULL)
		s->table = probe_all(s);
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

void
scanner_speed_up(struct scanner *s)
{
	if (s->jit)
		return;
	s->jit = true;
	for (size_t i = 0; i < s->n; i++) {
		pcre2_jit_compile(s->regexes[i].anchored, PCRE2_JIT_COMPLETE);
		if (s->regexes[i].floating != NULL)
			pcre2_jit_compile(s->regexes[i].floating,
			    PCRE2_JIT_COMPLETE);
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
	t->resume = calloc(s->n + 1, sizeof(*t->resume));
	if (t->match == NULL || t->context == NULL || t->resume == NULL) {
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

/* Try one code at one place; true, and reported, when it matches. */
static bool
attempt(struct pass *p, const struct regex *r, const pcre2_code *code, size_t at)
{
	int rc = pcre2_match(code, (PCRE2_SPTR)p->text.ptr, p->text.len, at,
	    PCRE2_NO_UTF_CHECK, p->scratch->match, p->scratch->context);

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

	while (at <= p->text.len && attempt(p, r, code, at))
		at = groups[1];
}

/* The patterns of the prefix at one position. */
static void
try_here(struct pass *p, size_t at)
{
	const struct scanner *s = p->scanner;
	const struct prefix_table *t = s->table;
	uint32_t list = t->cell[prefix_before(p->text, at)]
	    [prefix_class(p->text, at)][prefix_class(p->text, at + 1)];

	for (uint32_t i = t->starts[list]; i < t->starts[list + 1]; i++) {
		uint16_t n = t->entries[i];
		if (at < p->scratch->resume[n])
			continue;
		if (attempt(p, &s->regexes[n], s->regexes[n].anchored, at))
			p->scratch->resume[n] =
			    pcre2_get_ovector_pointer(p->scratch->match)[1];
	}
}

static bool
inside_character(struct str text, size_t at)
{
	return ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

size_t
scanner_run(const struct scanner *s, struct scratch *t, struct str text,
    void (*found)(void *context, const struct hit *hit), void *context)
{
	struct pass p = {s, t, text, found, context, 0};

	memset(t->resume, 0, (s->n + 1) * sizeof(*t->resume));
	for (size_t at = 0; at < text.len; at++)
		if (!inside_character(text, at))
			try_here(&p, at);
	for (size_t i = 0; i < s->n_loose; i++)
		search(&p, &s->regexes[s->loose[i]],
		    s->regexes[s->loose[i]].floating);
	return p.given_up;
}

size_t
scanner_run_plain(const struct scanner *s, struct scratch *t, struct str text,
    void (*found)(void *context, const struct hit *hit), void *context)
{
	struct pass p = {s, t, text, found, context, 0};
	struct err err;

	for (size_t i = 0; i < s->n; i++) {
		struct regex r = s->regexes[i];
		r.floating = NULL;
		if (regex_add_floating(&r, &err) != OK)
			continue;
		search(&p, &r, r.floating);
		pcre2_code_free(r.floating);
	}
	return p.given_up;
}
