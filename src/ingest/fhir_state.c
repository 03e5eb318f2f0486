/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The resources call the same thing by different names; the paths to try for
 * each fact stand in tables, surest first.
 */
#include "ingest/fhir_state.h"

#include "ingest/fhir_charges.h"
#include "ingest/hl7_time.h"

enum { PEOPLE_AT_MOST = 32, CODES_AT_MOST = 16 };

struct stating {
	struct arena *arena;
	const json_t *note;
	const struct fhir_refs *refs;
	struct document *d;
};

static const char LOINC[] = "http://loinc.org";
static const char SSN[] = "http://hl7.org/fhir/sid/us-ssn";
static const char NUCC[] = "http://nucc.org/provider-taxonomy";

static void
state(struct stating *s, const char *fact, struct str value,
    const char *pointer)
{
	value = str_trim(value);
	if (value.len > 0)
		vec_push(s->arena, &s->d->stated, (struct stated){fact,
		    arena_str(s->arena, value), pointer});
}

static void
state_day(struct stating *s, const char *fact, date_t day,
    const char *pointer)
{
	char text[11];

	if (day == NO_DATE)
		return;
	date_format(day, text);
	state(s, fact, str_of(text), pointer);
}

static void
state_time(struct stating *s, const char *fact, minute_t minute)
{
	char text[6];

	if (minute == NO_TIME)
		return;
	time_format(minute, text);
	state(s, fact, str_of(text), NULL);
}

/* The resource that a reference at a path means, or NULL. */
static const json_t *
referred(const struct stating *s, const json_t *from, const char *path)
{
	const json_t *reference = json_at(from, path);

	return fhir_resolve(s->refs, json_text_at(reference, "reference"));
}

/* A HumanName, of which the first that is whole counts. */
static struct str
name_of(struct arena *a, const json_t *person)
{
	const json_t *name = json_at(person, "name");
	const json_t *given[8];
	struct str whole = json_text_at(name, "text");
	size_t n = json_all(name, "given", given, 8);
	struct str family = json_text_at(name, "family");

	if (json_is_string(name))
		return json_text(name);
	if (whole.len > 0)
		return whole;
	struct str built = STR("");
	for (size_t i = 0; i < n; i++)
		built = arena_printf(a, "%.*s%s%.*s", STR_ARG(built),
		    built.len > 0 ? " " : "", STR_ARG(json_text(given[i])));
	return built.len == 0 ? family : family.len == 0 ? built :
	    arena_printf(a, "%.*s %.*s", STR_ARG(built), STR_ARG(family));
}

static void
state_patient(struct stating *s)
{
	const json_t *patient = referred(s, s->note, "subject");
	const json_t *ids[CODES_AT_MOST];

	if (patient == NULL) {
		patient = referred(s, s->note, "patient");
		state(s, "patient", json_text_at(s->note, "subject.display"),
		    "/subject");
		if (patient == NULL)
			return;
	}
	struct str name = name_of(s->arena, patient);
	struct str suffix = json_text_at(patient, "name.suffix");
	state(s, "patient", suffix.len == 0 || json_text_at(patient,
	    "name.text").len > 0 ? name : arena_printf(s->arena, "%.*s %.*s",
	    STR_ARG(name), STR_ARG(suffix)), "/subject");
	size_t n = json_all(patient, "identifier", ids, CODES_AT_MOST);
	for (size_t i = 0; i < n; i++)
		if (!str_eq(json_text_at(ids[i], "system"), str_of(SSN))) {
			state(s, "patient-id", json_text_at(ids[i], "value"),
			    "/subject");
			break;
		}
	state_day(s, "birth-date",
	    hl7_time_of(json_text_at(patient, "birthDate")).day, "/subject");
}

/* Codes and names of what the note is. */
static void
state_kind(struct stating *s, const char *path, const char *pointer)
{
	const json_t *codings[CODES_AT_MOST];
	const json_t *concept = json_at(s->note, path);
	size_t n = json_all(concept, "coding", codings, CODES_AT_MOST);

	for (size_t i = 0; i < n; i++) {
		struct str code = json_text_at(codings[i], "code");
		if (code.len > 0 && str_eq(json_text_at(codings[i], "system"),
		    str_of(LOINC)))
			state(s, "note-type", arena_printf(s->arena,
			    "loinc:%.*s", STR_ARG(code)), pointer);
		state(s, "note-type", json_text_at(codings[i], "display"),
		    pointer);
	}
	state(s, "note-type", json_text_at(concept, "text"), pointer);
}

static void
state_title(struct stating *s)
{
	static const char *const paths[] = {"title", "description",
	    "content.attachment.title", "presentedForm.title", "type.text",
	    "code.text"};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		struct str title = json_text_at(s->note, paths[i]);
		if (title.len == 0)
			continue;
		state(s, "title", title, NULL);
		return;
	}
}

