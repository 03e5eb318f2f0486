/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/record.h"

#include "base/limits.h"
#include "rules/rules.h"

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

/* Is it part of an exercise's name?  "Heel raises" are no problem of the
 * heel. */
static bool
names_exercise(const struct facts *f, const struct part *p)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (span_touches(f->exercises.at[i].at, p->at))
			return true;
	return false;
}

/* The first mention that feeds a fact, of those that touch `at` if it is
 * given. */
static const struct mention *
mention_for(const struct facts *f, const char *fact, const struct span *at)
{
	const struct concepts *all = pack_fact(f->reading->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(f->reading, all->at[i]);
		for (; m.first < m.last; m.first++)
			if (at == NULL || span_touches(m.first->span, *at))
				return m.first;
	}
	return NULL;
}

/* Is it part of a record number?  "SH-301" is no shoulder. */
static bool
is_number(const struct facts *f, const struct part *p)
{
	return mention_for(f, "patient-id", &p->at) != NULL;
}

static struct said
said_at(struct arena *keep, const struct facts *f, struct span at)
{
	return (struct said){arena_str(keep,
	    str_trim(str_slice(f->reading->note->text, at))), at};
}

static void
tell_side(struct arena *keep, const struct facts *f, const struct part *p,
    struct told_region *out)
{
	struct said *side = p->side == SIDE_RIGHT ? &out->right :
	    p->side == SIDE_LEFT ? &out->left : NULL;

	out->both = out->both || p->side == SIDE_BILATERAL;
	if (side != NULL && side->text.len == 0)
		*side = said_at(keep, f, p->at);
}

static void
tell_region(struct arena *keep, const struct facts *f, const struct part *p,
    struct record *out)
{
	size_t i = 0;

	while (i < out->n_regions && out->regions[i].region != p->region)
		i++;
	if (i == out->n_regions)
		out->regions[out->n_regions++].region = p->region;
	out->regions[i].times++;
	tell_side(keep, f, p, &out->regions[i]);
}

static void
keep_regions(struct arena *keep, struct arena *a, const struct facts *f,
    struct record *out)
{
	struct record found = {.regions = arena_array(a, f->parts.len + 1,
	    sizeof(*found.regions))};

	if (f->parts.len * f->exercises.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < f->parts.len; i++) {
		const struct part *p = &f->parts.at[i];
		if ((p->assertion & (OTHER_PERSON | TEMPLATE | NEGATED)) == 0 &&
		    !names_exercise(f, p) && !is_number(f, p))
			tell_region(keep, f, p, &found);
	}
	out->regions = arena_array(keep, found.n_regions + 1,
	    sizeof(*out->regions));
	out->n_regions = found.n_regions;
	for (size_t i = 0; i < found.n_regions; i++)
		out->regions[i] = found.regions[i];
}

/* Whom the note speaks of. */
static void
keep_person(struct arena *keep, const struct facts *f, struct record *out)
{
	const struct remark *he = said_of_patient(f, "he");
	const struct remark *she = said_of_patient(f, "she");
	const struct mention *born = mention_for(f, "birth-date", NULL);

	if (he != NULL)
		out->he = said_at(keep, f, he->at);
	if (she != NULL)
		out->she = said_at(keep, f, she->at);
	if (born != NULL)
		out->born = said_at(keep, f, born->span);
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
	keep_regions(keep, a, f, out);
	keep_person(keep, f, out);
	out->n_problems = f->problems.len;
	out->problems = arena_array(keep, f->problems.len + 1,
	    sizeof(*out->problems));
	for (size_t i = 0; i < f->problems.len; i++)
		out->problems[i] = arena_str(keep, f->problems.at[i]);
	return out;
}
