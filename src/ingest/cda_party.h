/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What cda_header.c reads and cda_state.c says of it.
 */
#ifndef INGEST_CDA_PARTY_H
#define INGEST_CDA_PARTY_H

#include "base/vec.h"
#include "ingest/cda_header.h"

/* Nothing of use in a header is longer, and nobody is named more often. */
enum { VALUE_BYTES = 1000, PARTIES_AT_MOST = 200 };

/* Whoever a part of the header is about. */
struct party {
	enum role role;
	const char *xpath;
	struct str name;	/* where it is not given in parts */
	struct str given;
	struct str family;
	struct str suffix;
	struct str id;
	struct str birth;
	struct str time;	/* of writing or signing, or a point of time */
	struct str low;
	struct str high;
	struct str signature;	/* its code */
	struct str code;	/* of a role or document */
	struct str system;	/* its code system */
	struct str display;	/* its name */
	struct str second;	/* codes of translations, divided by blanks */
	struct str kind;	/* a type code */
	bool named;		/* its first name has ended */
};

/* What has been read of a header. */
struct header {
	struct arena *arena;
	VEC(struct party) parties;	/* the first is the document */
	size_t open;		/* the party that is open, or 0 */
	size_t outer;		/* the one around it, or 0 */
	size_t open_length;	/* of the path of its element, */
	size_t outer_length;	/* and of the one around it */
	char value[VALUE_BYTES];	/* text of the last element begun */
	size_t value_len;
	date_t service_day;
};

#endif
