/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/called.h"
#include "facts/gather.h"
#include "facts/readers.h"
#include "match/assert.h"
#include "match/weigher.h"

enum { MOST_EVIDENCE = 3 };	/* places kept for an element */

void
facts_prove(struct arena *a, struct facts *f, enum element e, struct span at)
{
	f->present[e] = true;
	if (f->evidence[e].at.len < MOST_EVIDENCE)
		vec_push(a, &f->evidence[e].at, at);
}

/* Elements that mentions of concepts prove directly, and which of them by
 * words that need no others beside them. */
static void
prove_by_mentions(struct arena *a, struct facts *f, bool *sure)
{
	const struct reading *r = f->reading;

	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		if (m->concept->element == NULL || !mention_counts(r, m))
			continue;
		enum element e = element_named(m->concept->element);
		if (e == ELEMENTS)
			continue;
		facts_prove(a, f, e, m->span);
		sure[e] |= m->concept->sure;
	}
}

static void
prove_by_exercises(struct arena *a, struct facts *f)
{
	size_t performed = 0, dosed = 0;

	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e))
			continue;
		performed++;
		facts_prove(a, f, EL_EXERCISE, e->at);
		if (e->dosage.counted) {
			dosed++;
			facts_prove(a, f, EL_DOSAGE, e->at);
		}
		if (e->dosage.resistance.len > 0)
			facts_prove(a, f, EL_RESISTANCE, e->at);
	}
	f->dosage = dosed == 0 ? DOSAGE_NONE :
	    dosed < performed ? DOSAGE_SOME : DOSAGE_ALL;
	f->present[EL_DOSAGE] = f->dosage == DOSAGE_ALL;
}

/* Every billed timed code with minutes of its own adds up to a timed total. */
static bool
timed_minutes_add_up(const struct facts *f)
{
	size_t timed = 0;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed || s->units == 0)
			continue;
		timed++;
		if (s->minutes == NONE)
			return false;
	}
	return timed > 0;
}

static void
prove_by_minutes(struct arena *a, struct facts *f)
{
	if (f->timed_minutes != NONE)
		facts_prove(a, f, EL_TIMED_MINUTES, f->timed_at);
	else if (timed_minutes_add_up(f))
		facts_prove(a, f, EL_TIMED_MINUTES, f->services.at[0].at);
	if (f->total_minutes == NONE &&
	    (f->time_in == NO_TIME || f->time_out == NO_TIME))
		return;
	if (f->total_at.end > 0)
		facts_prove(a, f, EL_TOTAL_MINUTES, f->total_at);
	else
		f->present[EL_TOTAL_MINUTES] = true;
}

static void
drop(struct facts *f, enum element e)
{
	f->present[e] = false;
	f->evidence[e].at.len = 0;
}

/* Where no pattern found how the treatment was taken: words too weak to say it
 * anywhere do so behind what was done. */
static void
prove_by_place(struct arena *a, struct facts *f)
{
	size_t i = 0;

	while (i < f->exercises.len &&
	    !exercise_performed(&f->exercises.at[i]))
		i++;
	if (f->present[EL_RESPONSE] || i == f->exercises.len)
		return;
	struct gathered behind = gather_counting(a, f->reading, "aftermath");
	size_t first = gathered_from(&behind, f->exercises.at[i].at.end);
	if (first < behind.len)
		facts_prove(a, f, EL_RESPONSE, behind.at[first]->span);
}

/* Vital signs on a visit that was held are no answer to a treatment. */
static void
drop_untreated(struct facts *f)
{
	if (facts_remark(f, "untreated") == NULL || f->services.len > 0)
		return;
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]))
			return;
	drop(f, EL_RESPONSE);
}

/* There is nothing yet to compare with on an initial evaluation, and the like:
 * what the kind of note cannot have is not taken from its wording. */
static void
drop_impossible(struct facts *f)
{
	for (enum element e = 0; e < ELEMENTS; e++)
		if (texts_have(&f->type->absent, element_name(e)))
			drop(f, e);
}

