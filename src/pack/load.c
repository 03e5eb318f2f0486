/* SPDX-License-Identifier: Apache-2.0 */
/* Ids: taking them and finding them while loading, and look-ups afterwards. */
#include "pack/load.h"

bool
load_claim(struct loader *load, struct names *names, const char *what,
    struct str id, struct origin origin, size_t index)
{
	const struct named *old = names_put(names, id, origin, index);

	if (old == NULL)
		return true;
	return refuse(load->r.err, origin, "the %s '%s' is defined at %s:%u:%u "
	    "already; expected another name", what, refuse_quote(id).text,
	    old->origin.file, old->origin.line, old->origin.column);
}

const struct named *
load_find(struct loader *load, const struct names *names, const char *what,
    const struct node *name)
{
	const struct named *named = names_get(names, name->text);

	if (named == NULL) {
		const char *const *known;
		size_t n = names_list(names, load->r.scratch, &known);
		refuse_word(load->r.err, name->origin, what, name->text, known,
		    n);
	}
	return named;
}

bool
load_claim_row(struct loader *load, const char *what, struct str key,
    struct origin origin)
{
	return load_claim(load, load->rows[load->own], what, key, origin, 0);
}

bool
load_find_code(struct loader *load, const struct node *code, unsigned *out)
{
	const struct named *named = load_find(load, load->pack->index->codes,
	    "code", code);

	if (named != NULL)
		*out = (unsigned)named->index;
	return named != NULL;
}

const struct concept *
pack_concept(const struct pack *p, const char *id)
{
	const struct named *named = names_get(p->index->concepts, str_of(id));

	return named ? p->concepts.at[named->index] : NULL;
}

const struct section_kind *
pack_section(const struct pack *p, const char *id)
{
	const struct named *named = names_get(p->index->sections, str_of(id));

	return named ? &p->sections.at[named->index] : NULL;
}

const struct code *
pack_code(const struct pack *p, struct str code)
{
	const struct named *named = names_get(p->index->codes, code);

	return named ? &p->codes.at[named->index] : NULL;
}

const struct modifier *
pack_modifier(const struct pack *p, struct str modifier)
{
	const struct named *named = names_get(p->index->modifiers, modifier);

	return named ? &p->modifiers.at[named->index] : NULL;
}

const struct payer *
pack_payer(const struct pack *p, struct str id)
{
	const struct named *named = names_get(p->index->payers, id);

	return named ? &p->payers.at[named->index] : NULL;
}

const struct rule_meta *
pack_rule(const struct pack *p, const char *id)
{
	const struct named *named = names_get(p->index->rules, str_of(id));

	return named ? &p->rules.at[named->index] : NULL;
}

const struct note_type *
pack_note_type(const struct pack *p, const char *id)
{
	const struct named *named = names_get(p->index->note_types, str_of(id));

	return named ? &p->note_types.at[named->index] : NULL;
}

const struct exercise_kind *
pack_exercise_kind(const struct pack *p, const char *id)
{
	const struct named *named = id == NULL ? NULL :
	    names_get(p->index->exercise_kinds, str_of(id));

	return named ? &p->exercise_kinds.at[named->index] : NULL;
}

const struct concepts *
pack_fact(const struct pack *p, const char *fact)
{
	const struct named *named = names_get(p->index->facts, str_of(fact));

	return named ? &p->index->by_fact.at[named->index] : NULL;
}
