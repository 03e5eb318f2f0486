/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/item.h"

void
item_trouble(struct arena *a, struct item *i, const char *rule,
    struct str message)
{
	vec_push(a, &i->troubles, (struct trouble){rule, message, {0, 0}});
}

void
item_refuse(struct arena *a, struct item *i, const char *rule,
    struct str message)
{
	i->refused = true;
	item_trouble(a, i, rule, message);
}
