/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/label_run.h"

#include "facts/duration.h"

enum what
label_what(const struct mention *m)
{
	static const char *const names[] = {"figure", "timed", "whole",
	    "total", "visit", "untimed", "units"};
	const char *tail = concept_tail(m->concept);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(tail, names[i]) == 0)
			return (enum what)i;
	return FIGURE;
}

/* Is a number at `i` the hour of a clock time? */
static bool
is_clock(struct str text, size_t i)
{
	while (i < text.len && is_digit(text.ptr[i]))
		i++;
	return i + 1 < text.len && text.ptr[i] == ':' &&
	    is_digit(text.ptr[i + 1]);
}

/* Does a letter or another sign of a unit stand right behind `at`? */
static bool
is_closed(struct str text, size_t at)
{
	size_t i = at;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	if (i == text.len || i - at >= 2)
		return true;
	return !is_word(text.ptr[i]) && strchr("%#\"", text.ptr[i]) == NULL &&
	    (unsigned char)text.ptr[i] != 0xC2;
}

static bool
is_fraction(struct str text, struct span at, bool unit)
{
	size_t i = at.end, k = at.start;

	while (i < text.len && text.ptr[i] == ' ')
		i++;
	if (!unit && i + 1 < text.len && text.ptr[i] == '/') {
		i++;
		while (i + 1 < text.len && text.ptr[i] == ' ')
			i++;
		if (is_digit(text.ptr[i]) && !is_clock(text, i))
			return true;
	}
	while (k > 0 && text.ptr[k - 1] == ' ')
		k--;
	if (k < 2 || text.ptr[k - 1] != '/')
		return false;
	k--;
	while (k > 1 && text.ptr[k - 1] == ' ')
		k--;
	return is_digit(text.ptr[k - 1]);
}

struct token
label_token(const struct reading *r, const struct mention *m)
{
	struct str text = r->note->text;
	struct token t = {.what = label_what(m), .at = m->span,
	    .closed = is_closed(text, m->span.end)};
	struct span at;

	if (t.what != FIGURE)
		return t;
	t.value = duration_of(r, m);
	t.unit = mention_capture(m, "unit", &at) ||
	    mention_capture(m, "hours", &at);
	t.part = mention_capture(m, "part", &at);
	t.of = mention_capture(m, "of", &at);
	t.back = mention_capture(m, "back", &at);
	t.fraction = is_fraction(text, m->span, t.unit);
	return t;
}

static bool
is_minutes(int value)
{
	return value >= MINUTES_FEWEST && value <= MINUTES_MOST_LABELLED;
}

void
label_give(const struct label_run *run, struct labelled *out,
    enum what label, const struct token *figure, struct span with)
{
	struct labelled_figure found = {figure->value,
	    span_trim(run->text, figure->at), span_trim(run->text, with)};

	if (!is_minutes(figure->value))
		return;
	if (label == TIMED)
		out->timed = found;
	else if (label == WHOLE || label == TOTAL || label == VISIT)
		out->total = found;
}
