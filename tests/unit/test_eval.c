/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "eval/bootstrap.h"
#include "eval/labels.h"
#include "eval/locate.h"
#include "eval/pairs.h"
#include "eval/score.h"
#include "eval/thresholds.h"

static struct pack *pack;

static int
load_pack(void **state)
{
	const char *dir = getenv("srcdir");
	char folder[4096];
	struct err err = {0};

	(void)state;
	snprintf(folder, sizeof(folder), "%s/patterns", dir ? dir : ".");
	if (pack_load(folder, NULL, 0, &pack, &err) == OK)
		return 0;
	fprintf(stderr, "%s\n", err.text);
	return -1;
}

static int
free_pack(void **state)
{
	(void)state;
	pack_free(pack);
	return 0;
}

static int
set_up(void **state)
{
	*state = arena_new(LIMIT_NOTE_ARENA);
	return *state != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static const char note_text[] =
    "Daily note\n"
    "Quad sets  R 2x15; SLR\n"
    "3x10 2#. Heel slides 3x10\n"
    "HEP: SLR 3x10 2#\n";

/* A label with the parts that tests vary. */
static const char label_format[] =
    "{\"note_type\": \"daily\", \"discipline\": \"PT\",\n"
    " \"patient\": \"Quist, Marla\", \"author\": null, \"credential\": null,\n"
    " \"date_of_service\": \"2026-03-12\", \"time_in\": \"09:05\",\n"
    " \"time_out\": null, \"timed_minutes\": 30, \"total_minutes\": null,\n"
    " \"services\": [{\"code\": \"97110\", \"units\": 2, \"minutes\": null,\n"
    "   \"modifiers\": [\"KX\", \"GP\"]}],\n"
    " \"exercises\": [%s],\n"
    " \"elements\": {\"exercise\": true, \"dosage\": \"%s\",\n"
    "  \"resistance\": true, \"timed_minutes\": true,\n"
    "  \"total_minutes\": false, \"goal\": false, \"progress\": false,\n"
    "  \"response\": false, \"target_area\": false, \"purpose\": false,\n"
    "  \"functional_limitation\": false, \"skilled\": false,\n"
    "  \"medical_necessity\": false, \"objective\": false,\n"
    "  \"plan\": false, \"signature\": false, \"date\": true},\n"
    " \"findings\": [%s] %s}\n";

static const char two_exercises[] =
    "{\"name\": \"straight leg raise\", \"text\": \"SLR 3x10 2#\",\n"
    " \"sets\": 3, \"reps\": 10, \"resistance\": \"2 lb\",\n"
    " \"hold_seconds\": null, \"minutes\": null, \"side\": null},\n"
    "{\"name\": \"quad set\", \"text\": \"Quad sets R 2x15\", \"sets\": 2,\n"
    " \"reps\": 15, \"resistance\": null, \"hold_seconds\": null,\n"
    " \"minutes\": null, \"side\": \"right\"}";

static struct label
make_label(struct arena *a, const char *exercises, const char *dosage,
    const char *findings, const char *more)
{
	struct str text = arena_printf(a, label_format, exercises, dosage,
	    findings, more);
	struct err err = {0};
	struct label label;

	if (!label_parse(a, "x.json", text, &label, &err))
		fail_msg("%s", err.text);
	return label;
}

static void
test_label_is_read(void **state)
{
	struct label l = make_label(*state, two_exercises, "some",
	    "\"elements/goal\"", ", \"payer\": \"ama\", "
	    "\"disputed\": [\"purpose\"],"
	    "\"disputed_fields\": [[\"SLR 3x10 2#\", \"sets\"]],"
	    "\"evidence\": {\"goal\": null, \"plan\": [\"Cont. 2x/wk\"]}");

	assert_true(str_eq(l.patient, STR("Quist, Marla")));
	assert_int_equal(l.author.len, 0);
	assert_int_equal(l.date_of_service, date_of(2026, 3, 12));
	assert_int_equal(l.time_in, 545);
	assert_int_equal(l.time_out, NO_TIME);
	assert_int_equal(l.timed_minutes, 30);
	assert_int_equal(l.total_minutes, NONE);
	assert_int_equal(l.services.at[0].minutes, NONE);
	assert_int_equal(l.services.at[0].modifiers.len, 2);
	assert_int_equal(l.exercises.len, 2);
	assert_int_equal(l.exercises.at[1].dosage.side, SIDE_RIGHT);
	assert_true(l.present[EL_RESISTANCE]);
	assert_false(l.present[EL_GOAL]);
	assert_int_equal(l.dosage, DOSAGE_SOME);
	assert_string_equal(l.findings.at[0], "elements/goal");
	assert_true(str_eq(l.payer, STR("ama")));
	assert_string_equal(l.disputed.at[0], "purpose");
	assert_true(str_eq(l.disputed_fields.at[0].field, STR("sets")));
	assert_int_equal(l.evidence[EL_GOAL].len, 0);
	assert_int_equal(l.evidence[EL_PLAN].len, 1);
	assert_string_equal(l.evidence[EL_PLAN].at[0], "Cont. 2x/wk");
}

static void
test_label_is_refused(void **state)
{
	static const struct {
		const char *text;
		const char *message;
	} rows[] = {
		{"[]", "x.json: a label is an object"},
		{"{\"note_type\": 4}", "x.json: \"note_type\" is missing or "
		    "wrong; expected a text or null"},
		{"{\"date_of_service\": \"2026-02-30\"}", "x.json: "
		    "\"date_of_service\" is missing or wrong; expected "
		    "YYYY-MM-DD or null"},
		{"{\"timed_minutes\": -3}", "x.json: \"timed_minutes\" is "
		    "missing or wrong; expected a whole number or null"},
		{"{\"services\": [], \"exercises\": [{\"side\": \"up\"}]}",
		    "x.json: \"side\" is missing or wrong; expected right, "
		    "left, bilateral or null"},
		{"{\"services\": [], \"exercises\": [], \"elements\": {}}",
		    "x.json: \"exercise\" is missing or wrong; expected true "
		    "or false"},
		{"{\"services\": 1}", "x.json: \"services\" is missing or "
		    "wrong; expected a list"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct label label;
		struct err err = {0};

		assert_false(label_parse(*state, "x.json",
		    str_of(rows[i].text), &label, &err));
		assert_int_equal(err.status, E_INPUT);
		assert_string_equal(err.text, rows[i].message);
	}
	struct label label;
	struct err err = {0};
	assert_false(label_parse(*state, "x.json", STR("{\n \"a\"\n}"),
	    &label, &err));
	assert_true(str_starts(str_of(err.text), STR("x.json:3:1: no label")));
	assert_false(label_read(*state, "/nowhere/x.json", &label, &err));
	assert_int_equal(err.status, E_IO);
}

static void
test_label_stands_beside_its_note(void **state)
{
	assert_string_equal(label_beside(*state, "a.b/c.txt"), "a.b/c.json");
	assert_string_equal(label_beside(*state, "a.b/c"), "a.b/c.json");
	assert_string_equal(label_beside(*state, "c.d.xml"), "c.d.json");
}

static void
test_locate_folds_blanks_and_case(void **state)
{
	struct str text = str_of(note_text);
	struct span at;

	(void)state;
	assert_true(locate(text, STR("slr 3x10  2#"), 0, &at));
	assert_true(str_eq(str_slice(text, at), STR("SLR\n3x10 2#")));
	size_t first = at.start;
	assert_true(locate(text, STR("SLR 3x10 2#"), first + 1, &at));
	assert_true(at.start > first);
	assert_false(locate(text, STR("SLR 3x10 2#"), at.start + 1, &at));
	assert_false(locate(text, STR("  "), 0, &at));
	assert_false(locate(text, STR("SLR3x10"), 0, &at));
	assert_true(locate_word(STR("painful, pain"), STR("pain"), &at));
	assert_int_equal(at.start, 9);
	assert_true(locate_word(STR("painful"), STR("pain"), &at));
	assert_int_equal(at.start, 0);
	assert_true(folded_equal(STR(" 2  LB"), STR("2 lb ")));
	assert_false(folded_equal(STR("2 lb"), STR("2 lbs")));
	assert_false(folded_equal(STR("2 lbs"), STR("2 lb")));
	assert_true(folded_equal(STR(""), STR(" ")));
}

/* A note and the facts somebody read from it. */
struct made {
	struct document document;
	struct note note;
	struct reading reading;
	struct facts facts;
	struct report report;
	struct result result;
};

static struct made *
make_facts(struct arena *a)
{
	struct made *m = arena_alloc(a, sizeof(*m));

	m->document = (struct document){.file = "x.txt",
	    .text = str_of(note_text)};
	vec_push(a, &m->document.runs, (struct run){0, 0, 1, 1});
	document_index_lines(a, &m->document);
	m->note = (struct note){.document = &m->document,
	    .text = m->document.text};
	m->reading = (struct reading){.pack = pack, .note = &m->note};
	m->facts = (struct facts){.reading = &m->reading,
	    .date_of_service = NO_DATE, .time_in = NO_TIME,
	    .time_out = NO_TIME, .timed_minutes = NONE,
	    .total_minutes = NONE};
	m->report = (struct report){.document = &m->document};
	m->result = (struct result){.note = &m->note, .facts = &m->facts};
	return m;
}

static struct exercise *
add_exercise(struct arena *a, struct made *m, const char *name,
    const char *text)
{
	struct exercise x = {.name = str_of(name), .assertion = AFFIRMED,
	    .dosage = {.sets = NONE, .reps = NONE, .hold_seconds = NONE,
	    .minutes = NONE}};

	assert_true(locate(m->note.text, str_of(text), 0, &x.at));
	vec_push(a, &m->facts.exercises, x);
	return &m->facts.exercises.at[m->facts.exercises.len - 1];
}

static const struct counts *
count_of(struct arena *a, const struct scoring *s, const char *measure)
{
	struct counts *sum = scoring_sum(s, a);

	for (size_t i = 0; i < s->measures.len; i++)
		if (str_eq(measure_name(a, &s->measures.at[i]),
		    str_of(measure)))
			return &sum[i];
	fail_msg("no measure %s", measure);
	return NULL;
}

static void
assert_counts(struct arena *a, const struct scoring *s, const char *measure,
    unsigned tp, unsigned fp, unsigned fn)
{
	const struct counts *c = count_of(a, s, measure);

	if (c->tp != tp || c->fp != fp || c->fn != fn)
		fail_msg("%s: tp %u fp %u fn %u, not %u %u %u", measure, c->tp,
		    c->fp, c->fn, tp, fp, fn);
}

static void
test_exercises_pair_by_overlap_and_name(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, two_exercises, "all", "", "");

	/* Both stand over the text of both. */
	add_exercise(a, m, "quad set", "Quad sets R 2x15; SLR 3x10 2#");
	add_exercise(a, m, "straight leg raise", "SLR 3x10 2#");
	add_exercise(a, m, "heel slide", "Heel slides 3x10");
	struct pairs p = pairs_of(a, &label, &m->facts);
	assert_int_equal(p.ours.len, 3);
	assert_int_equal(p.ours_of[0], 1);
	assert_int_equal(p.ours_of[1], 0);
	assert_true(p.label_of[2] == NO_PAIR);
	/* What was not performed is nobody's partner. */
	m->facts.exercises.at[1].assertion = PLANNED;
	p = pairs_of(a, &label, &m->facts);
	assert_int_equal(p.ours.len, 2);
	p = pairs_of(a, &label, NULL);
	assert_true(p.ours_of[0] == NO_PAIR && p.ours_of[1] == NO_PAIR);
}

static void
test_exercises_are_scored(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, two_exercises, "all", "", "");
	struct scoring s;
	struct exercise *x = add_exercise(a, m, "SLR", "SLR 3x10 2#");

	x->dosage.sets = 3;
	x->dosage.reps = 9;
	x->dosage.resistance = STR("2  LB");
	add_exercise(a, m, "heel slide", "Heel slides 3x10");
	scoring_init(&s, a, pack, true);
	score_note(&s, &label, &m->report, &m->result);
	assert_counts(a, &s, "exercise/found", 1, 1, 1);
	assert_counts(a, &s, "exercise/sets", 1, 0, 0);
	assert_counts(a, &s, "exercise/reps", 0, 1, 1);
	assert_counts(a, &s, "exercise/resistance", 1, 0, 0);
	/* Nothing said on either side is right. */
	assert_counts(a, &s, "exercise/minutes", 0, 0, 0);
	assert_int_equal(count_of(a, &s, "exercise/minutes")->right, 1);

	bool told = false;
	for (size_t i = 0; i < s.differences.len; i++)
		told |= s.differences.at[i].line == 2 &&
		    str_eq(s.differences.at[i].text,
		    STR("label 10, found 9: SLR 3x10 2#"));
	assert_true(told);
}

