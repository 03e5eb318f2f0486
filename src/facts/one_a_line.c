/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands between a name and its dosage is mostly how the exercise is done:
 * a position, a piece of equipment, a part.  The lexicon knows many of these as
 * exercises of their own; run into one line they would be a list that shares
 * its dosage.  What the lines around hold tells the two apart.
 */
#include "facts/one_a_line.h"

enum {
	NEAR = 3,		/* lines to either side that are looked at */
	FEWEST_ALIKE = 2,	/* of them that must hold one exercise */
};

/* A line that holds exercises performed. */
struct line {
	size_t number;		/* of the note's lines */
	size_t first;		/* its exercise, and its second */
	size_t second;
	size_t n;		/* how many it has */
};

VEC_TYPE(lines, struct line);

static void
find_lines(struct arena *a, const struct facts *f, struct lines *out)
{
	struct str text = f->reading->note->text;
	size_t number = 0, at = 0;

	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e))
			continue;
		for (; at < e->at.start; at++)
			number += text.ptr[at] == '\n';
		if (out->len == 0 || out->at[out->len - 1].number != number)
			vec_push(a, out, (struct line){.number = number,
			    .first = i});
		struct line *l = &out->at[out->len - 1];
		l->n++;
		if (l->n == 2)
			l->second = i;
	}
}

static bool
is_near(const struct line *x, const struct line *y)
{
	return x->number <= y->number + NEAR && y->number <= x->number + NEAR;
}

/* How many lines near the one at `i` hold one exercise. */
static size_t
alike(const struct lines *lines, size_t i)
{
	const struct line *here = &lines->at[i];
	size_t n = 0;

	for (size_t k = i; k-- > 0 && is_near(&lines->at[k], here);)
		n += lines->at[k].n == 1;
	for (size_t k = i + 1; k < lines->len &&
	    is_near(&lines->at[k], here); k++)
		n += lines->at[k].n == 1;
	return n;
}

/* What stands between two exercises, but for blanks; they do not overlap. */
static struct str
between(struct str text, const struct exercise *first,
    const struct exercise *second)
{
	return str_trim((struct str){text.ptr + first->at.end,
	    second->at.start - first->at.end});
}

/* Is the second how the first is done? */
static bool
goes_on(struct str text, const struct exercise *first,
    const struct exercise *second)
{
	struct str sign = between(text, first, second);

	return !str_has_digits(str_slice(text, first->at)) && sign.len == 1 &&
	    strchr(",/&+", sign.ptr[0]) != NULL;
}

/* "PWR! Rock x 10": a name known, and one unknown that alone has a dosage. */
static bool
is_headed(struct str text, const struct exercise *first,
    const struct exercise *second)
{
	struct str sign = between(text, first, second);

	return first->lexeme != NULL && !first->dosage.counted &&
	    second->lexeme == NULL && second->dosage.counted &&
	    (sign.len == 0 || str_eq(sign, STR("!")));
}

void
one_a_line_join(struct arena *a, struct facts *f)
{
	struct str text = f->reading->note->text;
	struct lines lines = {0};
	size_t kept = 0, next = 0;

	find_lines(a, f, &lines);
	for (size_t i = 0; i < lines.len; i++) {
		const struct line *l = &lines.at[i];
		struct exercise *first = &f->exercises.at[l->first];
		struct exercise *second = &f->exercises.at[l->second];
		if (l->n != 2 || second->at.start < first->at.end)
			continue;
		if (!is_headed(text, first, second) &&
		    (alike(&lines, i) < FEWEST_ALIKE ||
		    !goes_on(text, first, second)))
			continue;
		first->at.end = second->at.end;
		first->dosage = second->dosage;
		second->at.end = second->at.start;
	}
	for (; next < f->exercises.len; next++)
		if (span_len(f->exercises.at[next].at) > 0)
			f->exercises.at[kept++] = f->exercises.at[next];
	f->exercises.len = kept;
}
