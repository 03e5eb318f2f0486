/* SPDX-License-Identifier: Apache-2.0 */
#include "match/raised.h"

#include "base/hash.h"
#include "match/weigher.h"
#include "match/words.h"

enum {
	HEAD_LINES = 6,		/* that may name the patient */
	FOOT_LINES = 4,		/* that may be signed */
	FEWEST_WORDS = 12,	/* by which the letters of a note are judged */
	SHARE = 50,		/* of so many words one may have a capital */
	LONGEST_NOTE = 20000,	/* bytes; more is no single note */
	MOST_DEGREES = 4,	/* between a name and its credential */
	DEGREE = 4,		/* letters of one at most */
	INITIALS = 3		/* letters at most */
};

/* What a word of the raised lines is. */
enum sort {
	SORT_KNOWN,		/* the packs' own, or an ordinary word */
	SORT_LETTER,		/* one letter */
	SORT_STRANGE,		/* no pack has it: it may be a name */
	SORT_DOTTED,		/* "p.t." */
	SORT_CREDENTIAL
};

struct token {
	struct span at;
	enum sort sort;
	bool name;		/* has been raised as one */
};

VEC_TYPE(tokens, struct token);

/* An ordinary word. */
struct entry {
	uint64_t key;
	UT_hash_handle hh;
};

struct ordinary {
	struct entry *entries;
};

struct raising {
	const struct reading *r;
	const struct ordinary *ordinary;
	struct str text;
	char *out;
	const struct concept *credentials;
};

/* Does a mark at `at` join what stands around it to one word, as in "ann-lou",
 * "o'hara" and "p.t."?  A stop does so between single letters. */
static bool
joins(struct str text, size_t start, size_t at)
{
	if (at + 1 >= text.len || !is_alpha(text.ptr[at + 1]))
		return false;
	if (text.ptr[at] == '-' || text.ptr[at] == '\'')
		return true;
	return text.ptr[at] == '.' && is_alpha(text.ptr[at - 1]) &&
	    (at == start + 1 || text.ptr[at - 2] == '.') &&
	    (at + 2 >= text.len || !is_word(text.ptr[at + 2]));
}

static size_t
end_of_word(struct str text, size_t start)
{
	size_t at = start;

	while (at < text.len && (is_word(text.ptr[at]) ||
	    joins(text, start, at)))
		at++;
	return at;
}

static size_t
next_word(struct str text, size_t at, size_t end)
{
	while (at < end && !is_word(text.ptr[at]))
		at++;
	return at;
}

/* Are words with a capital the exception, and none where names stand, but for
 * a letterhead? */
static bool
is_small(struct str text, size_t head, size_t foot)
{
	size_t words = 0, high = 0;
	size_t letterhead = str_line_at(text, next_word(text, 0,
	    text.len)).end;

	for (size_t at = next_word(text, 0, text.len); at < text.len;) {
		size_t end = end_of_word(text, at);
		bool small = end - at > 1 && is_lower(text.ptr[at + 1]);
		if (is_upper(text.ptr[at]) && small && at > letterhead) {
			high++;
			if (at < head || at >= foot)
				return false;
		}
		words += small;
		at = next_word(text, end, text.len);
	}
	return words >= FEWEST_WORDS && high * SHARE <= words;
}

/* Where the last lines begin that say anything. */
static size_t
foot_of(struct str text)
{
	size_t at = text.len, lines = 0;

	while (at > 0 && lines < FOOT_LINES) {
		struct span line = str_line_at(text, at - 1);
		lines += str_trim(str_slice(text, line)).len > 0;
		at = line.start;
	}
	return at;
}

/* Is it a whole term of the packs, or part of a longer one? */
static bool
is_term(const struct raising *g, struct span word, const struct concept *c)
{
	for (size_t i = 0; i < g->r->mentions.len; i++) {
		const struct mention *m = &g->r->mentions.at[i];
		if (m->pattern == NULL && m->span.start <= word.start &&
		    m->span.end >= word.end && m->concept->all_of.len == 0 &&
		    m->concept->none_of.len == 0 &&
		    (c == NULL || m->concept == c))
			return true;
	}
	return false;
}

static bool
is_ordinary(const struct raising *g, struct span word)
{
	uint64_t key = word_key(str_slice(g->text, word));
	const struct entry *e;

	HASH_FIND(hh, g->ordinary->entries, &key, sizeof(key), e);
	return e != NULL || weigher_knows(g->r->weigher, key);
}

/* "he'll", "doesn't" */
static bool
is_contraction(const struct raising *g, struct span word)
{
	static const char *const ends[] = {"ll", "t", "s", "re", "ve", "d", "m",
	    NULL};
	size_t mark = word.start;

	while (mark < word.end && g->text.ptr[mark] != '\'')
		mark++;
	return mark < word.end && str_is_one_of(str_slice(g->text,
	    (struct span){mark + 1, word.end}), ends);
}

