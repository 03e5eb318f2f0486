/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/row_cells.h"

#include "base/number.h"
#include "facts/facts.h"
#include "facts/gaps.h"

int
cell_number(struct str text, struct span cell, bool minutes)
{
	struct str s = str_slice(text, cell);
	size_t n = 0;

	while (n < s.len && is_digit(s.ptr[n]))
		n++;
	/* What stands apart behind it is a remark without a heading. */
	for (size_t i = cell.start + n; i < cell.end; i++)
		if (i > cell.start + n && gap_is_wide(text, i))
			cell.end = i;
	struct gap rest = gap_of(text, (struct span){cell.start + n, cell.end});
	if (n == 0 || n > 3 || rest.digits || rest.words > minutes)
		return NONE;
	return number_parse((struct str){s.ptr, n});
}

/* A cell with a number is no heading.  Words of two cells may read as one
 * heading; it is the last cell's. */
const char *
cell_heading(struct str text, const struct gathered *headings,
    struct span cell)
{
	if (gap_of(text, cell).digits)
		return "";
	for (size_t i = 0; i < headings->len &&
	    headings->at[i]->span.start < cell.end; i++) {
		struct span at = headings->at[i]->span;
		if (at.end <= cell.start || at.end > cell.end)
			continue;
		if (at.start < cell.start)
			at.start = cell.start;
		if (2 * span_len(at) >= span_len(cell))
			return concept_tail(headings->at[i]->concept);
	}
	return "";
}

bool
heads_minutes(const char *holds)
{
	return strcmp(holds, "minutes") == 0 || strcmp(holds, "time") == 0;
}

/* Does all of a mention stand in one cell: "| Total: 45 min |"? */
static bool
in_one_cell(struct str text, const struct row *row, struct span mention)
{
	mention = span_trim(text, mention);
	for (size_t c = 0; c < row->cells.len; c++)
		if (span_holds(row->cells.at[c], mention))
			return true;
	return false;
}

bool
sum_row_at(const struct sum_rows *s, struct span mention, int *minutes)
{
	size_t start = span_trim(s->text, mention).start;
	const struct table *table = NULL;
	const struct row *row = tables_row_at(&s->tables, start, &table);
	bool counts = false;

	*minutes = NONE;
	if (row == NULL || table->dated || table->turned ||
	    in_one_cell(s->text, row, mention))
		return false;
	for (size_t c = 0; c < table->header.len && c < row->cells.len; c++) {
		const char *holds = cell_heading(s->text, &s->headings,
		    table->header.at[c]);
		if (heads_minutes(holds))
			*minutes = cell_number(s->text, row->cells.at[c], true);
		counts = counts || heads_minutes(holds) ||
		    strcmp(holds, "units") == 0;
	}
	return counts;
}
