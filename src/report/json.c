/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json and ndjson.  Both write a note as soon as it comes and keep nothing;
 * the summary of json stands at its end for that reason.  Charts and caseloads
 * follow the notes; json has a list for each where there are any.
 */
#include "report/json.h"

#include "report/writer.h"

static enum status
begin_json(struct writer *w, struct err *err)
{
	struct emit e = {0};

	fputs("{\n  \"rehablint\": ", w->to);
	enum status status = emit_write(&e, w->to,
	    emit_z(&e, w->how.version), -1, err);
	fprintf(w->to, ",\n  \"schema\": %d,\n  \"notes\": [", REPORT_SCHEMA);
	return status;
}

static enum status
file_json(struct writer *w, const struct report *r, struct err *err)
{
	enum status status = OK;
	size_t before = w->tally.notes + w->tally.unreadable;

	for (size_t i = 0; i < r->results.len && status == OK; i++) {
		struct emit e = {0};
		fputs(before + i > 0 ? ",\n    " : "\n    ", w->to);
		status = emit_write(&e, w->to,
		    json_note(&e, &w->how, r, &r->results.at[i]), 2, err);
	}
	return status;
}

/* Begin the next list, or go on with it. */
static void
open_list(struct writer *w, const char *name, bool first, bool any_before)
{
	if (!first)
		fputs(",\n    ", w->to);
	else
		fprintf(w->to, "%s],\n  \"%s\": [\n    ",
		    any_before ? "\n  " : "", name);
}

static bool
any_note(const struct tally *t)
{
	return t->notes + t->unreadable > 0;
}

static enum status
chart_json(struct writer *w, const struct chart *c, struct err *err)
{
	struct emit e = {0};

	open_list(w, "charts", w->tally.charts == 0, any_note(&w->tally));
	return emit_write(&e, w->to, json_chart(&e, &w->how, c), 2, err);
}

static enum status
author_json(struct writer *w, const struct author_load *l, struct err *err)
{
	struct emit e = {0};

	open_list(w, "caseloads", w->tally.authors == 0,
	    any_note(&w->tally) || w->tally.charts > 0);
	return emit_write(&e, w->to, json_author(&e, &w->how, l), 2, err);
}

static json_t *
counts_of_levels(struct emit *e, const struct tally *t)
{
	json_t *o = emit_object(e);

	for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--)
		emit_put(e, o, level_name((enum level)level),
		    emit_size(e, t->levels[level]));
	return o;
}

/* Rules that were found at least once, in the order of the packs. */
static json_t *
counts_of_rules(struct emit *e, const struct writer *w)
{
	json_t *o = emit_object(e);

	for (size_t i = 0; i < w->how.pack->rules.len; i++)
		if (w->tally.rules[i] != 0)
			emit_put(e, o, w->how.pack->rules.at[i].id,
			    emit_size(e, w->tally.rules[i]));
	return o;
}

static json_t *
counts_of_tiers(struct emit *e, const struct writer *w)
{
	json_t *o = emit_object(e);

	for (size_t i = 0; i < w->how.pack->tiers.len; i++)
		emit_put(e, o, w->how.pack->tiers.at[i].name,
		    emit_size(e, w->tally.tiers[i]));
	return o;
}

/* Documents that are no notes, by what they are. */
static json_t *
counts_of_asides(struct emit *e, const struct tally *t)
{
	json_t *o = emit_object(e);

	for (size_t i = 0; aside_reason(i) != NULL; i++)
		if (t->aside[i] != 0)
			emit_put(e, o, aside_reason(i),
			    emit_size(e, t->aside[i]));
	return o;
}

static json_t *
counts_of_unjudged(struct emit *e, const struct tally *t)
{
	json_t *o = emit_object(e);

	for (int i = 0; i < UNJUDGED_KINDS; i++)
		if (t->unjudged[i] != 0)
			emit_put(e, o, unjudged_name((enum unjudged)i),
			    emit_size(e, t->unjudged[i]));
	return o;
}

static json_t *
charge_json(struct emit *e, const struct writer *w,
    const struct claim_line *c)
{
	bool hidden = w->how.redact;
	json_t *o = emit_object(e);
	char day[11];

	date_format(c->date, day);
	emit_put(e, o, "row", emit_size(e, c->row));
	emit_put(e, o, "patient", hidden ? json_null() :
	    emit_str(e, c->patient.len > 0 ? c->patient : c->patient_id));
	emit_put(e, o, "date_of_service", hidden ? json_null() :
	    emit_z(e, day));
	emit_put(e, o, "code", hidden && c->service.code == NULL ?
	    json_null() : emit_str(e, c->service.number));
	emit_put(e, o, "units", emit_number(e, c->service.units));
	return o;
}

