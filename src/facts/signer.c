/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Therapists sign in more ways than can be listed, and most of them end alike:
 * words with capitals, perhaps degrees, and a credential, behind which the line
 * says nothing more.  So the credential is taken first, what stands before it
 * is read backwards, and what the line calls that person is asked of the packs.
 */
#include "facts/signer.h"

enum {
	LAST_LINES = 4,		/* that may sign without a word for it */
	MOST_PARTS = 5,		/* of a name */
	MOST_DEGREES = 6,	/* between a name and the credential */
	WIDEST = 40		/* bytes between a name and what follows it */
};

/* Does `dotted` spell `plain` with full stops ("P.T.")? */
static bool
same_letters(struct str dotted, const char *plain)
{
	for (size_t i = 0; i < dotted.len; i++) {
		if (dotted.ptr[i] == '.')
			continue;
		if (dotted.ptr[i] != *plain)
			return false;
		plain++;
	}
	return *plain == '\0';
}

static bool
has_stop(struct str text)
{
	return memchr(text.ptr, '.', text.len) != NULL;
}

/* Is any name of a credential the same, but for full stops? */
static bool
spells(struct str dotted, const struct lexeme *l)
{
	for (size_t i = 0; i < l->also.len; i++)
		if (same_letters(dotted, l->also.at[i]))
			return true;
	return same_letters(dotted, l->name);
}

const struct lexeme *
signer_dotted(const struct pack *p, struct str text)
{
	size_t end = 0;

	while (end < text.len && (is_upper(text.ptr[end]) ||
	    text.ptr[end] == '.'))
		end++;
	if (end == 0 || !has_stop((struct str){text.ptr, end}))
		return NULL;
	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (l->value != NULL &&
		    strcmp(l->concept->id, "credentials") == 0 &&
		    spells((struct str){text.ptr, end}, l))
			return l;
	}
	return NULL;
}

/* A note with what the packs say of the words around names. */
struct around {
	const struct reading *r;
	struct str text;
	const struct gathered *credentials;
	struct gathered signing;	/* "authenticated by" */
	struct gathered others;		/* "cc", "referred by" */
	struct gathered no_names;	/* "clinic", "plan" */
	struct gathered titles;		/* "licensed", "Capt." */
	struct gathered behind;		/* "license", "pager" */
	size_t low;			/* where the last lines begin */
	size_t last;			/* where the very last one does */
	bool small;		/* the name may be in small letters */
};

/* Where the character begins that ends at `end`. */
static size_t
char_before(struct str text, size_t end)
{
	size_t at = end - 1;

	while (at > 0 && is_continuation(text.ptr[at]))
		at--;
	return at;
}

/* Latin letters with marks have these first bytes in UTF-8; dashes, bullets and
 * quotation marks have others, but for the apostrophe. */
static bool
is_letter(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.ptr[at];

	return is_alpha(text.ptr[at]) || (c >= 0xC3 && c <= 0xC9) ||
	    c == 0xCC || c == 0xE1 || (c == 0xE2 && at + 2 < text.len &&
	    memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0);
}

static bool
is_of_name(struct str text, size_t at)
{
	return is_letter(text, at) || text.ptr[at] == '.' ||
	    text.ptr[at] == '-' || text.ptr[at] == '\'';
}

/* The word of a name, or of degrees, that ends at `end`; perhaps empty. */
static struct span
word_before(struct str text, size_t end)
{
	struct span word = {end, end};

	while (word.start > 0) {
		size_t at = char_before(text, word.start);
		if (!is_of_name(text, at))
			break;
		word.start = at;
	}
	while (word.start < end && !is_letter(text, word.start))
		word.start++;
	return word;
}

static bool
opens_high(struct str word)
{
	unsigned char c = (unsigned char)word.ptr[0];

	return is_upper(word.ptr[0]) || c > 0xC3 ||
	    (c == 0xC3 && (unsigned char)word.ptr[1] < 0x9F);
}

/* The capitals, small letters and full stops of a word. */
struct shape {
	size_t high, small, stops;
};

static struct shape
shape_of(struct str word)
{
	struct shape s = {0};

	for (size_t i = 0; i < word.len; i++) {
		s.high += is_upper(word.ptr[i]);
		s.small += is_lower(word.ptr[i]) ||
		    (unsigned char)word.ptr[i] >= 0x80;
		s.stops += word.ptr[i] == '.';
	}
	return s;
}

