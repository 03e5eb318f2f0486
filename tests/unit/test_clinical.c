/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of clinical documents: what header, narrative and entries say each,
 * and that nothing is said twice. */
#include "tests/facts_of.h"

#include "ingest/ingest.h"

#define CPT "codeSystem='2.16.840.1.113883.6.12'"
#define DOCUMENT(header, sections) "<ClinicalDocument " \
	"xmlns='urn:hl7-org:v3'>" header "<component><structuredBody>" \
	sections "</structuredBody></component></ClinicalDocument>"
#define SECTION(title, inside) "<component><section><title>" title \
	"</title>" inside "</section></component>"
#define VISIT "<componentOf><encompassingEncounter><effectiveTime>" \
	"<low value='202603040905-0500'/><high value='202603040950-0500'/>" \
	"</effectiveTime></encompassingEncounter></componentOf>"
#define DONE(code, inside) "<entry><procedure moodCode='EVN'><code code='" \
	code "' " CPT "/>" inside "</procedure></entry>"

/* The facts of a document, until the next call. */
static const struct facts *
facts_of_document(struct lab *lab, const char *bytes)
{
	struct document *d;

	arena_reset(lab->arena);
	assert_int_equal(ingest_bytes(lab->arena, "doc", str_of(bytes), &d,
	    NULL), OK);
	assert_false(d->unreadable);
	if (ARENA_FAILED(lab->arena))
		fail_msg("no memory");
	struct note *note = arena_alloc(lab->arena, sizeof(*note));
	*note = (struct note){.document = d, .text = d->text};
	const struct facts *f = facts_read(lab->arena,
	    reading_make(lab->reader, lab->scratch, lab->arena, note));
	arena_disarm(lab->arena);
	return f;
}

static const struct exercise *
exercise_at(const struct facts *f, size_t i, const char *name)
{
	if (i >= f->exercises.len)
		fail_msg("no exercise for %s", name);
	if (!str_eq(f->exercises.at[i].name, str_of(name)))
		fail_msg("'%.*s' is not %s",
		    STR_ARG(f->exercises.at[i].name), name);
	return &f->exercises.at[i];
}

/* A cell is what its heading says; the last cells of a row may be empty, and
 * so are the headings of a table no titles of sections. */
static void
cells_go_with_their_headings(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Treatment", "<text><table><thead><tr><th>Exercise</th>"
	    "<th>Sets</th><th>Reps</th><th>Load</th></tr></thead><tbody>"
	    "<tr><td>SLR</td><td>3</td><td>10</td><td>2 lb</td></tr>"
	    "<tr><td>Chin tuck</td><td>2</td><td>8</td><td>inflatable ball"
	    "</td></tr><tr><td>Wall slides</td><td/><td/><td/></tr>"
	    "<tr><td>Heel raise</td><td>2</td><td>15</td></tr>"
	    "</tbody></table></text>")));

	assert_int_equal(f->exercises.len, 4);
	assert_int_equal(exercise_at(f, 0, "straight leg raise")->dosage.sets,
	    3);
	assert_true(str_eq(exercise_at(f, 1, "chin tuck")->dosage.resistance,
	    STR("inflatable ball")));
	assert_int_equal(exercise_at(f, 2, "shoulder wall slide")->dosage.sets,
	    NONE);
	assert_int_equal(exercise_at(f, 3, "heel raise")->dosage.reps, 15);
	assert_int_equal(f->reading->sections.len, 2);
}

/* Headings two rows high: the lower names what the upper spans. */
static void
headings_may_be_two_rows_high(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Treatment", "<text><table><thead><tr>"
	    "<th rowspan='2'>Exercise</th><th colspan='2'>Dose</th>"
	    "<th rowspan='2'>Side</th></tr>"
	    "<tr><th>Sets</th><th>Reps</th></tr></thead><tbody>"
	    "<tr><td>SLR</td><td>3</td><td>10</td><td>right</td></tr>"
	    "<tr><td>Heel raise</td><td/><td>15</td><td/></tr>"
	    "</tbody></table></text>")));

	assert_int_equal(f->exercises.len, 2);
	const struct exercise *e = exercise_at(f, 0, "straight leg raise");
	assert_int_equal(e->dosage.sets, 3);
	assert_int_equal(e->dosage.reps, 10);
	assert_int_equal(e->dosage.side, SIDE_RIGHT);
	e = exercise_at(f, 1, "heel raise");
	assert_int_equal(e->dosage.sets, NONE);
	assert_int_equal(e->dosage.reps, 15);
}

