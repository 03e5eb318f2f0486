/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/own_words.h"

/* Is the byte at `at` of a dosage, a load, a side or a filler? */
static bool
is_spoken_for(const struct programme *p, size_t at)
{
	return gathered_covers(&p->fillers, at) ||
	    gathered_covers(&p->marks.dosage, at) ||
	    gathered_covers(&p->marks.load, at) ||
	    gathered_covers(&p->marks.side, at);
}

unsigned
own_words(const struct programme *p, struct span at)
{
	struct str text = p->reading->note->text;
	unsigned words = 0;

	for (size_t i = at.start; i < at.end;) {
		if (!is_word(text.ptr[i])) {
			i++;
			continue;
		}
		size_t end = str_word_end(text, i, at.end);
		words += end - i > 1 && is_alpha(text.ptr[i]) &&
		    !is_spoken_for(p, i);
		i = end;
	}
	return words;
}

bool
name_fills_line(const struct programme *p, struct span name)
{
	enum { LONGEST = 120 };	/* bytes beside it; a longer line says more */
	struct str text = p->reading->note->text;
	struct span line = name;

	while (line.start > 0 && text.ptr[line.start - 1] != '\n')
		if (name.start - --line.start > LONGEST)
			return false;
	while (line.end < text.len && text.ptr[line.end] != '\n') {
		char c = text.ptr[line.end++];
		if (is_digit(c) || c == ':' || line.end - name.end > LONGEST)
			return false;
	}
	return own_words(p, (struct span){line.start, name.start}) +
	    own_words(p, (struct span){name.end, line.end}) == 0;
}
