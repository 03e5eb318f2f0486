/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules of time, coding, integrity and reports: what fires them and, beside
 * it, what looks much the same and must not.
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

/* A note of which the header's payer, the work, the charges and the end are
 * the case's; all else is as it should be. */
struct visit {
	const char *payer;
	const char *work;
	const char *charges;
	const char *end;
};

static const char WORK[] =
    "Therapeutic exercise for R quad weakness that makes stair descent "
    "unsafe:\n- SLR R 3x10, 3 lb\n- Leg press R 3x12, 40 lb\n"
    "Manual: R patellar inferior glides, grade III, for lost flexion.\n"
    "Verbal and tactile cues to keep the R knee over the toes.\n";

static const char END[] = "Signed: Dana Whitlock, PT, DPT 03/12/2026";

static void
write_note(const struct visit *n, char *out, size_t size)
{
	snprintf(out, size, "Physical Therapy Daily Note\n"
	    "Date of service: 03/12/2026\nPatient: Marla Quist\n%s%s%s"
	    "S: Cannot go down stairs without holding the rail.\n"
	    "O: R knee flexion 112 deg, was 104 deg on 03/05/2026.\n"
	    "Treatment: %s"
	    "A: Tolerated well, no pain increase after exercise. R quad "
	    "weakness still limits stair descent; skilled PT is needed to "
	    "progress load safely after surgery.\n"
	    "Goal: Descend 12 stairs without the rail in 4 weeks.\n"
	    "P: PT 2x/week; recheck knee flexion next visit.\n%s\n%s\n",
	    n->payer ? "Payer: " : "", n->payer ? n->payer : "",
	    n->payer ? "\n" : "", n->work ? n->work : WORK, n->charges,
	    n->end ? n->end : END);
}

static const struct finding *
finding_in(const struct report *r, const char *rule)
{
	for (size_t k = 0; k < r->results.at[0].findings.len; k++)
		if (strcmp(r->results.at[0].findings.at[k].rule->id, rule) == 0)
			return &r->results.at[0].findings.at[k];
	return NULL;
}

/* Whether a text raises a rule; 1 and a message when it should be otherwise. */
static int
is_wrong(const char *text, const char *rule, bool expected)
{
	struct report *r = NULL;
	struct err err = {0};

	assert_int_equal(OK, audit_bytes(kit.worker, "note.txt", str_of(text),
	    &r, &err));
	bool raised = finding_in(r, rule) != NULL;
	if (raised != expected)
		print_error("%s: %s in\n%s", raised ? "raised" : "missed",
		    rule, text);
	report_free(r);
	return raised != expected;
}

struct row {
	const char *rule;
	bool fires;
	struct visit note;
};

static void
judge_rows(const struct row *rows, size_t n)
{
	char text[4096];
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		write_note(&rows[i].note, text, sizeof(text));
		wrong += is_wrong(text, rows[i].rule, rows[i].fires);
	}
	assert_int_equal(0, wrong);
}

#define JUDGE(rows) judge_rows(rows, sizeof(rows) / sizeof((rows)[0]))
#define CHARGES(text) {.charges = text}

static void
units_are_held_against_minutes(void **state)
{
	static const struct row rows[] = {
		{"time/units-exceed-minutes", true, CHARGES("Charges: 97110 2 "
		    "units, 15 min; 97140 1 unit, 15 min\nTimed 30. Total 30 "
		    "min.")},
		/* 7 minutes lift the pool over the mark. */
		{"time/units-exceed-minutes", false, CHARGES("Charges: 97110 "
		    "2 units, 33 min; 97140 1 unit, 7 min\nTimed code "
		    "minutes: 40. Total 40 min.")},
		{"time/under-eight", false, CHARGES("Charges: 97110 2 units, "
		    "33 min; 97140 1 unit, 7 min\nTimed code minutes: 40. "
		    "Total 40 min.")},
		{"time/under-eight", true, {.payer = "Aetna", .charges =
		    "Charges: 97110 2 units, 33 min; 97140 1 unit, 7 min\n"
		    "Timed code minutes: 40. Total 40 min."}},
		/* Equal remainders: either is right. */
		{"time/unit-distribution", false, CHARGES("Charges: 97110 1 "
		    "unit, 20 min; 97140 2 units, 20 min\nTimed code "
		    "minutes: 40. Total 40 min.")},
		{"time/unit-distribution", true, CHARGES("Charges: 97110 3 "
		    "units, 24 min; 97140 1 unit, 31 min\nTimed code "
		    "minutes: 55. Total 55 min.")},
		{"time/units-exceed-minutes", false, CHARGES("Charges: 97110 "
		    "3 units, 24 min; 97140 1 unit, 31 min\nTimed code "
		    "minutes: 55. Total 55 min.")},
		{"time/units-below-minutes", true, CHARGES("97110 x1 25 min, "
		    "97140 x1 15 min\nTimed 40, total 40")},
		/* Untimed minutes earn nothing. */
		{"time/units-exceed-minutes", true, CHARGES("Charges: 97110 2 "
		    "units; 97140 1 unit; G0283 1 unit, 15 min\nTimed code "
		    "minutes: 30. Total treatment time: 45 min.")},
		{"time/code-minutes", true, CHARGES("97110 x2, 97140 x1\n"
		    "Timed 40. Total 40 min.")},
		/* Further units of a family are too many, not misplaced. */
		{"time/unit-distribution", false, {.work = "Route card drill "
		    "6 trials.\n", .charges = "97129 2 units, 30 min\nTimed "
		    "30. Total 30 min.", .end = "Signed: Ada Lisle, CCC-SLP"}},
		/* What is left of the total is the other code's. */
		{"time/under-eight", true, {.work = "Leg press R 3x12, 40 lb. "
		    "Ultrasound 1 MHz, R quad tendon, 6 min.\n", .charges =
		    "97110 2 units, 30 min; 97035 1 unit\nTimed code minutes: "
		    "36. Total 36 min."}},
		{"time/under-eight", true, CHARGES("97110 x1\nTimed 6. Total "
		    "40 min.")},
		/* One timed code: the timed total is its own. */
		{"time/code-minutes", false, CHARGES("97110 x2\nTimed 25. "
		    "Total 25 min.")},
		/* A first code and its add-on share one figure. */
		{"time/code-minutes", false, {.work = "Route card drill "
		    "6 trials.\n", .charges = "97129 1 unit, 97130 1 unit\n"
		    "Timed 30. Total 30 min.", .end = "Signed: Ada Lisle, "
		    "CCC-SLP"}},
		/* Figures that nothing names may be the codes'. */
		{"time/code-minutes", false, CHARGES("97110 x2, 97140 x1\n"
		    "Timed 40 - the gym 25, the table 15. Total 40 min.")},
		{"time/code-minutes", true, CHARGES("97110 x2, 97140 x1\n"
		    "Timed 40 - the gym 25, the table 10. Total 40 min.")},
		{"time/timed-minutes", false, CHARGES("97110 x2\nSeen "
		    "9:00-9:45, the gym part 28.")},
		/* These are too few for the units. */
		{"time/timed-minutes", true, CHARGES("97110 x2\nSeen "
		    "9:00-9:45, the ice part 10.")},
		{"time/timed-minutes", false, CHARGES("97110 x2 28 min; 97140 "
		    "0 units\nSeen 9:00-9:45.")},
	};

	(void)state;
	JUDGE(rows);
}

