/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/record.h"

/* Facts that are no prose wherever they stand. */
static void
leave_out_facts(struct arena *a, const struct facts *f, struct spans *out)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		vec_push(a, out, f->exercises.at[i].at);
	for (size_t i = 0; i < f->services.len; i++)
		vec_push(a, out, f->services.at[i].at);
	for (size_t i = 0; i < f->goals.len; i++)
		vec_push(a, out, f->goals.at[i].at);
	vec_push(a, out, f->date_at);
	vec_push(a, out, f->timed_at);
	vec_push(a, out, f->total_at);
	vec_push(a, out, f->signature_at);
}

static void
keep_doses(struct arena *keep, const struct facts *f, struct record *out)
{
	out->doses = arena_array(keep, f->exercises.len + 1,
	    sizeof(*out->doses));
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *x = &f->exercises.at[i];
		if (!exercise_performed(x) || x->lexeme == NULL)
			continue;
		out->doses[out->n_doses++] = (struct dose){x->lexeme,
		    x->dosage.sets, x->dosage.reps, x->dosage.hold_seconds,
		    x->dosage.minutes};
	}
}

struct record *
record_of(struct arena *keep, struct arena *a, const struct result *r)
{
	const struct facts *f = r->facts;

	if (f == NULL || !f->therapy || r->note->document->unreadable)
		return NULL;
	struct spans left_out = {0};
	struct record *out = arena_alloc(keep, sizeof(*out));
	out->part = r->note->part;
	out->payer = r->payer;
	out->type = f->type;
	out->discipline = arena_str(keep, f->discipline);
	out->patient = arena_str(keep, f->patient);
	out->patient_id = arena_str(keep, f->patient_id);
	out->author = arena_str(keep, f->author);
	out->birth_date = f->birth_date;
	out->date = f->date_of_service;
	leave_out_facts(a, f, &left_out);
	prose_read(a, keep, f->reading, PROSE_NARRATIVE, &left_out,
	    &out->prose);
	prose_read(a, keep, f->reading, PROSE_BESIDE, &left_out,
	    &out->beside);
	keep_doses(keep, f, out);
	out->n_problems = f->problems.len;
	out->problems = arena_array(keep, f->problems.len + 1,
	    sizeof(*out->problems));
	for (size_t i = 0; i < f->problems.len; i++)
		out->problems[i] = f->problems.at[i];
	return out;
}
