/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Facts that the source states beside its narrative: the header and coded
 * entries of a clinical document.  Each function goes after the reader of the
 * same facts and puts what is stated in the place of what was read.  Such
 * facts have no place in the text: their spans stay empty.
 */
#ifndef FACTS_STATED_H
#define FACTS_STATED_H

#include "facts/facts.h"

/** Patient, ids, birth date, date of service and payer. */
void stated_header(struct facts *f);

/** Who signed, else who wrote: the first with a credential that may sign. */
void stated_signature(struct facts *f);

/** Time in and out. */
void stated_clock(struct facts *f);

/** Coded charges: they complete the services that the narrative bills, and
 * are the services where it bills none. */
void stated_services(struct arena *a, struct facts *f);

/** Does the source state professions, and none of them a therapist's? */
bool stated_other_profession(const struct facts *f);

/** The discipline whose document it is by the document's code or the name of
 * that code; empty when it says none.  One that has one is a therapy note. */
struct str stated_discipline(const struct facts *f);

/** The kind of note by the document's code, or NULL. */
const struct note_type *stated_type(const struct facts *f);

#endif
