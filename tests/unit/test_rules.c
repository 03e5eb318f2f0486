/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules on whole notes: every rule's own bad and good example, and what
 * must hold of the score whatever the note.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/engine_kit.h"
#include "rules/rules.h"

static struct report *
audit(const char *note)
{
	struct report *report = NULL;
	struct err err = {0};

	assert_int_equal(OK, audit_bytes(kit.worker, "note.txt", str_of(note),
	    &report, &err));
	return report;
}

static bool
raises(const struct report *r, const char *rule)
{
	for (size_t i = 0; i < r->results.len; i++)
		for (size_t k = 0; k < r->results.at[i].findings.len; k++)
			if (strcmp(r->results.at[i].findings.at[k].rule->id,
			    rule) == 0)
				return true;
	return false;
}

/* Prints what a note raises, so that a failure can be understood. */
static void
show(const char *what, const char *rule, const struct report *r)
{
	fprintf(stderr, "%s example of %s raises:", what, rule);
	for (size_t k = 0; k < r->results.at[0].findings.len; k++)
		fprintf(stderr, " %s",
		    r->results.at[0].findings.at[k].rule->id);
	fputc('\n', stderr);
}

static void
every_bad_example_fires_its_rule(void **state)
{
	size_t judged = 0, wrong = 0;

	(void)state;
	for (size_t i = 0; i < kit.pack->rules.len; i++) {
		const struct rule_meta *rule = &kit.pack->rules.at[i];
		if (rule->bad == NULL)
			continue;
		struct report *r = audit(rule->bad);
		judged++;
		if (!raises(r, rule->id)) {
			show("bad", rule->id, r);
			wrong++;
		}
		report_free(r);
	}
	assert_true(judged >= 19);
	assert_int_equal(0, wrong);
}

static void
every_good_example_is_clean(void **state)
{
	size_t judged = 0, wrong = 0;

	(void)state;
	for (size_t i = 0; i < kit.pack->rules.len; i++) {
		const struct rule_meta *rule = &kit.pack->rules.at[i];
		if (rule->good == NULL)
			continue;
		struct report *r = audit(rule->good);
		judged++;
		if (r->results.len != 1 || r->results.at[0].findings.len > 0) {
			show("good", rule->id, r);
			wrong++;
		}
		report_free(r);
	}
	assert_true(judged >= 19);
	assert_int_equal(0, wrong);
}

/* A rule that is described and that nothing runs would promise too much. */
static void
every_described_rule_is_carried_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < kit.pack->rules.len; i++) {
		const struct rule_meta *rule = &kit.pack->rules.at[i];
		if (!rule_is_known(rule))
			fprintf(stderr, "%s is not carried out\n", rule->id);
		assert_true(rule_is_known(rule));
	}
}

static void
points_add_up_to_the_score(void **state)
{
	(void)state;
	for (size_t i = 0; i < kit.pack->rules.len; i++) {
		const struct rule_meta *rule = &kit.pack->rules.at[i];
		if (rule->bad == NULL)
			continue;
		struct report *r = audit(rule->bad);
		const struct risk *risk = &r->results.at[0].risk;
		int sum = 0;
		for (size_t k = 0; k < risk->points.len; k++)
			sum += risk->points.at[k].points;
		assert_int_equal(sum, risk->score);
		assert_in_range(risk->score, 0, 100);
		report_free(r);
	}
}

/* A note in parts that can be left out one by one. */
static const char *const parts[] = {
	"Physical Therapy Daily Note\nDate of service: 03/12/2026\n"
	"Patient: Marla Quist\n",
	"S: Cannot go down stairs without holding the rail.\n",
	"O: R knee flexion 112 deg, was 104 deg on 03/05/2026.\n",
	"Treatment: Therapeutic exercise for R quad weakness that makes stair "
	"descent unsafe:\n- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n",
	"- Verbal and tactile cues to keep the R knee over the toes.\n",
	"A: Tolerated well, no pain increase after exercise.\n",
	"R quad weakness still limits stair descent; skilled PT is needed to "
	"progress load safely after surgery.\n",
	"Goal: Descend 12 stairs without the rail in 4 weeks.\n",
	"P: PT 2x/week; recheck knee flexion next visit.\n",
	"Charges: 97110 2 units, 25 min\n",
	"Timed code minutes: 25. Total treatment time: 25 min.\n",
	"Signed: Dana Whitlock, PT, DPT 03/12/2026\n",
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static int
score_of(unsigned kept, const char *more)
{
	char note[4096] = "";
	struct report *r;
	int score;

	for (unsigned i = 0; i < PARTS; i++)
		if (kept >> i & 1)
			strcat(note, parts[i]);
	strcat(note, more);
	r = audit(note);
	score = r->results.at[0].risk.score;
	report_free(r);
	return score;
}

/* The title and the charges stay in: without them the rest may be no therapy
 * note at all, or a visit on which nothing was done and nothing is owed. */
enum { TITLE = 1u << 0, CHARGES = 1u << 9 };

static unsigned
subset(unsigned seed)
{
	return (seed * 2654435761u >> 16 & ((1u << PARTS) - 1)) | TITLE |
	    CHARGES;
}

static void
adding_a_missing_part_never_raises_the_score(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 40; seed++) {
		unsigned kept = subset(seed);
		int before = score_of(kept, "");
		for (unsigned i = 1; i < PARTS; i++) {
			if (kept >> i & 1)
				continue;
			int after = score_of(kept | 1u << i, "");
			if (after > before)
				fprintf(stderr, "parts %x: %d, with part %u: "
				    "%d\n", kept, before, i, after);
			assert_true(after <= before);
		}
	}
}

