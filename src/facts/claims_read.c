/* SPDX-License-Identifier: Apache-2.0 */
/* A table of charges into charges. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/cells.h"
#include "base/limits.h"
#include "facts/claims.h"
#include "ingest/columns.h"
#include "pack/cms_file.h"

enum { LOOK_BYTES = 4096, MOST_UNITS = 9999, CODE_LETTERS = 5 };

/* What reads a table. */
struct table {
	struct arena *a;
	const struct pack *pack;
	struct claims *claims;
	FILE *from;
	struct cell_reader cells;
	int column[CLAIM_COLUMNS];	/* or -1 */
	int modifiers[MOST_MODIFIERS];
	size_t n_modifiers;
};

static void
release_file(void *file)
{
	fclose(file);
}

static size_t
read_bytes(void *self, char *out, size_t room)
{
	struct table *t = self;

	return fread(out, 1, room, t->from);
}

static int
column_of(const struct table *t, struct str name)
{
	for (size_t i = 0; i < t->cells.row.len; i++)
		if (column_same(t->cells.row.at[i].text, name))
			return (int)i;
	return -1;
}

static void
add_column(struct table *t, enum claim_column means, int column)
{
	if (column < 0)
		return;
	if (means == CLAIM_MODIFIERS && t->n_modifiers < MOST_MODIFIERS)
		t->modifiers[t->n_modifiers++] = column;
	if (t->column[means] < 0)
		t->column[means] = column;
}

/* One pair of a map; false where it is not written so. */
static bool
ask_column(struct table *t, struct str pair, struct err *err)
{
	const char *sign = pair.len > 0 ? memchr(pair.ptr, '=', pair.len) :
	    NULL;
	enum claim_column means;

	if (sign == NULL || !claim_column_named(str_trim((struct str){
	    pair.ptr, (size_t)(sign - pair.ptr)}), &means)) {
		err_set(err, E_CONFIG, "--claims-map has '%.*s'; expected "
		    "MEANING=COLUMN, where MEANING is patient, given-name, "
		    "family-name, patient-id, service-date, author, code, "
		    "units, modifiers or submitted",
		    pair.len > 40 ? 40 : (int)pair.len, pair.ptr);
		return false;
	}
	size_t n = (size_t)(sign - pair.ptr) + 1;
	struct str name = str_trim(str_slice(pair, (struct span){n, pair.len}));
	int column = column_of(t, name);
	if (column < 0) {
		err_set(err, E_CONFIG, "%s: there is no column '%.*s', which "
		    "--claims-map names", t->claims->file,
		    name.len > 40 ? 40 : (int)name.len, name.ptr);
		return false;
	}
	add_column(t, means, column);
	return true;
}

static bool
ask_columns(struct table *t, const char *map, struct err *err)
{
	while (map != NULL) {
		size_t n = strcspn(map, ",");
		if (!ask_column(t, (struct str){map, n}, err))
			return false;
		map = map[n] == '\0' ? NULL : map + n + 1;
	}
	return true;
}

/* What was asked for, else by the names that packs know. */
static void
guess_columns(struct table *t)
{
	bool asked[CLAIM_COLUMNS];

	for (int i = 0; i < CLAIM_COLUMNS; i++)
		asked[i] = t->column[i] >= 0;
	for (size_t i = 0; i < t->pack->claim_names.len; i++) {
		const struct claim_name *n = &t->pack->claim_names.at[i];
		if (!asked[n->means])
			add_column(t, n->means, column_of(t,
			    str_of(n->name)));
	}
}

static enum status
missing(const struct table *t, const char *what, struct err *err)
{
	return err_set(err, E_INPUT, "%s: no column is known as the %s; name "
	    "it with --claims-map", t->claims->file, what);
}

