/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/unit_codes.h"

const struct unit_code *
unit_code_of(const struct unit_code *all, const struct pack *pack,
    const struct code *code)
{
	return &all[code - pack->codes.at];
}

const struct unit_code *
unit_codes_of(struct arena *a, const struct pack *pack)
{
	struct unit_code *all = arena_array(a, pack->codes.len + 1,
	    sizeof(*all));

	for (size_t i = 0; i < pack->codes.len; i++) {
		const struct code *c = &pack->codes.at[i];
		all[i] = (struct unit_code){.name = str_of(c->code),
		    .length = c->timed ? c->minutes_per_unit : 0};
	}
	for (size_t i = 0; i < pack->codes.len; i++) {
		const struct code *c = &pack->codes.at[i];

		/* Only time is shared: an add-on by area is counted alone. */
		if (c->add_on_to == NULL || !c->timed || !c->add_on_to->timed)
			continue;
		all[i].first = &all[c->add_on_to->index];
		all[c->add_on_to->index].further = &all[i];
	}
	return all;
}