/* A name that spans two rows stands for both. */
static void
a_name_may_span_rows(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Treatment", "<text><table><thead><tr><th>Exercise</th>"
	    "<th>Side</th><th>Dose</th></tr></thead><tbody><tr>"
	    "<td rowspan='2'>SLR</td><td>right</td><td>3x10</td></tr><tr>"
	    "<td>left</td><td>2x12</td></tr><tr><td rowspan='2'>Heel raise"
	    "</td><td>left</td><td>2x15</td></tr><tr><td>right</td>"
	    "<td>sore</td></tr></tbody></table></text>")));

	assert_int_equal(f->exercises.len, 3);
	const struct exercise *e = exercise_at(f, 1, "straight leg raise");
	assert_int_equal(e->dosage.reps, 12);
	assert_int_equal(e->dosage.side, SIDE_LEFT);
}

/* Entries complete what the narrative bills and add nothing to it. */
static void
entries_and_narrative_count_once(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Charges", "<text>97110 x 2 units</text>"
	    DONE("97110", "<effectiveTime><low value='202603040905'/>"
	    "<high value='202603040935'/></effectiveTime>")
	    DONE("97140", "<repeatNumber value='1'/>"))));

	assert_int_equal(f->services.len, 1);
	assert_true(str_eq(f->services.at[0].number, STR("97110")));
	assert_int_equal(f->services.at[0].units, 2);
	assert_int_equal(f->services.at[0].minutes, 30);
}

/* Where the narrative bills nothing they are what is billed: codes of
 * therapy, not what else a chart codes. */
static void
entries_bill_where_the_narrative_does_not(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Procedures", "<text>Exercise and manual therapy</text>"
	    DONE("97110", "<repeatNumber value='2'/>")
	    DONE("97110", "<repeatNumber value='2'/>")
	    DONE("99213", "") DONE("97140", ""))));

	assert_int_equal(f->services.len, 2);
	assert_int_equal(f->services.at[0].units, 2);
	assert_true(str_eq(f->services.at[1].number, STR("97140")));
	assert_int_equal(f->services.at[1].units, NONE);
}

/* What was deleted is no fact; what was inserted is. */
static void
revisions_are_kept_as_they_stand(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Treatment", "<text><list><item>SLR "
	    "<content revised='delete'>3x10</content>"
	    "<content revised='insert'>2x12</content></item></list></text>")));

	assert_int_equal(f->exercises.len, 1);
	assert_int_equal(f->exercises.at[0].dosage.sets, 2);
	assert_int_equal(f->exercises.at[0].dosage.reps, 12);
}

#define MEASURES(then, now) SECTION("Measures", "<text><table><thead><tr>" \
	"<th>Measure</th><th>" then "</th><th>" now "</th></tr></thead>" \
	"<tbody><tr><td>Flexion</td><td>115 deg</td><td>128 deg</td></tr>" \
	"</tbody></table></text>")
#define LOG "<component><section><title>Log</title><text><table><thead><tr>" \
	"<th>Exercise</th><th>03/01/2026</th><th>03/04/2026</th></tr></thead>" \
	"<tbody><tr><td>SLR</td><td>2x10</td><td>3x10</td></tr></tbody>" \
	"</table></text></section></component>"

/* Columns of then and now compare; a log of exercises is history. */
static void
measures_of_then_and_now_are_progress(void **state)
{
	static const struct {
		const char *document;
		bool progress;
	} cases[] = {
		{DOCUMENT(VISIT, MEASURES("Initial", "Current")), true},
		{DOCUMENT(VISIT, MEASURES("02/18/2026", "Today")), true},
		{DOCUMENT(VISIT, MEASURES("02/18/2026", "03/04/2026")), true},
		{DOCUMENT(VISIT, MEASURES("Left", "Right")), false},
		{DOCUMENT(VISIT, MEASURES("Goal", "Today")), false},
		{DOCUMENT(VISIT, LOG), false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct facts *f = facts_of_document(*state,
		    cases[i].document);
		if (f->present[EL_PROGRESS] != cases[i].progress)
			fail_msg("case %zu", i);
	}
}

#define CODED(code) "<code code='" code "' " \
	"codeSystem='2.16.840.1.113883.6.1' displayName='Some note'/>"
#define NOTHING SECTION("Note", "<text>Seen. Did well.</text>")

/* What a document is says its code, however little it documents. */
static void
codes_tell_therapy_discipline_and_kind(void **state)
{
	const struct facts *f = facts_of_document(*state,
	    DOCUMENT(CODED("11507-1"), NOTHING));

	assert_true(f->therapy);
	assert_true(str_eq(f->discipline, STR("OT")));
	assert_string_equal(f->type->id, "daily");
	f = facts_of_document(*state, DOCUMENT(CODED("18735-1"), NOTHING));
	assert_string_equal(f->type->id, "evaluation");
	f = facts_of_document(*state, DOCUMENT("<code code='1' "
	    "displayName='Physical therapy Progress note'/>", NOTHING));
	assert_true(f->therapy);
	f = facts_of_document(*state, DOCUMENT(CODED("34117-2"), NOTHING));
	assert_false(f->therapy);
	assert_string_equal(f->type->id, "other");
	assert_int_equal(f->discipline.len, 0);
}

/* A plan names services with their codes and lists nothing that was done. */
static void
plans_list_no_exercises(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Plan of Care", "<text>PT twice a week: therapeutic "
	    "exercise 97110, manual therapy 97140.<br/>Home programme to start "
	    "tonight: pendulums 2x10, table slides 2x10.</text>")));

	for (size_t i = 0; i < f->exercises.len; i++)
		assert_false(exercise_performed(&f->exercises.at[i]));
}

