/* SPDX-License-Identifier: Apache-2.0 */
/* Exercises in tables, flow sheets and records. */
#include "tests/unit/listing.h"

static void
rows_of_tables(void **state)
{
	static const struct listing all[] = {
		/* the letter of the next line is no unit of this one */
		{"TX\nSLR R 3x10\nS/L abd R 2x12",
		    {"straight leg raise|3x10",
		    "sidelying hip abduction|2x12"}},
		/* a label with its value heads no table */
		{"Visit date:   03/04/2026\nVisit:    4\n"
		    "Intervention:   SLR 3x10, SAQ 2x15.",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Interventions                 code     min\n"
		    "  SLR R, 20 reps              97110    26\n"
		    "  SAQ, 3 sets 10", {"straight leg raise|-x20",
		    "short arc quad|3x10"}},
		{"Target            2/18      3/04\n"
		    "grip R            22 lb     51 lb\n"
		    "SLR lag           8         2\n"
		    "desk before rest  15 min    70 min", {NULL}},
		{"Measure       Data 2/25     Data 3/04\n"
		    "SLR           6/10          8/10", {NULL}},
		/* a row may begin with its number */
		{"# | Exercise | Sets x reps | Load\n"
		    "1 | SLR | 3/12 | 2 lb\n"
		    "2 | Clams | 15 | red band",
		    {"straight leg raise|3x12", "clamshell|-x15"}},
		/* one column for how much */
		{"Station | Dose | Notes\n"
		    "Clams | 2 by 6 | slow\n"
		    "SLR | 20 |\n"
		    "Bridges | 2/6 | good", {"clamshell|2x6",
		    "straight leg raise|-x20", "bridge|2x6"}},
		/* the names may stand in another column than the first */
		{"DOSE     EXERCISE     COMMENT\n"
		    "2x15     clams        slow\n"
		    "3x10     SLR\n"
		    "3 min    hula sway    ok", {"clamshell|2x15",
		    "straight leg raise|3x10", "hula sway|-x-"}},
		/* the column of the only day ticks what the others prescribe */
		{"| Exercise | Sets | Reps | Load | Done 9/19 |\n"
		    "| SLR | 3 | 10 | 2 lb | Y |\n"
		    "| Clams | 3 | 12 | | N - cramp |\n"
		    "| Bridges | 2 | 15 | | Y |",
		    {"straight leg raise|3x10", "bridge|2x15"}},
		/* what was done beside what was to be done */
		{"| Drill | Ordered | Done |\n"
		    "| SLR | 3 x 10 | 2 x 10 |\n"
		    "| Clams | 3 x 12 | -- |\n"
		    "| Bridges | 2 x 15 | 1 x 15 |",
		    {"straight leg raise|2x10", "bridge|1x15"}},
		/* a row may go on below its name */
		{"| Exercise | 11/4 | 11/7 |\n"
		    "| SLR | yellow | red |\n"
		    "|  | 2x10 | 2x15 |\n"
		    "| Bridges | 2x15 | 3x15 |",
		    {"straight leg raise|2x15", "bridge|3x15"}},
		/* beside its code a row is named again */
		{"Exercise | Sets | Reps\n"
		    "SLR | 3 | 10\n"
		    "Bridges | 2 | 15\n\n"
		    "97110, 2 units, 23 minutes: SLR and clams.",
		    {"straight leg raise|3x10", "bridge|2x15"}},
		{"Item | Score | Notes\n"
		    "SLR | 20 |\n"
		    "Bridges | 2/6 | good", {NULL}},
	};

	check(*state, all, ROWS(all));
}

static void
records_of_label_and_value(void **state)
{
	static const struct listing all[] = {
		{"Exercise: Bridges\nSets: 3\nReps: 10\nResistance: none\n\n"
		    "Exercise: Pec clock slides\nSets: 2\nReps: 8",
		    {"bridge|3x10", "Pec clock slides|2x8"}},
		/* with other lines between, in any order */
		{"Exercise #1: Bridges\nComments: slow\nSets x Reps: 3 x 10\n"
		    "Exercise #2: Clams\nWeight: 5 lb\nSets/Reps: 2/12\n"
		    "Comments: none",
		    {"bridge|3x10", "clamshell|2x12"}},
		{"1. Activity: SLR\n   Reps: 12\n   Done: No\n"
		    "2. Activity: SAQ\n   Reps: 15\n   Done: Yes",
		    {"short arc quad|-x15"}},
		/* a list behind a label, and other fields of a form */
		{"Ex: SLR 3x10; SAQ 2x15\nWork-related: 20 tips.",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Activity: gardening\nHold: none\nReps: 2", {NULL}},
	};

	check(*state, all, ROWS(all));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_tables),
		cmocka_unit_test(records_of_label_and_value),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
