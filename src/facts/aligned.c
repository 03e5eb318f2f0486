/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/aligned.h"

static size_t
columns_shared(struct span a, struct span b)
{
	size_t start = a.start > b.start ? a.start : b.start;
	size_t end = a.end < b.end ? a.end : b.end;

	return end > start ? end - start : 0;
}

static size_t
distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* Does a part stand before all headings, where the corner is empty? */
static bool
stands_in_corner(const struct cells *headings, struct span header,
    struct span part)
{
	return headings->len > 1 && span_len(headings->at[0]) == 0 &&
	    part.end <= headings->at[1].start - header.start;
}

/* Has every cell one part? */
static bool
is_one_each(const struct cells *cells, const struct cells *parts)
{
	if (cells->len != parts->len)
		return false;
	for (size_t i = 0; i < cells->len; i++)
		if (cells->at[i].start != parts->at[i].start ||
		    cells->at[i].end != parts->at[i].end)
			return false;
	return true;
}

/* Put the parts of an aligned row under the headings they stand below. */
static struct cells
by_place(struct arena *a, const struct cells *headings, struct span header,
    struct span line, const struct cells *parts)
{
	struct cells out = {0};

	for (size_t i = 0; i < headings->len; i++)
		vec_push(a, &out, (struct span){line.start, line.start});
	for (size_t p = 0; p < parts->len; p++) {
		struct span part = {parts->at[p].start - line.start,
		    parts->at[p].end - line.start};
		size_t best = 0, share = 0, far = SIZE_MAX;
		for (size_t c = p == 0 ? 0 : 1; c < headings->len; c++) {
			struct span at = headings->at[c];
			struct span head = {at.start - header.start,
			    at.end - header.start};
			size_t shared = columns_shared(part, head);
			size_t away = distance(part.start, head.start);
			if (shared > share || (shared == share && share == 0 &&
			    away < far)) {
				best = c;
				share = shared;
				far = away;
			}
		}
		if ((p == 0 && parts->at[0].start - line.start < 6) ||
		    (share == 0 && stands_in_corner(headings, header, part)))
			best = 0;
		struct span *cell = &out.at[best];
		if (cell->start == cell->end)
			*cell = parts->at[p];
		else
			cell->end = parts->at[p].end;
	}
	return out;
}

struct cells
aligned_cells(struct arena *a, const struct cells *headings, struct span header,
    struct span line, const struct cells *parts)
{
	struct cells placed = by_place(a, headings, header, line, parts);
	bool corner = span_len(headings->at[0]) == 0;

	if (!corner && parts->len == headings->len &&
	    !is_one_each(&placed, parts))
		return *parts;
	return placed;
}
