/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The files that CMS publishes, row by row: cells parted by tabs or commas,
 * of whatever number, cells of the latter in quotes where they hold commas or
 * line ends.  Copyright lines and headings of several rows come first.
 */
#ifndef PACK_CMS_FILE_H
#define PACK_CMS_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

struct cms_file;

struct cms_row {
	unsigned line;		/* where it begins, from 1 */
	size_t n;
	struct str cells[LIMIT_CMS_COLUMNS];	/* trimmed, quotes undone */
};

/**
 * Open a file; it closes with the arena.  E_IO when it cannot be read,
 * E_INPUT with the remedy when it is a workbook or an archive.
 */
enum status cms_open(struct arena *a, const char *path, struct cms_file **out,
    struct err *err);

/**
 * The next row, readable until the one after; NULL at the end.  Cells beyond
 * the limit are left out.  E_IO, or E_LIMIT when a row is too long.
 */
enum status cms_next(struct cms_file *f, const struct cms_row **out,
    struct err *err);

/** The cell at `i`; empty where the row has none. */
struct str cms_cell(const struct cms_row *row, size_t i);

/** Does it look like a billing code: 97110, G0283, 0001U? */
bool cms_is_code(struct str s);

#endif
