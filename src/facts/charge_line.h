/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a charge has from its line as a whole, and not from what stands beside
 * it: from the columns of a row, the end of the line, the label before a list.
 */
#ifndef FACTS_CHARGE_LINE_H
#define FACTS_CHARGE_LINE_H

#include "facts/charge_draft.h"

struct charge_finder {
	struct arena *arena;
	const struct reading *reading;
	const struct tables *tables;
	struct str text;
	struct charge_items items;
	struct gathered exercises;
	struct gathered dosages;
	struct gathered labels;		/* "Charges:", "CPT" */
	struct gathered told;		/* "Pt received" */
	struct gathered headings;	/* of table columns */
	struct span line;		/* that is being read */
	size_t from;			/* where its sentence begins */
	size_t reach;			/* how far the last charge can reach */
	struct charges *out;
};

/** Under headings the column says what a number is. */
void charge_line_row(const struct charge_finder *f, struct draft *d);

/** What stands apart at the end of a line that a printed code opens and that
 * has no other service. */
void charge_line_rest(const struct charge_finder *f, size_t anchor,
    struct draft *d);

/** The only minutes of a line that a service opens by name. */
void charge_line_time(const struct charge_finder *f, size_t anchor,
    struct draft *d);

/** What such a line comes to at its end, behind items with a dosage. */
void charge_line_sum(const struct charge_finder *f, size_t anchor,
    struct draft *d);

/** What the label before a list says the draft's one number is: UNITS,
 * MINUTES, or ANCHOR where it says neither. */
enum item_kind charge_line_label(const struct charge_finder *f,
    const struct draft *d);

#endif
