/* SPDX-License-Identifier: Apache-2.0 */
/* What an exercise is for, said of it by a word that only its note calls it. */
#include "tests/facts_of.h"

/* A sentence below a note's exercises, and whether it states a purpose. */
struct said {
	const char *text;
	bool purpose;
};

static const char log_text[] =
    "PT DAILY NOTE 3/3/2025\nPatient: Ann Lee\n\nTreatment:\n"
    "Crate lifts 3x6 15 lb\nPutty roll 2x10\nSled push 4 trips\n"
    "R knee press 2x8\n\nAssessment:\n%s\n";

static void
check(struct lab *lab, const struct said *all, size_t n)
{
	static char text[1024];

	for (size_t i = 0; i < n; i++) {
		snprintf(text, sizeof(text), log_text, all[i].text);
		const struct facts *f = facts_of(lab, text);
		if (f->present[EL_PURPOSE] != all[i].purpose)
			fail_msg("%s: %s", all[i].text,
			    all[i].purpose ? "not found" : "found");
	}
}

static void
by_a_word_of_its_name(void **state)
{
	static const struct said all[] = {
		{"The crates serve his quad endurance.", true},
		{"The putty is the groundwork for the jar.", true},
		{"The sled first, as the hip lags.", true},
		{"All of these feed the ladder climb.", true},
		{"The putty was chosen because the jar sticks.", true},
	};

	check(*state, all, sizeof(all) / sizeof(all[0]));
}

static void
what_says_no_purpose(void **state)
{
	static const struct said all[] = {
		{"The crates were hard.", false},
		{"The sled is for Friday next visit.", false},
		{"Crates 15 lb.", false},
		/* A part of the body is no name of an exercise. */
		{"The knee serves him fairly.", false},
		/* No exercise of this note. */
		{"The ladder serves the roof.", false},
		{"The putty dropped twice.", false},
	};

	check(*state, all, sizeof(all) / sizeof(all[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_a_word_of_its_name),
		cmocka_unit_test(what_says_no_purpose),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
