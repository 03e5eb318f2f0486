/* SPDX-License-Identifier: Apache-2.0 */
/*
 * integrity/...: the note contradicts itself; copy/unfilled-template.  CMS
 * names no number of days for a signature (Program Integrity Manual, Pub.
 * 100-08, ch. 3, s. 3.3.2.4): the payer's profile has it.
 */
#include "base/limits.h"
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/wording.h"

enum {
	LONGEST_WAIT = 3 * 365,	/* days; beyond it the dates are not of one
				 * visit */
};

static struct str
text_at(const struct judging *j, struct span at)
{
	return str_trim(str_slice(j->facts->reading->note->text, at));
}

static void
report_two(struct judging *j, const struct rule *self, struct span first,
    struct span second)
{
	judge(j, self->id, &second, (struct detail[]){
	    {"first", text_at(j, first)}, {"second", text_at(j, second)},
	    {NULL, {NULL, 0}}});
}

static unsigned
sentence_of(const struct facts *f, const struct remark *r)
{
	return f->reading->statements.at[r->mention->statement].sentence;
}

/* Of two statements that cannot both hold one is a remark says-SUBJECT, the
 * other gainsays-SUBJECT.  What is at stake is the packs'.  Within a sentence
 * they are told of different times. */
static const char SAYS[] = "says-", GAINSAYS[] = "gainsays-";

static const struct remark *
gainsaid(const struct facts *f, const struct remark *said)
{
	const char *subject = said->kind + sizeof(SAYS) - 1;

	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (r->counts &&
		    strncmp(r->kind, GAINSAYS, sizeof(GAINSAYS) - 1) == 0 &&
		    strcmp(r->kind + sizeof(GAINSAYS) - 1, subject) == 0 &&
		    sentence_of(f, r) != sentence_of(f, said))
			return r;
	}
	return NULL;
}

/* No exercise, and one with its dosage.  Reports tell of the course of
 * treatment too. */
static void
check_exercise(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	const struct remark *none = facts_remark(f, "no-exercise");

	if (none == NULL || (f->type != NULL &&
	    strcmp(f->type->id, "daily") != 0))
		return;
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e) || !e->dosage.counted)
			continue;
		report_two(j, self, none->at, e->at);
		return;
	}
}

static void
run_conflict(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if (f->remarks.len * f->remarks.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *said = &f->remarks.at[i], *other;
		if (!said->counts ||
		    strncmp(said->kind, SAYS, sizeof(SAYS) - 1) != 0 ||
		    (other = gainsaid(f, said)) == NULL)
			continue;
		report_two(j, self, said->at, other->at);
		return;
	}
	check_exercise(j, self);
}

static void
report_signature(struct judging *j, const struct rule *self, struct str detail)
{
	const struct facts *f = j->facts;

	judge(j, self->id, &f->signed_at, (struct detail[]){
	    {"signed", date_text(j->arena, f->signed_date)},
	    {"service", date_text(j->arena, f->date_of_service)},
	    {"detail", detail}, {NULL, {NULL, 0}}});
}

static void
run_late_signature(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	int most = j->payer->late_signature_days;

	if (f->signed_date == NO_DATE || f->date_of_service == NO_DATE)
		return;
	int days = f->signed_date - f->date_of_service;
	if (days > LONGEST_WAIT)
		return;
	if (most >= 0 && days >= most)
		report_signature(j, self, arena_printf(j->arena,
		    "%d days after the service", days));
	else if (days == 0 && f->signed_time != NO_TIME &&
	    f->time_in != NO_TIME && f->time_out > f->time_in &&
	    f->signed_time > f->time_in && f->signed_time < f->time_out)
		report_signature(j, self, arena_printf(j->arena,
		    "%d minutes before the stated end of the visit",
		    f->time_out - f->signed_time));
}

/* The last day that the note can speak of: that of its signature, else of the
 * service. */
static date_t
last_day(const struct facts *f)
{
	return f->signed_date != NO_DATE && f->signed_date > f->date_of_service
	    ? f->signed_date : f->date_of_service;
}

static void
run_future_date(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	date_t limit = last_day(f);

	for (size_t i = 0; limit != NO_DATE && i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (!r->counts || strcmp(r->kind, "past-event") != 0)
			continue;
		date_t d = date_parse(mention_text(f->reading, r->mention,
		    "value"), NO_DATE);
		if (d == NO_DATE || d <= limit)
			continue;
		judge(j, self->id, &r->at, (struct detail[]){
		    {"date", date_text(j->arena, d)},
		    {"what", text_at(j, r->at)},
		    {"limit", date_text(j->arena, limit)}, {NULL, {NULL, 0}}});
		return;
	}
}

/* A blank for a signature or its date is a form, and no placeholder. */
static void
run_unfilled(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (strcmp(r->kind, "placeholder") != 0 ||
		    facts_remark_at(f, "form-blank", r->at) != NULL)
			continue;
		judge(j, self->id, &r->at, (struct detail[]){
		    {"placeholder", text_at(j, r->at)}, {NULL, {NULL, 0}}});
		return;
	}
}

const struct rule integrity_rules[] = {
	{"integrity/conflict", run_conflict, ELEMENTS},
	{"integrity/late-signature", run_late_signature, ELEMENTS},
	{"integrity/future-date", run_future_date, ELEMENTS},
	{"copy/unfilled-template", run_unfilled, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
