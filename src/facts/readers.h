/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The readers of single facts, called in this order by facts_read().  Each
 * fills its own fields of `f`; f->reading is set.
 */
#ifndef FACTS_READERS_H
#define FACTS_READERS_H

#include "facts/facts.h"

/** Patient, ids, dates, discipline, payer: header.c */
void header_read(struct arena *a, struct facts *f);

/** Who signs is not who was treated: "PT: A. Lee" names no patient of a note
 * that Ann Lee signs.  Asked once the author is known: header.c */
void header_not_author(struct arena *a, struct facts *f);

/** A day of the visit that lacks a year takes it from the date of signing;
 * asked where no full date of service is stated: header.c */
void header_date_by(struct arena *a, struct facts *f);

/** Where no date of service is stated, the latest date that nothing explains
 * is it: of the first lines, else the first that opens a line: header.c */
void header_date_left(struct arena *a, struct facts *f);

/** Author, credential, place and date of the signature: signature.c */
void signature_read(struct arena *a, struct facts *f);

/** Kind of note, and whether it is a therapy note: type.c */
void type_read(struct arena *a, struct facts *f);

/** Once it is known whether it is a therapy note, and whether it documents
 * treatment (`treats`): no kind for what is none or is about no visit, the
 * likely discipline for one that names none: type.c */
void type_settle(struct arena *a, struct facts *f, bool treats);

/** Timed and total minutes, time in and out: minutes.c */
void minutes_read(struct arena *a, struct facts *f);

/** Billed lines: services.c */
void services_read(struct arena *a, struct facts *f);

/** Figures that may be minutes and that are nothing else: unread.c, after
 * services, exercises and goals */
void unread_read(struct arena *a, struct facts *f);

/** What shows that services were furnished: content.c, after services */
void content_read(struct arena *a, struct facts *f);

/** Regions of the body with their sides: parts.c */
void parts_read(struct arena *a, struct facts *f);

/** What else the packs listen for on behalf of rules: remarks.c */
void remarks_read(struct arena *a, struct facts *f);

/** Goals and what their text holds: goals.c */
void goals_read(struct arena *a, struct facts *f);

/** Codes of diagnoses: problems.c */
void problems_read(struct arena *a, struct facts *f);

/** Presence and evidence of every element: elements.c, after all others */
void elements_read(struct arena *a, struct facts *f);

#endif
