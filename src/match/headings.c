/* SPDX-License-Identifier: Apache-2.0 */
#include "match/headings.h"

/* How a title stands: where its text begins, and what parts the two. */
struct stand {
	bool good;
	size_t after;
	char style;		/* ' ' for a gap or a line of its own */
};

static bool
is_rule_char(char c)
{
	return c == '-' || c == '=' || c == '_' || c == '~' || c == '*';
}

/* Three or more rule characters and nothing else. */
static bool
is_underline(struct str text, struct span line)
{
	size_t marks = 0;

	for (size_t i = line.start; i < line.end; i++) {
		if (is_rule_char(text.ptr[i]))
			marks++;
		else if (!is_blank(text.ptr[i]))
			return false;
	}
	return marks >= 3;
}

static bool
is_decoration(char c)
{
	return is_blank(c) || is_rule_char(c) || c == '#' || c == '>' ||
	    c == '|' || c == '[' || c == '(' || c == '+' || c == ':' ||
	    c == '<' || c == '"' || (unsigned char)c >= 128;
}

/* Capitals throughout, at least three of them. */
static bool
is_shouted(struct str text, struct span at)
{
	size_t letters = 0;

	for (size_t i = at.start; i < at.end; i++) {
		if (is_lower(text.ptr[i]))
			return false;
		letters += is_upper(text.ptr[i]);
	}
	return letters >= 3;
}

/* Behind a remark in brackets that opens at `at`; `at` if there is none. */
static size_t
skip_remark(struct str text, size_t at, size_t end)
{
	enum { LONGEST = 40 };
	size_t reach = end - at < LONGEST ? end - at : LONGEST;
	const char *close = text.ptr[at] != '(' ? NULL :
	    memchr(text.ptr + at, ')', reach);

	return close != NULL ? (size_t)(close - text.ptr) + 1 : at;
}

/* Behind the marks of emphasis at `at`.  Three or more of them are no
 * emphasis but a place to fill in. */
static size_t
skip_emphasis(struct str text, size_t at, size_t end)
{
	size_t n = 0;

	while (at + n < end && (text.ptr[at + n] == '*' ||
	    text.ptr[at + n] == '_'))
		n++;
	return n < 3 ? at + n : at;
}

/* First byte behind `at` that is no blank, closing mark or bracketed remark. */
static size_t
skip_closing(struct str text, size_t at, size_t end)
{
	while (at < end) {
		char c = text.ptr[at];
		size_t next = is_blank(c) || c == ']' || c == '"' || c == '>' ?
		    at + 1 : skip_remark(text, at, end);
		if (next == at)
			next = skip_emphasis(text, at, end);
		if (next == at)
			break;
		at = next;
	}
	return at;
}

static size_t
skip_blanks(struct str text, size_t at, size_t end)
{
	while (at < end && is_blank(text.ptr[at]))
		at++;
	return at;
}

/* Bytes of the dash at `at`: "-", or an en or em dash. */
static size_t
dash_at(struct str text, size_t at, size_t end)
{
	struct str rest = str_slice(text, (struct span){at, end});

	if (str_starts(rest, STR("\xE2\x80\x93")) ||
	    str_starts(rest, STR("\xE2\x80\x94")))
		return 3;
	return str_starts(rest, STR("-"));
}

/* Nothing but rules and blanks to the end of the line. */
static bool
is_bare(struct str text, size_t at, size_t end)
{
	while (at < end && (is_blank(text.ptr[at]) || text.ptr[at] == '#' ||
	    is_rule_char(text.ptr[at])))
		at++;
	return at == end;
}

/* Nothing but a date to the end of the line. */
static bool
is_dated(struct str text, size_t at, size_t end)
{
	bool digits = false, parted = false;

	for (; at < end; at++) {
		digits = digits || is_digit(text.ptr[at]);
		parted = parted ||
		    (digits && strchr("/-", text.ptr[at]) != NULL);
		if (!is_digit(text.ptr[at]) && !is_blank(text.ptr[at]) &&
		    strchr("/.-()", text.ptr[at]) == NULL)
			return false;
	}
	return digits && parted;
}

/* Does a sentence of the line above run on into this one? */
static bool
runs_on(const struct line *l)
{
	enum { SHORT = 15 };	/* no line wraps as early */
	struct span above = span_trim(l->text, l->above);
	char last;

	if (span_len(above) < SHORT)
		return false;
	last = l->text.ptr[above.end - 1];
	return is_word(last) || last == ',';
}

