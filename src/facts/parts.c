/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Regions of the body as they are mentioned, each with the side that stands
 * directly at it ("R quad", "left hip strength", "knee flexion R 112").
 */
#include "facts/gather.h"
#include "facts/readers.h"

/* Words that may stand between a side and the region behind it ("left active
 * wrist"), and between a region and the side behind it ("knee ext R"). */
enum { WORDS_BEFORE = 2, WORDS_BEHIND = 1 };

static unsigned
words_between(struct str text, size_t from, size_t to, bool *cut)
{
	unsigned words = 0;

	*cut = false;
	for (size_t i = from; i < to; i++) {
		if (is_word(text.ptr[i]) &&
		    (i == from || !is_word(text.ptr[i - 1])))
			words++;
		if (strchr(",;:.|()/\n", text.ptr[i]) != NULL)
			*cut = true;
	}
	return words;
}

static bool
crosses_line(struct str text, size_t from, size_t to)
{
	return to > from && memchr(text.ptr + from, '\n', to - from) != NULL;
}

/* Does a line or a sentence end here?  "Frozen shoulder, R" */
static bool
is_end(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	return at == text.len || strchr(".;)\n", text.ptr[at]) != NULL;
}

static enum side
side_named(const struct mention *m)
{
	const char *tail = concept_tail(m->concept);

	if (strcmp(tail, "right") == 0)
		return SIDE_RIGHT;
	if (strcmp(tail, "left") == 0)
		return SIDE_LEFT;
	return strcmp(tail, "bilateral") == 0 ? SIDE_BILATERAL : SIDE_NONE;
}

/* The side that stands at a region. */
static enum side
side_at(const struct reading *r, const struct gathered *sides,
    const struct mention *part, struct span *where)
{
	struct str text = r->note->text;
	size_t i = gathered_from(sides, part->span.start);
	bool cut;

	*where = part->span;
	if (i > 0) {
		struct span at = sides->at[i - 1]->span;
		if (words_between(text, at.end, part->span.start, &cut) <=
		    WORDS_BEFORE && !cut) {
			where->start = at.start;
			return side_named(sides->at[i - 1]);
		}
	}
	if (i < sides->len) {
		struct span at = sides->at[i]->span;
		if (words_between(text, part->span.end, at.start, &cut) <=
		    WORDS_BEHIND && (!cut || (is_end(text, at.end) &&
		    !crosses_line(text, part->span.end, at.start)))) {
			where->end = at.end;
			return side_named(sides->at[i]);
		}
	}
	return SIDE_NONE;
}

/* Does the sentence of a part name the other side too? */
static bool
is_compared(const struct reading *r, const struct gathered *sides,
    const struct part *p)
{
	const struct statement *all = r->statements.at;
	unsigned sentence = all[p->statement].sentence;
	enum side other = p->side == SIDE_RIGHT ? SIDE_LEFT : SIDE_RIGHT;
	size_t from = gathered_from(sides, p->at.start);

	for (size_t i = from; i < sides->len &&
	    all[sides->at[i]->statement].sentence == sentence; i++)
		if (side_named(sides->at[i]) == other)
			return true;
	for (size_t i = from; i > 0 &&
	    all[sides->at[i - 1]->statement].sentence == sentence; i--)
		if (side_named(sides->at[i - 1]) == other)
			return true;
	return false;
}

void
parts_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered all = gather(a, r, "body");
	struct gathered sides = gather(a, r, "side");

	for (size_t i = 0; i < sides.len; i++)
		vec_push(a, &f->sides, (struct named_side){
		    side_named(sides.at[i]), sides.at[i]->assertion,
		    sides.at[i]->statement});
	for (size_t i = 0; i < all.len; i++) {
		const struct mention *m = all.at[i];
		struct part p = {.region = m->lexeme, .assertion = m->assertion,
		    .statement = m->statement, .section = m->section};
		if (m->lexeme == NULL)
			continue;
		p.side = side_at(r, &sides, m, &p.at);
		p.compared = (p.side == SIDE_RIGHT ||
		    p.side == SIDE_LEFT) && is_compared(r, &sides, &p);
		vec_push(a, &f->parts, p);
	}
}
