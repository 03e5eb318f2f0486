/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pack files on the disk: which there are, and what is in them.
 */
#ifndef PACK_SOURCE_H
#define PACK_SOURCE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "pack/pack.h"

/**
 * Append to `out` the .yaml and .csv files in `folder` and below, in order of
 * path.  Hidden names and links to folders are passed over.  Names live in
 * `keep`; `scratch` holds what the walk needs.  False with `err` filled when
 * a folder cannot be read (E_IO), is nested too deep (E_LIMIT), or has a file
 * that was surely meant but has the wrong ending (E_CONFIG).
 */
bool source_list(struct arena *keep, struct arena *scratch, const char *folder,
    struct texts *out, struct err *err);

/** Is it a folder (or a link to one)? */
bool source_is_folder(const char *path);

/** Does the name end so?  `ending` has its dot. */
bool source_ends(const char *path, const char *ending);

/* Takes one file after the other. */
VEC_TYPE(source_buffer, char);

/**
 * The bytes of a file, in `buffer` (grown in `scratch`) until it is used
 * again.  False with `err` filled: E_IO, E_LIMIT above LIMIT_PACK_BYTES.
 */
bool source_bytes(struct arena *scratch, const char *file,
    struct source_buffer *buffer, struct str *out, struct err *err);

/**
 * The text of a file's bytes: UTF-8 without byte order mark, LF line ends, no
 * control characters but tab and LF, no line separators but LF.  A copy in
 * `scratch`.  False with `err` filled: E_CONFIG.
 */
bool source_text(struct arena *scratch, const char *file, struct str bytes,
    struct str *out, struct err *err);

/** Both at once. */
bool source_read(struct arena *scratch, const char *file, struct str *out,
    struct err *err);

#endif
