/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Two notes side by side: for people in two columns, as JSON with places.
 */
#ifndef REPORT_SIDE_H
#define REPORT_SIDE_H

#include "audit/record.h"
#include "copy/passages.h"
#include "report/emit.h"
#include "report/screen.h"

/* A comparison and the texts it is about. */
struct sides {
	const struct record *later;
	const struct record *source;
	struct str later_text;		/* of the note */
	struct str source_text;
	const struct comparison *comparison;
	const struct passages *passages;
	bool same_patient;
	bool same_author;
	bool redact;
	const char *key;		/* of redacted file names, or NULL */
};

/** Columns: the source at the left, the later note at the right; between them
 * = copied, ~ changed, + new, : standing text. */
void side_print(const struct screen *to, const struct sides *s);

json_t *side_json(struct emit *e, const struct sides *s);

#endif
