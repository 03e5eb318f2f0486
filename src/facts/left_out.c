/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/left_out.h"

#include "facts/clauses.h"
#include "facts/own_words.h"

/* Are there but dashes in an empty cell before one with a dosage: "Mini squat
 * .... --    2 x 10"? */
static bool
is_empty_cell(const struct programme *p, struct span blank, struct span item)
{
	return !str_has_letters(str_slice(p->reading->note->text, blank)) &&
	    gathered_in(&p->marks.dosage,
	    (struct span){blank.end, item.end}) > 0;
}

/* "Chin tucks 2x10 ....... held". */
static bool
is_held(const struct programme *p, struct span item)
{
	struct str text = p->reading->note->text;
	size_t reach = item.end;

	while (reach < text.len && strchr(" .\t|-", text.ptr[reach]) != NULL)
		reach++;
	for (size_t i = gathered_from(&p->blanks, item.start);
	    i < p->blanks.len && p->blanks.at[i]->span.start <= reach; i++) {
		size_t k = p->blanks.at[i]->span.start;
		while (k > item.start && is_blank(text.ptr[k - 1]))
			k--;
		if (k > item.start && strchr(".-|", text.ptr[k - 1]) != NULL &&
		    !is_empty_cell(p, p->blanks.at[i]->span, item))
			return true;
	}
	return false;
}

/* What a word with nothing before it in its clause speaks of where others
 * before it have their dosage, "rows 2x10, putty squeeze, deferred": the clause
 * before the comma; or {0, 0}. */
static struct span
clause_before(const struct sentence *s, struct span said)
{
	struct str text = s->p->reading->note->text;
	size_t comma = said.start;

	while (comma > s->span.start && is_blank(text.ptr[comma - 1]))
		comma--;
	if (comma <= s->span.start + 1 || text.ptr[comma - 1] != ',')
		return (struct span){0, 0};
	struct span before = clause_of(s, (struct span){comma - 1, comma - 1});
	return gathered_in(&s->p->marks.dosage, (struct span){s->span.start,
	    before.start}) > 0 ? before : (struct span){0, 0};
}

/* The list in parentheses that words behind it speak of too: "the programme
 * (wall slides, band rows) was not repeated"; or {0, 0}. */
static struct span
list_before(const struct sentence *s, struct span said)
{
	struct str text = s->p->reading->note->text;
	size_t end = said.start, start;

	while (end > s->span.start &&
	    strchr(")(,;:.", text.ptr[end - 1]) == NULL)
		end--;
	if (end == s->span.start || text.ptr[end - 1] != ')')
		return (struct span){0, 0};
	start = end - 1;
	while (start > s->span.start && text.ptr[start - 1] != '(')
		start--;
	return (struct span){start, end};
}

/* Does the byte at `i` divide items: a comma, a dot on the line? */
static bool
divides(const struct sentence *s, size_t i)
{
	static const char dot[] = "\xC2\xB7";
	struct str text = s->p->reading->note->text;

	return ends_clause(s, i) || (i > 0 && text.ptr[i - 1] == dot[0] &&
	    text.ptr[i] == dot[1]);
}

/* Does the clause of `at` say that this was left out, and no more than this:
 * an empty box, "by the therapist"?  Nobody says it far away. */
static bool
is_left_out_here(const struct sentence *s, struct span at)
{
	enum { REACH = 120 };	/* bytes */
	struct str text = s->p->reading->note->text;
	struct span clause = at;

	while (clause.start > s->span.start &&
	    at.start - clause.start < REACH &&
	    !divides(s, clause.start - 1) &&
	    text.ptr[clause.start] != '[')
		clause.start--;
	while (clause.end < s->span.end && clause.end - at.end < REACH &&
	    !divides(s, clause.end) && text.ptr[clause.end] != '[')
		clause.end++;
	/* An empty box may stand before the sentence. */
	while (clause.start > 0 && text.ptr[clause.start - 1] != '\n' &&
	    strchr(" \t[]*-", text.ptr[clause.start - 1]) != NULL)
		clause.start--;
	return gathered_touches(&s->p->left_out_here, clause);
}

/* Is the item said to have been left out?  Words behind a name speak
 * of what their clause names ("curls were tried and abandoned"), words before
 * it of all that follows ("given sheets for curls, rows and presses"), and
 * where the clause names nothing, of the sentence. */
