/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The text layer of PDF, by the program pdftotext (poppler), which is never
 * linked.  A row of the table of formats; see format.h for the contract of
 * both functions.
 */
#ifndef INGEST_PDF_H
#define INGEST_PDF_H

#include "ingest/format.h"

unsigned pdf_probe(const struct look *look);
void pdf_read(struct arena *a, const struct look *look, struct document *d);

#endif