/* Minutes of an evaluation stay its own where the visit's are stated too. */
static void
untimed_minutes_stay_beside_the_total(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT("",
	    SECTION("Charges", "<text>97162 evaluation, 1 unit, 45 minutes. "
	    "Total time 45 minutes.</text>")));

	assert_int_equal(f->services.at[0].minutes, 45);
	assert_int_equal(f->total_minutes, 45);
	f = facts_of_document(*state, DOCUMENT("", SECTION("Charges",
	    "<text>97162 evaluation, 1 unit, 45 minutes.</text>")));
	assert_int_equal(f->services.at[0].minutes, 45);
	assert_int_equal(f->total_minutes, 45);
}

/* Powers of ten in laboratory units are no sets and repetitions. */
static void
laboratory_values_are_no_dosage(void **state)
{
	const struct facts *f = facts_of_document(*state, DOCUMENT(VISIT,
	    SECTION("Results", "<text><table><tr><td>Leukocytes</td>"
	    "<td>6.7 10*9/L</td></tr><tr><td>Platelets</td><td>123 10*9/L"
	    "</td></tr><tr><td>Erythrocytes</td><td>4.21 10*12/L</td></tr>"
	    "</table></text>")));

	assert_int_equal(f->exercises.len, 0);
	assert_false(f->therapy);
}

#define SIGNED(name, suffix) "<legalAuthenticator><time value='20260304'/>" \
	"<signatureCode code='S'/><assignedEntity><assignedPerson><name>" name \
	"</name></assignedPerson>" suffix "</assignedEntity>" \
	"</legalAuthenticator>"

/* A credential stands as suffix, behind a comma, behind the name, or as the
 * code of a role. */
static void
credentials_stand_in_many_places(void **state)
{
	static const struct {
		const char *signer, *credential;
	} cases[] = {
		{SIGNED("<given>Al</given><family>Kim</family><suffix>PT, DPT"
		    "</suffix>", ""), "PT"},
		{SIGNED("<given>Al</given><family>Kim</family><suffix>P.T."
		    "</suffix>", ""), "PT"},
		{SIGNED("<given>Al</given><family>Kim, OTR/L</family>", ""),
		    "OT"},
		{SIGNED("Al Kim, PTA", ""), "PTA"},
		{SIGNED("Al Kim PTA", ""), "PTA"},
		{SIGNED("<given>Al</given><family>Kim</family>",
		    "<code code='225100000X'/>"), "PT"},
		{SIGNED("<given>Al</given><family>Kim</family>",
		    "<code code='1' displayName='Physical Therapist'/>"),
		    "PT"},
		{SIGNED("<given>Al</given><family>Kim</family>", ""), ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char document[2048];
		snprintf(document, sizeof(document), DOCUMENT("%s",
		    SECTION("S", "<text>x</text>")), cases[i].signer);
		const struct facts *f = facts_of_document(*state, document);
		assert_true(str_eq(f->author, STR("Al Kim")));
		if (!str_eq(f->credential, str_of(cases[i].credential)))
			fail_msg("%zu: %.*s", i, STR_ARG(f->credential));
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, lab_open, lab_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cells_go_with_their_headings),
		TEST(headings_may_be_two_rows_high),
		TEST(a_name_may_span_rows),
		TEST(entries_and_narrative_count_once),
		TEST(entries_bill_where_the_narrative_does_not),
		TEST(revisions_are_kept_as_they_stand),
		TEST(measures_of_then_and_now_are_progress),
		TEST(codes_tell_therapy_discipline_and_kind),
		TEST(plans_list_no_exercises),
		TEST(untimed_minutes_stay_beside_the_total),
		TEST(laboratory_values_are_no_dosage),
		TEST(credentials_stand_in_many_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
