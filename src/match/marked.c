/* SPDX-License-Identifier: Apache-2.0 */
#include "match/marked.h"

/* The kind that goes under a code. */
static const struct section_kind *
coded_kind(const struct pack *pack, const char *code)
{
	for (size_t i = 0; code != NULL && i < pack->sections.len; i++) {
		const struct section_kind *k = &pack->sections.at[i];
		for (size_t j = 0; j < k->codes.len; j++)
			if (strcmp(k->codes.at[j], code) == 0)
				return k;
	}
	return NULL;
}

static const struct section_kind *
kind_of(struct arena *a, const struct titles *t, const struct pack *pack,
    const struct marked_section *m, struct str text)
{
	const struct section_kind *kind;
	struct words words = {0};

	words_of(a, text, &words);
	const struct title *title = titles_find(t, words.at, words.len);
	if (title != NULL && !title->letter)
		return title->kind;
	kind = coded_kind(pack, m->kind);
	return kind == NULL && title != NULL ? title->kind : kind;
}

/* The place of a marked section; false when it lies outside the note. */
static bool
place(struct arena *a, const struct titles *t, const struct reading *r,
    const struct marked_section *m, struct candidate *out)
{
	size_t base = r->note->base, length = span_len(m->title);

	if (m->text < base || m->text - base + length > r->note->text.len)
		return false;
	struct span at = {m->text - base, m->text - base + length};
	struct title *what = arena_alloc(a, sizeof(*what));
	what->kind = kind_of(a, t, r->pack, m, str_slice(r->note->text, at));
	*out = (struct candidate){.what = what, .before = at.start,
	    .title = at, .after = at.end};
	return true;
}

/* Drop what stands in rows of three cells or more: such headings are those of
 * columns, while a row of two may well be a title and its text. */
static void
drop_columns(struct str text, struct candidates *found)
{
	size_t kept = 0, end = 0, bars = 0;

	for (size_t i = 0; i < found->len; i++) {
		size_t at = found->at[i].title.start;
		if (i == 0 || at >= end) {
			bars = 0;
			struct span line = str_line_at(text, at);
			end = line.end;
			for (size_t k = line.start; k < end; k++)
				bars += text.ptr[k] == '|';
		}
		if (bars < 2)
			found->at[kept++] = found->at[i];
	}
	found->len = kept;
}

void
marked_add(struct arena *a, const struct titles *t, const struct reading *r,
    struct candidates *found)
{
	const struct document *d = r->note->document;
	struct candidates all = {0};
	struct candidate marked;
	size_t next = 0;

	drop_columns(r->note->text, found);
	for (size_t i = 0; i < d->sections.len; i++) {
		if (!place(a, t, r, &d->sections.at[i], &marked))
			continue;
		while (next < found->len &&
		    found->at[next].before < marked.before)
			vec_push(a, &all, found->at[next++]);
		/* A title longer than what the packs know may hold one. */
		for (; next < found->len && found->at[next].title.start <
		    marked.title.end; next++)
			if (marked.what->kind == NULL)
				marked.what = found->at[next].what;
		vec_push(a, &all, marked);
	}
	while (next < found->len)
		vec_push(a, &all, found->at[next++]);
	*found = all;
}
