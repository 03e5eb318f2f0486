/* SPDX-License-Identifier: Apache-2.0 */
/* Notes judged together: charts, copies, standing text, programmes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../alloc_fail.h"
#include "audit/caseload.h"
#include "own_arena.h"

static struct {
	struct pack *pack;
	struct engine *engine;
	struct worker *worker;
} kit;

static int
open_kit(void **state)
{
	const char *folder = getenv("REHABLINT_PATTERNS");
	struct options options = {.threads = 1};
	struct err err = {0};

	(void)state;
	if (pack_load(folder ? folder : "patterns", NULL, 0, &kit.pack,
	    &err) != OK || engine_new(kit.pack, NULL, &options, &kit.engine,
	    &err) != OK) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	kit.worker = worker_new(kit.engine);
	return kit.worker == NULL;
}

static int
close_kit(void **state)
{
	(void)state;
	worker_free(kit.worker);
	engine_free(kit.engine);
	pack_free(kit.pack);
	return 0;
}

/* Charts from records made by hand. */

struct who {
	const char *name, *id;
	date_t born, date;
};

/* Which chart each note goes to: "0 0 1"; '-' for none. */
static void
assert_charts(const struct who *who, size_t n, const char *wanted)
{
	struct record_list records = {0};
	struct chart_list charts = {0};
	char got[64] = "";

	for (size_t i = 0; i < n; i++) {
		struct record *r = arena_alloc(arena, sizeof(*r));
		r->number = i;
		r->patient = str_of(who[i].name);
		r->patient_id = str_of(who[i].id);
		r->birth_date = who[i].born;
		r->date = who[i].date;
		vec_push(arena, &records, r);
	}
	charts_assemble(arena, &records, &charts);
	for (size_t i = 0; i < n; i++) {
		size_t c = 0;
		while (c < charts.len &&
		    charts.at[c] != records.at[i]->chart)
			c++;
		got[i] = c == charts.len ? '-' : (char)('0' + c);
	}
	assert_string_equal(got, wanted);
}

#define CHARTS(wanted, ...)                                                   \
	do {                                                                  \
		const struct who who[] = {__VA_ARGS__};                       \
		assert_charts(who, sizeof(who) / sizeof(who[0]), (wanted));   \
	} while (0)

static void
a_chart_is_of_one_patient(void **state)
{
	(void)state;
	CHARTS("00", {"Ann Lee", NULL, 5, 1}, {"LEE, ANN", NULL, 5, 2});
	CHARTS("00", {"Ann Lee", "7", 5, 1}, {"Ann K. Lee", NULL, 5, 2});
	CHARTS("00", {"Ann Lee", "M-7", 5, 1}, {NULL, "m-7", NO_DATE, 2});
	CHARTS("00", {NULL, "7", NO_DATE, 1}, {"Ann Lee", "7", 5, 2});
	/* The birth date is a slip, or another patient's. */
	CHARTS("00", {"Ann Lee", "7", 5, 1}, {"Lee, Ann", "7", 6, 2});
	/* Married. */
	CHARTS("00", {"Ann Lee", "7", 5, 1}, {"Ann Fox", "7", 5, 2});
}

static void
what_contradicts_makes_two_charts(void **state)
{
	(void)state;
	CHARTS("01", {"Ann Lee", NULL, 5, 1}, {"Ann Lee", NULL, 6, 2});
	CHARTS("01", {"Ann Lee", "7", 5, 1}, {"Ann Lee", "8", 5, 2});
	CHARTS("01", {"Ann Lee", "7", 5, 1}, {"Bob Ray", "7", 5, 2});
	CHARTS("01", {"Ann Lee", "7", 5, 1}, {"Ann Fox", "7", 6, 2});
	CHARTS("01", {"Ann Lee", NULL, 5, 1}, {"Ann Ray", NULL, 5, 2});
	CHARTS("010", {"Ann Lee", NULL, 5, 1}, {"Ann Lee", NULL, 6, 2},
	    {"Ann Lee", NULL, 5, 3});
}

