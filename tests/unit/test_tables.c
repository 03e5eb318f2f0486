/* SPDX-License-Identifier: Apache-2.0 */
/* Flow sheets and other tables: which column is today's, what cells mean. */
#include "tests/facts_of.h"

#include "facts/tables.h"

static const struct exercise *
performed(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]) &&
		    str_eq(f->exercises.at[i].name, str_of(name)))
			return &f->exercises.at[i];
	return NULL;
}

static void
expect(const struct facts *f, const char *name, int sets, int reps,
    const char *load)
{
	const struct exercise *e = performed(f, name);

	if (e == NULL)
		fail_msg("no %s", name);
	assert_int_equal(sets, e->dosage.sets);
	assert_int_equal(reps, e->dosage.reps);
	if (!str_eq(e->dosage.resistance, str_of(load)))
		fail_msg("%s: load '%.*s'", name,
		    STR_ARG(e->dosage.resistance));
}

#define NOTE "PHYSICAL THERAPY DAILY NOTE\nDate of service: 03/11/2026\n\n"

static void
bars_divide_visits(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise   | 03/04     | 03/11\n"
	    "-----------+-----------+------------\n"
	    "SLR R      | 2x10 2#   | 3x10 3#\n"
	    "Heel raise | 2x10 BW   | held\n"
	    "Mini squat | 2x10      | --\n"
	    "LAQ        | held      | 2x12\n");
	const struct exercise *e;

	expect(f, "straight leg raise", 3, 10, "3 lb");
	expect(f, "long arc quad", 2, 12, "");
	assert_null(performed(f, "heel raise"));
	assert_null(performed(f, "mini squat"));
	e = performed(f, "straight leg raise");
	assert_int_equal(SIDE_RIGHT, e->dosage.side);
}

/* A sign for "as before" takes the dosage of the visit before; a word that says
 * only that it was done takes what is prescribed. */
static void
what_was_done_is_not_what_was_before(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise   | Dose | 03/04   | 03/11\n"
	    "SLR R      | 2x8  | 2x10 2# | same\n"
	    "Heel raise | 3x12 | 2x10    | done\n");

	expect(f, "straight leg raise", 2, 10, "2 lb");
	expect(f, "heel raise", 3, 12, "");
	f = facts_of(*state, NOTE
	    "Exercise   | 03/04   | 03/11\n"
	    "SLR R      | 2x10 2# | 3x10 2#\n"
	    "Heel raise | 2x10    | done\n");
	expect(f, "heel raise", NONE, NONE, "");
}

/* A load stands beside the visit's column, names a colour's thing over it, or
 * repeats the row above. */
static void
loads_stand_in_columns(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise   | 03/04 | 03/11 | load 03/11\n"
	    "SLR R      | 2x8   | 2x10  | 3 lb\n"
	    "Heel raise | 3x12  | 3x15  | BW\n");

	expect(f, "straight leg raise", 2, 10, "3 lb");
	expect(f, "heel raise", 3, 15, "body weight");
	f = facts_of(*state, NOTE
	    "Activity\tSets\tReps\tPutty\n"
	    "Key pinch\t2\t12\tyellow\n"
	    "Heel raise\t2\t10\tditto\n");
	expect(f, "Key pinch", 2, 12, "yellow putty");
	expect(f, "heel raise", 2, 10, "yellow putty");
}

/* What a remark says was not done was not, nor what was done nought times; a
 * side in a remark is that of something else unless it begins with it. */
static void
remarks_say_what_was_not_done(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise   | Sets | Reps | Comment\n"
	    "SLR        | 2    | 10   | sways to the left\n"
	    "Heel raise | 2    | 12   | none\n"
	    "Mini squat |      |      | start next week\n"
	    "Box jump   | 0    | 0    | surgeon says no\n");

	expect(f, "straight leg raise", 2, 10, "");
	assert_int_equal(SIDE_NONE,
	    performed(f, "straight leg raise")->dosage.side);
	expect(f, "heel raise", 2, 12, "");
	assert_null(performed(f, "mini squat"));
	assert_null(performed(f, "box jump"));
}

