/* SPDX-License-Identifier: Apache-2.0 */
/* Which exercises a note lists, whatever the shape of the list. */
#include "tests/unit/listing.h"

static void
lists_of_every_shape(void **state)
{
	static const struct listing all[] = {
		{"Ther ex: SLR 3x10, SAQ 2x15, LAQ 3x12",
		    {"straight leg raise|3x10", "short arc quad|2x15",
		    "long arc quad|3x12"}},
		{"Ther ex: SLR 3x10; SAQ 2x15; LAQ 3x12",
		    {"straight leg raise|3x10", "short arc quad|2x15",
		    "long arc quad|3x12"}},
		{"Ther ex: SLR 3x10 SAQ 2x15 LAQ 3x12",
		    {"straight leg raise|3x10", "short arc quad|2x15",
		    "long arc quad|3x12"}},
		{"Ther ex: 3x10 SLR, 2x15 SAQ",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Ther ex\n- SLR 3x10\n- SAQ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Ther ex\n1. SLR 3x10\n2. SAQ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Ther ex\n\xE2\x80\xA2 SLR - 3x10\n\xE2\x80\xA2 SAQ - 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"TE 23' -- SLR 3x10; SAQ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"97110 (15 min): SLR 3x10, SAQ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Ther ex .... 20 min: SLR 3x10; SAQ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"SLR ............ 3x10\nSAQ ............ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Ther ex\nSLR . . . . ten\nSAQ  . . . . five / side\n"
		    "LAQ . . . . . eight, 2 lb",
		    {"straight leg raise|-x10", "short arc quad|-x5",
		    "long arc quad|-x8"}},
		{"SLR 3x10\nSAQ 2x15\nheel raises 20\nLAQ 3x12",
		    {"straight leg raise|3x10", "short arc quad|2x15",
		    "heel raise|-x20", "long arc quad|3x12"}},
		{"SLR 3x10\nSAQ 2x15\nTE 20\nLAQ 3x12",
		    {"straight leg raise|3x10", "short arc quad|2x15",
		    "long arc quad|3x12"}},
		{"Ther ex\nSLR 3/10\nSAQ 2/15\nfrog lifts 2/12\nLAQ 3/12",
		    {"straight leg raise|3x10", "short arc quad|2x15",
		    "frog lifts|2x12", "long arc quad|3x12"}},
		{"SLR, three lots of 15; SAQ 10x2; LAQ, two by twelve",
		    {"straight leg raise|3x15", "short arc quad|2x10",
		    "long arc quad|2x12"}},
		{"Ther ex\n2 x 10     SLR\n2 x 15     SAQ over a can\n"
		    "20 reps    heel raises",
		    {"straight leg raise|2x10", "short arc quad|2x15",
		    "heel raise|-x20"}},
		{"Ther ex\n3x10 ....... SLR\n2x15 ....... frog lifts",
		    {"straight leg raise|3x10", "frog lifts|2x15"}},
		{"Ther ex\nSLR 3x10     SAQ 2x15\n15'     lateral release",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Seen with two others (SLR 3x10, SAQ 2x15).",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
	};

	check(*state, all, ROWS(all));
}

static void
prose(void **state)
{
	static const struct listing all[] = {
		{"Today she did SLR, two sets of ten, and heel raises for "
		    "three sets of fifteen.",
		    {"straight leg raise|2x10", "heel raise|3x15"}},
		{"She performed two sets of twelve heel raises and ten sit to "
		    "stands from the chair.",
		    {"heel raise|2x12", "sit to stand|-x10"}},
		{"We began with SLR, right leg, three sets of ten with a two "
		    "pound weight, then heel raises, two sets of eight.",
		    {"straight leg raise|3x10", "heel raise|2x8"}},
	};

	check(*state, all, ROWS(all));
}

/* A number before a name counts it, where something says that it was done or
 * where others are counted too. */
static void
counts_before_names(void **state)
{
	static const struct listing all[] = {
		{"He did 12 bridges and 15 squats.",
		    {"bridge|-x12", "squat|-x15"}},
		{"He did twelve bridges, then fifteen clams.",
		    {"bridge|-x12", "clamshell|-x15"}},
		{"TX: 12 bridges, 15 clams, 20 heel raises",
		    {"bridge|-x12", "clamshell|-x15", "heel raise|-x20"}},
		{"TX: 20 squats, 15 lunges", {"squat|-x20", "lunge|-x15"}},
		{"O: mini squats for two sets of ten; thirty clams",
		    {"mini squat|2x10", "clamshell|-x30"}},
		{"TX: pegboard 20 pegs", {"peg board|-x20"}},
	};

	check(*state, all, ROWS(all));
}

/* Lines too long to be told from wrapped ones: each begins an item. */
static void
lines_that_begin_with_their_dosage(void **state)
{
	static const struct listing all[] = {
		{"TX\nbridges 3x10 each side without any pain in the back\n"
		    "two sets of six step ups on the left leg\n"
		    "twenty heel raises with both hands on the counter",
		    {"bridge|3x10", "step up|2x6", "heel raise|-x20"}},
		{"TX:\n- heel raises 2x15\n- 20 clams\n- 3 sets of 8 bridges",
		    {"heel raise|2x15", "clamshell|-x20", "bridge|3x8"}},
		{"Ther ex: Clams 2x10. 2 sets of 8 bridges.",
		    {"clamshell|2x10", "bridge|2x8"}},
	};

	check(*state, all, ROWS(all));
}

/* What is said beside a dosage adds nothing and takes nothing away. */
static void
remarks_beside_dosages(void **state)
{
	static const struct listing all[] = {
		{"TX: clams (2 x 12, with the yellow band) without pain and "
		    "bridges (2 x 8)", {"clamshell|2x12", "bridge|2x8"}},
		{"TX: clams 2x12 (last visit 2x8)\nbridges 3x10",
		    {"clamshell|2x12", "bridge|3x10"}},
		{"TX: clams 2x12, up from 5 reps last visit. Bridges 3x10.",
		    {"clamshell|2x12", "bridge|3x10"}},
		{"TX: clams 2x12 to improve stair climbing; bridges 3x10",
		    {"clamshell|2x12", "bridge|3x10"}},
		{"TX: recumbent bike, 8 minutes, 2 sets of 8 bridges",
		    {"recumbent bike|-x-", "bridge|2x8"}},
		{"TX: clams 2x12. Stairs sideways for the knee, 4/10; a week "
		    "ago 6/10.", {"clamshell|2x12"}},
	};

	check(*state, all, ROWS(all));
}

static void
one_dosage_for_several(void **state)
{
	static const struct listing all[] = {
		{"Ther ex: SLR, SAQ and LAQ 3x10",
		    {"straight leg raise|3x10", "short arc quad|3x10",
		    "long arc quad|3x10"}},
		{"Ther ex: SLR, SAQ, LAQ - all 2x8",
		    {"straight leg raise|2x8", "short arc quad|2x8",
		    "long arc quad|2x8"}},
		{"Ther ex: SLR, SAQ: 3 x 10",
		    {"straight leg raise|3x10", "short arc quad|3x10"}},
		{"Ther ex: SLR 3x10; quad sets; LAQ 2x15",
		    {"straight leg raise|3x10", "quad set|-x-",
		    "long arc quad|2x15"}},
	};

	check(*state, all, ROWS(all));
}

static void
what_the_lexicon_does_not_know(void **state)
{
	static const struct listing all[] = {
		{"Ther ex: SLR 3x10, gronkle lifts with strap 2x8",
		    {"straight leg raise|3x10",
		    "gronkle lifts with strap|2x8"}},
		{"Ther ex: SLR 3x10; gronkle lifts, right, 2x8",
		    {"straight leg raise|3x10", "gronkle lifts|2x8"}},
		/* a treatment technique with a dosage is none */
		{"Ther ex: SLR 3x10; scar massage 2x8",
		    {"straight leg raise|3x10"}},
		{"Ther ex: he did SLR 3x10; and then practised gronkle lifts "
		    "2x8", {"straight leg raise|3x10", "gronkle lifts|2x8"}},
		/* but what it is done with may be one of its tools */
		{"Ther ex: SLR 3x10; gronkle targets with laser 2x8",
		    {"straight leg raise|3x10",
		    "gronkle targets with laser|2x8"}},
		{"Subjective: grumbled 3x8 about the weather\n"
		    "Ther ex: SLR 3x10", {"straight leg raise|3x10"}},
	};

	check(*state, all, ROWS(all));
}

static void
function_needs_a_count(void **state)
{
	static const struct listing all[] = {
		{"Tx: gait with RW 150 ft x 2",
		    {"gait training with rolling walker|2x-"}},
		{"Tx: amb 150 ft with RW, min A", {NULL}},
		{"Tx: toilet transfers x 4, CGA", {"toilet transfer|-x4"}},
		{"Tx: toilet transfer min A", {NULL}},
	};

	check(*state, all, ROWS(all));
}

static void
words_join_their_forms(void **state)
{
	static const struct listing all[] = {
		{"Tx: sit<>stand 2x5", {"sit to stand|2x5"}},
		{"Tx: step ups w/ rail 2x5", {"step up|2x5"}},
		{"Tx: pulleys x20", {"overhead pulley|-x20"}},
	};

	check(*state, all, ROWS(all));
}

static void
two_names_in_a_list_of_one_a_line_are_one(void **state)
{
	static const struct listing all[] = {
		{"TREATMENT\n- SLR 3x10\n- Glute bridge, ball squeeze 3 x 12\n"
		    "- Clams 2x15\n",
		    {"straight leg raise|3x10", "bridge|3x12",
		    "clamshell|2x15"}},
		/* Run into one line they are a list. */
		{"TREATMENT\nGlute bridge, ball squeeze 3 x 12\n",
		    {"bridge|3x12", "hip adduction squeeze|3x12"}},
		/* Each has a dosage. */
		{"TREATMENT\n- SLR 3x10\n- Bridge 2x8, ball squeeze 3 x 12\n"
		    "- Clams 2x15\n",
		    {"straight leg raise|3x10", "bridge|2x8",
		    "hip adduction squeeze|3x12", "clamshell|2x15"}},
	};

	check(*state, all, sizeof(all) / sizeof(*all));
}

static void
a_list_goes_on_where_nothing_ends_it(void **state)
{
	static const struct listing all[] = {
		/* A home programme inside a line heads no list below. */
		{"Pain 3/10. HEP: skipped.\nSLR 3x10 | clams 3x12\n",
		    {"straight leg raise|3x10", "clamshell|3x12"}},
		{"TREATMENT\nSLR 3x10\nThen: clams 3x12.\n",
		    {"straight leg raise|3x10", "clamshell|3x12"}},
		/* A height says nothing against a name without a dosage. */
		{"TREATMENT\nSLR 3x10\nLateral step-up 6 inch\nBird dog\n",
		    {"straight leg raise|3x10", "lateral step up|-x-",
		    "bird dog|-x-"}},
		{"TREATMENT\nPeg board IF/MF x 25\nTheraweb 2x15\n",
		    {"peg board|-x25", "Theraweb|2x15"}},
	};

	check(*state, all, sizeof(all) / sizeof(*all));
}

static void
what_only_looks_like_a_drill(void **state)
{
	static const struct listing all[] = {
		/* an unknown name needs treatment around it */
		{"Spilled tea 2x8 last night, he says.", {NULL}},
		{"SLR 3x10\nfrog lifts 2x12",
		    {"straight leg raise|3x10", "frog lifts|2x12"}},
		/* minutes above a list are those of the list */
		{"**Mat, 15 min**\n- SLR 3x10\n- SAQ 2x15",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"TX: SLR 3x10. A folded towel kept the chin down for two "
		    "sets.", {"straight leg raise|3x10"}},
		{"TX: SLR 3x10. Epley, carried out twice.",
		    {"straight leg raise|3x10"}},
		{"TX: SLR 3x10. Frog kicks at home 3 times daily.",
		    {"straight leg raise|3x10"}},
		/* how a technique or modality was given */
		{"TX: SLR 3x10; mechanical traction, supine, 20 lb, 10 min",
		    {"straight leg raise|3x10"}},
		{"TX: SLR 3x10; e-stim wrist extension 15 min",
		    {"straight leg raise|3x10"}},
		{"TX: estim with quad sets 10 min", {"quad set|-x-"}},
		{"TX: STM 5 min, SLR 3x10", {"straight leg raise|3x10"}},
		/* what is handed out after a list was done */
		{"TX: SLR 3x10, SAQ 2x15, HEP printed",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"Last session: SLR 3x10, SAQ 2x15, LAQ 3x12, clams 2x10, "
		    "bridges 2x10.\nTX: heel slides 2x12",
		    {"heel slide|2x12"}},
	};

	check(*state, all, ROWS(all));
}

static void
lists_share_and_repeat_dosages(void **state)
{
	static const struct listing all[] = {
		{"In the chair (all 2x10): clams, heel slides, ankle pumps.",
		    {"clamshell|2x10", "heel slide|2x10", "ankle pump|2x10"}},
		/* set in below its name, or said above of all */
		{"Tx\n   Bridges\n        2 x 10\n   Clams\n        3 x 8",
		    {"bridge|2x10", "clamshell|3x8"}},
		{"Tx: SLR / SAQ / clams", {"straight leg raise|-x-",
		    "short arc quad|-x-", "clamshell|-x-"}},
		{"TX: heel raises 2x10, toe raises the same",
		    {"heel raise|2x10", "toe raise|2x10"}},
		{"TX: bridges 2x10 // clams 3x8 + heel slides 2x12",
		    {"bridge|2x10", "clamshell|3x8", "heel slide|2x12"}},
		{"TX: bridges 2x10 / clams 3x8 / heel slides 2x12",
		    {"bridge|2x10", "clamshell|3x8", "heel slide|2x12"}},
		{"Clams, heel slides, ankle pumps today.",
		    {"clamshell|-x-", "heel slide|-x-", "ankle pump|-x-"}},
		{"TX: Bridges _2_ x _10_", {"bridge|2x10"}},
		{"TX:\nBridges 2x10\nClams 2x___", {"bridge|2x10",
		    "clamshell|-x-"}},
		{"TX: bridges 2x10, clams 3x8 - 26 min ther ex",
		    {"bridge|2x10", "clamshell|3x8"}},
		{"O: Quad sets.  Heel slides.  Ankle pumps.",
		    {"quad set|-x-", "heel slide|-x-", "ankle pump|-x-"}},
	};

	check(*state, all, ROWS(all));
}

static void
lines_speak_for_those_below_or_above(void **state)
{
	static const struct listing all[] = {
		{"CIRCUIT 1    (3 rounds, 60 s between)\n"
		    "   a. bridges   x10\n   b. clams   x 12",
		    {"bridge|3x10", "clamshell|3x12"}},
		{"SUPINE (all x20, no wt)\n  ankle pumps; quad sets\n"
		    "  heel slides",
		    {"ankle pump|-x20", "quad set|-x20", "heel slide|-x20"}},
		{"superset two x3: bridges 8, clams 10",
		    {"bridge|3x8", "clamshell|3x10"}},
		{"TX:\nquad sets\nheel slides\nankle pumps\n"
		    "the above x 15\nclams 2x10",
		    {"quad set|-x15", "heel slide|-x15", "ankle pump|-x15",
		    "clamshell|2x10"}},
		{"R LE 2x10\n  quad sets\n  clams",
		    {"quad set|2x10", "clamshell|2x10"}},
		{"3x\n  bridges x10\n  clams x12",
		    {"bridge|3x10", "clamshell|3x12"}},
		{"TX:\nRocabado in full, each of these 6 reps:\nchin tucks\n"
		    "shoulder rolls",
		    {"chin tuck|-x6", "shoulder roll|-x6"}},
		{"Therapeutic exercise. Three sets of eight of each of the "
		    "following: bridges; clams; SLR. Then heel raises x20.",
		    {"bridge|3x8", "clamshell|3x8", "straight leg raise|3x8",
		    "heel raise|-x20"}},
		{"1) Block two, 3x through:\n   bridges x10\n   clams x12",
		    {"bridge|3x10", "clamshell|3x12"}},
		{"Gym list, all 2x15 unless written\n bridges |  | cued\n"
		    " clams | 2x8 |",
		    {"bridge|2x15", "clamshell|2x8"}},
		{"TX:\nbridges 3 rounds\nclams x10",
		    {"bridge|3x-", "clamshell|-x10"}},
	};

	check(*state, all, ROWS(all));
}

static void
a_heading_tells_the_load_of_its_list(void **state)
{
	static const struct {
		const char *text;
		const char *load;	/* of the first exercise */
	} all[] = {
		{"TX\nIn the sling, no weights:\nfist pumps x10\n",
		    "no weight"},
		{"TX\nIn the sling, no weights:\nwand press 2x10 1 lb\n",
		    "1 lb"},
		{"TX\nIn the sling, no weights:\n\nfist pumps x10\n", ""},
		{"TX\nno weights in the sling\nfist pumps x10\n", ""},
	};

	for (size_t i = 0; i < ROWS(all); i++) {
		const struct facts *f = facts_of(*state, all[i].text);
		assert_int_equal(f->exercises.len, 1);
		assert_true(str_eq(f->exercises.at[0].dosage.resistance,
		    str_of(all[i].load)));
	}
}

/* Weak words say how the treatment was taken behind what was done, and of a
 * visit that was held nothing does. */
static void
weak_words_respond_behind_exercises(void **state)
{
	static const struct {
		const char *note;
		bool response;
	} all[] = {
		{"SLR 3x10, bridges 2x10.\nLegs tired, grinned.\n", true},
		{"SLR 3x10.\nShe said it was tiring.\n", true},
		{"SLR 3x10.\nSlight ache in the thigh, eased.\n", true},
		{"SLR 3x10.\nShe was sore by then.\n", true},
		{"She grinned.\nSLR 3x10, bridges 2x10.\n", false},
		{"SLR 3x10.\nSore for two days after last visit.\n", false},
		{"SLR 3x10.\nTold that mild soreness is normal.\n", false},
		{"SLR 3x10.\nSTG: walk 500 ft w/ no pain.\n", false},
		{"SLR 3x10.\nE-stim not done, skin red.\n", false},
		{"STM to calf.\nShe grinned.\n", false},
		{"Nothing was done: BP 192/108, 188/104 after rest.\n", false},
	};

	for (size_t i = 0; i < ROWS(all); i++)
		if (facts_of(*state, all[i].note)->present[EL_RESPONSE] !=
		    all[i].response)
			fail_msg("%s", all[i].note);
}

static void
bare_numbers_behind_names(void **state)
{
	static const struct listing all[] = {
		{"TX: Clams otb 20  Bridges 15  SAQ #3 20",
		    {"clamshell|-x20", "bridge|-x15", "short arc quad|-x20"}},
		{"TX: bridges 10 (slow), clams 12 / LAQ 15",
		    {"bridge|-x10", "clamshell|-x12", "long arc quad|-x15"}},
		{"TX\nClams 8 @ 1#\nBridges 10 + LAQ 12",
		    {"clamshell|-x8", "bridge|-x10", "long arc quad|-x12"}},
		{"TX: clams 8 per side; bridges w/ ball 12 both",
		    {"clamshell|-x8", "bridge|-x12"}},
		{"TX: clams 12x // bridges 15 // LAQ 2x10",
		    {"clamshell|-x12", "bridge|-x15", "long arc quad|2x10"}},
		{"TX: short foot 3/10 5 ct hold", {"short foot exercise|3x10"}},
		{"TX: bridges 2x10, clams 2x10, thumb loop 2/12",
		    {"bridge|2x10", "clamshell|2x10", "thumb loop|2x12"}},
		{"TX: clams x12 \xE2\x80\xA2\xE2\x80\xA2 bridges, slow, 2x10 "
		    ":: LAQ 15 \xE2\x96\xBA rows 2x8", {"clamshell|-x12",
		    "bridge|2x10", "long arc quad|-x15", "band row|2x8"}},
		{"TX\n-clams -LAQ -bridges, all 2x10", {"clamshell|2x10",
		    "long arc quad|2x10", "bridge|2x10"}},
		{"TX: UBE 3 fwd/3 back, clams 2x10",
		    {"upper body ergometer|-x-", "clamshell|2x10"}},
		{"TX\n( x ) clams  sets _2_  reps _10_\n"
		    "( x ) LAQ  sets _3_  reps _8_",
		    {"clamshell|2x10", "long arc quad|3x8"}},
		{"O\nT  - NuStep, L2, 8 min\n   - clams 2x10",
		    {"NuStep|-x-", "clamshell|2x10"}},
		{"O:\nclams 2x10\nNuStep 8 min\nA: better",
		    {"clamshell|2x10", "NuStep|-x-"}},
		{"O: AROM block\nclams (slow)........10\nbridges......15\n"
		    "LAQ .... 12", {"clamshell|-x10", "bridge|-x15",
		    "long arc quad|-x12"}},
		/* what is measured, compared or counted otherwise */
		{"O:\nankle inversion 20 (15)\nankle eversion 15 (10)\n"
		    "ankle dorsiflexion 10 (5)", {NULL}},
		{"TX: R SLR 48.", {NULL}},
		{"S: sore 2/12, bridges 2x10 at home", {NULL}},
		{"A: SLR 20 (was 12).", {NULL}},
		{"TX: sled push, 40, 20 m ...... 6 trips", {"sled push|-x6"}},
		{"TX: bridges 2x10. Pain 2/10 after.", {"bridge|2x10"}},
	};

	check(*state, all, ROWS(all));
}

/* What things are, and what they are handled with, is not how often. */
static void
things_are_counted_once(void **state)
{
	static const struct listing all[] = {
		{"Treatment:\n- Bank slot with 3 tokens in one palm, "
		    "12 tokens\n- Towel folding, 6 towels\n- ring tree 2x10", {
		    "Bank slot with 3 tokens in one palm|-x12",
		    "laundry task|-x6", "ring arc|2x10"}},
	};

	check(*state, all, ROWS(all));
}

/* An evaluation that is all that is billed tries and shows;
 * it treats nothing. */
static void
an_evaluation_alone_exercises_nothing(void **state)
{
	static const struct listing all[] = {
		{"Treatment: bridges 2x10, clams 2x12.\n\n"
		    "Charges: 97161 1 unit, 97110 1 unit", {
		    "bridge|2x10", "clamshell|2x12"}},
		{"Trial: bridges 2x10, clams 2x12.\n\n"
		    "Charges: 97161 1 unit", {NULL}},
	};

	check(*state, all, ROWS(all));
}

/* A report that bills nothing tells of the visits before it. */
static void
a_report_that_bills_nothing_exercises_nothing(void **state)
{
	static const struct {
		const char *title, *charges;
		size_t exercises;
	} all[] = {
		{"DISCHARGE SUMMARY", "", 0},
		{"DISCHARGE SUMMARY", "Charges: 97110 1 unit", 2},
		{"DAILY NOTE", "", 2},
	};
	char text[256];

	for (size_t i = 0; i < ROWS(all); i++) {
		snprintf(text, sizeof(text), "%s\nDate: 03/04/2026\n"
		    "Treatment: bridges 2x10, clams 2x12.\n%s\n",
		    all[i].title, all[i].charges);
		assert_int_equal(facts_of(*state, text)->exercises.len,
		    all[i].exercises);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_of_every_shape),
		cmocka_unit_test(prose),
		cmocka_unit_test(counts_before_names),
		cmocka_unit_test(lines_that_begin_with_their_dosage),
		cmocka_unit_test(remarks_beside_dosages),
		cmocka_unit_test(one_dosage_for_several),
		cmocka_unit_test(what_the_lexicon_does_not_know),
		cmocka_unit_test(function_needs_a_count),
		cmocka_unit_test(words_join_their_forms),
		cmocka_unit_test(two_names_in_a_list_of_one_a_line_are_one),
		cmocka_unit_test(a_list_goes_on_where_nothing_ends_it),
		cmocka_unit_test(what_only_looks_like_a_drill),
		cmocka_unit_test(bare_numbers_behind_names),
		cmocka_unit_test(a_heading_tells_the_load_of_its_list),
		cmocka_unit_test(lists_share_and_repeat_dosages),
		cmocka_unit_test(lines_speak_for_those_below_or_above),
		cmocka_unit_test(weak_words_respond_behind_exercises),
		cmocka_unit_test(things_are_counted_once),
		cmocka_unit_test(an_evaluation_alone_exercises_nothing),
		cmocka_unit_test(a_report_that_bills_nothing_exercises_nothing),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
