/* SPDX-License-Identifier: Apache-2.0 */
#include "match/split.h"

#include <stdlib.h>

#include "base/limits.h"

VEC_TYPE(offsets, size_t);

/* Who and when a part says it is about; empty where it does not say. */
struct identity {
	struct str patient;
	struct str date;
};

static struct span
line_from(struct str text, size_t start)
{
	const char *nl = memchr(text.ptr + start, '\n', text.len - start);

	return (struct span){start, nl ? (size_t)(nl - text.ptr) : text.len};
}

/* Lines that differ in their digits alone are the same header. */
static bool
same_header(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (a.ptr[i] != b.ptr[i] &&
		    !(is_digit(a.ptr[i]) && is_digit(b.ptr[i])))
			return false;
	return true;
}

static bool
has_letters(struct str s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.len; i++)
		letters += is_alpha(s.ptr[i]);
	return letters >= 6;
}

static void
find_repeated_header(struct arena *a, struct str text, struct offsets *out)
{
	struct str header = {NULL, 0};

	for (size_t at = 0; at < text.len;) {
		struct span line = line_from(text, at);
		struct str s = str_trim(str_slice(text, line));
		if (header.len == 0 && has_letters(s))
			header = s;
		else if (header.len > 0 && same_header(header, s))
			vec_push(a, out, line.start);
		at = line.end + 1;
	}
}

static void
find_form_feeds(struct arena *a, struct str text, struct offsets *out)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\f')
			vec_push(a, out, i + 1);
}

static int
ascending(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* The first value of a fact that stands inside a part. */
static struct str
value_in(const struct reading *r, const char *fact, struct span part)
{
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++)
			if (span_holds(part, m.first->span))
				return str_trim(mention_text(r, m.first, "value"));
	}
	return (struct str){NULL, 0};
}

static bool
begins_note(const struct identity *part, const struct identity *open)
{
	if (part->date.len == 0)
		return false;
	return !str_eq(part->date, open->date) ||
	    (part->patient.len > 0 && !str_eq(part->patient, open->patient));
}

static void
find_written(struct arena *a, const struct reading *r, struct offsets *out)
{
	const struct concepts *all = pack_fact(r->pack, "note-boundary");

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++)
			vec_push(a, out, m.first->span.start);
	}
}

void
split_notes(struct arena *a, const struct reading *r, struct parts *out)
{
	struct str text = r->note->text;
	struct offsets cuts = {0};
	struct span open = {0, text.len};

	find_form_feeds(a, text, &cuts);
	find_repeated_header(a, text, &cuts);
	find_written(a, r, &cuts);
	if (cuts.len == 0) {
		vec_push(a, out, open);
		return;
	}
	qsort(cuts.at, cuts.len, sizeof(*cuts.at), ascending);
	struct span head = {0, cuts.at[0]};
	struct identity now = {value_in(r, "patient", head),
	    value_in(r, "service-date", head)};
	for (size_t i = 0; i < cuts.len && out->len < LIMIT_NOTES_IN_FILE; i++) {
		struct span part = {cuts.at[i],
		    i + 1 < cuts.len ? cuts.at[i + 1] : text.len};
		struct identity next = {value_in(r, "patient", part),
		    value_in(r, "service-date", part)};
		if (part.start <= open.start || !begins_note(&next, &now))
			continue;
		vec_push(a, out, (struct span){open.start, part.start});
		open.start = part.start;
		now = next;
	}
	vec_push(a, out, open);
}
