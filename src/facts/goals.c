/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gather.h"
#include "facts/readers.h"

/* What is looked for in the text of a goal. */
struct marks {
	struct gathered measures;
	struct gathered functions;
	struct gathered times;
	struct gathered past;
	struct gathered impairments;
};

static struct marks
marks_of(struct arena *a, const struct reading *r)
{
	return (struct marks){
	    .measures = gather_all(a, r, "goal-measurable"),
	    .functions = gather_all(a, r, "goal-functional"),
	    .times = gather_all(a, r, "goal-timed"),
	    .past = gather_all(a, r, "goal-past"),
	    .impairments = gather_all(a, r, "goal-impairment"),
	};
}

static bool
has_blank_line(struct str text)
{
	bool empty = false;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n' && empty)
			return true;
		if (text.ptr[i] == '\n')
			empty = true;
		else if (!is_blank(text.ptr[i]))
			empty = false;
	}
	return false;
}

/* Does a list of goals hold the place: a part with that title, down to the
 * blank line below which other things are told? */
static bool
in_list_of_goals(const struct reading *r, size_t at)
{
	const struct section *s = &r->sections.at[reading_section_at(r, at)];
	struct span before = {s->body.start, at};

	if (s->kind == NULL || s->inferred || at < s->body.start ||
	    strcmp(s->kind->id, "goals") != 0)
		return false;
	struct str text = str_trim(str_slice(r->note->text, before));
	return !has_blank_line(text);
}

/* Where it begins behind the mark that ends what is before it. */
static size_t
first_word(const struct reading *r, const struct mention *m)
{
	struct str text = r->note->text;
	size_t at = m->span.start;

	while (at < m->span.end && (is_space(text.ptr[at]) ||
	    strchr(".:;|)", text.ptr[at]) != NULL))
		at++;
	return at;
}

/* Items of lists of goals, which only the title calls goals, each at the
 * beginning of its statement. */
static struct gathered
items_of(struct arena *a, const struct reading *r)
{
	struct gathered all = gather_counting(a, r, "goal-item");
	struct gathered items = {0};

	for (size_t i = 0; i < all.len; i++) {
		size_t at = first_word(r, all.at[i]);
		struct span before = {r->statements.at[reading_statement_at(r,
		    at)].span.start, at};
		if (in_list_of_goals(r, at) &&
		    !str_has_letters(str_slice(r->note->text, before)))
			gathered_add(a, &items, all.at[i]);
	}
	return items;
}

/* A goal's text runs to the end of its sentence, at most to the next item of
 * its list or the next part of the note. */
static struct span
whole_goal(const struct reading *r, const struct mention *m,
    const struct gathered *items)
{
	struct span at = {first_word(r, m), m->span.end};
	unsigned last = reading_statement_at(r, at.end - 1);
	unsigned sentence = r->statements.at[last].sentence;
	const struct section *part =
	    &r->sections.at[reading_section_at(r, at.start)];
	size_t told = span_trim(r->note->text, part->body).start;

	for (unsigned i = last; i < r->statements.len &&
	    r->statements.at[i].sentence == sentence; i++)
		if (r->statements.at[i].span.end > at.end)
			at.end = r->statements.at[i].span.end;
	if (part->body.end > at.start && part->body.end < at.end)
		at.end = part->body.end;
	/* What a title says for itself is one goal with it. */
	for (size_t i = gathered_from(items, at.start); i < items->len &&
	    items->at[i]->span.start < at.end; i++) {
		size_t next = first_word(r, items->at[i]);
		if (next > at.start && next > told && next < at.end)
			at.end = next;
	}
	return at;
}

/* The heading of the list that a goal stands in: "Goals (4 wks):" speaks for
 * every goal below it. */
static struct span
heading_of(const struct reading *r, size_t at)
{
	const struct section *s = &r->sections.at[reading_section_at(r, at)];
	struct str text = r->note->text;

	if (!in_list_of_goals(r, at))
		return (struct span){at, at};
	struct span line = str_line_from(text, s->title.start);
	size_t end = s->title.end;
	while (end < line.end && text.ptr[end] != ':')
		end++;
	return (struct span){s->title.start, end < at ? end : at};
}

/* Fewer words are no goal but a mark, a label or what is left of one. */
enum { LEAST_WORDS = 2 };

static bool
has_words(struct str text)
{
	unsigned words = 0;

	for (size_t i = 0; i < text.len && words < LEAST_WORDS; i++)
		words += is_alpha(text.ptr[i]) && i + 1 < text.len &&
		    is_alpha(text.ptr[i + 1]) &&
		    (i == 0 || !is_alpha(text.ptr[i - 1]));
	return words >= LEAST_WORDS;
}

static struct goal
goal_at(const struct reading *r, const struct marks *marks, struct span at)
{
	struct span heading = heading_of(r, at.start);

	return (struct goal){.at = at,
	    .measurable = gathered_touches(&marks->measures, at),
	    .functional = gathered_touches(&marks->functions, at),
	    .timed = gathered_touches(&marks->times, at) ||
	    gathered_touches(&marks->times, heading),
	    .past = gathered_touches(&marks->past, at) ||
	    !has_words(str_slice(r->note->text, at)),
	    .impairment = gathered_touches(&marks->impairments, at),
	};
}

void
goals_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered items = items_of(a, r);
	struct gathered goals = gather_counting(a, r, "goal");
	struct marks marks = marks_of(a, r);

	for (size_t i = 0; i < items.len; i++)
		gathered_add(a, &goals, items.at[i]);
	gathered_sort(&goals);
	for (size_t i = 0; i < goals.len; i++) {
		struct goal g = goal_at(r, &marks,
		    whole_goal(r, goals.at[i], &items));
		if (f->goals.len > 0 && span_holds(
		    f->goals.at[f->goals.len - 1].at, g.at))
			continue;
		vec_push(a, &f->goals, g);
	}
}
