/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder is gone through when its first note with references is taken out,
 * and forgotten when the next folder is.  What a resource may be called by is
 * its type and id, as bulk exports refer (FHIR Bulk Data Access, "Server
 * Obligations": references are relative or of the same server).
 */
#include "ingest/beside.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/vec.h"
#include "ingest/feed.h"
#include "ingest/fhir.h"
#include "ingest/fhir_refs.h"

enum { PIECE = 64 * 1024, MEMBERS = 5, JOINED_AT_MOST = 16 };

/* The types that are kept, and what of them is. */
static const struct {
	const char *type;
	const char *members[MEMBERS];
} kept[] = {
	{"Patient", {"name", "birthDate", "identifier"}},
	{"Practitioner", {"name", "qualification"}},
	{"PractitionerRole", {"practitioner", "code", "specialty"}},
	{"Encounter", {"period", "actualPeriod"}},
};

enum { TYPES = sizeof(kept) / sizeof(*kept) };

/* Where notes, and roles, refer to them. */
static const char *const references[] = {
	"subject.reference", "patient.reference", "author.reference",
	"authenticator.reference", "attester.party.reference",
	"encounter.reference", "context.encounter.reference",
	"context.reference", "performer.reference",
	"resultsInterpreter.reference",
};

struct known {
	struct str name;	/* "Patient/7" */
	struct str text;	/* the resource, as far as it is kept */
	struct str next;	/* what that refers to, or empty */
	UT_hash_handle hh;
};

struct beside {
	struct arena *arena;	/* of what is kept */
	struct arena *work;	/* of one line */
	struct known *all;
	char *folder;		/* that was gone through, or NULL */
	bool lacks;
};

struct beside *
beside_new(void)
{
	struct beside *b = calloc(1, sizeof(*b));

	if (b == NULL)
		return NULL;
	b->arena = arena_new(LIMIT_BESIDE_BYTES);
	b->work = arena_new(LIMIT_CONTAINER_ARENA);
	if (b->arena != NULL && b->work != NULL)
		return b;
	beside_free(b);
	return NULL;
}

void
beside_free(struct beside *b)
{
	if (b == NULL)
		return;
	arena_free(b->arena);
	arena_free(b->work);
	free(b->folder);
	free(b);
}

static int
type_of(struct str type)
{
	for (int i = 0; i < TYPES; i++)
		if (str_eq(type, str_of(kept[i].type)))
			return i;
	return -1;
}

/* What is kept of a resource, as text. */
static struct str
cut_down(struct arena *a, const json_t *resource, int type)
{
	json_t *small = json_make(a);

	json_object_set_new(small, "resourceType",
	    json_string(kept[type].type));
	for (size_t i = 0; i < MEMBERS && kept[type].members[i] != NULL; i++)
		json_object_set(small, kept[type].members[i],
		    json_object_get(resource, kept[type].members[i]));
	return json_copy_text(a, small);
}

/* The first of a name is kept.  Made in `a`, where uthash looks for it. */
static void
keep(struct arena *a, struct beside *b, const json_t *resource)
{
	int type = type_of(fhir_type(resource));
	struct str id = json_text_at(resource, "id");
	struct known *k;

	if (type < 0 || id.len == 0)
		return;
	struct str name = arena_printf(b->work, "%s/%.*s", kept[type].type,
	    STR_ARG(id));
	HASH_FIND(hh, b->all, name.ptr, name.len, k);
	if (k != NULL)
		return;
	struct str text = cut_down(b->work, resource, type);
	k = arena_alloc(a, sizeof(*k));
	k->name = arena_str(a, name);
	k->text = arena_str(a, text);
	k->next = arena_str(a, json_text_at(resource,
	    "practitioner.reference"));
	HASH_ADD_KEYPTR(hh, b->all, k->name.ptr, k->name.len, k);
}

/* A line that is no resource, or none that is kept, is nothing to tell of:
 * it is told of where the file is read for its notes. */
static void
keep_line(struct beside *b, struct str line)
{
	const json_t *resource;
	struct str why;

	arena_reset(b->work);
	if (ARENA_FAILED(b->work))
		return;
	if (json_parse(b->work, line, 1, &resource, &why) == JSON_READ)
		keep(b->arena, b, resource);
	arena_disarm(b->work);
}

/* Does a file that begins so hold what is kept?  Its first "resourceType"
 * says, which stands before what it contains. */
static bool
holds_kept(struct str head)
{
	static const char key[] = "\"resourceType\"";
	const char *at = head.len == 0 ? NULL :
	    memmem(head.ptr, head.len, key, sizeof(key) - 1);

	if (at == NULL)
		return false;
	at += sizeof(key) - 1;
	struct str s = str_trim((struct str){at,
	    (size_t)(head.ptr + head.len - at)});
	if (s.len == 0 || s.ptr[0] != ':')
		return false;
	s = str_trim((struct str){s.ptr + 1, s.len - 1});
	const char *end = s.len < 2 ? NULL : memchr(s.ptr + 1, '"', s.len - 1);
	return end != NULL && s.ptr[0] == '"' && type_of((struct str){
	    s.ptr + 1, (size_t)(end - s.ptr) - 1}) >= 0;
}

/* Lines that are read and not used up. */
struct lines {
	char *ptr;
	size_t len;
	size_t room;
	bool skipping;		/* the rest of a line that is too long */
};

/* Take what lines there are; the rest waits for more. */
static void
take_lines(struct beside *b, struct lines *l)
{
	size_t at = 0;
	const char *end;

	while ((end = memchr(l->ptr + at, '\n', l->len - at)) != NULL) {
		size_t n = (size_t)(end - l->ptr) - at;
		if (!l->skipping)
			keep_line(b, (struct str){l->ptr + at, n});
		l->skipping = false;
		at += n + 1;
	}
	memmove(l->ptr, l->ptr + at, l->len - at);
	l->len -= at;
	if (l->len > LIMIT_BESIDE_LINE) {
		l->skipping = true;
		l->len = 0;
	}
}

static void
read_lines(struct beside *b, struct feed *f, struct lines *l)
{
	struct err ignored;
	ssize_t got;

	if (ARENA_FAILED(b->arena)) {
		b->lacks = true;
		return;
	}
	while ((got = feed_read(f, l->ptr + l->len, l->room - l->len,
	    &ignored)) > 0) {
		l->len += (size_t)got;
		take_lines(b, l);
	}
	if (l->len > 0 && !l->skipping)
		keep_line(b, (struct str){l->ptr, l->len});
	arena_disarm(b->arena);
}

static void
read_file(struct beside *b, const char *path)
{
	struct lines l = {.room = LIMIT_BESIDE_LINE + PIECE};
	struct feed f;
	struct stat st;
	struct str head;

	if (b->lacks || lstat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    feed_open(path, &f, NULL) != OK)
		return;
	l.ptr = feed_look(&f, &head, NULL) == OK && holds_kept(head) ?
	    malloc(l.room) : NULL;
	if (l.ptr != NULL)
		read_lines(b, &f, &l);
	free(l.ptr);
	feed_close(&f);
}

static int
may_be_export(const struct dirent *e)
{
	struct str name = str_of(e->d_name);

	return name.len > 4 && str_eq_nocase((struct str){
	    name.ptr + name.len - 4, 4}, STR("json"));
}

static void
go_through(struct beside *b)
{
	struct dirent **names = NULL;
	int n = scandir(b->folder, &names, may_be_export, alphasort);
	char path[LIMIT_MEMBER_BYTES];

	for (int i = 0; i < n; i++) {
		int len = snprintf(path, sizeof(path), "%s/%s", b->folder,
		    names[i]->d_name);
		if (len > 0 && (size_t)len < sizeof(path))
			read_file(b, path);
		free(names[i]);
	}
	free(names);
}

/* Have the folder of a file; false without memory for that. */
static bool
be_at(struct beside *b, const char *file)
{
	const char *slash = strrchr(file, '/');
	size_t n = slash == NULL ? 0 : slash == file ? 1 :
	    (size_t)(slash - file);
	const char *start = slash == NULL ? "." : file;

	if (n == 0)
		n = 1;
	if (b->folder != NULL && strlen(b->folder) == n &&
	    memcmp(b->folder, start, n) == 0)
		return true;
	free(b->folder);
	arena_reset(b->arena);
	b->all = NULL;
	b->lacks = false;
	b->folder = strndup(start, n);
	if (b->folder != NULL)
		go_through(b);
	return b->folder != NULL;
}

/* An id is letters, digits, "-" and "."; a URL needs no escapes either. */
static bool
is_plain(struct str reference)
{
	for (size_t i = 0; i < reference.len; i++)
		if ((unsigned char)reference.ptr[i] < ' ' ||
		    reference.ptr[i] == '"' || reference.ptr[i] == '\\')
			return false;
	return reference.len > 0;
}

static const struct known *
find(const struct beside *b, struct str reference)
{
	struct str name = fhir_type_and_id(reference);
	struct known *k = NULL;

	if (b->all != NULL && is_plain(reference) && name.len > 0)
		HASH_FIND(hh, b->all, name.ptr, name.len, k);
	return k;
}

struct joined {
	const struct known *at[JOINED_AT_MOST];
	struct str called[JOINED_AT_MOST];
	size_t n;
};

static void
join(const struct beside *b, struct joined *j, struct str reference)
{
	const struct known *k = find(b, reference);

	for (size_t i = 0; i < j->n; i++)
		if (j->at[i] == k)
			return;
	if (k == NULL || j->n == JOINED_AT_MOST)
		return;
	j->at[j->n] = k;
	j->called[j->n++] = reference;
}

struct str
beside_join(struct arena *a, struct beside *b, const char *file,
    struct str text, const json_t *note)
{
	const json_t *found[JOINED_AT_MOST];
	struct joined j = {.n = 0};
	size_t n_references = sizeof(references) / sizeof(*references);

	if (!be_at(b, file))
		arena_give_up(a);
	for (size_t i = 0; i < n_references; i++) {
		size_t n = json_all(note, references[i], found,
		    JOINED_AT_MOST);
		for (size_t k = 0; k < n; k++)
			join(b, &j, json_text(found[k]));
	}
	for (size_t i = 0; i < j.n; i++)
		join(b, &j, j.at[i]->next);
	if (j.n == 0)
		return (struct str){NULL, 0};
	VEC(char) out = {0};
	struct str piece = STR("{\"resourceType\":\"Bundle\",\"entry\":["
	    "{\"resource\":");
	vec_append(a, &out, piece.ptr, piece.len);
	vec_append(a, &out, text.ptr, text.len);
	for (size_t i = 0; i < j.n; i++) {
		piece = arena_printf(a, "},{\"fullUrl\":\"%.*s\","
		    "\"resource\":%.*s", STR_ARG(j.called[i]),
		    STR_ARG(j.at[i]->text));
		vec_append(a, &out, piece.ptr, piece.len);
	}
	vec_append(a, &out, "}]}", 3);
	return (struct str){out.at, out.len};
}

bool
beside_lacks(const struct beside *b)
{
	return b->lacks;
}
