/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/cuts.h"

#include "facts/counts.h"
#include "facts/own_words.h"

enum {
	WIDE_GAP = 3,		/* blanks that divide columns */
	LONGEST_ASIDE = 80,	/* bytes of a remark in parentheses */
};

/* The end of the parentheses that open at `i`; `i` when they stay open. */
static size_t
skip_aside(struct str text, size_t i, size_t end)
{
	size_t most = i + LONGEST_ASIDE < end ? i + LONGEST_ASIDE : end;

	for (size_t j = i + 1; j < most; j++)
		if (text.ptr[j] == ')')
			return j;
	return i;
}

/* Is what stands in the parentheses at `i` a list with dosages? */
static bool
lists_inside(const struct cutting *c, size_t i)
{
	size_t end = i;

	while (end < c->sentence.end && c->text.ptr[end] != ')')
		end++;
	return memchr(c->text.ptr + i, ',', end - i) != NULL &&
	    dosage_begins(&c->p->marks, (struct span){i, end});
}

/* Does the sign at `i` close parentheses that hold such a list? */
static bool
closes_list(const struct cutting *c, size_t i)
{
	size_t open = i;

	while (open > c->sentence.start && i - open < LONGEST_ASIDE &&
	    c->text.ptr[open] != '(')
		open--;
	return c->text.ptr[open] == '(' && lists_inside(c, open);
}

static bool
stands_alone(struct str text, size_t from, size_t to, struct span in)
{
	return (from == in.start || is_space(text.ptr[from - 1])) &&
	    (to >= in.end || is_space(text.ptr[to]));
}

/* Bytes of the one of `n` signs that stands at `i` with blanks around it. */
static size_t
sign_at(const struct cutting *c, size_t i, const char *const *signs, size_t n)
{
	struct str rest = {c->text.ptr + i, c->sentence.end - i};

	for (size_t k = 0; k < n; k++) {
		size_t len = strlen(signs[k]);
		if (str_starts(rest, str_of(signs[k])) &&
		    stands_alone(c->text, i, i + len, c->sentence))
			return len;
	}
	return 0;
}

static size_t
dash_at(const struct cutting *c, size_t i)
{
	static const char *const dashes[] = {"--", "-", "\xE2\x80\x93",
	    "\xE2\x80\x94", "\xE2\x80\xA2", "\xC2\xB7", "."};

	return sign_at(c, i, dashes, sizeof(dashes) / sizeof(*dashes));
}

/* Signs that stand between items of a list, and else only in "// bars". */
static size_t
divider_at(const struct cutting *c, size_t i)
{
	static const char *const signs[] = {"//", "::", "\xE2\x96\xBA",
	    "\xE2\x96\xB6", "\xE2\x96\xB8", "\xE2\x96\xAA",
	    "\xE2\x80\xA2\xE2\x80\xA2", "\xE2\x97\x8F",
	    "\xE2\x97\x86", "\xC2\xBB", "***", "~", "||"};

	static const char bars[] = "// bar";
	struct str next = {c->text.ptr + i, c->sentence.end - i};

	return str_starts(next, str_of(bars)) ? 0 :
	    sign_at(c, i, signs, sizeof(signs) / sizeof(*signs));
}

/* Behind a dosage an arrow leads to a remark; without one it leads from one
 * posture to the next. */
static size_t
arrow_at(const struct cutting *c, size_t i)
{
	static const char *const arrows[] = {"-->", "->", "=>",
	    "\xE2\x86\x92", "\xE2\x87\x92"};

	return sign_at(c, i, arrows, sizeof(arrows) / sizeof(*arrows));
}

/* Does the next exercise with a dosage of its own follow at `i`:
 * "prone lying 3 min -> press-up 3 x 10"? */
static bool
leads_to_item(const struct cutting *c, size_t i)
{
	enum { REACH = 24 };	/* bytes up to its name */
	const struct gathered *names = &c->p->names;
	size_t next = gathered_from(names, i);

	return next < names->len && names->at[next]->span.start < i + REACH &&
	    dosage_begins(&c->p->marks,
	    (struct span){names->at[next]->span.end, c->sentence.end});
}

