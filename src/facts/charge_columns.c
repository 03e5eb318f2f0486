/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_columns.h"

#include "base/number.h"
#include "facts/amounts.h"
#include "facts/charge_draft.h"
#include "facts/gaps.h"

enum {
	MOST_COLUMNS = 8,
	MOST_ROWS = 6,		/* below the codes */
	MOST_VALUES = 16,	/* of a row */
	MOST_WORDS = 2,		/* beside each code: what it is called */
	ASIDE = 3,		/* bytes a value may stand off its column */
	MODIFIER_LEN = 2,
};

/* The codes of one line. */
struct head {
	struct charge *at[MOST_COLUMNS];
	size_t n;
	struct span line;
	bool barred;		/* cells are divided by bars */
};

/* What a row gives to columns. */
struct values {
	struct span at[MOST_VALUES];
	size_t n;
};

enum row_kind { OTHER_ROW, UNITS_ROW, MINUTES_ROW, MODIFIERS_ROW };

static size_t
bars_before(struct str text, struct span line, size_t at)
{
	size_t n = 0;

	for (size_t i = line.start; i < at; i++)
		n += text.ptr[i] == '|';
	return n;
}

/* The printed codes on the line of charge `i`, if nothing else is told of
 * them there. */
static bool
read_head(struct str text, struct charges *charges, size_t i, struct head *out)
{
	size_t line = charges->at[i].line, from = line;
	unsigned words = 0;

	*out = (struct head){.line = str_line_at(text, line)};
	for (; i < charges->len && charges->at[i].line == line; i++) {
		struct charge *c = &charges->at[i];
		struct span gap = {from, c->named.start};
		if (!c->printed || out->n == MOST_COLUMNS ||
		    str_has_digits(str_slice(text, gap)))
			return false;
		out->at[out->n++] = c;
		words += gap_of(text, gap).words;
		from = c->named.end;
	}
	struct span rest = {from, out->line.end};
	words += gap_of(text, rest).words;
	out->barred = bars_before(text, out->line, out->line.end) > 0;
	return out->n > 1 && !str_has_digits(str_slice(text, rest)) &&
	    words <= MOST_WORDS * (out->n + 1);
}

/* What a row holds by the heading that opens it, and where that ends. */
static enum row_kind
headed_kind(struct str text, const struct gathered *headings, struct span line,
    size_t *end)
{
	size_t start = line.start;

	while (start < line.end && (is_blank(text.ptr[start]) ||
	    text.ptr[start] == '|' || text.ptr[start] == '*'))
		start++;
	for (size_t i = gathered_from(headings, start); i < headings->len &&
	    headings->at[i]->span.start == start; i++) {
		const char *holds = concept_tail(headings->at[i]->concept);
		*end = headings->at[i]->span.end;
		if (strcmp(holds, "units") == 0)
			return UNITS_ROW;
		if (strcmp(holds, "minutes") == 0 || strcmp(holds, "time") == 0)
			return MINUTES_ROW;
		if (strcmp(holds, "modifier") == 0)
			return MODIFIERS_ROW;
	}
	return OTHER_ROW;
}

static bool
is_modifier(const struct pack *p, struct str s)
{
	return s.len == MODIFIER_LEN && !is_lower(s.ptr[0]) &&
	    !is_lower(s.ptr[1]) && pack_modifier(p, s) != NULL;
}

/* The figures or modifiers of a row; false where it has a clock time, a
 * fraction or anything else that is no plain value. */
static bool
values_of(const struct reading *r, enum row_kind kind, struct span row,
    struct values *out)
{
	struct str text = r->note->text;

	out->n = 0;
	for (size_t i = row.start; i < row.end;) {
		struct span word = {i, str_word_end(text, i, row.end)};
		i = word.end + (word.end == word.start);
		if (span_len(word) == 0 &&
		    strchr(".:/%$", text.ptr[word.end]) && out->n > 0)
			return false;
		bool value = kind == MODIFIERS_ROW ?
		    is_modifier(r->pack, str_slice(text, word)) :
		    span_len(word) > 0 && is_digit(text.ptr[word.start]);
		/* "2u", "15min" */
		while (value && kind != MODIFIERS_ROW &&
		    !is_digit(text.ptr[word.end - 1]))
			word.end--;
		if (value && (out->n == MOST_VALUES || (kind != MODIFIERS_ROW &&
		    number_parse(str_slice(text, word)) < 0)))
			return false;
		if (value)
			out->at[out->n++] = word;
	}
	return out->n > 0;
}

static size_t
middle(struct span line, struct span at)
{
	return at.start - line.start + span_len(at) / 2;
}

/* The column that a value stands under, or NULL. */
static struct charge *
column_under(struct str text, const struct head *head, struct span line,
    struct span value)
{
	size_t cell = bars_before(text, line, value.start);
	size_t at = middle(line, value);

