/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/caseload.h"

#include "audit/alike.h"
#include "audit/engine.h"
#include "audit/money.h"
#include "audit/programmes.h"
#include "audit/use.h"
#include "base/limits.h"
#include "copy/keys.h"
#include "rules/rules.h"
#include "rules/stake.h"
#include "rules/threshold.h"

const char *const scope_names[] = {"note", "chart", "caseload", NULL};

struct caseload {
	struct arena *arena;
	struct arena *scratch;	/* emptied after each report */
	const struct engine *engine;
	enum scope scope;
	VEC(struct record *) slots;	/* one a result, NULL where there is
					 * nothing to compare */
	size_t next_slot;	/* of the report to be amended next */
	struct record_list records;
	struct chart_list charts;
	struct assembly *assembly;
	struct author_list authors;
	VEC(const struct report *) held;
	size_t held_bytes;
	bool too_many;		/* to hold */
	struct alike *alike;
};

static enum status
no_memory(struct err *err)
{
	return err_set(err, E_MEMORY, "out of memory for the notes to compare; "
	    "judge fewer at a time, or with --scope note");
}

enum status
caseload_new(const struct engine *e, enum scope scope, struct caseload **out,
    struct err *err)
{
	struct arena *a = arena_new(LIMIT_CASELOAD_ARENA);

	if (a == NULL || ARENA_FAILED(a)) {
		arena_free(a);
		return no_memory(err);
	}
	struct caseload *c = arena_alloc(a, sizeof(*c));
	c->arena = a;
	c->engine = e;
	c->scope = scope;
	c->scratch = arena_within(a, LIMIT_NOTE_ARENA);
	c->alike = alike_new(a, e->pack, scope == SCOPE_CASELOAD);
	arena_disarm(a);
	*out = c;
	return OK;
}

void
caseload_let_go(struct caseload *c)
{
	for (size_t i = 0; i < c->held.len; i++)
		report_free((struct report *)c->held.at[i]);
	c->held.len = 0;
}

void
caseload_free(struct caseload *c)
{
	if (c == NULL)
		return;
	caseload_let_go(c);
	arena_free(c->arena);
}

enum status
caseload_template(struct caseload *c, struct str text, struct err *err)
{
	if (ARENA_FAILED(c->arena))
		return no_memory(err);
	alike_give_template(c->alike, text);
	arena_disarm(c->arena);
	return OK;
}

static void
hold(struct caseload *c, const struct report *r)
{
	c->held_bytes += arena_used(r->arena);
	if (c->held_bytes > LIMIT_HELD_REPORTS)
		c->too_many = true;
	if (c->too_many) {
		caseload_let_go(c);
		return;
	}
	vec_push(c->arena, &c->held, r);
	report_keep(r);
}

static void
take_results(struct caseload *c, const struct report *r)
{
	const char *file = arena_copy(c->arena, r->document->file,
	    strlen(r->document->file));
	const char *member = r->document->member == NULL ? NULL :
	    arena_copy(c->arena, r->document->member,
	    strlen(r->document->member));

	for (size_t i = 0; i < r->results.len; i++) {
		struct record *record = record_of(c->arena, c->scratch,
		    &r->results.at[i]);
		vec_push(c->arena, &c->slots, record);
		if (record == NULL)
			continue;
		record->place = (struct note_place){file, member,
		    r->document->row};
		use_read(c->arena, c->scratch, c->engine->pack,
		    &c->engine->options, &r->results.at[i], &record->use);
		record->use.note = record->place;
		record->number = c->records.len;
		vec_push(c->arena, &c->records, record);
	}
}

enum status
caseload_take(struct caseload *c, const struct report *r, struct err *err)
{
	if (ARENA_FAILED(c->arena) || ARENA_FAILED(c->scratch))
		return no_memory(err);
	take_results(c, r);
	hold(c, r);
	arena_disarm(c->arena);
	arena_reset(c->scratch);
	return OK;
}

static void
judge_record(struct caseload *c, struct record *r)
{
	const struct copied *copied = alike_of(c->alike, r);
	struct judging j = {.arena = c->arena, .pack = c->engine->pack,
	    .payer = r->payer, .out = &r->findings};

	if (copied != NULL)
		copy_rules_run(&j, copied);
}

static struct author_load *
author_of(struct caseload *c, struct keys *names, struct str author)
{
	uint32_t id = keys_add(names, name_key(c->arena, author));

	if (id == c->authors.len) {
		struct author_load *load = arena_alloc(c->arena, sizeof(*load));
		load->author = author;
		vec_push(c->arena, &c->authors, load);
	}
	return c->authors.at[id];
}

