/* SPDX-License-Identifier: Apache-2.0 */
/* codes.csv: billing codes. */
#include "pack/load.h"

enum { MINUTES_OF_A_DAY = 1440, MOST_UNITS = 999 };

struct draft {
	struct code code;
	int units_per_day;	/* where CMS has no limit: a pack's own */
	const struct node *add_on_to;
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field code_fields[] = {
	{.name = "code", .type = FIELD_TEXT, AT(code.code), .required = true},
	{.name = "label", .type = FIELD_TEXT, AT(code.label), .required = true},
	{.name = "timed", .type = FIELD_BOOL, AT(code.timed), .required = true},
	{.name = "minutes_per_unit", .type = FIELD_NUMBER,
	    AT(code.minutes_per_unit), .most = MINUTES_OF_A_DAY},
	{.name = "attendance", .type = FIELD_WORD, AT(code.attendance),
	    .choices = attendance_choices},
	{.name = "disciplines", .type = FIELD_SPLIT, AT(code.disciplines)},
	{.name = "effective", .type = FIELD_DATE, AT(code.effective)},
	{.name = "deleted", .type = FIELD_DATE, AT(code.deleted)},
	{.name = "units_per_day", .type = FIELD_NUMBER, AT(units_per_day),
	    .most = MOST_UNITS},
	{.name = "add_on_to", .type = FIELD_NAME, AT(add_on_to)},
	{.name = "names", .type = FIELD_SPLIT, AT(code.names)},
	{.name = "requires", .type = FIELD_SPLIT, AT(code.requires)},
	{.name = "source", .type = FIELD_TEXT, AT(code.source)},
	{.name = "confidence", .type = FIELD_WORD, AT(code.confidence),
	    .choices = confidence_choices},
};
#undef AT
static const struct schema code_schema = SCHEMA("code", code_fields);

static bool
check_code(struct loader *load, const struct node *map, const struct code *code)
{
	if (code->timed && code->minutes_per_unit == 0)
		return refuse(load->r.err, map->origin, "'minutes_per_unit' is "
		    "missing; every timed code needs one");
	if (code->effective != NO_DATE && code->deleted != NO_DATE &&
	    code->deleted < code->effective)
		return refuse(load->r.err, map->origin, "'deleted' lies before "
		    "'effective'; expected the last valid day of the code");
	return true;
}

/* A name that outlives its row. */
static struct node
keep_node(struct loader *load, const struct node *name)
{
	struct node kept = *name;

	kept.text = arena_str(load->r.scratch, name->text);
	return kept;
}

bool
load_code(struct loader *load, const struct node *row)
{
	struct pack *pack = load->pack;
	struct draft d = {.code = {.effective = NO_DATE, .deleted = NO_DATE,
	    .index = (unsigned)pack->codes.len}, .units_per_day = -1};
	struct code *code = &d.code;

	if (!schema_read(&load->r, row, &code_schema, &d) ||
	    !check_code(load, row, code) ||
	    !load_claim(load, pack->index->codes, "code", str_of(code->code),
	    row->origin, code->index))
		return false;
	for (int s = 0; s < SETTINGS; s++)
		code->limits[s] = (struct daily_limit){d.units_per_day, 0,
		    NO_DATE};
	if (d.add_on_to != NULL)
		vec_push(load->r.scratch, &load->add_ons,
		    (struct unlinked_add_on){code->index,
		    keep_node(load, d.add_on_to)});
	vec_push(load->r.keep, &pack->codes, *code);
	return code->names.len == 0 || load_wordings(load, "codes", "code-name",
	    &(struct lexeme){.name = code->label, .also = code->names,
	    .value = code->code, .origin = row->origin});
}

/* A code has one add-on and an add-on one first code: counting units walks
 * from the one to the other. */
bool
link_add_ons(struct loader *load)
{
	for (size_t i = 0; i < load->add_ons.len; i++) {
		const struct unlinked_add_on *u = &load->add_ons.at[i];
		struct code *add_on = &load->pack->codes.at[u->code];
		unsigned index;

		if (!load_find_code(load, &u->first, &index))
			return false;
		struct code *first = &load->pack->codes.at[index];
		if (first == add_on || first->add_on != NULL ||
		    first->add_on_to != NULL || add_on->add_on != NULL)
			return refuse(load->r.err, u->first.origin,
			    "'add_on_to' is '%s', which is an add-on or has "
			    "one already; expected a code without",
			    refuse_quote(u->first.text).text);
		add_on->add_on_to = first;
		first->add_on = add_on;
	}
	return true;
}
