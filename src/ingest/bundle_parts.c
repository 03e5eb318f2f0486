/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/bundle_parts.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "base/limits.h"
#include "base/vec.h"
#include "ingest/fhir.h"
#include "ingest/fhir_refs.h"

enum { TARGETS_AT_MOST = 64 };

/* Where resources refer to others that say something of a note. */
static const char *const references[] = {
	"subject.reference", "patient.reference", "author.reference",
	"authenticator.reference", "attester.party.reference",
	"encounter.reference", "context.reference",
	"context.encounter.reference", "performer.reference",
	"resultsInterpreter.reference", "practitioner.reference",
	"insurance.coverage.reference", "content.attachment.url",
	"presentedForm.url",
};

/* What is billed, by the encounter that it is billed for. */
struct billed {
	struct str encounter;	/* as it is referred to; empty: not said */
	const json_t *resource;
};

struct bundle_parts {
	const struct fhir_refs *refs;
	VEC(struct billed) billed;	/* ordered by encounter */
	size_t notes;
};

/* A Bundle that is being put together. */
struct part {
	const struct bundle_parts *parts;
	json_t *entries;
	const json_t *resources[LIMIT_FHIR_REFERRED];
	size_t n;
};

static struct str
encounter_of(const json_t *resource)
{
	static const char *const paths[] = {"encounter.reference",
	    "context.encounter.reference", "context.reference",
	    "item.encounter.reference"};
	struct str found = {NULL, 0};

	for (size_t i = 0; found.len == 0 &&
	    i < sizeof(paths) / sizeof(*paths); i++)
		found = json_text_at(resource, paths[i]);
	return found;
}

static bool
bills(const json_t *resource)
{
	struct str type = fhir_type(resource);

	return str_eq(type, STR("ChargeItem")) || str_eq(type, STR("Claim"));
}

static int
by_encounter(const void *a, const void *b)
{
	const struct billed *x = a, *y = b;

	return str_cmp(x->encounter, y->encounter);
}

struct bundle_parts *
bundle_parts_new(struct arena *a, const json_t *bundle)
{
	struct bundle_parts *parts = arena_alloc(a, sizeof(*parts));
	const json_t *entries = json_object_get(bundle, "entry");

	parts->refs = fhir_refs_new(a, bundle);
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *resource = json_object_get(
		    json_array_get(entries, i), "resource");
		parts->notes += fhir_is_note(resource);
		if (bills(resource))
			vec_push(a, &parts->billed, (struct billed){
			    encounter_of(resource), resource});
	}
	if (parts->billed.len > 0)
		qsort(parts->billed.at, parts->billed.len,
		    sizeof(*parts->billed.at), by_encounter);
	return parts;
}

/* Add a resource once, under the name it was called by. */
static void
add(struct part *p, const json_t *resource, struct str called)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->resources[i] == resource)
			return;
	if (resource == NULL || p->n == LIMIT_FHIR_REFERRED)
		return;
	p->resources[p->n++] = resource;
	/* What fails for want of memory is missed in the end. */
	json_t *entry = json_object();
	if (called.len > 0)
		json_object_set_new(entry, "fullUrl",
		    json_stringn(called.ptr, called.len));
	json_object_set(entry, "resource", (json_t *)(uintptr_t)resource);
	json_array_append_new(p->entries, entry);
}

/* Everything that is referred to, from what is already there on. */
static void
add_referred(struct part *p)
{
	const json_t *found[TARGETS_AT_MOST];

	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < sizeof(references) /
		    sizeof(*references); k++) {
			size_t n = json_all(p->resources[i], references[k],
			    found, TARGETS_AT_MOST);
			for (size_t j = 0; j < n; j++)
				add(p, fhir_resolve(p->parts->refs,
				    json_text(found[j])),
				    json_text(found[j]));
		}
}

/* What is billed for the note's encounter; all of it where there is but one
 * note. */
static void
add_billed(struct part *p, const json_t *note)
{
	const struct bundle_parts *parts = p->parts;
	struct str encounter = encounter_of(note);
	size_t i = 0;

	if (parts->notes > 1)
		bisect(i, parts->billed.len, str_cmp(
		    parts->billed.at[i].encounter, encounter) < 0);
	for (; i < parts->billed.len && p->n < LIMIT_FHIR_REFERRED; i++) {
		const struct billed *b = &parts->billed.at[i];
		if (parts->notes > 1 && (encounter.len == 0 ||
		    !str_eq(b->encounter, encounter)))
			break;
		add(p, b->resource, STR(""));
	}
}

struct str
bundle_part(struct arena *a, const struct bundle_parts *parts,
    const json_t *entry)
{
	const json_t *note = json_object_get(entry, "resource");
	json_t *bundle = json_make(a);
	struct part *p = arena_alloc(a, sizeof(*p));

	p->parts = parts;
	p->entries = json_array();
	json_object_set_new(bundle, "resourceType", json_string("Bundle"));
	json_object_set_new(bundle, "entry", p->entries);
	add(p, note, json_text_at(entry, "fullUrl"));
	add_billed(p, note);
	add_referred(p);
	if (json_array_size(p->entries) != p->n)
		arena_give_up(a);
	struct str text = json_copy_text(a, bundle);
	json_object_clear(bundle);
	return text;
}
