/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/divided.h"

enum { FEWEST_MARKS = 3 };	/* semicolons or commas of a row they divide */
enum { LEADER = 3, FEWEST_LEADERS = 2 };	/* dots of one; of a row */

/* Does a comma divide cells, and no words: "Bird dog,2,8,5 s,none,alt"? */
static bool
is_close_comma(struct str text, size_t i, size_t end)
{
	return text.ptr[i] == ',' &&
	    (i + 1 == end || !is_blank(text.ptr[i + 1]));
}

/* How many dots begin at `i`, where as many as lead from cell to cell do. */
static size_t
leader_at(struct str text, size_t i, size_t end)
{
	size_t n = 0;

	while (i + n < end && text.ptr[i + n] == '.')
		n++;
	return n >= LEADER ? n : 0;
}

enum divider
divided_by(struct str text, struct span line)
{
	struct span at = span_trim(text, line);
	enum divider found = BY_NOTHING;
	size_t gap = 0, semicolons = 0, commas = 0, leaders = 0;

	for (size_t i = at.start; i < at.end; i++) {
		char c = text.ptr[i];
		if (c == '|' || (i + 2 < at.end && c == '\xE2' &&
		    text.ptr[i + 1] == '\x94' && text.ptr[i + 2] == '\x82'))
			return BY_BAR;	/* '|' or U+2502 */
		if (c == '\t')
			found = BY_TAB;
		semicolons += c == ';';
		commas += is_close_comma(text, i, at.end);
		leaders += c == '.' && leader_at(text, i, at.end) == LEADER;
		gap = c == ' ' ? gap + 1 : 0;
		if (gap >= 2 && found == BY_NOTHING)
			found = BY_GAP;
	}
	if (found == BY_TAB)
		return found;
	return semicolons >= FEWEST_MARKS ? BY_SEMICOLON :
	    leaders >= FEWEST_LEADERS ? BY_DOTS :
	    commas >= FEWEST_MARKS && found == BY_NOTHING ? BY_COMMA : found;
}

static size_t
divider_at(struct str text, size_t i, size_t end, enum divider by)
{
	size_t blanks = 0;

	if (by == BY_BAR && text.ptr[i] == '|')
		return 1;
	if (by == BY_BAR && i + 2 < end && text.ptr[i] == '\xE2' &&
	    text.ptr[i + 1] == '\x94' && text.ptr[i + 2] == '\x82')
		return 3;
	if ((by == BY_TAB && text.ptr[i] == '\t') ||
	    (by == BY_SEMICOLON && text.ptr[i] == ';') ||
	    (by == BY_COMMA && is_close_comma(text, i, end)))
		return 1;
	if (by == BY_DOTS)
		return leader_at(text, i, end);
	if (by == BY_GAP) {
		while (i + blanks < end && is_blank(text.ptr[i + blanks]))
			blanks++;
		return blanks >= 2 ? blanks : 0;
	}
	return 0;
}

struct cells
divided_cells(struct arena *a, struct str text, struct span line,
    enum divider by, bool led)
{
	struct cells cells = {0};
	struct span at = line;
	size_t start;

	if (by != BY_TAB && by != BY_SEMICOLON && by != BY_COMMA)
		at = span_trim(text, line);
	if (by == BY_BAR && at.start < at.end && !led)
		at.start += divider_at(text, at.start, at.end, by);
	start = at.start;
	for (size_t i = at.start; i < at.end;) {
		size_t skip = divider_at(text, i, at.end, by);
		if (skip == 0) {
			i++;
			continue;
		}
		vec_push(a, &cells, span_trim(text, (struct span){start, i}));
		i += skip;
		/* The last dot that leads to a figure belongs
		 * to its notation. */
		start = by == BY_DOTS && i < at.end && is_digit(text.ptr[i]) ?
		    i - 1 : i;
	}
	if (start < at.end)
		vec_push(a, &cells,
		    span_trim(text, (struct span){start, at.end}));
	return cells;
}
