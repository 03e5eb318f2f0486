/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/shown.h"

#include "base/limits.h"

size_t
exercises_performed(const struct facts *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->exercises.len; i++)
		n += exercise_performed(&f->exercises.at[i]);
	return n;
}

/* The name of a service (of codes.csv) stands for its code. */
bool
speaks_for(const struct lexeme *l, const struct code *c)
{
	if (l == NULL)
		return false;
	return texts_have(&l->code, c->code) ||
	    (l->value != NULL && strcmp(l->value, c->code) == 0);
}

bool
is_told_plainly(const struct pack *p, const struct code *c)
{
	bool known = false;

	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (strcmp(l->concept->id, "content") != 0 ||
		    !texts_have(&l->code, c->code))
			continue;
		if (l->kind == NULL || strcmp(l->kind, "active") == 0)
			return false;
		known = true;
	}
	return known;
}

bool
is_work_by_hand(const struct pack *p, const struct code *c)
{
	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (l->kind != NULL && strcmp(l->kind, "manual") == 0 &&
		    strcmp(l->concept->id, "content") == 0 &&
		    texts_have(&l->code, c->code))
			return true;
	}
	return false;
}

bool
takes_any_exercise(const struct pack *p, const struct code *c)
{
	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (l->value != NULL && strcmp(l->value, "any") == 0 &&
		    texts_have(&l->code, c->code))
			return true;
	}
	return false;
}

/* What a heading of the body stands over. */
enum below { NOTHING, ANOTHER_HEADING, SOMETHING };

static enum below
below(const struct facts *f, const struct heading *h)
{
	struct str text = f->reading->note->text;
	size_t i = h->at.end, lines = 0;

	for (; i < text.len && lines < 2; i++) {
		if (text.ptr[i] == '\n')
			lines++;
		else if (is_word(text.ptr[i]))
			break;
	}
	if (i == text.len || lines == 2)
		return NOTHING;
	for (size_t k = 0; lines > 0 && k < f->headings.len; k++)
		if (f->headings.at[k].at.start == i)
			return ANOTHER_HEADING;
	return SOMETHING;
}

/* A heading in the body, with minutes and without units. */
static bool
is_of_body(const struct heading *h)
{
	return !h->charged && h->minutes != NONE;
}

bool
is_headed_only(const struct facts *f, const struct code *c)
{
	bool bare = false, other = false;

	if (f->headings.len * f->headings.len > LIMIT_NOTE_PAIRS)
		return false;
	for (size_t i = 0; i < f->headings.len; i++) {
		const struct heading *h = &f->headings.at[i];
		if (!is_of_body(h))
			continue;
		if (h->code != c)
			other = other || below(f, h) == SOMETHING;
		else if (below(f, h) == NOTHING)
			bare = true;
		else
			return false;
	}
	return bare && other;
}

enum { LONGEST_ROW = 400 };	/* bytes of a charge with its description */

/* Is it the code's name in the row of its charge, with no other word? */
static bool
is_name_in_row(const struct facts *f, const struct content *content,
    const struct code *c)
{
	struct str text = f->reading->note->text;

	if (content->lexeme->value == NULL ||
	    strcmp(content->lexeme->value, c->code) != 0 ||
	    f->contents.len * f->services.len > LIMIT_NOTE_PAIRS)
		return false;
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code != c || !s->printed ||
		    content->at.end + LONGEST_ROW < s->at.start ||
		    s->at.end + LONGEST_ROW < content->at.start)
			continue;
		struct span line = str_line_at(text, s->at.start);
		size_t at = line.start;
		if (!span_holds(line, content->at) ||
		    span_len(line) > LONGEST_ROW)
			continue;
		for (; at < line.end; at++)
			if (is_alpha(text.ptr[at]) &&
			    (at < s->at.start || at >= s->at.end) &&
			    (at < content->at.start || at >= content->at.end))
				break;
		if (at == line.end)
			return true;
	}
	return false;
}

bool
is_shown(const struct facts *f, const struct code *c)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]) &&
		    speaks_for(f->exercises.at[i].lexeme, c))
			return true;
	for (size_t i = 0; i < f->contents.len; i++)
		if (speaks_for(f->contents.at[i].lexeme, c) &&
		    !is_name_in_row(f, &f->contents.at[i], c))
			return true;
	/* A heading with minutes, whatever stands under it. */
	for (size_t i = 0; i < f->headings.len; i++)
		if (f->headings.at[i].code == c &&
		    is_of_body(&f->headings.at[i]) && !is_headed_only(f, c))
			return true;
	return false;
}

static bool
is_kind(const struct content *c, const char *kind)
{
	return c->lexeme->kind != NULL && strcmp(c->lexeme->kind, kind) == 0;
}

bool
is_passive(const struct content *c)
{
	return is_kind(c, "modality") || is_kind(c, "passive");
}

bool
is_by_hand(const struct content *c)
{
	return is_kind(c, "manual");
}

/* Does a statement say what for, or what is limited, and not what was done? */
static bool
is_said_of_function(const struct facts *f, struct span at)
{
	static const enum element aims[] = {EL_PURPOSE, EL_GOAL,
	    EL_FUNCTIONAL_LIMITATION, EL_MEDICAL_NECESSITY, EL_PLAN};
	unsigned statement = reading_statement_at(f->reading, at.start);

	for (size_t a = 0; a < sizeof(aims) / sizeof(*aims); a++)
		for (size_t i = 0; i < f->evidence[aims[a]].at.len; i++)
			if (reading_statement_at(f->reading,
			    f->evidence[aims[a]].at.at[i].start) == statement)
				return true;
	return false;
}

bool
is_treatment(const struct facts *f, const struct content *c)
{
	if (is_kind(c, "manual"))
		return true;
	return is_kind(c, "active") && c->today &&
	    !is_said_of_function(f, c->at);
}
