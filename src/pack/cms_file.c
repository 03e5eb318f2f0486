/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/cms_file.h"

#include <errno.h>
#include <stdio.h>

#include "base/limits.h"

enum { LOOK_BYTES = 4096 };

struct cms_file {
	FILE *from;
	const char *path;
	struct cell_reader cells;
	struct arena *arena;
};

static void
release_file(void *file)
{
	fclose(file);
}

static bool
begins(const char *bytes, size_t n, const char *magic, size_t len)
{
	return n >= len && memcmp(bytes, magic, len) == 0;
}

/* What CMS packs its files in, and what spreadsheets make of them. */
static enum status
check_kind(const char *path, const char *bytes, size_t n, struct err *err)
{
	struct str name = str_of(path);
	bool workbook = name.len > 5 && str_eq_nocase(
	    str_slice(name, (struct span){name.len - 5, name.len}),
	    STR(".xlsx"));

	if (begins(bytes, n, "\xd0\xcf\x11\xe0", 4) ||
	    (begins(bytes, n, "PK\3\4", 4) && workbook))
		return err_set(err, E_INPUT, "%s: a workbook; expected text: "
		    "save the sheet as CSV, or take the text file that CMS "
		    "publishes beside it", path);
	if (begins(bytes, n, "PK\3\4", 4))
		return err_set(err, E_INPUT, "%s: an archive; expected the "
		    "text file in it: unpack it first", path);
	return OK;
}

static size_t
read_bytes(void *self, char *out, size_t room)
{
	struct cms_file *f = self;

	return fread(out, 1, room, f->from);
}

/* What the file is, by how it begins; the first tab decides, for headings have
 * commas in either kind. */
static enum status
look(struct cms_file *f, struct err *err)
{
	char bytes[LOOK_BYTES];
	size_t n = fread(bytes, 1, sizeof(bytes), f->from);

	if (ferror(f->from) || fseek(f->from, 0, SEEK_SET) != 0)
		return err_set(err, E_IO, "%s: cannot be read", f->path);
	if (n == 0)
		return err_set(err, E_INPUT, "%s: the file is empty; expected "
		    "a table that CMS publishes", f->path);
	f->cells.delimiter = memchr(bytes, '\t', n) != NULL ? '\t' : ',';
	if (begins(bytes, n, "\xef\xbb\xbf", 3))
		fseek(f->from, 3, SEEK_SET);
	return check_kind(f->path, bytes, n, err);
}

enum status
cms_open(struct arena *a, const char *path, struct cms_file **out,
    struct err *err)
{
	struct cms_file *f = arena_alloc(a, sizeof(*f));

	*f = (struct cms_file){.path = path, .arena = a,
	    .from = fopen(path, "rb"), .cells = {.read = read_bytes,
	    .self = f, .trims = true, .narrow = true, .reuses = true,
	    .limits = {LIMIT_CMS_ROW_BYTES, LIMIT_CMS_COLUMNS, 0}}};
	if (f->from == NULL)
		return err_set(err, E_IO, "%s: cannot be read: %s", path,
		    strerror(errno));
	arena_defer(a, release_file, f->from);
	enum status status = look(f, err);
	cells_begin(&f->cells, a);
	*out = f;
	return status;
}

enum status
cms_next(struct cms_file *f, const struct cell_list **out, struct err *err)
{
	*out = NULL;
	if (!cells_next(&f->cells, f->arena))
		return ferror(f->from) ? err_set(err, E_IO,
		    "%s: cannot be read", f->path) : OK;
	if (f->cells.over)
		return err_set(err, E_LIMIT, "%s:%zu: the row is longer than "
		    "%zu bytes or %d cells; expected a table that CMS "
		    "publishes", f->path, f->cells.row.at[0].line,
		    LIMIT_CMS_ROW_BYTES, LIMIT_CMS_COLUMNS);
	*out = &f->cells.row;
	return OK;
}

struct str
cms_cell(const struct cell_list *row, size_t i)
{
	return i < row->len ? str_trim(row->at[i].text) :
	    (struct str){NULL, 0};
}

bool
cms_is_code(struct str s)
{
	if (s.len != 5)
		return false;
	for (size_t i = 1; i < 4; i++)
		if (!is_digit(s.ptr[i]))
			return false;
	return (is_digit(s.ptr[0]) || is_upper(s.ptr[0])) &&
	    (is_digit(s.ptr[4]) || is_upper(s.ptr[4]));
}
