/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/exercises.h"

#include "match/assert.h"

/* How far a dosage may stand from the name, and from the dosage before it. */
enum { WORDS_TO_FIRST = 12, WORDS_TO_NEXT = 5, WORDS_IN_NAME = 7 };

/* One exercise of a sentence while it is being read. */
struct item {
	const struct mention *name;
	struct dosage dosage;
	size_t end;		/* of what belongs to it */
	size_t begin;
};

VEC_TYPE(items, struct item);

/* The part of a note in which the items share dosages: one sentence. */
struct sentence {
	struct span span;
	unsigned first;		/* statement indices */
	unsigned last;
};

static size_t
count_words(struct str text, size_t from, size_t to)
{
	size_t words = 0;

	for (size_t i = from; i < to; i++)
		words += is_word(text.ptr[i]) &&
		    (i == from || !is_word(text.ptr[i - 1]));
	return words;
}

static bool
has_any(struct str text, size_t from, size_t to, const char *set)
{
	for (size_t i = from; i < to; i++)
		if (strchr(set, text.ptr[i]) != NULL && text.ptr[i] != '\0')
			return true;
	return false;
}

/* Where the last comma or semicolon before `at` and not before `from` ends. */
static size_t
after_comma(struct str text, size_t from, size_t at)
{
	while (at > from && text.ptr[at - 1] != ',' && text.ptr[at - 1] != ';' &&
	    text.ptr[at - 1] != ':' && text.ptr[at - 1] != '\n')
		at--;
	return at;
}

/*
 * The end of what belongs to a name that ends at `from`, before `limit`.
 * A further dosage behind a comma and words of its own is another exercise,
 * one that the lexicon does not know.
 */
static size_t
window(const struct programme *p, size_t from, size_t limit)
{
	struct str text = p->reading->note->text;
	const struct gathered *marks = &p->marks.dosage;
	size_t end = from;
	bool first = true;

	for (size_t i = gathered_from(marks, from);
	    i < marks->len && marks->at[i]->span.end <= limit; i++) {
		struct span at = marks->at[i]->span;
		size_t words = count_words(text, end, at.start);
		size_t comma = after_comma(text, end, at.start);
		if (words > (first ? WORDS_TO_FIRST : WORDS_TO_NEXT))
			break;
		if (!first && comma > end &&
		    count_words(text, comma, at.start) > 0 &&
		    has_any(text, end, at.start, ",;\n"))
			break;
		if (first && has_any(text, end, at.start, ";") && words > 2)
			break;
		end = at.end;
		first = false;
	}
	/* Loads and sides may follow the dosage, up to the comma after them. */
	size_t tail = end;
	while (tail < limit && !has_any(text, tail, tail + 1, ";\n") &&
	    count_words(text, end, tail) <= WORDS_TO_NEXT + 1)
		tail++;
	return tail;
}

/* Is the item's dosage written before its name: "3x10 heel raises"? */
static bool
leads_with_dosage(const struct programme *p, const struct sentence *s,
    size_t name_start, size_t from)
{
	struct str text = p->reading->note->text;
	const struct gathered *marks = &p->marks.dosage;
	size_t i = gathered_from(marks, from);
	size_t end = 0;

	for (; i < marks->len && marks->at[i]->span.end <= name_start; i++)
		end = marks->at[i]->span.end;
	return end > s->span.start && end != 0 &&
	    count_words(text, end, name_start) <= 1 &&
	    !has_any(text, end, name_start, ",;.\n");
}

static void
read_items(const struct programme *p, const struct sentence *s, size_t first,
    size_t n, struct items *out)
{
	bool before = leads_with_dosage(p, s, p->names.at[first]->span.start,
	    s->span.start);

	if (before && n == 1 && dosage_begins(&p->marks, (struct span){
	    p->names.at[first]->span.end, s->span.end}))
		before = false;
	for (size_t i = 0; i < n; i++) {
		const struct mention *name = p->names.at[first + i];
		size_t next = i + 1 < n ? p->names.at[first + i + 1]->span.start :
		    s->span.end;
		struct item item = {.name = name, .begin = name->span.start};
		struct span at = {name->span.start, next};
		if (before) {
			at.start = i == 0 ? s->span.start : out->at[i - 1].end;
			at.end = name->span.end;
			item.begin = at.start;
		} else {
			at.end = window(p, name->span.end, next);
		}
		item.dosage = dosage_read(p->arena, p->reading, &p->marks, at,
		    &item.end);
		if (item.end < name->span.end)
			item.end = name->span.end;
		vec_push(p->arena, out, item);
	}
}

/* Only "and", a slash, a comma or the like between two names. */
static bool
listed_together(struct str text, const struct item *a, const struct item *b)
{
	return count_words(text, a->end, b->name->span.start) <= 2 &&
	    !has_any(text, a->end, b->name->span.start, ".;\n");
}

