/* SPDX-License-Identifier: Apache-2.0 */
/**
 * RTF as word processors and chart systems write it.  A row of the table of
 * formats; see format.h for the contract of both functions.
 *
 * The text is what a reader sees: paragraphs, list items, tables, the header
 * of the page once.  Fonts, styles, pictures, hidden and deleted text, field
 * instructions and embedded objects are left out; nothing is run or fetched.
 */
#ifndef INGEST_RTF_H
#define INGEST_RTF_H

#include "ingest/format.h"

unsigned rtf_probe(const struct look *look);
void rtf_read(struct arena *a, const struct look *look, struct document *d);

#endif