/* "DPT", "Ph.D.", "M.S.": capitals, or one before a full stop. */
static bool
is_degree(struct str word)
{
	enum { LONGEST = 8 };
	struct shape s = shape_of(word);

	return word.len <= LONGEST &&
	    (s.high > 1 || (s.high > 0 && s.stops > 0));
}

/* "CPT" and "MS" before or behind a name that is in small letters. */
static bool
is_shouted(struct str word)
{
	struct shape s = shape_of(word);

	return s.high > 1 && s.small == 0;
}

/* "van", "de la": small words inside of names. */
static bool
is_particle(struct str word)
{
	static const char *const all[] = {"de", "da", "das", "del", "della",
	    "des", "di", "dos", "du", "van", "von", "zu", "ter", "ten", "der",
	    "den", "la", "las", "le", "los", "el", "al", "af", "av", "abu",
	    "ap", "ben", "bin", "bint", "ibn", "y", NULL};

	return str_is_one_of(word, all);
}

/* Words that are too common to be looked for in all the text. */
static bool
is_small_word(struct str word)
{
	static const char *const all[] = {"the", "this", "per", "to", "for",
	    "from", "and", "with", "without", "no", "on", "at", "in", "of",
	    "or", "if", "a", "an", "by", "is", "was", "we", "she", "he",
	    "they", "her", "his", "their", "my", "our", "will", "see", NULL};

	return str_is_one_of(word, all);
}

/* Does a full stop end a sentence here, and not an initial? */
static bool
ends_sentence(struct str word)
{
	enum { ABBREVIATED = 4 };	/* bytes with the stop */

	return word.len > ABBREVIATED && word.ptr[word.len - 1] == '.';
}

/* Can a word stand in a name, before the `later` one (empty for the last)? */
static bool
may_be_part(const struct around *n, struct span at, struct span later)
{
	struct str word = str_slice(n->text, at);
	bool last = span_len(later) == 0;

	if (word.len == 0 || is_small_word(word) ||
	    gathered_touches(&n->no_names, at) ||
	    gathered_touches(&n->titles, at) ||
	    gathered_touches(n->credentials, at))
		return false;
	if (last)
		return (n->small || opens_high(word)) &&
		    shape_of(word).stops < 2;
	return ((n->small || opens_high(word)) && !ends_sentence(word)) ||
	    is_particle(word);
}

/* Do small letters name nobody here?  They must be all that their line says
 * before the credential, and nothing that the packs know. */
static bool
are_plain_words(const struct around *n, struct span name)
{
	for (size_t i = 0; i < n->r->mentions.len; i++) {
		const struct mention *m = &n->r->mentions.at[i];
		if (m->lexeme != NULL && span_touches(m->span, name))
			return true;
	}
	for (size_t at = str_line_at(n->text, name.start).start;
	    at < name.start; at++)
		if (is_word(n->text.ptr[at]))
			return true;
	return false;
}

/* Two words of a name, or one that is two: "G.Okpara". */
static bool
is_whole(struct str name, size_t words)
{
	const char *stop = memchr(name.ptr, '.', name.len);
	struct shape s = shape_of(name);

	if (words > 1)
		return s.high + s.small > 3;
	return stop != NULL && s.high > 1 && s.high + s.small > 3 &&
	    (size_t)(stop - name.ptr) < 3;
}

/* The name that ends at `end`, empty when none does. */
static struct span
name_before(const struct around *n, size_t end)
{
	struct span name = {end, end}, last = {0, 0}, word;
	size_t words = 0, at = end;

	while (words < MOST_PARTS) {
		word = word_before(n->text, at);
		if (!may_be_part(n, word, last))
			break;
		if (words == 0)
			last = word;
		/* A rank before the name, or a degree behind it. */
		else if (is_shouted(str_slice(n->text, word)) !=
		    is_shouted(str_slice(n->text, last)) &&
		    span_len(word) > 2)
			break;
		words++;
		if (n->small || opens_high(str_slice(n->text, word)))
			name.start = word.start;
		if (word.start < 2 || n->text.ptr[word.start - 1] != ' ')
			break;
		at = word.start - 1;
	}
	return is_whole(str_slice(n->text, name), words) &&
	    !(n->small && are_plain_words(n, name)) ? name :
	    (struct span){end, end};
}