static void
times_are_held_against_each_other(void **state)
{
	static const struct row rows[] = {
		{"time/arithmetic", true, CHARGES("97110 25 min 2 units; "
		    "97140 15 min 1 unit\nTimed 45. Total 45 min.")},
		/* What is recorded and not billed explains the gap. */
		{"time/arithmetic", false, CHARGES("97110 25 min 2 units; "
		    "97140 15 min 1 unit; 97035 5 min 0 units\nTimed 45. "
		    "Total 45 min.")},
		/* What the patient tells explains nothing. */
		{"time/arithmetic", true, {.work = "Leg press R 3x12, 40 lb.\n"
		    "Manual: R patellar glides, grade III.\n", .charges =
		    "Subjective: jogged 5 min on grass.\nCharges: 97110 25 min "
		    "2 units; 97140 15 min 1 unit\nTimed 45. Total 45 min."}},
		{"time/arithmetic", true, CHARGES("97110 25 min 2 units\n"
		    "Timed code minutes: 25. Total treatment time: 20 min.")},
		{"time/arithmetic", true, CHARGES("97110 2 units 28 min\nTimed "
		    "28 min. Total 50 min. Time in 9:00 time out 9:40")},
		/* The charges come to more than the visit. */
		{"time/arithmetic", true, CHARGES("97110 45 min 3 units; "
		    "97140 15 min 1 unit\nTotal treatment time 50 min.")},
		{"time/units-exceed-minutes", true, CHARGES("97110 45 min 3 "
		    "units; 97140 15 min 1 unit\nTotal treatment time 50 "
		    "min.")},
		/* A longer stay than treatment is no contradiction. */
		{"time/arithmetic", false, CHARGES("97110 2 units 28 min\n"
		    "Timed 28 min. Total 28 min. Time in 9:00 time out 9:50")},
		{"time/implausible", true, CHARGES("97110 2 units 28 min\n"
		    "Timed 28 min. Time in 10:40, time out 10:05.")},
		/* Over noon without AM and PM. */
		{"time/implausible", false, CHARGES("97110 2 units 28 min\n"
		    "Timed 28 min. Time in 12:35, time out 1:05.")},
		{"time/implausible", true, {.charges = "97110 2 units 28 min\n"
		    "Timed 28 min. Total 28 min.",
		    .end = "Signed: Dana Whitlock, PT 03/10/2026"}},
		/* What two codes share is counted once, and said to be. */
		{"time/arithmetic", false, CHARGES("97110 GP x2 (25) // 97035 "
		    "GP x1 (8) // 97032 GP x1 (8)\n"
		    "Timed 33 (combo counted once). Total 40.")},
		{"time/same-minutes", true, CHARGES("97110 GP x2 (25) // 97035 "
		    "GP x1 (8) // 97032 GP x1 (8)\n"
		    "Timed 33 (combo counted once). Total 40.")},
		{"time/same-minutes", true, CHARGES("9:00-9:25 97110 25 min 2 "
		    "units\n9:20-9:35 97140 15 min 1 unit\nTimed 40. Total 40 "
		    "min.")},
		/* What heads the ranges is no label of the first. */
		{"time/same-minutes", true, CHARGES("By the clock\n9:00-9:25 "
		    "97110 25 min 2 units\n9:20-9:35 97140 15 min 1 unit\n"
		    "Timed 40. Total 40 min.")},
		{"time/same-minutes", false, CHARGES("9:00-9:25 97110 25 min "
		    "2 units\n9:25-9:40 97140 15 min 1 unit\nTimed 40. Total "
		    "40 min.")},
		/* An exercise of the list has its minutes from the service. */
		{"time/arithmetic", true, {.work = "\nTher ex 30 min:\n- SLR "
		    "R 3x10, 3 lb\n- Bike 5 min, level 2\n",
		    .charges = "97110 2 units, 30 min; 97140 1 unit, 12 min\n"
		    "Total timed 47 min. Total 47 min."}},
		/* Each of two lines has a share of the minutes. */
		{"time/arithmetic", false, CHARGES("97110 1 unit, 15 min\n"
		    "97110 1 unit, 15 min\nTimed code minutes: 30. Total 30 "
		    "min.")},
		/* A supervised modality may run beside exercise. */
		{"time/same-minutes", false, CHARGES("9:00-9:25 97110 25 min "
		    "2 units\n9:00-9:15 G0283 15 min 1 unit\nTimed 25. Total "
		    "25 min.")},
	};

	(void)state;
	JUDGE(rows);
}