static void
nobody_is_in_no_chart(void **state)
{
	(void)state;
	CHARTS("--", {NULL, NULL, 5, 1}, {NULL, NULL, 5, 2});
}

static void
visits_come_by_date(void **state)
{
	struct record_list records = {0};
	struct chart_list charts = {0};
	static const date_t dates[] = {30, NO_DATE, 10, 20, 10};
	static const size_t order[] = {2, 4, 3, 0, 1};

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct record *r = arena_alloc(arena, sizeof(*r));
		r->number = i;
		r->patient = STR("Ann Lee");
		r->birth_date = NO_DATE;
		r->date = dates[i];
		vec_push(arena, &records, r);
	}
	charts_assemble(arena, &records, &charts);
	assert_int_equal(charts.len, 1);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(charts.at[0]->visits.at[i]->number,
		    order[i]);
		assert_int_equal(charts.at[0]->visits.at[i]->visit, i);
	}
}

/* Whole notes. */

struct visit {
	const char *patient, *born, *date, *author;
	const char *subjective, *objective, *assessment;
};

static const char SUBJECTIVE_A[] = "Slept through two nights and carried a "
    "full kettle from the sink to the table without stopping to rest.";
static const char SUBJECTIVE_B[] = "Could not lift the grandchild out of the "
    "car on Sunday; the ache lasted into the evening and woke her twice.";
static const char OBJECTIVE_A[] = "Elevation in standing reached the second "
    "shelf; the shoulder blade hitched from ninety degrees onward.";
static const char OBJECTIVE_B[] = "External rotation at the side measured "
    "short of the other arm by a third, with a firm stop at the end.";
static const char ASSESSMENT_A[] = "The stiff back of the joint still pulls "
    "the head of the humerus forward, which is why reaching overhead pinches "
    "and why the stretch has to be held by hand before loading.";
static const char ASSESSMENT_B[] = "Strength is no longer what limits the "
    "reach; timing of the lower trapezius is, and it falls apart as soon as "
    "the load goes above one pound or the cue is left out.";

enum { ROOM = 4096 };

static void
tell(const struct visit *v, char out[ROOM])
{
	snprintf(out, ROOM, "Harbor Therapy\nPatient: %s   DOB: %s\n"
	    "Date of service: %s\n\nS: %s\n\nO: %s\n\n"
	    "Treatment: Therapeutic exercise\n- Wand flexion 2x10\n"
	    "- Row 3x10, red band\n- SLR 3x10, 2 lb\n- NuStep 6 min\n\n"
	    "A: %s\n\nCharges: 97110 2 units, 24 min\n"
	    "Timed code minutes: 24. Total treatment time: 24 min.\n"
	    "Signed: %s, PT %s\n", v->patient, v->born, v->date,
	    v->subjective, v->objective, v->assessment, v->author, v->date);
}

static struct caseload *caseload;
static struct arena *amended;

static int
open_caseload(void **state)
{
	struct err err = {0};

	(void)state;
	amended = arena_new((size_t)64 << 20);
	if (amended == NULL || ARENA_FAILED(amended))
		return -1;
	return caseload_new(kit.engine, SCOPE_CASELOAD, &caseload,
	    &err) != OK;
}

static int
close_caseload(void **state)
{
	(void)state;
	caseload_free(caseload);
	arena_free(amended);
	return 0;
}

static void
take_text(const char *name, const char *text)
{
	struct report *r;
	struct err err = {0};

	assert_int_equal(audit_bytes(kit.worker, name, str_of(text), &r,
	    &err), OK);
	assert_int_equal(caseload_take(caseload, r, &err), OK);
	report_free(r);
}

static void
take(const char *name, const struct visit *v)
{
	char text[ROOM];

	tell(v, text);
	take_text(name, text);
}