/* A name may say what the bare numbers of its row count. */
static void
names_hold_units(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "| Activity             | 3/4/26 | 3/11/26 |\n"
	    "| Recumbent bike (min) | 8      | 10      |\n"
	    "| Heel raise           | 2x10   | 2x12    |\n");

	assert_int_equal(10, performed(f, "recumbent bike")->dosage.minutes);
	expect(f, "heel raise", 2, 12, "");
}

/* Where trials are counted, what was correct beside them makes no test. */
static void
trials_are_counted_beside_scores(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Task       | Trials | Cues | Accuracy\n"
	    "Key pinch  | 12     | none | 80%\n"
	    "Heel raise | 10     | min  |\n");

	expect(f, "Key pinch", NONE, 12, "");
	expect(f, "heel raise", NONE, 10, "");
}

static void
dots_divide_visits(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "......................03/04........03/11\n"
	    "heel raise............2x10.........2x15\n"
	    "   (both, rail)\n"
	    "mini squat............2x10.........deferred, sore\n"
	    "band row..............yel 15.......red 2x15\n");

	expect(f, "heel raise", 2, 15, "");
	expect(f, "band row", 2, 15, "red band");
	assert_null(performed(f, "mini squat"));
}

static void
commas_divide_exports(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "order,activity,sets,reps,hold,load,side,comment\n"
	    "1,Bird dog,2,8,5 s,3 lb,alt,flat back\n"
	    "2,Mini squat,3,12,,10 lb,,cue at knee, mirror\n"
	    "3,Prone press up,,,,,,\n");

	expect(f, "bird dog", 2, 8, "3 lb");
	expect(f, "mini squat", 3, 12, "10 lb");
}

/* Weeks and visits that are numbered have an order, and "today" is last. */
static void
numbers_head_visits(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "LAST SESSION       wk 20       wk 22       TODAY\n"
	    "Heel raise         2x10        2x12        3x15\n"
	    "Mini squat         2x10        2x10        skip - knee\n"
	    "\n"
	    "                   Visit 5     Visit 6     Visit 7\n"
	    "LAQ                2x10        2x12        3x12\n"
	    "Band row           2x10        2x10        held\n");

	expect(f, "heel raise", 3, 15, "");
	expect(f, "long arc quad", 3, 12, "");
	assert_null(performed(f, "mini squat"));
	assert_null(performed(f, "band row"));
}

/* A week beside a date is of the patient, and heads no columns. */
static void
a_week_and_a_date_head_nothing(void **state)
{
	const struct facts *f = facts_of(*state,
	    "J Roe  L hip labral repair   wk 5   3-11-26\n"
	    "clam 2x15, mini squat 2x10, bridge 3x10, heel raise\n"
	    "97110 x2   30 min\n");

	expect(f, "clamshell", 2, 15, "");
	expect(f, "bridge", 3, 10, "");
}

/* A code may stand before the names, for several rows. */
static void
names_stand_behind_codes(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "CPT     ACTIVITY               PARAMETERS            MIN\n"
	    "------  ---------------------  --------------------  ---\n"
	    "97110   Heel raise             2 x 15                 25\n"
	    "        Leg press, both        60 lb, 3 x 10\n");

	assert_int_equal(2, f->exercises.len);
	expect(f, "heel raise", 2, 15, "");
	expect(f, "leg press", 3, 10, "60 lb");
}

/* "20,20,15" are three sets, twenty asked for; initials are no side. */
static void
cells_hold_series_and_initials(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "                        3/4         3/11\n"
	    "Heel raise              15,15       20,20,15\n"
	    "LAQ                     2x10        2x12\n");
	const struct exercise *e;

	expect(f, "heel raise", 3, 20, "");
	f = facts_of(*state, NOTE
	    "EXERCISE             DOSE              INIT\n"
	    "LAQ                  2 x 12    2#      BL\n"
	    "Mini squat           2 x 10            BL\n");
	e = performed(f, "mini squat");
	assert_non_null(e);
	assert_int_equal(SIDE_NONE, e->dosage.side);
}