/* Does any pack know the word, or each part of one with hyphens? */
static bool
is_known(const struct raising *g, struct span word)
{
	size_t at = word.start, end;

	if (is_term(g, word, NULL) || is_contraction(g, word))
		return true;
	for (; at < word.end; at = end + 1) {
		for (end = at; end < word.end && g->text.ptr[end] != '-'; end++)
			;
		struct span part = {at, end};
		if (!is_term(g, part, NULL) && !is_ordinary(g, part))
			return false;
	}
	return true;
}

static enum sort
sort_of(const struct raising *g, struct span word)
{
	struct str s = str_slice(g->text, word);

	if (str_has_digits(s) || is_upper(s.ptr[0]))
		return SORT_KNOWN;
	if (g->credentials != NULL && is_term(g, word, g->credentials))
		return SORT_CREDENTIAL;
	if (memchr(s.ptr, '.', s.len) != NULL)
		return SORT_DOTTED;
	if (s.len == 1)
		return SORT_LETTER;
	return is_known(g, word) ? SORT_KNOWN : SORT_STRANGE;
}

/* A capital for the letter at `at`, with a mark or without. */
static void
raise_letter(struct raising *g, size_t at)
{
	unsigned char mark = at + 1 < g->text.len ?
	    (unsigned char)g->out[at + 1] : 0;

	g->out[at] = to_upper(g->out[at]);
	if ((unsigned char)g->out[at] == 0xC3 && mark >= 0xA0 && mark != 0xB7)
		g->out[at + 1] = (char)(mark - 0x20);
}

/* "ann-lou o'hara": behind a hyphen and such an apostrophe as well. */
static void
raise_name(struct raising *g, struct span word)
{
	raise_letter(g, word.start);
	for (size_t i = word.start + 1; i + 1 < word.end; i++)
		if (g->text.ptr[i] == '-' || (g->text.ptr[i] == '\'' &&
		    word.end - i > 2))
			raise_letter(g, i + 1);
}

static void
raise_whole(struct raising *g, struct span word)
{
	for (size_t i = word.start; i < word.end; i++)
		g->out[i] = to_upper(g->out[i]);
}

static struct str
between(const struct raising *g, const struct token *a, const struct token *b)
{
	return str_slice(g->text, (struct span){a->at.end, b->at.start});
}

/* Can two words be of one name, by what stands between them? */
static bool
is_beside(const struct raising *g, const struct token *a,
    const struct token *b)
{
	static const char *const gaps[] = {" ", ", ", ",", ". ", ".", NULL};

	return str_is_one_of(between(g, a, b), gaps);
}

/* Nothing of the same sentence stands on that side of a token. */
static bool
is_set_off(const struct raising *g, const struct tokens *line, size_t i,
    bool behind)
{
	const struct token *t = &line->at[i];

	if (behind ? i + 1 == line->len : i == 0)
		return true;
	struct str gap = behind ? between(g, t, t + 1) : between(g, t - 1, t);
	return !str_eq(gap, STR(" ")) || (behind &&
	    (is_digit(g->text.ptr[t[1].at.start]) ||
	    t[1].sort == SORT_CREDENTIAL));
}

static bool
is_side(struct str text, struct span at)
{
	return text.ptr[at.start] == 'r' || text.ptr[at.start] == 'l' ||
	    text.ptr[at.start] == 'b';
}

/* "ann l.", "k. lee", "jo b lee", but neither "b. 4/2/50" nor "r knee". */
static bool
is_initial(const struct raising *g, struct span at)
{
	size_t end = at.end;

	if (end == g->text.len || g->text.ptr[end] != '.')
		return !is_side(g->text, at);
	end += end + 1 < g->text.len && is_blank(g->text.ptr[end + 1]) ? 2 : 1;
	return end >= g->text.len || !is_digit(g->text.ptr[end]);
}

static bool
is_address(struct str word)
{
	static const char *const all[] = {"mr", "mrs", "ms", "miss", "mx", "dr",
	    NULL};

	return str_is_one_of(word, all);
}

static bool
has_comma(const struct raising *g, const struct token *a)
{
	return memchr(between(g, a, a + 1).ptr, ',',
	    between(g, a, a + 1).len) != NULL;
}

/* Is a word beside that of two parts, or before a first name, so surely a name
 * that a term of the packs may be one, too?  "orla lane-roe", "lane, orla" and
 * "orla lane, pt" */
