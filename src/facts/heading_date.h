/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FACTS_HEADING_DATE_H
#define FACTS_HEADING_DATE_H

#include "base/date.h"
#include "base/str.h"

/** The date that opens a heading: "5/13", "10/17 (today)", "Mon 6/1", "Mar 24";
 * or NO_DATE.  `reference` gives one without a year its own. */
date_t heading_date(struct str text, struct span cell, date_t reference);

#endif
