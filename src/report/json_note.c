/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>

#include "rules/stake.h"
#include "report/json.h"
#include "report/place.h"
#include "report/redact.h"

/* What one note is made from. */
struct making {
	struct emit *e;
	const struct writing *how;
	const struct report *report;
	const struct result *result;
};

/* A value that --redact leaves out. */
static json_t *
private_str(const struct making *m, struct str s)
{
	return m->how->redact ? json_null() : emit_str(m->e, s);
}

static json_t *
private_date(const struct making *m, date_t d)
{
	char text[11];

	if (d == NO_DATE || m->how->redact)
		return json_null();
	date_format(d, text);
	return emit_z(m->e, text);
}

static json_t *
private_time(const struct making *m, minute_t t)
{
	char text[6];

	if (t == NO_TIME || m->how->redact)
		return json_null();
	time_format(t, text);
	return emit_z(m->e, text);
}

static json_t *
path_json(const struct making *m, const char *path)
{
	char redacted[REDACTED_FILE];

	if (!m->how->redact)
		return emit_z(m->e, path);
	redact_file(path, m->how->key, redacted);
	return emit_z(m->e, redacted);
}

/* Another note than the one at hand. */
static void
put_place(const struct making *m, json_t *o, const struct note_place *n)
{
	emit_put(m->e, o, "file", path_json(m, n->file));
	if (n->member != NULL)
		emit_put(m->e, o, "member", path_json(m, n->member));
	if (n->row > 0)
		emit_put(m->e, o, "row", emit_size(m->e, n->row));
}

/* Which of the documents of its file it is. */
static void
put_document(const struct making *m, json_t *o, size_t row)
{
	const struct document *d = m->report->document;

	if (d->member != NULL)
		emit_put(m->e, o, "member", path_json(m, d->member));
	if (row > 0)
		emit_put(m->e, o, "row", emit_size(m->e, row));
}

static json_t *
part_json(const struct making *m)
{
	const struct note *note = m->result->note;

	if (note == NULL || note->part == 0)
		return json_null();
	return emit_size(m->e, note->part);
}

static json_t *
place_json(const struct making *m, const struct place *p)
{
	const struct document *d = m->report->document;
	struct emit *e = m->e;
	json_t *o = emit_object(e);

	put_document(m, o, p->row);
	emit_put(e, o, "line", emit_size(e, p->from.line));
	emit_put(e, o, "column", emit_size(e, d->column > 0 ? d->column :
	    p->from.column));
	emit_put(e, o, "start", emit_size(e, p->from.offset));
	emit_put(e, o, "end", emit_size(e, p->to.offset));
	emit_put(e, o, "text", m->how->redact ? json_null() :
	    emit_text(e, p->text));
	if (p->xpath != NULL)
		emit_put(e, o, "xpath", emit_z(e, p->xpath));
	return o;
}

static void
add_place(const struct making *m, json_t *list, struct span at)
{
	struct place p;

	if (place_of(m->report, m->result, at, &p))
		emit_add(m->e, list, place_json(m, &p));
}

/* Text is kept only where it is one of a closed list, under --redact. */
static json_t *
modifiers_json(const struct making *m, const struct service *s)
{
	json_t *list = emit_array(m->e);

	for (unsigned i = 0; i < s->n_modifiers && i < MOST_MODIFIERS; i++)
		if (!m->how->redact || s->modifiers[i].len == 2)
			emit_add(m->e, list, emit_text(m->e, s->modifiers[i]));
	return list;
}

static json_t *
code_json(const struct making *m, const struct service *s)
{
	if (s->code != NULL)
		return emit_z(m->e, s->code->code);
	return private_str(m, s->number);
}

static json_t *
services_json(const struct making *m, const struct facts *f)
{
	struct emit *e = m->e;
	json_t *list = emit_array(e);

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		json_t *o = emit_object(e);
		emit_put(e, o, "code", code_json(m, s));
		emit_put(e, o, "units", emit_number(e, s->units));
		emit_put(e, o, "minutes", emit_number(e, s->minutes));
		emit_put(e, o, "modifiers", modifiers_json(m, s));
		emit_add(e, list, o);
	}
	return list;
}

static json_t *
exercise_json(const struct making *m, const struct exercise *x)
{
	static const char *const sides[] = {NULL, "right", "left", "bilateral"};
	const struct dosage *d = &x->dosage;
	struct emit *e = m->e;
	json_t *o = emit_object(e);
	struct place p;
	struct str text = {0};

	if (place_of(m->report, m->result, x->at, &p))
		text = p.text;
	emit_put(e, o, "name", private_str(m, x->name));
	emit_put(e, o, "text", private_str(m, text));
	emit_put(e, o, "sets", emit_number(e, d->sets));
	emit_put(e, o, "reps", emit_number(e, d->reps));
	emit_put(e, o, "resistance", private_str(m, d->resistance));
	emit_put(e, o, "hold_seconds", emit_number(e, d->hold_seconds));
	emit_put(e, o, "minutes", emit_number(e, d->minutes));
	emit_put(e, o, "side", emit_z(e, sides[d->side]));
	return o;
}