static void
test_disputed_is_judged_neither_way(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, two_exercises, "all", "",
	    ", \"disputed\": [\"resistance\", \"timed_minutes\", "
	    "\"elements/goal\"], \"disputed_fields\": "
	    "[[\"SLR 3x10 2#\", \"sets\"]], "
	    "\"disputed_extra\": [\"Heel slides 3x10\", \"Quad sets R 2x15\"]");
	struct scoring s;

	add_exercise(a, m, "SLR", "SLR 3x10 2#");
	add_exercise(a, m, "heel slide", "Heel slides 3x10");
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "elements/goal")});
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "elements/plan")});
	scoring_init(&s, a, pack, false);
	score_note(&s, &label, &m->report, &m->result);
	assert_counts(a, &s, "exercise/found", 1, 0, 0);
	assert_counts(a, &s, "exercise/sets", 0, 0, 0);
	assert_counts(a, &s, "exercise/reps", 0, 0, 1);
	assert_counts(a, &s, "element/resistance", 0, 0, 0);
	assert_counts(a, &s, "element/timed_minutes", 0, 0, 0);
	assert_counts(a, &s, "fact/timed_minutes", 0, 0, 0);
	assert_counts(a, &s, "elements/goal", 0, 0, 0);
	assert_counts(a, &s, "elements/plan", 0, 1, 0);
	assert_int_equal(s.differences.len, 0);
}

