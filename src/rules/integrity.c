/* SPDX-License-Identifier: Apache-2.0 */
/*
 * integrity/...: dates and signatures; copy/unfilled-template.  CMS
 * names no number of days for a signature (Program Integrity Manual, Pub.
 * 100-08, ch. 3, s. 3.3.2.4): the payer's profile has it.
 */
#include "base/limits.h"
#include "facts/amounts.h"
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/wording.h"

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
	if (days > SIGNED_MOST_DAYS)
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
		    {"what", judged_text(j, r->at)},
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
		    {"placeholder", judged_text(j, r->at)}, {NULL, {NULL, 0}}});
		return;
	}
}

const struct rule integrity_rules[] = {
	{"integrity/late-signature", run_late_signature, ELEMENTS},
	{"integrity/future-date", run_future_date, ELEMENTS},
	{"copy/unfilled-template", run_unfilled, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
