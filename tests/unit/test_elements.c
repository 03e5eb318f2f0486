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
	assert_true(tells_of_skill(*state,
	    "Moved clam off side-lying as the hip ached."));
	assert_true(tells_of_skill(*state, "Load graded to symptoms."));
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
	/* a figure, and none of pain, age or vital signs */
	{EL_OBJECTIVE, "Flex AROM 88.", true},
	{EL_OBJECTIVE, "Circumduction PROM.", false},
	{EL_OBJECTIVE, "BP 124/78 before.", false},
	/* against an earlier day */
	{EL_PROGRESS, "Two weeks ago she could not lift it.", true},
	{EL_PROGRESS, "Sixteen degrees up in a fortnight.", true},
	{EL_PROGRESS, "STG 2: not there yet, 4 of 6 steps.", true},
	{EL_PROGRESS, "In May she had the operation.", false},
	/* of the patient, and of nobody else */
	{EL_FUNCTIONAL_LIMITATION, "Has MS and cannot drive.", true},
	{EL_FUNCTIONAL_LIMITATION, "Pt's wife has MS and cannot drive.", false},
	{EL_FUNCTIONAL_LIMITATION, "Neighbor still can't kneel.", false},
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

/* Goals of a note, one letter for each thing that a goal holds: "MFT" is
 * measurable, functional and has a time frame; "I" is a figure of the body. */
static const char *
goals_told(struct lab *lab, const char *goals)
{
	static char text[512], seen[128];
	const struct facts *f;

	snprintf(text, sizeof(text), note, goals);
	f = facts_of(lab, text);
	seen[0] = '\0';
	for (size_t i = 0; i < f->goals.len && i < 8; i++) {
		const struct goal *g = &f->goals.at[i];
		snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen),
		    "%s%s%s%s%s", i == 0 ? "" : " ", g->measurable ? "M" : "",
		    g->functional ? "F" : "", g->timed ? "T" : "",
		    g->impairment ? "I" : "");
	}
	return seen;
}

static const struct {
	const char *text;
	const char *goals;
} plans[] = {
	/* the heading's time frame is that of every item */
	{"\n\nGoals (4 wks):\n1. Walk to the mailbox alone.\n"
	    "2. Hang 10 garments.\n", "MFT MFT"},
	/* an item needs no word but the title of its list */
	{"\n\nGoals: Read 30 min by 11/1. Feel better.\n", "MFT "},
	{"\n\nGOALS:\n1) walk 300 ft by 5/1/2025\n4) cut grass\n", "MFT F"},
	/* nothing of the next part is the goal's */
	{"\n\nGoals:\n1. improve strength\nPlan: PT 2x/wk for 4 wks\n", ""},
	{"\n\nGoal: lumbar flexion 60 deg by 4/3/2025\n", "MTI"},
	{"\n\nGoal: flexion 60 deg by 4/3/2025 to sit in the car\n", "MFT"},
};

static void
goals_are_taken_apart(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < ROWS(plans); i++)
		wrong += differs(plans[i].text,
		    goals_told(*state, plans[i].text), plans[i].goals);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sure_sign_needs_no_words_beside_it),
		cmocka_unit_test(what_is_told_documents_an_element),
		cmocka_unit_test(goals_are_taken_apart),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