/* The exercise may stand behind its dosage, and weights may be metric. */
static void
headings_say_where_names_are(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Sets | Reps | Exercise   | kg\n"
	    "3    | 10   | SLR        | 2.5\n"
	    "2    | 12   | Heel raise |\n");

	expect(f, "straight leg raise", 3, 10, "2.5 kg");
	expect(f, "heel raise", 2, 12, "");
}

/* Columns of visits may be headed with the names of months, and a tick is for
 * what was prescribed. */
static void
ticks_mean_the_prescription(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise   | Rx        | Mar 4 | Mar 11 (today)\n"
	    "SLR R      | 2x10 2#   | x     | x\n"
	    "Heel raise | 2x10      | x     | --\n"
	    "LAQ        | 3x12      |       | 3x15\n");

	expect(f, "straight leg raise", 2, 10, "2 lb");
	expect(f, "long arc quad", 3, 15, "");
	assert_null(performed(f, "heel raise"));
}

static void
tabs_divide_visits(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise\t03/04\t03/11\t03/18\n"
	    "SLR\t2x10\t3x10 red TB\t\n"
	    "Bike\t6' L2\t8' L3\t\n");

	expect(f, "straight leg raise", 3, 10, "red band");
	expect(f, "stationary bike", NONE, NONE, "level 3");
	assert_int_equal(8, performed(f, "stationary bike")->dosage.minutes);
}

static void
gaps_divide_visits(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "EXERCISE             03/04          03/11\n"
	    "Seated heel raise    2x15           3x15 10#\n"
	    "Single leg stance    10\"x3          20\"x3\n"
	    "Towel curls          x20            d/c\n");

	expect(f, "seated heel raise", 3, 15, "10 lb");
	expect(f, "single leg stance", 3, NONE, "");
	assert_int_equal(20,
	    performed(f, "single leg stance")->dosage.hold_seconds);
	assert_int_equal(2, f->exercises.len);
}

static void
lines_of_boxes_divide(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "\xE2\x94\x82 Exercise    \xE2\x94\x82 03/04   \xE2\x94\x82 03/11"
	    "    \xE2\x94\x82\n"
	    "\xE2\x94\x82 Leg press   \xE2\x94\x82 3x12 50# \xE2\x94\x82 "
	    "3x12 55# \xE2\x94\x82\n");

	expect(f, "leg press", 3, 12, "55 lb");
}

static void
headings_say_what_columns_hold(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "EXERCISE              SETS   REPS   LOAD     HOLD\n"
	    "Wrist flexion R         2     15    3 lb      -\n"
	    "Isometric wrist ext     -      5     -       45 s\n"
	    "Ball squeeze           ___    ___   ___      ___\n");
	const struct exercise *e;

	assert_int_equal(3, f->exercises.len);
	e = &f->exercises.at[0];
	assert_int_equal(2, e->dosage.sets);
	assert_int_equal(15, e->dosage.reps);
	assert_true(str_eq(STR("3 lb"), e->dosage.resistance));
	assert_int_equal(SIDE_RIGHT, e->dosage.side);
	e = &f->exercises.at[1];
	assert_int_equal(5, e->dosage.reps);
	assert_int_equal(45, e->dosage.hold_seconds);
	assert_true(exercise_performed(&f->exercises.at[2]));
	assert_false(f->exercises.at[2].dosage.counted);
}

static void
semicolons_divide_exports(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise;Sets;Reps;Load;Side;Done\n"
	    "Leg extension;3;12;15 lb;R;Y\n"
	    "Wall sit;;;;;N\n"
	    "Single leg bridge;2;8;BW;L;Y\n");

	expect(f, "leg extension", 3, 12, "15 lb");
	expect(f, "single leg bridge", 2, 8, "body weight");
	assert_int_equal(SIDE_LEFT,
	    performed(f, "single leg bridge")->dosage.side);
	assert_null(performed(f, "wall sit"));
}