static json_t *
claims_json(struct emit *e, const struct writer *w)
{
	const struct claims_tally *t = &w->tally.claims;
	json_t *o = emit_object(e);
	json_t *list = emit_array(e);

	for (size_t i = 0; i < t->claims->charges.len; i++)
		if (claims_unmet(t, i))
			emit_add(e, list, charge_json(e, w,
			    &t->claims->charges.at[i]));
	emit_put(e, o, "charges", emit_size(e, t->claims->charges.len));
	emit_put(e, o, "with_note", emit_size(e, t->n_joined));
	emit_put(e, o, "of_other_days", emit_size(e,
	    t->claims->charges.len - t->n_joined - claims_unmet_count(t)));
	emit_put(e, o, "refused_rows", emit_size(e, t->claims->refused));
	emit_put(e, o, "notes_without_charge", emit_size(e, t->uncharged));
	emit_put(e, o, "without_note", list);
	return o;
}

static json_t *
summary(struct emit *e, const struct writer *w)
{
	const struct tally *t = &w->tally;
	json_t *o = emit_object(e);

	emit_put(e, o, "files", emit_size(e, t->files));
	emit_put(e, o, "documents", emit_size(e, t->documents));
	emit_put(e, o, "notes", emit_size(e, t->notes));
	emit_put(e, o, "unreadable", emit_size(e, t->unreadable));
	emit_put(e, o, "read_in_part", emit_size(e, t->in_part));
	emit_put(e, o, "set_aside", counts_of_asides(e, t));
	emit_put(e, o, "not_therapy", emit_size(e, t->not_therapy));
	emit_put(e, o, "without_findings", emit_size(e, t->clean));
	emit_put(e, o, "not_judged", counts_of_unjudged(e, t));
	emit_put(e, o, "findings", counts_of_levels(e, t));
	emit_put(e, o, "rules", counts_of_rules(e, w));
	emit_put(e, o, "tiers", counts_of_tiers(e, w));
	emit_put(e, o, "units_at_risk", emit_number(e, t->stake.units));
	emit_put(e, o, "dollars_at_risk", emit_dollars(e, t->stake.cents));
	emit_put(e, o, "basis", basis_json(e, &t->stake));
	if (t->claims.claims != NULL)
		emit_put(e, o, "claims", claims_json(e, w));
	return o;
}

static enum status
end_json(struct writer *w, struct err *err)
{
	struct emit e = {0};
	bool any = any_note(&w->tally) || w->tally.charts > 0 ||
	    w->tally.authors > 0;

	fprintf(w->to, "%s],\n  \"summary\": ", any ? "\n  " : "");
	enum status status = emit_write(&e, w->to, summary(&e, w), 1, err);
	fputs("\n}\n", w->to);
	return status;
}

const struct report_format format_json = {
	.name = "json",
	.about = "one JSON document: every note, then a summary",
	.begin = begin_json,
	.file = file_json,
	.chart = chart_json,
	.author = author_json,
	.end = end_json,
};

static enum status
file_ndjson(struct writer *w, const struct report *r, struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < r->results.len && status == OK; i++) {
		struct emit e = {0};
		status = emit_write(&e, w->to,
		    json_note(&e, &w->how, r, &r->results.at[i]), -1, err);
		if (status == OK)
			fputc('\n', w->to);
	}
	return status;
}

static enum status
chart_ndjson(struct writer *w, const struct chart *c, struct err *err)
{
	struct emit e = {0};
	enum status status = emit_write(&e, w->to,
	    json_chart(&e, &w->how, c), -1, err);

	fputc('\n', w->to);
	return status;
}

static enum status
author_ndjson(struct writer *w, const struct author_load *l, struct err *err)
{
	struct emit e = {0};
	enum status status = emit_write(&e, w->to,
	    json_author(&e, &w->how, l), -1, err);

	fputc('\n', w->to);
	return status;
}

const struct report_format format_ndjson = {
	.name = "ndjson",
	.about = "one JSON object a note, each on a line of its own",
	.file = file_ndjson,
	.chart = chart_ndjson,
	.author = author_ndjson,
};
