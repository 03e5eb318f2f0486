/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/import.h"

#include <stdarg.h>
#include <stdio.h>

#include "pack/refuse.h"
#include "pack/vocabulary.h"

static const struct import_kind *const kinds[] = {
	&import_ncci, &import_mue, &import_rvu,
};

const struct import_kind *
import_kind(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	return NULL;
}

__attribute__((format(printf, 2, 0)))
static struct str
printed(struct arena *a, const char *format, va_list args)
{
	char text[1024];
	int n = vsnprintf(text, sizeof(text), format, args);
	size_t len = n < 0 ? 0 : (size_t)n;

	if (len >= sizeof(text))
		len = sizeof(text) - 1;
	return arena_str(a, (struct str){text, len});
}

enum import_row
import_refuse(struct import *im, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	im->problem = printed(im->arena, format, args);
	va_end(args);
	return ROW_REFUSED;
}

void
import_line(struct import *im, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vec_push(im->arena, &im->lines, printed(im->arena, format, args));
	va_end(args);
}

const struct code *
import_code(const struct import *im, struct str cell)
{
	return pack_code(im->pack, cell);
}

bool
import_first(struct import *im, const struct code *code, size_t line)
{
	struct import_seen *seen =
	    &im->seen[code->index * SETTINGS + im->file_setting];

	if (seen->file != NULL && strcmp(seen->edition,
	    im->file_edition) == 0) {
		import_refuse(im, "%s has a row at %s:%zu already", code->code,
		    seen->file, seen->line);
		return false;
	}
	*seen = (struct import_seen){im->file, im->file_edition, line};
	return true;
}

struct str
import_cell(struct import *im, struct str text)
{
	char *out = arena_alloc(im->arena, 2 * text.len + 3);
	bool quote = false;
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++)
		quote |= text.ptr[i] == ',' || text.ptr[i] == '"' ||
		    text.ptr[i] == '#';
	if (quote)
		out[len++] = '"';
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '"')
			out[len++] = c;
		out[len++] = c < ' ' || c > '~' ? ' ' : c;
	}
	if (quote)
		out[len++] = '"';
	return (struct str){out, len};
}

int
import_digits(struct str s, size_t at, size_t n)
{
	int value = 0;

	if (at + n > s.len)
		return -1;
	for (size_t i = at; i < at + n; i++) {
		if (!is_digit(s.ptr[i]))
			return -1;
		value = value * 10 + (s.ptr[i] - '0');
	}
	return value;
}

/* The name of the file in small letters. */
static struct str
base_name(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	char *out = arena_copy(a, name, strlen(name));

	for (char *p = out; *p != '\0'; p++)
		*p = to_lower(*p);
	return str_of(out);
}

/* As CMS names its files: ccipra and MCR_MUE_PractitionerServices, ccioph and
 * MCR_MUE_OutpatientHospitalServices. */
static enum status
settle_setting(struct import *im, struct str name, struct err *err)
{
	const char *words[CHOICES_AT_MOST];

	if (strstr(name.ptr, "ccioph") || strstr(name.ptr, "hospital"))
		im->file_setting = SETTING_HOSPITAL;
	else if (strstr(name.ptr, "ccipra") || strstr(name.ptr, "practitioner"))
		im->file_setting = SETTING_PRACTITIONER;
	else if (im->setting == NULL)
		return err_set(err, E_CONFIG, "%s: the name does not say for "
		    "whom the table is; expected --setting practitioner or "
		    "--setting outpatient-hospital", im->file);
	else if (!setting_named(str_of(im->setting), &im->file_setting) &&
	    !refuse_word(err, (struct origin){.file = "--setting"}, "setting",
	    str_of(im->setting), words, choice_names(setting_choices, words)))
		return E_CONFIG;
	return OK;
}

