/* SPDX-License-Identifier: Apache-2.0 */
/* fees.csv and conversion-factors.csv: amounts, and looking them up. */
#include <stdlib.h>

#include "base/bisect.h"
#include "pack/load.h"

/* No service has a thousand relative value units; products of such numbers and
 * of MOST_FACTOR stay inside 64 bits. */
enum { MOST_VALUE = 1000, MOST_INDICATOR = 9 };

struct draft {
	struct fee fee;
	const struct node *code;
};

#define AT(member) .offset = offsetof(struct draft, member)
static const struct field fee_fields[] = {
	{.name = "code", .type = FIELD_NAME, AT(code), .required = true},
	{.name = "from", .type = FIELD_DATE, AT(fee.from), .required = true},
	{.name = "to", .type = FIELD_DATE, AT(fee.to), .required = true},
	{.name = "status", .type = FIELD_TEXT, AT(fee.status),
	    .required = true},
	{.name = "mppr", .type = FIELD_NUMBER, AT(fee.mppr),
	    .required = true, .most = MOST_INDICATOR},
	{.name = "work", .type = FIELD_DECIMAL, AT(fee.work),
	    .required = true, .most = MOST_VALUE},
	{.name = "practice", .type = FIELD_DECIMAL, AT(fee.practice),
	    .required = true, .most = MOST_VALUE},
	{.name = "malpractice", .type = FIELD_DECIMAL, AT(fee.malpractice),
	    .required = true, .most = MOST_VALUE},
	{.name = "source", .type = FIELD_TEXT, AT(fee.source)},
	{.name = "confidence", .type = FIELD_WORD, AT(fee.confidence),
	    .choices = confidence_choices},
};
#undef AT
static const struct schema fee_schema = SCHEMA("fee", fee_fields);

#define AT(member) .offset = offsetof(struct conversion, member)
static const struct field conversion_fields[] = {
	{.name = "from", .type = FIELD_DATE, AT(from), .required = true},
	{.name = "to", .type = FIELD_DATE, AT(to), .required = true},
	{.name = "factor", .type = FIELD_DECIMAL, AT(factor),
	    .required = true, .most = MOST_FACTOR},
	{.name = "source", .type = FIELD_TEXT, AT(source)},
	{.name = "confidence", .type = FIELD_WORD, AT(confidence),
	    .choices = confidence_choices},
};
#undef AT
static const struct schema conversion_schema = SCHEMA("conversion factor",
    conversion_fields);

static bool
check_time(struct loader *load, struct origin at, date_t from, date_t to)
{
	return from <= to || refuse(load->r.err, at,
	    "'to' lies before 'from'; expected the last day");
}

bool
load_fee(struct loader *load, const struct node *row)
{
	struct draft d = {.fee = {.origin = row->origin}};
	char day[11];

	if (!schema_read(&load->r, row, &fee_schema, &d) ||
	    !load_find_code(load, d.code, &d.fee.code) ||
	    !check_time(load, row->origin, d.fee.from, d.fee.to))
		return false;
	date_format(d.fee.from, day);
	struct str key = arena_printf(load->r.scratch, "%.*s from %s",
	    STR_ARG(d.code->text), day);
	if (!load_claim_row(load, "fee", key, row->origin))
		return false;
	vec_push(load->r.keep, &load->pack->fees, d.fee);
	return true;
}

bool
load_conversion(struct loader *load, const struct node *row)
{
	struct conversion c = {.origin = row->origin};
	char day[11];

	if (!schema_read(&load->r, row, &conversion_schema, &c) ||
	    !check_time(load, row->origin, c.from, c.to))
		return false;
	date_format(c.from, day);
	if (!load_claim_row(load, "conversion factor",
	    arena_printf(load->r.scratch, "from %s", day), row->origin))
		return false;
	vec_push(load->r.keep, &load->pack->conversions, c);
	return true;
}

/* Rows of one code stay in the order they were loaded in: by address, since
 * qsort() is free to swap equals. */
static int
by_code(const void *left, const void *right)
{
	const struct fee *const *a = left, *const *b = right;

	if ((*a)->code != (*b)->code)
		return (*a)->code < (*b)->code ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

void
link_fees(struct loader *load)
{
	struct pack *pack = load->pack;
	size_t n = pack->fees.len;
	struct arena *a = load->r.scratch;
	const struct fee **order = arena_array(a, n + 1, sizeof(*order));
	struct fee *sorted = arena_array(load->r.keep, n + 1, sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		order[i] = &pack->fees.at[i];
	qsort(order, n, sizeof(*order), by_code);
	for (size_t i = 0; i < n; i++)
		sorted[i] = *order[i];
	pack->fees.at = sorted;
}

/* Days between a day and a stretch of time; 0 inside.  NO_DATE lies after
 * everything. */
static int64_t
distance(date_t from, date_t to, date_t on)
{
	int64_t day = on == NO_DATE ? INT32_MAX : on;

	return day < from ? from - day : day > to ? day - to : 0;
}

const struct fee *
pack_fee(const struct pack *p, const struct code *code, date_t on)
{
	const struct fee *best = NULL;
	size_t i;

	bisect(i, p->fees.len, p->fees.at[i].code < code->index);
	for (; i < p->fees.len; i++) {
		const struct fee *f = &p->fees.at[i];
		if (f->code != code->index)
			break;
		if (best == NULL || distance(f->from, f->to, on) <=
		    distance(best->from, best->to, on))
			best = f;
	}
	return best;
}

const struct conversion *
pack_conversion(const struct pack *p, date_t on)
{
	const struct conversion *best = NULL;

	for (size_t i = 0; i < p->conversions.len; i++) {
		const struct conversion *c = &p->conversions.at[i];
		if (best == NULL || distance(c->from, c->to, on) <=
		    distance(best->from, best->to, on))
			best = c;
	}
	return best;
}