/* Back over what is neither letter nor figure, over one end of a line. */
static size_t
over_marks(struct str text, size_t end)
{
	size_t at = end, lines = 0;

	while (at > 0 && end - at < WIDEST) {
		size_t from = char_before(text, at);
		lines += text.ptr[from] == '\n';
		if (is_letter(text, from) || is_digit(text.ptr[from]) ||
		    lines > 1)
			break;
		at = from;
	}
	/* "J." keeps its stop. */
	return at < end && text.ptr[at] == '.' ? at + 1 : at;
}

/* The name before a credential, with degrees and labels between them. */
static struct span
name_of(const struct around *n, struct span credential)
{
	size_t at = credential.start;

	for (unsigned hops = 0; hops < MOST_DEGREES && at > 0; hops++) {
		size_t end = over_marks(n->text, at);
		struct span name = name_before(n, end);
		if (span_len(name) > 0)
			return name;
		struct span word = word_before(n->text, end);
		if (span_len(word) == 0 ||
		    (!is_degree(str_slice(n->text, word)) &&
		    !gathered_touches(&n->titles, word)))
			break;
		at = word.start;
	}
	return (struct span){at, at};
}

/* The last mention that ends in `at`, or NULL. */
static const struct mention *
last_in(const struct gathered *g, struct span at)
{
	const struct mention *found = NULL;

	for (size_t i = gathered_from(g, at.start);
	    i < g->len && g->at[i]->span.end <= at.end; i++)
		found = g->at[i];
	return found;
}

/* The line up to a name, with the one before where that is its label. */
static struct span
words_before(struct str text, size_t name)
{
	struct span lead = {str_line_at(text, name).start, name};

	if (lead.start > 1 && text.ptr[lead.start - 2] == ':')
		lead.start = str_line_at(text, lead.start - 1).start;
	return lead;
}

/* Does running text lead up to the name? */
static bool
runs_into(const struct around *n, size_t name, bool signs)
{
	size_t at = name, blanks = 0;

	while (at > 0 && is_blank(n->text.ptr[at - 1])) {
		at--;
		blanks++;
	}
	if (at == 0 || n->text.ptr[at - 1] == '\n' || blanks > 1)
		return false;
	if (!is_word(n->text.ptr[at - 1]) && n->text.ptr[at - 1] != '.')
		return n->text.ptr[at - 1] == ',' && !signs;
	struct span word = word_before(n->text, at);
	if (span_len(word) == 0)
		return is_digit(n->text.ptr[at - 1]) && !signs;
	struct str last = str_slice(n->text, word);
	return !signs && !gathered_touches(&n->titles, word) &&
	    !str_eq_nocase(last, STR("by")) && !is_shouted(last) &&
	    !ends_sentence(last);
}

/* "on 3/4", "at 10:20", "x4410" */
static bool
leads_to_figure(struct str text, struct span word)
{
	size_t at = word.end;

	while (at < text.len && (is_blank(text.ptr[at]) ||
	    text.ptr[at] == ':'))
		at++;
	return span_len(word) < 3 && at < text.len && is_digit(text.ptr[at]);
}

/* Does running text go on behind the credential?  More of them, a date, or what
 * a mark sets off may follow. */
static bool
runs_on(const struct around *n, size_t end)
{
	struct str text = n->text;
	bool set_off = false;
	size_t at = end;

	for (; at < text.len && text.ptr[at] != '\n'; at++) {
		struct span word = {at, at};
		if (!is_letter(text, at)) {
			set_off |= strchr(";|/<([{=_*~\t", text.ptr[at]) ||
			    (text.ptr[at] == ' ' && text.ptr[at - 1] == ' ');
			if (is_digit(text.ptr[at]) || set_off)
				return false;
			continue;
		}
		while (word.end < text.len && is_of_name(text, word.end))
			word.end++;
		if (!is_degree(str_slice(text, word)) &&
		    !gathered_touches(n->credentials, word) &&
		    !gathered_touches(&n->titles, word) &&
		    !leads_to_figure(text, word))
			return !gathered_touches(&n->behind, word);
		at = word.end - 1;
	}
	return false;
}

/* Does a word for signing follow with its date, after degrees at most?
 * "Ann Lee, PT, DPT" above "Signed: 03/05/2026". */
