/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The file of tables made when the program was built, opened for a scanner.
 * Most of reading it does not need the packs, so that it can go on while they
 * load.
 */
#ifndef MATCH_PREBUILT_H
#define MATCH_PREBUILT_H

#include <stdbool.h>

struct prebuilt;

/** Open the tables at `path`; `ahead` has a thread begin to read them at once.
 * A file that is missing or not fit for use is found out by the scanner, which
 * does without.  NULL without memory.  prebuilt_free() it, or give it away. */
struct prebuilt *prebuilt_open(const char *path, bool ahead);
void prebuilt_free(struct prebuilt *p);

#endif
