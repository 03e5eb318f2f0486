/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The body of a clinical document that is not XML: text, RTF, HTML or PDF,
 * carried in the document or lying beside it.  For cda.c.
 */
#ifndef INGEST_CDA_BODY_H
#define INGEST_CDA_BODY_H

#include "ingest/format.h"

/** Read the bytes of a body into `d`, whose header is read.  `from` is the
 * place of the element that it came from, the launcher that of the look
 * (looks.h).  A body that cannot be read makes the document unreadable. */
void body_read(struct arena *a, struct str bytes, struct document *d,
    const struct locus *from, const struct launcher *launcher);

/** The same for a file that the document names, which must lie beside it or
 * in a folder below; links are not followed, and nothing is fetched. */
void body_read_file(struct arena *a, struct str name, struct document *d,
    const struct locus *from, const struct launcher *launcher);

#endif
