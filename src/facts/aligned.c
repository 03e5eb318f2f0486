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

/* Does the text at `offset` begin a word behind a figure of its part? */
static bool
begins_column(struct str text, struct span part, size_t offset)
{
	return offset > part.start + 1 && offset < part.end &&
	    is_word(text.ptr[offset]) && is_blank(text.ptr[offset - 1]) &&
	    str_has_digits(str_slice(text, (struct span){part.start, offset}));
}

/* Cells that fill their columns have but one blank between them: "yellow 2x10
 * yellow 3x10 red 2x10".  Cut such a part where headings begin. */
static struct cells
cut_at_headings(struct arena *a, struct str text, const struct cells *headings,
    struct span header, struct span line, const struct cells *parts)
{
	struct cells out = {0};

	for (size_t p = 0; p < parts->len; p++) {
		struct span part = parts->at[p];
		for (size_t c = 0; c < headings->len; c++) {
			size_t at = line.start + headings->at[c].start -
			    header.start;
			if (!begins_column(text, part, at))
				continue;
			vec_push(a, &out, (struct span){part.start, at - 1});
			part.start = at;
		}
		vec_push(a, &out, part);
	}
	return out;
}

struct cells
aligned_cells(struct arena *a, struct str text,
    const struct cells *headings, struct span header, struct span line,
    const struct cells *whole)
{
	struct cells parts = cut_at_headings(a, text, headings, header, line,
	    whole);
	struct cells placed = by_place(a, headings, header, line, &parts);
	bool corner = span_len(headings->at[0]) == 0;

	if (!corner && parts.len == headings->len &&
	    !is_one_each(&placed, &parts))
		return parts;
	return placed;
}
