/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Therapists sign in more ways than can be listed, and most of them end alike:
 * words with capitals, perhaps degrees, and a credential, behind which the line
 * says nothing more.  So the credential is taken first, what stands before it
 * is read backwards, and what the line calls that person is asked of the packs.
 */
#include "facts/signer.h"

#include "facts/around.h"
#include "facts/name_words.h"

enum {
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
		if (to_upper(dotted.ptr[i]) != to_upper(*plain))
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

	while (end < text.len && (is_alpha(text.ptr[end]) ||
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

/* Can a word stand in a name, before the `later` one (empty for the last)? */
static bool
may_be_part(const struct around *n, struct span at, struct span later)
{
	struct str word = str_slice(n->text, at);
	bool last = span_len(later) == 0;

	if (word.len == 0 || name_is_small_word(word) ||
	    gathered_touches(&n->no_names, at) ||
	    gathered_touches(&n->titles, at) ||
	    gathered_touches(n->credentials, at))
		return false;
	if (last)
		return (n->small || name_opens_high(word)) &&
		    name_shape(word).stops < 2;
	return ((n->small || name_opens_high(word)) &&
	    !name_ends_sentence(word)) || name_is_particle(word);
}

/* Do small letters name nobody here?  They must be all that their line says
 * before the credential, or behind a word for signing, and nothing that the
 * packs know. */
static bool
are_plain_words(const struct around *n, struct span name)
{
	for (size_t i = 0; i < n->r->mentions.len; i++) {
		const struct mention *m = &n->r->mentions.at[i];
		if (m->lexeme != NULL && span_touches(m->span, name))
			return true;
	}
	struct span lead = around_lead(n->text, name.start);
	const struct mention *by = around_last_in(&n->signing, lead);
	size_t from = by != NULL ? by->span.end :
	    str_line_at(n->text, name.start).start;

	if (by != NULL && str_starts(str_slice(n->text,
	    (struct span){from, name.start}), STR(" by ")))
		from += strlen(" by ");
	for (size_t at = from; at < name.start; at++)
		if (is_word(n->text.ptr[at]))
			return true;
	return false;
}

/* Two words of a name, or one that is two: "G.Okpara". */
static bool
is_whole(struct str name, size_t words)
{
	const char *stop = memchr(name.ptr, '.', name.len);
	struct name_shape s = name_shape(name);

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
		word = name_word_before(n->text, at);
		if (!may_be_part(n, word, last))
			break;
		if (words == 0)
			last = word;
		/* A rank before the name, or a degree behind it. */
		else if (name_is_shouted(str_slice(n->text, word)) !=
		    name_is_shouted(str_slice(n->text, last)) &&
		    span_len(word) > 2)
			break;
		words++;
		if (n->small || name_opens_high(str_slice(n->text, word)))
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
		size_t from = name_char_before(text, at);
		lines += text.ptr[from] == '\n';
		if (name_is_letter(text, from) || is_digit(text.ptr[from]) ||
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
		struct span word = name_word_before(n->text, end);
		if (span_len(word) == 0 ||
		    (!name_is_degree(str_slice(n->text, word)) &&
		    !gathered_touches(&n->titles, word)))
			break;
		at = word.start;
	}
	return (struct span){at, at};
}

/* Does whoever is named before this credential sign? */
static bool
signs(struct around *n, struct span at, struct span *name)
{
	n->small = n->r->raised == NULL && at.start >= n->last &&
	    name_shape(str_slice(n->text, at)).high == 0;
	*name = name_of(n, at);
	if (span_len(*name) == 0 || !around_is_sure(n, at))
		return false;
	struct span lead = around_lead(n->text, name->start);
	const struct mention *by = around_last_in(&n->signing, lead);
	const struct mention *other = around_last_in(&n->others, lead);
	bool told = by != NULL &&
	    (other == NULL || other->span.start < by->span.start);
	if (other != NULL && !told)
		return false;
	if (!told && around_signed_behind(n, at.end))
		return !around_runs_into(n, name->start, true);
	return (told || at.start >= n->low) &&
	    !around_runs_into(n, name->start, told) &&
	    !around_runs_on(n, at.end);
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
		while (word.end < n->text.len &&
		    name_goes_on(n->text, word.end))
			word.end++;
		struct str s = str_slice(n->text, word);
		if (name_shape(s).stops > 1 && take(n, word,
		    signer_dotted(n->r->pack, s), out))
			return true;
		at = word.end;
	}
	return false;
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
		while (word.end < text.len && name_goes_on(text, word.end))
			word.end++;
		if (span_len(word) > 0 && name_is_letter(text, at) &&
		    !name_is_short_degree(str_slice(text, word)) &&
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
		    span_len(name) == 0 || !around_opens(&n, at.start) ||
		    name_shape(str_slice(n.text, at)).high == 0)
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
		if (!name_is_letter(text, i) && text.ptr[i] != '-')
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
	lead = around_lead(n.text, name.start);
	if (span_len(name) == 0 || lead.start == name.start ||
	    around_last_in(&n.others, lead) != NULL)
		return (struct str){NULL, 0};
	while (lead.end > lead.start && is_blank(n.text.ptr[lead.end - 1]))
		lead.end--;
	return lead.end > lead.start && n.text.ptr[lead.end - 1] == ':' ?
	    str_slice(n.text, name) : (struct str){NULL, 0};
}
