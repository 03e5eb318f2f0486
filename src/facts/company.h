/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a place keeps company with: whether its line, or those around it, list
 * things with a dosage.  A number that could be anything is a dosage there.
 */
#ifndef FACTS_COMPANY_H
#define FACTS_COMPANY_H

#include "facts/gather.h"

/* Begin with {.text, .dosed} and leave the rest alone.  The line that was asked
 * about last is remembered, since one may hold thousands of marks; so an answer
 * is dear once a line, and for marks in order once in all. */
struct company {
	struct str text;
	const struct gathered *dosed;	/* what shows a dosage, by place */
	bool any;			/* what follows is known */
	struct span line;
	size_t in_line;			/* marks in it */
	bool among;			/* the lines around it
					 * list things dosed */
};

/** Does the line of `at` list things with a dosage, besides what `at` holds? */
bool company_on_line(struct company *c, struct span at);

/** Do the lines around that of `at` list them? */
bool company_around(struct company *c, struct span at);

/** Does the line of `m` list what was done?  Its section says so, or where no
 * section is known, its bullet. */
bool company_is_listed(struct company *c, const struct reading *r,
    const struct mention *m);

#endif
