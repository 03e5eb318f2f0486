/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/columns.h"

static const char *const role_names[COLUMN_ROLES] = {
	[COLUMN_NOTE] = "note",
	[COLUMN_REMARK] = "remark",
	[COLUMN_CHARGE] = "charge",
	[COLUMN_NOTE_ID] = "note-id",
	[COLUMN_SEQUENCE] = "sequence",
	[COLUMN_PATIENT] = "patient",
	[COLUMN_GIVEN_NAME] = "given-name",
	[COLUMN_FAMILY_NAME] = "family-name",
	[COLUMN_PATIENT_ID] = "patient-id",
	[COLUMN_BIRTH_DATE] = "birth-date",
	[COLUMN_SERVICE_DATE] = "service-date",
	[COLUMN_TIME_IN] = "time-in",
	[COLUMN_TIME_OUT] = "time-out",
	[COLUMN_SIGNATURE] = "signature",
	[COLUMN_SIGNED_ON] = "signed-on",
	[COLUMN_AUTHOR] = "author",
	[COLUMN_CREDENTIAL] = "credential",
	[COLUMN_PAYER] = "payer",
	[COLUMN_NOTE_TYPE] = "note-type",
};

const char *
column_role_name(enum column_role role)
{
	return role_names[role];
}

bool
column_role_named(struct str name, enum column_role *out)
{
	for (int i = 0; i < COLUMN_ROLES; i++)
		if (str_eq(name, str_of(role_names[i]))) {
			*out = (enum column_role)i;
			return true;
		}
	return false;
}

/* The next byte that counts, or 0 at the end. */
static char
next_letter(struct str s, size_t *at)
{
	while (*at < s.len) {
		char c = to_lower(s.ptr[(*at)++]);
		if (is_word(c))
			return c;
	}
	return 0;
}

bool
column_same(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	char c;

	do {
		c = next_letter(a, &i);
		if (c != next_letter(b, &k))
			return false;
	} while (c != 0);
	return true;
}

static enum status
refuse_map(struct err *err, struct str pair)
{
	return err_set(err, E_CONFIG, "--map has '%.*s'; expected "
	    "MEANING=COLUMN, as in note=NOTE_TEXT,patient=MRN, where MEANING "
	    "is note, note-id, sequence, patient, given-name, family-name, "
	    "patient-id, birth-date, service-date, time-in, time-out, "
	    "signature, signed-on, author, credential, payer or note-type",
	    pair.len > 40 ? 40 : (int)pair.len, pair.ptr);
}

/* What was known of a role, or of a name, no longer counts once somebody asks
 * for it; what else was asked for does. */
static void
forget(struct columns *c, enum column_role role, struct str name)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->names.len; i++) {
		const struct column_name *known = &c->names.at[i];
		if (c->asked[known->role] || (known->role != role &&
		    !column_same(str_of(known->name), name)))
			c->names.at[kept++] = *known;
	}
	c->names.len = kept;
	c->asked[role] = true;
}

static enum status
ask_one(struct arena *a, struct columns *c, struct str pair, struct err *err)
{
	const char *sign = memchr(pair.ptr, '=', pair.len);
	enum column_role role;

	if (sign == NULL)
		return refuse_map(err, pair);
	size_t n = (size_t)(sign - pair.ptr);
	struct str name = str_trim((struct str){sign + 1, pair.len - n - 1});
	if (name.len == 0 || !column_role_named(str_trim((struct str){pair.ptr,
	    n}), &role) || role == COLUMN_REMARK || role == COLUMN_CHARGE)
		return refuse_map(err, pair);
	forget(c, role, name);
	vec_push(a, &c->names, (struct column_name){role,
	    arena_copy(a, name.ptr, name.len)});
	return OK;
}

enum status
columns_ask(struct arena *a, struct columns *c, const char *map,
    struct err *err)
{
	enum status status = OK;

	while (status == OK) {
		size_t n = strcspn(map, ",");
		status = ask_one(a, c, (struct str){map, n}, err);
		if (map[n] == '\0')
			break;
		map += n + 1;
	}
	return status;
}