/* "and", "&" and "then" cut behind a dosage only. */
static size_t
and_at(const struct cutting *c, size_t i)
{
	static const char *const ands[] = {"and then", "and", "&", "then",
	    "followed by", "plus", "+"};
	struct str rest = {c->text.ptr + i, c->sentence.end - i};

	for (size_t k = 0; k < sizeof(ands) / sizeof(*ands); k++) {
		size_t len = strlen(ands[k]);
		if (rest.len > len && str_eq_nocase((struct str){rest.ptr, len},
		    str_of(ands[k])) &&
		    stands_alone(c->text, i, i + len, c->sentence))
			return len;
	}
	return 0;
}

/* Do whole names stand at both sides?  "ER and IR" are one exercise. */
static bool
joins_names(const struct cutting *c, size_t from, size_t to)
{
	enum { SHORTEST_NAME = 3 };	/* bytes */
	const struct gathered *names = &c->p->names;
	size_t next = gathered_from(names, to);

	if (next == 0 || next == names->len)
		return false;
	struct span a = names->at[next - 1]->span, b = names->at[next]->span;
	return a.end + 1 == from && to + 1 == b.start &&
	    span_len(a) >= SHORTEST_NAME && span_len(b) >= SHORTEST_NAME;
}

/* Does one of the names at both sides have its count before it, "12 bridges and
 * 15 clams", or does the first one's dosage in parentheses end here? */
static bool
joins_items(const struct cutting *c, size_t start, size_t from, size_t to)
{
	const struct gathered *names = &c->p->names;
	size_t n = gathered_from(names, start);
	bool first = n < names->len && names->at[n]->span.end <= from;
	bool more = gathered_in(names, (struct span){to, c->sentence.end}) > 0;

	if (counted_name_at(c->p, to + 1))
		return first;
	if (from > start + 1 && c->text.ptr[from - 2] == ')')
		return more;
	return first && more &&
	    count_before(c->p, names->at[n]->span.start) != NONE;
}

/* A line of "-rows -wall slides -shrugs": its dashes begin items. */
static bool
is_tight_bullet(const struct cutting *c, size_t i)
{
	size_t start = c->sentence.start;

	if (c->text.ptr[i] != '-' || i + 1 >= c->sentence.end ||
	    i < start + 2 || !is_alpha(c->text.ptr[i + 1]) ||
	    !is_blank(c->text.ptr[i - 1]))
		return false;
	while (start < i && is_blank(c->text.ptr[start]))
		start++;
	return c->text.ptr[start] == '-' && is_alpha(c->text.ptr[start + 1]);
}

/* Does a word follow that says what else was done: "rode the bike and performed
 * wand lifts 2 x 10"? */
static bool
leads_to_cue(const struct cutting *c, size_t to)
{
	return gathered_touches(&c->p->cues, (struct span){to + 1, to + 2}) &&
	    gathered_in(&c->p->names,
	    (struct span){c->sentence.start, to}) > 0;
}

static bool
is_broken_bar(const struct cutting *c, size_t i)
{
	return i + 1 < c->sentence.end && c->text.ptr[i] == '\xC2' &&
	    c->text.ptr[i + 1] == '\xA6';
}

/* Bytes of the dots at `i` that lead from words of which none is a known name
 * to the next column, or 0.  Behind a name they are no more than blanks. */
static size_t
leader_at(const struct cutting *c, size_t i)
{
	enum { FEWEST = 3 };
	size_t end = i;

	while (end < c->sentence.end && c->text.ptr[end] == '.')
		end++;
	return end - i >= FEWEST && gathered_in(&c->p->names,
	    (struct span){c->sentence.start, i}) == 0 ? end - i : 0;
}

static size_t
gap_at(const struct cutting *c, size_t i)
{
	size_t end = i, dots;
	bool divides = false;

	while (end < c->sentence.end && (is_blank(c->text.ptr[end]) ||
	    c->text.ptr[end] == '|' || is_broken_bar(c, end) ||
	    leader_at(c, end) > 0)) {
		divides = divides || c->text.ptr[end] != ' ';
		dots = leader_at(c, end);
		end += dots > 0 ? dots : is_broken_bar(c, end) ? 2 : 1;
	}
	return divides || end - i >= WIDE_GAP ? end - i : 0;
}

/* Is the line up to the gap at `i`, of `len` bytes, a dosage?  It stands in a
 * column before the names then: "2 x 10     ankle pumps".  A time before more,
 * or before what the lexicon does not know, is the clock or
 * that of a service. */
