/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making a scanner's patterns and prefix table: afresh, or from the file made
 * when the program was built.  That file holds PCRE2's own serialized codes;
 * it is believed when it was made of the same patterns by the same PCRE2 and
 * its hash is right.
 */
#include "match/compiled.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>

#include <xxhash.h>

static void
free_regexes(void *handle)
{
	struct compiled *c = handle;

	for (size_t i = 0; i < c->n; i++)
		regex_free(&c->regexes[i]);
}

static const char MARK[] = "scanner1";

/* What the section begins with. */
struct head {
	uint64_t codes;		/* hash of the serialized codes */
	uint64_t size;		/* of them, in bytes */
};

/* Of the patterns' text and PCRE2's version. */
static uint64_t
checksum_of(const struct pack *pack)
{
	char version[64] = "";

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	return XXH3_64bits_withSeed(version, strlen(version), pack->checksum);
}

static const uint8_t *
take_codes(struct blob *in, size_t *size)
{
	const struct head *head = blob_take(in, 1, sizeof(*head));
	const uint8_t *bytes = head == NULL ? NULL :
	    blob_take(in, head->size, 1);

	if (bytes == NULL || XXH3_64bits(bytes, head->size) != head->codes)
		return NULL;
	*size = head->size;
	return bytes;
}

/* Where the codes are put, side by side in the huge pages of an arena.  What
 * PCRE2 asks for later, machine code to compile, does not find room and is
 * malloc's. */
struct room {
	char *from;
	size_t size;
	size_t used;
};

static void *
take_room(size_t n, void *self)
{
	struct room *room = self;
	const size_t unit = alignof(max_align_t);

	if (n > room->size - room->used)
		return malloc(n);
	void *at = room->from + room->used;
	room->used += (n + unit - 1) / unit * unit;
	if (room->used > room->size)
		room->used = room->size;
	return at;
}

static void
leave_room(void *block, void *self)
{
	const struct room *room = self;

	if (block != NULL && ((char *)block < room->from ||
	    (char *)block >= room->from + room->size))
		free(block);
}

static bool
adopt_codes(struct arena *a, const struct pack *pack, const uint8_t *bytes,
    size_t size, struct compiled *c)
{
	size_t n = pack->patterns.len;
	pcre2_code **codes = arena_array(a, n + 1, sizeof(*codes));
	struct room *room = arena_alloc(a, sizeof(*room));

	room->size = size;
	room->from = arena_room(a, size);
	pcre2_general_context *context = pcre2_general_context_create(
	    take_room, leave_room, room);
	if (context == NULL || n == 0 ||
	    pcre2_serialize_get_number_of_codes(bytes) != (int32_t)n ||
	    pcre2_serialize_decode(codes, (int32_t)n, bytes, context) !=
	    (int32_t)n)
		return false;
	/* First give all to the arena's care: adopting may run out of it. */
	for (size_t i = 0; i < n; i++)
		c->regexes[i].anchored = codes[i];
	c->n = n;
	for (size_t i = 0; i < n; i++)
		regex_adopt(a, pack->patterns.at[i], codes[i], &c->regexes[i]);
	return true;
}

static bool
take_made(struct arena *a, const struct pack *pack, const char *path,
    struct compiled *c)
{
	struct blob in;
	size_t size = 0;
	const uint8_t *bytes = path != NULL &&
	    blob_section(a, path, MARK, checksum_of(pack), &in) ?
	    take_codes(&in, &size) : NULL;

	if (bytes == NULL || !adopt_codes(a, pack, bytes, size, c))
		return false;
	c->table = prefix_take(a, &in, c->n);
	if (c->table != NULL)
		c->learnt = learnt_take(a, &in, c->n);
	return true;
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
compiled_make(struct arena *a, const struct pack *pack, const char *path,
    struct compiled *c, struct err *err)
{
	c->checksum = checksum_of(pack);
	c->regexes = arena_array(a, pack->patterns.len + 1,
	    sizeof(*c->regexes));
	arena_defer(a, free_regexes, c);
	if (!take_made(a, pack, path, c)) {
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
	c->learnt = learnt_make(a, c->regexes, c->n, c->table, new_match_data(a),
	    text);
}

static bool
write_made(const struct compiled *c, const uint8_t *bytes, size_t size,
    FILE *out)
{
	struct head head = {XXH3_64bits(bytes, size), size};
	long at;

	return blob_begin(out, MARK, c->checksum, &at) &&
	    blob_put(out, &head, 1, sizeof(head)) &&
	    blob_put(out, bytes, size, 1) && prefix_put(c->table, out) &&
	    (c->learnt == NULL || learnt_put(c->learnt, out)) &&
	    blob_end(out, at);
}

enum status
compiled_save(struct arena *a, const struct compiled *c, const char *path,
    struct err *err)
{
	const pcre2_code **codes = arena_array(a, c->n + 1, sizeof(*codes));
	uint8_t *bytes = NULL;
	PCRE2_SIZE size = 0;

	for (size_t i = 0; i < c->n; i++)
		codes[i] = c->regexes[i].anchored;
	if (pcre2_serialize_encode(codes, (int32_t)c->n, &bytes, &size, NULL) < 0)
		return err_set(err, E_MEMORY, "%s: the patterns cannot be "
		    "serialized", path);
	FILE *out = fopen(path, "wb");
	bool good = out != NULL && write_made(c, bytes, size, out);
	good = (out == NULL || fclose(out) == 0) && good;
	pcre2_serialize_free(bytes);
	return good ? OK : err_set(err, E_IO, "%s: %s", path, strerror(errno));
}
