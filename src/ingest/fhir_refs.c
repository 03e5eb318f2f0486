/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A resource is called by the URL of its entry, by its type and id, and, where
 * it is contained in another, by "#" and its id.  Ids of contained resources
 * repeat from one resource to the next, so these are looked for only in a
 * resource that stands alone or is the first of its Bundle.
 */
#include "ingest/fhir_refs.h"

#include "base/hash.h"
#include "base/vec.h"
#include "ingest/fhir.h"

struct called {
	struct str name;
	const json_t *resource;
	UT_hash_handle hh;
};

struct fhir_refs {
	struct arena *arena;
	struct called *names;
};

static void
call(struct fhir_refs *refs, struct str name, const json_t *resource)
{
	struct arena *a = refs->arena;
	struct called *known;

	if (name.len == 0)
		return;
	HASH_FIND(hh, refs->names, name.ptr, name.len, known);
	if (known != NULL)
		return;
	known = arena_alloc(a, sizeof(*known));
	known->name = name;
	known->resource = resource;
	HASH_ADD_KEYPTR(hh, refs->names, known->name.ptr, known->name.len,
	    known);
}

static void
call_by_id(struct fhir_refs *refs, const json_t *resource)
{
	struct str type = fhir_type(resource);
	struct str id = json_text_at(resource, "id");

	if (type.len > 0 && id.len > 0)
		call(refs, arena_printf(refs->arena, "%.*s/%.*s",
		    STR_ARG(type), STR_ARG(id)), resource);
}

static void
call_contained(struct fhir_refs *refs, const json_t *resource)
{
	const json_t *contained = json_object_get(resource, "contained");

	for (size_t i = 0; i < json_array_size(contained); i++) {
		const json_t *inner = json_array_get(contained, i);
		struct str id = json_text_at(inner, "id");
		if (id.len > 0)
			call(refs, arena_printf(refs->arena, "#%.*s",
			    STR_ARG(id)), inner);
	}
}

struct fhir_refs *
fhir_refs_new(struct arena *a, const json_t *root)
{
	struct fhir_refs *refs = arena_alloc(a, sizeof(*refs));
	const json_t *entries = json_object_get(root, "entry");

	refs->arena = a;
	call_contained(refs, root);
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);
		const json_t *resource = json_object_get(entry, "resource");
		call(refs, json_text_at(entry, "fullUrl"), resource);
		call_by_id(refs, resource);
		if (i == 0)
			call_contained(refs, resource);
	}
	return refs;
}

static const json_t *
named(const struct fhir_refs *refs, struct str name)
{
	struct called *known = NULL;

	if (name.len > 0)
		HASH_FIND(hh, refs->names, name.ptr, name.len, known);
	return known != NULL ? known->resource : NULL;
}

/* A reference may name a version, of which there is but the one at hand. */
static struct str
without_version(struct str reference)
{
	const char *version = reference.len == 0 ? NULL : memmem(reference.ptr,
	    reference.len, "/_history/", 10);

	if (version != NULL)
		reference.len = (size_t)(version - reference.ptr);
	return reference;
}

struct str
fhir_type_and_id(struct str reference)
{
	struct str s = without_version(reference);
	size_t slashes = 0, i = s.len;

	while (i > 0 && (slashes += s.ptr[i - 1] == '/') < 2)
		i--;
	return (struct str){s.ptr + i, s.len - i};
}

const json_t *
fhir_resolve(const struct fhir_refs *refs, struct str reference)
{
	const json_t *found = named(refs, reference);

	if (found == NULL)
		found = named(refs, without_version(reference));
	return found != NULL ? found :
	    named(refs, fhir_type_and_id(reference));
}
