/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who treated and signed first.  A signature is a name with a professional
 * credential where notes are signed: by a cue ("electronically signed by"), or
 * on a line of its own after the body.  A student's needs a co-signer.  A name
 * without such a credential is the author's, but it is no signature; nor are
 * initials, which are not legible by themselves (Medicare Program Integrity
 * Manual, Pub. 100-08, ch. 3, s. 3.3.2.4).
 */
#include "facts/clock.h"
#include "facts/dates.h"
#include "facts/gather.h"
#include "facts/readers.h"
#include "facts/signer.h"
#include "match/person.h"
#include "match/raised.h"

/* A name signs without a cue only below the body of the note. */
static bool
stands_low(const struct reading *r, const struct mention *m)
{
	return m->span.start >= r->note->text.len * 2 / 5;
}

/* The credential that may sign, of those inside `at`: one of a discipline
 * before any other; NULL when there is none. */
static const struct lexeme *
credential_in(const struct gathered *credentials, struct span at)
{
	const struct lexeme *found = NULL;

	for (size_t i = gathered_from(credentials, at.start);
	    i < credentials->len && credentials->at[i]->span.end <= at.end;
	    i++) {
		const struct lexeme *l = credentials->at[i]->lexeme;
		if (l->value == NULL)
			continue;
		if (l->kind != NULL)
			return l;
		if (found == NULL)
			found = l;
	}
	return found;
}

/* Take a name with what stands behind it; true when that signs the note. */
static bool
take(struct facts *f, const struct mention *m,
    const struct gathered *credentials)
{
	struct str text = f->reading->note->text;
	const struct lexeme *credential = NULL;
	struct span name, at;

	if (!mention_capture(m, "name", &name))
		return false;
	bool named = mention_capture(m, "credential", &at);
	if (named)
		credential = credential_in(credentials, at);
	if (named && credential == NULL)
		credential = signer_dotted(f->reading->pack,
		    str_slice(text, at));
	if (credential == NULL && f->author.len > 0)
		return false;
	f->author = str_trim(str_slice(text, name));
	if (credential == NULL) {
		f->credential = named ? str_trim(str_slice(text, at)) :
		    (struct str){NULL, 0};
		return false;
	}
	f->credential = str_of(credential->value);
	f->signature_at = m->span;
	return true;
}

/* Take the first that signs, of the concepts of a fact in their order. */
static bool
take_first(struct facts *f, const char *fact,
    const struct gathered *credentials)
{
	const struct reading *r = f->reading;
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		const char *how = concept_tail(all->at[i]);
		bool cued = strcmp(how, "signed") == 0 ||
		    strcmp(how, "told") == 0;
		for (; m.first < m.last; m.first++)
			if (mention_counts(r, m.first) &&
			    (cued || stands_low(r, m.first)) &&
			    take(f, m.first, credentials))
				return true;
	}
	return false;
}

/* Is it whoever signs, perhaps with initials? */
static bool
is_author(const struct facts *f, struct str name)
{
	return str_eq_nocase(name, f->author) ||
	    person_shared(name, f->author) > 1;
}

static bool
names_author(const struct facts *f, const struct mention *m)
{
	return is_author(f, str_trim(mention_text(f->reading, m, "name")));
}

/* Take who signs by place and shape, where the packs know no wording of it. */
static bool
take_by_place(struct arena *a, struct facts *f,
    const struct gathered *credentials)
{
	struct signer s;

	if ((!signer_find(a, f->reading, credentials, &s) &&
	    !signer_turned(a, f->reading, credentials, &s)) ||
	    (f->author.len > 0 && !is_author(f, s.name)))
		return false;
	f->author = s.name;
	f->credential = str_of(s.credential->value);
	f->signature_at = s.at;
	return true;
}

/* The letters that a name spells out, where it has no initials; else 0. */
static size_t
spelt_out(struct str name)
{
	size_t letters = 0, word = 0;

	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && name.ptr[i] != ' ' &&
		    name.ptr[i] != '.' && name.ptr[i] != ',') {
			word++;
			continue;
		}
		if (word == 1)
			return 0;
		letters += word;
		word = 0;
	}
	return letters;
}

