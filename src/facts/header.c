/* SPDX-License-Identifier: Apache-2.0 */
#include "base/spoken.h"
#include "facts/dates.h"
#include "facts/gather.h"
#include "facts/headed.h"
#include "facts/readers.h"
#include "match/person.h"

/* An earlier date without a label is one of birth: no note that a program is
 * given is as old. */
enum { FIRST_YEAR = 2000 };

/* Notes are signed so many days after the visit, at most, where the visit's
 * date lacks a year. */
enum { MOST_DAYS = 60 };

/* Is there a term of a lexicon in `at`, as in "Upright Bike"?  Where nothing but
 * its place and its capitals speaks for a name, this speaks against it. */
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
			    !(person_is_loose(all->at[i]) && holds_term(r, at)) &&
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
joined_name(struct arena *a, const struct reading *r, const char *fact)
{
	const struct concepts *all = pack_fact(r->pack, fact);
	struct span first, last;

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++)
			if (mention_counts(r, m.first) &&
			    mention_capture(m.first, "first", &first) &&
			    mention_capture(m.first, "last", &last))
				return joined(a,
				    str_trim(str_slice(r->note->text, first)),
				    str_trim(str_slice(r->note->text, last)));
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

static struct str
first_value(const struct reading *r, const char *fact,
    const struct gathered *others)
{
	const struct mention *m = first_stated(r, fact,
	    (struct str){NULL, 0}, others);
	struct span at;

	if (m == NULL || !mention_capture(m, "value", &at))
		return (struct str){NULL, 0};
	return without_abbreviation(str_slice(r->note->text,
	    with_nickname(r->note->text, span_trim(r->note->text, at))));
}

/* The first readable date of a fact from `earliest` on that is not one of
 * `others` too; its place goes to `at`. */
static date_t
first_date(const struct reading *r, const char *fact,
    const struct gathered *others, bool day_first, date_t earliest,
    struct span *at)
{
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++) {
			struct str text;
			if (!mention_counts(r, m.first) ||
			    !mention_capture(m.first, "value", at) ||
			    gathered_touches(others, *at))
				continue;
			text = str_slice(r->note->text, *at);
			date_t d = dates_parse(text, NO_DATE, day_first);
			if (d == NO_DATE)
				d = date_spoken(text);
			if (d != NO_DATE && d >= earliest)
				return d;
		}
	}
	return NO_DATE;
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

/* Does a name open a longer one, as a payer's opens a clinic's ("Highmark
 * Orthopedics")?  Not behind a label. */
static bool
opens_longer_name(struct str text, struct span at)
{
	size_t before = at.start, after = at.end + 1;

	while (before > 0 && is_blank(text.ptr[before - 1]))
		before--;
	if (before > 0 && strchr(":=|;", text.ptr[before - 1]) != NULL)
		return false;
	return after + 1 < text.len && text.ptr[at.end] == ' ' &&
	    is_upper(text.ptr[after]) && is_alpha(text.ptr[after + 1]) &&
	    !is_upper(text.ptr[after + 1]);
}

/* The last day written so that is not after `limit`. */
static date_t
day_before(struct str text, date_t limit, bool day_first)
{
	date_t d = dates_parse(text, limit, day_first);
	int year, month, day;

	if (d == NO_DATE || d <= limit)
		return d;
	date_parts(d, &year, &month, &day);
	return date_of(year - 1, month, day);
}

void
header_date_by(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered days = gather_counting(a, r, "service-day");

	for (size_t i = 0; i < days.len; i++) {
		struct span at;
		if (!mention_capture(days.at[i], "value", &at))
			continue;
		date_t d = day_before(str_slice(r->note->text, at),
		    f->signed_date, dates_day_first(r->note->text));
		/* Of several days others are of earlier visits. */
		if (d == NO_DATE || f->signed_date - d > MOST_DAYS ||
		    d <= f->date_of_service)
			continue;
		f->date_of_service = d;
		f->date_at = at;
	}
}