	for (size_t i = 0; i < head->n; i++) {
		struct span named = head->at[i]->named;
		size_t from = named.start - head->line.start;
		if (head->barred ?
		    bars_before(text, head->line, named.start) == cell :
		    at + ASIDE >= from && at <= from + span_len(named) + ASIDE)
			return head->at[i];
	}
	return NULL;
}

/* What a row without a heading holds, by the size of its figures: one under
 * each code, and no word. */
static enum row_kind
bare_kind(const struct reading *r, const struct head *head, struct span line)
{
	struct str text = r->note->text;
	enum row_kind kind = UNITS_ROW;
	struct values v;

	if (!values_of(r, UNITS_ROW, line, &v) || v.n != head->n ||
	    gap_of(text, line).words > 0)
		return OTHER_ROW;
	for (size_t i = 0; i < v.n; i++) {
		if (column_under(text, head, line, v.at[i]) != head->at[i])
			return OTHER_ROW;
		if (number_parse(str_slice(text, v.at[i])) > MOST_BARE_UNITS)
			kind = MINUTES_ROW;
	}
	return kind;
}

static int
figure(struct str text, const struct values *v, size_t i)
{
	return number_parse(str_slice(text, v->at[i]));
}

/* Is a figure for each code, with or without what they add up to? */
static bool
one_for_each(struct str text, const struct head *head, const struct values *v)
{
	int sum = 0;

	for (size_t i = 0; i < v->n && i < head->n; i++)
		sum += figure(text, v, i);
	return v->n == head->n ||
	    (v->n == head->n + 1 && figure(text, v, head->n) == sum);
}

static void
give_figure(struct charge *c, enum row_kind kind, int value)
{
	if (kind == UNITS_ROW && value <= UNITS_MOST)
		c->units = value;
	if (kind == MINUTES_ROW && value <= MINUTES_MOST_PLACED)
		c->minutes = value;
}

static void
give_modifier(struct charge *c, struct str modifier)
{
	for (unsigned i = 0; i < c->n_modifiers; i++)
		if (str_eq(c->modifiers[i], modifier))
			return;
	if (c->n_modifiers < MOST_MODIFIERS)
		c->modifiers[c->n_modifiers++] = modifier;
}

static void
give(struct str text, const struct head *head, enum row_kind kind,
    struct span line, const struct values *v)
{
	bool figures = kind != MODIFIERS_ROW;

	for (size_t i = 0; i < head->n && !figures; i++)
		head->at[i]->n_modifiers = 0;
	bool in_order = figures && one_for_each(text, head, v);

	for (size_t i = 0; i < v->n; i++) {
		struct charge *c = in_order ? i < head->n ? head->at[i] : NULL :
		    column_under(text, head, line, v->at[i]);
		if (c != NULL && figures)
			give_figure(c, kind, figure(text, v, i));
		else if (c != NULL)
			give_modifier(c, str_slice(text, v->at[i]));
	}
}

/* What the last code took from below before the table was known goes. */
static void
clear(const struct head *head)
{
	for (size_t i = 0; i < head->n; i++) {
		struct charge *c = head->at[i];
		if (c->at.end > head->line.end)
			c->at.end = head->line.end;
		c->units = c->minutes = NONE;
		c->bare = false;
		c->leads = c->today = true;
	}
}

static void
read_rows(const struct reading *r, const struct gathered *headings,
    const struct head *head)
{
	struct str text = r->note->text;
	struct span line = head->line;
	bool any = false;

	for (unsigned n = 0; n < MOST_ROWS && line.end < text.len; n++) {
		struct values v;
		size_t from = 0;
		line = str_line_at(text, line.end + 1);
		if (span_len(span_trim(text, line)) == 0)
			break;
		enum row_kind kind = headed_kind(text, headings, line, &from);
		if (kind == OTHER_ROW) {
			kind = bare_kind(r, head, line);
			from = line.start;
		}
		if (kind == OTHER_ROW || !values_of(r, kind,
		    (struct span){from, line.end}, &v))
			continue;
		if (!any)
			clear(head);
		any = true;
		give(text, head, kind, line, &v);
		for (size_t i = 0; i < head->n; i++)
			head->at[i]->rows_end = line.end;
	}
}

/* Names of services in rows below the codes say what those are called. */
static void
drop_names(struct charges *charges, const struct head *head)
{
	struct span rows = {head->line.end, head->at[0]->rows_end};
	size_t kept = 0;

	/* The head's charges stay where they are: names stand behind them. */
	for (size_t i = 0; i < charges->len; i++)
		if (!span_touches(charges->at[i].named, rows))
			charges->at[kept++] = charges->at[i];
	charges->len = kept;
}

void
charge_columns_read(const struct reading *r, const struct gathered *headings,
    struct charges *charges)
{
	struct str text = r->note->text;
	struct head head;

	for (size_t i = 0; i < charges->len; i++) {
		if ((i > 0 && charges->at[i - 1].line == charges->at[i].line) ||
		    !read_head(text, charges, i, &head))
			continue;
		read_rows(r, headings, &head);
		if (head.at[0]->rows_end > 0)
			drop_names(charges, &head);
	}
}
