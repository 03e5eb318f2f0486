/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The day of a visit that only its flow sheet dates.
 */
#ifndef FACTS_SHEET_DATE_H
#define FACTS_SHEET_DATE_H

#include "facts/facts.h"
#include "facts/tables.h"

/** A day near that of the visit, which gives dates without a year theirs: the
 * date of service, else the latest of the note; or NO_DATE. */
date_t sheet_reference(struct arena *a, const struct facts *f);

/** Was the date of service taken from a heading of a sheet, one of many? */
bool sheet_gave_date(struct arena *a, const struct facts *f,
    const struct tables *tables);

/** Take the day of today's column where the note has no other. */
void sheet_date_read(struct arena *a, struct facts *f,
    const struct tables *tables);

#endif