static const char STIM[] =
    "Leg press R 3x12, 40 lb, for stair descent.\n"
    "IFC to R knee 15 min, skin intact.\n";

static const char GROUP[] =
    "Group therapy 10:00-10:20, 3 patients, PT in constant attendance.\n"
    "Therapeutic exercise one-on-one 10:20-10:46: sit-to-stand 3x10, no "
    "weight.\n";

static const char GROUP_NO_TIMES[] =
    "Group therapy, 3 patients, PT in constant attendance.\n"
    "Therapeutic exercise one-on-one: sit-to-stand 3x10, no weight.\n";

static const char REGIONS[] =
    "Leg press R 3x12, 40 lb, for stair descent.\n"
    "Manual: R patellar inferior glides, grade III.\n"
    "Lumbar traction, 60 lb, 12 min, supine.\n";

static void
everyday_combinations_are_silent(void **state)
{
	static const char *const rules[] = {"coding/ncci-pair",
	    "coding/modifier-unsupported", "coding/code-mismatch",
	    "coding/service-undocumented", "coding/group-with-individual",
	    "coding/excess-units", "coding/duplicate-line",
	    "coding/modality-only", "coding/one-on-one"};
	static const struct visit notes[] = {
		{.payer = "Medicare Part B", .charges = "97110 GP 2 units, 25 "
		    "min; 97140 GP 1 unit, 15 min\nTimed 40. Total 40 min."},
		{.payer = "Medicare Part B", .work = "Sit-to-stand 3x10, no "
		    "weight; carry 10 lb crate, 4 trips of 20 ft.\n",
		    .charges = "97110 GP 1 unit, 15 min; 97530 GP 1 unit, 15 "
		    "min\nTimed 30. Total 30 min."},
		{.payer = "Medicare Part B", .work = "Leg press R 3x12, 40 "
		    "lb. Gait training 150 ft x 2 with cane, cued for heel "
		    "strike.\n", .charges = "97110 GP 1 unit, 15 min; 97116 "
		    "GP 1 unit, 10 min\nTimed 25. Total 25 min."},
		{.payer = "Medicare Part B", .work = "Leg press R 3x12, 40 "
		    "lb. Ultrasound R medial knee 1 MHz 1.0 W/cm2.\n",
		    .charges = "97110 GP 1 unit, 15 min; 97035 GP 1 unit, 8 "
		    "min\nTimed 23. Total 23 min."},
		{.payer = "Medicare Part B", .work = GROUP, .charges = "97150 "
		    "GP 1 unit; 97110 GP 59 2 units, 26 min\nTimed code "
		    "minutes: 26. Total 46 min."},
		{.payer = "Medicare Part B", .work = "Fluidotherapy R hand 10 "
		    "min. Putty grip R 3x10, red putty.\n", .charges = "97110 "
		    "GP 1 unit, 15 min; 97022 GP 1 unit\nTimed 15. Total 25 "
		    "min."},
	};
	char text[4096];
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		for (size_t k = 0; k < sizeof(rules) / sizeof(rules[0]); k++) {
			write_note(&notes[i], text, sizeof(text));
			wrong += is_wrong(text, rules[k], false);
		}
	assert_int_equal(0, wrong);
}

