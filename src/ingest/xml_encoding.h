/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which encoding an XML document is in, by its bytes and its declaration.
 */
#ifndef INGEST_XML_ENCODING_H
#define INGEST_XML_ENCODING_H

#include "ingest/looks.h"

/**
 * The encoding to read in.  `*end` becomes the length of the declaration and
 * what stands before it, in the text of the head.  Where the declaration says
 * otherwise than the bytes, `*trouble` becomes what to say; else it is left.
 */
enum encoding xml_encoding(struct arena *a, const struct look *look,
    size_t *end, struct str *trouble);

#endif
