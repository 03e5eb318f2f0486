/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Plain text: a source whose text is itself.  A row of the table of formats;
 * see format.h for the contract of both functions.
 */
#ifndef INGEST_TEXT_H
#define INGEST_TEXT_H

#include "ingest/format.h"

unsigned text_probe(const struct look *look);
void text_read(struct arena *a, const struct look *look, struct document *d);

#endif