static void
what_is_billed_stands_in_the_note(void **state)
{
	static const struct row rows[] = {
		{"coding/service-undocumented", true, {.work = "Leg press R "
		    "3x12, 40 lb.\n", .charges = "97110 2 units, 25 min; 97035 "
		    "1 unit, 8 min\nTimed 33. Total 33 min."}},
		{"coding/service-undocumented", true, {.work = "Leg press R "
		    "3x12, 40 lb.\nManual therapy: n/a\n", .charges = "97110 2 "
		    "units, 25 min; 97140 1 unit, 8 min\nTimed 33. Total 33 "
		    "min."}},
		/* A heading over nothing, a name in the row of its charge. */
		{"coding/service-undocumented", true, {.work = "\nTherapeutic "
		    "exercise (15 min)\nLeg press R 3x12, 40 lb.\nTherapeutic "
		    "activities (15 min)\n\n", .charges = "97110 1 unit; 97530 "
		    "1 unit\nTimed 30. Total 30 min."}},
		{"coding/service-undocumented", true, {.work = "Leg press R "
		    "3x12, 40 lb.\n", .charges = "97110 ther ex 15 min 1 "
		    "unit\n97140 manual therapy 15 min 1 unit\nTimed 30. "
		    "Total 30 min."}},
		{"coding/service-undocumented", false, {.work = "\nTherapeutic "
		    "exercise (15 min)\nTherapeutic activities (15 min)\n\n"
		    "Leg press R 3x12, 40 lb; box to shelf 10 lb x10.\n",
		    .charges = "97110 1 unit; 97530 1 unit\nTimed 30. Total "
		    "30 min."}},
		/* Told in its own words. */
		{"coding/service-undocumented", false, {.work = "Leg press R "
		    "3x12, 40 lb. Stood on the folded towel, one finger on "
		    "the counter, 3 tries.\n", .charges = "97110 1 unit, 15 "
		    "min; 97112 1 unit, 15 min\nTimed 30. Total 30 min."}},
		{"coding/modality-only", true, {.work = "Hot pack and IFC to "
		    "R knee, 25 min.\n", .charges = "97110 2 units, 25 min\n"
		    "Timed 25. Total 25 min."}},
		/* Work by hand under a code of exercise. */
		{"coding/modality-only", true, {.work = "Paraffin 10 min, "
		    "retrograde massage to L hand.\n", .charges = "97110 1 "
		    "unit, 15 min\nTimed 15. Total 25 min."}},
		{"coding/modality-only", false, {.work = STIM, .charges =
		    "97110 1 unit, 15 min; G0283 1 unit\nTimed 15. Total 30 "
		    "min."}},
		{"coding/modality-only", false, {.work = "Ther ex per flow "
		    "sheet. Hot pack 10 min.\n", .charges = "97110 1 unit, 15 "
		    "min\nTimed 15. Total 25 min."}},
		{"coding/code-mismatch", true, {.work = "Tandem stance on foam "
		    "3x30 sec; single-leg stance R 4x20 sec; wobble board R "
		    "3x10.\n", .charges = "97110 2 units, 25 min\nTimed 25. "
		    "Total 25 min."}},
		/* One balance drill in a list of strengthening. */
		{"coding/code-mismatch", false, {.work = "Leg press R 3x12, 40 "
		    "lb; SLR R 3x10, 3 lb; heel raise 3x10, no weight; tandem "
		    "stance 3x30 sec.\n", .charges = "97110 2 units, 25 min\n"
		    "Timed 25. Total 25 min."}},
		{"coding/service-unbilled", true, {.work = "Leg press R 3x12, "
		    "40 lb.\n- Manual therapy 15 min: R patellar glides, grade "
		    "III.\n", .charges = "97110 2 units, 25 min\nTimed code "
		    "minutes: 40. Total 40 min."}},
		{"coding/service-unbilled", true, {.work = "Began with 18 "
		    "minutes of NMR on the mat, weight on the R arm.\nLeg "
		    "press R 3x12, 40 lb.\n", .charges = "97110 2 units, 25 "
		    "min\nTimed code minutes: 43. Total 43 min."}},
		/* With two procedures, exercise is of the one it speaks for. */
		/* A code before a title heads what is below. */
		{"coding/code-mismatch", true, {.work =
		    "\n97112 Neuromuscular re-education (30 min)\n"
		    "- Leg press 3x10 90 lb\n- Hamstring curl R 3x12 30 lb\n"
		    "- Calf press 3x15 90 lb\n",
		    .charges = "97112 2 units\nTimed 30. Total 30 min."}},
		{"coding/code-mismatch", true, {.work = "Gait with cane 4 x "
		    "100 ft, cued for heel strike. Tandem stance on foam 3x30 "
		    "sec; wobble board R 3x10; single-leg stance R 4x20 sec.\n",
		    .charges = "97110 2 units, 25 min; 97116 1 unit, 15 min\n"
		    "Timed 40. Total 40 min."}},
		{"coding/code-mismatch", false, {.work = "Gait with cane 4 x "
		    "100 ft, cued for heel strike. Leg press R 3x12, 40 lb; "
		    "SLR R 3x10, 3 lb.\n", .charges = "97110 2 units, 25 min; "
		    "97116 1 unit, 15 min\nTimed 40. Total 40 min."}},
		/* Two labels on one line. */
		{"coding/code-mismatch", false, {.work = "\nGait 15 min: 6 x "
		    "80 ft with cane. Exercise 23 min: leg press 50 lb 3x10, "
		    "SLR R 3 lb 3x10, seated row 20 lb 3x10.\n", .charges =
		    "97116 1 unit, 15 min; 97110 2 units, 23 min\nTimed 38. "
		    "Total 40 min."}},
		/* Not a word of a wheelchair. */
		{"coding/service-undocumented", true, {.work = "Leg press R "
		    "3x12, 40 lb; SLR R 3x10, 3 lb.\n", .charges = "97110 2 "
		    "units, 25 min; 97542 1 unit, 15 min\nTimed 40. Total 40 "
		    "min."}},
		{"coding/modality-only", true, {.work = "Fluidotherapy R hand "
		    "15 min. Electrical stimulation R forearm 15 min.\n",
		    .charges = "97110 2 units, 30 min\nTimed 30. Total 30 "
		    "min."}},
		{"coding/not-covered", false, {.work = "Leg press R 3x12, 40 "
		    "lb. Wants to stay in shape.\n", .charges = "97110 2 "
		    "units, 25 min\nTimed 25. Total 25 min."}},
	};

	(void)state;
	JUDGE(rows);
}

