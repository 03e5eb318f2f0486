/* SPDX-License-Identifier: Apache-2.0 */
/* Elements of documentation: which signs of them are believed. */
#include "tests/facts_of.h"

static const char note[] =
    "PT DAILY NOTE 3/3/2025\nPatient: Ann Lee\n\nTreatment:\n"
    "Seated row 3x10 red band. %s\n";

static bool
tells_of_skill(struct lab *lab, const char *told)
{
	static char text[512];

	snprintf(text, sizeof(text), note, told);
	return facts_of(lab, text)->present[EL_SKILLED];
}

/* No words beside it speak for it; what is sure is believed all the same. */
static void
a_sure_sign_needs_no_words_beside_it(void **state)
{
	assert_true(tells_of_skill(*state, "Splint trimmed at the web."));
	assert_true(tells_of_skill(*state, "Corrected trunk lean x4."));
	assert_false(tells_of_skill(*state, "Splint worn."));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sure_sign_needs_no_words_beside_it),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
