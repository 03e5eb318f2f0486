/* SPDX-License-Identifier: Apache-2.0 */
#include "match/combine.h"

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

static const struct mention *
find_in_unit(const struct reading *r, const struct concept *part,
    enum within within, unsigned unit)
{
	struct mentions all = reading_of(r, part);

	for (const struct mention *m = all.first; m < all.last; m++)
		if (unit_of(r, within, m) == unit && mention_counts(r, m))
			return m;
	return NULL;
}

void
combine_find(struct arena *a, const struct reading *r, const struct concept *c,
    struct mention_list *out)
{
	struct mentions leads = reading_of(r, c->all_of.at[0]);
	bool any = false;
	unsigned done = 0;

	for (const struct mention *lead = leads.first; lead < leads.last; lead++) {
		unsigned unit = unit_of(r, c->within, lead);
		if (!mention_counts(r, lead) || (any && unit == done))
			continue;
		struct mention whole = {.span = lead->span, .concept = c,
		    .assertion = AFFIRMED, .section = lead->section,
		    .statement = lead->statement};
		bool complete = true;
		for (size_t i = 1; i < c->all_of.len && complete; i++) {
			const struct mention *m = find_in_unit(r,
			    c->all_of.at[i], c->within, unit);
			complete = m != NULL;
			if (m == NULL)
				break;
			if (m->span.start < whole.span.start)
				whole.span.start = m->span.start;
			if (m->span.end > whole.span.end)
				whole.span.end = m->span.end;
		}
		for (size_t i = 0; i < c->none_of.len && complete; i++)
			complete = find_in_unit(r, c->none_of.at[i], c->within,
			    unit) == NULL;
		if (!complete)
			continue;
		vec_push(a, out, whole);
		any = true;
		done = unit;
	}
}
