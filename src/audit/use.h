/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a visit means for the yearly therapy threshold (rules/threshold.h): its
 * amounts, and whether its lines carry KX.
 */
#ifndef AUDIT_USE_H
#define AUDIT_USE_H

#include "audit/audit.h"
#include "rules/threshold.h"

/** All but the place of the note.  Texts live in `keep`, `scratch` takes what
 * is needed meanwhile.  Needs the facts and the payer of the result. */
void use_read(struct arena *keep, struct arena *scratch,
    const struct pack *pack, const struct options *options,
    const struct result *r, struct therapy_use *out);

#endif
