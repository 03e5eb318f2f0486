/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/stated.h"

#include "facts/signer.h"

static const struct document *
document_of(const struct facts *f)
{
	return f->reading->note->document;
}

static date_t
stated_date(const struct facts *f, const char *fact)
{
	return date_parse(document_stated(document_of(f), fact), NO_DATE);
}

static bool
has_text(const struct texts *texts, struct str s)
{
	for (size_t i = 0; i < texts->len; i++)
		if (str_eq_nocase(s, str_of(texts->at[i])))
			return true;
	return false;
}

/* The entry of a lexicon that goes under exactly these words, or NULL. */
static const struct lexeme *
lexeme_of(const struct pack *p, const char *lexicon, struct str s)
{
	for (size_t i = 0; s.len > 0 && i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (strcmp(l->concept->id, lexicon) == 0 &&
		    (str_eq_nocase(s, str_of(l->name)) ||
		    has_text(&l->also, s)))
			return l;
	}
	return NULL;
}

/* The payer whose name begins what is stated: "Medicare Part B, primary". */
static const struct payer *
payer_of(const struct pack *p, struct str stated)
{
	const struct payer *found = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		struct str name = str_of(l->name);
		bool begins = l->concept->fact != NULL && l->value != NULL &&
		    strcmp(l->concept->fact, "payer") == 0 &&
		    stated.len >= name.len && name.len > longest &&
		    str_eq_nocase((struct str){stated.ptr, name.len}, name) &&
		    (stated.len == name.len || !is_word(stated.ptr[name.len]));
		if (!begins || pack_payer(p, str_of(l->value)) == NULL)
			continue;
		found = pack_payer(p, str_of(l->value));
		longest = name.len;
	}
	return found;
}

static void
set_str(struct str *out, struct str stated)
{
	if (stated.len > 0)
		*out = stated;
}

void
stated_header(struct facts *f)
{
	const struct document *d = document_of(f);
	date_t service = stated_date(f, "service-date");
	date_t birth = stated_date(f, "birth-date");
	const struct payer *payer = payer_of(f->reading->pack,
	    document_stated(d, "payer"));

	set_str(&f->patient, document_stated(d, "patient"));
	set_str(&f->patient_id, document_stated(d, "patient-id"));
	if (birth != NO_DATE)
		f->birth_date = birth;
	if (service != NO_DATE) {
		f->date_of_service = service;
		f->date_at = (struct span){0, 0};
	}
	if (payer != NULL)
		f->payer = payer;
}

/* The credential that a part says, with full stops between its letters too:
 * "P.T." */
static const struct lexeme *
credential_said(const struct pack *p, struct str part)
{
	const struct lexeme *l = lexeme_of(p, "credentials", part);

	return l != NULL ? l : signer_dotted(p, part);
}

/* The first credential of "PT, DPT" that is known,
 * or that may sign; or NULL. */
static const struct lexeme *
credential_of(const struct pack *p, struct str stated, bool signs)
{
	while (stated.len > 0) {
		const char *comma = memchr(stated.ptr, ',', stated.len);
		size_t n = comma ? (size_t)(comma - stated.ptr) : stated.len;
		const struct lexeme *l = credential_said(p,
		    str_trim((struct str){stated.ptr, n}));
		if (l != NULL && (!signs ||
		    (l->value != NULL && l->kind != NULL)))
			return l;
		n += n < stated.len;
		stated = (struct str){stated.ptr + n, stated.len - n};
	}
	return NULL;
}

/* Where the last word or part between commas of a name begins. */
static size_t
last_part(struct str name)
{
	size_t at = name.len;

	while (at > 0 && name.ptr[at - 1] != ',' && name.ptr[at - 1] != ' ')
		at--;
	return at;
}

/*
 * A name without the credentials behind it, "Dana Whitlock, PT, DPT".  The
 * last one cut off that may sign goes to `*out`, if it was NULL.
 */
static struct str
without_credentials(const struct pack *p, struct str name,
    const struct lexeme **out)
{
	const struct lexeme *found = NULL;

	for (;;) {
		size_t at = last_part(name);
		struct str part = {name.ptr + at, name.len - at};
		const struct lexeme *l = credential_said(p, part);
		/* Degrees and certificates go as well. */
		if (at == 0 || l == NULL)
			break;
		if (l->value != NULL && l->kind != NULL)
			found = l;
		name.len = at;
		while (name.len > 0 && (name.ptr[name.len - 1] == ',' ||
		    name.ptr[name.len - 1] == ' '))
			name.len--;
	}
	if (*out == NULL)
		*out = found;
	return name;
}

