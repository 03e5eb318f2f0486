/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/carried.h"

static void
adopt_statements(struct arena *a, const struct document *inner,
    struct document *d)
{
	struct document around = *d;

	d->stated.at = NULL;
	d->stated.len = d->stated.cap = 0;
	for (size_t i = 0; i < inner->stated.len; i++)
		vec_push(a, &d->stated, inner->stated.at[i]);
	for (size_t i = 0; i < around.stated.len; i++)
		vec_push(a, &d->stated, around.stated.at[i]);
	/* Both may charge for the visit; what is nearer to the text counts. */
	if (inner->charges.len > 0)
		d->charges.len = 0;
	for (size_t i = 0; i < inner->charges.len; i++)
		vec_push(a, &d->charges, inner->charges.at[i]);
}

static void
adopt_places(struct arena *a, const struct document *inner,
    struct document *d, const struct locus *from)
{
	d->loci.len = 0;
	if (inner->loci.len == 0 || inner->loci.at[0].xpath == NULL) {
		vec_push(a, &d->loci, *from);
		d->loci.at[0].text = 0;
		return;
	}
	for (size_t i = 0; i < inner->loci.len; i++)
		vec_push(a, &d->loci, inner->loci.at[i]);
}

void
carried_adopt(struct arena *a, const struct document *inner,
    struct document *d, const struct locus *from)
{
	for (size_t i = 0; i < inner->troubles.len; i++)
		vec_push(a, &d->troubles, inner->troubles.at[i]);
	for (size_t i = 0; i < inner->blocks.len; i++)
		vec_push(a, &d->blocks, inner->blocks.at[i]);
	for (size_t i = 0; i < inner->sections.len; i++)
		vec_push(a, &d->sections, inner->sections.at[i]);
	d->unreadable = inner->unreadable;
	d->text = inner->text;
	d->lines.len = 0;
	document_index_lines(a, d);
	adopt_statements(a, inner, d);
	adopt_places(a, inner, d, from);
}
