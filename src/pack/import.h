/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tables of packs from the files that CMS publishes: procedure-to-procedure
 * edits (PTP), Medically Unlikely Edits (MUE) and the relative values of the
 * fee schedule (PPRRVU).  Only rows of codes that the packs know are taken,
 * and no descriptor of a code.
 *
 *	struct import im = {.arena = a, .pack = p, .kind = import_kind("ncci")};
 *	import_file(&im, "ccipra-v323r0-f1.txt", &err) ... the other parts
 *	import_end(&im, &err);
 *	... write im.lines ...
 */
#ifndef PACK_IMPORT_H
#define PACK_IMPORT_H

#include "pack/cms_file.h"
#include "pack/pack.h"

/* Where a code had its row. */
struct import_seen {
	const char *file;
	const char *edition;
	size_t line;
};

/* What a row comes to. */
enum import_row { ROW_KEPT, ROW_OTHER, ROW_REFUSED };

enum { IMPORT_MOST_COMPLAINTS = 20 };

struct import_kind;

struct import {
	/* Given. */
	struct arena *arena;	/* armed; takes all that follows */
	const struct pack *pack;
	const struct import_kind *kind;
	const char *setting;	/* where the name of a file does not say */
	const char *edition;	/* NULL: the same; see import_file() */

	/* Done. */
	VEC(struct str) lines;	/* of the table, without line ends */
	VEC(struct str) remarks;	/* which files, a line each */
	VEC(struct str) complaints;	/* file:line: ...; the first few */
	size_t headings;	/* lines before the first code */
	size_t rows;		/* from there on, and of these: */
	size_t kept;
	size_t others;		/* of codes that the packs do not know */
	size_t refused;

	/* Of the file that is read. */
	const char *file;
	enum setting file_setting;
	const char *file_edition;
	date_t since;		/* MUE: first day; RVU: first of the year */
	struct import_seen *seen;	/* by code and setting; MUE and RVU */
	struct str problem;	/* of a row that is refused */
};

/** "ncci", "mue" or "rvu"; NULL for another word. */
const struct import_kind *import_kind(const char *name);

/**
 * Read one official file and add its rows.  Its setting is what its name says,
 * else the one given; its edition the one given, else what its name says: the
 * version of a PTP file ("ccipra-v323r0-f1" is 32.3, of practitioners), the
 * first day of a MUE file ("..._Eff_10-01-2026"; given as YYYY-MM-DD), the year
 * of a PPRRVU file.
 * Rows that cannot be right are refused and complained of, and the rest goes
 * on.  Fails as cms_open() and cms_next() do, and with E_INPUT where no row
 * has a code, E_CONFIG where setting or edition are wrong or not known.
 */
enum status import_file(struct import *im, const char *path, struct err *err);

/** Put remarks and a header before the rows.  E_INPUT when there is none. */
enum status import_end(struct import *im, struct err *err);

/* A kind of file: how its name and its rows are read. */
struct import_kind {
	const char *name;
	const char *table;	/* it becomes, without .csv */
	const char *title;
	const char *header;
	bool by_setting;
	const char *expected;	/* of an edition */
	const char *(*edition_of)(struct import *im, struct str name);
	bool (*check_edition)(struct import *im);
	enum import_row (*row)(struct import *im, const struct cell_list *row);
};

extern const struct import_kind import_ncci;
extern const struct import_kind import_mue;
extern const struct import_kind import_rvu;

/* For the kinds. */

/** ROW_REFUSED, and why. */
enum import_row import_refuse(struct import *im, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The code of a cell; NULL when the packs do not have it. */
const struct code *import_code(const struct import *im, struct str cell);

/** Is this the first row of a code in files of this setting and edition?
 * Else ROW_REFUSED is due, and why is set. */
bool import_first(struct import *im, const struct code *code, size_t line);

/** A cell of the table: in quotes where it must be, without control and
 * non-ASCII characters. */
struct str import_cell(struct import *im, struct str text);

/** Add a line to the table. */
void import_line(struct import *im, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** `n` digits at `at` as a number; -1 when there are others or fewer. */
int import_digits(struct str s, size_t at, size_t n);

#endif