static void
gather_authors(struct caseload *c)
{
	struct keys *names = keys_new(c->arena);

	for (size_t i = 0; i < c->charts.len; i++) {
		const struct chart *chart = c->charts.at[i];
		for (size_t k = 0; k < chart->visits.len; k++) {
			struct record *r = chart->visits.at[k];
			if (r->author.len == 0)
				continue;
			struct author_load *l = author_of(c, names, r->author);
			if (l->notes.len == 0 ||
			    l->notes.at[l->notes.len - 1]->chart != r->chart)
				l->charts++;
			vec_push(c->arena, &l->notes, r);
			r->load = l;
		}
	}
}

/* The programmes of an author's patients, each once. */
static void
judge_author(struct caseload *c, struct author_load *l,
    const struct programme *const *programmes,
    const struct programme_measure *measure)
{
	const struct programme **own = arena_array(c->arena, l->charts + 1,
	    sizeof(*own));
	struct judging j = {.arena = c->arena, .pack = c->engine->pack,
	    .payer = l->notes.at[0]->payer, .out = &l->findings};
	const struct chart *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < l->notes.len; i++) {
		const struct chart *chart = l->notes.at[i]->chart;
		if (chart != last && n < l->charts)
			own[n++] = programmes[chart->number];
		last = chart;
	}
	programme_rules_run(&j, l->author, measure, own, n);
}

static void
judge_authors(struct caseload *c)
{
	const struct pack *pack = c->engine->pack;
	const struct programme *const *programmes = programmes_of(c->arena,
	    pack, &c->charts);
	const struct programme_measure measure = programme_measure(
	    &pack->copying, programmes, c->charts.len);

	gather_authors(c);
	for (size_t i = 0; i < c->authors.len; i++)
		judge_author(c, c->authors.at[i], programmes, &measure);
}

static const struct stake unknown = {.units = NONE, .cents = NONE};

/* Findings about several notes have no place.  Whose notes they are stands in
 * for it, so that those of two patients have not the same fingerprint. */
static void
finish(struct caseload *c, struct str whose, struct findings *findings,
    struct risk *risk)
{
	for (size_t i = 0; i < findings->len; i++) {
		findings->at[i].at = (struct span){0, whose.len};
		findings->at[i].placed = true;
	}
	engine_finish(c->engine, c->arena, whose, findings, risk);
	for (size_t i = 0; i < findings->len; i++) {
		findings->at[i].placed = false;
		/* Most are about what stands in the notes, and is at risk
		 * there. */
		if (findings->at[i].stake.units == 0)
			findings->at[i].stake = unknown;
	}
	risk->stake = unknown;
}

/* The yearly threshold: what notes come to together. */
static void
judge_chart(struct caseload *c, struct chart *chart)
{
	size_t n = chart->visits.len;
	struct therapy_use *all = arena_array(c->arena, n + 1, sizeof(*all));
	struct judging j = {.arena = c->arena, .pack = c->engine->pack,
	    .out = &chart->findings};

	for (size_t i = 0; i < n; i++)
		all[i] = chart->visits.at[i]->use;
	threshold_rules_run(&j, all, n);
	for (size_t i = 0; i < n; i++)
		chart->visits.at[i]->use.owes = all[i].owes;
	finish(c, chart->patient, &chart->findings, &chart->risk);
}

enum status
caseload_judge(struct caseload *c, struct err *err)
{
	if (ARENA_FAILED(c->arena))
		return no_memory(err);
	c->assembly = charts_assemble(c->arena, &c->records, &c->charts);
	enum status status = alike_compare(c->alike, &c->records, &c->charts,
	    err);
	if (status != OK) {
		arena_disarm(c->arena);
		return status;
	}
	for (size_t i = 0; i < c->records.len; i++)
		judge_record(c, c->records.at[i]);
	if (c->scope == SCOPE_CASELOAD)
		judge_authors(c);
	for (size_t i = 0; i < c->charts.len; i++)
		judge_chart(c, c->charts.at[i]);
	for (size_t i = 0; i < c->authors.len; i++)
		finish(c, c->authors.at[i]->author,
		    &c->authors.at[i]->findings, &c->authors.at[i]->risk);
	arena_disarm(c->arena);
	return OK;
}