static bool
is_sure(const struct raising *g, const struct tokens *line, size_t i,
    size_t name)
{
	struct str s = str_slice(g->text, line->at[name].at);

	size_t last = i < name ? name : i;

	if (last + 1 < line->len &&
	    line->at[last + 1].sort == SORT_CREDENTIAL &&
	    !has_comma(g, &line->at[last - 1]))
		return true;
	return memchr(s.ptr, '-', s.len) != NULL ||
	    (i > name && has_comma(g, &line->at[name]) &&
	    is_set_off(g, line, name, false));
}

/* Does a word of a whole name end before the comma before `i`? */
static bool
is_behind_whole(const struct raising *g, const struct tokens *line, size_t i)
{
	const struct token *t = &line->at[i];

	return i > 1 && has_comma(g, t - 1) && t[-2].sort != SORT_CREDENTIAL &&
	    str_eq(between(g, t - 2, t - 1), STR(" ")) &&
	    (t[-2].sort == SORT_STRANGE || t[-1].sort == SORT_STRANGE) &&
	    span_len(t[-2].at) > 1 && t[-2].sort != SORT_KNOWN;
}

/* Is it "ma" in "ann lee ma ccc-slp" or "lane-roe, ms, ccc-slp"? */
static bool
is_degree(const struct raising *g, const struct tokens *line, size_t i)
{
	const struct token *t = &line->at[i];

	if (i == 0 || i + 1 == line->len || span_len(t->at) > INITIALS ||
	    (t[1].sort != SORT_CREDENTIAL && t[1].sort != SORT_DOTTED) ||
	    t[-1].sort == SORT_CREDENTIAL)
		return false;
	return (i > 1 && is_beside(g, t - 2, t - 1)) ||
	    memchr(g->text.ptr + t[-1].at.start, '-',
	    span_len(t[-1].at)) != NULL;
}

/* May a word that is no name by itself be of that of a word beside it? */
static bool
goes_with(const struct raising *g, const struct tokens *line, size_t i,
    size_t name)
{
	const struct token *t = &line->at[i];
	const struct token *a = i < name ? t : t - 1;

	if (!is_beside(g, a, a + 1))
		return false;
	if (t->sort == SORT_LETTER)
		return is_initial(g, t->at);
	if (is_degree(g, line, i))
		return false;
	if (i < name && is_address(str_slice(g->text, t->at)))
		return true;
	return t->sort == SORT_KNOWN && is_lower(g->text.ptr[t->at.start]) &&
	    is_set_off(g, line, i, i > name) && !is_behind_whole(g, line, i) &&
	    (!is_term(g, t->at, NULL) || is_sure(g, line, i, name));
}

/* Is it "lw", "ng" or "j.t" before a credential, with nothing before it? */
static bool
is_initials(const struct tokens *line, size_t i)
{
	const struct token *t = &line->at[i];

	return i == 0 && line->len > 1 && span_len(t->at) <= INITIALS &&
	    (t->sort == SORT_STRANGE || t->sort == SORT_DOTTED) &&
	    t[1].sort == SORT_CREDENTIAL && span_len(t[1].at) > 1 &&
	    t[1].at.start - t->at.end < INITIALS;
}

static void
raise_names(struct raising *g, struct tokens *line)
{
	for (size_t i = 0; i < line->len; i++)
		line->at[i].name = line->at[i].sort == SORT_STRANGE &&
		    !is_degree(g, line, i) &&
		    (span_len(line->at[i].at) > INITIALS ||
		    !is_behind_whole(g, line, i));
	for (size_t i = 0; i < line->len; i++) {
		if (line->at[i].sort != SORT_STRANGE || !line->at[i].name)
			continue;
		if (i > 0 && goes_with(g, line, i - 1, i))
			line->at[i - 1].name = true;
		if (i + 1 < line->len && goes_with(g, line, i + 1, i))
			line->at[i + 1].name = true;
	}
	/* "m. stone, slp": an initial, a word and a credential are a line. */
	if (line->len > 2 && line->at[0].sort == SORT_LETTER &&
	    is_initial(g, line->at[0].at) &&
	    str_eq(between(g, line->at, line->at + 1), STR(". ")) &&
	    line->at[1].sort == SORT_KNOWN &&
	    !is_term(g, line->at[1].at, NULL) &&
	    line->at[2].sort == SORT_CREDENTIAL)
		line->at[0].name = line->at[1].name = true;
	/* Of two initials the first stands beside the other. */
	for (size_t i = line->len; i-- > 1;)
		if (line->at[i].name && line->at[i].sort == SORT_LETTER &&
		    line->at[i - 1].sort == SORT_LETTER &&
		    goes_with(g, line, i - 1, i))
			line->at[i - 1].name = true;
	for (size_t i = 0; i < line->len; i++)
		if (line->at[i].name && is_initials(line, i))
			raise_whole(g, line->at[i].at);
		else if (line->at[i].name)
			raise_name(g, line->at[i].at);
}