static void
test_what_a_label_is_not_about_is_not_judged(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, two_exercises, "all",
	    "\"time/arithmetic\"",
	    ", \"judged\": [\"patient\", \"goal\", \"time/\"], "
	    "\"disputed\": [\"time/under-eight\"]");
	struct scoring s;

	add_exercise(a, m, "heel slide", "Heel slides 3x10");
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "elements/plan")});
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "time/under-eight")});
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "time/code-minutes")});
	scoring_init(&s, a, pack, false);
	score_note(&s, &label, &m->report, &m->result);
	assert_counts(a, &s, "exercise/found", 0, 0, 0);
	assert_counts(a, &s, "service/found", 0, 0, 0);
	assert_int_equal(count_of(a, &s, "fact/patient")->all, 1);
	assert_int_equal(count_of(a, &s, "fact/author")->all, 0);
	assert_int_equal(count_of(a, &s, "element/goal")->all, 1);
	assert_int_equal(count_of(a, &s, "element/date")->all, 0);
	assert_counts(a, &s, "elements/plan", 0, 0, 0);
	assert_counts(a, &s, "time/arithmetic", 0, 0, 1);
	assert_counts(a, &s, "time/under-eight", 0, 0, 0);
	assert_counts(a, &s, "time/code-minutes", 0, 1, 0);
}

