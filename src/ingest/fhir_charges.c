/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/fhir_charges.h"

#include "ingest/fhir.h"
#include "ingest/hl7_time.h"

enum { CODE_BYTES = 5, LINES_AT_MOST = 200, CODES_AT_MOST = 16 };

/* Code systems of what is billed, by any of their names. */
static const char *const systems[] = {
	"http://www.ama-assn.org/go/cpt", "urn:oid:2.16.840.1.113883.6.12",
	"urn:oid:2.16.840.1.113883.6.285", "urn:oid:2.16.840.1.113883.6.14",
	"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
	"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
};

/* Where each of the two kinds of lines says what. */
struct paths {
	const char *code;
	const char *units;
	const char *modifier;
	const char *point;
	const char *period;
};

static const struct paths of_charge_item = {"code.coding", "quantity.value",
    "productCodeableConcept.coding.code", "occurrenceDateTime",
    "occurrencePeriod"};
static const struct paths of_claim_line = {"productOrService.coding",
    "quantity.value", "modifier.coding.code", "servicedDate",
    "servicedPeriod"};

static struct str
billed_code(const json_t *line, const char *path)
{
	const json_t *codings[CODES_AT_MOST];
	size_t n = json_all(line, path, codings, CODES_AT_MOST);

	for (size_t i = 0; i < n; i++) {
		struct str system = json_text_at(codings[i], "system");
		struct str code = json_text_at(codings[i], "code");
		for (size_t k = 0; k < sizeof(systems) / sizeof(*systems); k++)
			if (code.len == CODE_BYTES &&
			    str_eq(system, str_of(systems[k])))
				return code;
	}
	return (struct str){NULL, 0};
}

static int
whole_number(const json_t *value)
{
	double n = json_is_number(value) ? json_number_value(value) : -1;

	return n >= 0 && n <= 1000 && n == (int)n ? (int)n : -1;
}

static void
add_line(struct arena *a, const json_t *line, const struct paths *p,
    date_t day, struct document *d)
{
	struct str code = billed_code(line, p->code);
	struct hl7_time from = hl7_time_of(json_text_at(line, p->point));
	const json_t *period = json_at(line, p->period);
	const json_t *modifiers[CHARGE_MODIFIERS];

	if (from.day == NO_DATE)
		from = hl7_time_of(json_text_at(period, "start"));
	if (code.len == 0 || (day != NO_DATE && from.day != NO_DATE &&
	    from.day != day))
		return;
	struct stated_charge c = {.code = arena_str(a, code),
	    .units = whole_number(json_at(line, p->units)),
	    .minutes = hl7_minutes(from,
	    hl7_time_of(json_text_at(period, "end")))};
	size_t n = json_all(line, p->modifier, modifiers, CHARGE_MODIFIERS);
	for (size_t i = 0; i < n; i++)
		if (json_text(modifiers[i]).len == 2)
			c.modifiers[c.n_modifiers++] =
			    arena_str(a, json_text(modifiers[i]));
	vec_push(a, &d->charges, c);
}

static bool
is_billed(const json_t *resource)
{
	struct str status = json_text_at(resource, "status");

	return !str_eq(status, STR("cancelled")) &&
	    !str_eq(status, STR("entered-in-error")) &&
	    !str_eq(status, STR("not-billable")) &&
	    !str_eq(status, STR("aborted"));
}

/* A claim says again what charge items say; these come first. */
void
fhir_charges(struct arena *a, const json_t *root, date_t day,
    struct document *d)
{
	const json_t *entries = json_object_get(root, "entry");
	const json_t *lines[LINES_AT_MOST];

	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *r = json_object_get(json_array_get(entries, i),
		    "resource");
		if (str_eq(fhir_type(r), STR("ChargeItem")) && is_billed(r))
			add_line(a, r, &of_charge_item, day, d);
	}
	for (size_t i = 0; d->charges.len == 0 &&
	    i < json_array_size(entries); i++) {
		const json_t *r = json_object_get(json_array_get(entries, i),
		    "resource");
		if (!str_eq(fhir_type(r), STR("Claim")) || !is_billed(r))
			continue;
		size_t n = json_all(r, "item", lines, LINES_AT_MOST);
		for (size_t k = 0; k < n; k++)
			add_line(a, lines[k], &of_claim_line, day, d);
	}
}
