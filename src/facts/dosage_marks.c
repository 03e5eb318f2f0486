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

/* Does the number of the next row stand in `at`: "2 rounds" above "3. Rows"? */
static bool
takes_row_number(struct str text, struct span at)
{
	const char *line = memchr(text.ptr + at.start, '\n', span_len(at));
	size_t i = line == NULL ? at.end : (size_t)(line - text.ptr) + 1;
	size_t digits = i;

	while (i < at.end && is_blank(text.ptr[i]))
		digits = ++i;
	while (i < text.len && is_digit(text.ptr[i]))
		i++;
	return digits < at.end && i > digits && i + 1 < text.len &&
	    (text.ptr[i] == '.' || text.ptr[i] == ')') &&
	    is_blank(text.ptr[i + 1]);
}

static void
drop_row_numbers(struct str text, struct gathered *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (!takes_row_number(text, g->at[i]->span))
			g->at[kept++] = g->at[i];
	g->len = kept;
}

/* Is the count that a notation captures the figure of a load: the 2 of "lev 2
 * ..... 6 min", the 5 of "holding 5-lb ball"? */
static bool
counts_load(const struct mention *m, const struct gathered *loads)
{
	static const char *const counts[] = {"reps", "reps2", "sets", "sets2",
	    "hold", "hold2"};
	struct span at;

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		if (mention_capture(m, counts[i], &at) &&
		    gathered_touches(loads, at))
			return true;
	return false;
}

static void
drop_loads(struct gathered *g, const struct gathered *loads)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (!counts_load(g->at[i], loads))
			g->at[kept++] = g->at[i];
	g->len = kept;
}

/* Drop the sides that are not the exercise's.  What says that "each" is no side
 * speaks of nothing else: "hip 4 way, R, green band, 12 each". */
static void
drop_sides(struct gathered *g, const struct gathered *not)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++) {
		const char *side = concept_tail(g->at[i]->concept);
		bool one = strcmp(side, "right") == 0 ||
		    strcmp(side, "left") == 0;
		bool out = false;
		for (size_t k = 0; k < not->len && !out; k++)
			out = span_touches(not->at[k]->span, g->at[i]->span) &&
			    (!one || strcmp(concept_tail(not->at[k]->concept),
			    "each-try") != 0);
		if (!out)
			g->at[kept++] = g->at[i];
	}
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

	out->load = gather(a, r, "load");
	gathered_drop(&out->load, &not);
	out->dosage = gather_all(a, r, "dosage");
	drop_row_numbers(r->note->text, &out->dosage);
	dosage_add_slashes(a, r, names, &out->dosage);
	gathered_drop(&out->dosage, &not);
	gathered_drop(&out->dosage, &not_count);
	gathered_sort(&out->dosage);
	dosage_add_bare(a, r, names, tables, &out->load, &out->dosage);
	drop_loads(&out->dosage, &out->load);
	gathered_sort(&out->dosage);
	keep_first(&out->dosage);
	out->distance = gather(a, r, "dosage-distance");
	out->side = gather(a, r, "side");
	drop_sides(&out->side, &not_side);
	out->colours = gather_all(a, r, "load-colour");
	out->things = gather_all(a, r, "load-thing");
}