static void
ditto_means_the_visit_before(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise   | 03/04     | 03/11\n"
	    "SLR        | 2x10 2#   | same\n"
	    "Heel raise | 2x15      | \xE2\x9C\x93\n");

	expect(f, "straight leg raise", 2, 10, "2 lb");
	expect(f, "heel raise", 2, 15, "");
}

/* The only number of a cell counts repetitions, and a day's name may stand
 * before the date. */
static void
bare_numbers_are_repetitions(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "                   Wed 3/4     Wed 3/11\n"
	    "SLR                2x10        2x12\n"
	    "Heel raise         15          20\n"
	    "Clamshell          8           10 yellow band\n");

	expect(f, "straight leg raise", 2, 12, "");
	expect(f, "heel raise", NONE, 20, "");
	expect(f, "clamshell", NONE, 10, "yellow band");
}

static void
measures_are_no_exercises(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Measures                   Initial      Today\n"
	    "Quad lag on SLR            8            none\n"
	    "Stands at sink             2 min        6 min\n"
	    "Knee extension AROM        -6           0\n");

	for (size_t i = 0; i < f->exercises.len; i++)
		assert_false(exercise_performed(&f->exercises.at[i]));
}

/* Without dates the heading tells which column is today's. */
static void
headings_tell_today(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise | Last session | Today\n"
	    "SLR      | 2x10         | 3x10\n"
	    "LAQ      | 2x12 2#      | 2x15 3#\n");

	expect(f, "straight leg raise", 3, 10, "");
	expect(f, "long arc quad", 2, 15, "3 lb");
	assert_false(f->present[EL_PROGRESS]);
}

static struct tables
tables_of(struct lab *lab, const struct facts *f)
{
	struct tables tables = {0};

	assert_false(ARENA_FAILED(lab->arena));
	tables_find(lab->arena, f->reading, f->date_of_service,
	    f->date_of_service, &tables);
	arena_disarm(lab->arena);
	return tables;
}

static void
a_row_is_found_by_place(void **state)
{
	const char *text = NOTE "Exercise | 03/04 | 03/11\nSLR | 2x10 | 3x10\n";
	const struct facts *f = facts_of(*state, text);
	struct tables tables;
	const struct table *table = NULL;
	size_t slr = (size_t)(strstr(text, "SLR") - text);

	tables = tables_of(*state, f);
	assert_int_equal(1, tables.len);
	assert_non_null(tables_row_at(&tables, slr, &table));
	assert_true(table->dated);
	assert_int_equal(2, table->today);
	assert_null(tables_row_at(&tables, 0, &table));
}

/* A sheet may have a row a visit and a column an exercise: only today's row
 * counts, and neither dates nor ticks are exercises. */
static void
rows_of_visits_are_turned(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Date | Bike (min) | SLR | Heel raise | Squeeze of jam jar | Pain\n"
	    "3/4  | 5 | 2x10    | taught | - | 5\n"
	    "3/11 | 8 | 3x10 3# | yes | 2x8 R | 4\n"
	    "3/18 |   |         |     |       |\n");

	expect(f, "straight leg raise", 3, 10, "3 lb");
	expect(f, "heel raise", NONE, NONE, "");
	expect(f, "Squeeze of jam jar", 2, 8, "");
	assert_int_equal(8, performed(f, "stationary bike")->dosage.minutes);
	assert_int_equal(4, f->exercises.len);
}

/* Visits may be numbered, and columns divided by gaps. */
static void
numbered_visits_are_turned(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Session   Mini squat   LAQ       Tandem stance   Initials\n"
	    "1         x10          2x10      2x15s           PH\n"
	    "2         2x10         held      3x30s           PH\n");

	expect(f, "mini squat", 2, 10, "");
	assert_int_equal(30,
	    performed(f, "tandem stance")->dosage.hold_seconds);
	assert_null(performed(f, "long arc quad"));
	assert_int_equal(2, f->exercises.len);
}

/* Of a log with a row an exercise or a visit in words the rows of today count.
 */
