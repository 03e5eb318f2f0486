/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/company.h"

enum { LINES_AROUND = 2, FEWEST_DOSED = 2 };	/* of a list */

/* Do the lines around a line list things with a dosage? */
static bool
lists_around(struct str text, const struct gathered *dosed, struct span own)
{
	struct span line = own;
	size_t found = 0;

	for (int i = 0; i < LINES_AROUND && line.start > 0; i++) {
		line = str_line_at(text, line.start - 1);
		found += gathered_in(dosed, line) > 0;
	}
	line = own;
	for (int i = 0; i < LINES_AROUND && line.end < text.len; i++) {
		line = str_line_at(text, line.end + 1);
		found += gathered_in(dosed, line) > 0;
	}
	return found >= FEWEST_DOSED;
}

static void
ask(struct company *c, size_t at)
{
	if (c->any && c->line.start <= at && at <= c->line.end)
		return;
	c->any = true;
	c->line = str_line_at(c->text, at);
	c->in_line = gathered_in(c->dosed, c->line);
	c->among = lists_around(c->text, c->dosed, c->line);
}

bool
company_on_line(struct company *c, struct span at)
{
	ask(c, at.start);
	return c->in_line - gathered_in(c->dosed, at) >= FEWEST_DOSED;
}

bool
company_around(struct company *c, struct span at)
{
	ask(c, at.start);
	return c->among;
}

bool
company_is_listed(struct company *c, const struct reading *r,
    const struct mention *m)
{
	const struct section *section = &r->sections.at[m->section];
	struct str text = r->note->text;

	ask(c, m->span.start);
	struct span line = c->line;
	size_t i = line.start;
	while (i < line.end && is_blank(text.ptr[i]))
		i++;
	if (section->kind != NULL && section->kind->performed)
		return true;
	return (section->kind == NULL || section->inferred) && i < line.end &&
	    !is_word(text.ptr[i]) && strchr("\"'([", text.ptr[i]) == NULL;
}