/* What the note is known by where it comes from; an id is only good on the
 * server that gave it. */
static void
state_id(struct stating *s)
{
	static const char *const paths[] = {"masterIdentifier.value",
	    "identifier.value", "id"};
	struct str id = {NULL, 0};

	for (size_t i = 0; id.len == 0 &&
	    i < sizeof(paths) / sizeof(*paths); i++)
		id = json_text_at(s->note, paths[i]);
	state(s, "note-id", id, NULL);
}

/* A period, or a point in time. */
struct when {
	struct hl7_time from;
	struct hl7_time to;
};

static struct when
when_of(const json_t *value)
{
	struct str point = json_text(value);

	return (struct when){hl7_time_of(point.len > 0 ? point :
	    json_text_at(value, "start")),
	    hl7_time_of(json_text_at(value, "end"))};
}

/* When the patient was seen: the encounter before what the note is dated.  A
 * period of more than a day is none of a visit. */
static struct when
visit(const struct stating *s, const json_t *encounter)
{
	static const char *const paths[] = {"context.period", "period",
	    "event.period", "effectivePeriod", "effectiveDateTime", "date",
	    "issued", "content.attachment.creation"};
	struct when w = when_of(json_at(encounter, "period"));

	if (w.from.day == NO_DATE)
		w = when_of(json_at(encounter, "actualPeriod"));
	for (size_t i = 0; w.from.day == NO_DATE &&
	    i < sizeof(paths) / sizeof(*paths); i++) {
		w = when_of(json_at(s->note, paths[i]));
		if (w.to.day != NO_DATE && w.to.day != w.from.day)
			w.from.day = NO_DATE;
	}
	return w;
}

static date_t
state_visit(struct stating *s)
{
	const json_t *encounter = referred(s, s->note, "encounter");

	if (encounter == NULL)
		encounter = referred(s, s->note, "context.encounter");
	if (encounter == NULL)
		encounter = referred(s, s->note, "context");
	struct when w = visit(s, encounter);
	state_day(s, "service-date", w.from.day, NULL);
	/* A point in time is when it was written; a visit has an end. */
	if (w.from.day != NO_DATE && w.to.day == w.from.day &&
	    w.to.minute != NO_TIME && w.from.minute != NO_TIME &&
	    w.to.minute > w.from.minute) {
		state_time(s, "time-in", w.from.minute);
		state_time(s, "time-out", w.to.minute);
	}
	return w.from.day;
}

/* The credentials in a practitioner or the role of one. */
static void
state_credentials(struct stating *s, const json_t *who, const char *pointer)
{
	static const char *const texts[] = {"name.suffix",
	    "qualification.code.text", "qualification.code.coding.display",
	    "code.text", "code.coding.display", "specialty.coding.display",
	    "specialty.text"};
	static const char *const concepts[] = {"qualification.code.coding",
	    "code.coding", "specialty.coding"};
	const json_t *found[CODES_AT_MOST];

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		size_t n = json_all(who, texts[i], found, CODES_AT_MOST);
		for (size_t k = 0; k < n; k++)
			state(s, "credential", json_text(found[k]), pointer);
	}
	for (size_t i = 0; i < sizeof(concepts) / sizeof(*concepts); i++) {
		size_t n = json_all(who, concepts[i], found, CODES_AT_MOST);
		for (size_t k = 0; k < n; k++)
			if (str_eq(json_text_at(found[k], "system"),
			    str_of(NUCC)))
				state(s, "credential", arena_printf(s->arena,
				    "nucc:%.*s", STR_ARG(json_text_at(
				    found[k], "code"))), pointer);
	}
}

/* Whoever a reference means. */
struct person {
	struct str name;
	struct str behind;	/* the name, divided by a comma */
	const json_t *practitioner;	/* or NULL */
	const json_t *role;	/* or NULL */
};

static struct person
person_of(const struct stating *s, const json_t *reference)
{
	struct person p = {.practitioner = fhir_resolve(s->refs,
	    json_text_at(reference, "reference"))};

	if (json_object_get(p.practitioner, "practitioner") != NULL) {
		p.role = p.practitioner;
		p.practitioner = referred(s, p.role, "practitioner");
		p.name = json_text_at(p.role, "practitioner.display");
	}
	struct str name = name_of(s->arena, p.practitioner);
	if (name.len > 0)
		p.name = name;
	if (p.name.len == 0)
		p.name = json_text_at(reference, "display");
	const char *comma = p.name.len == 0 ? NULL :
	    memchr(p.name.ptr, ',', p.name.len);
	if (comma != NULL) {
		size_t n = (size_t)(comma - p.name.ptr);
		p.behind = (struct str){comma + 1, p.name.len - n - 1};
		p.name.len = n;
	}
	return p;
}

