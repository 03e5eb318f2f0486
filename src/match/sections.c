/* SPDX-License-Identifier: Apache-2.0 */
#include "match/sections.h"

#include <xxhash.h>

#include "base/hash.h"
#include "match/words.h"

enum { TITLE_WORDS = 7 };	/* longest title */

struct title {
	uint64_t key;		/* of its words */
	const struct section_kind *kind;
	bool letter;		/* counts only in a note labelled by letters */
	UT_hash_handle hh;
};

struct titles {
	struct title *known;
};

/* A place where a title may stand. */
struct candidate {
	const struct section_kind *kind;
	bool letter;
	size_t before;		/* where the heading begins, decoration and all */
	struct span title;
	size_t after;		/* where the text under it begins */
};

VEC_TYPE(candidates, struct candidate);

static uint64_t
key_of(const struct word *words, size_t n)
{
	uint64_t keys[TITLE_WORDS];

	for (size_t i = 0; i < n; i++)
		keys[i] = words[i].key;
	return XXH3_64bits(keys, n * sizeof(*keys));
}

static void
add_title(struct arena *a, struct titles *t, const struct section_kind *kind,
    const char *text, bool letter)
{
	struct words words = {0};
	struct title *old;

	words_of(a, str_of(text), &words);
	if (words.len == 0 || words.len > TITLE_WORDS)
		return;
	struct title *new = arena_alloc(a, sizeof(*new));
	*new = (struct title){.key = key_of(words.at, words.len), .kind = kind,
	    .letter = letter};
	HASH_FIND(hh, t->known, &new->key, sizeof(new->key), old);
	if (old == NULL)
		HASH_ADD(hh, t->known, key, sizeof(new->key), new);
}

struct titles *
titles_new(struct arena *a, const struct pack *pack)
{
	struct titles *t = arena_alloc(a, sizeof(*t));

	for (size_t i = 0; i < pack->sections.len; i++) {
		const struct section_kind *k = &pack->sections.at[i];
		for (size_t j = 0; j < k->titles.len; j++)
			add_title(a, t, k, k->titles.at[j], false);
		for (size_t j = 0; j < k->letters.len; j++)
			add_title(a, t, k, k->letters.at[j], true);
	}
	return t;
}

static const struct title *
title_of(const struct titles *t, const struct word *words, size_t n)
{
	struct title *found;
	uint64_t key;

	if (n == 0 || n > TITLE_WORDS)
		return NULL;
	key = key_of(words, n);
	HASH_FIND(hh, t->known, &key, sizeof(key), found);
	return found;
}

/* Looking for titles in one line. */
struct line {
	const struct titles *titles;
	struct str text;	/* of the note */
	struct span span;	/* of the line, without its end */
	struct span next;	/* of the line below it */
	struct words *words;	/* of the line, spans in the note */
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
	    c == '<' || c == '"';
}

static bool
is_shouted(struct str text, struct span at)
{
	size_t letters = 0;

	for (size_t i = at.start; i < at.end; i++) {
		if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
			return false;
		letters += is_upper(text.ptr[i]);
	}
	return letters >= 3;
}

/* First byte behind `at` that is no blank, closing mark or bracketed remark. */
static size_t
skip_closing(struct str text, size_t at, size_t end)
{
	while (at < end) {
		char c = text.ptr[at];
		if (c == '(') {
			const char *close = memchr(text.ptr + at, ')', end - at);
			if (close == NULL || (size_t)(close - text.ptr) - at > 40)
				return at;
			at = (size_t)(close - text.ptr) + 1;
		} else if (is_blank(c) || c == '*' || c == '_' || c == ']' ||
		    c == '"') {
			at++;
		} else {
			return at;
		}
	}
	return at;
}

/* How a title of the line's first `n` words stands: where its text begins, or
 * 0 when it is no heading. */
static size_t
standing(const struct line *l, size_t n, bool letter, bool at_start)
{
	struct str text = l->text;
	size_t last = l->words->at[n - 1].span.end;
	size_t close = skip_closing(text, last, l->span.end);
	size_t wide = last;

	while (wide < l->span.end && is_blank(text.ptr[wide]))
		wide++;
	if (close < l->span.end && text.ptr[close] == ':')
		return skip_closing(text, close + 1, l->span.end);
	if (!at_start)
		return 0;
	if (close == l->span.end)
		return letter ? 0 : l->span.end;
	if (text.ptr[close] == '-' || text.ptr[close] == '.' ||
	    text.ptr[close] == ')' || text.ptr[close] == '=' ||
	    text.ptr[close] == '|' ||
	    str_starts(str_slice(text, (struct span){close, l->span.end}),
	    STR("\xE2\x80\x93")) ||
	    str_starts(str_slice(text, (struct span){close, l->span.end}),
	    STR("\xE2\x80\x94"))) {
		bool spaced = close > last || text.ptr[close] != '-';
		if (letter || (spaced && text.ptr[close] != '.' &&
		    is_upper(text.ptr[l->words->at[0].span.start])))
			return close + 1;
		return 0;
	}
	if ((wide - last >= 2 || (wide > last && text.ptr[last] == '\t')) &&
	    is_upper(text.ptr[l->words->at[0].span.start]))
		return wide;
	return 0;
}

