/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The parts of which charges are made, as they stand in a note: services, and
 * what says units, minutes or modifiers.  What belongs to what is for charges.c
 * to tell.
 */
#ifndef FACTS_CHARGE_ITEMS_H
#define FACTS_CHARGE_ITEMS_H

#include "facts/facts.h"
#include "facts/tables.h"

enum item_kind { ANCHOR, UNITS, UNITS_MARK, MINUTES, MINUTES_MARK, MODIFIER,
	TOTAL, DESCRIPTION };

struct charge_item {
	struct span at;
	enum item_kind kind;
	int value;			/* of units and minutes */
	bool ahead;			/* belongs to the service behind it */
	bool loose;			/* anchor: a name only beside minutes */
	bool cut;			/* anchor: the last digits of a code */
	struct str text;		/* code of an anchor, modifier */
	const struct mention *mention;
};

VEC_TYPE(charge_items, struct charge_item);

/** All of a note, by place, none over another.  They live in `a`. */
void charge_items_find(struct arena *a, const struct facts *f,
    const struct tables *tables, struct charge_items *out);

#endif