static bool
is_left_out(const struct sentence *s, const struct item *item)
{
	enum { TITLE_GAP = 2 };	/* bytes between a title and its text */
	const struct gathered *words = &s->p->left_out;
	struct str text = s->p->reading->note->text;
	struct span at = item->at;
	size_t from = s->span.start;

	/* An empty box may stand before the sentence, or the title of its
	 * section: "Special tests: SLR x 10 ...". */
	const struct section *section = &s->p->reading->sections.at[
	    reading_section_at(s->p->reading, from)];
	while (from > 0 && text.ptr[from - 1] != '\n' &&
	    !is_word(text.ptr[from - 1]))
		from--;
	if (span_len(section->title) > 0 && section->title.end <= from &&
	    section->title.end + TITLE_GAP >= from)
		from = section->title.start;
	for (size_t i = gathered_from(words, from); i < words->len &&
	    words->at[i]->span.start < s->span.end; i++) {
		struct span said = words->at[i]->span;
		/* "Bridges, rows 2x10: none done". */
		if ((text.ptr[said.start] == ':' && at.end <= said.start) ||
		    span_holds(list_before(s, said), item->called))
			return true;
		if (said_of_another(s, item, said, SAID_OF_LIST))
			continue;
		struct span clause = clause_of(s, said);
		const struct item *first = named_in(s, clause);
		struct span before = clause_before(s, said);
		if (first == NULL && before.end > 0) {
			if (span_touches(before, at))
				return true;
			continue;
		}
		/* "g. kickboard: left out", in a list, speaks of itself. */
		struct span line = str_line_at(text, said.start);
		if (first == NULL && line.start > s->span.start &&
		    own_words(s->p, (struct span){line.start,
		    said.start}) > 0 && !span_touches(line, at))
			continue;
		if (first != NULL ? span_touches(clause, at) ||
		    (said.start < first->called.start &&
		    at.start > said.start) : span_touches(clause, at) ||
		    !gathered_touches(&s->p->names, clause))
			return true;
	}
	return false;
}

/* Was the item given to do elsewhere?  Words for this speak of what their own
 * clause names and of what follows them; a list that ends with "HEP printed"
 * was done. */
static bool
is_given(const struct sentence *s, struct span at)
{
	const struct gathered *words = &s->p->given;

	for (size_t i = gathered_from(words, s->span.start); i < words->len &&
	    words->at[i]->span.start < s->span.end; i++) {
		struct span said = words->at[i]->span;
		if (said.start < at.start ||
		    span_touches(clause_of(s, said), at))
			return true;
	}
	return false;
}

/* Does the patient say it, outside a list of what was done?  It is told of
 * other days then, up to a word that says that something was done. */
static bool
is_said(const struct sentence *s, struct span at)
{
	struct str text = s->p->reading->note->text;
	size_t i = gathered_from(&s->p->says, at.start);

	if (s->treatment || i == 0 ||
	    s->p->says.at[i - 1]->span.start < s->span.start)
		return false;
	size_t from = s->p->says.at[i - 1]->span.end;
	if (from > at.start)
		return false;
	size_t done = gathered_from(&s->p->cues, from);
	return memchr(text.ptr + from, ';', at.start - from) == NULL &&
	    (done == s->p->cues.len ||
	    s->p->cues.at[done]->span.start >= at.start);
}

/* Is `m` what is done to the patient? */
static bool
is_treated(const struct mention *m)
{
	const char *tail = concept_tail(m->concept);

	return strcmp(tail, "technique") == 0 || strcmp(tail, "modality") == 0;
}

/* Is it said after a technique or a modality where and how that was given:
 * "mechanical traction, supine, 20 lb, 10 min", "e-stim wrist extension 15
 * min"?  What is counted was exercised, and so is a known name with which
 * something else is given. */
static bool
is_manner(const struct sentence *s, const struct item *item)
{
	const struct gathered *names = &s->p->not_names;
	struct str text = s->p->reading->note->text;
	size_t from = item->called.start;

	if (item->name != NULL && (item->dosage.sets != NONE ||
	    item->dosage.reps != NONE))
		return false;
	while (from > s->span.start && strchr(item->name == NULL ? ";\n" :
	    ",;:|\n", text.ptr[from - 1]) == NULL &&
	    !(text.ptr[from - 1] == '.' && is_blank(text.ptr[from])))
		from--;
	for (size_t i = gathered_from(names, from); i < names->len &&
	    names->at[i]->span.end <= item->called.start; i++) {
		struct span between = {names->at[i]->span.end,
		    item->called.start};
		if (is_treated(names->at[i]) &&
		    !gathered_touches(&s->p->cues, between) &&
		    (item->name == NULL ?
		    !gathered_touches(&s->p->marks.dosage, between) :
		    !gathered_touches(&s->p->prepositions, between)))
			return true;
	}
	return false;
}

bool
left_out(const struct sentence *s, const struct item *item)
{
	return is_left_out(s, item) || is_left_out_here(s, item->called) ||
	    is_given(s, item->called) || is_manner(s, item) ||
	    is_said(s, item->called) || is_held(s->p, item->at);
}
