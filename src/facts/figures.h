/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Figures beside the name of an exercise that are no dosage of it.
 */
#ifndef FACTS_FIGURES_H
#define FACTS_FIGURES_H

#include "facts/sentence.h"

/** Are the minutes those of a list set in below: "2. Plyometrics, 12 min"? */
bool figures_head_list(const struct sentence *s, const struct item *item);

/** Do two figures stand in columns behind the name?  They are a measurement,
 * then and now; but nobody measures sets. */
bool figures_compare(const struct sentence *s, const struct item *item);

/** Is it one hold or one count by itself among findings: "SLS 12 sec"?  That
 * was measured; sets, or a second thing that is counted near by, make a
 * list. */
bool figures_measure(const struct sentence *s, const struct item *item);

/** Are the minutes those of a part of the visit, before its code: "Kitchen, 23
 * minutes, 97110"? */
bool figures_charge(const struct sentence *s, const struct item *item);

#endif