static bool
signed_behind(const struct around *n, size_t end)
{
	enum { DATE = 12 };	/* bytes to the date */
	size_t i = gathered_from(&n->signing, end), at = end;

	if (i == n->signing.len || n->signing.at[i]->span.start - end > WIDEST)
		return false;
	struct span by = n->signing.at[i]->span;
	while (at < by.start) {
		struct span word = {at, at};
		while (word.end < by.start && is_of_name(n->text, word.end))
			word.end++;
		if (span_len(word) > 0 && !is_degree(str_slice(n->text, word)))
			return false;
		at = word.end + 1;
	}
	for (at = by.end; at < n->text.len && at < by.end + DATE &&
	    n->text.ptr[at] != '\n'; at++)
		if (is_digit(n->text.ptr[at]))
			return true;
	return false;
}

/* Where the last `most` lines begin that say anything. */
static size_t
last_lines(struct str text, size_t most)
{
	size_t at = text.len, lines = 0;

	while (at > 0 && lines < most) {
		struct span line = str_line_at(text, at - 1);
		lines += span_len(span_trim(text, line)) > 0;
		at = line.start;
	}
	return at;
}

/* "pt" is a patient, unless the line ends there and is among the last. */
static bool
is_sure(const struct around *n, struct span credential)
{
	size_t end = credential.end;

	if (shape_of(str_slice(n->text, credential)).high > 0)
		return true;
	while (end < n->text.len && (is_blank(n->text.ptr[end]) ||
	    n->text.ptr[end] == '.'))
		end++;
	return credential.start >= n->low &&
	    (end == n->text.len || n->text.ptr[end] == '\n');
}

/* Does whoever is named before this credential sign? */
static bool
signs(struct around *n, struct span at, struct span *name)
{
	n->small = at.start >= n->last &&
	    shape_of(str_slice(n->text, at)).high == 0;
	*name = name_of(n, at);
	if (span_len(*name) == 0 || !is_sure(n, at))
		return false;
	struct span lead = words_before(n->text, name->start);
	const struct mention *by = last_in(&n->signing, lead);
	const struct mention *other = last_in(&n->others, lead);
	bool told = by != NULL &&
	    (other == NULL || other->span.start < by->span.start);
	if (other != NULL && !told)
		return false;
	if (!told && signed_behind(n, at.end))
		return !runs_into(n, name->start, true);
	return (told || at.start >= n->low) &&
	    !runs_into(n, name->start, told) && !runs_on(n, at.end);
}

static bool
take(struct around *n, struct span at, const struct lexeme *l,
    struct signer *out)
{
	struct span name;

	if (l == NULL || l->kind == NULL || l->value == NULL ||
	    !signs(n, at, &name))
		return false;
	out->name = str_slice(n->text, name);
	out->credential = l;
	out->at = (struct span){name.start, at.end};
	return true;
}

/* The same for credentials with full stops, which are no terms of a pack. */
static bool
take_dotted(struct around *n, struct signer *out)
{
	for (size_t at = n->low; at < n->text.len; at++) {
		struct span word = {at, at};
		while (word.end < n->text.len && is_of_name(n->text, word.end))
			word.end++;
		struct str s = str_slice(n->text, word);
		if (shape_of(s).stops > 1 && take(n, word,
		    signer_dotted(n->r->pack, s), out))
			return true;
		at = word.end;
	}
	return false;
}

/* A degree that is no word before a full stop ("Cont."). */
static bool
is_short_degree(struct str word)
{
	enum { SMALL = 2 };	/* letters at most */

	return is_degree(word) && shape_of(word).small <= SMALL;
}

/* Do degrees and words of signing alone stand before a credential on its line,
 * or a gap? */
static bool
opens_signature(const struct around *n, size_t credential)
{
	struct str text = n->text;
	size_t at = str_line_at(text, credential).start;

	if (credential - at > 2 && is_blank(text.ptr[credential - 1]) &&
	    is_blank(text.ptr[credential - 2]))
		return true;
	while (at < credential) {
		struct span word = {at, at};
		while (word.end < credential && is_of_name(text, word.end))
			word.end++;
		if (span_len(word) > 0 && is_letter(text, at) &&
		    !is_short_degree(str_slice(text, word)) &&
		    !gathered_touches(&n->titles, word) &&
		    !gathered_touches(&n->signing, word))
			return false;
		at = word.end + 1;
	}
	return true;
}

/* The name that ends the note behind a credential, with marks, figures, titles
 * and one end of a line between them; empty when none does. */
