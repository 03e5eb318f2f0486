/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/unit_codes.h"

/* Codes that share one service: the first unit goes under the one, every
 * further under the other. */
static const struct {
	const char *first;
	const char *further;
} families[] = {
	{"90912", "90913"},
	{"92607", "92608"},
	{"92626", "92627"},
	{"97129", "97130"},
	{"97545", "97546"},
	{"97550", "97551"},
	{"98980", "98981"},
};

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
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		const struct code *first = pack_code(pack,
		    str_of(families[i].first));
		const struct code *further = pack_code(pack,
		    str_of(families[i].further));

		if (first == NULL || further == NULL)
			continue;
		all[first - pack->codes.at].further =
		    &all[further - pack->codes.at];
		all[further - pack->codes.at].first =
		    &all[first - pack->codes.at];
	}
	return all;
}