static enum status
read_header(struct table *t, const char *map, struct err *err)
{
	for (int i = 0; i < CLAIM_COLUMNS; i++)
		t->column[i] = -1;
	if (!cells_next(&t->cells, t->a))
		return err_set(err, E_INPUT, "%s: the file is empty; expected "
		    "a table of charges with a header", t->claims->file);
	if (!ask_columns(t, map, err))
		return err->status;
	guess_columns(t);
	if (t->column[CLAIM_CODE] < 0)
		return missing(t, "code", err);
	if (t->column[CLAIM_DATE] < 0)
		return missing(t, "service-date", err);
	if (t->column[CLAIM_PATIENT] < 0 && t->column[CLAIM_PATIENT_ID] < 0 &&
	    t->column[CLAIM_FAMILY_NAME] < 0)
		return missing(t, "patient", err);
	return OK;
}

static struct str
cell(const struct table *t, int column)
{
	if (column < 0 || (size_t)column >= t->cells.row.len)
		return (struct str){NULL, 0};
	return str_trim(t->cells.row.at[column].text);
}

static struct str
kept(const struct table *t, enum claim_column means)
{
	struct str text = cell(t, t->column[means]);

	return text.len == 0 ? text : arena_str(t->a, text);
}

/* A day, with a time of day behind it or not. */
static date_t
day(struct str s)
{
	date_t d = date_parse(s, NO_DATE);

	for (size_t i = 0; d == NO_DATE && i < s.len; i++)
		if (s.ptr[i] == ' ' || s.ptr[i] == 'T')
			d = date_parse((struct str){s.ptr, i}, NO_DATE);
	return d;
}

static void
add_modifiers(struct table *t, struct str text, struct service *s)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		bool starts = i == 0 || !is_word(text.ptr[i - 1]);
		bool ends = i + 2 == text.len || !is_word(text.ptr[i + 2]);
		if (!starts || !ends || !is_word(text.ptr[i]) ||
		    !is_word(text.ptr[i + 1]) ||
		    s->n_modifiers == MOST_MODIFIERS)
			continue;
		char *m = arena_copy(t->a, text.ptr + i, 2);
		for (int k = 0; k < 2; k++)
			if (m[k] >= 'a' && m[k] <= 'z')
				m[k] = (char)(m[k] - 'a' + 'A');
		s->modifiers[s->n_modifiers++] = (struct str){m, 2};
	}
}

static bool
complain(struct table *t, const char *what)
{
	struct claims *c = t->claims;

	c->refused++;
	if (c->complaints.len < CLAIMS_MOST_COMPLAINTS)
		vec_push(t->a, &c->complaints, arena_printf(t->a,
		    "%s:%zu: %s", c->file, t->cells.row.at[0].line, what));
	return false;
}

/* The code, with modifiers behind it as in 97110-GP. */
static bool
read_code(struct table *t, struct service *s)
{
	struct str text = cell(t, t->column[CLAIM_CODE]);

	if (text.len < CODE_LETTERS ||
	    (text.len > CODE_LETTERS && is_word(text.ptr[CODE_LETTERS])) ||
	    !cms_is_code((struct str){text.ptr, CODE_LETTERS}))
		return complain(t, "the code is none; expected one such as "
		    "97110");
	s->number = arena_str(t->a, (struct str){text.ptr, CODE_LETTERS});
	s->code = pack_code(t->pack, s->number);
	add_modifiers(t, str_slice(text, (struct span){CODE_LETTERS,
	    text.len}), s);
	for (size_t i = 0; i < t->n_modifiers; i++)
		add_modifiers(t, cell(t, t->modifiers[i]), s);
	return true;
}

static bool
read_units(struct table *t, struct service *s)
{
	struct str text = cell(t, t->column[CLAIM_UNITS]);
	long units;

	if (t->column[CLAIM_UNITS] < 0 || text.len == 0)
		return true;
	if (!decimal_parse(text, MOST_UNITS, &units) || units % DECIMAL != 0)
		return complain(t, "the units are no whole number from 0 to "
		    "9999");
	s->units = (int)(units / DECIMAL);
	return true;
}

/* "Family, given" where there is no column of the whole name. */
static struct str
patient(const struct table *t)
{
	struct str family = cell(t, t->column[CLAIM_FAMILY_NAME]);
	struct str given = cell(t, t->column[CLAIM_GIVEN_NAME]);

	if (t->column[CLAIM_PATIENT] >= 0)
		return kept(t, CLAIM_PATIENT);
	if (family.len == 0)
		return family;
	return arena_printf(t->a, "%.*s, %.*s", STR_ARG(family),
	    STR_ARG(given));
}

