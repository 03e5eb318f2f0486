/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the ChargeItems and Claims of a FHIR Bundle bill.  For fhir.c.
 */
#ifndef INGEST_FHIR_CHARGES_H
#define INGEST_FHIR_CHARGES_H

#include "base/date.h"
#include "ingest/json.h"
#include "note/note.h"

/** Put the codes billed for a day (NO_DATE: any) into `d->charges`. */
void fhir_charges(struct arena *a, const json_t *root, date_t day,
    struct document *d);

#endif