/* How the names of a label and of the note compare. */
static const struct {
	const char *label;
	const char *found;
	bool same;
} names[] = {
	{"Ann Lee", "ann  lee", true},
	{"Ann Lee", "Ms. Ann Lee", true},
	{"Mr. Bo Ray", "Bo Ray", true},
	{"A. Lee", "Ann Lee", false},
	{"Ann Lee Jr.", "Ann Lee Jr", true},
	{"A. Lee", "Bo Lee", false},
	{"Ann Lee", "Ann", false},
	{"Ms", "Mr", false},
};

static void
test_names_compare_without_address(void **state)
{
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct made *m = make_facts(a);
		struct label label = make_label(a, "", "none", "", "");
		struct scoring s;
		label.patient = str_of(names[i].label);
		m->facts.patient = str_of(names[i].found);
		scoring_init(&s, a, pack, false);
		score_note(&s, &label, &m->report, &m->result);
		if (names[i].same)
			assert_counts(a, &s, "fact/patient", 1, 0, 0);
		else
			assert_counts(a, &s, "fact/patient", 0, 1, 1);
	}
}

static void
test_facts_and_services_are_scored(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, "", "none", "", "");
	struct scoring s;

	m->facts.patient = STR("QUIST , marla");
	m->facts.discipline = STR("OT");
	m->facts.date_of_service = date_of(2026, 3, 12);
	m->facts.time_out = 600;
	vec_push(a, &m->facts.services, (struct service){
	    .number = STR("97110"), .units = 2, .minutes = 30,
	    .modifiers = {STR("GP"), STR("KX")}, .n_modifiers = 2});
	vec_push(a, &m->facts.services, (struct service){
	    .number = STR("97110"), .units = 2, .minutes = NONE});
	scoring_init(&s, a, pack, false);
	score_note(&s, &label, &m->report, &m->result);
	assert_counts(a, &s, "fact/patient", 1, 0, 0);
	assert_counts(a, &s, "fact/discipline", 0, 1, 1);
	assert_counts(a, &s, "fact/date_of_service", 1, 0, 0);
	assert_counts(a, &s, "fact/time_in", 0, 0, 1);
	assert_counts(a, &s, "fact/time_out", 0, 1, 0);
	assert_counts(a, &s, "service/found", 1, 1, 0);
	assert_counts(a, &s, "service/units", 1, 0, 0);
	assert_counts(a, &s, "service/minutes", 0, 1, 0);
	assert_counts(a, &s, "service/modifiers", 1, 0, 0);
}