static void
irrelevant_text_never_changes_the_score(void **state)
{
	static const char *const noise[] = {
		"\n\n",
		"\nPage 1 of 1\n",
		"\nConfidential. If you are not the addressee, destroy this.\n",
		"\nCopyright 2026 Example Software\n",
		"\n-----------------------------\n",
	};

	(void)state;
	for (unsigned seed = 1; seed <= 20; seed++) {
		unsigned kept = subset(seed);
		int score = score_of(kept, "");
		for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++) {
			int after = score_of(kept, noise[i]);
			if (after != score)
				fprintf(stderr, "parts %x: %d, with noise %zu: "
				    "%d\n", kept, score, i, after);
			assert_int_equal(score, after);
		}
	}
}

/* A complete note with one wording put in the place of another, and whether
 * the rule then fires: what is not enough, and what just is. */
static const struct {
	const char *rule;
	bool fires;
	const char *from;
	const char *to;
} misses[] = {
	{"elements/exercise", true,
	    "- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n",
	    "- LE ther ex per flow sheet\n"},
	{"elements/exercise", true,
	    "- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n",
	    "- SLR and leg press held today due to swelling\n"},
	{"elements/exercise", false,
	    "- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n",
	    "- SLR R 3x10, 3 lb; leg press held due to swelling\n"},
	{"elements/dosage", true, "- SLR R 3x10, 3 lb", "- SLR R to fatigue"},
	{"elements/dosage", false, "- SLR R 3x10, 3 lb", "- SLR R x30, 3 lb"},
	{"elements/resistance", true,
	    "- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n",
	    "- SLR R 3x10, resistance progressed\n- Leg press R 3x12\n"},
	{"elements/resistance", false,
	    "- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n",
	    "- SLR R 3x10, no weight\n- Leg press R 3x12\n"},
	{"elements/goal", true,
	    "Goal: Descend 12 stairs without the rail in 4 weeks.",
	    "Goals reviewed."},
	{"elements/goal", false,
	    "Goal: Descend 12 stairs without the rail in 4 weeks.",
	    "STG 2 addressed."},
	{"elements/goal-quality", true,
	    "Goal: Descend 12 stairs without the rail in 4 weeks.",
	    "Goal: Improve strength."},
	{"elements/goal-quality", false,
	    "Goal: Descend 12 stairs without the rail in 4 weeks.",
	    "Goal: Descend 12 stairs without the rail in 4 weeks.\n"
	    "Prior STG (improve strength) withdrawn."},
	{"elements/goal", false,
	    "Goal: Descend 12 stairs without the rail in 4 weeks.",
	    "Goal, 4/9/26: 12 stairs without the rail."},
	{"elements/goal", true,
	    "Goal: Descend 12 stairs without the rail in 4 weeks.",
	    "Goals 4/9/26: reviewed."},
	{"coding/service-undocumented", true, "- Leg press R 3x12",
	    "97110 not done.\n- Leg press R 3x12"},
	{"coding/service-undocumented", false, "- Leg press R 3x12",
	    "97140 not done.\n- Leg press R 3x12"},
	{"elements/progress", true, ", was 104 deg on 03/05/2026.",
	    ". Progressing well."},
	{"elements/progress", false, ", was 104 deg on 03/05/2026.",
	    ", 8 deg more than last week."},
	{"elements/response", true,
	    "Tolerated well, no pain increase after exercise.",
	    "Pain 3/10 on arrival."},
	{"elements/response", false,
	    "Tolerated well, no pain increase after exercise.",
	    "Knee pain 3/10 after exercise."},
	{"elements/skilled", true,
	    "- Verbal and tactile cues to keep the R knee over the toes.",
	    "- Supervised throughout."},
	{"elements/medical-necessity", true,
	    "R quad weakness still limits stair descent; skilled PT is needed "
	    "to progress load safely after surgery.",
	    "Continues to benefit from PT."},
	{"elements/objective", true,
	    "O: R knee flexion 112 deg, was 104 deg on 03/05/2026.",
	    "O: Pain 3/10, was 5/10 on 03/05/2026."},
	{"elements/plan", true,
	    "P: PT 2x/week; recheck knee flexion next visit.",
	    "P: Continue POC."},
	{"elements/plan", false,
	    "P: PT 2x/week; recheck knee flexion next visit.",
	    "P: Add step-downs on Monday."},
	{"elements/plan", true,
	    "P: PT 2x/week; recheck knee flexion next visit.",
	    "P: to be determined by response."},
	{"elements/plan", false,
	    "P: PT 2x/week; recheck knee flexion next visit.",
	    "p- twice wkly; 3/20 niece leads the cue"},
	{"elements/signature", true, "Signed: Dana Whitlock, PT, DPT",
	    "Signed: Dana Whitlock"},
	{"elements/date", true, "Date of service: 03/12/2026",
	    "Printed 03/14/2026"},
	{"time/timed-minutes", true,
	    "97110 2 units, 25 min\nTimed code minutes: 25. Total treatment "
	    "time: 25 min.", "97110 2 units\nTime in 9:00, time out 9:25"},
	{"time/total-minutes", false,
	    "Total treatment time: 25 min.", "Time in 9:00, time out 9:25"},
	{"time/total-minutes", true,
	    "Total treatment time: 25 min.", "Appointment 9:00"},
	{"time/units-exceed-minutes", false,
	    "25 min\nTimed code minutes: 25.",
	    "23 min\nTimed code minutes: 23."},
	{"time/units-exceed-minutes", true,
	    "25 min\nTimed code minutes: 25.",
	    "22 min\nTimed code minutes: 22."},
};

