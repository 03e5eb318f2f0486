/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/carried.h"

static void
adopt_statements(struct arena *a, const struct document *inner,
    struct document *d)
{
	struct document around = *d;

	d->stated.at = NULL;
	d->stated.len = d->stated.cap = 0;
	vec_append(a, &d->stated, inner->stated.at, inner->stated.len);
	vec_append(a, &d->stated, around.stated.at, around.stated.len);
	/* Both may charge for the visit; what is nearer to the text counts. */
	if (inner->charges.len > 0)
		d->charges.len = 0;
	vec_append(a, &d->charges, inner->charges.at, inner->charges.len);
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
	vec_append(a, &d->loci, inner->loci.at, inner->loci.len);
}

void
carried_adopt(struct arena *a, const struct document *inner,
    struct document *d, const struct locus *from)
{
	vec_append(a, &d->troubles, inner->troubles.at, inner->troubles.len);
	vec_append(a, &d->blocks, inner->blocks.at, inner->blocks.len);
	vec_append(a, &d->sections, inner->sections.at, inner->sections.len);
	d->unreadable = inner->unreadable;
	d->text = inner->text;
	d->lines.len = 0;
	document_index_lines(a, d);
	adopt_statements(a, inner, d);
	adopt_places(a, inner, d, from);
}
