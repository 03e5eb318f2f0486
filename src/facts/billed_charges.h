/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which charges are billed lines.  Where codes are printed, lines with a code
 * are the services; where none is, services named in words or shorthand
 * ("2u TE") are.
 */
#ifndef FACTS_BILLED_CHARGES_H
#define FACTS_BILLED_CHARGES_H

#include "facts/charges.h"

/** Whether each of the charges of a note is billed, in their order.  Where some
 * have units, by and large those without are not.  It lives in `a`. */
bool *billed_charges(struct arena *a, const struct reading *r,
    const struct charges *charges);

#endif
