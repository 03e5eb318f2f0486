/* SPDX-License-Identifier: Apache-2.0 */
#include "match/sections.h"

#include "match/headings.h"
#include "match/marked.h"

/* Letters are labels when at least two different ones stand in the note in
 * the same style; a loose one shows it only by going on in the order of the
 * parts. */
static bool
labels(struct str text, const struct candidates *all, size_t i)
{
	const struct candidate *c = &all->at[i];

	for (size_t j = 0; j < all->len; j++) {
		const struct candidate *other = &all->at[j];
		unsigned here = c->what->kind->index;
		unsigned there = other->what->kind->index;
		/* Words in brackets vouch for letters in them:
		 * "[MEAS]", "[RX]". */
		bool same = other->what->letter ? other->style == c->style :
		    c->style == ']' && other->title.end < text.len &&
		    text.ptr[other->title.end] == ']';
		if (same &&
		    here != there && (!other->loose || (j > i && there > here)))
			return true;
	}
	return false;
}

/* Drop the letters that label nothing.  A loose one counts only where it goes
 * on in the order of the parts. */
static void
keep_labels(struct str text, struct candidates *all)
{
	const struct section_kind *last = NULL;
	bool known[128] = {false}, good[128] = {false};
	size_t kept = 0;

	for (size_t i = 0; i < all->len; i++) {
		const struct candidate *c = &all->at[i];
		unsigned char style = (unsigned char)c->style & 127;
		if (c->what->letter && !c->loose && !known[style]) {
			good[style] = labels(text, all, i);
			known[style] = true;
		}
	}
	for (size_t i = 0; i < all->len; i++) {
		struct candidate c = all->at[i];
		unsigned char style = (unsigned char)c.style & 127;
		bool follows = last != NULL &&
		    last->index < c.what->kind->index;
		if (c.loose && !follows)
			continue;
		if (c.what->letter && !c.loose && !good[style])
			continue;
		last = c.what->main ? c.what->kind : last;
		all->at[kept++] = c;
	}
	all->len = kept;
}

/* More capitals than small letters in the whole note. */
static bool
is_mostly_capitals(struct str text)
{
	size_t capitals = 0, letters = 0;

	for (size_t i = 0; i < text.len; i++) {
		capitals += is_upper(text.ptr[i]);
		letters += is_alpha(text.ptr[i]);
	}
	return capitals * 2 > letters;
}

static void
words_of_line(struct arena *a, struct str text, struct span line,
    struct words *out)
{
	out->len = 0;
	words_of(a, str_slice(text, line), out);
	for (size_t i = 0; i < out->len; i++) {
		out->at[i].span.start += line.start;
		out->at[i].span.end += line.start;
	}
}

static size_t
indent_of(struct str text, struct span line)
{
	size_t i = line.start;

	while (i < line.end && is_blank(text.ptr[i]))
		i++;
	return i - line.start;
}

/* Does a line go on with the paragraph of the line above, which begins at
 * column `indent`?  It is set in further, goes on in small letters, or the
 * line above is full and ends in the middle of a sentence. */
static bool
goes_on(struct str text, struct span above, struct span line, size_t indent)
{
	enum { FULL = 70 };	/* bytes */
	size_t in = indent_of(text, line);

	if (line.start + in == line.end)
		return false;
	char first = text.ptr[line.start + in];
	char last = text.ptr[span_trim(text, above).end - 1];
	if (in > indent)
		return true;
	return strchr(".!?", last) == NULL && (is_lower(first) ||
	    (is_alpha(first) && span_len(above) >= FULL &&
	    strchr("\")", last) == NULL));
}

/* Does any title head a list of what was done or measured? */
static bool
heads_list(const struct candidates *found)
{
	for (size_t i = 0; i < found->len; i++) {
		const struct section_kind *kind = found->at[i].what->kind;
		if (kind != NULL && (kind->performed || kind->lists))
			return true;
	}
	return false;
}

static bool
is_bullet(char c)
{
	return (unsigned char)c >= 128 || c == '-' || c == '*' || c == '+' ||
	    c == '>';
}

/* The indentation of a line and its bullet, which are alike on the lines of
 * one list. */
static struct span
line_opening(struct str text, struct span line)
{
	size_t i = line.start;

	while (i < line.end && (is_blank(text.ptr[i]) ||
	    is_bullet(text.ptr[i])))
		i++;
	return (struct span){line.start, i};
}

static bool
is_bulleted(struct str text, struct span opening)
{
	return span_len(span_trim(text, opening)) > 0;
}

/* A line of a list: bulleted, or with a number set off by a point, a bracket
 * or a gap. */
static bool
is_item(struct str text, struct span line)
{
	size_t start = line_opening(text, line).end, i = start;

	if (is_bulleted(text, (struct span){line.start, start}))
		return true;
	while (i < line.end && is_digit(text.ptr[i]))
		i++;
	if (i == start || i + 1 >= line.end)
		return false;
	return strchr(".):|", text.ptr[i]) != NULL ||
	    (is_blank(text.ptr[i]) && is_blank(text.ptr[i + 1]));
}

/* What a title heads whose text begins on its line. */
enum reach { TO_NEXT_TITLE, TO_BLANK_LINE, TO_NEXT_ITEM, PARAGRAPH, LIST };

/* A label heads its paragraph, as does the home programme inside a line, and
 * where no title heads what was done (`lists`), any other title what is above
 * the next blank line.  So do titles inside a line and those of parts that are
 * carried along from note to note; what is planned for long, as goals are, ends
 * with its paragraph or list besides, and a title that opens an item of a list
 * heads the item. */
