/* SPDX-License-Identifier: Apache-2.0 */
/* Sections: every way a note may set its headings, and prose that has none. */
#include "match/sections.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"

/* Sections are written "kind[text]"; what stands under no heading "[text]". */
struct layout {
	const char *note;
	const char *sections;
};

static const struct layout letters[] = {
	{"S: less pain\nO: AROM 110\nA: improving\nP: add lunges\n",
	    "subjective[less pain] objective[AROM 110] assessment[improving] "
	    "plan[add lunges]"},
	{"S - less pain\nO - AROM 110\nA - improving\nP - add lunges",
	    "subjective[less pain] objective[AROM 110] assessment[improving] "
	    "plan[add lunges]"},
	{"S \xE2\x80\x93 less pain\nO \xE2\x80\x93 AROM 110\n"
	    "P \xE2\x80\x94 add lunges",
	    "subjective[less pain] objective[AROM 110] plan[add lunges]"},
	{"S  less pain\nO  AROM 110\nA  improving\nP  add lunges",
	    "subjective[less pain] objective[AROM 110] assessment[improving] "
	    "plan[add lunges]"},
	{"S\tless pain\nO\tAROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"S) less pain\nO) AROM 110\nP) add lunges",
	    "subjective[less pain] objective[AROM 110] plan[add lunges]"},
	{"(S) less pain\n(O) AROM 110\n(P) add lunges",
	    "subjective[less pain] objective[AROM 110] plan[add lunges]"},
	{"[S] less pain\n[O] AROM 110\n[P] add lunges",
	    "subjective[less pain] objective[AROM 110] plan[add lunges]"},
	{"S. less pain\nO. AROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"S/ less pain\nO/ AROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"S:less pain\nO:AROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"S :\nless pain\nO :\nAROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"S\nless pain\nO\nAROM 110\nA\nbetter\nP\nadd lunges\n",
	    "subjective[less pain] objective[AROM 110] assessment[better] "
	    "plan[add lunges]"},
	{"**S:** less pain\n**O:** AROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"**S**: less pain\n**O**: AROM 110\n", "subjective[less pain] "
	    "objective[AROM 110]"},
	{"S: less pain. O: AROM 110. A: improving. P: add lunges.",
	    "subjective[less pain.] objective[AROM 110.] "
	    "assessment[improving.] plan[add lunges.]"},
	{"S: less pain O: AROM 110 A: improving P: add lunges",
	    "subjective[less pain] objective[AROM 110] assessment[improving] "
	    "plan[add lunges]"},
	{"S: less pain / O: AROM 110 / A: improving / P: add lunges",
	    "subjective[less pain /] objective[AROM 110 /] "
	    "assessment[improving /] plan[add lunges]"},
	{"S: less pain | O: AROM 110 | P: add lunges",
	    "subjective[less pain |] objective[AROM 110 |] plan[add lunges]"},
	{"S: less pain\nO: AROM 110\nA/P: improving, add lunges",
	    "subjective[less pain] objective[AROM 110] "
	    "assessment[improving, add lunges]"},
	{"S: ok\nTx: bridges 2x10\nA: better\n", "subjective[ok] "
	    "treatment[bridges 2x10] assessment[better]"},
	{"S: dizzy\nO: BP 120/80, P: 72, R: 16\n", "subjective[dizzy] "
	    "objective[BP 120/80, P: 72, R: 16]"},
	{"S: dizzy\nO: BP 120/80  P: 72  R: 16\n", "subjective[dizzy] "
	    "objective[BP 120/80  P: 72  R: 16]"},
	{"Subj: less pain\nObj: AROM 110\nAssess: better\nPlan: go on",
	    "subjective[less pain] objective[AROM 110] assessment[better] "
	    "plan[go on]"},
	{"A: 5\n", "[A: 5]"},
	{"Vitamin A: 5 mg\nVitamin S: 2 mg\n",
	    "[Vitamin A: 5 mg\nVitamin S: 2 mg]"},
};

