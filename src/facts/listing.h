/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whether a sentence stands where exercises are listed: by its section, by
 * words that begin a list, or by the company it is in.
 */
#ifndef FACTS_LISTING_H
#define FACTS_LISTING_H

#include "facts/exercises.h"

/** Has something begun a list in this section, before the sentence's end? */
bool listing_introduced(const struct programme *p, struct span sentence);

/** May the sentence list exercises?  Dosage patterns say in which sections
 * they list something; a dense list does in any but those for other days. */
bool listing_here(const struct programme *p, struct span sentence);

/** Is its section one for what was done? */
bool listing_of_treatment(const struct programme *p, struct span sentence);

#endif
