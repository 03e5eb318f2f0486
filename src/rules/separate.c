/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/separate.h"

#include "base/limits.h"
#include "rules/shown.h"

static bool
is_apart(const struct clock_block *x, const struct clock_block *y)
{
	return x->end <= y->start || y->end <= x->start;
}

/* Two parts of the visit, neither of them named as a service. */
static bool
has_two_parts(const struct facts *f)
{
	const struct clock_block *first = NULL;

	for (size_t i = 0; i < f->blocks.len; i++) {
		const struct clock_block *b = &f->blocks.at[i];
		if (b->code != NULL)
			continue;
		if (first != NULL && is_apart(first, b))
			return true;
		if (first == NULL)
			first = b;
	}
	return false;
}

/* A range without a service may be that of the other one. */
bool
apart_in_time(const struct facts *f, const struct code *x,
    const struct code *y)
{
	bool told = has_two_parts(f);

	if (f->blocks.len * f->blocks.len > LIMIT_NOTE_PAIRS)
		return false;

	for (size_t i = 0; i < f->blocks.len; i++)
		for (size_t k = 0; k < f->blocks.len; k++) {
			const struct clock_block *a = &f->blocks.at[i];
			const struct clock_block *b = &f->blocks.at[k];
			if ((a->code != x && a->code != y) || i == k ||
			    a->code == b->code ||
			    (b->code != NULL && b->code != x && b->code != y))
				continue;
			if (is_apart(a, b))
				told = true;
			else if (b->code != NULL)
				return false;
		}
	return told;
}

VEC_TYPE(regions, const struct lexeme *);

/* The region that labels what follows ("L knee, after the back: glides"), or
 * NULL: others in the statement are only touched upon. */
static const struct part *
label_of(const struct facts *f, unsigned statement, size_t at)
{
	struct str text = f->reading->note->text;
	const struct part *first = NULL;

	for (size_t i = 0; first == NULL && i < f->parts.len; i++)
		if (f->parts.at[i].statement == statement)
			first = &f->parts.at[i];
	for (size_t i = first == NULL ? at : first->at.end; i < at; i++)
		if (text.ptr[i] == ':')
			return first;
	return NULL;
}

static void
add_regions(struct arena *a, const struct facts *f, size_t at,
    struct regions *out)
{
	unsigned statement = reading_statement_at(f->reading, at);
	const struct part *label = label_of(f, statement, at);

	for (size_t i = 0; i < f->parts.len; i++)
		if (f->parts.at[i].statement == statement &&
		    f->parts.at[i].assertion == AFFIRMED &&
		    (label == NULL || label == &f->parts.at[i]))
			vec_push(a, out, f->parts.at[i].region);
}

/* The regions that stand on a code's own line of charges. */
static void
add_charged_regions(struct arena *a, const struct facts *f,
    const struct code *c, struct regions *out)
{
	struct str text = f->reading->note->text;

	for (size_t i = 0; i < f->headings.len; i++) {
		const struct heading *h = &f->headings.at[i];
		size_t end = str_line_from(text, h->at.end).end;
		if (h->code != c || !h->charged)
			continue;
		for (size_t k = 0; k < f->parts.len; k++)
			if (f->parts.at[k].at.start >= h->line &&
			    f->parts.at[k].at.end <= end)
				vec_push(a, out, f->parts.at[k].region);
	}
}

/* What is named in the statements that tell of a code. */
static struct regions
regions_of(struct arena *a, const struct facts *f, const struct code *c)
{
	struct regions out = {0};

	add_charged_regions(a, f, c, &out);
	if (out.len > 0)
		return out;

	/* A service is also named where another one is told of. */
	for (size_t i = 0; i < f->contents.len; i++)
		if (f->contents.at[i].lexeme->kind != NULL &&
		    speaks_for(f->contents.at[i].lexeme, c))
			add_regions(a, f, f->contents.at[i].at.start, &out);
	for (size_t i = 0; i < f->headings.len; i++)
		if (f->headings.at[i].code == c && !f->headings.at[i].charged)
			add_regions(a, f, f->headings.at[i].at.end, &out);
	return out;
}

bool
apart_in_region(struct arena *a, const struct facts *f, const struct code *x,
    const struct code *y)
{
	if ((f->contents.len + f->headings.len) * f->parts.len >
	    LIMIT_NOTE_PAIRS)
		return false;
	struct regions of_x = regions_of(a, f, x), of_y = regions_of(a, f, y);

	for (size_t i = 0; i < of_x.len; i++)
		for (size_t k = 0; k < of_y.len; k++)
			if (of_x.at[i] == of_y.at[k])
				return false;
	return of_x.len > 0 && of_y.len > 0;
}

bool
apart_in_minutes(const struct tally *x, const struct tally *y)
{
	return x->minutes != NONE && y->minutes != NONE;
}
