/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/score.h"

#include "eval/locate.h"
#include "eval/pairs.h"
#include "eval/values.h"

/* A fact of a note on both sides, as text; empty where it is not stated. */
struct both {
	struct str label;
	struct str ours;
};

/* Where the core finding is labelled, one defect explains both, and whether
 * the other is raised as well is judged neither way. */
static const struct {
	const char *core;
	const char *other;
} accompanying[] = {
	{"coding/duplicate-line", "time/units-exceed-minutes"},
	{"coding/modality-only", "coding/service-undocumented"},
	{"coding/ncci-pair", "coding/modifier-unsupported"},
	{"coding/service-unbilled", "time/units-below-minutes"},
	{"coding/group-with-individual", "coding/ncci-pair"},
	{"time/timed-minutes", "time/code-minutes"},
	{"time/implausible", "integrity/future-date"},
	{"time/implausible", "integrity/late-signature"},
};

/* Comparing one note. */
struct comparing {
	struct scoring *s;
	const struct label *label;
	const struct report *report;
	const struct result *result;
	const struct facts *facts;	/* NULL: unreadable */
	struct arena *scratch;
	struct counts *counts;
};

void
scoring_init(struct scoring *s, struct arena *a, const struct pack *pack,
    bool explain)
{
	*s = (struct scoring){.arena = a, .pack = pack, .explain = explain,
	    .measures = measures_of(a, pack)};
}

/* A difference at a place of the note, or at its beginning. */
static void
differ(struct comparing *c, size_t measure, const struct span *at,
    struct str text)
{
	struct difference d = {.measure = measure, .line = 1};

	if (!c->s->explain)
		return;
	const char *file = c->report->document->file;
	d.file = arena_copy(c->s->arena, file, strlen(file));
	if (at != NULL && c->result->note != NULL &&
	    at->start <= c->result->note->text.len)
		d.line = note_position(c->result->note, at->start).line;
	d.text = arena_str(c->s->arena, text);
	vec_push(c->s->arena, &c->s->differences, d);
}

static void
judge_presence(struct comparing *c, size_t measure, bool label, bool ours,
    const struct span *at, struct str what)
{
	struct counts *n = &c->counts[measure];

	n->all++;
	n->right += label == ours;
	n->tp += label && ours;
	n->fp += !label && ours;
	n->fn += label && !ours;
	if (label == ours)
		return;
	differ(c, measure, at, arena_printf(c->scratch, "%s%s%.*s",
	    label ? "not found" : "found, not in the label",
	    what.len > 0 ? ": " : "", STR_ARG(what)));
}

static void
judge_value(struct comparing *c, size_t measure, struct both b, bool right,
    const struct span *at, struct str what)
{
	struct counts *n = &c->counts[measure];

	n->all++;
	n->right += right;
	if (b.ours.len > 0) {
		n->tp += right;
		n->fp += !right;
	}
	n->fn += b.label.len > 0 && !right;
	if (right)
		return;
	if (b.label.len == 0)
		b.label = STR("nothing");
	if (b.ours.len == 0)
		b.ours = STR("nothing");
	differ(c, measure, at, arena_printf(c->scratch,
	    "label %.*s, found %.*s%s%.*s", STR_ARG(b.label), STR_ARG(b.ours),
	    what.len > 0 ? ": " : "", STR_ARG(what)));
}

static const struct span *
element_place(const struct facts *f, enum element e)
{
	if (f == NULL || f->evidence[e].at.len == 0)
		return NULL;
	return &f->evidence[e].at.at[0];
}

/* Dosage says how many; another share than the label's is a miss and a false
 * find at once, unless one side says none. */
static void
judge_dosage(struct comparing *c)
{
	enum dosage_share label = c->label->dosage;
	enum dosage_share ours = c->facts ? c->facts->dosage : DOSAGE_NONE;
	const struct span *at = element_place(c->facts, EL_EXERCISE);
	size_t measure = FIRST_ELEMENT + EL_DOSAGE;

	if (label == DOSAGE_NONE || ours == DOSAGE_NONE || label == ours) {
		judge_presence(c, measure, label != DOSAGE_NONE,
		    ours != DOSAGE_NONE, at, (struct str){0});
		return;
	}
	c->counts[measure].all++;
	c->counts[measure].fp++;
	c->counts[measure].fn++;
	differ(c, measure, at, label == DOSAGE_ALL ?
	    STR("label all, found some") : STR("label some, found all"));
}

