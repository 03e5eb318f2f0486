/* SPDX-License-Identifier: Apache-2.0 */
/*
 * progress/...: what one document shows of a report or a plan of care.
 * Medicare Benefit Policy Manual, Pub. 100-02, ch. 15, s. 220.3.D (report) and
 * s. 220.1.2 with 42 CFR 410.61 (plan).
 */
#include "base/limits.h"
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/wording.h"

static const char REPORT[] = "progress";
static const char PLAN[] = "evaluation";

static bool
is_type(const struct facts *f, const char *id)
{
	return f->type != NULL && strcmp(f->type->id, id) == 0;
}

/* Parts of a report that are elements of a note.  A remark shows the part as
 * well, in fewer words than the element asks for. */
static const struct {
	enum element element;
	const char *remark;	/* or NULL */
	const char *called;
} report_parts[] = {
	{EL_OBJECTIVE, NULL, "objective measurements"},
	{EL_PROGRESS, NULL, "progress toward the goals"},
	{EL_GOAL, NULL, "the goals"},
	{EL_MEDICAL_NECESSITY, NULL, "why skilled treatment is still needed"},
	{EL_PLAN, "frequency", "a plan for continuing"},
};

static bool
is_assistants(const struct facts *f)
{
	return str_eq(f->credential, STR("PTA")) ||
	    str_eq(f->credential, STR("OTA"));
}

static struct str
day_of(struct arena *a, const struct facts *f)
{
	return f->date_of_service == NO_DATE ? STR("no stated date") :
	    date_text(a, f->date_of_service);
}

static void
run_report(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct str missing = {"", 0};

	if (!is_type(f, REPORT))
		return;
	for (size_t i = 0; i < sizeof(report_parts) / sizeof(*report_parts);
	    i++)
		if (!f->present[report_parts[i].element] &&
		    (report_parts[i].remark == NULL ||
		    facts_remark(f, report_parts[i].remark) == NULL))
			missing = list_with(j->arena, missing,
			    str_of(report_parts[i].called));
	if (is_assistants(f))
		missing = list_with(j->arena, missing,
		    STR("a clinician as its author"));
	if (missing.len > 0)
		judge(j, self->id, NULL, (struct detail[]){
		    {"date", day_of(j->arena, f)}, {"missing", missing},
		    {NULL, {NULL, 0}}});
}

/* Parts of a plan that packs listen for. */
static const struct {
	const char *remark;
	const char *called;
} plan_parts[] = {
	{"diagnosis", "the diagnosis"},
	{"frequency", "the frequency"},
	{"duration", "the duration"},
};

/* Is a disease named, or a region of the body with what ails it? */
static bool
names_trouble(const struct facts *f)
{
	if (f->remarks.len * f->parts.len > LIMIT_NOTE_PAIRS ||
	    facts_remark(f, "disease") != NULL)
		return true;
	for (size_t i = 0; i < f->parts.len; i++)
		for (size_t k = 0; k < f->remarks.len; k++)
			if (f->remarks.at[k].mention->statement ==
			    f->parts.at[i].statement &&
			    strcmp(f->remarks.at[k].kind, "ailing") == 0)
				return true;
	return false;
}

/* A plan that names the region with its trouble, or the disorder, states what
 * is treated. */
static bool
states_part(const struct facts *f, const char *remark)
{
	return facts_remark(f, remark) != NULL ||
	    (strcmp(remark, "diagnosis") == 0 && f->present[EL_TARGET_AREA] &&
	    names_trouble(f));
}

static void
run_plan(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct str missing = {"", 0};

	if (!is_type(f, PLAN))
		return;
	if (!f->present[EL_GOAL] && facts_remark(f, "goal-word") == NULL)
		missing = list_with(j->arena, missing, STR("goals"));
	for (size_t i = 0; i < sizeof(plan_parts) / sizeof(*plan_parts); i++)
		if (!states_part(f, plan_parts[i].remark))
			missing = list_with(j->arena, missing,
			    str_of(plan_parts[i].called));
	if (missing.len > 0)
		judge(j, self->id, NULL, (struct detail[]){
		    {"date", day_of(j->arena, f)}, {"missing", missing},
		    {NULL, {NULL, 0}}});
}

const struct rule progress_rules[] = {
	{"progress/report-content", run_report, ELEMENTS},
	{"progress/plan-content", run_plan, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