/* Judge, and say which rules of a category each note raises. */
static void
assert_raised(const char *category, const char *wanted)
{
	struct err err = {0};
	size_t n;
	char got[512] = "";
	size_t len = 0;

	assert_int_equal(caseload_judge(caseload, &err), OK);
	const struct report *const *reports = caseload_reports(caseload, &n);
	for (size_t i = 0; i < n; i++) {
		const struct result *r = &caseload_amend(caseload, amended,
		    reports[i])->results.at[0];
		len += (size_t)snprintf(got + len, sizeof(got) - len, "%s",
		    i > 0 ? "; " : "");
		for (size_t k = 0; k < r->findings.len; k++) {
			const char *id = r->findings.at[k].rule->id;
			if (strncmp(id, category, strlen(category)) == 0)
				len += (size_t)snprintf(got + len,
				    sizeof(got) - len, "%s",
				    id + strlen(category));
		}
	}
	assert_string_equal(got, wanted);
}

static const struct visit first = {"Ann Lee", "01/02/1950", "05/04/2026",
    "Paul Renner", SUBJECTIVE_A, OBJECTIVE_A, ASSESSMENT_A};

static void
a_repeated_note_is_found_on_the_later_one(void **state)
{
	struct visit later = first;

	(void)state;
	later.date = "05/11/2026";
	take("b", &later);
	take("a", &first);
	assert_raised("copy/", "same-patient; ");
	const struct record *r = caseload_records(caseload)->at[0];
	assert_int_equal(r->findings.len, 1);
	const struct finding *f = &r->findings.at[0];
	assert_int_equal(f->copied_words, f->prose_words);
	assert_string_equal(f->related.at[0].note.file, "a");
	assert_true(f->placed);
	/* The same places, for the notes are the same but for the date. */
	assert_int_equal(f->related.at[0].at.start, f->at.start);
}

static void
only_an_assessment_is_a_section(void **state)
{
	struct visit later = first;

	(void)state;
	later.date = "05/11/2026";
	later.subjective = SUBJECTIVE_B;
	later.objective = OBJECTIVE_B;
	take("a", &first);
	take("b", &later);
	assert_raised("copy/", "; section");
	/* What is copied runs on into the part below;
	 * that part is none of it. */
	const struct finding *f =
	    &caseload_records(caseload)->at[1]->findings.at[0];
	assert_true(f->placed);
	assert_int_equal(f->related.len, f->more.len + 1);
}

static void
a_repeated_programme_is_no_copy(void **state)
{
	struct visit later = {"Ann Lee", "01/02/1950", "05/11/2026",
	    "Paul Renner", SUBJECTIVE_B, OBJECTIVE_B, ASSESSMENT_B};

	(void)state;
	take("a", &first);
	take("b", &later);
	assert_raised("copy/", "; ");
}

/* Two visits that have nothing in common but one part of the note. */
static void
assert_part(const char *title, const char *wanted)
{
	static const char *const dates[] = {"05/04/2026", "05/11/2026"};
	static const char *const objectives[] = {OBJECTIVE_A, OBJECTIVE_B};
	struct err err = {0};

	assert_int_equal(caseload_new(kit.engine, SCOPE_CASELOAD, &caseload,
	    &err), OK);
	for (size_t i = 0; i < 2; i++) {
		char text[ROOM], name[2] = {(char)('a' + i), '\0'};
		snprintf(text, ROOM, "Harbor Therapy\nPatient: Ann Lee   "
		    "DOB: 01/02/1950\nDate of service: %s\n\n"
		    "Objective: %s\n\nTreatment: Therapeutic exercise\n"
		    "- Wand flexion 2x10\n- Row 3x10, red band\n\n"
		    "%s: %s\n\nCharges: 97110 2 units, 24 min\n"
		    "Signed: Paul Renner, PT %s\n", dates[i], objectives[i],
		    title, ASSESSMENT_A, dates[i]);
		take_text(name, text);
	}
	assert_raised("copy/", wanted);
	caseload_free(caseload);
	caseload = NULL;
}

