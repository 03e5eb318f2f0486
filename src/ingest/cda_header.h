/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The header of a clinical document.  For cda.c.
 */
#ifndef INGEST_CDA_HEADER_H
#define INGEST_CDA_HEADER_H

#include "base/date.h"
#include "ingest/xml.h"

/* Who or what a part of the header is about. */
enum role {
	ROLE_DOCUMENT,		/* the document itself */
	ROLE_PATIENT,
	ROLE_AUTHOR,
	ROLE_SIGNER,		/* authenticator */
	ROLE_LEGAL,		/* legal authenticator */
	ROLE_PERFORMER,
	ROLE_ENCOUNTER,
	ROLE_SERVICE,
	ROLE_COVERAGE,
	ROLES,
};

struct header;

struct header *header_new(struct arena *a);

/** An element of the header begins.  `path` is that of its names from below
 * the root, divided by '/'; `xpath` names it and is kept. */
void header_open(struct header *h, const struct xml *x, struct str path,
    const char *xpath);

/** Text of the element that began last. */
void header_text(struct header *h, struct str text);

/** The element ends. */
void header_close(struct header *h, struct str path);

/** Put what is known into `d->stated`. */
void header_state(struct header *h, struct document *d);

/** The day of the visit, or NO_DATE. */
date_t header_service_day(const struct header *h);

#endif
