/* SPDX-License-Identifier: Apache-2.0 */
/* Every notation of tests/data/dosage_notations.csv, each in a note of its
 * own, through the real reader and facts. */
#include "tests/facts_of.h"

#include "facts/dosage.h"
#include "pack/csv.h"
#include "pack/source.h"

static struct str
cell(const struct csv *csv, const char *column)
{
	for (size_t i = 0; i < csv->header.len; i++)
		if (str_eq(csv->header.at[i].text, str_of(column)))
			return csv->row.at[i].text;
	fail_msg("%s: no column %s", csv->file, column);
	return (struct str){0};
}

static struct str
number_text(struct arena *a, int n)
{
	return n == NONE ? STR("") : arena_printf(a, "%d", n);
}

static bool
is_told(const struct csv *csv, const char *column, struct str ours)
{
	struct str wanted = cell(csv, column);

	if (str_eq(wanted, ours))
		return true;
	fprintf(stderr, "%.*s: %s is '%.*s', not '%.*s'\n",
	    STR_ARG(cell(csv, "notation")), column, STR_ARG(ours),
	    STR_ARG(wanted));
	return false;
}

static bool
row_holds(struct lab *lab, struct arena *a, const struct csv *csv)
{
	static const char *const sides[] = {"", "right", "left", "bilateral"};
	struct str notation = cell(csv, "notation");
	const struct facts *f = facts_of(lab, arena_printf(a,
	    "PHYSICAL THERAPY DAILY NOTE\nDate of service: 03/04/2026\n\n"
	    "Therapeutic exercise\n- %.*s\n", STR_ARG(notation)).ptr);

	if (f->exercises.len != 1 || !exercise_performed(&f->exercises.at[0])) {
		fprintf(stderr, "%.*s: %zu exercises\n", STR_ARG(notation),
		    f->exercises.len);
		return false;
	}
	const struct dosage *d = &f->exercises.at[0].dosage;
	unsigned wrong = !is_told(csv, "sets", number_text(a, d->sets));
	wrong += !is_told(csv, "reps", number_text(a, d->reps));
	wrong += !is_told(csv, "hold_seconds", number_text(a, d->hold_seconds));
	wrong += !is_told(csv, "minutes", number_text(a, d->minutes));
	wrong += !is_told(csv, "resistance", d->resistance);
	wrong += !is_told(csv, "side", str_of(sides[d->side]));
	return wrong == 0;
}

static void
every_notation_is_read(void **state)
{
	const char *dir = getenv("srcdir");
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	struct err err = {0};
	struct csv csv;
	struct str text;
	size_t rows = 0, wrong = 0;
	bool more = true;
	char file[4096];

	snprintf(file, sizeof(file), "%s/tests/data/dosage_notations.csv",
	    dir != NULL ? dir : ".");
	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	assert_true(source_read(a, file, &text, &err));
	assert_true(csv_open(&csv, a, file, text, &err));
	for (; csv_row(&csv, &more, &err) && more; rows++)
		wrong += !row_holds(*state, a, &csv);
	assert_int_equal(err.status, OK);
	arena_disarm(a);
	arena_free(a);
	assert_true(rows >= 150);
	if (wrong > 0)
		fail_msg("%zu of %zu notations are read wrongly", wrong, rows);
}

static const struct exercise *
only_exercise(struct lab *lab, const char *line)
{
	static char text[512];
	const struct facts *f;

	snprintf(text, sizeof(text), "Date of service: 03/04/2026\n\n"
	    "Therapeutic exercise\n- %s\n", line);
	f = facts_of(lab, text);
	assert_int_equal(1, f->exercises.len);
	return &f->exercises.at[0];
}

static void
what_is_not_stated_is_none(void **state)
{
	const struct dosage *d =
	    &only_exercise(*state, "heel raise x15")->dosage;

	assert_int_equal(NONE, d->sets);
	assert_int_equal(NONE, d->hold_seconds);
	assert_int_equal(NONE, d->minutes);
	assert_int_equal(SIDE_NONE, d->side);
	assert_int_equal(0, d->resistance.len);
}

static void
a_load_alone_is_no_dosage(void **state)
{
	const struct dosage *d =
	    &only_exercise(*state, "stationary bike level 3")->dosage;

	assert_false(d->counted);
	assert_true(str_eq(STR("level 3"), d->resistance));
}

static void
the_first_statement_of_a_field_stays(void **state)
{
	struct dosage known = dosage_none(), more = dosage_none();

	(void)state;
	known.reps = 10;
	more.reps = 12;
	more.sets = 3;
	more.side = SIDE_LEFT;
	more.counted = true;
	dosage_add(&known, &more);
	assert_int_equal(10, known.reps);
	assert_int_equal(3, known.sets);
	assert_int_equal(SIDE_LEFT, known.side);
	assert_true(known.counted);
}

static void
rates_and_scores_are_no_dosage(void **state)
{
	static const char *const notes[] = {
		"Date of service: 03/04/2026\nPlan: bridges 2x/wk at home\n",
		"Date of service: 03/04/2026\nObjective: SLR pain 3/10\n",
		"Date of service: 03/04/2026\nObjective: 5x sit to stand "
		    "14.2 s\n",
		"Date of service: 03/04/2026\nObjective: knee extension 0, "
		    "flexion 132\n",
		"Date of service: 03/04/2026\nObjective: SLS R 14 s (9 s on "
		    "02/03)\n",
	};

	for (size_t i = 0; i < ROWS(notes); i++) {
		const struct facts *f = facts_of(*state, notes[i]);
		for (size_t k = 0; k < f->exercises.len; k++)
			if (exercise_performed(&f->exercises.at[k]))
				fail_msg("%s: '%.*s' is listed", notes[i],
				    STR_ARG(f->exercises.at[k].name));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_notation_is_read),
		cmocka_unit_test(what_is_not_stated_is_none),
		cmocka_unit_test(a_load_alone_is_no_dosage),
		cmocka_unit_test(the_first_statement_of_a_field_stays),
		cmocka_unit_test(rates_and_scores_are_no_dosage),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