static void
some_parts_may_stand_and_others_not(void **state)
{
	static const char *const may[] = {"Goals", "Short term goals",
	    "Diagnosis", "Precautions", "History", "Past medical history",
	    "Home exercise program"};
	static const char *const may_not[] = {"Subjective", "Assessment",
	    "Progress", "Response to treatment"};

	(void)state;
	caseload_free(caseload);
	for (size_t i = 0; i < sizeof(may) / sizeof(*may); i++)
		assert_part(may[i], "; ");
	for (size_t i = 0; i < sizeof(may_not) / sizeof(*may_not); i++)
		assert_part(may_not[i], "; section");
}

static void
a_note_exported_twice_is_no_copy(void **state)
{
	(void)state;
	take("a", &first);
	take("again", &first);
	assert_raised("copy/", "; ");
}

static void
another_patients_note_is_found(void **state)
{
	struct visit later = first;

	(void)state;
	later.patient = "Bob Ray";
	later.born = "03/04/1961";
	later.date = "05/11/2026";
	take("a", &first);
	take("b", &later);
	assert_raised("copy/", "; cross-patient");
}

static void
a_name_left_behind_is_found(void **state)
{
	struct visit later = {"Bob Ray", "03/04/1961", "05/11/2026",
	    "Paul Renner", "Ann Lee came late and in a hurry.", OBJECTIVE_B,
	    ASSESSMENT_B};

	(void)state;
	take("a", &first);
	take("b", &later);
	assert_raised("integrity/", "; patient");
}

/* Three visits of one patient; all but the last are as usual. */
static void
assert_left(const char *const patient[3], const char *const born[3],
    const char *const said[3], const char *wanted)
{
	static const char *const dates[] = {"05/04/2026", "05/11/2026",
	    "05/18/2026"};

	for (size_t i = 0; i < 3; i++) {
		struct visit v = {patient[i], born[i], dates[i],
		    "Paul Renner", said[i], "Fair.", "Fair."};
		char name[2] = {(char)('a' + i), '\0'};
		take(name, &v);
	}
	assert_raised("integrity/", wanted);
}

static const char ANN[] = "Ann Lee   MRN: 4471";

static void
another_birth_date_is_found(void **state)
{
	const char *const ann[] = {ANN, ANN, ANN};
	static const char *const born[] = {"01/02/1950", "01/02/1950",
	    "03/04/1961"};
	static const char *const said[] = {"Slept.", "Woke.", "Walked."};

	(void)state;
	assert_left(ann, born, said, "; ; patient");
	assert_int_equal(caseload_charts(caseload)->len, 1);
}

/* Two against two tell nothing. */
static void
a_birth_date_needs_a_usual_one(void **state)
{
	const char *const ann[] = {ANN, ANN, ANN};
	static const char *const born[] = {"01/02/1950", "05/06/1972",
	    "03/04/1961"};
	static const char *const said[] = {"Slept.", "Woke.", "Walked."};

	(void)state;
	assert_left(ann, born, said, "; ; ");
}

static void
another_pronoun_than_usual_is_found(void **state)
{
	const char *const ann[] = {ANN, ANN, ANN};
	static const char *const born[] = {"01/02/1950", "01/02/1950",
	    "01/02/1950"};
	static const char *const said[] = {"She slept.", "Woke her twice.",
	    "He walked to the shop."};
	static const char *const husband[] = {"She slept.", "Woke her twice.",
	    "Husband drove her since he was free."};

	(void)state;
	assert_left(ann, born, said, "; ; pronoun");
	caseload_free(caseload);
	assert_int_equal(caseload_new(kit.engine, SCOPE_CASELOAD, &caseload,
	    &(struct err){0}), OK);
	assert_left(ann, born, husband, "; ; ");
}

