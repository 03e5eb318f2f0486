/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expanding is done on a stack of our own and counted as it goes, so that
 * neither entities within entities ("a billion laughs") nor one long entity
 * used often ("quadratic blow-up") costs more than the limit.
 */
#include "ingest/xml_entities.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "ingest/codec.h"
#include "ingest/xml.h"

/* Entities inside entities.  Real documents have two. */
enum { NESTED_AT_MOST = 16, NAME_BYTES = 64 };

struct entity {
	const char *name;
	struct str content;	/* as declared */
	const char *text;	/* expanded, once asked for */
	size_t text_len;
	bool open;		/* being expanded now */
	bool hopeless;		/* has no text */
	UT_hash_handle hh;
};

struct entities {
	struct arena *arena;
	struct entity *known;
	size_t given;		/* bytes of text handed out */
	bool over;		/* the limit was reached */
	char character[8];	/* text of an entity of HTML */
};

VEC_TYPE(expansion, char);

/* A place in the content of an entity being expanded. */
struct level {
	struct entity *entity;
	size_t at;
};

struct entities *
entities_new(struct arena *a)
{
	struct entities *e = arena_alloc(a, sizeof(*e));

	e->arena = a;
	return e;
}

static struct entity *
find(const struct entities *e, const char *name)
{
	struct entity *found;

	HASH_FIND_STR(e->known, name, found);
	return found;
}

void
entities_declare(struct entities *e, const char *name, const char *content)
{
	struct arena *a = e->arena;

	if (HASH_COUNT(e->known) >= LIMIT_XML_ENTITIES || find(e, name) != NULL)
		return;
	struct entity *new = arena_alloc(a, sizeof(*new));
	new->name = arena_copy(a, name, strlen(name));
	new->content = arena_str(a, str_of(content));
	new->hopeless = memchr(content, '<', new->content.len) != NULL;
	HASH_ADD_KEYPTR(hh, e->known, new->name, strlen(new->name), new);
}

/* The character of "#215" or "#xD7", or of a name that XML or HTML gives. */
static uint32_t
named_character(const char *name)
{
	static const struct {
		const char *name;
		uint32_t code;
	} of_xml[] = {
		{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'},
		{"apos", '\''},
	};

	if (name[0] == '#') {
		bool hex = name[1] == 'x';
		char *end;
		unsigned long code = strtoul(name + (hex ? 2 : 1), &end,
		    hex ? 16 : 10);
		bool fine = *end == '\0' && code >= 0x20 && code < 0x110000 &&
		    (code < 0xD800 || code > 0xDFFF);
		return fine || code == '\t' || code == '\n' ?
		    (uint32_t)code : 0;
	}
	for (size_t i = 0; i < sizeof(of_xml) / sizeof(*of_xml); i++)
		if (strcmp(name, of_xml[i].name) == 0)
			return of_xml[i].code;
	return xml_html_entity(name);
}

/* The name between '&' and ';' at the level's place, which moves behind it. */
static bool
take_name(struct level *l, char name[NAME_BYTES])
{
	struct str s = l->entity->content;
	const char *from = s.ptr + l->at + 1;
	const char *end = memchr(from, ';', s.len - l->at - 1);
	size_t n = end != NULL ? (size_t)(end - from) : NAME_BYTES;

	if (n == 0 || n >= NAME_BYTES)
		return false;
	memcpy(name, from, n);
	name[n] = '\0';
	l->at += n + 2;
	return true;
}

/* One step of the innermost level: text up to a reference, or the reference.
 * Returns false when the entity has no text. */
static bool
step(struct entities *e, struct level *levels, size_t *depth,
    struct expansion *out)
{
	struct level *l = &levels[*depth - 1];
	struct str s = l->entity->content;
	char name[NAME_BYTES], bytes[4];
	const char *and = memchr(s.ptr + l->at, '&', s.len - l->at);
	size_t plain = (and != NULL ? (size_t)(and - s.ptr) : s.len) - l->at;

	e->over = out->len + plain > LIMIT_XML_ENTITY_BYTES;
	if (e->over)
		return false;
	vec_append(e->arena, out, s.ptr + l->at, plain);
	l->at += plain;
	if (and == NULL) {
		l->entity->open = false;
		(*depth)--;
		return true;
	}
	if (!take_name(l, name))
		return false;
	struct entity *inner = find(e, name);
	if (inner != NULL) {
		e->over = *depth == NESTED_AT_MOST;
		if (inner->open || inner->hopeless || e->over)
			return false;
		inner->open = true;
		levels[(*depth)++] = (struct level){inner, 0};
		return true;
	}
	uint32_t code = named_character(name);
	if (code == 0)
		return false;
	size_t n = codec_put(code, bytes);
	vec_append(e->arena, out, bytes, n);
	return true;
}

/* Fill the text of an entity, or make it hopeless. */
static void
expand(struct entities *e, struct entity *outer)
{
	struct level levels[NESTED_AT_MOST];
	struct expansion out = {0};
	size_t depth = 1;

	levels[0] = (struct level){outer, 0};
	outer->open = true;
	while (depth > 0)
		if (!step(e, levels, &depth, &out))
			break;
	outer->hopeless = depth > 0;
	while (depth > 0)
		levels[--depth].entity->open = false;
	if (outer->hopeless)
		return;
	vec_push(e->arena, &out, '\0');
	outer->text = out.at;
	outer->text_len = out.len - 1;
}

const char *
entities_text(struct entities *e, const char *name)
{
	struct entity *entity = find(e, name);

	if (entity == NULL) {
		uint32_t code = xml_html_entity(name);
		if (code == 0)
			return NULL;
		e->character[codec_put(code, e->character)] = '\0';
		return e->character;
	}
	if (entity->text == NULL && !entity->hopeless)
		expand(e, entity);
	if (entity->hopeless)
		return NULL;
	e->given += entity->text_len;
	e->over = e->given > LIMIT_XML_ENTITY_BYTES;
	return e->over ? NULL : entity->text;
}

bool
entities_over(const struct entities *e)
{
	return e->over;
}
