/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/header.h"

#include "facts/gather.h"
#include "facts/readers.h"
#include "match/person.h"
#include "match/raised.h"

/* The reading in which names have their capitals. */
static const struct reading *
names_of(const struct facts *f)
{
	return f->reading->raised != NULL ? f->reading->raised : f->reading;
}

/* Is there a term of a lexicon in `at`, as in "Upright Bike"?  Where nothing
 * but its place and its capitals speaks for a name, this speaks against it. */
static bool
holds_term(const struct reading *r, struct span at)
{
	enum { SHORTEST = 5 };	/* bytes; shorter ones are in many names */

	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		if (m->lexeme != NULL && m->span.start >= at.start &&
		    m->span.end <= at.end && span_len(m->span) >= SHORTEST)
			return true;
	}
	return false;
}

/* Does a term of a lexicon make up the word that ends `at`? */
static bool
ends_with_term(const struct reading *r, struct span at)
{
	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		if (m->lexeme != NULL && m->span.end == at.end &&
		    m->span.start >= at.start)
			return true;
	}
	return false;
}

/* Are these abbreviations, as in "R TSA", "L CVA" and "R CMC OA"?  Names in
 * capitals have a longer word or a mark ("ANN LEE-ROE", "LI, WU"). */
static bool
abbreviates(const struct reading *r, struct span at)
{
	enum { SURE = 3, LONGEST = 5 };	/* letters of a word */
	struct str name = str_slice(r->note->text, at);
	size_t words = 0, longest = 0, word = 0;

	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && name.ptr[i] != ' ') {
			if (!is_upper(name.ptr[i]))
				return false;
			word++;
			continue;
		}
		words += word > 0;
		longest = word > longest ? word : longest;
		word = 0;
	}
	return words > 1 && longest > 1 && (longest <= SURE ||
	    (longest <= LONGEST && ends_with_term(r, at)));
}

/* Can `at` be a name?  One letter is a sex or a side.  Behind a label only a
 * side tells abbreviations from short names ("Patient: LI WU"). */
static bool
may_be_name(const struct reading *r, struct span at, bool labelled)
{
	struct str text = r->note->text;

	at = span_trim(text, at);
	if (span_len(at) < 2)
		return false;
	return (labelled && text.ptr[at.start + 1] != ' ') ||
	    !abbreviates(r, at);
}

/* Are both the same person's, each with more than one part? */
static bool
is_person(struct str name, struct str person)
{
	return person_shared(name, person) > 1;
}

/* The first mention with a value that is not `person`, nor labelled as somebody
 * else's (`others`), of the first concept that has one: packs list the concepts
 * of a fact from the plainest wording to the loosest. */
static const struct mention *
first_stated(const struct reading *r, const char *fact, struct str person,
    const struct gathered *others)
{
	const struct concepts *all = pack_fact(r->pack, fact);
	struct span at;

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		bool labelled = strcmp(concept_tail(all->at[i]),
		    "patient-labelled") == 0;
		for (; m.first < m.last; m.first++)
			if (mention_counts(r, m.first) &&
			    mention_capture(m.first, "value", &at) &&
			    may_be_name(r, at, labelled) &&
			    !(person_is_loose(all->at[i]) &&
			    holds_term(r, at)) &&
			    !gathered_touches(others, at) &&
			    !is_person(str_trim(str_slice(r->note->text, at)),
			    person))
				return m.first;
	}
	return NULL;
}

static struct str
joined(struct arena *a, struct str first, struct str last)
{
	char *out = arena_alloc(a, first.len + 1 + last.len);

	memcpy(out, first.ptr, first.len);
	out[first.len] = ' ';
	memcpy(out + first.len + 1, last.ptr, last.len);
	return (struct str){out, first.len + 1 + last.len};
}

/* First and last name, where each has a label of its own; else nothing. */
static struct str
joined_name(struct arena *a, const struct facts *f, const char *fact)
{
	const struct reading *r = names_of(f);
	struct str text = f->reading->note->text;
	const struct concepts *all = pack_fact(r->pack, fact);
	struct span first, last;

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++)
			if (mention_counts(r, m.first) &&
			    mention_capture(m.first, "first", &first) &&
			    mention_capture(m.first, "last", &last))
				return joined(a,
				    str_trim(str_slice(text, first)),
				    str_trim(str_slice(text, last)));
	}
	return (struct str){NULL, 0};
}

/* The end of a name by which somebody is called, which opens at `at`: "Teddy"
 * in quotes, in brackets too, or in brackets alone where it begins with
 * `initial` and so spells it out; else `at`. */
static size_t
end_of_nickname(struct str text, size_t at, char initial)
{
	enum { LONGEST = 20 };	/* bytes */
	bool bracket = at < text.len && text.ptr[at] == '(';
	size_t i = at + bracket, name;
	bool quote = i < text.len && text.ptr[i] == '"';

	if (i >= text.len || (!quote && (!bracket || text.ptr[i] != initial)))
		return at;
	i += quote;
	for (name = i; i < text.len && i - name < LONGEST &&
	    (is_alpha(text.ptr[i]) || text.ptr[i] & '\x80'); i++)
		;
	if (i == name || i + bracket >= text.len ||
	    text.ptr[i] != (quote ? '"' : ')') ||
	    (quote && bracket && text.ptr[i + 1] != ')'))
		return at;
	return i + quote + bracket;
}

/* The letter that a name begins with where a full stop follows it ("A. Lee"),
 * else one that no name begins with. */
static char
first_initial(struct str text, struct span at)
{
	return span_len(at) > 1 && text.ptr[at.start + 1] == '.' ?
	    text.ptr[at.start] : '\0';
}

