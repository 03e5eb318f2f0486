/* SPDX-License-Identifier: Apache-2.0 */
#include "match/mention.h"

struct mentions
reading_of(const struct reading *r, const struct concept *c)
{
	if (c == NULL || r->mentions.len == 0)
		return (struct mentions){NULL, NULL};
	return (struct mentions){r->mentions.at + r->first[c->index],
	    r->mentions.at + r->first[c->index + 1]};
}

struct mentions
reading_named(const struct reading *r, const char *concept)
{
	return reading_of(r, pack_concept(r->pack, concept));
}

bool
mention_counts(const struct reading *r, const struct mention *m)
{
	const struct section *section = &r->sections.at[m->section];
	const struct section_kind *kind = section->kind;
	const struct concept *c = m->concept;

	if (!(c->accept & m->assertion))
		return false;
	if (kind == NULL)
		return c->in == 0;
	uint64_t bit = UINT64_C(1) << kind->index;
	/* A part inferred is surer of what belongs there than of what does
	 * not. */
	bool bars = !section->inferred || kind->sure;
	return (c->in == 0 || (c->in & bit)) && !(bars && (c->not_in & bit));
}

bool
mention_capture(const struct mention *m, const char *name, struct span *out)
{
	for (size_t i = 0; i < m->n_captures; i++)
		if (strcmp(m->captures[i].name, name) == 0) {
			*out = m->captures[i].span;
			return true;
		}
	return false;
}

struct str
mention_text(const struct reading *r, const struct mention *m, const char *name)
{
	struct span at;

	if (!mention_capture(m, name, &at))
		return (struct str){NULL, 0};
	return str_slice(r->note->text, at);
}

unsigned
reading_section_at(const struct reading *r, size_t offset)
{
	size_t low = 0, high = r->sections.len;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (r->sections.at[mid].body.start <= offset ||
		    (r->sections.at[mid].title.end != 0 &&
		    r->sections.at[mid].title.start <= offset))
			low = mid;
		else
			high = mid;
	}
	return (unsigned)low;
}

unsigned
reading_statement_at(const struct reading *r, size_t offset)
{
	size_t low = 0, high = r->statements.len;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (r->statements.at[mid].span.start <= offset)
			low = mid;
		else
			high = mid;
	}
	return (unsigned)low;
}
