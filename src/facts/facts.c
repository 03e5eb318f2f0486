/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/facts.h"

#include "facts/compared.h"
#include "facts/earlier.h"
#include "facts/exercises.h"
#include "facts/gather.h"
#include "facts/lone_minutes.h"
#include "facts/readers.h"
#include "facts/sheet_date.h"
#include "facts/stated.h"

static const char *const names[ELEMENTS] = {
	[EL_EXERCISE] = "exercise",
	[EL_DOSAGE] = "dosage",
	[EL_RESISTANCE] = "resistance",
	[EL_TIMED_MINUTES] = "timed_minutes",
	[EL_TOTAL_MINUTES] = "total_minutes",
	[EL_GOAL] = "goal",
	[EL_PROGRESS] = "progress",
	[EL_RESPONSE] = "response",
	[EL_TARGET_AREA] = "target_area",
	[EL_PURPOSE] = "purpose",
	[EL_FUNCTIONAL_LIMITATION] = "functional_limitation",
	[EL_SKILLED] = "skilled",
	[EL_MEDICAL_NECESSITY] = "medical_necessity",
	[EL_OBJECTIVE] = "objective",
	[EL_PLAN] = "plan",
	[EL_SIGNATURE] = "signature",
	[EL_DATE] = "date",
};

const char *
element_name(enum element e)
{
	return names[e];
}

enum element
element_named(const char *name)
{
	enum element e = 0;

	while (e < ELEMENTS && strcmp(names[e], name) != 0)
		e++;
	return e;
}

/* A note that says nowhere what it is may still bill therapy, list an exercise
 * with its repetitions.  A time alone is told of other things too. */
static bool
documents_treatment(const struct facts *f)
{
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code != NULL && (s->units != NONE || s->minutes != NONE))
			return true;
	}
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]) &&
		    f->exercises.at[i].dosage.reps != NONE)
			return true;
	return false;
}

/* Is an exercise told so that it could be done again? */
static bool
is_dosed(const struct dosage *d)
{
	return d->sets != NONE || d->reps != NONE || d->hold_seconds != NONE ||
	    d->minutes != NONE || d->resistance.len > 0;
}

/* Does a note tell of work and how much of it, as others seldom do? */
static bool
tells_of_work(struct arena *a, const struct facts *f)
{
	size_t done = 0, dosed = 0;

	for (size_t i = 0; i < f->exercises.len; i++) {
		if (!exercise_performed(&f->exercises.at[i]))
			continue;
		done++;
		dosed += is_dosed(&f->exercises.at[i].dosage);
	}
	return dosed > 0 || done > 1 || f->timed_minutes != NONE ||
	    (done > 0 && f->total_minutes != NONE) ||
	    gather_counting(a, f->reading, "therapy-likely").len > 0;
}

/* A document that says what else it is, or that somebody else signed, must have
 * a sign that is a therapist's alone. */
static bool
is_therapy(struct arena *a, const struct facts *f)
{
	if (stated_other_profession(f))
		return false;
	return documents_treatment(f) || (tells_of_work(a, f) &&
	    gather_all(a, f->reading, "other-document").len == 0);
}

/* A sheet that gave the note its date says by the last column that is filled
 * which of its dates that is. */
static void
read_tables(struct arena *a, struct facts *f, struct tables *out)
{
	date_t near = sheet_reference(a, f);

	tables_find(a, f->reading, f->date_of_service, near, out);
	if (f->date_of_service != NO_DATE && sheet_gave_date(a, f, out)) {
		f->date_of_service = NO_DATE;
		*out = (struct tables){0};
		tables_find(a, f->reading, NO_DATE, near, out);
	}
	sheet_date_read(a, f, out);
}

struct facts *
facts_read(struct arena *a, const struct reading *r)
{
	struct facts *f = arena_alloc(a, sizeof(*f));
	struct tables tables = {0};

	f->reading = r;
	header_read(a, f);
	stated_header(f);
	signature_read(a, f);
	stated_signature(f);
	header_date_left(a, f);
	type_read(a, f);
	minutes_read(a, f);
	stated_clock(f);
	services_read(a, f);
	stated_services(a, f);
	read_tables(a, f, &tables);
	exercises_read(a, f, &tables);
	compared_read(a, f, &tables);
	earlier_read(a, f);
	goals_read(a, f);
	lone_minutes_read(a, f);
	unread_read(a, f);
	content_read(a, f);
	parts_read(a, f);
	remarks_read(a, f);
	problems_read(a, f);
	elements_read(a, f);
	f->therapy = f->therapy || is_therapy(a, f);
	type_settle(a, f, documents_treatment(f));
	return f;
}