/* A name with what somebody goes by, behind it. */
static struct span
with_nickname(struct str text, struct span at)
{
	size_t open = at.end + (at.end < text.len && text.ptr[at.end] == ' ');
	size_t end = end_of_nickname(text, open, first_initial(text, at));

	return (struct span){at.start, end > open ? end : at.end};
}

/* Where the first comma of a name is, or its end. */
static size_t
comma_in(struct str name)
{
	const char *comma = memchr(name.ptr, ',', name.len);

	return comma == NULL ? name.len : (size_t)(comma - name.ptr);
}

/* "Ann Lane, MS" is Ann Lane with what she has: capitals behind a whole name in
 * small letters.  "Lane, AJ" has one word before its comma; "Jr" and "II" are
 * of the name. */
static struct str
without_abbreviation(struct str name)
{
	enum { SHORTEST = 2, LONGEST = 4 };	/* letters */
	size_t comma = comma_in(name), at = comma + 1;
	struct str whole = {name.ptr, comma}, tail;

	while (at < name.len && is_blank(name.ptr[at]))
		at++;
	if (at >= name.len || memchr(whole.ptr, ' ', comma) == NULL ||
	    !is_lower(name.ptr[comma - 1]))
		return name;
	tail = (struct str){name.ptr + at, name.len - at};
	for (size_t i = 0; i < tail.len; i++)
		if (!is_upper(tail.ptr[i]))
			return name;
	return tail.len < SHORTEST || tail.len > LONGEST ||
	    str_eq(tail, STR("JR")) || str_eq(tail, STR("SR")) ||
	    tail.ptr[0] == 'I' ? name : whole;
}

/* "Ann Lane, F" and "Lane, Ann, F" are Ann Lane; "Lane, F" is her initial. */
static struct str
without_sex(struct str name)
{
	size_t end = name.len > 0 ? name.len - 1 : 0;

	if (end == 0 || strchr("FMX", name.ptr[end]) == NULL)
		return name;
	while (end > 0 && is_blank(name.ptr[end - 1]))
		end--;
	return end > 0 && name.ptr[end - 1] == ',' &&
	    memchr(name.ptr, ' ', end) != NULL ?
	    (struct str){name.ptr, end - 1} : name;
}

static struct str
first_value(const struct reading *r, const char *fact,
    const struct gathered *others)
{
	const struct mention *m = first_stated(r, fact,
	    (struct str){NULL, 0}, others);
	struct span at;

	if (m == NULL || !mention_capture(m, "value", &at))
		return (struct str){NULL, 0};
	return without_sex(without_abbreviation(str_slice(r->note->text,
	    with_nickname(r->note->text, span_trim(r->note->text, at)))));
}

/* "Ann Lane." at the end of a sentence; "Ann L." and "Ann Lane Jr." keep it. */
static struct str
without_stop(struct str name)
{
	enum { ABBREVIATED = 2 };	/* letters at most */
	size_t letters = 0;

	if (name.len == 0 || name.ptr[name.len - 1] != '.')
		return name;
	while (letters + 1 < name.len &&
	    is_alpha(name.ptr[name.len - 2 - letters]))
		letters++;
	return letters > ABBREVIATED ? (struct str){name.ptr, name.len - 1} :
	    name;
}

/* The name below its label, whole or in two columns. */
static struct str
headed_name(struct arena *a, const struct reading *r, const struct span *rows)
{
	struct str text = r->note->text;
	struct str given = str_slice(text, rows[COLUMN_GIVEN_NAME]);
	struct str family = str_slice(text, rows[COLUMN_FAMILY_NAME]);

	if (rows[COLUMN_PATIENT].end > 0)
		return str_slice(text, rows[COLUMN_PATIENT]);
	return given.len > 0 && family.len > 0 ? joined(a, given, family) :
	    (struct str){NULL, 0};
}

/* Is the patient named behind a label, and not by place alone? */
static bool
is_labelled(const struct facts *f)
{
	const struct gathered none = {0};
	const struct mention *m = first_stated(names_of(f), "patient",
	    (struct str){NULL, 0}, &none);

	return m != NULL && strcmp(concept_tail(m->concept),
	    "patient-labelled") == 0;
}

void
header_not_author(struct arena *a, struct facts *f)
{
	const struct mention *m;
	struct gathered persons;

	if (!is_person(f->patient, f->author))
		return;
	/* Patients sign forms with their bare names. */
	if (f->credential.len == 0 && is_labelled(f)) {
		f->author = (struct str){NULL, 0};
		return;
	}
	persons = gather_all(a, names_of(f), "other-person");
	m = first_stated(names_of(f), "patient", f->author, &persons);
	f->patient = m == NULL ? (struct str){NULL, 0} :
	    without_stop(str_trim(mention_text(f->reading, m, "value")));
}

void
header_names_read(struct arena *a, struct facts *f, const struct span *rows)
{
	const struct reading *r = names_of(f);
	struct gathered none = {0};
	struct gathered persons = gather_all(a, r, "other-person");

	f->patient = headed_name(a, f->reading, rows);
	if (f->patient.len == 0)
		f->patient = joined_name(a, f, "patient");
	if (f->patient.len == 0)
		f->patient = raised_written(f->reading,
		    without_stop(first_value(r, "patient", &persons)));
	/* Some wordings know names by small letters. */
	if (f->patient.len == 0 && r != f->reading)
		f->patient = without_stop(first_value(f->reading, "patient",
		    &persons));
	f->patient_id = first_value(r, "patient-id", &none);
}
