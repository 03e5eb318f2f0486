/* SPDX-License-Identifier: Apache-2.0 */
#include "match/statements.h"

enum {
	WRAP_WIDTH = 55,	/* no text is wrapped narrower than this */
	WIDE_GAP = 3,		/* blanks that divide columns */
	UNWRAPPED = 160,	/* bytes of a line that nobody has wrapped */
};

struct cutter {
	struct arena *arena;
	struct reading *reading;
	struct str text;
	const struct span *abbreviations;
	size_t n_abbreviations;
	size_t next_abbreviation;
	size_t wrap;		/* width at which the note's lines wrap, or 0 */
	bool unwrapped;		/* whole paragraphs stand on one line */
	bool small;		/* sentences begin with small letters */
	size_t items;		/* longest line, where small letters
				 * begin items */
	unsigned section;
	unsigned sentence;
	unsigned paragraph;
};

/* The width lines are wrapped at: many lines must end just short of it. */
static size_t
wrap_width(struct str text)
{
	size_t longest = 0, lines = 0, full = 0;
	struct span line;

	for (size_t at = 0; at < text.len; at = line.end + 1) {
		line = str_line_from(text, at);
		if (span_len(line) > longest)
			longest = span_len(line);
	}
	for (size_t at = 0; at < text.len; at = line.end + 1) {
		line = str_line_from(text, at);
		lines += span_len(line) > 0;
		full += span_len(line) > 0 && span_len(line) + 12 >= longest;
	}
	return longest >= WRAP_WIDTH && full >= 3 && full * 5 >= lines ?
	    longest : 0;
}

/* A hand that lets lines run on as far as one does breaks none in the middle of
 * a sentence: what follows on the next line is another item. */
static bool
is_unwrapped(struct str text)
{
	struct span line;

	for (size_t at = 0; at < text.len; at = line.end + 1) {
		line = str_line_from(text, at);
		if (span_len(line) >= UNWRAPPED)
			return true;
	}
	return false;
}

/* Do sentences begin with small letters, as where nobody holds the shift key?
 * Stops behind short words are those of abbreviations. */
static bool
is_small(struct str text)
{
	enum { SHORT = 3, FEWEST = 3 };
	size_t small = 0, large = 0, word = 0;

	for (size_t i = 0; i + 2 < text.len; i++) {
		if (text.ptr[i] == '.' && word > SHORT &&
		    text.ptr[i + 1] == ' ') {
			small += is_lower(text.ptr[i + 2]);
			large += is_upper(text.ptr[i + 2]);
		}
		word = is_alpha(text.ptr[i]) ? word + 1 : 0;
	}
	return small >= FEWEST && small > 2 * large;
}

static bool
is_item_start(struct str text, struct span line)
{
	struct span at = span_trim(text, line);
	size_t i = at.start;

	if (at.start == at.end)
		return false;
	char c = text.ptr[i];
	if (c == '-' || c == '*' || c == '+' || c == '>' || c == '|' ||
	    c == '#' || c == '[')
		return true;
	if ((unsigned char)c == 0xE2)	/* bullets, dashes, arrows, ticks */
		return true;
	while (i < at.end && is_digit(text.ptr[i]))
		i++;
	return i > at.start && i < at.end &&
	    (text.ptr[i] == '.' || text.ptr[i] == ')') && i + 1 < at.end &&
	    is_blank(text.ptr[i + 1]);
}

/* Does a label ("Word word:", "word- ") open the line? */
static bool
has_label(struct str text, struct span line)
{
	size_t blanks = 0;

	for (size_t i = line.start; i < line.end && i < line.start + 40; i++) {
		char c = text.ptr[i];
		if (c == ':')
			return i > line.start && (i + 1 == line.end ||
			    !is_digit(text.ptr[i + 1]));
		if (c == '-' && blanks == 0 && i > line.start &&
		    i + 1 < line.end && is_blank(text.ptr[i + 1]))
			return true;
		if (c == ' ' && ++blanks > 4)
			return false;
		if (c == '.' || c == ',' || c == ';')
			return false;
	}
	return false;
}