static void
judge_elements(struct comparing *c)
{
	for (int e = 0; e < ELEMENTS; e++) {
		if (!label_judges(c->label, element_name((enum element)e)))
			continue;
		if (e == EL_DOSAGE)
			judge_dosage(c);
		else
			judge_presence(c, (size_t)(FIRST_ELEMENT + e),
			    c->label->present[e],
			    c->facts != NULL && c->facts->present[e],
			    element_place(c->facts, (enum element)e),
			    (struct str){0});
	}
}

static void
judge_facts(struct comparing *c)
{
	struct arena *a = c->scratch;
	static const struct facts nothing = {.date_of_service = NO_DATE,
	    .time_in = NO_TIME, .time_out = NO_TIME, .timed_minutes = NONE,
	    .total_minutes = NONE};
	const struct facts *f = c->facts ? c->facts : &nothing;
	const struct label *l = c->label;
	const struct both facts[FACTS] = {
		{l->note_type, str_of(f->type ? f->type->id : NULL)},
		{l->discipline, f->discipline},
		{l->patient, f->patient},
		{l->author, f->author},
		{l->credential, f->credential},
		{value_date(a, l->date_of_service),
		    value_date(a, f->date_of_service)},
		{value_time(a, l->time_in), value_time(a, f->time_in)},
		{value_time(a, l->time_out), value_time(a, f->time_out)},
		{value_number(a, l->timed_minutes),
		    value_number(a, f->timed_minutes)},
		{value_number(a, l->total_minutes),
		    value_number(a, f->total_minutes)},
	};

	for (size_t i = 0; i < FACTS; i++)
		if (label_judges(c->label, fact_names[i]))
			judge_value(c, FIRST_FACT + i, facts[i],
			    value_same_name(facts[i].label, facts[i].ours),
			    NULL, (struct str){0});
}

static bool
field_disputed(const struct comparing *c, struct str text, const char *field)
{
	for (size_t i = 0; i < c->label->disputed_fields.len; i++) {
		const struct disputed_field *d =
		    &c->label->disputed_fields.at[i];
		if (folded_equal(d->text, text) &&
		    str_eq(d->field, str_of(field)))
			return true;
	}
	return false;
}

static void
judge_fields(struct comparing *c, const struct label_exercise *label,
    const struct exercise *ours)
{
	struct arena *a = c->scratch;
	const struct dosage *l = &label->dosage;
	const struct dosage *o = &ours->dosage;
	const struct both fields[EXERCISE_FIELDS] = {
		{value_number(a, l->sets), value_number(a, o->sets)},
		{value_number(a, l->reps), value_number(a, o->reps)},
		{value_number(a, l->hold_seconds),
		    value_number(a, o->hold_seconds)},
		{value_number(a, l->minutes), value_number(a, o->minutes)},
		{value_side(l->side), value_side(o->side)},
		{l->resistance, o->resistance},
	};

	for (size_t i = 0; i < EXERCISE_FIELDS; i++)
		if (!field_disputed(c, label->text, exercise_fields[i]))
			judge_value(c, FIRST_EXERCISE_FIELD + i, fields[i],
			    value_same_words(fields[i].label, fields[i].ours),
			    &ours->at, label->text);
}

/* Exercises that only one of the auditors listed. */
static bool
is_extra(const struct comparing *c, const struct exercise *ours)
{
	for (size_t i = 0; i < c->label->disputed_extra.len; i++)
		if (pairs_overlap(c->facts,
		    str_of(c->label->disputed_extra.at[i]), ours))
			return true;
	return false;
}

static bool
label_is_extra(const struct comparing *c, struct str text)
{
	for (size_t i = 0; i < c->label->disputed_extra.len; i++)
		if (folded_equal(str_of(c->label->disputed_extra.at[i]), text))
			return true;
	return false;
}

static const struct span *
label_place(const struct comparing *c, struct str text, struct span *at)
{
	if (c->result->note == NULL ||
	    !locate(c->result->note->text, text, 0, at))
		return NULL;
	return at;
}

static void
judge_exercises(struct comparing *c)
{
	struct pairs p = pairs_of(c->scratch, c->label, c->facts);

	if (!label_judges(c->label, "exercises"))
		return;
	for (size_t i = 0; i < c->label->exercises.len; i++) {
		const struct label_exercise *x = &c->label->exercises.at[i];
		bool found = p.ours_of[i] != NO_PAIR;
		struct span at;

		if (label_is_extra(c, x->text))
			continue;
		judge_presence(c, EXERCISE_FOUND, true, found,
		    label_place(c, x->text, &at), x->text);
		if (found)
			judge_fields(c, x, p.ours.at[p.ours_of[i]]);
	}
	for (size_t j = 0; j < p.ours.len; j++)
		if (p.label_of[j] == NO_PAIR && !is_extra(c, p.ours.at[j]))
			judge_presence(c, EXERCISE_FOUND, false, true,
			    &p.ours.at[j]->at, p.ours.at[j]->name);
}

