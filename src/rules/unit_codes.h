/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The codes of a pack as counting needs them.
 */
#ifndef RULES_UNIT_CODES_H
#define RULES_UNIT_CODES_H

#include "rules/units.h"

/**
 * One unit_code for each of `pack->codes`, at the same index, first codes and
 * add-ons linked.  Lives in `a` and points into the pack.
 */
const struct unit_code *unit_codes_of(struct arena *a,
    const struct pack *pack);

/** The one of a code of the pack. */
const struct unit_code *unit_code_of(const struct unit_code *all,
    const struct pack *pack, const struct code *code);

#endif