/* The longest line of a note whose items begin with small letters, each on its
 * own line: what comes below a short line there begins an item, unless no room
 * was left above.  0 where short lines are not followed so. */
static size_t
items_width(struct str text)
{
	enum { SHORT = 30, FEWEST = 3 };	/* no line wraps as early */
	size_t longest = 0, items = 0;
	struct span line, above = {0, 0};

	for (size_t at = 0; at < text.len; at = line.end + 1, above = line) {
		line = str_line_from(text, at);
		size_t len = span_len(line), before = span_len(above);
		longest = len > longest ? len : longest;
		items += len > 0 && before > 0 && before < SHORT &&
		    is_lower(text.ptr[line.start]);
	}
	return items >= FEWEST ? longest : 0;
}

static bool
has_columns(struct str text, struct span line)
{
	struct span at = span_trim(text, line);
	size_t gap = 0;

	for (size_t i = at.start; i < at.end; i++) {
		char c = text.ptr[i];
		if (c == '\t' || c == '|')
			return true;
		gap = c == ' ' ? gap + 1 : 0;
		if (gap >= WIDE_GAP)
			return true;
	}
	return false;
}

static bool
ends_sentence(char c)
{
	return c == '.' || c == '!' || c == '?' || c == ':' || c == ';';
}

/* Does `line` go on with what `above` began? */
static bool
continues(const struct cutter *k, struct span above, struct span line)
{
	struct span a = span_trim(k->text, above);
	struct span b = span_trim(k->text, line);

	if (a.start == a.end || b.start == b.end)
		return false;
	if (has_columns(k->text, line) || has_columns(k->text, above) ||
	    has_label(k->text, b) || ends_sentence(k->text.ptr[a.end - 1]))
		return false;
	size_t word = 0;
	while (b.start + word < b.end && !is_blank(k->text.ptr[b.start + word]))
		word++;
	size_t needed = span_len(above) + 1 + word;
	if (is_lower(k->text.ptr[b.start]))
		return (span_len(above) >= 30 && !k->unwrapped &&
		    needed > k->items) || k->text.ptr[a.end - 1] == ',';
	return k->wrap > 0 && needed > k->wrap;
}

static void
add_statement(struct cutter *k, struct span at)
{
	at = span_trim(k->text, at);
	if (at.start == at.end)
		return;
	vec_push(k->arena, &k->reading->statements, (struct statement){at,
	    k->section, k->sentence, k->paragraph});
}

/* Is the full stop at `at` part of an abbreviation? */
static bool
abbreviated(struct cutter *k, size_t at)
{
	while (k->next_abbreviation < k->n_abbreviations &&
	    k->abbreviations[k->next_abbreviation].end <= at)
		k->next_abbreviation++;
	return k->next_abbreviation < k->n_abbreviations &&
	    k->abbreviations[k->next_abbreviation].start <= at;
}

/* Is the full stop at `at` that of an item's number: "2. lunges"? */
static bool
numbers_item(struct str text, size_t at, size_t start)
{
	enum { DIGITS = 3 };
	size_t i = at;

	while (i > start && at - i < DIGITS && is_digit(text.ptr[i - 1]))
		i--;
	return i < at && (i == start || text.ptr[i - 1] == '\n');
}

/* Does a stop at `at` before a small letter end a sentence?  It does behind a
 * figure or a bracket, and behind a word of some length where sentences begin
 * so. */
static bool
ends_before_small(const struct cutter *k, size_t at, size_t start)
{
	enum { SHORT = 3 };	/* letters of an abbreviation */
	size_t word = at;

	while (word > start && is_alpha(k->text.ptr[word - 1]))
		word--;
	return at > start && (word == at || (k->small && at - word > SHORT));
}

/* Behind the sentence that the mark at `at` ends, closing marks and all; 0
 * when it ends none. */
