/* SPDX-License-Identifier: Apache-2.0 */
/*
 * elements/...: what a note of its kind must document.  Which elements a kind
 * of note needs is data (patterns/note-types.yaml); the conditions below are
 * those of doc/facts.md, "Which elements a note must have".
 */
#include "rules/rules.h"
#include "rules/wording.h"

static const char DAILY[] = "daily";

/* Does the note bill a timed procedure, or treat without stating codes? */
static bool
bills_timed(const struct facts *f)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (f->services.at[i].code != NULL &&
		    f->services.at[i].code->timed &&
		    f->services.at[i].units != 0)
			return true;
	return false;
}

/* Is a code billed that brings this element with it, or no code at all? */
static bool
comes_with_code(const struct facts *f, enum element e)
{
	if (f->services.len == 0)
		return true;
	for (size_t i = 0; i < f->services.len; i++) {
		const struct code *c = f->services.at[i].code;
		if (c != NULL && texts_have(&c->requires, element_name(e)))
			return true;
	}
	return false;
}

static bool
performed_any(const struct facts *f)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]))
			return true;
	return false;
}

/* Has the note a part that is titled as what was done, found or thought?  It
 * says then that the patient was seen. */
static bool
titles_visit(const struct reading *r)
{
	static const char *const kinds[] = {"treatment", "objective",
	    "assessment", NULL};

	for (size_t i = 0; i < r->sections.len; i++) {
		const struct section *s = &r->sections.at[i];
		if (s->kind != NULL && !s->inferred &&
		    str_is_one_of(str_of(s->kind->id), kinds))
			return true;
	}
	return false;
}

/* Nothing was treated and nothing billed: a cancelled or refused visit.  Where
 * the note says so, exercises that it names were only meant to be done. */
static bool
is_empty_visit(const struct facts *f)
{
	bool shown = performed_any(f) || f->present[EL_SKILLED] ||
	    f->present[EL_RESPONSE] || titles_visit(f->reading) ||
	    facts_remark(f, "treated") != NULL;

	bool untreated = facts_remark(f, "untreated") != NULL;
	/* Who is sent home came at some time too, and may have been watched
	 * for a while. */
	bool stayed = f->time_in != NO_TIME && (!untreated ||
	    (f->time_out != NO_TIME &&
	    facts_remark(f, "uncharged") == NULL));

	return f->services.len == 0 && f->timed_minutes == NONE &&
	    f->total_minutes == NONE && !stayed && (!shown || untreated);
}

/* Is all that is charged what speech-language pathologists may furnish too, as
 * cognitive work is?  It has no region of the body. */
static bool
charges_speech_only(const struct facts *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code == NULL || !texts_have(&s->code->disciplines,
		    "SLP"))
			return false;
		n += s->units != 0;
	}
	return n > 0;
}

/* The extra conditions under which a daily element is owed. */
static bool
condition_holds(const struct facts *f, enum element e)
{
	switch (e) {
	case EL_EXERCISE:
		return comes_with_code(f, e);
	case EL_DOSAGE:
		return comes_with_code(f, e) && performed_any(f);
	case EL_RESISTANCE:
		/* A step-up under balance or gait training is no strengthening
		 * unless the note says so. */
		return f->strengthening_said ||
		    (f->strengthening && comes_with_code(f, EL_EXERCISE));
	case EL_TARGET_AREA:
		return !str_eq(f->discipline, STR("SLP")) &&
		    !charges_speech_only(f);
	case EL_TIMED_MINUTES:
		/* Hardly any code of speech-language pathology is timed. */
		return f->services.len == 0 ?
		    !str_eq(f->discipline, STR("SLP")) : bills_timed(f);
	default:
		return true;
	}
}

static bool
requires(const struct pack *p, const char *type, enum element e)
{
	const struct note_type *t = pack_note_type(p, type);

	return t != NULL && texts_have(&t->required, element_name(e));
}