static bool
is_dose_column(const struct cutting *c, size_t i, size_t len)
{
	const struct gathered *doses = &c->p->marks.dosage;
	struct span line = span_trim(c->text, str_line_at(c->text, i));
	size_t k = gathered_from(doses, line.start);
	struct span counted, behind = {i + len, line.end};

	if (behind.start >= c->sentence.end ||
	    !is_alpha(c->text.ptr[behind.start]) ||
	    k == doses->len || line.start < c->sentence.start ||
	    doses->at[k]->span.start >= i || str_has_letters(str_slice(c->text,
	    (struct span){line.start, doses->at[k]->span.start})))
		return false;
	return own_words(c->p, (struct span){line.start, i}) == 0 &&
	    (mention_capture(doses->at[k], "reps", &counted) ||
	    mention_capture(doses->at[k], "sets", &counted) ||
	    (gathered_in(doses, behind) == 0 &&
	    gathered_in(&c->p->names, behind) > 0));
}

static bool
is_number_sign(const struct cutting *c, size_t i)
{
	return i > c->sentence.start && i + 1 < c->sentence.end &&
	    is_digit(c->text.ptr[i - 1]) && is_digit(c->text.ptr[i + 1]);
}

/* ":20" is twenty seconds. */
static bool
is_clock(const struct cutting *c, size_t i)
{
	return c->text.ptr[i] == ':' && i > c->sentence.start &&
	    i + 2 < c->sentence.end && is_blank(c->text.ptr[i - 1]) &&
	    is_digit(c->text.ptr[i + 1]) && is_digit(c->text.ptr[i + 2]);
}

/* Is there a dosage between the last cut and `i`? */
static bool
dosed_since(const struct cutting *c, size_t start, size_t i)
{
	return dosage_begins(&c->p->marks, (struct span){start, i});
}

/* Does a figure stand before the word: "grip 41 lb. Rowing 3x10"? */
static bool
is_unit(const struct cutting *c, size_t start, size_t word)
{
	return word > start + 1 && (is_digit(c->text.ptr[word - 1]) ||
	    (c->text.ptr[word - 1] == ' ' && is_digit(c->text.ptr[word - 2])));
}

/* "4 x 1 min. Rolling 5x": an abbreviation may end a sentence too, and in a
 * note in small letters a sentence begins with the name of an exercise. */
static bool
ends_sentence(const struct cutting *c, size_t start, size_t i)
{
	size_t word = i;

	while (word > start && is_alpha(c->text.ptr[word - 1]))
		word--;
	/* Dots in a row lead on. */
	if (i > start && c->text.ptr[i - 1] == '.')
		return false;
	if (i + 2 >= c->sentence.end || c->text.ptr[i + 1] != ' ')
		return false;
	if (gathered_covers(&c->p->names, i + 2) && (i - word > 3 ||
	    dosed_since(c, start, i + 1) ||
	    gathered_touches(&c->p->triggers, (struct span){word, i})))
		return true;
	if (gathered_covers(&c->p->marks.dosage, i + 2) &&
	    dosed_since(c, start, i + 1) && own_words(c->p, (struct span){
	    i + 2, str_line_at(c->text, i).end}) > 0)
		return true;
	return is_upper(c->text.ptr[i + 2]) && (i - word > 3 ||
	    dosed_since(c, start, i + 1) || (is_unit(c, start, word) &&
	    !gathered_covers(&c->p->marks.side, i + 2)));
}

/* Where the words of the line at `i` begin, behind a bullet, a number, a letter
 * or a box: "- ", "3) ", "f. ", "( x ) ", "[x] ". */
static size_t
first_word(const struct cutting *c, size_t i)
{
	enum { LONGEST = 3 };	/* bytes of a number */

	for (int n = 0; n < 2; n++) {
		while (i < c->sentence.end && !is_word(c->text.ptr[i]) &&
		    c->text.ptr[i] != '\n')
			i++;
		size_t end = str_word_end(c->text, i, c->sentence.end);
		bool boxed = i > c->sentence.start + 1 &&
		    strchr("([", c->text.ptr[i - 1 -
		    is_blank(c->text.ptr[i - 1])]) != NULL;
		if (end == i || end - i > LONGEST)
			break;
		if (boxed && end < c->sentence.end)
			end += is_blank(c->text.ptr[end]);
		if (end + 1 >= c->sentence.end ||
		    strchr(boxed ? ")]" : ").", c->text.ptr[end]) == NULL ||
		    !is_blank(c->text.ptr[end + 1]))
			break;
		i = end + 1;
	}
	return i;
}

