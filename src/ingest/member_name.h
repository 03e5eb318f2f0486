/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Names of members of archives.  They come from anywhere, and lead nowhere
 * here; but they are printed, and whoever reads a report may follow them.
 */
#ifndef INGEST_MEMBER_NAME_H
#define INGEST_MEMBER_NAME_H

#include "base/arena.h"

/**
 * A name in whatever encoding as UTF-8, without control characters, leading
 * slashes and "./", cut at LIMIT_MEMBER_BYTES.  NULL when nothing is left.
 */
const char *member_name(struct arena *a, const char *raw);

/** Does a name lead up and out, in the notation of any system? */
bool member_leads_out(const char *name);

#endif