static void
modifiers_are_owed_to_medicare(void **state)
{
	static const char PTA[] = "Signed: K. Adey, PTA 03/12/2026";
	static const struct row rows[] = {
		{"coding/discipline-modifier", true, {.payer = "Medicare Part "
		    "B", .charges = "97110 GP 2 units, 25 min; 97140 1 unit, "
		    "15 min\nTimed 40. Total 40 min."}},
		{"coding/discipline-modifier", false, {.payer = "Medicare Part "
		    "B", .charges = "97110 2 units, 25 min; 97140 1 unit, 15 "
		    "min\nTimed 40. Total 40 min."}},
		/* Nobody says that Medicare pays. */
		{"coding/discipline-modifier", false, CHARGES("97110 2 units, "
		    "25 min; 97140 59 1 unit, 15 min\nTimed 40. Total 40 "
		    "min.")},
		{"coding/discipline-modifier", true, CHARGES("97110 GP 2 "
		    "units, 25 min; 97140 59 1 unit, 15 min\nTimed 40. Total "
		    "40 min.")},
		{"coding/discipline-modifier", false, {.payer = "Aetna",
		    .charges = "97110 GO 2 units, 25 min\nTimed 25. Total 25 "
		    "min."}},
		{"coding/discipline-modifier", false, {.payer = "Medicare Part "
		    "B", .charges = "GP on all lines\n97110 2 units, 25 min; "
		    "97140 1 unit, 15 min\nTimed 40. Total 40 min."}},
		{"coding/assistant-modifier", true, {.payer = "Medicare Part "
		    "B", .charges = "97110 GP 2 units, 25 min\nTimed 25. Total "
		    "25 min.", .end = PTA}},
		{"coding/assistant-modifier", false, {.payer = "Medicare Part "
		    "B", .charges = "97110 GP CQ 2 units, 25 min\nTimed 25. "
		    "Total 25 min.", .end = PTA}},
		{"coding/assistant-modifier", true, {.payer = "Medicare Part "
		    "B", .charges = "97110 GP CQ 2 units, 25 min\nTimed 25. "
		    "Total 25 min."}},
		/* PTA 10 and PT 5 minutes of one unit. */
		{"coding/assistant-modifier", true, {.payer = "Medicare Part "
		    "B", .charges = "97110 GP 1 unit, 15 min (PTA 10 min, PT 5 "
		    "min)\nTimed 15. Total 15 min."}},
		/* The therapist has 8 minutes of the last unit. */
		{"coding/assistant-modifier", false, {.payer = "Medicare Part "
		    "B", .charges = "97110 GP 1 unit, 15 min (PTA 7 min, PT 8 "
		    "min)\nTimed 15. Total 15 min."}},
		{"coding/kx-unsupported", false, {.payer = "Medicare Part B",
		    .charges = "97110 GP KX 2 units, 25 min\nTimed 25. Total "
		    "25 min."}},
	};

	(void)state;
	JUDGE(rows);
}

static void
kx_is_owed_past_what_the_note_states(void **state)
{
	static const struct row rows[] = {
		{"coding/kx-missing", true, {.payer = "Medicare Part B. PT/SLP "
		    "used in 2026 to date: $2,480.01", .charges = "97110 GP 2 "
		    "units, 25 min\nTimed 25. Total 25 min."}},
		{"coding/kx-missing", false, {.payer = "Medicare Part B. "
		    "PT/SLP used in 2026 to date: $2,480.00", .charges =
		    "97110 GP 2 units, 25 min\nTimed 25. Total 25 min."}},
		{"coding/kx-missing", false, {.payer = "Medicare Part B. "
		    "PT/SLP used in 2026 to date: $2,900.00", .charges =
		    "97110 GP KX 2 units, 25 min\nTimed 25. Total 25 min."}},
		/* No line prints a modifier: nobody can tell. */
		{"coding/kx-missing", false, {.payer = "Medicare Part B. "
		    "PT/SLP used in 2026 to date: $2,900.00", .charges =
		    "97110 2 units, 25 min\nTimed 25. Total 25 min."}},
		{"coding/kx-missing", false, {.payer = "Aetna. PT/SLP used in "
		    "2026 to date: $2,900.00", .charges = "97110 GP 2 units, "
		    "25 min\nTimed 25. Total 25 min."}},
		/* Another discipline's sum, and the threshold itself. */
		{"coding/kx-missing", false, {.payer = "Medicare Part B. OT "
		    "used in 2026 to date: $2,900.00", .charges = "97110 GP 2 "
		    "units, 25 min\nTimed 25. Total 25 min."}},
		{"coding/kx-missing", false, {.payer = "Medicare Part B. KX "
		    "threshold: $2,990", .charges = "97110 GP 2 units, 25 "
		    "min\nTimed 25. Total 25 min."}},
	};

	(void)state;
	JUDGE(rows);
}