static enum status
settle_edition(struct import *im, struct str name, struct err *err)
{
	im->file_edition = im->edition != NULL ? im->edition :
	    im->kind->edition_of(im, name);
	if (im->file_edition == NULL)
		return err_set(err, E_CONFIG, "%s: the name does not say which "
		    "edition it is; expected --edition with %s", im->file,
		    im->kind->expected);
	if (!im->kind->check_edition(im))
		return err_set(err, E_CONFIG, "%s: the edition is '%s'; "
		    "expected %s", im->file,
		    refuse_quote(str_of(im->file_edition)).text,
		    im->kind->expected);
	return OK;
}

static void
complain_of(struct import *im, const struct cell_list *row)
{
	im->refused++;
	if (im->complaints.len < IMPORT_MOST_COMPLAINTS)
		vec_push(im->arena, &im->complaints, arena_printf(im->arena,
		    "%s:%zu: %.*s", im->file, row->at[0].line,
		    STR_ARG(im->problem)));
}

static bool
is_blank_row(const struct cell_list *row)
{
	for (size_t i = 0; i < row->len; i++)
		if (row->at[i].text.len > 0)
			return false;
	return true;
}

static void
take_row(struct import *im, const struct cell_list *row)
{
	enum import_row is;

	im->rows++;
	if (!cms_is_code(cms_cell(row, 0)))
		is = import_refuse(im, "'%s' is no code; expected one such as "
		    "97110", refuse_quote(cms_cell(row, 0)).text);
	else
		is = im->kind->row(im, row);
	if (is == ROW_REFUSED)
		complain_of(im, row);
	im->kept += is == ROW_KEPT;
	im->others += is == ROW_OTHER;
}

enum status
import_file(struct import *im, const char *path, struct err *err)
{
	struct str name = base_name(im->arena, path);
	struct cms_file *file;
	const struct cell_list *row;
	bool begun = false;

	im->file = path;
	if (im->seen == NULL)
		im->seen = arena_array(im->arena,
		    im->pack->codes.len * SETTINGS + 1, sizeof(*im->seen));
	enum status status = cms_open(im->arena, path, &file, err);
	if (status == OK && im->kind->by_setting)
		status = settle_setting(im, name, err);
	if (status == OK)
		status = settle_edition(im, name, err);
	if (status != OK)
		return status;
	vec_push(im->arena, &im->remarks, arena_printf(im->arena,
	    "# %.*s, edition %s%s%s", STR_ARG(import_cell(im, name)),
	    im->file_edition, im->kind->by_setting ? ", " : "",
	    im->kind->by_setting ? setting_name(im->file_setting) : ""));
	for (;;) {
		status = cms_next(file, &row, err);
		if (status != OK)
			return status;
		if (row == NULL)
			break;
		begun = begun || cms_is_code(cms_cell(row, 0));
		if (!begun)
			im->headings++;
		else if (!is_blank_row(row))
			take_row(im, row);
	}
	if (!begun)
		return err_set(err, E_INPUT, "%s: no row begins with a code; "
		    "expected %s as CMS publishes them", path,
		    im->kind->title);
	return OK;
}

enum status
import_end(struct import *im, struct err *err)
{
	VEC(struct str) lines = {0};
	struct arena *a = im->arena;

	if (im->kept == 0)
		return err_set(err, E_INPUT, "no row is of codes that the "
		    "packs know; expected %s of therapy codes",
		    im->kind->title);
	vec_push(a, &lines, arena_printf(a, "# table: %s", im->kind->table));
	vec_push(a, &lines, arena_printf(a, "# CMS, %s", im->kind->title));
	vec_append(a, &lines, im->remarks.at, im->remarks.len);
	vec_push(a, &lines, arena_printf(a, "# %zu rows read, %zu kept, %zu of "
	    "other codes, %zu refused", im->rows, im->kept, im->others,
	    im->refused));
	vec_push(a, &lines, str_of(im->kind->header));
	vec_append(a, &lines, im->lines.at, im->lines.len);
	im->lines.at = lines.at;
	im->lines.len = lines.len;
	im->lines.cap = lines.cap;
	return OK;
}
