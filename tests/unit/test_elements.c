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

/* What is told behind an exercise, and the element that it documents. */
struct told {
	enum element element;
	const char *text;
	bool found;
};

static const struct told told[] = {
	/* the course of a session, not of another day */
	{EL_RESPONSE, "She got it by set 2.", true},
	{EL_RESPONSE, "Went out walking even.", true},
	{EL_RESPONSE, "Hip pinched so slowed to a 3-count, gone.", true},
	{EL_RESPONSE, "Cues went from five to one.", true},
	{EL_RESPONSE, "[x] Tolerated treatment well   [ ] Fair", true},
	{EL_RESPONSE, "[ ] Tolerated treatment well   [x] NT", false},
	{EL_RESPONSE, "Went out to dinner.", false},
	/* why, tied to the work */
	{EL_PURPOSE, "Pelvis drops, hence the clams.", true},
	{EL_PURPOSE, "That is the motion his van asks of him.", true},
	{EL_PURPOSE, "It rained, hence the brace.", false},
	{EL_PURPOSE, "Bike to warm up.", false},
	{EL_PURPOSE, "Stopped so she could rest.", false},
	/* against an earlier day */
	{EL_PROGRESS, "Two weeks ago she could not lift it.", true},
	{EL_PROGRESS, "Sixteen degrees up in a fortnight.", true},
	{EL_PROGRESS, "STG 2: not there yet, 4 of 6 steps.", true},
	{EL_PROGRESS, "In May she had the operation.", false},
};

static void
what_is_told_documents_an_element(void **state)
{
	static char text[512];

	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
		snprintf(text, sizeof(text), note, told[i].text);
		bool found =
		    facts_of(*state, text)->present[told[i].element];
		if (found != told[i].found)
			print_message("%s\n", told[i].text);
		assert_int_equal(found, told[i].found);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sure_sign_needs_no_words_beside_it),
		cmocka_unit_test(what_is_told_documents_an_element),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
