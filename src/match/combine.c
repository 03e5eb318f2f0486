/* SPDX-License-Identifier: Apache-2.0 */
#include "match/combine.h"

#include "base/bisect.h"

/* The number of the unit that holds a mention. */
static unsigned
unit_of(const struct reading *r, enum within within, const struct mention *m)
{
	const struct statement *s = r->statements.len > 0 ?
	    &r->statements.at[m->statement] : NULL;

	switch (within) {
	case WITHIN_STATEMENT:
		return m->statement;
	case WITHIN_SENTENCE:
		return s ? s->sentence : 0;
	case WITHIN_PARAGRAPH:
		return s ? s->paragraph : 0;
	case WITHIN_SECTION:
		return m->section;
	case WITHIN_NOTE:
		break;
	}
	return 0;
}

/* The first mention of a concept that counts in a unit.  Units rise with the
 * place of a mention. */
static const struct mention *
find_in_unit(const struct reading *r, const struct concept *part,
    enum within within, unsigned unit)
{
	struct mentions all = reading_of(r, part);
	size_t i;

	if (all.first == NULL)
		return NULL;
	bisect(i, (size_t)(all.last - all.first),
	    unit_of(r, within, &all.first[i]) < unit);
	for (const struct mention *m = all.first + i; m < all.last &&
	    unit_of(r, within, m) == unit; m++)
		if (mention_counts(r, m))
			return m;
	return NULL;
}

/* A title between two statements is filed under the first, of which it says
 * nothing; only what begins in the title, too, is excluded by it. */
static bool
is_title(const struct reading *r, const struct mention *m)
{
	return r->statements.len > 0 &&
	    m->span.start >= r->statements.at[m->statement].span.end;
}

static bool
is_excluded(const struct reading *r, const struct concept *c, unsigned unit,
    const struct mention *lead)
{
	for (size_t i = 0; i < c->none_of.len; i++) {
		const struct mention *m = find_in_unit(r, c->none_of.at[i],
		    c->within, unit);
		if (m != NULL && (c->within != WITHIN_STATEMENT ||
		    !is_title(r, m) || is_title(r, lead)))
			return true;
	}
	return false;
}

/* Are all parts in the unit and none of the exclusions?  The span of `whole`
 * grows to hold the parts; across the note it stays with the first, for what
 * lies between parts so far from each other shows nothing. */
static bool
is_complete(const struct reading *r, const struct concept *c, unsigned unit,
    struct mention *whole)
{
	for (size_t i = 1; i < c->all_of.len; i++) {
		const struct mention *m = find_in_unit(r, c->all_of.at[i],
		    c->within, unit);
		if (m == NULL)
			return false;
		if (c->within == WITHIN_NOTE)
			continue;
		if (m->span.start < whole->span.start)
			whole->span.start = m->span.start;
		if (m->span.end > whole->span.end)
			whole->span.end = m->span.end;
	}
	return !is_excluded(r, c, unit, whole);
}

void
combine_find(struct arena *a, const struct reading *r, const struct concept *c,
    struct mention_list *out)
{
	struct mentions leads = reading_of(r, c->all_of.at[0]);
	bool any = false;
	unsigned tried = 0;

	for (; leads.first < leads.last; leads.first++) {
		const struct mention *lead = leads.first;
		unsigned unit = unit_of(r, c->within, lead);
		if (!mention_counts(r, lead) || (any && unit == tried))
			continue;
		any = true;
		tried = unit;
		struct mention whole = {.span = lead->span, .concept = c,
		    .assertion = AFFIRMED, .section = lead->section,
		    .statement = lead->statement};
		if (is_complete(r, c, unit, &whole))
			vec_push(a, out, whole);
	}
}

/* A mention may begin with the label before a statement, which is no part of
 * it; so the unit is that of its end. */
void
combine_spare(struct arena *a, const struct reading *r, const struct concept *c,
    struct mention_list *out)
{
	struct mentions all = reading_of(r, c);
	bool excluded = false;
	unsigned unit = 0;

	for (const struct mention *m = all.first; m < all.last; m++) {
		struct mention tail = *m;
		tail.statement = reading_statement_at(r, m->span.end - 1);
		if (m == all.first || unit_of(r, c->within, &tail) != unit) {
			unit = unit_of(r, c->within, &tail);
			excluded = is_excluded(r, c, unit, &tail);
		}
		if (!excluded)
			vec_push(a, out, *m);
	}
}
