/* SPDX-License-Identifier: Apache-2.0 */
#include "note/note.h"

#include "base/bisect.h"

/* Columns are asked for by the thousand, and a line may be all of a text. */
static void
count_characters(struct arena *a, struct document *d)
{
	size_t n = 0;

	d->counts.len = 0;
	for (size_t i = 0; i < d->text.len; i++) {
		if (i % DOCUMENT_COUNTED == 0)
			vec_push(a, &d->counts, n);
		n += !is_continuation(d->text.ptr[i]);
	}
}

void
document_index_lines(struct arena *a, struct document *d)
{
	vec_push(a, &d->lines, 0);
	for (size_t i = 0; i < d->text.len; i++)
		if (d->text.ptr[i] == '\n')
			vec_push(a, &d->lines, i + 1);
	count_characters(a, d);
}

/* Index of the last of `n` entries of `size` bytes that does not begin beyond
 * `offset`, or of the first.  Entries begin with an offset and are ordered by
 * it. */
static size_t
last_up_to(const void *entries, size_t n, size_t size, size_t offset)
{
	size_t low = 0, high = n;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		const char *entry = (const char *)entries + mid * size;
		if (*(const size_t *)(const void *)entry <= offset)
			low = mid;
		else
			high = mid;
	}
	return low;
}

#define LAST_UP_TO(vec, offset) \
	last_up_to((vec).at, (vec).len, sizeof(*(vec).at), (offset))

static size_t
source_offset(const struct document *d, size_t offset)
{
	if (d->runs.len == 0)
		return offset;
	const struct run *r = &d->runs.at[LAST_UP_TO(d->runs, offset)];
	return r->source + (offset - r->text) / r->text_step * r->source_step;
}

/* Characters before an offset, of which `counts` knows most. */
static size_t
characters_before(const struct document *d, size_t offset)
{
	size_t block = offset / DOCUMENT_COUNTED;
	size_t i = 0, n = 0;

	if (block < d->counts.len) {
		i = block * DOCUMENT_COUNTED;
		n = d->counts.at[block];
	}
	for (; i < offset; i++)
		n += !is_continuation(d->text.ptr[i]);
	return n;
}

static size_t
characters(const struct document *d, size_t from, size_t to)
{
	size_t n = 0;

	if (to - from > DOCUMENT_COUNTED && d->counts.len > 0 && to > from)
		return characters_before(d, to) - characters_before(d, from);
	for (size_t i = from; i < to; i++)
		n += !is_continuation(d->text.ptr[i]);
	return n;
}

struct position
document_position(const struct document *d, size_t offset)
{
	if (offset > d->text.len)
		offset = d->text.len;
	size_t line = LAST_UP_TO(d->lines, offset);
	const struct locus *l = document_locus(d, offset);
	size_t source = source_offset(d, offset);

	/* A structured source has lines of its own. */
	if (l != NULL && l->line > 0)
		return (struct position){l->line, l->line_column +
		    characters(d, l->text, offset), source};
	return (struct position){line + 1,
	    1 + characters(d, d->lines.at[line], offset), source};
}

struct str
document_stated(const struct document *d, const char *fact)
{
	for (size_t i = 0; i < d->stated.len; i++)
		if (strcmp(d->stated.at[i].fact, fact) == 0)
			return d->stated.at[i].value;
	return (struct str){NULL, 0};
}

bool
document_in_part(const struct document *d)
{
	bool any = false;

	for (size_t i = 0; i < d->troubles.len; i++)
		any |= strcmp(d->troubles.at[i].rule, "input/limit") == 0 ||
		    strcmp(d->troubles.at[i].rule, "input/truncated") == 0;
	return any && !d->unreadable;
}

const struct block_start *
note_block(const struct note *n, size_t offset)
{
	const struct document *d = n->document;
	size_t at = n->base + offset, i;

	if (d == NULL)
		return NULL;
	bisect(i, d->blocks.len, d->blocks.at[i].text < at);
	return i < d->blocks.len && d->blocks.at[i].text == at ?
	    &d->blocks.at[i] : NULL;
}

const struct locus *
document_locus(const struct document *d, size_t offset)
{
	if (d->loci.len == 0 || d->loci.at[0].text > offset)
		return NULL;
	return &d->loci.at[LAST_UP_TO(d->loci, offset)];
}

struct span
document_line(const struct document *d, size_t offset)
{
	size_t line = LAST_UP_TO(d->lines, offset);
	size_t end = line + 1 < d->lines.len ? d->lines.at[line + 1] - 1 :
	    d->text.len;

	return (struct span){d->lines.at[line], end};
}

struct position
note_position(const struct note *n, size_t offset)
{
	return document_position(n->document, n->base + offset);
}
