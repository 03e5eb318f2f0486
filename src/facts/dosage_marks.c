/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dosage_marks.h"

#include "facts/dosage_bare.h"

/* Of notations that overlap the one that begins first counts: "2 x 10 ea" and
 * not "x 10 ea". */
static void
keep_first(struct gathered *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (kept == 0 || g->at[i]->span.start >=
		    g->at[kept - 1]->span.end)
			g->at[kept++] = g->at[i];
	g->len = kept;
}

void
dosage_marks_find(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    struct dosage_marks *out)
{
	struct gathered not = gather_all(a, r, "not-dosage");
	struct gathered not_count = gather_all(a, r, "not-count");
	struct gathered not_side = gather_all(a, r, "not-side");

	out->dosage = gather_all(a, r, "dosage");
	dosage_add_slashes(a, r, names, &out->dosage);
	gathered_drop(&out->dosage, &not);
	gathered_drop(&out->dosage, &not_count);
	gathered_sort(&out->dosage);
	dosage_add_bare(a, r, names, tables, &out->dosage);
	gathered_sort(&out->dosage);
	keep_first(&out->dosage);
	out->load = gather(a, r, "load");
	gathered_drop(&out->load, &not);
	out->side = gather(a, r, "side");
	gathered_drop(&out->side, &not_side);
	out->colours = gather_all(a, r, "load-colour");
	out->things = gather_all(a, r, "load-thing");
}
