/* SPDX-License-Identifier: Apache-2.0 */
/* Other spellings of words, words that stand beside a lexicon's names, and
 * those that are nobody's name. */
#include "pack/load.h"

struct words_file {
	struct heading heading;
	const struct node *words;
	struct texts qualifiers;
	struct texts equipment;
	struct texts ordinary;
};

#define AT(member) .offset = offsetof(struct words_file, member)
static const struct field file_fields[] = {
	HEADING(struct words_file),
	{.name = "words", .type = FIELD_MAP, AT(words)},
	{.name = "qualifiers", .type = FIELD_TEXTS, AT(qualifiers)},
	{.name = "equipment", .type = FIELD_TEXTS, AT(equipment)},
	{.name = "ordinary", .type = FIELD_TEXTS, AT(ordinary)},
};
#undef AT
static const struct schema file_schema = SCHEMA("file of words", file_fields);

static bool
load_synonym(struct loader *load, const struct node *key,
    const struct node *value)
{
	struct pack *pack = load->pack;
	struct synonym s = {
	    .canonical = arena_str(load->r.keep, key->text).ptr};

	if (key->text.len == 0)
		return refuse(load->r.err, key->origin,
		    "a word is empty; expected a word");
	if (!schema_texts(&load->r, s.canonical, value, &s.others) ||
	    !load_claim(load, load->synonyms, "word", key->text,
	    key->origin, pack->synonyms.len))
		return false;
	vec_push(load->r.keep, &pack->synonyms, s);
	return true;
}

/* `terms` become terms of the concept FAMILY/`last`. */
static bool
add_terms(struct loader *load, struct str family, const char *last,
    const struct texts *terms, struct origin origin)
{
	if (terms->len == 0)
		return true;
	struct str id = arena_printf(load->r.scratch, "%.*s/%s",
	    STR_ARG(family), last);
	struct concept *c = concept_shared(load, id, origin);
	if (c == NULL)
		return false;
	vec_append(load->r.keep, &c->terms, terms->at, terms->len);
	return true;
}

bool
load_words(struct loader *load, const struct node *top)
{
	struct words_file file = {0};
	struct str family;

	if (!schema_read(&load->r, top, &file_schema, &file) ||
	    !load_family(load, top, &family))
		return false;
	for (size_t i = 0; i < node_count(file.words); i++)
		if (!load_synonym(load, file.words->entries.at[i].key,
		    file.words->entries.at[i].value))
			return false;
	vec_append(load->r.keep, &load->pack->ordinary, file.ordinary.at,
	    file.ordinary.len);
	return add_terms(load, family, "qualifier", &file.qualifiers,
	    top->origin) &&
	    add_terms(load, family, "equipment", &file.equipment, top->origin);
}
