/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a header says, in the order in which it is to be believed: who signed
 * and treated before who only signed, the encounter before the service.
 */
#include "ingest/cda_party.h"
#include "ingest/hl7_time.h"

static const char LOINC[] = "2.16.840.1.113883.6.1";

static void
state(struct header *h, struct document *d, const char *fact, struct str value,
    const struct party *p)
{
	value = str_trim(value);
	if (value.len > 0)
		vec_push(h->arena, &d->stated,
		    (struct stated){fact, value, p->xpath});
}

static void
state_day(struct header *h, struct document *d, const char *fact, date_t day,
    const struct party *p)
{
	char text[11];

	if (day == NO_DATE)
		return;
	date_format(day, text);
	state(h, d, fact, arena_str(h->arena, str_of(text)), p);
}

static void
state_time(struct header *h, struct document *d, const char *fact,
    minute_t minute, const struct party *p)
{
	char text[6];

	if (minute == NO_TIME)
		return;
	time_format(minute, text);
	state(h, d, fact, arena_str(h->arena, str_of(text)), p);
}

static struct str
full_name(struct arena *a, const struct party *p)
{
	if (p->given.len == 0 || p->family.len == 0)
		return p->given.len > 0 ? p->given :
		    p->family.len > 0 ? p->family : p->name;
	return arena_printf(a, "%.*s %.*s", STR_ARG(p->given),
	    STR_ARG(p->family));
}

static const struct party *
first_party(const struct header *h, enum role role)
{
	for (size_t i = 0; i < h->parties.len; i++)
		if (h->parties.at[i].role == role)
			return &h->parties.at[i];
	return NULL;
}

/* A code of a document, where it is LOINC or looks like it. */
static bool
is_loinc(struct str code, struct str system)
{
	return system.len > 0 ? str_eq(system, str_of(LOINC)) :
	    code.len > 2 && code.ptr[code.len - 2] == '-';
}

static void
state_document(struct header *h, struct document *d)
{
	const struct party *p = &h->parties.at[0];
	struct str rest = p->second;

	state(h, d, "title", p->name, p);
	state(h, d, "note-type", p->display, p);
	if (p->code.len > 0 && is_loinc(p->code, p->system))
		state(h, d, "note-type", arena_printf(h->arena, "loinc:%.*s",
		    STR_ARG(p->code)), p);
	while (rest.len > 0) {
		const char *end = memchr(rest.ptr, ' ', rest.len);
		size_t n = end != NULL ? (size_t)(end - rest.ptr) : rest.len;
		struct str code = {rest.ptr, n};
		if (is_loinc(code, STR("")))
			state(h, d, "note-type", arena_printf(h->arena,
			    "loinc:%.*s", STR_ARG(code)), p);
		n += n < rest.len;
		rest = (struct str){rest.ptr + n, rest.len - n};
	}
}

static void
state_patient(struct header *h, struct document *d)
{
	const struct party *p = first_party(h, ROLE_PATIENT);

	if (p == NULL)
		return;
	struct str name = full_name(h->arena, p);
	if (p->suffix.len > 0 && name.len > 0)
		name = arena_printf(h->arena, "%.*s %.*s", STR_ARG(name),
		    STR_ARG(p->suffix));
	state(h, d, "patient", name, p);
	state(h, d, "patient-id", p->id, p);
	state_day(h, d, "birth-date", hl7_time_of(p->birth).day, p);
}

/* A visit as a party with times states it. */
struct visit {
	struct hl7_time from;
	struct hl7_time to;
};

static struct visit
visit_of(const struct party *p)
{
	struct visit v = {hl7_time_of(p->low), hl7_time_of(p->high)};
	struct hl7_time point = hl7_time_of(p->time);

	if (v.from.day == NO_DATE)
		v.from = point;
	/* Midnight is how systems write that they know the day alone. */
	if (v.from.minute == 0 && (v.to.minute == 0 || v.to.minute == NO_TIME))
		v.from.minute = v.to.minute = NO_TIME;
	return v;
}

static bool
is_one_day(const struct visit *v)
{
	return v->from.day != NO_DATE &&
	    (v->to.day == NO_DATE || v->to.day == v->from.day);
}

/* The visit is the encounter; else the service, when it is one day and not
 * a period of care; else what the document is dated. */
static const struct party *
party_of_visit(const struct header *h)
{
	for (size_t i = 0; i < h->parties.len; i++) {
		const struct party *p = &h->parties.at[i];
		struct visit v = visit_of(p);
		if (p->role == ROLE_ENCOUNTER && v.from.day != NO_DATE)
			return p;
	}
	for (size_t i = 0; i < h->parties.len; i++) {
		const struct party *p = &h->parties.at[i];
		struct visit v = visit_of(p);
		if (p->role == ROLE_SERVICE && is_one_day(&v))
			return p;
	}
	return &h->parties.at[0];
}

