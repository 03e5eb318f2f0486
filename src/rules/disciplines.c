/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/disciplines.h"

const struct discipline disciplines[] = {
	{"PT", POOL_PT_SLP, "GP", "PTA", "CQ"},
	{"OT", POOL_OT, "GO", "OTA", "CO"},
	{"SLP", POOL_PT_SLP, "GN", NULL, NULL},
	{NULL, POOL_NONE, NULL, NULL, NULL},
};

const struct discipline *
discipline_of(const struct facts *f)
{
	for (const struct discipline *d = disciplines; d->name != NULL; d++)
		if (str_eq(f->discipline, str_of(d->name)))
			return d;
	return NULL;
}

bool
discipline_charges(const struct discipline *d, const struct service *s)
{
	return s->code != NULL && s->units != 0 &&
	    texts_have(&s->code->disciplines, d->name);
}