static void
pairs_need_services_apart(void **state)
{
	static const struct row rows[] = {
		{"coding/group-with-individual", true, {.work = GROUP_NO_TIMES,
		    .charges = "97150 1 unit; 97110 2 units, 26 min\nTimed "
		    "26. Total 46 min."}},
		{"coding/group-with-individual", false, {.work = GROUP,
		    .charges = "97150 1 unit; 97110 2 units, 26 min\nTimed "
		    "26. Total 46 min."}},
		{"coding/ncci-pair", true, {.work = GROUP, .charges = "97150 "
		    "GP 1 unit; 97110 GP 2 units, 26 min\nTimed 26. Total 46 "
		    "min."}},
		/* No modifier anywhere: none is missed. */
		{"coding/ncci-pair", false, {.work = GROUP, .charges = "97150 "
		    "1 unit; 97110 2 units, 26 min\nTimed 26. Total 46 min."}},
		{"coding/ncci-pair", true, CHARGES("97140 1 unit, 15 min; "
		    "97124 1 unit, 15 min\nTimed 30. Total 30 min.")},
		{"coding/modifier-unsupported", true, CHARGES("97110 GP 2 "
		    "units, 25 min; 97140 GP 59 1 unit, 15 min\nTimed 40. "
		    "Total 40 min.")},
		{"coding/modifier-unsupported", false, CHARGES("97110 GP 2 "
		    "units 9:00-9:25 25 min\n97140 GP 59 1 unit 9:25-9:40 15 "
		    "min\nTimed 40. Total 40 min.")},
		{"coding/modifier-unsupported", false, {.work = REGIONS,
		    .charges = "97140 GP XS 1 unit, 15 min; 97012 GP 1 unit, "
		    "12 min; 97110 GP 1 unit, 15 min\nTimed 30. Total 42 "
		    "min."}},
		{"coding/modifier-59-generic", true, {.work = REGIONS,
		    .charges = "97140 GP 59 1 unit, 15 min; 97012 GP 1 unit, "
		    "12 min; 97110 GP 1 unit, 15 min\nTimed 30. Total 42 "
		    "min."}},
		{"coding/modifier-59-generic", false, {.work = REGIONS,
		    .charges = "X{EPSU} modifiers are not accepted.\n97140 GP "
		    "59 1 unit, 15 min; 97012 GP 1 unit, 12 min\nTimed 15. "
		    "Total 27 min."}},
		/* XE, XP, XS and XU say it already. */
		{"coding/modifier-59-generic", false, {.work = REGIONS,
		    .charges = "97140 GP XU 1 unit, 15 min; 97012 GP 1 unit, "
		    "12 min\nTimed 15. Total 27 min."}},
		{"coding/ncci-pair", false, {.work = REGIONS,
		    .charges = "97140 GP XE 1 unit, 15 min; 97012 GP 1 unit, "
		    "12 min\nTimed 15. Total 27 min."}},
		{"coding/ncci-pair", false, {.work = REGIONS,
		    .charges = "97140 GP XP 1 unit, 15 min; 97012 GP 1 unit, "
		    "12 min\nTimed 15. Total 27 min."}},
		{"coding/modifier-59-generic", false, {.work = GROUP,
		    .charges = "97150 GP 1 unit; 97110 GP 59 2 units, 26 min\n"
		    "Timed 26. Total 46 min."}},
	};

	(void)state;
	JUDGE(rows);
}

static void
lines_are_held_against_the_code_table(void **state)
{
	static const struct row rows[] = {
		{"coding/duplicate-line", true, CHARGES("97110 2 units, 25 "
		    "min\n97110 2 units, 25 min\nTimed 25. Total 25 min.")},
		{"coding/duplicate-line", true, {.payer = "Medicare",
		    .charges = "97110 GP CQ 1 unit, 15 min\n97110 GP CQ 1 "
		    "unit, 15 min\nTimed 15. Total 15 min."}},
		{"coding/duplicate-line", false, CHARGES("97110 GP 1 unit, 15 "
		    "min\n97110 GP 76 1 unit, 15 min\nTimed 30. Total 30 "
		    "min.")},
		{"coding/excess-units", true, {.work = STIM, .charges =
		    "97110 1 unit, 15 min; G0283 2 units\nTimed 15. Total 30 "
		    "min."}},
		{"coding/excess-units", false, {.work = STIM, .charges =
		    "97110 1 unit, 15 min; G0283 1 unit\nTimed 15. Total 30 "
		    "min."}},
		{"coding/unknown-code", true, CHARGES("97110 1 unit, 15 min; "
		    "97532 1 unit, 15 min\nTimed 30. Total 30 min.")},
		{"coding/unknown-code", true, CHARGES("97111 1 unit, 15 min\n"
		    "Timed 15. Total 15 min.")},
		/* Codes of others that begin alike. */
		{"coding/unknown-code", false, CHARGES("97110 1 unit, 15 min; "
		    "97802 1 unit\nTimed 15. Total 30 min.")},
	};

	(void)state;
	JUDGE(rows);
}

#define HOW(text) {.work = "Leg press R 3x12, 40 lb.\n" text "\n", .charges = \
    "97110 2 units, 25 min\nTimed 25. Total 25 min."}