/* Is the patient named behind a label, and not by place alone? */
static bool
is_labelled(const struct facts *f)
{
	const struct gathered none = {0};
	const struct mention *m = first_stated(f->reading, "patient",
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
	persons = gather_all(a, f->reading, "other-person");
	m = first_stated(f->reading, "patient", f->author, &persons);
	f->patient = m == NULL ? (struct str){NULL, 0} :
	    without_stop(str_trim(mention_text(f->reading, m, "value")));
}

static const struct payer *
named_payer(struct arena *a, const struct reading *r)
{
	struct gathered names = gather(a, r, "payer");

	for (size_t i = 0; i < names.len; i++)
		if (names.at[i]->lexeme != NULL &&
		    !opens_longer_name(r->note->text, names.at[i]->span))
			return pack_payer(r->pack,
			    str_of(names.at[i]->lexeme->value));
	return NULL;
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

static date_t
headed_date(const struct reading *r, struct span at, bool day_first)
{
	return at.end == 0 ? NO_DATE :
	    dates_parse(str_slice(r->note->text, at), NO_DATE, day_first);
}

/* Is a date in the first lines set off from all that stands before it?  Then
 * what its line says first does not explain it. */
static bool
is_title_date(struct str text, struct span at)
{
	enum { TITLES = 2, GAP = 3 };	/* lines, blanks */
	size_t blanks = 0, lines = 0;

	while (blanks < at.start && text.ptr[at.start - 1 - blanks] == ' ')
		blanks++;
	for (size_t i = 0; i < at.start && lines < TITLES; i++)
		lines += text.ptr[i] == '\n';
	return blanks >= GAP && blanks < at.start && lines < TITLES &&
	    (at.end == text.len || text.ptr[at.end] == '\n' ||
	    text.ptr[at.end] == ' ');
}

static size_t
end_of_head(struct str text)
{
	enum { HEAD_LINES = 8, HEAD_BYTES = 700 };
	size_t at = 0;

	for (size_t lines = 0; at < text.len && at < HEAD_BYTES &&
	    lines < HEAD_LINES; at++)
		lines += text.ptr[at] == '\n' && at > 0 &&
		    text.ptr[at - 1] != '\n';
	return at;
}

/* Does a date open its line, before words of its own? */
static bool
opens_line(struct str text, struct span at)
{
	while (at.start > 0 && !is_word(text.ptr[at.start - 1]) &&
	    text.ptr[at.start - 1] != '\n')
		at.start--;
	return at.start == 0 || text.ptr[at.start - 1] == '\n';
}

/* The dates of a note where none is said to be the visit's. */
struct left {
	struct gathered days;	/* all */
	struct gathered others;	/* said to be of something else */
	struct gathered due;	/* said to be when something is to be */
	size_t head;		/* where the first lines end */
};

/* Can a date be the visit's?  Below the first lines only one that opens a line;
 * in running text it is of an earlier figure or an event. */
static bool
may_be_visit(const struct facts *f, const struct left *l, struct span at)
{
	struct str text = f->reading->note->text;

	if (span_touches(f->signed_at, at) || gathered_touches(&l->due, at))
		return false;
	if (gathered_touches(&l->others, at))
		return is_title_date(text, at);
	return at.start < l->head || opens_line(text, at);
}

/* Take a day where it is a better date of the visit: the latest of the first
 * lines, since what happened before is told there, too. */
static void
take_later(struct facts *f, struct span at, bool day_first)
{
	struct str text = str_slice(f->reading->note->text, at);
	date_t d = dates_parse(text, NO_DATE, day_first);

	if (d == NO_DATE)
		d = date_spoken(text);
	if (d == NO_DATE || d < date_of(FIRST_YEAR, 1, 1) ||
	    d == f->birth_date ||
	    (f->date_of_service != NO_DATE && d <= f->date_of_service))
		return;
	f->date_of_service = d;
	f->date_at = at;
}

void
header_date_left(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	bool day_first = dates_day_first(r->note->text);
	struct gathered none = {0};
	struct left l;

	if (f->date_of_service != NO_DATE)
		return;
	f->date_of_service = first_date(r, "closing-date", &none, day_first,
	    date_of(FIRST_YEAR, 1, 1), &f->date_at);
	if (f->date_of_service != NO_DATE)
		return;
	l.days = gather_counting(a, r, "any-date");
	l.others = gather_all(a, r, "other-date");
	l.due = gather_all(a, r, "due-date");
	l.head = end_of_head(r->note->text);
	for (size_t i = 0; i < l.days.len; i++) {
		struct span at;
		if (!mention_capture(l.days.at[i], "value", &at) ||
		    !may_be_visit(f, &l, at))
			continue;
		if (at.start >= l.head && f->date_of_service != NO_DATE)
			break;
		take_later(f, at, day_first);
	}
}

void
header_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered none = {0}, others = gather_all(a, r, "other-date");
	struct gathered persons = gather_all(a, r, "other-person");
	struct span rows[COLUMN_ROLES], at;
	bool day_first = dates_day_first(r->note->text);

	headed_read(r, rows);
	f->patient = headed_name(a, r, rows);
	if (f->patient.len == 0)
		f->patient = joined_name(a, r, "patient");
	if (f->patient.len == 0)
		f->patient = without_stop(first_value(r, "patient", &persons));
	f->patient_id = first_value(r, "patient-id", &none);
	f->birth_date = headed_date(r, rows[COLUMN_BIRTH_DATE], day_first);
	if (f->birth_date == NO_DATE)
		f->birth_date = first_date(r, "birth-date", &none,
		    day_first, NO_DATE, &at);
	f->date_at = rows[COLUMN_SERVICE_DATE];
	f->date_of_service = headed_date(r, f->date_at, day_first);
	if (f->date_of_service == NO_DATE)
		f->date_of_service = first_date(r, "service-date", &others,
		    day_first, date_of(FIRST_YEAR, 1, 1), &f->date_at);
	f->payer = named_payer(a, r);
}
