/* SPDX-License-Identifier: Apache-2.0 */
/* ncci.csv: pairs of codes of which only one is paid, and looking them up. */
#include <stdlib.h>

#include "base/bisect.h"
#include "pack/load.h"

enum { MOST_INDICATOR = 9 };

struct draft {
	struct ncci_edit edit;
	const struct node *column1;
	const struct node *column2;
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field edit_fields[] = {
	{.name = "column1", .type = FIELD_NAME, AT(column1),
	    .required = true},
	{.name = "column2", .type = FIELD_NAME, AT(column2),
	    .required = true},
	{.name = "indicator", .type = FIELD_NUMBER, AT(edit.indicator),
	    .required = true, .most = MOST_INDICATOR},
	{.name = "effective", .type = FIELD_DATE, AT(edit.effective)},
	{.name = "deleted", .type = FIELD_DATE, AT(edit.deleted)},
	{.name = "setting", .type = FIELD_CHOICE, AT(edit.settings),
	    .required = true, .choices = settings_choices},
	{.name = "version", .type = FIELD_TEXT, AT(edit.version),
	    .required = true},
	{.name = "rationale", .type = FIELD_TEXT, AT(edit.rationale)},
};
#undef AT
static const struct schema edit_schema = SCHEMA("pair", edit_fields);

static bool
check_edit(struct loader *load, const struct node *map,
    const struct ncci_edit *e)
{
	if (e->indicator > 1 && e->indicator != 9)
		return refuse(load->r.err, map->origin, "'indicator' is '%d'; "
		    "expected 0, 1 or 9", e->indicator);
	if (e->column1 == e->column2)
		return refuse(load->r.err, map->origin, "a pair of a code with "
		    "itself; expected two codes");
	if (e->effective != NO_DATE && e->deleted != NO_DATE &&
	    e->deleted < e->effective)
		return refuse(load->r.err, map->origin, "'deleted' lies before "
		    "'effective'; expected the last day in force");
	return true;
}

bool
load_pair(struct loader *load, const struct node *row)
{
	struct draft d = {.edit = {.effective = NO_DATE, .deleted = NO_DATE,
	    .own = load->own}};

	if (!schema_read(&load->r, row, &edit_schema, &d) ||
	    !load_find_code(load, d.column1, &d.edit.column1) ||
	    !load_find_code(load, d.column2, &d.edit.column2) ||
	    !check_edit(load, row, &d.edit))
		return false;
	if (load->own)
		load->own_pairs |= d.edit.settings;
	vec_push(load->r.keep, &load->pack->ncci, d.edit);
	return true;
}

/* A day that sorts after all others where none is set. */
static int64_t
last_day(const struct ncci_edit *e)
{
	return e->deleted == NO_DATE ? INT64_MAX : e->deleted;
}

static int
by_pair(const struct ncci_edit *a, unsigned column1, unsigned column2)
{
	if (a->column1 != column1)
		return a->column1 < column1 ? -1 : 1;
	return a->column2 < column2 ? -1 : a->column2 > column2;
}

/* Two rows may end on one day, a void one and a real one among them: the void
 * one comes first, so that it does not hide the other. */
static int
by_pair_and_end(const void *left, const void *right)
{
	const struct ncci_edit *a = left, *b = right;
	int order = by_pair(a, b->column1, b->column2);

	if (order != 0)
		return order;
	if (last_day(a) != last_day(b))
		return last_day(a) < last_day(b) ? -1 : 1;
	if (a->effective != b->effective)
		return a->effective < b->effective ? -1 : 1;
	return b->indicator - a->indicator;
}

void
link_pairs(struct loader *load)
{
	struct pack *pack = load->pack;
	size_t kept = 0;

	for (size_t i = 0; i < pack->ncci.len; i++) {
		struct ncci_edit e = pack->ncci.at[i];
		if (!e.own)
			e.settings &= ~load->own_pairs;
		if (e.settings != 0)
			pack->ncci.at[kept++] = e;
	}
	pack->ncci.len = kept;
	if (kept > 1)
		qsort(pack->ncci.at, kept, sizeof(*pack->ncci.at),
		    by_pair_and_end);
}

/* The first row of a pair, or where it would stand. */
static size_t
first_of(const struct pack *p, unsigned column1, unsigned column2)
{
	size_t i;

	bisect(i, p->ncci.len,
	    by_pair(&p->ncci.at[i], column1, column2) < 0);
	return i;
}

/* Does the row settle what holds on that day, for good or ill? */
static bool
settles(const struct ncci_edit *e, int64_t on, enum setting setting)
{
	if ((e->settings & 1u << setting) == 0 || last_day(e) < on)
		return false;
	if (e->effective == NO_DATE)
		return true;
	return e->indicator != 9 && e->effective <= on;
}

static const struct ncci_edit *
in_order(const struct pack *p, unsigned column1, unsigned column2, int64_t on,
    enum setting setting)
{
	for (size_t i = first_of(p, column1, column2); i < p->ncci.len; i++) {
		const struct ncci_edit *e = &p->ncci.at[i];
		if (by_pair(e, column1, column2) != 0)
			break;
		if (settles(e, on, setting))
			return e->indicator == 9 ? NULL : e;
	}
	return NULL;
}

const struct ncci_edit *
pack_ncci(const struct pack *p, const struct code *a, const struct code *b,
    date_t on, enum setting setting)
{
	int64_t day = on == NO_DATE ? INT64_MAX : on;
	const struct ncci_edit *e = in_order(p, a->index, b->index, day,
	    setting);

	return e != NULL ? e : in_order(p, b->index, a->index, day, setting);
}
