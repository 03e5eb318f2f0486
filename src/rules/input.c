/* SPDX-License-Identifier: Apache-2.0 */
/* input/...: what reading the document ran into, as findings. */
#include "rules/rules.h"

void
input_rules_run(struct judging *j, const struct note *note)
{
	const struct document *d = note->document;

	for (size_t i = 0; i < d->troubles.len; i++) {
		const struct trouble *t = &d->troubles.at[i];
		struct span whole = {note->base, note->base + note->text.len};
		struct span at = t->at;
		bool placed = span_holds(whole, at) && span_len(at) > 0;
		/* Of a file with many notes, each shows what lies in it; what
		 * has no place stands with the first. */
		if (!placed && note->part > 1)
			continue;
		if (placed) {
			at.start -= note->base;
			at.end -= note->base;
		}
		judge(j, t->rule, placed ? &at : NULL, (struct detail[]){
		    {"detail", t->message}, {NULL, {NULL, 0}}});
	}
}
