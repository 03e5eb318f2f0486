/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The JSON of one note, as doc/schema/note.schema.json has it.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "report/emit.h"
#include "report/report.h"

/** One result of a report as an object; the caller owns it. */
json_t *json_note(struct emit *e, const struct writing *how,
    const struct report *report, const struct result *r);

/** What amounts rest on; null where there is none. */
json_t *basis_json(struct emit *e, const struct stake *stake);

/** A chart, and all patients of an author, as JSON objects. */
json_t *json_chart(struct emit *e, const struct writing *how,
    const struct chart *c);
json_t *json_author(struct emit *e, const struct writing *how,
    const struct author_load *l);

#endif
