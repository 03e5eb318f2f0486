/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reading a mapping into a struct by a table that says which keys there may
 * be and where their values go.
 */
#ifndef PACK_SCHEMA_H
#define PACK_SCHEMA_H

#include "pack/vocabulary.h"
#include "pack/yaml.h"

/* What a value must be, and the type of the member that takes it. */
enum field_type {
	FIELD_TEXT,		/* const char * */
	FIELD_ID,		/* const char *: a-z 0-9 - _ . / */
	FIELD_WORD,		/* const char *: one of `choices` */
	FIELD_NUMBER,		/* int from 0 to `most` */
	FIELD_DECIMAL,		/* long: from 0 to `most`, in 1 / DECIMAL */
	FIELD_BOOL,		/* bool: true, false, yes, no */
	FIELD_CHOICE,		/* int or enum: value of one of `choices` */
	FIELD_MASK,		/* unsigned: values of some `choices` */
	FIELD_DATE,		/* date_t: YYYY-MM-DD */
	FIELD_TEXTS,		/* struct texts: a list, or a text alone */
	FIELD_SPLIT,		/* struct texts: one text, parted by ; */

	/* Read further by the caller: const struct node *, in `scratch`. */
	FIELD_NAME,		/* a text */
	FIELD_NAMES,		/* a list of texts;
				 * a text alone is one of one */
	FIELD_ITEMS,		/* a list of anything; the same */
	FIELD_LIST,		/* a list of mappings */
	FIELD_MAP,		/* a mapping */
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset;		/* of the member */
	bool required;
	int most;		/* of a FIELD_NUMBER or FIELD_DECIMAL */
	const struct choice *choices;
};

struct schema {
	const char *thing;	/* what the mapping describes: "concept" */
	const struct field *fields;
	size_t n;		/* at most 64 */
};

/* The table of fields as a schema: SCHEMA("concept", concept_fields). */
#define SCHEMA(thing, fields)                                                 \
	{(thing), (fields), sizeof(fields) / sizeof((fields)[0])}

/* Dollars for a relative value unit; they have been between 32 and 39. */
enum { MOST_FACTOR = 200 };

/* Where what is read goes to, and why it was not read. */
struct recipient {
	struct arena *keep;	/* takes texts and lists of texts */
	struct arena *scratch;	/* holds the nodes */
	struct err *err;
};

/**
 * Read `map` into the struct at `into`, which holds the defaults.  False
 * with `err` filled (E_CONFIG) at the first key that is unknown, or whose
 * value is not what it should be, or when a required one is missing.
 */
bool schema_read(const struct recipient *r, const struct node *map,
    const struct schema *schema, void *into);

/** Read one value into the member of the struct at `into` as `f` says. */
bool schema_value(const struct recipient *r, const struct field *f,
    const struct node *value, void *into);

/**
 * Append the texts of a list, or a text alone.  `name` is for messages.
 * False with `err` filled when anything else is there.
 */
bool schema_texts(const struct recipient *r, const char *name,
    const struct node *value, struct texts *out);

/** Read a locality into `out`; nothing where `map` is NULL. */
bool load_locality(const struct recipient *r, const struct node *map,
    struct locality *out);

/** Only what a FIELD_ID may hold, and not empty? */
bool schema_is_id(struct str s);

#endif