/* The credential of the person stated at `i`: what follows up to the next. */
static const struct lexeme *
credential_after(const struct facts *f, size_t i)
{
	const struct document *d = document_of(f);

	for (i++; i < d->stated.len; i++) {
		const struct stated *s = &d->stated.at[i];
		if (strcmp(s->fact, "signature") == 0 ||
		    strcmp(s->fact, "author") == 0)
			break;
		const struct lexeme *l = strcmp(s->fact, "credential") == 0 ?
		    credential_of(f->reading->pack, s->value, true) : NULL;
		if (l != NULL)
			return l;
	}
	return NULL;
}

/* The day on which the person stated at `i` signed, or NO_DATE. */
static date_t
signed_after(const struct document *d, size_t i)
{
	for (i++; i < d->stated.len; i++) {
		const struct stated *s = &d->stated.at[i];
		if (strcmp(s->fact, "signature") == 0 ||
		    strcmp(s->fact, "author") == 0)
			break;
		if (strcmp(s->fact, "signed-on") == 0)
			return date_parse(s->value, NO_DATE);
	}
	return NO_DATE;
}

static void
take_day(struct facts *f, date_t day)
{
	if (day == NO_DATE)
		return;
	f->signed_date = day;
	f->signed_at = (struct span){0, 0};
}

/* Take the first person of a role with such a credential, else the first. */
static bool
take_person(struct facts *f, const char *role)
{
	const struct document *d = document_of(f);
	bool any = false;

	for (size_t i = 0; i < d->stated.len; i++) {
		if (strcmp(d->stated.at[i].fact, role) != 0)
			continue;
		const struct lexeme *l = credential_after(f, i);
		struct str name = without_credentials(f->reading->pack,
		    d->stated.at[i].value, &l);
		if (any && l == NULL)
			continue;
		any = true;
		f->author = name;
		f->credential = l != NULL ? str_of(l->value) : STR("");
		take_day(f, signed_after(d, i));
		if (l != NULL)
			return true;
	}
	return false;
}

void
stated_signature(struct facts *f)
{
	const struct document *d = document_of(f);

	if (document_stated(d, "signature").len > 0)
		f->signed_outside = take_person(f, "signature");
	else if (f->author.len == 0)
		take_person(f, "author");
}

bool
stated_other_profession(const struct facts *f)
{
	const struct document *d = document_of(f);
	bool any = false;

	for (size_t i = 0; i < d->stated.len; i++) {
		const struct stated *s = &d->stated.at[i];
		if (strcmp(s->fact, "credential") != 0)
			continue;
		if (credential_of(f->reading->pack, s->value, false) != NULL)
			return false;
		any = true;
	}
	return any;
}

void
stated_clock(struct facts *f)
{
	const struct document *d = document_of(f);
	enum half half;
	minute_t in = time_parse(document_stated(d, "time-in"), &half);
	minute_t out = time_parse(document_stated(d, "time-out"), &half);

	if (in == NO_TIME)
		return;
	f->time_in = in;
	if (out != NO_TIME)
		f->time_out = out;
}

static void
complete(struct service *s, const struct stated_charge *c)
{
	if (s->units == NONE)
		s->units = c->units;
	if (s->minutes == NONE)
		s->minutes = c->minutes;
	if (s->n_modifiers > 0)
		return;
	for (unsigned i = 0; i < c->n_modifiers; i++)
		s->modifiers[s->n_modifiers++] = c->modifiers[i];
}

void
stated_services(struct arena *a, struct facts *f)
{
	const struct document *d = document_of(f);
	bool narrated = f->services.len > 0;

	for (size_t i = 0; i < d->charges.len; i++) {
		const struct stated_charge *c = &d->charges.at[i];
		struct service *known = facts_service(f, c->code);
		if (known != NULL) {
			complete(known, c);
			continue;
		}
		/* Only codes of ours: a chart also codes what others did. */
		const struct code *code = pack_code(f->reading->pack, c->code);
		if (narrated || code == NULL)
			continue;
		struct service s = {.number = c->code, .code = code,
		    .units = NONE, .minutes = NONE};
		complete(&s, c);
		vec_push(a, &f->services, s);
	}
}

struct str
stated_discipline(const struct facts *f)
{
	const struct document *d = document_of(f);

	for (size_t i = 0; i < d->stated.len; i++) {
		const struct lexeme *l =
		    strcmp(d->stated.at[i].fact, "note-type") == 0 ?
		    lexeme_of(f->reading->pack, "documents",
		    d->stated.at[i].value) : NULL;
		if (l != NULL && l->value != NULL)
			return str_of(l->value);
	}
	return STR("");
}

const struct note_type *
stated_type(const struct facts *f)
{
	const struct document *d = document_of(f);
	const struct pack *p = f->reading->pack;

	for (size_t i = 0; i < d->stated.len; i++)
		for (size_t k = 0; k < p->note_types.len; k++)
			if (strcmp(d->stated.at[i].fact, "note-type") == 0 &&
			    has_text(&p->note_types.at[k].codes,
			    d->stated.at[i].value))
				return &p->note_types.at[k];
	return NULL;
}