/* Ann's visits tell of the right shoulder; her third note is Bob's. */
static void
assert_copied_from_bob(const char *carried, const char *wanted)
{
	static const struct visit bob = {"Bob Ray   MRN: 5582", "03/04/1961",
	    "05/12/2026", "Paul Renner",
	    "Sleep came once a pillow held Mr. Ray "
	    "on the left shoulder.", OBJECTIVE_A,
	    ASSESSMENT_A};
	struct visit copy = bob, one = {ANN, "01/02/1950", "05/04/2026",
	    "Paul Renner", "Right shoulder aches at night.",
	    "Right shoulder stiff.", OBJECTIVE_B}, two = one;

	two.date = "05/11/2026";
	two.subjective = "Slept on the right shoulder once.";
	two.assessment = ASSESSMENT_B;
	copy.patient = ANN;
	copy.born = "01/02/1950";
	copy.date = "05/18/2026";
	copy.subjective = carried;
	take("one", &one);
	take("two", &two);
	take("bob", &bob);
	take("copy", &copy);
	assert_raised("integrity/", wanted);
}

static void
a_name_in_a_copy_is_found_by_one_word(void **state)
{
	(void)state;
	assert_copied_from_bob("Sleep came once a pillow held Mr. Ray "
	    "on the right shoulder.",
	    "; ; ; patient");
}

static void
a_side_in_a_copy_is_found(void **state)
{
	(void)state;
	assert_copied_from_bob("Sleep came once a pillow held Ms. Lee "
	    "on the left shoulder.",
	    "; ; ; laterality");
}

static void
a_copy_mended_has_nothing_left(void **state)
{
	(void)state;
	assert_copied_from_bob("Sleep came once a pillow held Ms. Lee "
	    "on the right shoulder.",
	    "; ; ; ");
}

/* A given template is not held against anybody, but is more than half. */
static void
a_given_template_is_no_copy(void **state)
{
	struct visit later = first;
	struct err err = {0};
	char text[ROOM];

	(void)state;
	later.date = "05/11/2026";
	later.subjective = SUBJECTIVE_B;
	snprintf(text, sizeof(text), "%s\n%s\n", OBJECTIVE_A, ASSESSMENT_A);
	assert_int_equal(caseload_template(caseload, str_of(text), &err), OK);
	take("a", &first);
	take("b", &later);
	assert_raised("copy/", "template; template");
}

/* Three patients, two therapists, the same words in all notes. */
static void
a_template_is_learnt(void **state)
{
	static const char *const who[] = {"Ann Lee", "Bob Ray", "Cal Fox"};
	static const char *const born[] = {"01/02/1950", "03/04/1961",
	    "05/06/1972"};
	static const char *const said[] = {
	    "The stairs to the attic took one rest instead of three.",
	    "Driving to the coast stiffened everything below the ribs.",
	    "New boots rub, otherwise the week went by unnoticed.",
	    "Gardening on Saturday was paid for on Sunday and Monday.",
	    "Grandson pulled on the lead and nothing came of it.",
	    "Choir practice standing, the whole hour, for once."};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct visit v = {who[i / 2], born[i / 2],
		    i % 2 == 0 ? "05/04/2026" : "05/11/2026",
		    i < 3 ? "Paul Renner" : "Inez Farrow", said[i],
		    OBJECTIVE_A, ASSESSMENT_A};
		char name[2] = {(char)('a' + i), '\0'};
		take(name, &v);
	}
	assert_raised("copy/", "template; template; template; template; "
	    "template; template");
}

static void
one_programme_for_all_is_found(void **state)
{
	static const char *const who[] = {"Ann Lee", "Bob Ray", "Cal Fox"};
	static const char *const born[] = {"01/02/1950", "03/04/1961",
	    "05/06/1972"};
	static const char *const seen[] = {"Diagnosis M17.11. Knee gives way.",
	    "Diagnosis M75.101. Shoulder catches.",
	    "Diagnosis M54.50. Back locks."};
	static const char *const why[] = {"Quads do not hold the step.",
	    "Cuff does not hold the cup.", "Trunk does not hold the bend."};
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct visit v = {who[i], born[i], "05/04/2026",
		    "Paul Renner", seen[i], "Fair.", why[i]};
		char name[2] = {(char)('a' + i), '\0'};
		take(name, &v);
	}
	assert_int_equal(caseload_judge(caseload, &err), OK);
	const struct author_list *authors = caseload_authors(caseload);
	assert_int_equal(authors->len, 1);
	assert_int_equal(authors->at[0]->charts, 3);
	assert_int_equal(authors->at[0]->findings.len, 1);
	const struct finding *f = &authors->at[0]->findings.at[0];
	assert_string_equal(f->rule->id, "copy/cookie-cutter");
	assert_int_equal(f->related.len, 3);
}

