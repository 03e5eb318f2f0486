/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Remarks: wordings that bear on a rule and carry no figure.  What each kind
 * is called and how it is worded are the packs' (`fact: remark`).
 */
#include "facts/gather.h"
#include "facts/readers.h"

void
remarks_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered all = gather_all(a, r, "remark");

	for (size_t i = 0; i < all.len; i++)
		vec_push(a, &f->remarks, (struct remark){
		    .kind = concept_tail(all.at[i]->concept),
		    .at = all.at[i]->span, .mention = all.at[i],
		    .counts = mention_counts(r, all.at[i])});
}

const struct remark *
facts_remark(const struct facts *f, const char *kind)
{
	for (size_t i = 0; i < f->remarks.len; i++)
		if (f->remarks.at[i].counts &&
		    strcmp(f->remarks.at[i].kind, kind) == 0)
			return &f->remarks.at[i];
	return NULL;
}

const struct remark *
facts_remark_at(const struct facts *f, const char *kind, struct span at)
{
	for (size_t i = 0; i < f->remarks.len; i++)
		if (span_touches(f->remarks.at[i].at, at) &&
		    strcmp(f->remarks.at[i].kind, kind) == 0)
			return &f->remarks.at[i];
	return NULL;
}
