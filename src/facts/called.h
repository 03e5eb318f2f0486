/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an exercise of this note is for, said of it by a word of its own name.
 *
 * "Crate lifts 3x6 ... The crates serve his endurance": no vocabulary has
 * crates for an exercise, but the note itself called one so.
 */
#ifndef FACTS_CALLED_H
#define FACTS_CALLED_H

#include "facts/facts.h"

/**
 * Prove the purpose where a mention of `fact: serves` counts and its statement,
 * one that lists no exercise, begins with a word by which an exercise was
 * listed or with a mention of `fact: called`.  Names of parts of the body and
 * mentions of `fact: not-called` are no such words.  f->exercises and f->parts
 * are set.
 */
void called_read(struct arena *a, struct facts *f);

#endif
