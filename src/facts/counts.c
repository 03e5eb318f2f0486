/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/counts.h"

#include "base/number.h"

enum {
	FEWEST = 2,		/* "one squat" is an article */
	FEWEST_LISTED = 3,	/* "2 rows today" may be of seats */
};

int
count_before(const struct programme *p, size_t offset)
{
	struct str text = p->reading->note->text;
	size_t end = offset, start;

	if (end == 0 || text.ptr[end - 1] != ' ')
		return NONE;
	start = --end;
	while (start > 0 && is_word(text.ptr[start - 1]))
		start--;
	if (start == end || gathered_touches(&p->not_numbers,
	    (struct span){start, end}) || (start > 0 &&
	    !is_space(text.ptr[start - 1]) && text.ptr[start - 1] != '('))
		return NONE;
	int n = number_parse(str_slice(text, (struct span){start, end}));
	return n >= FEWEST ? n : NONE;
}

bool
counted_name_at(const struct programme *p, size_t offset)
{
	struct str text = p->reading->note->text;
	size_t name = str_word_end(text, offset, text.len) + 1;

	return name < text.len && gathered_covers(&p->names, name) &&
	    count_before(p, name) >= FEWEST_LISTED;
}