/* Items of a list take the dosage behind its last one. */
static void
share_dosage(const struct programme *p, struct items *items)
{
	struct str text = p->reading->note->text;

	for (size_t i = items->len; i-- > 1;) {
		struct item *a = &items->at[i - 1];
		const struct item *b = &items->at[i];
		if (a->dosage.counted || !b->dosage.counted ||
		    !listed_together(text, a, b))
			continue;
		dosage_add(&a->dosage, &b->dosage);
		a->end = b->end;
	}
}

/* May an exercise with no dosage be taken as performed here? */
static bool
told_as_done(const struct programme *p, const struct sentence *s,
    const struct items *items)
{
	const struct reading *r = p->reading;
	const struct section_kind *kind = r->sections.at[
	    r->statements.at[s->first].section].kind;

	if (kind != NULL && kind->performed)
		return true;
	for (size_t i = 0; i < items->len; i++)
		if (items->at[i].dosage.counted)
			return true;
	return gathered_touches(&p->cues, s->span);
}

static void
add_items(struct programme *p, const struct sentence *s,
    const struct items *items)
{
	bool done = told_as_done(p, s, items);

	for (size_t i = 0; i < items->len; i++) {
		const struct item *item = &items->at[i];
		if (!item->dosage.counted && !done)
			continue;
		programme_add(p, item->name, item->name->span,
		    (struct span){item->begin, item->end}, &item->dosage,
		    item->name->assertion);
	}
}

static bool
is_repeatable(const struct dosage *d)
{
	return d->reps != NONE || d->sets != NONE || d->hold_seconds != NONE;
}

/* The name in front of a dosage that no known exercise took. */
static struct span
unknown_name(const struct programme *p, const struct sentence *s, size_t from,
    size_t at)
{
	struct str text = p->reading->note->text;
	size_t start = after_comma(text, from > s->span.start ? from :
	    s->span.start, at);

	struct span name = {start, at};
	while (name.end > name.start && !is_word(text.ptr[name.end - 1]) &&
	    text.ptr[name.end - 1] != ')')
		name.end--;
	while (name.start < name.end && !is_word(text.ptr[name.start]))
		name.start++;
	return name;
}

/* Exercises that the lexicon has never seen, plainly listed with a dosage. */
static void
read_unknown(struct programme *p, const struct sentence *s,
    const struct items *items)
{
	const struct reading *r = p->reading;
	const struct gathered *marks = &p->marks.dosage;
	const struct section_kind *kind = r->sections.at[
	    r->statements.at[s->first].section].kind;
	size_t used = s->span.start;

	if (kind != NULL && !kind->performed)
		return;
	for (size_t i = gathered_from(marks, s->span.start);
	    i < marks->len && marks->at[i]->span.end <= s->span.end; i++) {
		struct span at = marks->at[i]->span;
		bool taken = false;
		for (size_t k = 0; k < items->len; k++)
			if (items->at[k].begin <= at.start &&
			    at.start < items->at[k].end) {
				taken = true;
				used = items->at[k].end;
			}
		if (taken || at.start < used)
			continue;
		struct span name = unknown_name(p, s, used, at.start);
		size_t words = count_words(r->note->text, name.start, name.end);
		size_t end;
		struct dosage d = dosage_read(p->arena, r, &p->marks,
		    (struct span){name.start, window(p, name.end, s->span.end)},
		    &end);
		used = end;
		if (words == 0 || words > WORDS_IN_NAME || !is_repeatable(&d) ||
		    !is_alpha(r->note->text.ptr[name.start]) ||
		    gathered_touches(&p->not_names, name))
			continue;
		programme_add(p, NULL, name, (struct span){name.start, end}, &d,
		    reading_assert(r, name));
	}
}

void
items_read(struct programme *p)
{
	const struct reading *r = p->reading;

	for (unsigned i = 0; i < r->statements.len;) {
		struct sentence s = {r->statements.at[i].span, i, i};
		const struct table *table;
		while (s.last + 1 < r->statements.len &&
		    r->statements.at[s.last + 1].sentence ==
		    r->statements.at[i].sentence)
			s.last++;
		s.span.end = r->statements.at[s.last].span.end;
		i = s.last + 1;
		if (tables_row_at(p->tables, s.span.start, &table) != NULL)
			continue;
		size_t first = gathered_from(&p->names, s.span.start);
		size_t n = 0;
		while (first + n < p->names.len &&
		    p->names.at[first + n]->span.end <= s.span.end)
			n++;
		struct items items = {0};
		if (n > 0)
			read_items(p, &s, first, n, &items);
		share_dosage(p, &items);
		add_items(p, &s, &items);
		read_unknown(p, &s, &items);
	}
}
