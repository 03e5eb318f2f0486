/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The header is read by two tables: which element begins a party, and which
 * element or attribute below it fills which of its fields.
 */
#include "ingest/cda_header.h"

#include "ingest/cda_party.h"

/* Elements that begin a party, by their paths. */
static const struct {
	const char *path;
	enum role role;
} begins[] = {
	{"recordTarget", ROLE_PATIENT},
	{"author", ROLE_AUTHOR},
	{"authenticator", ROLE_SIGNER},
	{"legalAuthenticator", ROLE_LEGAL},
	{"participant", ROLE_COVERAGE},
	{"documentationOf", ROLE_SERVICE},
	{"documentationOf/serviceEvent/performer", ROLE_PERFORMER},
	{"componentOf", ROLE_ENCOUNTER},
};

/* What comes where: the path below the party's element, its attribute (NULL:
 * its text), the field, and what joins several values (NULL: the first). */
struct field {
	const char *path;
	const char *attribute;
	size_t offset;
	const char *join;
};

#define AT(member) offsetof(struct party, member)

/* A name, wherever it stands. */
#define NAME(path) \
	{path, NULL, AT(name), NULL}, \
	{path "/given", NULL, AT(given), " "}, \
	{path "/family", NULL, AT(family), " "}, \
	{path "/suffix", NULL, AT(suffix), ", "}

/* The code of a role. */
#define CODE(path) \
	{path, "code", AT(code), NULL}, \
	{path, "codeSystem", AT(system), NULL}, \
	{path, "displayName", AT(display), NULL}, \
	{path "/originalText", NULL, AT(display), NULL}

static const struct field of_document[] = {
	{"title", NULL, AT(name), NULL},
	CODE("code"),
	{"code/translation", "code", AT(second), " "},
	{"effectiveTime", "value", AT(time), NULL},
	{NULL, NULL, 0, NULL},
};

static const struct field of_patient[] = {
	{"patientRole/id", "extension", AT(id), NULL},
	NAME("patientRole/patient/name"),
	{"patientRole/patient/birthTime", "value", AT(birth), NULL},
	{NULL, NULL, 0, NULL},
};

static const struct field of_person[] = {
	{"time", "value", AT(time), NULL},
	{"time/low", "value", AT(time), NULL},
	{"signatureCode", "code", AT(signature), NULL},
	CODE("assignedAuthor/code"),
	NAME("assignedAuthor/assignedPerson/name"),
	CODE("assignedEntity/code"),
	NAME("assignedEntity/assignedPerson/name"),
	{NULL, NULL, 0, NULL},
};

static const struct field of_encounter[] = {
	{"encompassingEncounter/effectiveTime", "value", AT(time), NULL},
	{"encompassingEncounter/effectiveTime/low", "value", AT(low), NULL},
	{"encompassingEncounter/effectiveTime/high", "value", AT(high), NULL},
	{NULL, NULL, 0, NULL},
};

static const struct field of_service[] = {
	{"serviceEvent/effectiveTime", "value", AT(time), NULL},
	{"serviceEvent/effectiveTime/low", "value", AT(low), NULL},
	{"serviceEvent/effectiveTime/high", "value", AT(high), NULL},
	{NULL, NULL, 0, NULL},
};

static const struct field of_coverage[] = {
	{"associatedEntity/scopingOrganization/name", NULL, AT(name), NULL},
	{NULL, NULL, 0, NULL},
};

static const struct field *const fields[ROLES] = {
	[ROLE_DOCUMENT] = of_document,
	[ROLE_PATIENT] = of_patient,
	[ROLE_AUTHOR] = of_person,
	[ROLE_SIGNER] = of_person,
	[ROLE_LEGAL] = of_person,
	[ROLE_PERFORMER] = of_person,
	[ROLE_ENCOUNTER] = of_encounter,
	[ROLE_SERVICE] = of_service,
	[ROLE_COVERAGE] = of_coverage,
};