static void
earlier_rows_of_logs_are_past(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Date | Exercise | Sets | Reps\n"
	    "3/4  | SLR | 2 | 10\n"
	    "     | LAQ | 2 | 10\n"
	    "3/11 | SLR | 3 | 12\n");

	expect(f, "straight leg raise", 3, 12, "");
	assert_int_equal(1, f->exercises.len);
	f = facts_of(*state, NOTE
	    "Date | Treatment | Response\n"
	    "3/4/26  | SLR 2x10, LAQ 2x10 | sore\n"
	    "3/11/26 | SLR 3x12 | tolerated well\n");
	expect(f, "straight leg raise", 3, 12, "");
	assert_int_equal(1, f->exercises.len);
}

/* The name of a row may say how long each is held, and a cell who moved. */
static void
names_and_cells_say_how(void **state)
{
	const struct facts *f = facts_of(*state, NOTE
	    "Exercise           | 3/04   | 3/11\n"
	    "Glute sets 5\"      | x15    | x20\n"
	    "Step ups 6\"        | x15    | x20\n"
	    "Hip abd on board   | x10 AA | 2x10 A\n"
	    "Heel slides        | x10    | x15 AA\n");

	expect(f, "glute set", NONE, 20, "");
	assert_int_equal(5, performed(f, "glute set")->dosage.hold_seconds);
	assert_int_equal(NONE, performed(f, "step up")->dosage.hold_seconds);
	expect(f, "hip abduction", 2, 10, "AROM");
	expect(f, "heel slide", NONE, 15, "AAROM");
}

/* A sheet may be all that dates the visit: the last filled column does, in the
 * year that the note's other dates are of. */
static void
sheets_date_the_visit(void **state)
{
	const struct facts *f = facts_of(*state,
	    "SHEET - KNEE\nDOB 02/19/1957   TKA 12/04/2024\n\n"
	    "Date         12/20     12/27     1/3       1/6\n"
	    "SLR          2x10      3x10      3x12 2#\n"
	    "SAQ          2x10      2x10      held\n");

	assert_int_equal(date_of(2025, 1, 3), f->date_of_service);
	expect(f, "straight leg raise", 3, 12, "2 lb");
	assert_null(performed(f, "short arc quad"));
	f = facts_of(*state, "SHEET - KNEE\n\n"
	    "Date         12/20/24  12/27/24  1/3/25\n"
	    "SLR          2x10      3x10      3x12 2#\n");
	assert_int_equal(date_of(2025, 1, 3), f->date_of_service);
	expect(f, "straight leg raise", 3, 12, "2 lb");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_divide_visits),
		cmocka_unit_test(what_was_done_is_not_what_was_before),
		cmocka_unit_test(loads_stand_in_columns),
		cmocka_unit_test(remarks_say_what_was_not_done),
		cmocka_unit_test(names_hold_units),
		cmocka_unit_test(trials_are_counted_beside_scores),
		cmocka_unit_test(dots_divide_visits),
		cmocka_unit_test(commas_divide_exports),
		cmocka_unit_test(numbers_head_visits),
		cmocka_unit_test(a_week_and_a_date_head_nothing),
		cmocka_unit_test(names_stand_behind_codes),
		cmocka_unit_test(cells_hold_series_and_initials),
		cmocka_unit_test(headings_say_where_names_are),
		cmocka_unit_test(ticks_mean_the_prescription),
		cmocka_unit_test(tabs_divide_visits),
		cmocka_unit_test(gaps_divide_visits),
		cmocka_unit_test(lines_of_boxes_divide),
		cmocka_unit_test(headings_say_what_columns_hold),
		cmocka_unit_test(semicolons_divide_exports),
		cmocka_unit_test(ditto_means_the_visit_before),
		cmocka_unit_test(bare_numbers_are_repetitions),
		cmocka_unit_test(measures_are_no_exercises),
		cmocka_unit_test(headings_tell_today),
		cmocka_unit_test(a_row_is_found_by_place),
		cmocka_unit_test(rows_of_visits_are_turned),
		cmocka_unit_test(numbered_visits_are_turned),
		cmocka_unit_test(earlier_rows_of_logs_are_past),
		cmocka_unit_test(names_and_cells_say_how),
		cmocka_unit_test(sheets_date_the_visit),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