static enum reach
reach_of(struct str text, const struct candidate *c, struct span line,
    bool lists)
{
	const struct section_kind *kind = c->what->kind;
	struct span opening = line_opening(text, line);
	bool inside = c->title.start > opening.end + 2;

	if (c->what->label || (inside && kind != NULL &&
	    kind->assertion == HOME))
		return PARAGRAPH;
	if (kind != NULL && (kind->performed || kind->lists))
		return lists ? TO_NEXT_TITLE : TO_BLANK_LINE;
	if (is_bulleted(text, opening) && !inside)
		return TO_NEXT_ITEM;
	bool carried = kind != NULL && kind->may_repeat && !kind->narrative;
	if (carried && kind->assertion == PLANNED)
		return LIST;
	if (!lists || carried || inside)
		return TO_BLANK_LINE;
	return TO_NEXT_TITLE;
}

/* Does the part end above the line `below`? */
static bool
ends_above(struct str text, enum reach reach, struct span first,
    struct span above, struct span below)
{
	struct span opening = line_opening(text, first);

	if (reach == PARAGRAPH || (reach == LIST && !is_item(text, below)))
		return !goes_on(text, above, below, indent_of(text, first));
	return span_len(span_trim(text, below)) == 0 ||
	    (reach == TO_NEXT_ITEM && str_eq(str_slice(text, opening),
	    str_slice(text, line_opening(text, below))));
}

/* Where the part under a title ends whose text begins on the title's line, if
 * it does before `next`; SIZE_MAX when it reaches to the next title. */
static size_t
end_of_label(struct str text, const struct candidate *c, size_t next,
    bool lists)
{
	struct span line = str_line_from(text, c->after), below, first;

	if (span_len(span_trim(text, line)) == 0 ||
	    memchr(text.ptr + c->title.end, '\n', c->after - c->title.end))
		return SIZE_MAX;
	first = line = span_lines(text, line);
	enum reach reach = reach_of(text, c, first, lists);
	if (reach == TO_NEXT_TITLE)
		return SIZE_MAX;
	for (; line.end < text.len && line.end < next; line = below) {
		below = str_line_from(text, line.end + 1);
		if (ends_above(text, reach, first, line, below))
			break;
	}
	return line.end;
}

/* Is there a letter or a digit on the line?  A rule divides as a blank does. */
static bool
is_bare(struct str text, struct span line)
{
	for (size_t i = line.start; i < line.end; i++)
		if (is_word(text.ptr[i]))
			return false;
	return true;
}

/* Is the line one of running text: of many words, of which few are figures? */
static bool
is_prose(struct str text, struct span line)
{
	enum { FEWEST = 10, SHARE = 8 };	/* words; of them
						 * one a figure */
	size_t words = 0, figures = 0;

	for (size_t i = line.start; i < line.end; i++) {
		bool begins = i == line.start || is_space(text.ptr[i - 1]);
		words += begins && is_word(text.ptr[i]);
		figures += begins && is_digit(text.ptr[i]);
	}
	return words >= FEWEST && figures * SHARE <= words;
}

/* Where a part that is all figures ends: where running text begins below
 * a blank line or a rule; SIZE_MAX when it reaches to the next title. */
static size_t
end_of_figures(struct str text, const struct candidate *c, size_t next)
{
	struct span line = str_line_from(text, c->after);
	bool apart = false;

	for (; line.end < next; line = str_line_from(text, line.end + 1)) {
		if (apart && is_prose(text, line))
			return line.start;
		apart = is_bare(text, line);
	}
	return SIZE_MAX;
}

/* Divide the note at the titles. */
static void
cut(struct arena *a, const struct candidates *found, struct reading *r)
{
	struct str text = r->note->text;
	struct section open = {0};
	const struct section_kind *around = NULL;	/* the labels */
	bool lists = heads_list(found);

	for (size_t i = 0; i < found->len; i++) {
		const struct candidate *c = &found->at[i];
		size_t next = i + 1 < found->len ? found->at[i + 1].before :
		    text.len;
		size_t end = end_of_label(text, c, next, lists);
		if (end == SIZE_MAX && c->what->kind != NULL &&
		    c->what->kind->figures)
			end = end_of_figures(text, c, next);
		if (end < next && span_len(span_trim(text,
		    (struct span){end, next})) == 0)
			end = next;
		open.body.end = c->before;
		vec_push(a, &r->sections, open);
		open = (struct section){c->what->kind, c->title,
		    {c->after, 0}, false};
		if (!c->what->label)
			around = end == SIZE_MAX ? c->what->kind : NULL;
		if (end >= next)
			continue;
		open.body.end = end;
		vec_push(a, &r->sections, open);
		open = (struct section){around, {end, end}, {end, 0}, false};
	}
	open.body.end = text.len;
	vec_push(a, &r->sections, open);
}

void
sections_find(const struct titles *t, struct arena *a, struct reading *r)
{
	struct str text = r->note->text;
	struct candidates found = {0};
	struct words words = {0};
	struct line l = {.titles = t, .text = text, .words = &words,
	    .all_shouted = is_mostly_capitals(text)};

	for (l.span = str_line_from(text, 0); l.span.start < text.len;
	    l.above = l.span, l.span = l.below) {
		l.below = str_line_from(text, l.span.end + 1);
		words_of_line(a, text, l.span, &words);
		headings_find(a, &l, &found);
	}
	keep_labels(text, &found);
	if (r->note->document->sections.len > 0)
		marked_add(a, t, r, &found);
	cut(a, &found, r);
}