/* Three patients with one programme; which of them raise the rule. */
static void
assert_alike(const char *const seen[3], size_t wanted)
{
	static const char *const who[] = {"Ann Lee", "Bob Ray", "Cal Fox"};
	static const char *const born[] = {"01/02/1950", "03/04/1961",
	    "05/06/1972"};
	struct err err = {0};

	for (size_t i = 0; i < 3; i++) {
		struct visit v = {who[i], born[i], "05/04/2026",
		    "Paul Renner", seen[i], "Fair.", "Fair."};
		char name[2] = {(char)('a' + i), '\0'};
		take(name, &v);
	}
	assert_int_equal(caseload_judge(caseload, &err), OK);
	const struct author_list *authors = caseload_authors(caseload);
	assert_int_equal(authors->at[0]->findings.len, wanted);
}

static void
problems_without_codes_differ_by_region(void **state)
{
	static const char *const seen[] = {"Knee gives way on stairs.",
	    "Shoulder catches at the shelf.", "Elbow aches at the vice."};

	(void)state;
	assert_alike(seen, 1);
}

static void
one_programme_for_one_region_is_fair(void **state)
{
	static const char *const seen[] = {"Diagnosis M17.11. Gives way.",
	    "Diagnosis S83.241A. Locks.", "Diagnosis M25.561. Aches."};

	(void)state;
	assert_alike(seen, 0);
}

/* One category, three joints. */
static void
pain_of_other_joints_is_another_problem(void **state)
{
	static const char *const seen[] = {"Diagnosis M25.561. Gives way.",
	    "Diagnosis M25.511. Catches.", "Diagnosis M25.572. Swells."};

	(void)state;
	assert_alike(seen, 1);
}

static void
an_unknown_problem_is_not_judged(void **state)
{
	static const char *const seen[] = {"Diagnosis M17.11. Gives way.",
	    "Diagnosis M75.41. Catches.", "Tired after the long drive."};

	(void)state;
	assert_alike(seen, 0);
}

/* Add a note to what was judged; which rules of a category it raises. */
static void
assert_added(const struct visit *v, const char *category, const char *wanted)
{
	struct report *r;
	struct err err = {0};
	char text[ROOM], got[256] = "";

	tell(v, text);
	assert_int_equal(audit_bytes(kit.worker, "new", str_of(text), &r,
	    &err), OK);
	assert_int_equal(caseload_add(caseload, r, &err), OK);
	const struct findings *f = &r->results.at[0].findings;
	for (size_t i = 0; i < f->len; i++)
		if (strncmp(f->at[i].rule->id, category, strlen(category)) == 0)
			strcat(strcat(got, f->at[i].rule->id +
			    strlen(category)), ";");
	assert_string_equal(got, wanted);
	report_free(r);
}

/* Notes that come after judging are told what all at once would be told. */
static void
a_note_is_compared_when_it_comes(void **state)
{
	struct visit again = first, other = first, own = {"Ann Lee",
	    "01/02/1950", "05/18/2026", "Paul Renner", SUBJECTIVE_B,
	    OBJECTIVE_B, ASSESSMENT_A};
	struct visit fresh = {"Cal Fox", "05/06/1972", "05/19/2026",
	    "Paul Renner", "Ann Lee came late.", "Fair.", "Fair."};
	struct err err = {0};

	(void)state;
	again.date = "05/11/2026";
	other.patient = "Bob Ray";
	other.born = "03/04/1961";
	other.date = "05/12/2026";
	take("a", &first);
	assert_int_equal(caseload_judge(caseload, &err), OK);
	caseload_let_go(caseload);
	assert_added(&again, "copy/", "same-patient;");
	assert_added(&other, "copy/", "cross-patient;");
	/* Of a patient who came after judging, too. */
	other.date = "05/19/2026";
	assert_added(&other, "copy/", "same-patient;");
	assert_added(&own, "copy/", "section;");
	assert_added(&fresh, "integrity/", "patient;");
	assert_added(&fresh, "copy/", "");
	assert_int_equal(caseload_charts(caseload)->len, 3);
}

