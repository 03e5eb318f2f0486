/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/use.h"

#include "audit/bill.h"
#include "rules/billed.h"

/* A line that is paid nothing is no line for KX. */
static bool
is_paid(const struct bill *b, size_t i)
{
	const struct fee *fee = b->lines[i].fee;

	return fee_is_known(fee) && fee_unit(&b->terms, fee, false, false) > 0;
}

void
use_read(struct arena *keep, struct arena *a, const struct pack *pack,
    const struct options *options, const struct result *r,
    struct therapy_use *out)
{
	const struct facts *f = r->facts;
	struct bill b;

	*out = (struct therapy_use){.payer = r->payer,
	    .date = f->date_of_service, .stated = NONE};
	if (!r->payer->kx)
		return;
	out->pool = threshold_pool(f);
	out->discipline = arena_str(keep, f->discipline);
	out->stated = threshold_stated(f);
	out->printed = prints_modifiers(f);
	bill_of(a, pack, options, r, &b);
	int *bare = arena_array(a, b.n + 1, sizeof(*bare));
	for (size_t i = 0; i < b.n; i++) {
		const struct service *s = &f->services.at[i];
		out->kx |= has_modifier(s, "KX");
		if (!threshold_is_bare(f, s) || !is_paid(&b, i))
			continue;
		out->bare = true;
		bare[i] = b.units[i];
	}
	out->day = bill_stake(&b, b.units);
	out->lacking = bill_stake(&b, bare);
	out->whole = bill_whole(&b);
}