static struct span
name_behind(const struct around *n, size_t credential)
{
	struct str text = n->text;
	size_t at = credential;

	while (at < text.len && at - credential < WIDEST) {
		struct span word = {at, at};
		while (word.end < text.len && is_of_name(text, word.end))
			word.end++;
		if (span_len(word) > 0 && is_letter(text, at) &&
		    !is_short_degree(str_slice(text, word)) &&
		    !gathered_touches(n->credentials, word) &&
		    !gathered_touches(&n->titles, word))
			break;
		at = span_len(word) > 0 ? word.end : at + 1;
	}
	struct span line = span_trim(text, str_line_at(text, n->last));
	struct span name = name_before(n, line.end);
	bool follows = name.start >= credential && name.start <= at;
	size_t from = str_line_at(text, credential).end;

	/* On the line of the credential or on the next. */
	follows = follows && (from >= name.end || from + 1 >= line.start);
	return follows ? name : (struct span){at, at};
}

static struct around
around_of(struct arena *a, const struct reading *r,
    const struct gathered *credentials)
{
	struct around n = {
		.r = r,
		.text = r->note->text,
		.credentials = credentials,
		.signing = gather_all(a, r, "signer-signs"),
		.others = gather_all(a, r, "signer-other"),
		.no_names = gather_all(a, r, "signer-no-name"),
		.titles = gather_all(a, r, "signer-title"),
		.behind = gather_all(a, r, "signer-behind"),
	};

	n.last = last_lines(n.text, 1);
	n.low = last_lines(n.text, LAST_LINES);
	if (n.low < n.text.len * 2 / 5)
		n.low = n.text.len * 2 / 5;
	return n;
}

bool
signer_find(struct arena *a, const struct reading *r,
    const struct gathered *credentials, struct signer *out)
{
	struct around n = around_of(a, r, credentials);

	for (size_t i = 0; i < credentials->len; i++)
		if (take(&n, credentials->at[i]->span,
		    credentials->at[i]->lexeme, out))
			return true;
	return take_dotted(&n, out);
}

bool
signer_turned(struct arena *a, const struct reading *r,
    const struct gathered *credentials, struct signer *out)
{
	struct around n = around_of(a, r, credentials);

	for (size_t i = gathered_from(credentials, n.low);
	    i < credentials->len; i++) {
		struct span at = credentials->at[i]->span;
		const struct lexeme *l = credentials->at[i]->lexeme;
		struct span name = name_behind(&n, at.end);
		if (l == NULL || l->kind == NULL || l->value == NULL ||
		    span_len(name) == 0 || !opens_signature(&n, at.start) ||
		    shape_of(str_slice(n.text, at)).high == 0)
			continue;
		out->name = str_slice(n.text, name);
		out->credential = l;
		out->at = (struct span){at.start, name.end};
		return true;
	}
	return false;
}

/* Is it a word alone on its line, behind an empty one, that could be a first
 * name? */
static bool
is_lone_word(const struct around *n, struct span at)
{
	enum { SHORTEST = 3, LONGEST = 14 };
	struct str text = n->text;
	bool parted = n->last > 1 && text.ptr[n->last - 2] == '\n';

	for (size_t i = at.start; i < at.end; i++)
		if (!is_letter(text, i) && text.ptr[i] != '-')
			return false;
	return parted && span_len(at) >= SHORTEST && span_len(at) <= LONGEST &&
	    !gathered_touches(&n->no_names, at) &&
	    !gathered_touches(&n->titles, at) && !are_plain_words(n, at);
}

struct str
signer_bare(struct arena *a, const struct reading *r,
    const struct gathered *credentials)
{
	struct around n = around_of(a, r, credentials);
	struct span line = span_trim(n.text, str_line_at(n.text, n.last));
	struct span name = name_before(&n, line.end), lead;

	if (is_lone_word(&n, line))
		return str_slice(n.text, line);
	lead = words_before(n.text, name.start);
	if (span_len(name) == 0 || lead.start == name.start ||
	    last_in(&n.others, lead) != NULL)
		return (struct str){NULL, 0};
	while (lead.end > lead.start && is_blank(n.text.ptr[lead.end - 1]))
		lead.end--;
	return lead.end > lead.start && n.text.ptr[lead.end - 1] == ':' ?
	    str_slice(n.text, name) : (struct str){NULL, 0};
}
