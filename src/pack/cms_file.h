/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The files that CMS publishes, row by row: cells parted by tabs or commas, of
 * whatever number.  Copyright lines and headings of several rows come first.
 */
#ifndef PACK_CMS_FILE_H
#define PACK_CMS_FILE_H

#include "base/cells.h"
#include "base/err.h"

struct cms_file;

/**
 * Open a file; it closes with the arena.  E_IO when it cannot be read,
 * E_INPUT with the remedy when it is a workbook or an archive.
 */
enum status cms_open(struct arena *a, const char *path, struct cms_file **out,
    struct err *err);

/**
 * The next row that is not an empty line, readable until the one after; NULL
 * at the end.  E_IO, or E_LIMIT when a row is too long.
 */
enum status cms_next(struct cms_file *f, const struct cell_list **out,
    struct err *err);

/** The cell at `i` without blanks around; empty where the row has none. */
struct str cms_cell(const struct cell_list *row, size_t i);

/** Does it look like a billing code: 97110, G0283, 0001U? */
bool cms_is_code(struct str s);

#endif