bool
caseload_overflowed(const struct caseload *c)
{
	return c->too_many;
}

const struct report *const *
caseload_reports(const struct caseload *c, size_t *n)
{
	*n = c->held.len;
	return c->too_many ? NULL : c->held.at;
}

static bool
raises(const struct findings *all, const struct rule_meta *rule)
{
	for (size_t i = 0; i < all->len; i++)
		if (all->at[i].rule == rule)
			return true;
	return false;
}

static bool
chart_raises(const struct chart *chart, const struct pack *pack, const char *id)
{
	return chart != NULL && raises(&chart->findings, pack_rule(pack, id));
}

/* The findings of a result and those of its record, sorted and scored. */
static void
amend(const struct caseload *c, struct arena *a, const struct record *record,
    struct result *r)
{
	struct findings all = {0};

	vec_append(a, &all, r->findings.at, r->findings.len);
	/* What the note shows by itself needs no second proof. */
	for (size_t i = 0; i < record->findings.len; i++)
		if (!raises(&r->findings, record->findings.at[i].rule))
			vec_push(a, &all, record->findings.at[i]);
	r->findings = all;
	engine_finish(c->engine, a, r->note->text, &r->findings, &r->risk);
	money_at_risk(a, c->engine->pack, &c->engine->options, r);
}

/* A sum that is not known yet takes the first that is. */
static void
add_stake(struct stake *to, const struct stake *more)
{
	if (to->units == NONE)
		*to = *more;
	else
		stake_add(to, more);
}

/* What is at risk in a note is at risk in its chart and its author's caseload,
 * with what only the chart shows. */
static void
add_stakes(const struct caseload *c, struct arena *a, struct record *record,
    const struct result *r)
{
	struct stake beyond = {0};

	if (record->use.owes && chart_raises(record->chart,
	    c->engine->pack, "coding/kx-missing"))
		beyond = money_beyond(a, c->engine->pack, &c->engine->options,
		    r);
	if (record->chart != NULL) {
		add_stake(&record->chart->risk.stake, &r->risk.stake);
		stake_add(&record->chart->risk.stake, &beyond);
		stake_add(&record->chart->beyond, &beyond);
	}
	if (record->load != NULL) {
		add_stake(&record->load->risk.stake, &r->risk.stake);
		stake_add(&record->load->risk.stake, &beyond);
	}
}

const struct report *
caseload_amend(struct caseload *c, struct arena *a, const struct report *r)
{
	struct report *out = arena_alloc(a, sizeof(*out));

	*out = *r;
	out->results.at = arena_array(a, r->results.len + 1,
	    sizeof(*out->results.at));
	out->results.cap = r->results.len + 1;
	for (size_t i = 0; i < r->results.len; i++) {
		struct record *record = c->next_slot < c->slots.len ?
		    c->slots.at[c->next_slot] : NULL;
		c->next_slot++;
		out->results.at[i] = r->results.at[i];
		out->results.at[i].record = record;
		if (record != NULL && record->findings.len > 0)
			amend(c, a, record, &out->results.at[i]);
		if (record != NULL)
			add_stakes(c, a, record, &out->results.at[i]);
	}
	return out;
}

static enum status
add_results(struct caseload *c, struct report *r, struct err *err)
{
	size_t slot = c->slots.len;
	enum status status = OK;

	take_results(c, r);
	for (size_t i = 0; i < r->results.len && status == OK; i++) {
		struct record *record = c->slots.at[slot + i];
		if (record == NULL)
			continue;
		charts_add(c->assembly, record);
		status = alike_add(c->alike, record, err);
		if (status != OK)
			break;
		judge_record(c, record);
		r->results.at[i].record = record;
		if (record->findings.len > 0)
			amend(c, c->arena, record, &r->results.at[i]);
	}
	return status;
}

enum status
caseload_add(struct caseload *c, struct report *r, struct err *err)
{
	if (ARENA_FAILED(c->arena) || ARENA_FAILED(c->scratch))
		return no_memory(err);
	enum status status = add_results(c, r, err);
	arena_disarm(c->arena);
	arena_reset(c->scratch);
	return status;
}

const struct record_list *
caseload_records(const struct caseload *c)
{
	return &c->records;
}

const struct chart_list *
caseload_charts(const struct caseload *c)
{
	return &c->charts;
}

const struct author_list *
caseload_authors(const struct caseload *c)
{
	return &c->authors;
}

const struct alike *
caseload_alike(const struct caseload *c)
{
	return c->alike;
}