/* Do dots lead on the line from a name to its figures?  Such a row is whole. */
static bool
has_leader(struct str text, struct span line)
{
	enum { FEWEST = 3 };
	size_t dots = 0;

	for (size_t i = line.start; i < line.end && dots < FEWEST; i++)
		dots = text.ptr[i] == '.' ? dots + 1 : 0;
	return dots == FEWEST;
}

/* Does the line say how much was done of the last that it names? */
static bool
ends_dosed(const struct cutting *c, size_t start, size_t end)
{
	const struct gathered *names = &c->p->names;

	for (size_t i = end; i > start; i--)
		if (strchr(",;", c->text.ptr[i - 1]) != NULL)
			start = i;
	size_t n = gathered_from(names, start);
	return dosed_since(c, start, end) || (n < names->len &&
	    names->at[n]->span.end <= end &&
	    count_before(c->p, names->at[n]->span.start) != NONE);
}

/* Lines that were taken for one wrapped sentence: does the next one list an
 * exercise of its own?  It begins with a name, or has a dosage below another or
 * below a line too short to be wrapped. */
static bool
begins_item(const struct cutting *c, size_t i)
{
	enum { SHORT_LINE = 45 };	/* bytes; no line wraps as early */
	size_t next = first_word(c, i + 1), end, start = i;

	while (start > c->sentence.start && c->text.ptr[start - 1] != '\n')
		start--;
	for (end = next; end < c->sentence.end && c->text.ptr[end] != '\n';)
		end++;
	if (has_leader(c->text, (struct span){start, i}))
		return true;
	if (gathered_covers(&c->p->names, next) ||
	    counted_name_at(c->p, next))
		return c->text.ptr[i - 1] != ',';
	/* "Three sets of eight step-ups". */
	if (gathered_covers(&c->p->marks.dosage, next) &&
	    gathered_in(&c->p->names, (struct span){next, end}) > 0)
		return c->text.ptr[i - 1] != ',' && ends_dosed(c, start, i);
	size_t dose = gathered_from(&c->p->marks.dosage, next);
	return (dosed_since(c, start, i) || i - start < SHORT_LINE) &&
	    c->text.ptr[i - 1] != ',' &&
	    dose < c->p->marks.dosage.len &&
	    c->p->marks.dosage.at[dose]->span.end <= end &&
	    own_words(c->p, (struct span){next,
	    c->p->marks.dosage.at[dose]->span.start}) > 0;
}

/* Bytes of what ends an item at `i`, with its sentence or inside it, or 0. */
static size_t
item_end_at(const struct cutting *c, size_t i)
{
	char ch = c->text.ptr[i];
	size_t len;

	if (ch == ';' || (ch == '\n' && begins_item(c, i)))
		return 1;
	if ((len = divider_at(c, i)) > 0)
		return len;
	len = arrow_at(c, i);
	return len > 0 && dosed_since(c, c->sentence.start, i) &&
	    !gathered_covers(&c->p->names, i) &&
	    leads_to_item(c, i + len) ? len : 0;
}

static bool
cut(struct cut *out, size_t i, size_t len, enum joint joint)
{
	*out = (struct cut){{i, i + len}, joint};
	return true;
}