static struct stand
parted_by(char style, size_t after)
{
	return (struct stand){true, after, style};
}

/* A letter and its separator: "S - ", "S) ", "[S] ". */
static struct stand
letter_standing(const struct line *l, size_t last, size_t close)
{
	struct str text = l->text;
	size_t dash = dash_at(text, close, l->span.end);

	if (dash == 0 && (text.ptr[last] == ']' || text.ptr[last] == ')'))
		close = last;
	size_t after = close + (dash > 0 ? dash : 1);
	if (after < l->span.end && !is_blank(text.ptr[after]))
		return (struct stand){.good = false};
	if (dash > 0)
		return parted_by('-', skip_blanks(text, after, l->span.end));
	if (strchr(".)]/=|", text.ptr[close]) != NULL)
		return parted_by(text.ptr[close], after);
	return (struct stand){.good = false};
}

/* The code and the minutes of a service between its name and the colon:
 * "97110 25 min:". */
static struct stand
after_numbers(const struct line *l, size_t at)
{
	enum { LONGEST = 30 };
	struct str text = l->text;
	size_t i = at;

	if (i + 1 < l->span.end && to_lower(text.ptr[i]) == 'x')
		i = skip_blanks(text, i + 1, l->span.end);
	/* One digit counts titles: "Goal 3:". */
	if (i + 1 >= l->span.end || !is_digit(text.ptr[i]) ||
	    !is_digit(text.ptr[i + 1]))
		return (struct stand){.good = false};
	for (; i < l->span.end && i < at + LONGEST; i++) {
		if (text.ptr[i] == ':' && (i + 1 == l->span.end ||
		    is_blank(text.ptr[i + 1])))
			return parted_by(':', skip_blanks(text, i + 1,
			    l->span.end));
		if (!is_word(text.ptr[i]) && !is_blank(text.ptr[i]) &&
		    strchr("()-,'", text.ptr[i]) == NULL)
			break;
	}
	return (struct stand){.good = false};
}

/* A title of words that begins its line and is parted from its text by other
 * things than a colon. */
static struct stand
title_standing(const struct line *l, struct span title, size_t close)
{
	struct str text = l->text;
	size_t wide = skip_blanks(text, title.end, l->span.end);
	size_t dash = dash_at(text, close, l->span.end);
	char c = text.ptr[close];

	if (title.start > l->span.start && text.ptr[title.start - 1] == '[' &&
	    text.ptr[title.end] == ']')
		return parted_by(']', close);
	if (!is_upper(text.ptr[title.start]))
		return (struct stand){.good = false};
	if (dash > 1 || (dash == 1 && close > title.end))
		return parted_by('-', skip_blanks(text, close + dash,
		    l->span.end));
	if (c == ')' || c == '=' || c == '|' || ((c == '.' || c == ',') &&
	    is_shouted(text, title)))
		return parted_by(c, close + 1);
	if (is_shouted(text, title) && is_dated(text, close, l->span.end))
		return parted_by(' ', l->span.end);
	if (wide - title.end >= 2 ||
	    (wide > title.end && text.ptr[title.end] == '\t'))
		return parted_by(' ', wide);
	return after_numbers(l, wide);
}

/* Bytes of an arrow or another pointing mark at `at`: U+00BB, U+203A, or of
 * the arrows and triangles that UTF-8 spells E2 86, E2 87, E2 96, E2 9E. */
static size_t
pointer_at(struct str text, size_t at, size_t end)
{
	const unsigned char *c = (const unsigned char *)text.ptr + at;

	if (end - at >= 2 && c[0] == 0xC2 && c[1] == 0xBB)
		return 2;
	if (end - at < 3 || c[0] != 0xE2)
		return 0;
	return (c[1] == 0x80 && c[2] == 0xBA) || c[1] == 0x86 ||
	    c[1] == 0x87 || c[1] == 0x96 || c[1] == 0x9E ? 3 : 0;
}

/* Do these words stand side by side?  Other marks than those inside names and
 * pairs ("skill/need", "progress_to_goal") and a gap part them. */
