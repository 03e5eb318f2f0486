/* SPDX-License-Identifier: Apache-2.0 */
/* Payer profiles. */
#include "pack/load.h"

struct payers_file {
	struct heading heading;
	const struct node *payers;
};

static const struct field file_fields[] = {
	HEADING(struct payers_file),
	{.name = "payers", .type = FIELD_LIST, .required = true,
	    .offset = offsetof(struct payers_file, payers)},
};
static const struct schema file_schema = SCHEMA("file of payers", file_fields);

struct draft {
	struct payer payer;
	const struct node *locality;
	const struct node *levels;
};

enum {
	DAYS_OF_A_YEAR = 366,
	MOST_DAYS = 3660,
	WHOLE = 100,
	MOST_PERCENT = 1000,
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field payer_fields[] = {
	{.name = "id", .type = FIELD_ID, AT(payer.id), .required = true},
	{.name = "title", .type = FIELD_TEXT, AT(payer.title),
	    .required = true},
	{.name = "names", .type = FIELD_TEXTS, AT(payer.names)},
	{.name = "counting", .type = FIELD_CHOICE, AT(payer.counting),
	    .required = true, .choices = counting_choices},
	{.name = "discipline-modifier", .type = FIELD_BOOL,
	    AT(payer.discipline_modifier)},
	{.name = "assistant-modifier", .type = FIELD_BOOL,
	    AT(payer.assistant_modifier)},
	{.name = "kx", .type = FIELD_BOOL, AT(payer.kx)},
	{.name = "setting", .type = FIELD_CHOICE, AT(payer.setting),
	    .choices = setting_choices},
	{.name = "ncci-either-line-from", .type = FIELD_DATE,
	    AT(payer.ncci_either_from)},
	{.name = "locality", .type = FIELD_MAP, AT(locality)},
	{.name = "conversion-factor", .type = FIELD_DECIMAL,
	    AT(payer.place.factor), .most = MOST_FACTOR},
	{.name = "further-practice-percent", .type = FIELD_NUMBER,
	    AT(payer.further_percent), .most = WHOLE},
	{.name = "assistant-percent", .type = FIELD_NUMBER,
	    AT(payer.assistant_percent), .most = WHOLE},
	{.name = "assistant-percent-from", .type = FIELD_DATE,
	    AT(payer.assistant_from)},
	{.name = "fee-percent", .type = FIELD_NUMBER, AT(payer.fee_percent),
	    .most = MOST_PERCENT},
	{.name = "filing-days", .type = FIELD_NUMBER, AT(payer.filing_days),
	    .most = MOST_DAYS},
	{.name = "resubmission-days", .type = FIELD_NUMBER,
	    AT(payer.resubmission_days), .most = DAYS_OF_A_YEAR},
	{.name = "late-signature-days", .type = FIELD_NUMBER,
	    AT(payer.late_signature_days), .most = DAYS_OF_A_YEAR},
	{.name = "levels", .type = FIELD_MAP, AT(levels)},
	{.name = "source", .type = FIELD_TEXT, AT(payer.source)},
};
#undef AT
static const struct schema payer_schema = SCHEMA("payer", payer_fields);

/* One row of `levels`: the key is a rule, the value a level. */
static bool
load_level(struct loader *load, const struct node *rule,
    const struct node *level, struct payer *payer)
{
	const struct field field = {.name = "level", .type = FIELD_CHOICE,
	    .offset = offsetof(struct level_override, level),
	    .choices = override_choices};
	struct level_override out = {0};
	const struct named *named = load_find(load, load->pack->index->rules,
	    "rule", rule);

	if (named == NULL || !schema_value(&load->r, &field, level, &out))
		return false;
	out.rule = load->pack->rules.at[named->index].id;
	vec_push(load->r.keep, &payer->levels, out);
	return true;
}

static bool
load_payer(struct loader *load, const struct node *map)
{
	struct pack *pack = load->pack;
	struct draft d = {.payer = {.late_signature_days = -1,
	    .filing_days = -1, .resubmission_days = -1,
	    .ncci_either_from = NO_DATE, .assistant_from = NO_DATE,
	    .further_percent = WHOLE, .assistant_percent = WHOLE,
	    .fee_percent = WHOLE, .origin = map->origin}};

	if (!schema_read(&load->r, map, &payer_schema, &d) ||
	    !load_locality(&load->r, d.locality, &d.payer.place) ||
	    !load_claim(load, pack->index->payers, "payer", str_of(d.payer.id),
	    map->origin, pack->payers.len))
		return false;
	for (size_t i = 0; i < node_count(d.levels); i++)
		if (!load_level(load, d.levels->entries.at[i].key,
		    d.levels->entries.at[i].value, &d.payer))
			return false;
	vec_push(load->r.keep, &pack->payers, d.payer);
	return d.payer.names.len == 0 || load_wordings(load, "payers", "payer",
	    &(struct lexeme){.name = d.payer.title, .also = d.payer.names,
	    .value = d.payer.id, .origin = map->origin});
}

bool
load_payers(struct loader *load, const struct node *top)
{
	struct payers_file file = {0};

	if (!schema_read(&load->r, top, &file_schema, &file))
		return false;
	for (size_t i = 0; i < node_count(file.payers); i++)
		if (!load_payer(load, file.payers->items.at[i]))
			return false;
	return true;
}

bool
payer_has(const struct payer *p, enum payer_key key)
{
	switch (key) {
	case ASKED_BY_DISCIPLINE_MODIFIER:
		return p->discipline_modifier;
	case ASKED_BY_ASSISTANT_MODIFIER:
		return p->assistant_modifier;
	case ASKED_BY_KX:
		return p->kx;
	case ASKED_BY_FILING_DAYS:
		return p->filing_days >= 0;
	case ASKED_BY_RESUBMISSION_DAYS:
		return p->resubmission_days >= 0;
	default:
		return true;
	}
}

const char *
payer_key_name(enum payer_key key)
{
	for (const struct choice *c = payer_key_choices; c->name != NULL; c++)
		if (c->value == (int)key)
			return c->name;
	return NULL;
}