/* Raise the side of a term: "l knee". */
static void
raise_sides(struct raising *g, const struct tokens *line)
{
	for (size_t i = 0; i + 1 < line->len; i++) {
		const struct token *t = &line->at[i];
		if (t->sort == SORT_LETTER && !t->name &&
		    is_side(g->text, t->at) && t[1].sort == SORT_KNOWN &&
		    str_eq(between(g, t, t + 1), STR(" ")))
			raise_letter(g, t->at.start);
	}
}

/* Can a degree stand behind a name or another degree?  In the head "pt" does
 * so only behind a comma: it is the patient there as well. */
static bool
may_follow(const struct raising *g, const struct token *a, bool foot)
{
	static const char *const gaps[] = {", ", ",", "., ", "/", NULL};
	static const char *const low[] = {" ", ". ", " (", " | ", " / ", "  ",
	    NULL};
	struct str gap = between(g, a, a + 1);

	if (a[1].sort == SORT_CREDENTIAL && span_len(a[1].at) > 2)
		foot = true;
	return str_is_one_of(gap, gaps) || (foot && str_is_one_of(gap, low));
}

static bool
is_credential(const struct token *t)
{
	return t->sort == SORT_CREDENTIAL || t->sort == SORT_DOTTED;
}

/* Raise the degrees behind the name that ends at `i`, of which one must be a
 * credential. */
static void
raise_degrees(struct raising *g, const struct tokens *line, size_t i, bool foot)
{
	size_t at = i, last = i;

	while (at + 1 < line->len && at - i < MOST_DEGREES &&
	    may_follow(g, &line->at[at], foot)) {
		at++;
		if (is_credential(&line->at[at]))
			last = at;
		else if (span_len(line->at[at].at) > DEGREE ||
		    (line->at[at].sort == SORT_KNOWN && last > i))
			break;
	}
	if (last == i)
		return;
	for (at = i + 1; at < line->len && (at <= last ||
	    (line->at[at].sort == SORT_STRANGE &&
	    span_len(line->at[at].at) <= DEGREE &&
	    may_follow(g, &line->at[at - 1], foot))); at++)
		raise_whole(g, line->at[at].at);
}

static void
raise_line(struct arena *a, struct raising *g, struct span at, bool foot)
{
	struct tokens line = {0};

	for (size_t i = next_word(g->text, at.start, at.end); i < at.end;) {
		struct token t = {.at = {i, end_of_word(g->text, i)}};
		t.sort = sort_of(g, t.at);
		vec_push(a, &line, t);
		i = next_word(g->text, t.at.end, at.end);
	}
	raise_names(g, &line);
	raise_sides(g, &line);
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i].name && (i + 1 == line.len ||
		    !line.at[i + 1].name))
			raise_degrees(g, &line, i, foot);
}

struct ordinary *
ordinary_new(struct arena *a, const struct pack *pack)
{
	struct ordinary *o = arena_alloc(a, sizeof(*o));
	struct entry *e;

	for (size_t i = 0; i < pack->ordinary.len; i++) {
		uint64_t key = word_key(str_of(pack->ordinary.at[i]));
		HASH_FIND(hh, o->entries, &key, sizeof(key), e);
		if (e != NULL)
			continue;
		e = arena_alloc(a, sizeof(*e));
		e->key = key;
		HASH_ADD(hh, o->entries, key, sizeof(e->key), e);
	}
	return o;
}

struct str
raised_text(struct arena *a, const struct ordinary *words,
    const struct reading *r)
{
	struct str text = r->note->text;
	size_t head = str_head_end(text, HEAD_LINES);
	size_t foot = foot_of(text);

	if (text.len > LONGEST_NOTE || !is_small(text, head, foot))
		return (struct str){NULL, 0};
	struct raising g = {r, words, text, arena_copy(a, text.ptr, text.len),
	    pack_concept(r->pack, "credentials")};
	for (size_t at = 0; at < text.len;) {
		struct span line = str_line_from(text, at);
		if (line.start < head || line.start >= foot)
			raise_line(a, &g, line, line.start >= foot);
		at = line.end + 1;
	}
	return (struct str){g.out, text.len};
}

struct str
raised_written(const struct reading *r, struct str s)
{
	struct str raised = r->raised == NULL ? r->note->text :
	    r->raised->note->text;

	if (s.len == 0 || s.ptr < raised.ptr ||
	    s.ptr >= raised.ptr + raised.len)
		return s;
	return (struct str){r->note->text.ptr + (s.ptr - raised.ptr), s.len};
}
