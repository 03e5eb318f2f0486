/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/groups.h"

#include "facts/own_words.h"

enum {
	MOST_LINES = 16,	/* from a list's heading to its last item */
	MOST_WORDS = 8,		/* of a heading; more are a sentence */
};

/* The side that stands in `at`, if only one does.  "Each" is none. */
static enum side
side_in(const struct programme *p, struct span at)
{
	size_t end;

	return dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){at, at, DOSAGE_OF_SEVERAL}, &end).side;
}

/* Does the line head a list and speak for all of it: "R UE:", "What we did
 * (all right arm)"?  A limb that a title names besides is where the complaint
 * is, and the side of an exercise is one that is stated with it. */
static bool
is_heading(const struct programme *p, struct span line)
{
	struct str text = p->reading->note->text;
	struct span bare = span_trim(text, line);
	unsigned words = own_words(p, line);
	char last = text.ptr[bare.end - 1];

	return (last == ':' || last == ')') &&
	    !dosage_begins(&p->marks, line) &&
	    (words == 0 || (words <= MOST_WORDS &&
	    gathered_touches(&p->shared, line)));
}

enum side
group_side(const struct programme *p, size_t at)
{
	struct str text = p->reading->note->text;
	struct span line = str_line_at(text, at);
	struct span before = {line.start, at};

	if (str_has_letters(str_slice(text, before)))
		return is_heading(p, before) ? side_in(p, before) : SIDE_NONE;
	for (int n = 0; n < MOST_LINES && line.start > 0; n++) {
		line = str_line_at(text, line.start - 1);
		struct span bare = span_trim(text, line);
		if (bare.start == bare.end)
			break;
		if (is_heading(p, line))
			return side_in(p, line);
	}
	return SIDE_NONE;
}

/* The load in words that a line ending with a colon states, "in the bandage, no
 * weights:", or nothing; one in figures is that of what it stands beside. */
static struct str
load_in(const struct programme *p, struct span line)
{
	struct str text = p->reading->note->text;
	struct span bare = span_trim(text, line);
	const struct gathered *loads = &p->marks.load;
	size_t i = gathered_from(loads, bare.start);

	if (bare.start == bare.end || text.ptr[bare.end - 1] != ':' ||
	    i == loads->len || loads->at[i]->span.end > bare.end ||
	    loads->at[i]->lexeme == NULL)
		return (struct str){0};
	const struct lexeme *lexeme = loads->at[i]->lexeme;
	return str_of(lexeme->value ? lexeme->value : lexeme->name);
}

struct str
group_load(const struct programme *p, size_t at)
{
	struct str text = p->reading->note->text;
	struct span line = str_line_at(text, at);

	for (int n = 0; n < MOST_LINES && line.start > 0; n++) {
		line = str_line_at(text, line.start - 1);
		struct span bare = span_trim(text, line);
		if (bare.start == bare.end)
			break;
		struct str load = load_in(p, line);
		if (load.len > 0 || text.ptr[bare.end - 1] == ':')
			return load;
	}
	return (struct str){0};
}

bool
group_side_fits(const struct programme *p, const struct mention *name)
{
	const struct exercise_kind *kind = name == NULL ? NULL :
	    pack_exercise_kind(p->reading->pack, name->lexeme->kind);

	return kind == NULL || kind->one_sided;
}
