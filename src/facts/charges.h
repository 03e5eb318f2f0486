/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Services as they stand in a note: every code or name of one, with the
 * units, minutes and modifiers that belong to it.  Which of them are billed
 * is for services.c to tell.
 *
 * Concepts by their facts: code (group code), code-name (a lexicon,
 * or the code ends its id) and code-named (only beside minutes or units) are
 * the services, as is code-short (group short: the last digits of a code)
 * behind the label of charges; units (group units) says the word, units-mark
 * ("x2", "(2)") does not; code-minutes (see facts/duration.h); minutes-mark
 * ("23' x2") is minutes only beside a printed code; modifier (group value).
 * With a group ahead they are those of the service behind them, "16 to manual
 * work".  What timed-total, total-time and charge-list match belongs to no
 * service, what not-charge matches is none, and charge-description ("each 15
 * minutes") is read over.
 */
#ifndef FACTS_CHARGES_H
#define FACTS_CHARGES_H

#include "facts/facts.h"
#include "facts/gather.h"
#include "facts/tables.h"

struct charge {
	struct str number;	/* the code, printed or meant by the name */
	struct span at;		/* with all that belongs to it */
	struct span named;	/* the code or name itself */
	size_t line;		/* where its line starts */
	size_t rows_end;	/* of rows below that say what it holds, or 0 */
	int units;
	int minutes;
	struct str modifiers[MOST_MODIFIERS];
	unsigned n_modifiers;
	bool bare;		/* units and minutes only by their size */
	bool printed;		/* by its code */
	bool leads;		/* opens its line or follows a charge label */
	bool loose;		/* by a word that may mean more than it */
	bool listed;		/* in a list that a printed code opens so */
	bool ranged;		/* a figure of a list behind its line's charges
				 * is its own */
	bool today;		/* said of this visit's work */
};

VEC_TYPE(charges, struct charge);

/** All of a note, by place.  They live in `a`. */
void charges_find(struct arena *a, const struct facts *facts,
    const struct tables *tables, struct charges *out);

/** The number that a mention of a code or of a service's name stands for. */
struct str charge_number(const struct reading *r, const struct mention *m);

/** All codes and names of services, by place, also those that are no charge for
 * want of units and minutes. */
struct gathered charge_names(struct arena *a, const struct reading *r);

#endif