static struct str
label_modifiers(struct comparing *c, const struct texts *list)
{
	struct str *all = arena_array(c->scratch, list->len + 1, sizeof(*all));

	for (size_t i = 0; i < list->len; i++)
		all[i] = str_of(list->at[i]);
	return value_modifiers(c->scratch, all, list->len);
}

static void
judge_service(struct comparing *c, const struct label_service *l,
    const struct service *o)
{
	struct arena *a = c->scratch;
	const struct both fields[SERVICE_FIELDS] = {
		{value_number(a, l->units), value_number(a, o->units)},
		{value_number(a, l->minutes), value_number(a, o->minutes)},
		{label_modifiers(c, &l->modifiers),
		    value_modifiers(a, o->modifiers, o->n_modifiers)},
	};

	for (size_t i = 0; i < SERVICE_FIELDS; i++)
		if (!field_disputed(c, l->code, service_fields[i]))
			judge_value(c, FIRST_SERVICE_FIELD + i, fields[i],
			    str_eq(fields[i].label, fields[i].ours), &o->at,
			    l->code);
}

/* Services pair by code, lines of one code in their order. */
static void
judge_services(struct comparing *c)
{
	size_t n = c->facts ? c->facts->services.len : 0;
	bool *taken = arena_array(c->scratch, n + 1, sizeof(*taken));

	if (!label_judges(c->label, "services"))
		return;
	for (size_t i = 0; i < c->label->services.len; i++) {
		const struct label_service *l = &c->label->services.at[i];
		size_t j = 0;

		while (j < n && (taken[j] ||
		    !str_eq_nocase(c->facts->services.at[j].number, l->code)))
			j++;
		judge_presence(c, SERVICE_FOUND, true, j < n, NULL, l->code);
		if (j == n)
			continue;
		taken[j] = true;
		judge_service(c, l, &c->facts->services.at[j]);
	}
	for (size_t j = 0; j < n; j++)
		if (!taken[j])
			judge_presence(c, SERVICE_FOUND, false, true,
			    &c->facts->services.at[j].at,
			    c->facts->services.at[j].number);
}

static bool
is_accompanying(const struct comparing *c, const char *rule)
{
	size_t n = sizeof(accompanying) / sizeof(accompanying[0]);

	for (size_t i = 0; i < n; i++)
		if (strcmp(accompanying[i].other, rule) == 0 &&
		    texts_have(&c->label->findings, accompanying[i].core))
			return true;
	return false;
}

static const struct finding *
finding_of(const struct comparing *c, const struct rule_meta *rule)
{
	for (size_t i = 0; i < c->result->findings.len; i++)
		if (c->result->findings.at[i].rule == rule)
			return &c->result->findings.at[i];
	return NULL;
}

static void
judge_findings(struct comparing *c)
{
	for (size_t i = 0; i < c->s->pack->rules.len; i++) {
		const struct rule_meta *rule = &c->s->pack->rules.at[i];
		const struct finding *f = finding_of(c, rule);

		if (rule->off || !label_judges(c->label, rule->id) ||
		    is_accompanying(c, rule->id))
			continue;
		judge_presence(c, FIRST_RULE + i,
		    texts_have(&c->label->findings, rule->id), f != NULL,
		    f != NULL && f->placed ? &f->at : NULL, (struct str){0});
	}
	for (size_t i = 0; i < c->label->findings.len; i++) {
		const char *id = c->label->findings.at[i];
		const struct rule_meta *rule = pack_rule(c->s->pack, id);

		if ((rule == NULL || rule->off) &&
		    !texts_have(&c->s->unknown, id))
			vec_push(c->s->arena, &c->s->unknown,
			    arena_copy(c->s->arena, id, strlen(id)));
	}
}

void
score_note(struct scoring *s, const struct label *label,
    const struct report *report, const struct result *r)
{
	struct comparing c = {
		.s = s, .label = label, .report = report, .result = r,
		.facts = r->facts,
		.scratch = s->arena,
		.counts = arena_array(s->arena, s->measures.len,
		    sizeof(*c.counts)),
	};

	judge_elements(&c);
	judge_exercises(&c);
	judge_facts(&c);
	judge_services(&c);
	judge_findings(&c);
	vec_push(s->arena, &s->notes, c.counts);
}

struct counts *
scoring_sum(const struct scoring *s, struct arena *a)
{
	struct counts *sum = arena_array(a, s->measures.len + 1, sizeof(*sum));

	for (size_t n = 0; n < s->notes.len; n++)
		for (size_t m = 0; m < s->measures.len; m++)
			counts_add(&sum[m], &s->notes.at[n][m]);
	return sum;
}