struct header *
header_new(struct arena *a)
{
	struct header *h = arena_alloc(a, sizeof(*h));

	h->arena = a;
	h->service_day = NO_DATE;
	vec_push(a, &h->parties, (struct party){.role = ROLE_DOCUMENT});
	return h;
}

static void
set(struct header *h, struct party *p, const struct field *f, struct str value)
{
	struct str *member = (struct str *)(void *)((char *)p + f->offset);

	value = str_trim(value);
	if (value.len == 0 || value.len > VALUE_BYTES)
		return;
	if (member->len == 0)
		*member = arena_str(h->arena, value);
	else if (f->join != NULL && member->len + value.len < VALUE_BYTES)
		*member = arena_printf(h->arena, "%.*s%s%.*s",
		    STR_ARG(*member), f->join, STR_ARG(value));
}

/* A social security number identifies no chart, and is not wanted in any
 * report. */
static bool
is_withheld(const struct xml *x)
{
	return str_eq(xml_attribute(x, "root"),
	    STR("2.16.840.1.113883.4.1"));
}

/* The path below the open party's element. */
static struct str
below(const struct header *h, struct str path)
{
	size_t skip = h->open > 0 ? h->open_length + 1 : 0;

	return path.len >= skip ? str_slice(path,
	    (struct span){skip, path.len}) : STR("");
}

static void
begin_party(struct header *h, const struct xml *x, struct str path,
    const char *xpath)
{
	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++) {
		if (!str_eq(path, str_of(begins[i].path)) ||
		    h->parties.len == PARTIES_AT_MOST)
			continue;
		struct party p = {.role = begins[i].role, .xpath = xpath};
		p.kind = arena_str(h->arena, xml_attribute(x, "typeCode"));
		h->outer = h->open;
		h->outer_length = h->open_length;
		h->open = h->parties.len;
		h->open_length = path.len;
		vec_push(h->arena, &h->parties, p);
	}
}

void
header_open(struct header *h, const struct xml *x, struct str path,
    const char *xpath)
{
	begin_party(h, x, path, xpath);
	h->value_len = 0;
	struct party *p = &h->parties.at[h->open];
	struct str rest = below(h, path);
	for (const struct field *f = fields[p->role]; f->path != NULL; f++)
		if (f->attribute != NULL && str_eq(rest, str_of(f->path)) &&
		    !(f->offset == AT(id) && is_withheld(x)))
			set(h, p, f, xml_attribute(x, f->attribute));
}

void
header_text(struct header *h, struct str text)
{
	size_t room = sizeof(h->value) - h->value_len;
	size_t n = text.len < room ? text.len : room;

	if (n == 0)
		return;
	memcpy(h->value + h->value_len, text.ptr, n);
	h->value_len += n;
}

/* Line ends and runs of blanks in a value are one blank. */
static struct str
folded(struct header *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->value_len; i++) {
		char c = h->value[i];
		if (!is_space(c))
			h->value[n++] = c;
		else if (n > 0 && h->value[n - 1] != ' ')
			h->value[n++] = ' ';
	}
	return (struct str){h->value, n};
}

static bool
is_name_field(const struct field *f)
{
	return f->offset == AT(given) || f->offset == AT(family) ||
	    f->offset == AT(suffix);
}

void
header_close(struct header *h, struct str path)
{
	struct party *p = &h->parties.at[h->open];
	struct str rest = below(h, path), value = folded(h);

	for (const struct field *f = fields[p->role]; f->path != NULL; f++) {
		if (f->attribute != NULL || !str_eq(rest, str_of(f->path)))
			continue;
		/* Of several names (legal, maiden) the first counts. */
		if (!(is_name_field(f) && p->named))
			set(h, p, f, value);
		if (f->offset == AT(name) && h->open > 0)
			p->named = p->name.len + p->given.len +
			    p->family.len > 0;
	}
	h->value_len = 0;
	if (h->open > 0 && path.len == h->open_length) {
		h->open = h->outer;
		h->open_length = h->outer_length;
		h->outer = 0;
	}
}
