/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Figures of several charges in one list: "97110, 97140; minutes 28/15".
 *
 * Concepts of the fact charge-list end on minutes or units; group list holds
 * the figures in the order of the charges, group sum what they add up to.
 */
#ifndef FACTS_CHARGE_LISTS_H
#define FACTS_CHARGE_LISTS_H

#include "facts/facts.h"

/** Give services what they lack, where a list has a figure for each of them
 * or for each timed one; a sum that is right is the timed total. */
void charge_lists_read(struct arena *a, struct facts *f);

#endif