static void
who_furnished_it_may_bill_it(void **state)
{
	static const struct row rows[] = {
		{"coding/unqualified-provider", true,
		    HOW("Carlos (aide) ran her ther ex at stations 2-5.")},
		{"coding/unqualified-provider", true,
		    HOW("Exercises completed with the rehab tech.")},
		{"coding/unqualified-provider", true,
		    HOW("Soft tissue work by Noelle Burch, LMT.")},
		{"coding/unqualified-provider", true, {.charges = "97110 2 "
		    "units, 25 min\nTimed 25. Total 25 min.",
		    .end = "B. Cole, LMT 03/12/2026"}},
		{"coding/unqualified-provider", true,
		    HOW("Therapeutic exercise performed w/ tech x 25 min.")},
		{"coding/unqualified-provider", true,
		    HOW("My aide, Rosa, did the band work with him.")},
		{"coding/unqualified-provider", true,
		    HOW("Rx by tech Marvin while I did the eval next door.")},
		{"coding/unqualified-provider", true,
		    HOW("Treated by the student; the CI was off site.")},
		{"coding/unqualified-provider", true, {.charges = "97110 2 "
		    "units, 25 min\nTimed 25. Total 25 min.\nSupervisor in "
		    "clinic B, available by pager.", .end =
		    "Tobias Renfrew, B.A., graduate student clinician"}},
		{"coding/unqualified-provider", false, {.charges = "97110 2 "
		    "units, 25 min\nTimed 25. Total 25 min.", .end = "Written "
		    "by: Fenwick Zawadi, SPT\nI was in the room and directed "
		    "every decision: Imogen Burr, PT, DPT"}},
		{"coding/unqualified-provider", false,
		    HOW("Exercises not done with aide today.")},
		{"coding/unqualified-provider", false, HOW("Rehab aide gave "
		    "w/c follow while PT facilitated gait.")},
		{"coding/unqualified-provider", false,
		    HOW("Rehab tech set up the equipment and held the door.")},
		{"coding/unqualified-provider", false,
		    HOW("Needs help from an aide to bathe at home.")},
		{"coding/unqualified-provider", false,
		    HOW("SPT took part with the PT in the room throughout.")},
		{"coding/one-on-one", true,
		    HOW("PT was with another patient and checked in twice.")},
		{"coding/one-on-one", true,
		    HOW("Did all sets on her own; I was at the desk.")},
		{"coding/one-on-one", true,
		    HOW("Seen together with two other patients.")},
		{"coding/one-on-one", true, HOW("Saw him and another worker at "
		    "the same time, went from one to the other.")},
		{"coding/one-on-one", true,
		    HOW("He did it on his own from the board.")},
		{"coding/one-on-one", true,
		    HOW("4 people at the table, all patients did the same.")},
		{"coding/one-on-one", true,
		    HOW("Class of 6 members, therapist and aide circulating.")},
		{"coding/one-on-one", false, HOW("Balance class, 1:1 slot.")},
		{"coding/one-on-one", false,
		    HOW("Plays cards with 4 people at home.")},
		/* Who can be called is not who should be there. */
		{"coding/one-on-one", false, {.charges = "97110 2 units, 25 "
		    "min\nTimed 25. Total 25 min.", .end = "Treated by: Osric "
		    "Dunmore, PTA (PT available by phone)"}},
		{"coding/one-on-one", false,
		    HOW("Works so that kids in the group can follow her.")},
		{"coding/one-on-one", false,
		    HOW("All work one-on-one. Walks to the shop on her own.")},
		{"coding/one-on-one", false,
		    HOW("Home program done independently at home.")},
	};

	(void)state;
	JUDGE(rows);
}

static void
a_note_does_not_contradict_itself(void **state)
{
	static const struct row rows[] = {
		{"integrity/conflict", true,
		    HOW("Denies any pain today, 0/10. Severe R knee pain with "
		    "every set.")},
		{"integrity/conflict", false,
		    HOW("Pain 0/10 at rest, severe pain last week.")},
		{"integrity/conflict", true,
		    HOW("No therapeutic exercise performed today.")},
		/* What has one value is told twice. */
		{"integrity/conflict", true, HOW("R TKA 01/14/2026. Incision "
		    "dry. R TKA 02/04/2026 by Dr. Moss.")},
		{"integrity/conflict", false, HOW("R TKA 01/14/2026. Incision "
		    "dry. R TKA 1/14/26 by Dr. Moss.")},
		{"integrity/conflict", false, HOW("R TKA 01/14/2026. Incision "
		    "dry. L TKA 02/04/2026 by Dr. Moss.")},
		{"integrity/conflict", false, HOW("R TKA 01/14/2026, revision "
		    "since. R TKA 02/04/2026 by Dr. Moss.")},
		{"integrity/conflict", true,
		    HOW("NWB R LE. Squats to chair. FWB R LE.")},
		{"integrity/conflict", false,
		    HOW("NWB R LE until Monday. Now FWB R LE.")},
		{"integrity/conflict", true, HOW("Pain 2/10 on leaving. No "
		    "swelling. At end of session knee pain was 6/10.")},
		{"integrity/conflict", false, HOW("Pain 6/10 on arrival. No "
		    "swelling. At end of session knee pain was 2/10.")},
		{"integrity/conflict", true,
		    HOW("Visit 4 of 12. Tired. Visit 6 of 12.")},
		{"integrity/conflict", false,
		    HOW("Visit 4 of 12. Tired. Back on visit 5.")},
		{"integrity/late-signature", true, {.charges = "97110 2 units, "
		    "25 min\nTimed 25. Total 25 min.",
		    .end = "Signed: Dana Whitlock, PT 03/26/2026"}},
		{"integrity/late-signature", false, {.charges = "97110 2 "
		    "units, 25 min\nTimed 25. Total 25 min.",
		    .end = "Signed: Dana Whitlock, PT 03/25/2026"}},
		{"integrity/late-signature", true, {.charges = "97110 2 units, "
		    "25 min\nTimed 25. Time in 9:00 AM, time out 9:40 AM.",
		    .end = "Signed: Dana Whitlock, PT 03/12/2026 9:20 AM"}},
		{"integrity/future-date", true,
		    HOW("Saw the surgeon on 03/25/2026, weight bearing as "
		    "tolerated.")},
		{"integrity/future-date", false,
		    HOW("Sees the surgeon next on 03/25/2026.")},
		{"integrity/laterality", false,
		    HOW("Both knees worked. L knee is the stronger.")},
		/* A code of a side against all of the text. */
		{"integrity/laterality", true, HOW("Dx: M17.12.")},
		{"integrity/laterality", false, HOW("Dx: M17.11.")},
		{"integrity/laterality", false, HOW("Dx: M17.11, M17.12.")},
		{"integrity/laterality", false, HOW("Dx: M25.512.")},
		/* One statement of the other side, and no reason for it. */
		{"integrity/laterality", true,
		    HOW("Dx: R knee OA.\nThe left knee wakes her no more.")},
		{"integrity/laterality", false,
		    HOW("Dx: R knee OA.\nThe left knee is sore now too.")},
		{"integrity/laterality", true, HOW("Dx: R knee OA.\n"
		    "Took the new load, no new swelling in the left knee.")},
		{"integrity/laterality", true,
		    HOW("Dx: R knee OA.\nLeft knee gives way under her.")},
		/* Both called the operated one. */
		{"integrity/laterality", true,
		    HOW("R thumb repaired 1/5.\nThe operated L thumb throbs.")},
		/* One exercise of the other side. */
		{"integrity/laterality", true, HOW("Clamshell R 2 x 10\n"
		    "Bridge R 2 x 10\nStep-up L 2 x 10")},
		{"integrity/laterality", false, HOW("Clamshell R 2 x 10\n"
		    "Bridge R 2 x 10\nStep-up L 2 x 10\nMarch L 2 x 10")},
		{"integrity/laterality", false, HOW("Guillain-Barre in May.\n"
		    "Clamshell R 2 x 10\nBridge R 2 x 10\n"
		    "Step-up L 2 x 10")},
		/* What cannot both hold. */
		{"integrity/conflict", true, HOW("No therapeutic exercise "
		    "performed today due to soreness.")},
		{"integrity/conflict", true, HOW("Remains NPO with G-tube.\n"
		    "He finished a regular tray at lunch today.")},
		{"integrity/conflict", false, HOW("NPO until 8/1.\n"
		    "He finished a regular tray at lunch today.")},
		{"integrity/conflict", true, HOW("No swelling noted in the R "
		    "knee.\nR knee 2+ pitting edema.")},
		{"integrity/conflict", false, HOW("No swelling noted in the R "
		    "knee.\nL ankle 2+ pitting edema.")},
		/* With somebody else. */
		{"coding/one-on-one", true, HOW("Done with the ATC while I "
		    "evaluated my noon patient in room 2.")},
		{"coding/one-on-one", false,
		    HOW("Rows 3x10 while I started the next set.")},
		{"integrity/pronoun", true,
		    HOW("He rested once. She drank water.")},
		{"integrity/pronoun", false,
		    HOW("She rested once. Her husband helps; he drives.")},
		{"integrity/patient", true,
		    HOW("Mr. Brandt tolerated all exercise well.")},
		{"integrity/patient", false,
		    HOW("Ms. Quist tolerated all exercise well.")},
		{"copy/unfilled-template", true, HOW("Home program: ***")},
		{"copy/unfilled-template", false, HOW("[HPI/INTERVAL]\nOk.")},
		{"copy/unfilled-template", true,
		    HOW("Knee flexion ___ extension ___")},
		{"copy/unfilled-template", true,
		    HOW("Tolerated treatment [well/fair/poor].")},
		{"copy/unfilled-template", false,
		    HOW("Physician signature: __________ Date: ______")},
		{"copy/unfilled-template", false,
		    HOW("*** ALLERGIC TO LATEX ***")},
	};

	(void)state;
	JUDGE(rows);
}