static json_t *
exercises_json(const struct making *m, const struct facts *f)
{
	json_t *list = emit_array(m->e);

	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]))
			emit_add(m->e, list,
			    exercise_json(m, &f->exercises.at[i]));
	return list;
}

static json_t *
elements_json(const struct making *m, const struct facts *f)
{
	static const char *const shares[] = {"none", "some", "all"};
	json_t *o = emit_object(m->e);

	for (int i = 0; i < ELEMENTS; i++)
		emit_put(m->e, o, element_name((enum element)i),
		    i == EL_DOSAGE ? emit_z(m->e, shares[f->dosage]) :
		    emit_bool(m->e, f->present[i]));
	return o;
}

static json_t *
facts_json(const struct making *m)
{
	const struct facts *f = m->result->facts;
	struct emit *e = m->e;

	if (f == NULL)
		return json_null();
	json_t *o = emit_object(e);
	emit_put(e, o, "note_type", emit_z(e, f->type ? f->type->id : NULL));
	emit_put(e, o, "discipline", emit_str(e, f->discipline));
	emit_put(e, o, "patient", private_str(m, f->patient));
	emit_put(e, o, "author", private_str(m, f->author));
	emit_put(e, o, "credential", private_str(m, f->credential));
	emit_put(e, o, "date_of_service", private_date(m, f->date_of_service));
	emit_put(e, o, "time_in", private_time(m, f->time_in));
	emit_put(e, o, "time_out", private_time(m, f->time_out));
	emit_put(e, o, "timed_minutes", emit_number(e, f->timed_minutes));
	emit_put(e, o, "total_minutes", emit_number(e, f->total_minutes));
	emit_put(e, o, "services", services_json(m, f));
	emit_put(e, o, "exercises", exercises_json(m, f));
	emit_put(e, o, "elements", elements_json(m, f));
	return o;
}

/* Where the elements are documented.  A dosage that only some exercises have
 * is shown as well. */
static json_t *
present_json(const struct making *m)
{
	const struct facts *f = m->result->facts;
	json_t *o = emit_object(m->e);

	for (int i = 0; f != NULL && i < ELEMENTS; i++) {
		bool shown = f->present[i] ||
		    (i == EL_DOSAGE && f->dosage == DOSAGE_SOME);
		if (!shown || f->evidence[i].at.len == 0)
			continue;
		json_t *list = emit_array(m->e);
		for (size_t k = 0; k < f->evidence[i].at.len; k++)
			add_place(m, list, f->evidence[i].at.at[k]);
		emit_put(m->e, o, element_name((enum element)i), list);
	}
	return o;
}

json_t *
basis_json(struct emit *e, const struct stake *stake)
{
	char basis[STAKE_BASIS];

	stake_basis(stake, basis);
	return emit_str(e, str_of(basis));
}

static json_t *
risk_json(const struct making *m, const struct risk *risk)
{
	struct emit *e = m->e;
	json_t *o = emit_object(e);
	json_t *points = emit_array(e);

	for (size_t i = 0; i < risk->points.len; i++) {
		json_t *row = emit_object(e);
		emit_put(e, row, "rule", emit_z(e, risk->points.at[i].rule));
		/* A cap takes points off. */
		emit_put(e, row, "points",
		    json_integer(risk->points.at[i].points));
		emit_add(e, points, row);
	}
	emit_put(e, o, "score", emit_number(e, risk->score));
	emit_put(e, o, "tier", emit_z(e, risk->tier));
	emit_put(e, o, "points", points);
	emit_put(e, o, "units_at_risk", emit_number(e, risk->stake.units));
	emit_put(e, o, "dollars_at_risk", emit_dollars(e, risk->stake.cents));
	emit_put(e, o, "basis", basis_json(e, &risk->stake));
	return o;
}

static json_t *
message_json(const struct making *m, const struct finding *f)
{
	if (!m->how->redact)
		return emit_text(m->e, f->message);
	char *message = redact_message(f->rule);
	json_t *value = message != NULL ? emit_z(m->e, message) : NULL;
	free(message);
	return value;
}

static json_t *
evidence_json(const struct making *m, const struct finding *f)
{
	json_t *list = emit_array(m->e);

	for (size_t i = 0; i < finding_places(f); i++)
		add_place(m, list, finding_place(f, i));
	return list;
}

static json_t *
searched_json(const struct making *m, const struct rule_meta *rule)
{
	json_t *list = emit_array(m->e);

	for (size_t i = 0; i < rule->searched.len; i++)
		emit_add(m->e, list, emit_z(m->e, rule->searched.at[i]));
	return list;
}