static bool
is_blank_row(const struct table *t)
{
	for (size_t i = 0; i < t->cells.row.len; i++)
		if (str_trim(t->cells.row.at[i].text).len > 0)
			return false;
	return true;
}

static bool
read_charge(struct table *t)
{
	struct claim_line c = {.row = t->cells.row.at[0].line,
	    .service = {.units = NONE, .minutes = NONE}};

	if (t->cells.over)
		return complain(t, "the row is too long");
	c.date = day(cell(t, t->column[CLAIM_DATE]));
	if (c.date == NO_DATE)
		return complain(t, "the date of service is no date");
	if (!read_code(t, &c.service) || !read_units(t, &c.service))
		return false;
	c.submitted = day(cell(t, t->column[CLAIM_SUBMITTED]));
	c.patient = patient(t);
	c.patient_id = kept(t, CLAIM_PATIENT_ID);
	c.author = kept(t, CLAIM_AUTHOR);
	if (c.patient.len == 0 && c.patient_id.len == 0)
		return complain(t, "there is no patient");
	vec_push(t->a, &t->claims->charges, c);
	return true;
}

static int
by_day(const void *left, const void *right)
{
	const struct claim_line *a = left, *b = right;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static enum status
read_rows(struct table *t, struct err *err)
{
	struct claims *c = t->claims;

	while (cells_next(&t->cells, t->a)) {
		if (c->charges.len == LIMIT_CHARGES)
			return err_set(err, E_LIMIT, "%s: more than %zu "
			    "charges; split the file", c->file, LIMIT_CHARGES);
		if (!is_blank_row(t))
			read_charge(t);
	}
	if (ferror(t->from))
		return err_set(err, E_IO, "%s: cannot be read", c->file);
	if (c->charges.len > 1)
		qsort(c->charges.at, c->charges.len, sizeof(*c->charges.at),
		    by_day);
	return OK;
}

/* What parts the cells of the header: whichever of three it has most of. */
static char
delimiter_of(const char *bytes, size_t n)
{
	static const char all[] = {',', ';', '\t'};
	size_t count[sizeof(all)] = {0}, best = 0;

	for (size_t i = 0; i < n && bytes[i] != '\n'; i++)
		for (size_t k = 0; k < sizeof(all); k++)
			count[k] += bytes[i] == all[k];
	for (size_t k = 1; k < sizeof(all); k++)
		if (count[k] > count[best])
			best = k;
	return all[best];
}

enum status
claims_read(struct arena *a, const struct pack *pack, const char *file,
    const char *map, struct claims **out, struct err *err)
{
	struct claims *claims = arena_alloc(a, sizeof(*claims));
	struct table t = {.a = a, .pack = pack, .claims = claims,
	    .from = fopen(file, "rb")};
	char head[LOOK_BYTES];

	claims->pack = pack;
	claims->file = arena_copy(a, file, strlen(file));
	if (t.from == NULL)
		return err_set(err, E_IO, "%s: cannot be read: %s", file,
		    strerror(errno));
	arena_defer(a, release_file, t.from);
	size_t n = fread(head, 1, sizeof(head), t.from);
	bool marked = n >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0;
	if (ferror(t.from) || fseek(t.from, marked ? 3 : 0, SEEK_SET) != 0)
		return err_set(err, E_IO, "%s: cannot be read", file);
	t.cells = (struct cell_reader){.read = read_bytes, .self = &t,
	    .delimiter = delimiter_of(head, n), .trims = true, .reuses = true,
	    .limits = {LIMIT_CLAIMS_ROW_BYTES, LIMIT_CLAIMS_COLUMNS, 0}};
	cells_begin(&t.cells, a);
	enum status status = read_header(&t, map, err);
	if (status == OK)
		status = read_rows(&t, err);
	*out = claims;
	return status;
}
