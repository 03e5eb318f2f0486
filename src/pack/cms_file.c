/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/cms_file.h"

#include <errno.h>
#include <stdio.h>

struct cms_file {
	FILE *from;
	const char *path;
	char delimiter;
	unsigned line;		/* of the byte that is read next */
	size_t len;
	char bytes[LIMIT_CMS_ROW_BYTES];
	struct cms_row row;
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

/* The first tab decides: headings have commas in either kind. */
enum status
cms_open(struct arena *a, const char *path, struct cms_file **out,
    struct err *err)
{
	struct cms_file *f = arena_alloc(a, sizeof(*f));

	*f = (struct cms_file){.path = path, .line = 1, .delimiter = ','};
	f->from = fopen(path, "rb");
	if (f->from == NULL)
		return err_set(err, E_IO, "%s: cannot be read: %s", path,
		    strerror(errno));
	arena_defer(a, release_file, f->from);
	size_t n = fread(f->bytes, 1, sizeof(f->bytes), f->from);
	if (ferror(f->from) || fseek(f->from, 0, SEEK_SET) != 0)
		return err_set(err, E_IO, "%s: cannot be read", path);
	if (n == 0)
		return err_set(err, E_INPUT, "%s: the file is empty; expected "
		    "a table that CMS publishes", path);
	enum status status = check_kind(path, f->bytes, n, err);
	if (status != OK)
		return status;
	if (memchr(f->bytes, '\t', n) != NULL)
		f->delimiter = '\t';
	if (begins(f->bytes, n, "\xef\xbb\xbf", 3))
		fseek(f->from, 3, SEEK_SET);
	*out = f;
	return OK;
}

/* The bytes of one row into `f->bytes`; a quoted cell may hold line ends. */
static enum status
read_row(struct cms_file *f, struct err *err)
{
	bool quoted = false, fresh = true;
	int c;

	f->len = 0;
	f->row.line = f->line;
	while ((c = getc(f->from)) != EOF) {
		f->line += c == '\n';
		if (c == '\n' && !quoted)
			return OK;
		if (f->len == sizeof(f->bytes))
			return err_set(err, E_LIMIT, "%s:%u: the row is longer "
			    "than %zu bytes; expected a table that CMS "
			    "publishes", f->path, f->row.line, f->len);
		f->bytes[f->len++] = (char)c;
		if (c == '"' && f->delimiter == ',' && (quoted || fresh))
			quoted = !quoted;
		fresh = c == f->delimiter || (fresh && c == ' ') ||
		    (c == '"' && fresh);
	}
	return ferror(f->from) ? err_set(err, E_IO, "%s: cannot be read",
	    f->path) : OK;
}

/* The cell that begins at `*at`, its quotes undone in place. */
static struct str
cut_cell(struct cms_file *f, size_t *at)
{
	size_t i = *at, start, len;
	bool quoted = false;

	while (i < f->len && f->bytes[i] == ' ')
		i++;
	if (i < f->len && f->bytes[i] == '"' && f->delimiter == ',') {
		quoted = true;
		i++;
	}
	for (start = len = i; i < f->len; i++) {
		char c = f->bytes[i];
		if (quoted && c == '"') {
			if (i + 1 == f->len || f->bytes[i + 1] != '"') {
				quoted = false;
				continue;
			}
			i++;
		} else if (!quoted && c == f->delimiter) {
			break;
		}
		f->bytes[len++] = c;
	}
	*at = i + 1;
	return str_trim((struct str){f->bytes + start, len - start});
}

enum status
cms_next(struct cms_file *f, const struct cms_row **out, struct err *err)
{
	size_t at = 0;

	*out = NULL;
	enum status status = read_row(f, err);
	if (status != OK || (f->len == 0 && feof(f->from)))
		return status;
	f->row.n = 0;
	do {
		struct str cell = cut_cell(f, &at);
		if (f->row.n < LIMIT_CMS_COLUMNS)
			f->row.cells[f->row.n++] = cell;
	} while (at <= f->len);
	*out = &f->row;
	return OK;
}

struct str
cms_cell(const struct cms_row *row, size_t i)
{
	return i < row->n ? row->cells[i] : (struct str){NULL, 0};
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