/* The cut at `i`, if one is there; `start` is where the piece began. */
static bool
cut_at(const struct cutting *c, size_t start, size_t i, struct cut *out)
{
	char ch = c->text.ptr[i];
	bool dosed = gathered_covers(&c->p->marks.dosage, i);
	size_t len;

	/* The stop of "2 min." belongs to its dosage,
	 * of "5 lb." to its load. */
	if (ch == '.' && ends_sentence(c, start, i)) {
		bool inside = dosed || gathered_covers(&c->p->marks.load, i);
		return cut(out, inside ? i + 1 : i, inside ? 0 : 1,
		    JOINT_SEMICOLON);
	}
	if (dosed)
		return false;
	if ((ch == ',' || ch == ':') && !is_number_sign(c, i) &&
	    !is_clock(c, i))
		return cut(out, i, 1, ch == ',' ? JOINT_COMMA : JOINT_COLON);
	if ((len = item_end_at(c, i)) > 0)
		return cut(out, i, len, JOINT_SEMICOLON);
	/* "SLR / SAQ / bridges", "NuStep 8 min - SLR 3x10 - clams 2x10". */
	if (c->divider.len > 0 && str_starts((struct str){c->text.ptr + i,
	    c->sentence.end - i}, c->divider) && stands_alone(c->text, i,
	    i + c->divider.len, c->sentence))
		return cut(out, i, c->divider.len, strchr("->", ch) == NULL ?
		    JOINT_COMMA : JOINT_SEMICOLON);
	if (is_tight_bullet(c, i))
		return cut(out, i, 1, JOINT_COMMA);
	if ((len = dash_at(c, i)) > 0 || ((len = arrow_at(c, i)) > 0 &&
	    dosed_since(c, start, i)))
		return cut(out, i, len, JOINT_DASH);
	if ((len = gap_at(c, i)) > 0 && !is_dose_column(c, i, len))
		return cut(out, i, len, JOINT_GAP);
	/* "Key pinch 3 min / tip pinch 3 min". */
	if (ch == '/' && stands_alone(c->text, i, i + 1, c->sentence) &&
	    dosed_since(c, start, i))
		return cut(out, i, 1, JOINT_COMMA);
	if (ch == '(')
		return cut(out, i, 1, JOINT_COLON);
	if (ch == ')' && closes_list(c, i))
		return cut(out, i, 1, JOINT_COMMA);
	if ((len = and_at(c, i)) > 0 && (dosed_since(c, start, i) ||
	    (ch != '+' && joins_names(c, i, i + len)) ||
	    joins_items(c, start, i, i + len)))
		return cut(out, i, len, JOINT_AND);
	if (len > 0 && leads_to_cue(c, i + len))
		return cut(out, i, len, JOINT_SEMICOLON);
	return false;
}

/* Does the sign stand alone between at least three parts, of which two name a
 * known exercise?  Where `dosed`, all but one have a dosage too: the sign does
 * not lead from a name to its own figures. */
static bool
divides_list(const struct cutting *c, struct str sign, bool dosed)
{
	enum { FEWEST = 3, FEWEST_NAMES = 2 };
	size_t parts = 0, names = 0, doses = 0;
	struct span part = {c->sentence.start, c->sentence.start};

	for (; part.end <= c->sentence.end; part.end++) {
		struct str rest = {c->text.ptr + part.end,
		    c->sentence.end - part.end};
		if (part.end < c->sentence.end && (!str_starts(rest, sign) ||
		    !stands_alone(c->text, part.end, part.end + sign.len,
		    c->sentence)))
			continue;
		parts++;
		names += gathered_in(&c->p->names, part) > 0;
		doses += gathered_in(&c->p->marks.dosage, part) > 0;
		part.start = part.end;
	}
	return parts >= FEWEST && names >= FEWEST_NAMES &&
	    (!dosed || doses + 1 >= parts);
}

/* The sign that divides the whole list: "SLR / SAQ / towel crunches", "SLR 3x10
 * - bike 8 min - clams 2x10". */
static struct str
list_divider(const struct cutting *c)
{
	static const struct {
		const char *sign;
		bool dosed;
	} signs[] = {{"/", false}, {"+", false}, {"-", true}, {">", true},
	    {"\xE2\x80\x93", true}, {"\xE2\x80\x94", true},
	    {"\xE2\x80\xA2", true}, {"\xC2\xB7", true}};

	if (gathered_in(&c->p->names, c->sentence) > 1)
		for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
			if (divides_list(c, str_of(signs[i].sign),
			    signs[i].dosed))
				return str_of(signs[i].sign);
	return (struct str){0};
}

/* Where to look on behind a remark in parentheses at `i`, which is not cut;
 * `i` where none opens or what it holds is a list. */
static size_t
behind_aside(const struct cutting *c, size_t i)
{
	if (c->text.ptr[i] != '(' || lists_inside(c, i))
		return i;
	return skip_aside(c->text, i, c->sentence.end) + 1;
}

struct cutting
cutting_of(const struct programme *p, struct span at)
{
	struct cutting c = {p, p->reading->note->text, at, {0}};

	c.divider = list_divider(&c);
	return c;
}

bool
cut_next(const struct cutting *c, size_t start, struct cut *out)
{
	for (size_t i = start, next; i < c->sentence.end; i = next) {
		next = behind_aside(c, i);
		if (next == i && cut_at(c, start, i, out))
			return true;
		next += next == i;
	}
	return false;
}
