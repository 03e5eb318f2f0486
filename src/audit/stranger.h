/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Other patients' names in a note's prose: what copying leaves behind.  Names
 * are those of charts that state a record number or a birth date besides; two
 * words of a name in a row are needed, for one alone may be a relative's.  A
 * name that an author bears, or that stands in the prose of several charts, is
 * a colleague's: a physician's, as a rule.
 */
#ifndef AUDIT_STRANGER_H
#define AUDIT_STRANGER_H

#include "audit/chart.h"
#include "copy/copied.h"

struct strangers;

/** In `a`: the names of all charts. */
struct strangers *strangers_new(struct arena *a,
    const struct chart_list *charts, const struct record_list *records);

/** Count in which charts' prose names stand; every record once, those of a
 * chart one after another. */
void strangers_count(struct strangers *s, const struct record *r);

/** The first other patient whose name stands in the record's prose.  False
 * when there is none, or nobody knows whose the record is. */
bool stranger_in(const struct strangers *s, const struct record *r,
    struct str *name, struct span *at);

#endif