static const struct layout headings[] = {
	{"CHARGES\n97110 x 2\n97140 x 1\n\nShe walked in from the car on her "
	    "own and said that the knee was fine.\n",
	    "billing[97110 x 2\n97140 x 1] "
	    "[She walked in from the car on her own and said that the knee was "
	    "fine.]"},
	{"Subjective: less pain\nObjective: AROM 110\n",
	    "subjective[less pain] objective[AROM 110]"},
	{"SUBJECTIVE\nless pain\n\nOBJECTIVE\nAROM 110\n",
	    "subjective[less pain] objective[AROM 110]"},
	{"SUBJECTIVE:\n  less pain\nPLAN:\n  add lunges\n",
	    "subjective[less pain] plan[add lunges]"},
	{"Subjective\n----------\nless pain\n\nPlan\n----\nadd lunges\n",
	    "subjective[----------\nless pain] plan[----\nadd lunges]"},
	{"SUBJECTIVE\n==========\nless pain",
	    "subjective[==========\nless pain]"},
	{"## Subjective\nless pain\n## Plan\nadd lunges",
	    "subjective[less pain] plan[add lunges]"},
	{"**Subjective**\nless pain\n\n**Plan**\nadd lunges",
	    "subjective[less pain] plan[add lunges]"},
	{"__Plan__\nadd lunges", "plan[add lunges]"},
	{"*Plan:* add lunges", "plan[add lunges]"},
	{"=== SUBJECTIVE ===\nless pain", "subjective[less pain]"},
	{"--- Plan ---\nadd lunges", "plan[add lunges]"},
	{"[PLAN]\nadd lunges", "plan[add lunges]"},
	{"<Plan>\nadd lunges", "plan[add lunges]"},
	{"> Plan: add lunges", "plan[add lunges]"},
	{"- Plan: add lunges", "plan[add lunges]"},
	{"\xE2\x80\xA2 Plan: add lunges", "plan[add lunges]"},
	{"\xE2\x96\xA0 PLAN\nadd lunges", "plan[add lunges]"},
	{"| Plan | add lunges |", "plan[add lunges |]"},
	{"1. Subjective\nless pain\n2. Objective\nAROM 110\n",
	    "subjective[less pain] objective[AROM 110]"},
	{"1) Subjective: less pain\n2) Plan: add lunges\n",
	    "subjective[less pain] plan[add lunges]"},
	{"II. OBJECTIVE\nAROM 110\nIV. PLAN\nadd lunges",
	    "objective[AROM 110] plan[add lunges]"},
	{"Plan - add lunges", "plan[add lunges]"},
	{"Plan \xE2\x80\x94 add lunges", "plan[add lunges]"},
	{"Subjective   less pain\nPlan         add lunges\n",
	    "subjective[less pain] plan[add lunges]"},
	{"Plan\tadd lunges", "plan[add lunges]"},
	{"PLAN. Add lunges.", "plan[Add lunges.]"},
	{"Plan = add lunges", "plan[add lunges]"},
	{"plan: add lunges", "plan[add lunges]"},
	{"subjective\nless pain\nplan\nadd lunges\n",
	    "subjective[less pain] plan[add lunges]"},
	{"Objective (measured today): AROM 110", "objective[AROM 110]"},
	{"PLAN (next visit)\nadd lunges", "plan[add lunges]"},
	{"OBJECTIVE STATUS AT THIS VISIT\n"
	    "the knee bends to 110 degrees and is less sore",
	    "objective[the knee bends to 110 degrees and is less sore]"},
	{"GAIT TRAINING 150 FT WITH CANE\nPLAN: GO ON",
	    "[GAIT TRAINING 150 FT WITH CANE] plan[GO ON]"},
	{"## Treatment provided this morning\nbridges",
	    "treatment[bridges]"},
	{"Therapeutic Exercise (97110): bridges", "treatment[bridges]"},
	{"Therapeutic Exercise 97110 25 min: bridges", "treatment[bridges]"},
	{"97110 Therapeutic Exercise: bridges", "treatment[bridges]"},
	{"TherEx x 23 min: bridges", "treatment[bridges]"},
	{"Assessment/Plan: going well", "assessment[going well]"},
	{"Assessment & Plan\ngoing well", "assessment[going well]"},
	{"Assessment and Plan:\ngoing well", "assessment[going well]"},
	{"Subjective: sore. Objective: AROM 110. Plan: add lunges.",
	    "subjective[sore.] objective[AROM 110.] plan[add lunges.]"},
	{"Subjective: sore Objective: AROM 110 Plan: add lunges",
	    "subjective[sore] objective[AROM 110] plan[add lunges]"},
	{"Subjective: sore; Objective: AROM 110; Plan: add lunges",
	    "subjective[sore;] objective[AROM 110;] plan[add lunges]"},
	{"Subjective: sore\tPlan: add lunges",
	    "subjective[sore] plan[add lunges]"},
	{"STG: squat to 90\nLTG: run 5 miles\n",
	    "goals[squat to 90] goals[run 5 miles]"},
	{"Short-Term Goals:\n1. squat to 90\n", "goals[1. squat to 90]"},
	{"HEP: bridges daily", "home[bridges daily]"},
	/* A label heads its own paragraph only. */
	{"Why: hip strength for stairs\nBridges 2x10",
	    "rationale[hip strength for stairs] [Bridges 2x10]"},
	{"Why: hip strength for\n  stairs at home\nBridges 2x10",
	    "rationale[hip strength for\n  stairs at home] [Bridges 2x10]"},
	{"Treatment:\nBridges 2x10\nWhy: stairs\nClams 2x10",
	    "treatment[Bridges 2x10] rationale[stairs] treatment[Clams 2x10]"},
	{"Still here because\n  the load has to be set\nNEXT: rows",
	    "necessity[the load has to be set] plan[rows]"},
	{"SUBJ \xE2\x96\xB8 less pain\nPLAN \xC2\xBB rows",
	    "subjective[less pain] plan[rows]"},
	{"[1] Treatment\nbridges\n[2] Plan\nrows",
	    "treatment[bridges] plan[rows]"},
	{"2 | TASKS + YIELD\nnaming of food and tools",
	    "treatment[naming of food and tools]"},
	{"[tx] bridges\n[next] rows", "treatment[bridges] plan[rows]"},
	{"AIMS SET 04/14\nsquat to 90", "goals[squat to 90]"},
	{"DONE, orthosis off\nbridges", "treatment[orthosis off\nbridges]"},
	/* Titles that no pack lists, made of words that they know. */
	{"CONTINUED SKILLED NEED    the load has to be set",
	    "necessity[the load has to be set]"},
	{"Clinical justification of ongoing services: falls",
	    "necessity[falls]"},
	{"Why a skilled clinician: falls", "necessity[falls]"},
	{"[SKILL/NEED] falls", "necessity[falls]"},
	{"[6] SKILL/NEED: falls", "necessity[falls]"},
	{"5. WHY A SKILLED PT   falls", "necessity[falls]"},
	{"Patient reaction to today's exercises: tired", "response[tired]"},
	{"TX REACTION    tired", "response[tired]"},
	{"reaction_to_session : tired", "response[tired]"},
	{"Client tolerance of visit\ntired", "response[tired]"},
	{"SKILLED ACTIONS   blocked the knee", "skilled[blocked the knee]"},
	{"Therapist's clinical decisions: blocked the knee",
	    "skilled[blocked the knee]"},
	{"Purpose of these activities: stairs", "rationale[stairs]"},
	{"RATIONALE FOR EACH EXERCISE\nstairs",
	    "rationale[stairs]"},
	{"Rationale for today's work\nstairs", "rationale[stairs]"},
	{"TOWARD POC        STG-B: climb 12 stairs",
	    "goals[STG-B: climb 12 stairs]"},
	{"progress_to_goal : 2 of 5", "assessment[2 of 5]"},
	{"Clinical measurements this visit: AROM 110",
	    "objective[AROM 110]"},
	{"Plan for the remaining visits: rows", "plan[rows]"},
	{"Main functional goal of therapy: squat to 90",
	    "goals[squat to 90]"},
	/* Where nothing heads what was done, a blank line ends a part. */
	{"Subjective: sore.\n\nBridges 2x10", "subjective[sore.] "
	    "[Bridges 2x10]"},
	{"Subjective: sore.\n\nStill.\nObjective: AROM 110",
	    "subjective[sore.\n\nStill.] objective[AROM 110]"},
	/* A goal ends with its paragraph or list, one among the items of a
	 * list with its item, and a part that begins inside a line with the
	 * next blank line. */
	{"Treatment:\nbridges\nGoal: squat to 90.\nBridges hurt less.",
	    "treatment[bridges] goals[squat to 90.] [Bridges hurt less.]"},
	{"Treatment:\nbridges\nGoals: two.\n1. squat\n2) run\nSore.",
	    "treatment[bridges] goals[two.\n1. squat\n2) run] [Sore.]"},
	{"Treatment:\nbridges\n\n- Plan: rows\n  twice\n- Sore.",
	    "treatment[bridges] plan[rows\n  twice] [- Sore.]"},
	{"Treatment: bridges. Plan: rows.\n\nSore.",
	    "treatment[bridges.] plan[rows.] [Sore.]"},
	{"Treatment:\nbridges\nPlan: rows.\n\nTwice.",
	    "treatment[bridges] plan[rows.\n\nTwice.]"},
	{"Goals: ***\nPlan: ____\n", "goals[***] plan[____]"},
	{"Today\xE2\x80\x99s Treatment: bridges", "treatment[bridges]"},
	{"Patient seen for knee.\n\nPlan: add lunges",
	    "[Patient seen for knee.] plan[add lunges]"},
	{"PLAN:\r\tadd lunges", "plan[add lunges]"},
	{"Plan:\n", "plan[]"},
	{"Plan:", "plan[]"},
	{"", ""},
	{"\n\n", ""},
};

