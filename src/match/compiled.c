/* SPDX-License-Identifier: Apache-2.0 */
#include "match/compiled.h"

#include <xxhash.h>

static void
free_regexes(void *handle)
{
	struct compiled *c = handle;

	for (size_t i = 0; i < c->n; i++) {
		if (c->made != NULL)
			c->regexes[i].anchored = NULL;
		regex_free(&c->regexes[i]);
	}
}

/* Of the patterns' text and PCRE2's version. */
static uint64_t
checksum_of(const struct pack *pack)
{
	char version[64] = "";

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	return XXH3_64bits_withSeed(version, strlen(version), pack->checksum);
}

/* Take what was made when the program was built, if it was of these. */
static void
adopt(struct arena *a, const struct pack *pack, const struct made *made,
    struct compiled *c)
{
	if (made == NULL || made->checksum != c->checksum ||
	    made->n != pack->patterns.len)
		return;
	for (size_t i = 0; i < made->n; i++)
		regex_adopt(a, pack->patterns.at[i], made->codes[i],
		    &c->regexes[i]);
	c->n = made->n;
	c->made = made;
	c->table = made->table;
	c->learnt = made->learnt;
}

static enum status
compile_all(struct arena *a, const struct pack *pack, struct compiled *c,
    struct err *err)
{
	for (size_t i = 0; i < pack->patterns.len; i++) {
		c->n = i + 1;	/* so that free_regexes() sees it */
		enum status status = regex_compile(a, pack->patterns.at[i],
		    &c->regexes[i], err);
		if (status != OK)
			return status;
	}
	return OK;
}

static void
free_match_data(void *handle)
{
	pcre2_match_data_free(handle);
}

static pcre2_match_data *
new_match_data(struct arena *a)
{
	pcre2_match_data *match = pcre2_match_data_create(1, NULL);

	if (match == NULL)
		arena_give_up(a);
	arena_defer(a, free_match_data, match);
	return match;
}

/* Ask PCRE2 for the prefixes of every pattern. */
static struct prefix_table *
probe_all(struct arena *a, const struct compiled *c)
{
	pcre2_match_data *match = new_match_data(a);
	struct prefix_set *sets = arena_array(a, c->n + 1, sizeof(*sets));
	uint16_t *numbers = arena_array(a, c->n + 1, sizeof(*numbers));
	size_t indexed = 0;
	for (size_t i = 0; i < c->n; i++) {
		numbers[indexed] = (uint16_t)i;
		indexed += prefix_probe(&c->regexes[i], match, &sets[indexed]);
	}
	return prefix_build(a, sets, numbers, indexed);
}

static enum status
list_loose(struct arena *a, struct compiled *c, struct err *err)
{
	c->loose = arena_array(a, c->n + 1, sizeof(*c->loose));
	for (size_t i = 0; i < c->n; i++) {
		if (c->regexes[i].lookbehind <= 1)
			continue;
		enum status status = regex_add_floating(&c->regexes[i], err);
		if (status != OK)
			return status;
		c->loose[c->n_loose++] = (uint16_t)i;
	}
	return OK;
}

enum status
compiled_make(struct arena *a, const struct pack *pack,
    const struct made *made, struct compiled *c, struct err *err)
{
	c->checksum = checksum_of(pack);
	c->regexes = arena_array(a, pack->patterns.len + 1,
	    sizeof(*c->regexes));
	arena_defer(a, free_regexes, c);
	adopt(a, pack, made, c);
	if (c->made == NULL) {
		enum status status = compile_all(a, pack, c, err);
		if (status != OK)
			return status;
	}
	if (c->table == NULL)
		c->table = probe_all(a, c);
	return list_loose(a, c, err);
}

void
compiled_learn(struct arena *a, struct compiled *c, struct str text)
{
	c->learnt = learnt_make(a, c->regexes, c->n, c->table,
	    new_match_data(a), text);
}

enum status
compiled_save(struct arena *a, const struct compiled *c, const char *path,
    struct err *err)
{
	struct made m = {c->checksum, NULL, c->n, c->table, c->learnt};

	m.codes = arena_array(a, c->n + 1, sizeof(*m.codes));
	for (size_t i = 0; i < c->n; i++)
		m.codes[i] = c->regexes[i].anchored;
	return made_save(&m, path, err);
}