static void
test_elements_are_scored(void **state)
{
	static const struct {
		const char *label;
		enum dosage_share ours;
		unsigned tp, fp, fn;
	} rows[] = {
		{"all", DOSAGE_ALL, 1, 0, 0},
		{"some", DOSAGE_SOME, 1, 0, 0},
		{"none", DOSAGE_NONE, 0, 0, 0},
		{"none", DOSAGE_SOME, 0, 1, 0},
		{"all", DOSAGE_NONE, 0, 0, 1},
		{"all", DOSAGE_SOME, 0, 1, 1},
	};
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct made *m = make_facts(a);
		struct label label = make_label(a, "", rows[i].label, "", "");
		struct scoring s;

		m->facts.dosage = rows[i].ours;
		m->facts.present[EL_EXERCISE] = true;
		m->facts.present[EL_PLAN] = true;
		scoring_init(&s, a, pack, false);
		score_note(&s, &label, &m->report, &m->result);
		assert_counts(a, &s, "element/dosage", rows[i].tp, rows[i].fp,
		    rows[i].fn);
		assert_counts(a, &s, "element/exercise", 1, 0, 0);
		assert_counts(a, &s, "element/plan", 0, 1, 0);
		assert_counts(a, &s, "element/date", 0, 0, 1);
		assert_counts(a, &s, "element/goal", 0, 0, 0);
	}
}

static void
test_findings_are_scored(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, "", "none", "\"elements/goal\", "
	    "\"elements/date\", \"no/such-rule\"", "");
	struct scoring s;

	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "elements/goal")});
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "elements/plan")});
	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "elements/plan")});
	scoring_init(&s, a, pack, false);
	score_note(&s, &label, &m->report, &m->result);
	score_note(&s, &label, &m->report, &m->result);
	assert_counts(a, &s, "elements/goal", 2, 0, 0);
	assert_counts(a, &s, "elements/plan", 0, 2, 0);
	assert_counts(a, &s, "elements/date", 0, 0, 2);
	assert_int_equal(s.unknown.len, 1);
	assert_string_equal(s.unknown.at[0], "no/such-rule");
}

static void
test_accompanying_findings_do_not_count(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label with = make_label(a, "", "none",
	    "\"coding/duplicate-line\"", "");
	struct label without = make_label(a, "", "none", "", "");
	struct scoring s;

	vec_push(a, &m->result.findings, (struct finding){
	    .rule = pack_rule(pack, "time/units-exceed-minutes")});
	scoring_init(&s, a, pack, false);
	score_note(&s, &with, &m->report, &m->result);
	assert_counts(a, &s, "time/units-exceed-minutes", 0, 0, 0);
	score_note(&s, &without, &m->report, &m->result);
	assert_counts(a, &s, "time/units-exceed-minutes", 0, 1, 0);
}

static void
test_unreadable_input_found_nothing(void **state)
{
	struct arena *a = *state;
	struct made *m = make_facts(a);
	struct label label = make_label(a, two_exercises, "all",
	    "\"elements/goal\"", "");
	struct scoring s;

	m->result = (struct result){0};
	scoring_init(&s, a, pack, true);
	score_note(&s, &label, &m->report, &m->result);
	assert_counts(a, &s, "exercise/found", 0, 0, 2);
	assert_counts(a, &s, "element/date", 0, 0, 1);
	assert_counts(a, &s, "fact/patient", 0, 0, 1);
	assert_counts(a, &s, "service/found", 0, 0, 1);
	assert_counts(a, &s, "elements/goal", 0, 0, 1);
}

