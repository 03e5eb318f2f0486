/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scanner's section of the tables holds PCRE2's own serialized codes; they
 * are believed when they were made of the same patterns by the same PCRE2,
 * which compiled.c sees to, and their hash is right.
 */
#include "match/made.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>

#include <xxhash.h>

#include "base/limits.h"

static const char MARK[] = "scanner1";

/* What the section begins with. */
struct head {
	uint64_t codes;		/* hash of the serialized codes */
	uint64_t size;		/* of them, in bytes */
};

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

static void
free_codes(void *handle)
{
	struct made *m = handle;

	for (size_t i = 0; i < m->n; i++)
		pcre2_code_free(m->codes[i]);
}

static bool
decode(struct arena *a, const uint8_t *bytes, size_t size, struct made *m)
{
	int32_t n = pcre2_serialize_get_number_of_codes(bytes);

	if (n <= 0 || n > LIMIT_PATTERNS)
		return false;
	struct room *room = arena_alloc(a, sizeof(*room));
	m->codes = arena_array(a, (size_t)n, sizeof(*m->codes));
	room->size = size;
	room->from = arena_room(a, size);
	pcre2_general_context *context = pcre2_general_context_create(
	    take_room, leave_room, room);
	if (context == NULL)
		arena_give_up(a);
	if (pcre2_serialize_decode(m->codes, n, bytes, context) != n)
		return false;
	m->n = (size_t)n;
	return true;
}

struct made *
made_read(struct arena *a, const char *path)
{
	struct made *m = arena_alloc(a, sizeof(*m));
	struct blob in;
	size_t size;

	arena_defer(a, free_codes, m);
	const uint8_t *bytes = blob_section(a, path, MARK, &m->checksum, &in) ?
	    take_codes(&in, &size) : NULL;
	if (bytes == NULL || !decode(a, bytes, size, m))
		return NULL;
	m->table = prefix_take(a, &in, m->n);
	if (m->table != NULL)
		m->learnt = learnt_take(a, &in, m->n);
	return m;
}

static bool
write_made(const struct made *m, const uint8_t *bytes, size_t size, FILE *out)
{
	struct head head = {XXH3_64bits(bytes, size), size};
	long at;

	return blob_begin(out, MARK, m->checksum, &at) &&
	    blob_put(out, &head, 1, sizeof(head)) &&
	    blob_put(out, bytes, size, 1) && prefix_put(m->table, out) &&
	    (m->learnt == NULL || learnt_put(m->learnt, out)) &&
	    blob_end(out, at);
}

enum status
made_save(const struct made *m, const char *path, struct err *err)
{
	uint8_t *bytes = NULL;
	PCRE2_SIZE size = 0;

	if (pcre2_serialize_encode((const pcre2_code **)m->codes,
	    (int32_t)m->n, &bytes, &size, NULL) < 0)
		return err_set(err, E_MEMORY, "%s: the patterns cannot be "
		    "serialized", path);
	FILE *out = fopen(path, "wb");
	bool good = out != NULL && write_made(m, bytes, size, out);
	good = (out == NULL || fclose(out) == 0) && good;
	pcre2_serialize_free(bytes);
	return good ? OK : err_set(err, E_IO, "%s: %s", path, strerror(errno));
}