/* Prose that only looks as if it had headings; all of it is under none. */
static const char *const prose[] = {
	"Plan to add lunges next visit.",
	"Assessment of gait shows a short step on the left.",
	"Patient reports less pain and walked 500 ft.",
	"She tolerated the new\nprogram\nwell and wants to go on.",
	"Patient performed the whole of the\nexercise\nwithout complaint.",
	"Subjective complaints have eased since the last visit.",
	"Exercise tolerance was good and she rested twice.",
	"He met the goal - a walk of a mile - on Monday.",
	"Progress is slow but steady.",
	"Seen at 9:15 for treatment and left at 10:00.",
	"The patient's goals, plan and progress were discussed.",
	"Balance training on foam, eyes closed.",
	"Discussed the plan: two more weeks.",
	"Gait 150 ft with a cane.",
	"Treatment lasted 45 minutes.",
	"So we go on. A good day overall. Pleased with it.",
	"O2 97 %, HR 72, P 70.",
	"Return to sport is his goal. Next visit in a week.",
	"Home is a two-story house.",
	"Education level is college.",
	"Pt has A: none, B: none.",
	"|  97110  | Therapeutic exercise | 10 | 1 | GP |",
	"97140 | Manual therapy | 8 min | 1",
	"SKILLED NURSING FACILITY RESIDENT",
	"SKILLED PT provided for gait.",
	"NEEDS CUES TO SLOW DOWN ON STAIRS",
	"TOLERATED WELL WITH TWO RESTS",
	"REASON FOR LATE START was traffic.",
	"Need for cues     4 of 10 trials",
	"Response time     0.54 s",
	"She has made progress toward the\ngoal of therapy\nand is glad.",
	"The therapist's role and the treatment rationale were explained.",
	"Goals for therapy are to walk and to sleep.",
	"CUES FOR UPRIGHT POSTURE x4",
	"WHY SHE FELL IS UNKNOWN",
};