static void
test_figures(void **state)
{
	const struct counts c = {.tp = 3, .fp = 1, .fn = 2, .right = 7,
	    .all = 8};
	const struct counts none = {0};

	(void)state;
	assert_true(fabs(counts_precision(&c) - 0.75) < 1e-9);
	assert_true(fabs(counts_recall(&c) - 0.6) < 1e-9);
	assert_true(fabs(counts_f1(&c) - 6.0 / 9.0) < 1e-9);
	assert_true(fabs(counts_agreement(&c) - 0.875) < 1e-9);
	assert_true(isnan(counts_f1(&none)));
	assert_true(isnan(counts_agreement(&none)));
}

static void
test_bootstrap_holds_the_figure(void **state)
{
	struct arena *a = *state;
	struct scoring s;
	size_t n = FIRST_ELEMENT + EL_GOAL;

	/* 30 of 40 elements found: the standard error of the recall, from
	 * which F1 follows, is 0.068. */
	scoring_init(&s, a, pack, false);
	for (int i = 0; i < 40; i++) {
		struct counts *row = arena_array(a, s.measures.len,
		    sizeof(*row));
		row[n] = (struct counts){.tp = i < 30, .fn = i >= 30};
		vec_push(a, &s.notes, row);
	}
	const struct interval *x = bootstrap(a, &s);
	assert_true(x[n].low > 0.70 && x[n].low < 0.80);
	assert_true(x[n].high > 0.90 && x[n].high < 0.97);
	assert_true(isnan(x[FIRST_ELEMENT + EL_PLAN].low));
	const struct interval *again = bootstrap(a, &s);
	assert_true(x[n].low == again[n].low && x[n].high == again[n].high);
}

static bool
read_thresholds(struct arena *a, const char *text, struct thresholds *out,
    struct err *err)
{
	struct measures m = measures_of(a, pack);
	char name[] = "/tmp/rehablint-min-XXXXXX";
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	bool good = thresholds_read(a, arena_copy(a, name, strlen(name)), &m,
	    out, err);
	unlink(name);
	return good;
}

static void
test_thresholds(void **state)
{
	struct arena *a = *state;
	struct measures m = measures_of(a, pack);
	double *figures = arena_array(a, m.len + OVERALL, sizeof(*figures));
	struct thresholds t = {0};
	struct err err = {0};

	assert_true(read_thresholds(a, "elements: 0.9\nelement/goal: 0.5\n"
	    "elements/goal: 1\n", &t, &err));
	assert_int_equal(t.len, 3);
	figures[m.len + FIGURE_ELEMENTS] = 0.9;
	figures[FIRST_ELEMENT + EL_GOAL] = 0.49;
	figures[t.at[2].figure] = NAN;
	assert_true(threshold_met(&t.at[0], figures));
	assert_false(threshold_met(&t.at[1], figures));
	assert_false(threshold_met(&t.at[2], figures));
	assert_string_equal(m.at[t.at[2].figure].name, "elements/goal");

	assert_false(read_thresholds(a, "element/gaol: 0.5\n", &t, &err));
	assert_non_null(strstr(err.text, ":1:1: unknown measure "
	    "'element/gaol'; did you mean 'element/goal'?"));
	assert_false(read_thresholds(a, "elements: 95\n", &t, &err));
	assert_non_null(strstr(err.text,
	    ":1:11: a threshold is a number from 0 to 1"));
	assert_false(read_thresholds(a, "elements: nan\n", &t, &err));
	assert_false(read_thresholds(a, "- elements\n", &t, &err));
	assert_non_null(strstr(err.text, ":1:1: thresholds are a mapping"));
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_label_is_read),
		TEST(test_label_is_refused),
		TEST(test_label_stands_beside_its_note),
		TEST(test_locate_folds_blanks_and_case),
		TEST(test_exercises_pair_by_overlap_and_name),
		TEST(test_exercises_are_scored),
		TEST(test_disputed_is_judged_neither_way),
		TEST(test_what_a_label_is_not_about_is_not_judged),
		TEST(test_names_compare_without_address),
		TEST(test_facts_and_services_are_scored),
		TEST(test_elements_are_scored),
		TEST(test_findings_are_scored),
		TEST(test_accompanying_findings_do_not_count),
		TEST(test_unreadable_input_found_nothing),
		TEST(test_figures),
		TEST(test_bootstrap_holds_the_figure),
		TEST(test_thresholds),
	};

	return cmocka_run_group_tests_name("eval", tests, load_pack,
	    free_pack);
}