static bool
is_one_run(const struct line *l, struct span words)
{
	for (size_t i = words.start; i + 1 < words.end; i++) {
		char c = l->text.ptr[i];
		if (!is_word(c) && strchr(" /_-&+'", c) == NULL)
			return false;
		if (c == ' ' && l->text.ptr[i + 1] == ' ')
			return false;
	}
	return true;
}

/* Does a title that no pack lists stand as one where no mark parts it from its
 * text?  Alone on its line or before a gap it is in capitals, or of several
 * words and before other words. */
static bool
stands_unlisted(const struct line *l, struct span title, size_t n,
    struct stand stand)
{
	bool loud = is_shouted(l->text, title) && !l->all_shouted;

	if (stand.style == '.' || stand.style == ',')
		return false;
	if (stand.style != ' ' || loud)
		return true;
	return n > 1 && is_upper(l->text.ptr[title.start]) && !runs_on(l) &&
	    (stand.after >= l->span.end ||
	    is_alpha(l->text.ptr[stand.after]));
}

/* How a title of the first `n` of these words stands. */
static struct stand
standing(const struct line *l, const struct word *words, size_t n,
    const struct title *t, bool at_start)
{
	struct str text = l->text;
	struct span title = {words[0].span.start, words[n - 1].span.end};
	size_t end = l->span.end, close = skip_closing(text, title.end, end);

	if (t->composed && !is_one_run(l, title))
		return (struct stand){.good = false};
	if (close < end && text.ptr[close] == ':')
		return parted_by(':', skip_closing(text, close + 1, end));
	if (!at_start)
		return (struct stand){.good = false};
	size_t mark = close < end ? pointer_at(text, close, end) : 0;
	if (mark > 0)
		return parted_by('>', skip_closing(text, close + mark, end));
	if (is_bare(text, close, end)) {
		bool wrapped = !is_upper(text.ptr[title.start]) && runs_on(l);
		bool boxed = title.end < end && text.ptr[title.end] == ']';
		return (struct stand){!wrapped, end, boxed ? ']' : ' '};
	}
	if (!t->letter)
		return title_standing(l, title, close);
	struct stand stand = letter_standing(l, title.end, close);
	size_t wide = skip_blanks(text, title.end, end);
	if (!stand.good && (wide - title.end >= 2 ||
	    text.ptr[title.end] == '\t'))
		stand = parted_by(' ', wide);
	return stand;
}

/* A heading longer than its title: "OBJECTIVE STATUS TODAY". */
static bool
is_loud_line(const struct line *l, struct span words)
{
	char first = l->text.ptr[span_trim(l->text, l->span).start];

	if (first == '#' || first == '=' || is_underline(l->text, l->below))
		return true;
	if (l->all_shouted || !is_shouted(l->text, words))
		return false;
	for (size_t i = 0; i < l->words->len; i++) {
		/* A figure makes it a statement, unless it is a code or the
		 * line's number. */
		struct span word = l->words->at[i].span;
		if (word.start < words.start)
			continue;
		if (is_digit(l->text.ptr[word.start]) && span_len(word) != 5)
			return false;
	}
	return true;
}

static bool
is_roman(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != 'I' && s.ptr[i] != 'V' && s.ptr[i] != 'X')
			return false;
	return s.len > 0;
}

/* Is the line's first word its number, its bullet or the code of the service
 * whose name follows? */
static bool
is_numbering(const struct line *l)
{
	struct span at = l->words->at[0].span;
	struct str word = str_slice(l->text, at);
	size_t digits = 0, high = 0;

	for (size_t i = 0; i < word.len; i++) {
		digits += is_digit(word.ptr[i]);
		high += (unsigned char)word.ptr[i] >= 128;
	}
	if (high == word.len || (digits == word.len && word.len == 5))
		return true;
	size_t behind = skip_blanks(l->text, at.end, l->span.end);
	return (digits == word.len || is_roman(word)) &&
	    behind < l->span.end && (l->text.ptr[behind] == '|' ||
	    (behind == at.end && strchr(".)]", l->text.ptr[behind]) != NULL));
}

static bool
is_decorated_start(const struct line *l, size_t first)
{
	for (size_t i = l->span.start; i < first; i++)
		if (!is_decoration(l->text.ptr[i]))
			return false;
	return true;
}

/* Is a title the name of a service in a row of charges, between the service's
 * code and a figure: "| 97110 | Therapeutic exercise | 2 |"? */
