/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Minutes by provider: what an assistant and what a therapist furnished of a
 * service, where the note states both apart.
 */
#ifndef FACTS_SHARES_H
#define FACTS_SHARES_H

#include "facts/charges.h"

/** Fill f->shares. */
void shares_read(struct arena *a, struct facts *f,
    const struct charges *charges);

#endif