/* Shares are shown with two digits. */
static json_t *
copied_json(const struct finding *f)
{
	unsigned hundredths = (f->copied_words * 200u + f->prose_words) /
	    (f->prose_words * 2u);

	return json_real(hundredths / 100.0);
}

static json_t *
related_json(const struct making *m, const struct finding *f)
{
	json_t *list = emit_array(m->e);

	for (size_t i = 0; i < f->related.len; i++) {
		const struct related *r = &f->related.at[i];
		json_t *o = emit_object(m->e);
		put_place(m, o, &r->note);
		emit_put(m->e, o, "start", emit_size(m->e, r->at.start));
		emit_put(m->e, o, "end", emit_size(m->e, r->at.end));
		emit_add(m->e, list, o);
	}
	return list;
}

static json_t *
finding_json(const struct making *m, const struct finding *f)
{
	const struct rule_meta *rule = f->rule;
	struct emit *e = m->e;
	json_t *o = emit_object(e);
	char fingerprint[17];

	snprintf(fingerprint, sizeof(fingerprint), "%016" PRIx64,
	    f->fingerprint);
	emit_put(e, o, "rule", emit_z(e, rule->id));
	emit_put(e, o, "level", emit_z(e, level_name(f->level)));
	emit_put(e, o, "title", emit_z(e, rule->title));
	emit_put(e, o, "message", message_json(m, f));
	emit_put(e, o, "fix", emit_z(e, rule->fix));
	emit_put(e, o, "source", emit_z(e, rule->source));
	emit_put(e, o, "authority", emit_z(e, rule->authority));
	emit_put(e, o, "evidence", evidence_json(m, f));
	emit_put(e, o, "searched", searched_json(m, rule));
	if (f->prose_words > 0)
		emit_put(e, o, "copied", copied_json(f));
	if (f->related.len > 0)
		emit_put(e, o, "related", related_json(m, f));
	emit_put(e, o, "fingerprint", emit_z(e, fingerprint));
	emit_put(e, o, "units_at_risk", emit_number(e, f->stake.units));
	emit_put(e, o, "dollars_at_risk", emit_dollars(e, f->stake.cents));
	return o;
}

static json_t *
findings_json(const struct making *m, const struct findings *all)
{
	json_t *list = emit_array(m->e);

	for (size_t i = 0; i < all->len; i++)
		emit_add(m->e, list, finding_json(m, &all->at[i]));
	return list;
}

json_t *
json_note(struct emit *e, const struct writing *how,
    const struct report *report, const struct result *r)
{
	const struct making m = {e, how, report, r};
	json_t *o = emit_object(e);

	emit_put(e, o, "kind", emit_z(e, "note"));
	emit_put(e, o, "file", path_json(&m, report->document->file));
	put_document(&m, o, report->document->row);
	emit_put(e, o, "part", part_json(&m));
	emit_put(e, o, "note", private_str(&m,
	    document_stated(report->document, "note-id")));
	emit_put(e, o, "facts", facts_json(&m));
	emit_put(e, o, "present", present_json(&m));
	emit_put(e, o, "risk", risk_json(&m, &r->risk));
	emit_put(e, o, "findings", findings_json(&m, &r->findings));
	return o;
}

static json_t *
visits_json(const struct making *m, const struct chart *c)
{
	json_t *list = emit_array(m->e);

	for (size_t i = 0; i < c->visits.len; i++) {
		const struct record *r = c->visits.at[i];
		json_t *o = emit_object(m->e);
		put_place(m, o, &r->place);
		emit_put(m->e, o, "part", r->part == 0 ? json_null() :
		    emit_size(m->e, r->part));
		emit_put(m->e, o, "date_of_service", private_date(m, r->date));
		emit_put(m->e, o, "note_type",
		    emit_z(m->e, r->type != NULL ? r->type->id : NULL));
		emit_add(m->e, list, o);
	}
	return list;
}

json_t *
json_chart(struct emit *e, const struct writing *how, const struct chart *c)
{
	const struct making m = {e, how, NULL, NULL};
	json_t *o = emit_object(e);

	emit_put(e, o, "kind", emit_z(e, "chart"));
	emit_put(e, o, "patient", private_str(&m, c->patient));
	emit_put(e, o, "discipline", emit_str(e, c->discipline));
	emit_put(e, o, "visits", visits_json(&m, c));
	emit_put(e, o, "risk", risk_json(&m, &c->risk));
	emit_put(e, o, "findings", findings_json(&m, &c->findings));
	return o;
}

json_t *
json_author(struct emit *e, const struct writing *how,
    const struct author_load *l)
{
	const struct making m = {e, how, NULL, NULL};
	json_t *o = emit_object(e);

	emit_put(e, o, "kind", emit_z(e, "caseload"));
	emit_put(e, o, "author", private_str(&m, l->author));
	emit_put(e, o, "risk", risk_json(&m, &l->risk));
	emit_put(e, o, "findings", findings_json(&m, &l->findings));
	return o;
}
