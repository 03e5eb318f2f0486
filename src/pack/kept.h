/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Trees of pack files that were parsed before, when the program was built.
 * Parsing YAML is most of what a start costs; a kept tree takes a tenth of it.
 * Examples are not kept: whoever wants them loads the files themselves.
 *
 * A tree is found by the hash of the file's bytes, so a file that was changed
 * since is simply parsed.  What is kept is checked like any other input: a
 * file of trees that is cut or mangled holds nothing.
 */
#ifndef PACK_KEPT_H
#define PACK_KEPT_H

#include <stdio.h>

#include "pack/yaml.h"

struct kept;

/** Open a file of trees, in `scratch`; holds nothing when there is none. */
struct kept *kept_open(struct arena *scratch, const char *path);

/** The tree of a file with these bytes, or NULL.  `file` is for origins. */
const struct node *kept_find(const struct kept *k, struct arena *scratch,
    const char *file, struct str bytes);

/** Append a tree to a file of trees that was begun with kept_begin(). */
bool kept_begin(FILE *out);
bool kept_add(FILE *out, struct arena *scratch, struct str bytes,
    const struct node *tree);

#endif