static size_t
sentence_end(struct cutter *k, size_t at, struct span block)
{
	struct str text = k->text;
	char c = text.ptr[at];
	size_t end = at + 1, next;

	if (c != '.' && c != '!' && c != '?')
		return 0;
	while (end < block.end &&
	    (text.ptr[end] == ')' || text.ptr[end] == '"'))
		end++;
	if (end == block.end)
		return end;
	if (!is_space(text.ptr[end]))
		return 0;
	next = end;
	while (next < block.end && is_space(text.ptr[next]))
		next++;
	if (c != '.' || next == block.end)
		return end;
	if (abbreviated(k, at) || numbers_item(text, at, block.start))
		return 0;
	return !is_lower(text.ptr[next]) ||
	    ends_before_small(k, at, block.start) ? end : 0;
}

/* Does a sentence run on over the blanks in `gap`?  It does where it neither
 * ends a value before them nor begins an entry with a capital after them. */
static bool
runs_on(struct str text, struct span gap, struct span block)
{
	char next;

	if (gap.start == block.start || gap.end + 1 >= block.end ||
	    text.ptr[block.end - 1] != '.')
		return false;
	next = text.ptr[gap.end];
	return (is_alpha(text.ptr[gap.start - 1]) ||
	    text.ptr[gap.start - 1] == ',') && is_alpha(next) &&
	    (is_lower(next) || is_upper(text.ptr[gap.end + 1]));
}

/* How many bytes of a column gap stand at `at`: a tab, a bar, three blanks. */
static size_t
column_gap(struct str text, size_t at, struct span block)
{
	size_t i = at;
	bool divides = false;

	while (i < block.end && (is_blank(text.ptr[i]) || text.ptr[i] == '|')) {
		divides = divides || text.ptr[i] != ' ';
		i++;
	}
	if (!divides && i - at >= WIDE_GAP)
		divides = !runs_on(text, (struct span){at, i}, block);
	return divides ? i - at : 0;
}

/* Divide joined lines into statements. */
static void
cut_block(struct cutter *k, struct span block)
{
	size_t start = block.start;

	k->sentence++;
	for (size_t i = block.start; i < block.end; i++) {
		size_t gap = column_gap(k->text, i, block);
		size_t end = sentence_end(k, i, block);
		if (gap != 0) {
			add_statement(k, (struct span){start, i});
			i += gap - 1;
			start = i + 1;
		} else if (k->text.ptr[i] == ';') {
			add_statement(k, (struct span){start, i});
			start = i + 1;
		} else if (end != 0) {
			add_statement(k, (struct span){start, end});
			i = end - 1;
			start = end;
			k->sentence++;
		}
	}
	add_statement(k, (struct span){start, block.end});
}

static void
cut_section(struct cutter *k, struct span body)
{
	struct str text = {k->text.ptr, body.end};
	struct span block = {body.start, body.start}, above = block;

	k->paragraph++;
	for (size_t at = body.start; at < body.end;) {
		struct span line = str_line_from(text, at);
		bool begins = note_block(k->reading->note, line.start) ||
		    is_item_start(k->text, line);
		at = line.end + 1;
		if (!begins && continues(k, above, line)) {
			block.end = line.end;
			above = line;
			continue;
		}
		cut_block(k, block);
		struct span bare = span_trim(k->text, line);
		if (bare.start == bare.end || begins)
			k->paragraph++;
		block = above = line;
	}
	cut_block(k, block);
}

void
statements_find(struct arena *a, struct reading *r,
    const struct span *abbreviations, size_t n)
{
	struct cutter k = {.arena = a, .reading = r, .text = r->note->text,
	    .abbreviations = abbreviations, .n_abbreviations = n};

	k.wrap = wrap_width(k.text);
	k.unwrapped = k.wrap == 0 && is_unwrapped(k.text);
	k.small = is_small(k.text);
	k.items = k.wrap == 0 ? items_width(k.text) : 0;
	for (size_t i = 0; i < r->sections.len; i++) {
		k.section = (unsigned)i;
		cut_section(&k, r->sections.at[i].body);
	}
}
