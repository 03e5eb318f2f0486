/* SPDX-License-Identifier: Apache-2.0 */
/* A locality: what a payer's profile or a configuration says of it. */
#include "pack/load.h"

/* The highest index of 2026 is below 2. */
enum { MOST_INDEX = 5 };

#define AT(member) .offset = offsetof(struct locality, member)
static const struct field locality_fields[] = {
	{.name = "name", .type = FIELD_TEXT, AT(name), .required = true},
	{.name = "work", .type = FIELD_DECIMAL, AT(work), .required = true,
	    .most = MOST_INDEX},
	{.name = "practice", .type = FIELD_DECIMAL, AT(practice),
	    .required = true, .most = MOST_INDEX},
	{.name = "malpractice", .type = FIELD_DECIMAL, AT(malpractice),
	    .required = true, .most = MOST_INDEX},
};
#undef AT
static const struct schema locality_schema = SCHEMA("locality",
    locality_fields);

bool
load_locality(const struct recipient *r, const struct node *map,
    struct locality *out)
{
	return map == NULL || schema_read(r, map, &locality_schema, out);
}
