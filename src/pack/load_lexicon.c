/* SPDX-License-Identifier: Apache-2.0 */
/* Lexicons: things with a name and other wordings, many files to a concept. */
#include "pack/load.h"

struct lexicon_file {
	struct heading heading;
	const char *fact;
	const struct node *entries;
	const struct node *examples;
};

#define AT(member) .offset = offsetof(struct lexicon_file, member)
static const struct field file_fields[] = {
	HEADING(struct lexicon_file),
	{.name = "fact", .type = FIELD_ID, AT(fact)},
	{.name = "entries", .type = FIELD_LIST, AT(entries), .required = true},
	{.name = "examples", .type = FIELD_LIST, AT(examples)},
};
#undef AT
static const struct schema file_schema = SCHEMA("lexicon", file_fields);

struct draft {
	struct lexeme lexeme;
	const struct node *also;
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field entry_fields[] = {
	{.name = "name", .type = FIELD_TEXT, AT(lexeme.name),
	    .required = true},
	{.name = "also", .type = FIELD_NAMES, AT(also)},
	{.name = "weak", .type = FIELD_TEXTS, AT(lexeme.weak)},
	{.name = "code", .type = FIELD_TEXTS, AT(lexeme.code)},
	{.name = "kind", .type = FIELD_TEXT, AT(lexeme.kind)},
	{.name = "region", .type = FIELD_TEXTS, AT(lexeme.region)},
	{.name = "value", .type = FIELD_TEXT, AT(lexeme.value)},
};
#undef AT
static const struct schema entry_schema = SCHEMA("entry", entry_fields);

struct example_draft {
	struct example example;
	const struct node *finds;
};

#define AT(member) .offset = offsetof(struct example_draft, member)
static const struct field example_fields[] = {
	{.name = "text", .type = FIELD_TEXT, AT(example.text),
	    .required = true},
	{.name = "finds", .type = FIELD_NAMES, AT(finds), .required = true},
};
#undef AT
static const struct schema example_schema = SCHEMA("example", example_fields);

/* Letter case does not tell wordings apart, nor do the lexicons of different
 * concepts get into each other's way. */
static struct str
wording_key(struct arena *a, const struct concept *concept, struct str wording)
{
	size_t id = strlen(concept->id);
	size_t len = id + 1 + wording.len;
	char *key = arena_alloc(a, len + 1);

	memcpy(key, concept->id, id);
	key[id] = ' ';
	for (size_t i = 0; i < wording.len; i++)
		key[id + 1 + i] = to_lower(wording.ptr[i]);
	return (struct str){key, len};
}

/* One wording cannot stand for two things; weak ones may. */
static bool
claim_wording(struct loader *load, const struct lexeme *l, struct str wording,
    struct origin origin)
{
	struct names *names = load->wordings;
	struct str key = wording_key(load->r.scratch, l->concept, wording);
	const struct named *old = names_put(names, key, origin,
	    load->pack->lexemes.len);