static void
a_finding_is_no_stronger_than_its_authority(void **state)
{
	static const char note[] = "PT Daily Note\nDate of service: "
	    "03/12/2026\nPatient: Marla Quist\nPayer: Medicare\nTreatment: Leg "
	    "press R 3x12, 40 lb.\nCharges: 97110 GP 7 units, 105 min\nTimed "
	    "105. Total 105 min.\nSigned: Dana Whitlock, PT 03/12/2026\n";
	struct report *r = NULL;
	struct err err = {0};

	(void)state;
	assert_int_equal(OK, audit_bytes(kit.worker, "note.txt", str_of(note),
	    &r, &err));
	const struct finding *f = finding_in(r, "coding/excess-units");
	assert_non_null(f);
	assert_int_equal(LEVEL_WARNING, f->level);
	report_free(r);
}

static void
a_rule_waits_for_its_first_day(void **state)
{
	static const char note[] = "PT Daily Note\nDate of service: %s\n"
	    "Patient: Marla Quist\nPayer: Medicare\nTreatment: Leg press R "
	    "3x12, 40 lb.\nCharges: 97110 GP 2 units, 25 min\nTimed 25. Total "
	    "25 min.\nSigned: K. Adey, PTA\n";
	char text[512];

	(void)state;
	snprintf(text, sizeof(text), note, "12/31/2019");
	assert_int_equal(0, is_wrong(text, "coding/assistant-modifier", false));
	snprintf(text, sizeof(text), note, "01/01/2020");
	assert_int_equal(0, is_wrong(text, "coding/assistant-modifier", true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_are_held_against_minutes),
		cmocka_unit_test(times_are_held_against_each_other),
		cmocka_unit_test(everyday_combinations_are_silent),
		cmocka_unit_test(what_is_billed_stands_in_the_note),
		cmocka_unit_test(modifiers_are_owed_to_medicare),
		cmocka_unit_test(kx_is_owed_past_what_the_note_states),
		cmocka_unit_test(pairs_need_services_apart),
		cmocka_unit_test(lines_are_held_against_the_code_table),
		cmocka_unit_test(who_furnished_it_may_bill_it),
		cmocka_unit_test(a_note_does_not_contradict_itself),
		cmocka_unit_test(a_finding_is_no_stronger_than_its_authority),
		cmocka_unit_test(a_rule_waits_for_its_first_day),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
