/* SPDX-License-Identifier: Apache-2.0 */
/** Rows of a table whose columns are told by place alone. */
#ifndef FACTS_ALIGNED_H
#define FACTS_ALIGNED_H

#include "facts/divided.h"

/** Put the parts of an aligned row under the headings that they stand below:
 * as many cells as headings, empty where nothing stands.  `header` and `line`
 * are the lines that `headings` and `parts` are of.  As many parts as headings
 * are one each, however the columns are set; a part that reaches below several
 * headings is cut where they begin. */
struct cells aligned_cells(struct arena *a, struct str text,
    const struct cells *headings, struct span header, struct span line,
    const struct cells *parts);

#endif