	if (old == NULL)
		return true;
	const struct lexeme *other = old->index < load->pack->lexemes.len ?
	    load->pack->lexemes.at[old->index] : l;
	return refuse(load->r.err, origin, "the wording '%s' stands for '%s' "
	    "at %s:%u:%u already; expected it once", refuse_quote(wording).text,
	    refuse_quote(str_of(other->name)).text, old->origin.file,
	    old->origin.line, old->origin.column);
}

static bool
claim_wordings(struct loader *load, const struct lexeme *l,
    const struct node *map, const struct node *also)
{
	if (!claim_wording(load, l, str_of(l->name),
	    node_value(map, "name")->origin))
		return false;
	for (size_t i = 0; i < node_count(also); i++)
		if (!claim_wording(load, l, also->items.at[i]->text,
		    also->items.at[i]->origin))
			return false;
	return true;
}

static bool
load_entry(struct loader *load, const struct concept *concept,
    const struct node *map)
{
	struct draft d = {.lexeme = {.concept = concept,
	    .origin = map->origin}};
	struct lexeme *l = &d.lexeme;

	if (!schema_read(&load->r, map, &entry_schema, &d) ||
	    (!load->proven && !claim_wordings(load, l, map, d.also)))
		return false;
	if (d.also != NULL && !schema_texts(&load->r, "also", d.also, &l->also))
		return false;
	struct lexeme *kept = arena_alloc(load->r.keep, sizeof(*kept));
	*kept = *l;
	vec_push(load->r.keep, &load->pack->lexemes, kept);
	return true;
}

static bool
load_example(struct loader *load, const struct concept *concept,
    const struct node *map)
{
	struct example_draft d = {.example = {.concept = concept,
	    .origin = map->origin}};

	if (!schema_read(&load->r, map, &example_schema, &d) ||
	    !schema_texts(&load->r, "finds", d.finds, &d.example.finds))
		return false;
	vec_push(load->r.keep, &load->pack->examples, d.example);
	vec_push(load->r.scratch, &load->finds, d.finds);
	return true;
}

static bool
set_fact(struct loader *load, struct concept *c, const struct node *top,
    const char *fact)
{
	if (c->fact == NULL)
		c->fact = fact != NULL ? fact : c->id;
	if (fact == NULL || strcmp(c->fact, fact) == 0)
		return true;
	return refuse(load->r.err, node_value(top, "fact")->origin,
	    "'fact' is '%s' here and '%s' in another file of '%s'; expected "
	    "the same", fact, c->fact, c->id);
}

bool
load_wordings(struct loader *load, const char *family, const char *fact,
    const struct lexeme *draft)
{
	struct concept *c = concept_shared(load, str_of(family), draft->origin);
	struct lexeme *kept = arena_alloc(load->r.keep, sizeof(*kept));

	if (c == NULL)
		return false;
	c->fact = fact;
	*kept = *draft;
	kept->concept = c;
	for (size_t i = 0; i < kept->also.len; i++)
		if (!claim_wording(load, kept, str_of(kept->also.at[i]),
		    kept->origin))
			return false;
	vec_push(load->r.keep, &load->pack->lexemes, kept);
	return true;
}

bool
load_family(struct loader *load, const struct node *top, struct str *out)
{
	const struct node *name = node_value(top, "name");
	size_t len = 0;

	while (len < name->text.len && name->text.ptr[len] != '/')
		len++;
	*out = (struct str){name->text.ptr, len};
	if (schema_is_id(name->text) && len > 0)
		return true;
	return refuse(load->r.err, name->origin, "'name' is '%s'; expected a "
	    "concept and a topic as in 'a-concept/a-topic'",
	    refuse_quote(name->text).text);
}

bool
load_lexicon(struct loader *load, const struct node *top)
{
	struct lexicon_file file = {0};
	struct str family;

	if (!schema_read(&load->r, top, &file_schema, &file) ||
	    !load_family(load, top, &family))
		return false;
	struct concept *c = concept_shared(load, family,
	    node_value(top, "name")->origin);
	if (c == NULL || !set_fact(load, c, top, file.fact))
		return false;
	for (size_t i = 0; i < node_count(file.entries); i++)
		if (!load_entry(load, c, file.entries->items.at[i]))
			return false;
	for (size_t i = 0; i < node_count(file.examples); i++)
		if (!load_example(load, c, file.examples->items.at[i]))
			return false;
	return true;
}

static bool
is_name(const struct loader *load, const struct concept *concept,
    struct str name)
{
	struct str key = wording_key(load->r.scratch, concept, name);
	const struct named *named = names_get(load->wordings, key);

	return named != NULL && str_eq(name,
	    str_of(load->pack->lexemes.at[named->index]->name));
}

static bool
refuse_find(struct loader *load, const struct concept *concept,
    const struct node *name)
{
	VEC(const char *) known = {0};

	for (size_t i = 0; i < load->pack->lexemes.len; i++)
		if (load->pack->lexemes.at[i]->concept == concept)
			vec_push(load->r.scratch, &known,
			    load->pack->lexemes.at[i]->name);
	return refuse_word(load->r.err, name->origin, "entry", name->text,
	    known.at, known.len);
}

/* An example may find what another file of the lexicon defines. */
bool
link_examples(struct loader *load)
{
	for (size_t i = 0; i < load->finds.len; i++) {
		const struct node *finds = load->finds.at[i];
		const struct concept *c = load->pack->examples.at[i].concept;
		for (size_t k = 0; k < finds->items.len; k++)
			if (!is_name(load, c, finds->items.at[k]->text))
				return refuse_find(load, c, finds->items.at[k]);
	}
	return true;
}