/* Everything from the first note to the last amended report. */
static enum status
judge_three(struct report *const *reports, struct err *err)
{
	struct caseload *c;
	size_t n;
	enum status status = caseload_new(kit.engine, SCOPE_CASELOAD, &c, err);

	if (status != OK)
		return status;
	for (size_t i = 0; i < 2 && status == OK; i++)
		status = caseload_take(c, reports[i], err);
	if (status == OK)
		status = caseload_judge(c, err);
	if (status == OK)
		assert_non_null(caseload_reports(c, &n));
	if (status == OK)
		status = caseload_add(c, reports[2], err);
	caseload_free(c);
	return status;
}

static void
memory_may_end_anywhere(void **state)
{
	struct visit second = first, third = first;
	const struct visit *const visits[] = {&first, &second, &third};
	struct report *reports[3];
	struct err err = {0};
	char text[ROOM];
	size_t nth = 0;
	bool failed = true;

	(void)state;
	second.date = "05/11/2026";
	third.patient = "Bob Ray";
	third.born = "03/04/1961";
	for (size_t i = 0; i < 3; i++) {
		tell(visits[i], text);
		assert_int_equal(audit_bytes(kit.worker, "note",
		    str_of(text), &reports[i], &err), OK);
	}
	while (failed) {
		alloc_fail_at(++nth);
		enum status status = judge_three(reports, &err);
		failed = alloc_fail_stop();
		assert_int_equal(status, failed ? E_MEMORY : OK);
	}
	/* There was memory to run out of. */
	assert_true(nth > 10);
	for (size_t i = 0; i < 3; i++)
		report_free(reports[i]);
}

#define CHART_TEST(name) cmocka_unit_test_setup_teardown(name, open_arena,    \
	    close_arena)
#define CASELOAD_TEST(name) cmocka_unit_test_setup_teardown(name,             \
	    open_caseload, close_caseload)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CHART_TEST(a_chart_is_of_one_patient),
		CHART_TEST(what_contradicts_makes_two_charts),
		CHART_TEST(nobody_is_in_no_chart),
		CHART_TEST(visits_come_by_date),
		CASELOAD_TEST(a_repeated_note_is_found_on_the_later_one),
		CASELOAD_TEST(only_an_assessment_is_a_section),
		CASELOAD_TEST(a_repeated_programme_is_no_copy),
		CASELOAD_TEST(some_parts_may_stand_and_others_not),
		CASELOAD_TEST(a_note_exported_twice_is_no_copy),
		CASELOAD_TEST(another_patients_note_is_found),
		CASELOAD_TEST(a_name_left_behind_is_found),
		CASELOAD_TEST(another_birth_date_is_found),
		CASELOAD_TEST(a_birth_date_needs_a_usual_one),
		CASELOAD_TEST(another_pronoun_than_usual_is_found),
		CASELOAD_TEST(a_name_in_a_copy_is_found_by_one_word),
		CASELOAD_TEST(a_side_in_a_copy_is_found),
		CASELOAD_TEST(a_copy_mended_has_nothing_left),
		CASELOAD_TEST(a_given_template_is_no_copy),
		CASELOAD_TEST(a_template_is_learnt),
		CASELOAD_TEST(one_programme_for_all_is_found),
		CASELOAD_TEST(a_note_is_compared_when_it_comes),
		CASELOAD_TEST(problems_without_codes_differ_by_region),
		CASELOAD_TEST(one_programme_for_one_region_is_fair),
		CASELOAD_TEST(pain_of_other_joints_is_another_problem),
		CASELOAD_TEST(an_unknown_problem_is_not_judged),
		cmocka_unit_test(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