bool
element_is_owed(const struct judging *j, enum element e)
{
	const struct facts *f = j->facts;
	bool daily = strcmp(f->type->id, DAILY) == 0;

	if (texts_have(&f->type->exempt, element_name(e)))
		return false;
	if (daily && is_empty_visit(f))
		return false;
	if (!daily && requires(j->pack, f->type->id, e))
		return true;
	return (daily || bills_timed(f)) && requires(j->pack, DAILY, e) &&
	    condition_holds(f, e);
}

static void
run_missing(struct judging *j, const struct rule *self)
{
	if (element_is_owed(j, self->element) &&
	    !j->facts->present[self->element])
		judge(j, self->id, NULL, NULL);
}

/* The names of performed exercises without a dosage, and the first of them. */
static struct str
names_without_dosage(struct judging *j, const struct exercise **first)
{
	struct str out = {"", 0};

	*first = NULL;
	for (size_t i = 0; i < j->facts->exercises.len; i++) {
		const struct exercise *e = &j->facts->exercises.at[i];
		if (!exercise_performed(e) || e->dosage.counted)
			continue;
		out = list_with(j->arena, out, e->name);
		if (*first == NULL)
			*first = e;
	}
	return out;
}

static void
run_dosage(struct judging *j, const struct rule *self)
{
	const struct exercise *first;

	if (!element_is_owed(j, EL_DOSAGE))
		return;
	struct str names = names_without_dosage(j, &first);
	if (first == NULL)
		return;
	judge(j, self->id, &first->at,
	    (struct detail[]){{"exercises", names}, {NULL, {NULL, 0}}});
}

/* Is no goal of the plan functional, and this one a mere figure of the body? */
static bool
is_impairment_only(const struct facts *f, const struct goal *g)
{
	for (size_t i = 0; i < f->goals.len; i++)
		if (f->goals.at[i].functional)
			return false;
	return g->impairment;
}

/* How many of the three properties of a good goal a goal has.  One that says
 * no more than better or more cannot be told to be reached. */
static int
quality(const struct facts *f, const struct goal *g)
{
	if (is_impairment_only(f, g))
		return g->timed;
	return g->measurable + g->functional + g->timed -
	    (!g->measurable && facts_remark_at(f, "vague-goal", g->at) != NULL);
}

/* A goal that lacks one property alone is often completed by its heading or
 * by the goal beside it, so reviewers question those that lack two. */
enum { GOOD_ENOUGH = 2 };

static void
run_goal_quality(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	const struct goal *worst = NULL;

	for (size_t i = 0; i < f->goals.len; i++) {
		const struct goal *g = &f->goals.at[i];
		if (!g->past &&
		    (worst == NULL || quality(f, g) < quality(f, worst)))
			worst = g;
	}
	if (worst == NULL || quality(f, worst) >= GOOD_ENOUGH)
		return;
	struct str missing = arena_printf(j->arena, "%s%s%s",
	    worst->measurable ? "" : ", measurable",
	    worst->functional ? "" : ", functional",
	    worst->timed ? "" : ", a time frame");
	missing = (struct str){missing.ptr + 2, missing.len - 2};
	judge(j, self->id, &worst->at,
	    (struct detail[]){{"missing", missing}, {NULL, {NULL, 0}}});
}

const struct rule element_rules[] = {
	{"elements/exercise", run_missing, EL_EXERCISE},
	{"elements/dosage", run_dosage, EL_DOSAGE},
	{"elements/resistance", run_missing, EL_RESISTANCE},
	{"elements/goal", run_missing, EL_GOAL},
	{"elements/progress", run_missing, EL_PROGRESS},
	{"elements/response", run_missing, EL_RESPONSE},
	{"elements/target-area", run_missing, EL_TARGET_AREA},
	{"elements/purpose", run_missing, EL_PURPOSE},
	{"elements/functional-limitation", run_missing,
	    EL_FUNCTIONAL_LIMITATION},
	{"elements/skilled", run_missing, EL_SKILLED},
	{"elements/medical-necessity", run_missing, EL_MEDICAL_NECESSITY},
	{"elements/objective", run_missing, EL_OBJECTIVE},
	{"elements/plan", run_missing, EL_PLAN},
	{"elements/signature", run_missing, EL_SIGNATURE},
	{"elements/date", run_missing, EL_DATE},
	{"elements/goal-quality", run_goal_quality, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
