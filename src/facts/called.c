/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/called.h"
#include "facts/gather.h"
#include "facts/readers.h"
#include "match/words.h"

enum {
	FEWEST_LETTERS = 3,	/* "iso"; less is an article or a side */
	MOST_WORDS_BEFORE = 4,	/* "All of the sled pushes": of a subject */
};

/* Letters alone: figures and loads name nothing. */
static bool
is_name(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_alpha(word.ptr[i]))
			return false;
	return word.len >= FEWEST_LETTERS;
}

static bool
is_part(const struct facts *f, struct span word)
{
	for (size_t i = 0; i < f->parts.len; i++)
		if (span_touches(f->parts.at[i].at, word))
			return true;
	return false;
}

/* The words by which exercises were listed: what stands before their first
 * figure. */
static void
names_of(struct arena *a, const struct facts *f, const struct gathered *not,
    struct words *out)
{
	struct str text = f->reading->note->text;

	for (size_t i = 0; i < f->exercises.len; i++) {
		struct words words = {0};
		struct span at = f->exercises.at[i].at;
		size_t end = at.start;
		if (!exercise_performed(&f->exercises.at[i]))
			continue;
		while (end < at.end && !is_digit(text.ptr[end]))
			end++;
		at.end = end;
		words_of(a, str_slice(text, at), &words);
		for (size_t k = 0; k < words.len; k++) {
			struct word w = words.at[k];
			w.span.start += at.start;
			w.span.end += at.start;
			if (is_name(str_slice(text, w.span)) &&
			    !is_part(f, w.span) &&
			    !gathered_touches(not, w.span))
				vec_push(a, out, w);
		}
	}
}

static bool
is_listing(const struct facts *f, struct span statement)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (span_touches(f->exercises.at[i].at, statement))
			return true;
	return false;
}

/* Is one of the first words of `at` a name, or a word for all that was done? */
static bool
begins_with_name(struct arena *a, const struct facts *f, struct span at,
    const struct words *names, const struct gathered *general)
{
	struct str text = str_slice(f->reading->note->text, at);
	struct words words = {0};

	words_of(a, text, &words);
	for (size_t i = 0; i < words.len && i < MOST_WORDS_BEFORE; i++) {
		struct span word = words.at[i].span;
		word.start += at.start;
		word.end += at.start;
		if (gathered_touches(general, word))
			return true;
		if (is_part(f, word))
			continue;
		for (size_t k = 0; k < names->len; k++)
			if (names->at[k].key == words.at[i].key)
				return true;
	}
	return false;
}

void
called_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered links = gather_counting(a, r, "serves");
	struct words names = {0};

	if (links.len == 0)
		return;
	struct gathered not = gather_all(a, r, "not-called");
	struct gathered general = gather_all(a, r, "called");
	names_of(a, f, &not, &names);
	for (size_t i = 0; i < links.len; i++) {
		const struct mention *m = links.at[i];
		struct span at = r->statements.at[m->statement].span;
		if (is_listing(f, at))
			continue;
		at.end = m->span.end;
		if (begins_with_name(a, f, at, &names, &general))
			facts_prove(a, f, EL_PURPOSE, at);
	}
}