static void
near_misses_are_told_apart(void **state)
{
	char note[4096] = "", changed[4096];
	size_t wrong = 0;

	(void)state;
	for (unsigned i = 0; i < PARTS; i++)
		strcat(note, parts[i]);
	for (size_t i = 0; i < sizeof(misses) / sizeof(misses[0]); i++) {
		const char *at = strstr(note, misses[i].from);
		assert_non_null(at);
		snprintf(changed, sizeof(changed), "%.*s%s%s",
		    (int)(at - note), note, misses[i].to,
		    at + strlen(misses[i].from));
		struct report *r = audit(changed);
		if (raises(r, misses[i].rule) != misses[i].fires) {
			fprintf(stderr, "%s with '%s'\n",
			    misses[i].fires ? "silent" : "fires",
			    misses[i].to);
			show("changed", misses[i].rule, r);
			wrong++;
		}
		report_free(r);
	}
	assert_int_equal(0, wrong);
}

static void
an_other_document_is_said_to_be_none_once(void **state)
{
	struct report *r = audit("Invoice 4711\n\nTwo chairs and a table,\n"
	    "delivered on 3/4/2026.\n");

	(void)state;
	assert_int_equal(1, r->results.at[0].findings.len);
	assert_true(raises(r, "input/not-therapy"));
	report_free(r);
}

/* What was meant to be done is named, and nothing was begun. */
static void
an_untreated_visit_owes_nothing(void **state)
{
	struct report *r = audit("PT contact note / no treatment\n"
	    "Patient: Joe Doe   DOS: 03/12/2026\nBP 190/110. Push-ups in chair "
	    "3x8 and NuStep 5 min were planned; none of it was begun.\n"
	    "No charge entered.\nDana Whitlock, PT\n");

	(void)state;
	assert_false(raises(r, "elements/goal"));
	assert_false(raises(r, "time/timed-minutes"));
	report_free(r);
}

/* It bills nothing and names nothing, and is a visit all the same. */
static void
a_hollow_visit_owes_all(void **state)
{
	static const char *const bodies[] = {
	    "Subjective: Pt reports doing ok.\nObjective: See flow sheet.\n"
	    "Assessment: Pt progressing.\nPlan: Continue.\n",
	    "Patient seen for therapy and did well. Continue POC.\n",
	    "S:\nO:\nA:\nP:\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		char text[400];
		snprintf(text, sizeof(text), "PT daily note\nPatient: Joe "
		    "Doe   DOS: 03/12/2026\n%sDana Whitlock, PT\n", bodies[i]);
		struct report *r = audit(text);
		assert_true(raises(r, "elements/exercise"));
		assert_true(raises(r, "elements/goal"));
		report_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_untreated_visit_owes_nothing),
		cmocka_unit_test(a_hollow_visit_owes_all),
		cmocka_unit_test(every_bad_example_fires_its_rule),
		cmocka_unit_test(every_good_example_is_clean),
		cmocka_unit_test(every_described_rule_is_carried_out),
		cmocka_unit_test(points_add_up_to_the_score),
		cmocka_unit_test(adding_a_missing_part_never_raises_the_score),
		cmocka_unit_test(irrelevant_text_never_changes_the_score),
		cmocka_unit_test(near_misses_are_told_apart),
		cmocka_unit_test(an_other_document_is_said_to_be_none_once),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