struct fixture {
	struct pack *pack;
	struct arena *titles_arena;
	struct titles *titles;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err = {0};
	char folder[512];
	const char *srcdir = getenv("srcdir");

	if (f == NULL)
		return -1;
	snprintf(folder, sizeof(folder), "%s/patterns", srcdir ? srcdir : ".");
	if (pack_load(folder, NULL, 0, &f->pack, &err) != OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	f->titles_arena = arena_new(LIMIT_PACK_ARENA);
	if (f->titles_arena == NULL || ARENA_FAILED(f->titles_arena))
		return -1;
	f->titles = titles_new(f->titles_arena, f->pack);
	arena_disarm(f->titles_arena);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->titles_arena);
	pack_free(f->pack);
	free(f);
	return 0;
}

static struct reading
sections_of(const struct fixture *f, struct arena *a, struct str text)
{
	struct document *document = arena_alloc(a, sizeof(*document));
	struct note *note = arena_alloc(a, sizeof(*note));
	struct reading r = {.pack = f->pack, .note = note};

	document->text = text;
	*note = (struct note){.document = document, .text = text};
	sections_find(f->titles, a, &r);
	return r;
}

static struct str
written(struct arena *a, const struct reading *r)
{
	struct str all = STR("");

	for (size_t i = 0; i < r->sections.len; i++) {
		const struct section *s = &r->sections.at[i];
		struct str body = str_trim(str_slice(r->note->text, s->body));
		if (s->kind == NULL && body.len == 0)
			continue;
		all = arena_printf(a, "%.*s%s%s[%.*s]", STR_ARG(all),
		    all.len > 0 ? " " : "", s->kind ? s->kind->id : "",
		    STR_ARG(body));
	}
	return all;
}