/* Whoever signs "A. Lee" is Ann Lee where the note says so elsewhere. */
static void
name_in_full(struct arena *a, struct facts *f)
{
	struct gathered all = gather(a, f->reading, "signature");

	if (f->author.len == 0 || spelt_out(f->author) > 0)
		return;
	for (size_t i = 0; i < all.len; i++) {
		struct str name = str_trim(mention_text(f->reading, all.at[i],
		    "name"));
		if (spelt_out(name) == 0 || !names_author(f, all.at[i]))
			continue;
		f->author = name;
		return;
	}
}

/* The credential that the head of the note gives whoever put a bare name under
 * it; that makes no signature of the name. */
static void
take_credential(struct arena *a, struct facts *f,
    const struct gathered *credentials)
{
	const struct reading *r = f->reading;
	struct gathered all = gather(a, r, "signature");

	for (size_t i = 0; i < all.len && f->author.len > 0; i++) {
		struct span at;
		if (!mention_capture(all.at[i], "credential", &at) ||
		    !names_author(f, all.at[i]))
			continue;
		const struct lexeme *l = credential_in(credentials, at);
		if (l == NULL)
			continue;
		f->credential = str_of(l->value);
		return;
	}
}

/* The line of the signature and the one below it. */
static struct span
signing_lines(struct str text, struct span at)
{
	unsigned ends = 0;

	while (at.start > 0 && text.ptr[at.start - 1] != '\n')
		at.start--;
	while (at.end < text.len && ends < 2)
		ends += text.ptr[at.end++] == '\n';
	return at;
}

/* The first date of signing on those lines; one below must open its line. */
static void
date_signature(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered all = gather(a, r, "signed-at");
	bool day_first = dates_day_first(r->note->text);
	struct span lines = signing_lines(r->note->text, f->signature_at);

	for (size_t i = 0; i < all.len; i++) {
		const struct mention *m = all.at[i];
		if (!span_touches(lines, m->span))
			continue;
		f->signed_date = dates_parse(mention_text(r, m, "date"),
		    f->date_of_service, day_first);
		if (f->signed_date == NO_DATE)
			continue;
		f->signed_time = clock_time(mention_text(r, m, "time"));
		f->signed_at = m->span;
		return;
	}
}

/* Who signs, by wordings, by place and shape, or by a bare name. */
static void
find_author(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered credentials = gather(a, r, "credentials");

	if (!take_first(f, "signature", &credentials) &&
	    !take_by_place(a, f, &credentials) && f->author.len == 0) {
		take_first(f, "signature-bare", &credentials);
		/* Initials say whose the note is and sign nothing. */
		f->signature_at = (struct span){0, 0};
		if (f->author.len == 0)
			f->author = signer_bare(a, r, &credentials);
	}
	if (f->credential.len == 0)
		take_credential(a, f, &credentials);
	name_in_full(a, f);
}

/* The same where a note has its capitals only by guess. */
static void
find_raised_author(struct arena *a, struct facts *f)
{
	const struct reading *written = f->reading;

	f->reading = written->raised;
	find_author(a, f);
	if (f->signature_at.end > 0)
		date_signature(a, f);
	f->reading = written;
	f->author = raised_written(written, f->author);
	f->credential = raised_written(written, f->credential);
}

void
signature_read(struct arena *a, struct facts *f)
{
	struct gathered unsigned_marks = gather_counting(a, f->reading,
	    "unsigned");

	f->signed_date = NO_DATE;
	f->signed_time = NO_TIME;
	if (unsigned_marks.len > 0)
		return;
	if (f->reading->raised != NULL)
		find_raised_author(a, f);
	if (f->signature_at.end == 0 && f->author.len == 0)
		find_author(a, f);
	header_not_author(a, f);
	if (f->signature_at.end > 0 && f->signed_date == NO_DATE)
		date_signature(a, f);
	if (f->date_of_service == NO_DATE && f->signed_date != NO_DATE)
		header_date_by(a, f);
}
