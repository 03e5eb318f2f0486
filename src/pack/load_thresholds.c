/* SPDX-License-Identifier: Apache-2.0 */
/* kx-thresholds.csv: yearly therapy thresholds. */
#include "pack/load.h"

/* Dollars; a hundred times what a year has ever allowed. */
enum { MOST_DOLLARS = 200000 };

#define AT(member) .offset = offsetof(struct kx_threshold, member)
static const struct field fields[] = {
	{.name = "from", .type = FIELD_DATE, AT(from), .required = true},
	{.name = "to", .type = FIELD_DATE, AT(to), .required = true},
	{.name = "pt_slp", .type = FIELD_DECIMAL, AT(pt_slp),
	    .required = true, .most = MOST_DOLLARS},
	{.name = "ot", .type = FIELD_DECIMAL, AT(ot),
	    .required = true, .most = MOST_DOLLARS},
	{.name = "source", .type = FIELD_TEXT, AT(source)},
	{.name = "confidence", .type = FIELD_WORD, AT(confidence),
	    .choices = confidence_choices},
};
#undef AT
static const struct schema schema = SCHEMA("threshold", fields);

bool
load_threshold(struct loader *load, const struct node *row)
{
	struct kx_threshold t = {.origin = row->origin};
	char day[11];

	if (!schema_read(&load->r, row, &schema, &t))
		return false;
	if (t.from > t.to)
		return refuse(load->r.err, row->origin,
		    "'to' lies before 'from'; expected the last day");
	date_format(t.from, day);
	if (!load_claim_row(load, "threshold",
	    arena_printf(load->r.scratch, "KX from %s", day), row->origin))
		return false;
	vec_push(load->r.keep, &load->pack->thresholds, t);
	return true;
}

const struct kx_threshold *
pack_threshold(const struct pack *p, date_t on)
{
	for (size_t i = p->thresholds.len; i-- > 0;)
		if (p->thresholds.at[i].from <= on &&
		    on <= p->thresholds.at[i].to)
			return &p->thresholds.at[i];
	return NULL;
}