/* The note's sections cover it, in order. */
static void
assert_in_order(const struct reading *r)
{
	size_t at = 0;

	assert_true(r->sections.len > 0);
	for (size_t i = 0; i < r->sections.len; i++) {
		const struct section *s = &r->sections.at[i];
		assert_true(s->title.start <= s->title.end);
		if (s->kind != NULL) {
			assert_true(at <= s->title.start);
			assert_true(s->title.end <= s->body.start);
		}
		assert_true(s->body.start <= s->body.end);
		assert_true(at <= s->body.start);
		at = s->body.end;
	}
	assert_int_equal(at, r->note->text.len);
}

static unsigned
differences(const struct fixture *f, const char *note, const char *expected)
{
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	unsigned wrong;

	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	struct reading r = sections_of(f, a, str_of(note));
	assert_in_order(&r);
	struct str seen = written(a, &r);
	wrong = !str_eq(seen, str_of(expected));
	if (wrong)
		print_error("%s\n  is %.*s\n  not %s\n", note, STR_ARG(seen),
		    expected);
	arena_disarm(a);
	arena_free(a);
	return wrong;
}

static void
letters_label_parts(void **state)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		wrong += differences(*state, letters[i].note,
		    letters[i].sections);
	assert_int_equal(wrong, 0);
}

static void
headings_are_found_in_any_dress(void **state)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		wrong += differences(*state, headings[i].note,
		    headings[i].sections);
	assert_int_equal(wrong, 0);
}

static void
prose_has_no_headings(void **state)
{
	unsigned wrong = 0;
	char expected[256];

	for (size_t i = 0; i < sizeof(prose) / sizeof(*prose); i++) {
		snprintf(expected, sizeof(expected), "[%s]", prose[i]);
		wrong += differences(*state, prose[i], expected);
	}
	assert_int_equal(wrong, 0);
}

/* Text that invites work in the square of its length. */
static void
hostile_text_takes_linear_time(void **state)
{
	static const char *const bits[] = {
		"S: (", "Plan (", "Plan ", "Plan: ", "P: ", "#", "*", "- ",
		"(((", "Subjective\n", "Plan\t", "  ", "\n", "Plan  (",
		"\xC3\xA9 Plan ",
	};
	const size_t size = 4 << 20;
	char *text = malloc(size);

	assert_non_null(text);
	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		struct arena *a = arena_new((size_t)4 << 30);
		size_t n = strlen(bits[i]);
		assert_non_null(a);
		assert_false(ARENA_FAILED(a));
		for (size_t at = 0; at + n <= size; at += n)
			memcpy(text + at, bits[i], n);
		struct reading r = sections_of(*state, a,
		    (struct str){text, size / n * n});
		assert_in_order(&r);
		arena_disarm(a);
		arena_free(a);
	}
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_label_parts),
		cmocka_unit_test(headings_are_found_in_any_dress),
		cmocka_unit_test(prose_has_no_headings),
		cmocka_unit_test(hostile_text_takes_linear_time),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