/* Where what is told of the patient ends: below a signature in the lower half
 * stands what is printed under every note. */
static size_t
end_of_telling(const struct facts *f)
{
	size_t end = f->reading->note->text.len;

	return f->signature_at.start > end / 2 ? f->signature_at.end : end;
}

static struct weighed_list
weigh_words(struct arena *a, const struct facts *f)
{
	struct weighed_list all = {0};

	if (f->reading->weigher != NULL)
		weigher_read(f->reading->weigher, a, f->reading,
		    end_of_telling(f), &all);
	return all;
}

/* One pattern alone found it, and no words speak for it: it was mistaken, but
 * where the packs are certain of the pattern. */
static void
drop_doubted(struct facts *f, const struct weighed_list *weighed,
    const bool *sure)
{
	for (size_t i = 0; i < weighed->len; i++) {
		enum element e = element_named(weighed->at[i].element);
		if (e < ELEMENTS && weighed->at[i].doubted &&
		    !sure[e] && f->evidence[e].at.len == 1)
			drop(f, e);
	}
}

/* Is it all name and dosage?  "2 lb" in a cell of an exercise is a load. */
static bool
is_dosage(const struct facts *f, struct span statement)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (span_holds(f->exercises.at[i].at, statement))
			return true;
	return false;
}

static bool
is_anothers_at(const struct facts *f, size_t at)
{
	return reading_reached(f->reading, (struct span){at, at + 1},
	    OTHER_PERSON) != 0;
}

/* Is what a statement says of somebody else, by its middle or its end?  What
 * says so reaches but so many words. */
static bool
is_anothers(const struct facts *f, struct span statement)
{
	return is_anothers_at(f, statement.end - 1) ||
	    is_anothers_at(f, statement.start + span_len(statement) / 2);
}

/* May a statement be taken for an element by its words alone?  No measurement
 * is without a figure that is none of a pain score, an age or a vital sign. */
static bool
may_prove(const struct facts *f, enum element e, struct span statement,
    const struct gathered *figures)
{
	if (is_anothers(f, statement))
		return false;
	return e != EL_OBJECTIVE || (!is_dosage(f, statement) &&
	    gathered_touches(figures, statement));
}

/* Where no pattern found an element, a statement whose words speak for it. */
static void
prove_by_weight(struct arena *a, struct facts *f,
    const struct weighed_list *weighed)
{
	struct gathered figures = gather_all(a, f->reading, "measured-figure");

	for (size_t i = 0; i < weighed->len; i++) {
		enum element e = element_named(weighed->at[i].element);
		if (e < ELEMENTS && !f->present[e] && weighed->at[i].sum > 0 &&
		    may_prove(f, e, weighed->at[i].at, &figures))
			facts_prove(a, f, e, weighed->at[i].at);
	}
}

void
elements_read(struct arena *a, struct facts *f)
{
	const struct weighed_list weighed = weigh_words(a, f);
	bool sure[ELEMENTS] = {false};

	prove_by_mentions(a, f, sure);
	drop_doubted(f, &weighed, sure);
	prove_by_exercises(a, f);
	called_read(a, f);
	prove_by_minutes(a, f);
	for (size_t i = 0; i < f->goals.len; i++)
		facts_prove(a, f, EL_GOAL, f->goals.at[i].at);
	for (size_t i = 0; i < f->compared.len; i++)
		facts_prove(a, f, EL_PROGRESS, f->compared.at[i]);
	/* What the source states beside its text has no place in it. */
	if (f->signature_at.end > 0)
		facts_prove(a, f, EL_SIGNATURE, f->signature_at);
	else if (f->signed_outside)
		f->present[EL_SIGNATURE] = true;
	if (f->date_of_service != NO_DATE && f->date_at.end > 0)
		facts_prove(a, f, EL_DATE, f->date_at);
	else if (f->date_of_service != NO_DATE)
		f->present[EL_DATE] = true;
	prove_by_place(a, f);
	prove_by_weight(a, f, &weighed);
	drop_untreated(f);
	drop_impossible(f);
}
