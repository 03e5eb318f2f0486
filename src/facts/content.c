/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What shows that a service was furnished: techniques, modalities and tasks of
 * the lexicon `content`, and codes or names of services that head a list.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "facts/gather.h"
#include "facts/readers.h"

/* Does `at` touch a line that bills or names a service? */
static bool
is_charge(const struct facts *f, struct span at)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (span_touches(f->services.at[i].at, at))
			return true;
	return false;
}

/* Has the note a part that is titled as what was done or found? */
static bool
titles_work(const struct reading *r)
{
	for (size_t i = 0; i < r->sections.len; i++) {
		const struct section_kind *kind = r->sections.at[i].kind;
		if (kind != NULL && (strcmp(kind->id, "treatment") == 0 ||
		    strcmp(kind->id, "objective") == 0))
			return true;
	}
	return false;
}

/* Sections that tell of this visit's work or its effect.  What the patient
 * says is no work, unless the note runs on below it without a title, or has no
 * title that says who speaks. */
static bool
tells_of_visit(const struct facts *f, const struct mention *m)
{
	static const char *const others[] = {"goals", "home", "plan"};
	const struct section *section = &f->reading->sections.at[m->section];
	const struct section_kind *kind = section->kind;

	if (kind == NULL)
		return true;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(kind->id, others[i]) == 0)
			return false;
	return strcmp(kind->id, "subjective") != 0 || section->inferred ||
	    !titles_work(f->reading);
}

/* Words of three letters, and numbers, that say what was done. */
enum { LEAST_LETTERS = 3, LEAST_WORDS = 2, MOST_BYTES = 200 };

/* What a line says of charges, and not of what was done. */
struct charging {
	struct gathered units;
	struct gathered minutes;
	struct gathered modifiers;
};

static bool
is_charging(const struct charging *c, struct span at)
{
	return gathered_touches(&c->units, at) ||
	    gathered_touches(&c->minutes, at) ||
	    gathered_touches(&c->modifiers, at);
}

/* Is a service named with something about it, and not only as a heading? */
static bool
is_described(struct str text, const struct charging *charging, struct span at)
{
	unsigned words = 0;

	for (size_t i = at.end; i < text.len && text.ptr[i] != '\n' &&
	    i < at.end + MOST_BYTES && words < LEAST_WORDS;) {
		struct span word = {i, str_word_end(text, i, text.len)};
		bool number = is_digit(text.ptr[i]);
		if ((number || span_len(word) >= LEAST_LETTERS) &&
		    !is_charging(charging, word))
			words++;
		i = word.end > i ? word.end : i + 1;
	}
	return words >= LEAST_WORDS;
}

/* Is it an item of a list without figures?  "SLR 55" is a measurement. */
static bool
is_bare_item(struct str text, struct span at)
{
	for (size_t i = at.start; i > 0 && text.ptr[i - 1] != '\n'; i--)
		if (is_word(text.ptr[i - 1]))
			return false;
	for (size_t i = at.end; i < text.len && text.ptr[i] != '\n' &&
	    i < at.end + MOST_BYTES; i++)
		if (is_digit(text.ptr[i]))
			return false;
	return true;
}

static int
by_place(const void *a, const void *b)
{
	const struct content *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end < y->at.end ? -1 : 1;
	return strcmp(x->lexeme->name, y->lexeme->name);
}

/* What "held", "n/a" and "next time" are said of was not furnished.  How far
 * other assertions reach is less sure than that a technique is named. */
enum { FURNISHED = AFFIRMED | HISTORICAL | HOME | HYPOTHETICAL };

/* Does a full stop and a capital stand between a mention and the end of its
 * statement?  "10 min. Mirror box not today" is one statement, for "min." may
 * be an abbreviation, and what is not today is the second thing. */
static bool
may_end_before(const struct reading *r, const struct mention *m)
{
	struct str text = r->note->text;
	size_t end = r->statements.at[m->statement].span.end;

	for (size_t i = m->span.end; i + 2 < end; i++)
		if (text.ptr[i] == '.' && is_blank(text.ptr[i + 1]) &&
		    is_upper(text.ptr[i + 2]))
			return true;
	return false;
}

static bool
is_furnished(const struct reading *r, const struct mention *m)
{
	return (m->assertion & FURNISHED) != 0 || may_end_before(r, m);
}

static void
add(struct arena *a, struct facts *f, const struct mention *m)
{
	struct content c = {.lexeme = m->lexeme, .at = m->span,
	    .today = m->assertion == AFFIRMED};

	if (is_furnished(f->reading, m))
		vec_push(a, &f->contents, c);
	else if (m->assertion & (REFUSED | NEGATED))
		vec_push(a, &f->withheld, c);
}

/* The name of a service is content only where something is said of it. */
void
content_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered all = gather(a, r, "content");
	struct gathered names = gather(a, r, "code-name");
	struct charging charging = {.units = gather(a, r, "units"),
	    .minutes = gather(a, r, "code-minutes"),
	    .modifiers = gather(a, r, "modifier")};

	if (all.len * (f->services.len + r->sections.len) > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < all.len; i++) {
		const struct mention *m = all.at[i];
		if (m->lexeme != NULL && tells_of_visit(f, m) &&
		    (!is_charge(f, m->span) ||
		    !gathered_touches(&names, m->span) ||
		    is_described(r->note->text, &charging, m->span)))
			add(a, f, m);
	}
	for (size_t i = 0; i < names.len; i++) {
		const struct mention *m = names.at[i];
		if (m->lexeme != NULL && tells_of_visit(f, m) &&
		    is_described(r->note->text, &charging, m->span))
			add(a, f, m);
	}
	all = gather(a, r, "exercises");
	for (size_t i = 0; i < all.len; i++)
		f->exercises_listed += all.at[i]->assertion == AFFIRMED &&
		    tells_of_visit(f, all.at[i]) &&
		    is_bare_item(r->note->text, all.at[i]->span);
	if (f->contents.len > 1)
		qsort(f->contents.at, f->contents.len,
		    sizeof(*f->contents.at), by_place);
}
