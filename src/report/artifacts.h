/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The files that a SARIF log speaks of, each once: its URI and its index in
 * the list at the log's end.
 */
#ifndef REPORT_ARTIFACTS_H
#define REPORT_ARTIFACTS_H

#include <stddef.h>

struct artifact {
	const char *uri;
	size_t index;
};

struct artifacts;

/** NULL without memory. */
struct artifacts *artifacts_new(void);
void artifacts_free(struct artifacts *all);

/**
 * The artifact of a path, new or known; NULL without memory.  Its URI is a
 * reference: absolute paths have their scheme, the rest are relative to
 * wherever the reader looks.
 */
const struct artifact *artifacts_find(struct artifacts *all, const char *path);

/** By index; NULL after the last. */
const struct artifact *artifacts_at(const struct artifacts *all, size_t i);

#endif