static bool
is_device(const json_t *reference)
{
	struct str r = json_text_at(reference, "reference");

	return str_starts(r, STR("Device/")) ||
	    str_starts(r, STR("Organization/"));
}

static bool
state_person(struct stating *s, const char *fact, const json_t *reference,
    const char *pointer)
{
	struct person p = person_of(s, reference);

	if (str_trim(p.name).len == 0 || is_device(reference))
		return false;
	state(s, fact, p.name, pointer);
	return true;
}

static void
state_standing(struct stating *s, const json_t *reference,
    const char *pointer)
{
	struct person p = person_of(s, reference);

	state(s, "credential", p.behind, pointer);
	state_credentials(s, p.practitioner, pointer);
	state_credentials(s, p.role, pointer);
}

/* Nobody has signed what is preliminary. */
static bool
is_draft(const json_t *note)
{
	static const char *const drafts[] = {"preliminary", "registered",
	    "partial", "entered-in-error", "cancelled"};
	struct str doc = json_text_at(note, "docStatus");
	struct str status = doc.len > 0 ? doc : json_text_at(note, "status");

	for (size_t i = 0; i < sizeof(drafts) / sizeof(*drafts); i++)
		if (str_eq(status, str_of(drafts[i])))
			return true;
	return false;
}

/* Is the party of a signature an author, too? */
static bool
wrote(const struct stating *s, const json_t *party)
{
	struct str name = person_of(s, party).name;
	const json_t *authors[PEOPLE_AT_MOST];
	size_t n = json_all(s->note, "author", authors, PEOPLE_AT_MOST);

	for (size_t i = 0; i < n; i++)
		if (str_eq(person_of(s, authors[i]).name, name))
			return true;
	return false;
}

static void
state_signature(struct stating *s, const json_t *party, struct str time,
    const char *pointer)
{
	if (!state_person(s, "signature", party, pointer))
		return;
	state_day(s, "signed-on", hl7_time_of(time).day, pointer);
	state_standing(s, party, pointer);
}

/* Attesters of a composition who sign: not those who only approve of it for
 * an organization. */
static void
state_attesters(struct stating *s, bool writing)
{
	const json_t *attesters[PEOPLE_AT_MOST];
	size_t n = json_all(s->note, "attester", attesters, PEOPLE_AT_MOST);

	for (size_t i = 0; i < n; i++) {
		const json_t *party = json_object_get(attesters[i], "party");
		struct str mode = json_text_at(attesters[i], "mode");
		if (mode.len == 0)
			mode = json_text_at(attesters[i], "mode.coding.code");
		if (wrote(s, party) == writing &&
		    !str_eq(mode, STR("official")))
			state_signature(s, party, json_text_at(attesters[i],
			    "time"), "/attester");
	}
}

static void
state_people(struct stating *s)
{
	static const char *const writers[] = {"author", "resultsInterpreter",
	    "performer"};
	const json_t *people[PEOPLE_AT_MOST];
	const json_t *authenticator = json_at(s->note, "authenticator");
	bool any = false;

	if (!is_draft(s->note)) {
		state_attesters(s, true);
		if (authenticator != NULL)
			state_signature(s, authenticator, (struct str){NULL, 0},
			    "/authenticator");
		state_attesters(s, false);
	}
	for (size_t i = 0; !any && i < sizeof(writers) / sizeof(*writers);
	    i++) {
		size_t n = json_all(s->note, writers[i], people,
		    PEOPLE_AT_MOST);
		for (size_t k = 0; k < n; k++)
			if (state_person(s, "author", people[k], "/author")) {
				state_standing(s, people[k], "/author");
				any = true;
			}
	}
}

/* The plan of a coverage or a claim in the bundle. */
static void
state_payer(struct stating *s, const json_t *root)
{
	static const char *const paths[] = {"payor.display",
	    "insurer.display", "insurance.coverage.display"};
	const json_t *entries = json_object_get(root, "entry");

	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *resource = json_object_get(
		    json_array_get(entries, i), "resource");
		for (size_t k = 0; k < sizeof(paths) / sizeof(*paths); k++)
			state(s, "payer", json_text_at(resource, paths[k]),
			    NULL);
	}
}

void
fhir_state(struct arena *a, const json_t *root, const json_t *note,
    const struct fhir_refs *refs, struct document *d)
{
	struct stating s = {a, note, refs, d};

	state_id(&s);
	state_title(&s);
	state_kind(&s, "type", "/type");
	state_kind(&s, "code", "/code");
	state_patient(&s);
	date_t day = state_visit(&s);
	state_people(&s);
	state_payer(&s, root);
	fhir_charges(a, root, day, d);
}
