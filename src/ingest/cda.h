/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Clinical documents: HL7 CDA and C-CDA of every type, and single sections of
 * them.  A row of the table of formats; see format.h for the contract of both
 * functions.
 *
 * The narrative becomes the text; sections are marked with the LOINC code of
 * their kind.  What the header says becomes `stated`, in the order in which
 * it is to be believed:
 *
 *	title		of the document
 *	note-type	"loinc:11508-9", once for the code and each translation,
 *			and the name of the code
 *	patient, patient-id, birth-date (YYYY-MM-DD)
 *	service-date (YYYY-MM-DD), time-in, time-out (HH:MM)
 *	signature	who signed, whoever treated first
 *	signed-on	(YYYY-MM-DD)
 *	author		who wrote, without devices
 *	credential	of the signature or author before it: suffix, name and
 *			code of a role ("nucc:225100000X"), one each
 *	payer		the plan's name
 *
 * Coded procedures of the visit become `charges`.
 */
#ifndef INGEST_CDA_H
#define INGEST_CDA_H

#include "ingest/format.h"

unsigned cda_probe(const struct look *look);
void cda_read(struct arena *a, const struct look *look, struct document *d);

#endif
