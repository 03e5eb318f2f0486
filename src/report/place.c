/* SPDX-License-Identifier: Apache-2.0 */
#include "report/place.h"

static bool
continues(struct str text, size_t at)
{
	return at < text.len && is_continuation(text.ptr[at]);
}

bool
place_of(const struct report *report, const struct result *r, struct span at,
    struct place *out)
{
	const struct document *d = report->document;
	size_t base = r->note != NULL ? r->note->base : 0;
	struct str text = d->text;

	if (d->lines.len == 0 || base > text.len)
		return false;
	if (at.start > text.len - base)
		at.start = text.len - base;
	if (at.end > text.len - base)
		at.end = text.len - base;
	if (at.end < at.start)
		at.end = at.start;
	at.start += base;
	at.end += base;
	while (at.start > 0 && continues(text, at.start))
		at.start--;
	while (continues(text, at.end))
		at.end++;
	out->at = at;
	out->text = str_slice(text, at);
	const struct locus *locus = document_locus(d, at.start);
	out->xpath = locus != NULL ? locus->xpath : NULL;
	out->row = locus != NULL && locus->row > 0 ? locus->row : d->row;
	out->from = document_position(d, at.start);
	out->to = document_position(d, at.end);
	return true;
}

size_t
finding_places(const struct finding *f)
{
	return (f->placed ? 1 : 0) + f->more.len;
}

struct span
finding_place(const struct finding *f, size_t i)
{
	if (!f->placed)
		return f->more.at[i];
	return i == 0 ? f->at : f->more.at[i - 1];
}
