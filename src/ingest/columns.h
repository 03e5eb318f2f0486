/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the columns of a table of notes are called: names for each meaning,
 * from a pack, and those that somebody asks for instead.  Names compare by
 * their ASCII letters and digits alone, without case: "Note Text" is
 * NOTE_TEXT.
 */
#ifndef INGEST_COLUMNS_H
#define INGEST_COLUMNS_H

#include "base/err.h"
#include "base/vec.h"

enum column_role {
	COLUMN_NOTE,		/* the text of the note */
	COLUMN_REMARK,		/* text that is a note where no charges are */
	COLUMN_CHARGE,		/* code, units or amount of a charge */
	COLUMN_NOTE_ID,
	COLUMN_SEQUENCE,	/* which piece of a note that was cut */
	COLUMN_PATIENT,
	COLUMN_GIVEN_NAME,	/* of the patient, */
	COLUMN_FAMILY_NAME,	/* where there is no column of the whole */
	COLUMN_PATIENT_ID,
	COLUMN_BIRTH_DATE,
	COLUMN_SERVICE_DATE,
	COLUMN_TIME_IN,
	COLUMN_TIME_OUT,
	COLUMN_SIGNATURE,	/* who signed */
	COLUMN_SIGNED_ON,
	COLUMN_AUTHOR,
	COLUMN_CREDENTIAL,
	COLUMN_PAYER,
	COLUMN_NOTE_TYPE,
	COLUMN_ROLES
};

struct column_name {
	enum column_role role;
	const char *name;	/* as written */
};

struct columns {
	/* Of a role, earlier names are surer than later ones. */
	VEC(struct column_name) names;
	bool asked[COLUMN_ROLES];	/* its names were asked for */
};

/** "note", "patient-id", ... */
const char *column_role_name(enum column_role role);

/** The role of a name; false when there is none. */
bool column_role_named(struct str name, enum column_role *out);

/** Are two names of columns the same? */
bool column_same(struct str a, struct str b);

/** Put `names` in the place of those of its role: "note=NOTE_TEXT,
 * patient=MRN", any number of pairs.  The texts of `map` are kept.  E_CONFIG
 * when it is not written so. */
enum status columns_ask(struct arena *a, struct columns *c, const char *map,
    struct err *err);

#endif
