/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who and when: the parts of the header, each by its own reader.  `rows` are
 * the values that stand below labels, by enum column_role, of headed_read().
 */
#ifndef FACTS_HEADER_H
#define FACTS_HEADER_H

#include "facts/facts.h"
#include "facts/headed.h"

/** The patient, by name and by number. */
void header_names_read(struct arena *a, struct facts *f,
    const struct span *rows);

/** The days of the visit and of birth. */
void header_dates_read(struct arena *a, struct facts *f,
    const struct span *rows);

#endif
