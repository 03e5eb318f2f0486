/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of an earlier day beside today's. */
#include "tests/facts_of.h"

/* What is written below the head of a visit on 4 March 2025, and whether it
 * compares. */
struct told {
	const char *text;
	bool compared;
};

static void
check(struct lab *lab, const char *head, const struct told *all, size_t n)
{
	static char text[1024];

	for (size_t i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "%s\nPatient: Ann Lee\n\n"
		    "Objective:\n%s\n", head, all[i].text);
		const struct facts *f = facts_of(lab, text);
		if ((f->compared.len > 0) != all[i].compared)
			fail_msg("%s: %s", all[i].text,
			    all[i].compared ? "not found" : "found");
	}
}

static void
by_the_calendar(void **state)
{
	static const struct told all[] = {
		{"Grip 41 lb (33 lb 2/24).", true},
		{"Opening 34 mm, on 16 Feb 27 mm.", true},
		{"Reach 28 cm (12/20: 22 cm).", true},
		/* To come, or of another episode. */
		{"Grip 41 lb (45 lb 3/24/25).", false},
		{"Grip 41 lb (45 lb 3/24/2021).", false},
		/* A surgery has its day in brackets as well. */
		{"R knee 0-98 (repair 2/24).", false},
		/* Grades, not days. */
		{"R hip (L 4/5 3/5).", false},
		{"R hip (L 3+/5 2/5).", false},
		{"Reach 28 cm (22.5 2/10).", true},
	};

	check(*state, "PT DAILY NOTE 3/4/2025", all, ROWS(all));
}

static void
by_words_alone(void **state)
{
	static const struct told all[] = {
		{"Opening 34 mm (27 mm two weeks ago).", true},
		{"Wrist to wall 8 cm; last wk 5.5.", true},
		/* No calendar without a visit's date. */
		{"Grip 41 lb (33 lb 2/24).", false},
	};

	check(*state, "PT DAILY NOTE", all, ROWS(all));
}

static void
a_load_is_no_state(void **state)
{
	static const struct told all[] = {
		{"Leg press 40 lb 3x10 (35 lb 2/24)", false},
	};

	check(*state, "PT DAILY NOTE 3/4/2025", all, ROWS(all));
}

/* Whose amount is told needs no other words that speak of change. */
static void
an_amount_is_certain(void **state)
{
	const struct facts *f = facts_of(*state, "PT DAILY NOTE 3/4/2025\n"
	    "Patient: Ann Lee\n\nTreatment:\nCrate lifts 3x6 15 lb\n"
	    "Putty roll 2x10\n\nSubjective:\nBerg increased 5 points.\n");

	assert_true(f->present[EL_PROGRESS]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_the_calendar),
		cmocka_unit_test(by_words_alone),
		cmocka_unit_test(a_load_is_no_state),
		cmocka_unit_test(an_amount_is_certain),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
