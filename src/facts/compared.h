/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Rows of tables that compare a measure of today with one of earlier: the
 * columns are told by their dates, or by headings of the concepts column/now
 * and column/earlier.
 */
#ifndef FACTS_COMPARED_H
#define FACTS_COMPARED_H

#include "facts/facts.h"
#include "facts/tables.h"

/** Fill f->compared; date of service and exercises are known. */
void compared_read(struct arena *a, struct facts *f,
    const struct tables *tables);

#endif
