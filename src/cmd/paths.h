/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where the program's own files are.
 */
#ifndef CMD_PATHS_H
#define CMD_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * The folder of the shipped packs, NUL-terminated, into `out` of `size`
 * bytes.  The first of these:
 *
 *	$REHABLINT_PATTERNS		if set and not empty, there or not: who
 *					named it shall hear that it is missing
 *	DIR/../share/rehablint/patterns	an installation, wherever it was moved
 *	DIR/../patterns			a build folder inside the sources
 *	DIR/patterns			a build in the sources themselves
 *	PKGDATADIR/patterns		as configured
 *
 * where DIR is the folder of the running executable.  All but the first are
 * resolved: absolute, without links and dots.  Returns false, with `out`
 * empty, when none is a folder or the path does not fit.  Thread-safe as far
 * as getenv() is.
 */
bool paths_find_patterns(char *out, size_t size);

/**
 * What was made of the packs when the program was built, for a quick start:
 * the scanner's table (".tab") or parsed trees (".trees").  They lie beside
 * the packs (installed) or beside the executable (in a build folder).  False
 * when there is none; all works without, only slower.
 */
bool paths_find_made(const char *patterns, const char *ending, char *out,
    size_t size);

#endif
