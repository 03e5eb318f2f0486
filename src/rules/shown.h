/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the note shows of a code: exercises and other content that speak for it.
 * Which those are is data, the `code` of lexicon entries.
 */
#ifndef RULES_SHOWN_H
#define RULES_SHOWN_H

#include "rules/finding.h"

/** How many exercises were performed. */
size_t exercises_performed(const struct facts *f);

/** Is its content told by the name of a technique or a modality, so that it
 * is known how it is worded? */
bool is_told_plainly(const struct pack *p, const struct code *c);

/** Can exercise of every kind be its content? */
bool takes_any_exercise(const struct pack *p, const struct code *c);

/** Is its content work by hand done to the patient? */
bool is_work_by_hand(const struct pack *p, const struct code *c);

/** Does anything done at this visit speak for the code? */
bool is_shown(const struct facts *f, const struct code *c);

/** Does the code's heading stand over nothing, where another's does not? */
bool is_headed_only(const struct facts *f, const struct code *c);

/** A modality, or a technique that is neither active nor by hand. */
bool is_passive(const struct content *c);

/** A technique of the therapist's hand. */
bool is_by_hand(const struct content *c);

/** Work by hand or by the patient, and not its aim. */
bool is_treatment(const struct facts *f, const struct content *c);

/** Does an entry of a lexicon speak for a code? */
bool speaks_for(const struct lexeme *l, const struct code *c);

#endif