static bool
is_charge(const struct line *l, const struct word *code, struct stand stand)
{
	size_t at = skip_blanks(l->text, stand.after, l->span.end);

	return stand.good && stand.style == '|' && span_len(code->span) == 5 &&
	    is_digit(l->text.ptr[code->span.end - 1]) &&
	    at < l->span.end && is_digit(l->text.ptr[at]);
}

/* The title at the start of the line, longest first. */
static void
title_at_start(struct arena *a, const struct line *l, struct candidates *out)
{
	const struct word *words = l->words->at;
	size_t len = l->words->len;

	if (len == 0 || !is_decorated_start(l, words->span.start))
		return;
	if (len > 1 && is_numbering(l)) {
		words++;
		len--;
	}
	struct span whole = {words->span.start, words[len - 1].span.end};
	for (size_t n = len < TITLE_WORDS ? len : TITLE_WORDS; n > 0; n--) {
		const struct title *t = titles_find(l->titles, words, n);
		if (t == NULL)
			continue;
		struct stand stand = standing(l, words, n, t, true);
		if (t->composed)
			stand.good = stand.good && stands_unlisted(l,
			    (struct span){words[0].span.start,
			    words[n - 1].span.end}, n, stand);
		else if (!stand.good && !t->letter && len <= TITLE_WORDS + 2 &&
		    is_loud_line(l, whole))
			stand = (struct stand){true, l->span.end, ' '};
		if (!stand.good || (words != l->words->at &&
		    is_charge(l, l->words->at, stand)))
			continue;
		vec_push(a, out, (struct candidate){t, l->span.start,
		    {words[0].span.start, words[n - 1].span.end}, stand.after,
		    stand.style, false});
		return;
	}
}

/* May a run-in title begin at this word inside the line?  `*loose` is set when
 * only a blank parts it from what is before. */
static bool
begins_inside(const struct line *l, const struct word *word, bool *loose)
{
	size_t at = word->span.start;
	char before = l->text.ptr[at - 1];

	*loose = false;
	if (!is_upper(l->text.ptr[at]))
		return false;
	if (before == '|' || before == '\t' || before == '*')
		return true;
	if (before != ' ' || at < l->span.start + 2)
		return false;
	before = l->text.ptr[at - 2];
	*loose = !is_blank(before) && strchr(".;|)/", before) == NULL;
	return true;
}

/* A number alone behind the letter: a pulse, not a part of the note. */
static bool
is_reading(const struct line *l, size_t at)
{
	size_t i = at;

	while (i < l->span.end && is_digit(l->text.ptr[i]))
		i++;
	return i - at >= 2 && i - at <= 3 && (i == l->span.end ||
	    is_blank(l->text.ptr[i]) || l->text.ptr[i] == ',' ||
	    l->text.ptr[i] == ';');
}

/* The run-in title that begins at these words, longest first. */
static bool
title_inside(const struct line *l, const struct word *words, size_t len,
    bool loose, struct candidate *out)
{
	for (size_t n = len < TITLE_WORDS ? len : TITLE_WORDS; n > 0; n--) {
		const struct title *t = titles_find(l->titles, words, n);
		if (t == NULL || (loose && !t->main))
			continue;
		struct stand stand = standing(l, words, n, t, false);
		if (!stand.good || (t->letter && is_reading(l, stand.after)))
			continue;
		size_t at = words[0].span.start;
		*out = (struct candidate){t, at, {at, words[n - 1].span.end},
		    stand.after, stand.style, loose};
		return true;
	}
	return false;
}

/* Run-in titles further on in the line: "S: ... O: ...". */
static void
titles_inside(struct arena *a, const struct line *l, struct candidates *out)
{
	size_t taken = out->len > 0 ? out->at[out->len - 1].after : 0;

	for (size_t w = 1; w < l->words->len; w++) {
		const struct word *words = l->words->at + w;
		struct candidate c;
		bool loose;
		if (words->span.start < taken ||
		    !begins_inside(l, words, &loose) ||
		    !title_inside(l, words, l->words->len - w, loose, &c))
			continue;
		vec_push(a, out, c);
		taken = c.after;
	}
}

void
headings_find(struct arena *a, const struct line *l, struct candidates *out)
{
	title_at_start(a, l, out);
	titles_inside(a, l, out);
}
