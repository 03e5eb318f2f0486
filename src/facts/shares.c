/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/shares.h"

#include "base/limits.h"
#include "facts/duration.h"
#include "facts/gather.h"

/* The charge nearest before a place on its line, else the first behind it
 * there, else the nearest before. */
static const struct charge *
charge_at(const struct charges *charges, struct str text, size_t at)
{
	const struct charge *before = NULL, *behind = NULL;
	struct span line = str_line_at(text, at);

	for (size_t i = 0; i < charges->len; i++) {
		const struct charge *c = &charges->at[i];
		if (c->named.start <= at)
			before = c;
		else if (c->named.start < line.end && behind == NULL)
			behind = c;
	}
	if (before != NULL && before->named.start >= line.start)
		return before;
	return behind != NULL ? behind : before;
}

void
shares_read(struct arena *a, struct facts *f, const struct charges *charges)
{
	const struct reading *r = f->reading;
	struct gathered all = gather(a, r, "provider-minutes");

	if (all.len * charges->len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < all.len; i++) {
		const struct mention *m = all.at[i];
		const struct charge *c = charge_at(charges, r->note->text,
		    m->span.start);
		int minutes = duration_of(r, m);

		if (c != NULL && minutes != NONE)
			vec_push(a, &f->shares, (struct share){.at = m->span,
			    .code = pack_code(r->pack, c->number),
			    .minutes = minutes, .assistant = strcmp(
			    concept_tail(m->concept), "assistant") == 0});
	}
}