/* A heading longer than its title: "OBJECTIVE STATUS TODAY". */
static bool
is_loud_line(const struct line *l, struct span words)
{
	char first = l->text.ptr[span_trim(l->text, l->span).start];

	return is_shouted(l->text, words) || first == '#' || first == '=' ||
	    is_underline(l->text, l->next);
}

/* The title at the start of the line, longest first. */
static void
title_at_start(struct arena *a, const struct line *l, struct candidates *out)
{
	size_t n = l->words->len < TITLE_WORDS ? l->words->len : TITLE_WORDS;
	size_t first = l->words->len ? l->words->at[0].span.start : 0;

	if (n == 0)
		return;
	for (size_t i = l->span.start; i < first; i++)
		if (!is_decoration(l->text.ptr[i]) &&
		    (unsigned char)l->text.ptr[i] < 128)
			return;
	for (; n > 0; n--) {
		const struct title *t = title_of(l->titles, l->words->at, n);
		if (t == NULL)
			continue;
		struct span at = {first, l->words->at[n - 1].span.end};
		size_t after = standing(l, n, t->letter, true);
		struct span whole = {first,
		    l->words->at[l->words->len - 1].span.end};
		if (after == 0 && !t->letter && l->words->len <= TITLE_WORDS + 2 &&
		    is_loud_line(l, whole))
			after = l->span.end;
		if (after != 0) {
			vec_push(a, out, (struct candidate){t->kind, t->letter,
			    l->span.start, at, after});
			return;
		}
	}
}

/* May a run-in title begin at this word inside the line? */
static bool
begins_inside(const struct line *l, size_t word)
{
	size_t at = l->words->at[word].span.start;
	char before = l->text.ptr[at - 1];

	if (!is_upper(l->text.ptr[at]))
		return false;
	if (before == '|' || before == '\t' || before == '*')
		return true;
	if (before != ' ' || at < l->span.start + 2)
		return false;
	before = l->text.ptr[at - 2];
	return is_blank(before) || before == '.' || before == ';' ||
	    before == '|' || before == ')' || before == '/';
}

/* Run-in titles further on in the line: "S: ... O: ...". */
static void
titles_inside(struct arena *a, const struct line *l, struct candidates *out)
{
	for (size_t w = 1; w < l->words->len; w++) {
		if (!begins_inside(l, w))
			continue;
		struct words rest = {l->words->at + w, l->words->len - w, 0};
		struct line tail = *l;
		tail.words = &rest;
		size_t n = rest.len < TITLE_WORDS ? rest.len : TITLE_WORDS;
		for (; n > 0; n--) {
			const struct title *t = title_of(l->titles, rest.at, n);
			size_t after = t ? standing(&tail, n, t->letter, false) : 0;
			if (after == 0)
				continue;
			size_t at = rest.at[0].span.start;
			vec_push(a, out, (struct candidate){t->kind, t->letter,
			    at, {at, rest.at[n - 1].span.end}, after});
			break;
		}
	}
}

/* Letters are labels when at least two different ones stand in the note. */
static bool
labelled_by_letters(const struct candidates *c)
{
	const struct section_kind *seen = NULL;

	for (size_t i = 0; i < c->len; i++) {
		if (!c->at[i].letter)
			continue;
		if (seen != NULL && seen != c->at[i].kind)
			return true;
		seen = c->at[i].kind;
	}
	return false;
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

static struct span
line_from(struct str text, size_t start)
{
	const char *end = start < text.len ?
	    memchr(text.ptr + start, '\n', text.len - start) : NULL;

	if (start > text.len)
		start = text.len;
	return (struct span){start, end ? (size_t)(end - text.ptr) : text.len};
}

static void
add_section(struct arena *a, struct reading *r, const struct section_kind *kind,
    struct span title, size_t from, size_t to)
{
	vec_push(a, &r->sections, (struct section){kind, title, {from, to}});
}

void
sections_find(const struct titles *t, struct arena *a, struct reading *r)
{
	struct str text = r->note->text;
	struct candidates found = {0};
	struct words words = {0};

	for (struct span line = line_from(text, 0); line.start < text.len;
	    line = line_from(text, line.end + 1)) {
		struct line l = {t, text, line, line_from(text, line.end + 1),
		    &words};
		words_of_line(a, text, line, &words);
		title_at_start(a, &l, &found);
		titles_inside(a, &l, &found);
	}
	bool letters = labelled_by_letters(&found);
	struct candidate open = {0};
	for (size_t i = 0; i < found.len; i++) {
		if (found.at[i].letter && !letters)
			continue;
		add_section(a, r, open.kind, open.title, open.after,
		    found.at[i].before);
		open = found.at[i];
	}
	add_section(a, r, open.kind, open.title, open.after, text.len);
}
