/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/figures.h"

static size_t
indent_at(struct str text, size_t line)
{
	size_t i = line;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	return i - line;
}

/* Does a line open with a bullet: "- marching, 2 x 15"? */
static bool
is_bulleted(struct str text, size_t line)
{
	size_t i = line + indent_at(text, line);

	return i + 1 < text.len && is_blank(text.ptr[i + 1]) &&
	    strchr("-*+>", text.ptr[i]) != NULL;
}

/* Does `at` follow a label and the first bullet of a list, which goes on at
 * `below` in the same column: "TX  - bike 8 min"? */
static bool
opens_list(struct str text, struct span line, size_t at, size_t below)
{
	size_t column = indent_at(text, below);

	return is_bulleted(text, below) && at == line.start + column + 2 &&
	    text.ptr[line.start + column] == text.ptr[below + column];
}

bool
figures_head_list(const struct sentence *s, const struct item *item)
{
	struct str text = s->p->reading->note->text;

	/* Few have minutes alone, and the ends of a line may be far away. */
	if (item->dosage.minutes == NONE || item->dosage.sets != NONE ||
	    item->dosage.reps != NONE)
		return false;
	struct span line = span_lines(text, (struct span){item->called.start,
	    item->at.end});
	struct span below = str_line_from(text, line.end + 1);
	size_t indent = indent_at(text, below.start);

	return line.end < text.len &&
	    !opens_list(text, line, item->called.start, below.start) &&
	    (indent > indent_at(text, line.start) + 1 ||
	    (is_bulleted(text, below.start) &&
	    !is_bulleted(text, line.start))) &&
	    gathered_in(&s->p->marks.dosage,
	    (struct span){line.end, below.end}) > 0 &&
	    (text.ptr[line.end - 1] == ':' ||
	    !is_word(text.ptr[below.start + indent]));
}

bool
figures_compare(const struct sentence *s, const struct item *item)
{
	unsigned figures = 0;

	if (item->dosage.sets != NONE)
		return false;
	for (size_t i = 0; i < s->pieces.len; i++) {
		const struct piece *piece = &s->pieces.at[i];
		figures += piece->at.start >= item->called.end &&
		    piece->joint == JOINT_GAP && piece->words == 0 &&
		    !gathered_touches(&s->p->marks.load, piece->at) &&
		    is_digit(s->p->reading->note->text.ptr[piece->at.start]);
	}
	return figures > 1;
}

static bool
counts_something(const struct mention *m)
{
	struct span at;

	return mention_capture(m, "sets", &at) ||
	    mention_capture(m, "reps", &at);
}

/* Is it one that only its count makes an exercise, as a transfer is? */
static bool
is_task(const struct sentence *s, const struct item *item)
{
	const struct exercise_kind *kind = pack_exercise_kind(
	    s->p->reading->pack, item->name->lexeme->kind);

	return kind != NULL && kind->needs_dosage;
}

bool
figures_measure(const struct sentence *s, const struct item *item)
{
	enum { NEAR = 150 };	/* bytes to either side of the sentence */
	const struct gathered *doses = &s->p->marks.dosage;
	const struct reading *r = s->p->reading;
	const struct section *section = &r->sections.at[
	    reading_section_at(r, item->at.start)];
	struct span own = s->span, near;
	size_t counted = 0;

	if (section->kind == NULL || !section->kind->lists ||
	    (section->inferred && item->dosage.reps != NONE) ||
	    s->introduced || s->told || is_task(s, item) ||
	    item->dosage.sets != NONE ||
	    item->dosage.minutes != NONE || item->dosage.resistance.len > 0)
		return false;
	for (size_t i = 0; i < s->items.len; i++)
		counted += s->items.at[i].dosage.counted;
	near.start = own.start > section->body.start + NEAR ?
	    own.start - NEAR : section->body.start;
	near.end = section->body.end > own.end + NEAR ? own.end + NEAR :
	    section->body.end;
	for (size_t i = gathered_from(doses, near.start); i < doses->len &&
	    doses->at[i]->span.start < near.end; i++)
		if (!span_touches(doses->at[i]->span, own) &&
		    counts_something(doses->at[i]))
			return false;
	return counted == 1;
}

bool
figures_charge(const struct sentence *s, const struct item *item)
{
	enum { REACH = 12 };	/* bytes up to the code */

	return item->dosage.sets == NONE && item->dosage.reps == NONE &&
	    gathered_touches(&s->p->codes, (struct span){item->at.end,
	    item->at.end + REACH});
}