/* Times of the visit, from whichever party has them for its day. */
static void
state_clock(struct header *h, struct document *d, date_t day)
{
	for (size_t i = 0; i < h->parties.len; i++) {
		const struct party *p = &h->parties.at[i];
		struct visit v = visit_of(p);
		if ((p->role != ROLE_ENCOUNTER && p->role != ROLE_SERVICE) ||
		    p->low.len == 0 || v.from.day != day || !is_one_day(&v) ||
		    v.from.minute == NO_TIME)
			continue;
		state_time(h, d, "time-in", v.from.minute, p);
		if (v.to.minute > v.from.minute)
			state_time(h, d, "time-out", v.to.minute, p);
		return;
	}
}

static void
state_visit(struct header *h, struct document *d)
{
	const struct party *p = party_of_visit(h);

	h->service_day = visit_of(p).from.day;
	state_day(h, d, "service-date", h->service_day, p);
	if (h->service_day != NO_DATE)
		state_clock(h, d, h->service_day);
}

/* The part of a name before the first comma, and what follows it. */
static struct str
before_comma(struct str name, struct str *rest)
{
	const char *comma = name.len > 0 ? memchr(name.ptr, ',', name.len) :
	    NULL;
	size_t n = comma != NULL ? (size_t)(comma - name.ptr) : name.len;

	*rest = comma != NULL ? (struct str){comma + 1, name.len - n - 1} :
	    STR("");
	return (struct str){name.ptr, n};
}

static void
state_person(struct header *h, struct document *d, const char *fact,
    const struct party *p)
{
	struct str behind;
	struct str name = before_comma(full_name(h->arena, p), &behind);

	state(h, d, fact, name, p);
	if (strcmp(fact, "signature") == 0)
		state_day(h, d, "signed-on", hl7_time_of(p->time).day, p);
	state(h, d, "credential", p->suffix, p);
	state(h, d, "credential", behind, p);
	if (p->code.len > 0)
		state(h, d, "credential", arena_printf(h->arena, "nucc:%.*s",
		    STR_ARG(p->code)), p);
	state(h, d, "credential", p->display, p);
}

static bool
is_person(const struct header *h, const struct party *p, enum role role)
{
	return p->role == role && full_name(h->arena, p).len > 0;
}

/* S is signed; I intends to and X is still required to.  Where the code was
 * forgotten the time tells. */
static bool
has_signed(const struct party *p)
{
	return p->signature.len > 0 ?
	    str_eq_nocase(p->signature, STR("S")) : p->time.len > 0;
}

/* Secondary performers assist. */
static bool
performs(const struct party *p)
{
	return p->role == ROLE_PERFORMER && !str_eq(p->kind, STR("SPRF"));
}

/* Did this person treat: write the note or perform the service? */
static bool
treated(struct header *h, const struct party *signer)
{
	struct str name = full_name(h->arena, signer);

	for (size_t i = 0; i < h->parties.len; i++) {
		const struct party *p = &h->parties.at[i];
		if ((p->role == ROLE_AUTHOR || performs(p)) &&
		    str_eq(full_name(h->arena, p), name))
			return true;
	}
	return false;
}

static void
state_signers(struct header *h, struct document *d, bool treating)
{
	static const enum role order[] = {ROLE_SIGNER, ROLE_LEGAL};

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < h->parties.len; i++) {
			const struct party *p = &h->parties.at[i];
			if (is_person(h, p, order[k]) && has_signed(p) &&
			    treated(h, p) == treating)
				state_person(h, d, "signature", p);
		}
}

/* Who performed the service, where a device wrote the document. */
static void
state_authors(struct header *h, struct document *d)
{
	bool any = false;

	for (size_t i = 0; i < h->parties.len; i++)
		if (is_person(h, &h->parties.at[i], ROLE_AUTHOR)) {
			state_person(h, d, "author", &h->parties.at[i]);
			any = true;
		}
	for (size_t i = 0; !any && i < h->parties.len; i++)
		if (performs(&h->parties.at[i]) &&
		    is_person(h, &h->parties.at[i], ROLE_PERFORMER))
			state_person(h, d, "author", &h->parties.at[i]);
}

/* Who is insured where: "HLD" is the holder of a policy, "COV" covered. */
static void
state_payer(struct header *h, struct document *d)
{
	for (size_t i = 0; i < h->parties.len; i++) {
		const struct party *p = &h->parties.at[i];
		if (p->role == ROLE_COVERAGE && (str_eq(p->kind, STR("HLD")) ||
		    str_eq(p->kind, STR("COV"))))
			state(h, d, "payer", p->name, p);
	}
}

void
header_state(struct header *h, struct document *d)
{
	state_document(h, d);
	state_patient(h, d);
	state_visit(h, d);
	state_signers(h, d, true);
	state_signers(h, d, false);
	state_authors(h, d);
	state_payer(h, d);
}

date_t
header_service_day(const struct header *h)
{
	return h->service_day;
}
