/* SPDX-License-Identifier: Apache-2.0 */
/* Exercises as many hands write them: told in sentences, with a dosage, a side
 * or a load that is stated once, and what stands in the same lists and was not
 * done at the visit. */
#include "tests/facts_of.h"

enum { MOST_LISTED = 6 };

/* A note's lines below its heading, and what must be listed: the name, sets
 * "x" repetitions ("-" where not stated), hold, minutes, side and load. */
struct passage {
	const char *text;
	const char *listed[MOST_LISTED];
};

static void
add(char *text, size_t size, const char *before, int value, const char *behind)
{
	size_t used = strlen(text);

	if (value == NONE)
		snprintf(text + used, size - used, "%s-%s", before, behind);
	else
		snprintf(text + used, size - used, "%s%d%s", before, value,
		    behind);
}

/* Good until the next call. */
static const char *
described(const struct exercise *e)
{
	static const char *const sides[] = {
		[SIDE_NONE] = "", [SIDE_RIGHT] = " right",
		[SIDE_LEFT] = " left", [SIDE_BILATERAL] = " bilateral",
	};
	static char text[256];
	const struct dosage *d = &e->dosage;

	snprintf(text, sizeof(text), "%.*s", STR_ARG(e->name));
	if (d->sets != NONE || d->reps != NONE) {
		add(text, sizeof(text), " ", d->sets, "x");
		add(text, sizeof(text), "", d->reps, "");
	}
	if (d->hold_seconds != NONE)
		add(text, sizeof(text), " ", d->hold_seconds, " s");
	if (d->minutes != NONE)
		add(text, sizeof(text), " ", d->minutes, " min");
	size_t used = strlen(text);
	bool load = d->resistance.len > 0;
	snprintf(text + used, sizeof(text) - used, "%s%s%.*s%s",
	    sides[d->side], load ? " (" : "", STR_ARG(d->resistance),
	    load ? ")" : "");
	return text;
}

static bool
reads(struct lab *lab, const struct passage *p)
{
	static char text[2048];
	const struct facts *f;
	size_t n = 0;
	bool good = true;

	snprintf(text, sizeof(text), "PHYSICAL THERAPY DAILY NOTE\n"
	    "Date of service: 03/04/2026\n\n"
	    "S: Pain 4/10, still cannot carry groceries.\n\n%s\n\n"
	    "A: Tolerated well.\nP: 2x/week for 4 weeks.\n", p->text);
	f = facts_of(lab, text);
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e))
			continue;
		if (n == MOST_LISTED || p->listed[n] == NULL ||
		    strcmp(described(e), p->listed[n]) != 0) {
			fprintf(stderr, "%s\nlists: %s\n", p->text,
			    described(e));
			good = false;
		}
		n++;
	}
	if (n < MOST_LISTED && p->listed[n] != NULL) {
		fprintf(stderr, "%s\nlists no: %s\n", p->text, p->listed[n]);
		good = false;
	}
	return good;
}

static void
check(struct lab *lab, const struct passage *all, size_t n)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++)
		wrong += !reads(lab, &all[i]);
	if (wrong > 0)
		fail_msg("%zu of %zu passages are read wrongly", wrong, n);
}

/* A drill that is told is one, whatever the lexicon knows. */
static void
told_in_sentences(void **state)
{
	static const struct passage all[] = {
		{"Tx: He rose from the chair without using his arms ten times, "
		    "rested, then did ten more.", {
		    "rose from the chair without using his arms -x10"}},
		{"Child climbed ladder and slide 6x, jumped off 8 in. step "
		    "with two feet 10x, walked balance beam forward 4 lengths "
		    "with HHA.", {
		    "climbed ladder and slide -x6",
		    "jumped off 8 in. step with two feet -x10",
		    "balance beam walking -x4"}},
		{"She did three sets of ten mini squats at the counter and two "
		    "minutes of heel-toe walking along it.", {
		    "mini squat 3x10",
		    "tandem walking 2 min"}},
		{"We practised car transfers three times using the handybar "
		    "and rolled in bed to each side five times.", {
		    "car transfer -x3",
		    "rolled in bed to each side -x5 bilateral"}},
		{"He threw and caught a 2 lb ball standing in tandem, "
		    "20 throws each foot forward.", {
		    "threw and caught a 2 lb ball standing in tandem "
		    "-x20 (2 lb)"}},
		{"Pt was instructed in safe lifting technique; performed "
		    "10 box lifts with 10 lb crate from floor to table, "
		    "2 sets.", {
		    "box lift 2x10 (10 lb)"}},
		{"Gait training 4 x 75 feet with hemi walker, min A; cues for "
		    "L foot clearance. Curb x 2.", {
		    "gait training 4x-",
		    "curb training -x2"}},
		{"Treatment: She moved six cans from the counter to a shelf. "
		    "Folded ten towels and rested. Twelve spoons were sorted "
		    "by size.", {
		    "moved six cans from the counter to a shelf. -x6",
		    "Folded ten towels and rested. -x10",
		    "sorted by size. -x12"}},
		/* What stands behind a name says how, however long. */
		{"Treatment: saddle drift against the board by the other hand "
		    "inside the splint before each of the sets 2 x 12.", {
		    "saddle drift 2x12"}},
		/* Sets of so many are of an exercise in whatever words. */
		{"Treatment: From there I had her lie on her right side and "
		    "turn the left forearm up, two sets of twelve.", {
		    "From there I had her lie on her right side and turn the "
		    "left forearm up 2x12 bilateral"}},
		{"Treatment: she asked about the long green slide at the park "
		    "by the river 3x10. SLR 2x10.", {
		    "straight leg raise 2x10"}},
		{"Final session, 97110 30 min\n 1. Zorb lift, 12 holds "
		    "of 5 sec\n 2. \"W\" squeeze 3x8\n 3. \"Quick flicks\" "
		    "2x10", {
		    "Zorb lift 12x- 5 s", "\"W\" squeeze 3x8",
		    "pelvic floor quick flick 2x10"}},
		{"Ambulation: 3 bouts, 120 ft each, rollator, supervision. "
		    "SpO2 94%.", {
		    "gait training 3x-"}},
	};

	check(*state, all, ROWS(all));
}

/* What is stated once is that of all. */
static void
dosage_stated_once(void **state)
{
	static const struct passage all[] = {
		{"Ther Ex: SLR, SAQ, LAQ, heel slides - all 3x10 R", {
		    "straight leg raise 3x10 right",
		    "short arc quad 3x10 right",
		    "long arc quad 3x10 right",
		    "heel slide 3x10 right"}},
		{"Exercise performed in standing at counter, B LE, 2 x 15 "
		    "each: heel raises, toe raises, hip abd, hip ext, "
		    "hamstring curls.", {
		    "heel raise 2x15 bilateral",
		    "toe raise 2x15 bilateral",
		    "hip abduction 2x15 bilateral",
		    "hip extension 2x15 bilateral",
		    "hamstring curl 2x15 bilateral"}},
		{"Quad set, glute set, ankle pump: 20 reps each, R", {
		    "quad set -x20 right",
		    "glute set -x20 right",
		    "ankle pump -x20 right"}},
		{"Side-lying: clam 2x15, hip abd 2x10, reverse clam 2x10 - "
		    "performed on R.", {
		    "clamshell 2x15 right",
		    "hip abduction 2x10 right",
		    "reverse clamshell 2x10 right"}},
		{"Pt. performed 3 sets of 10 reps: straight leg raise in 4 "
		    "planes with 2 lb ankle weight.", {
		    "straight leg raise 3x10 (2 lb)"}},
		{"Step training: fwd step-up 4\" x 15, lat step-up 4\" x 15, "
		    "eccentric step-down 2\" x 10, all L.", {
		    "step up -x15 left",
		    "lateral step up -x15 left",
		    "step down -x10 left"}},
		{"Completed 3 rounds of: 10 goblet squats (15 lb), 10 push-ups "
		    "on counter, 30 sec plank.", {
		    "goblet squat 3x10 (15 lb)",
		    "push up 3x10",
		    "plank 3x- 30 s"}},
		{"With gravity eliminated on powder board: elbow flex/ext 2x10 "
		    "R, shoulder abd 2x8 R.", {
		    "elbow flexion and extension AROM 2x10 right (gravity "
		    "eliminated)",
		    "shoulder abduction 2x8 right (gravity eliminated)"}},
		{"Performed in // bars: toe raises, heel raises, mini squats, "
		    "15 each.", {
		    "toe raise -x15",
		    "heel raise -x15",
		    "mini squat -x15"}},
		{"Hip strengthening with green loop: lateral walks "
		    "3 x 10 steps each way, fire hydrants 2 x 12 each, "
		    "bridges 2 x 15", {
		    "side stepping 3x- (green loop)",
		    "fire hydrant 2x12 bilateral (green loop)",
		    "bridge 2x15 (green loop)"}},
		{"Pt completed 4 rounds of a circuit: 12 wall push-ups, 12 "
		    "squats to chair, 30 sec march.", {
		    "wall push up 4x12",
		    "chair squat 4x12",
		    "standing marching 4x- 30 s"}},
	};

	check(*state, all, ROWS(all));
}

/* Lists as other clinics write them. */
static void
lists_of_many_hands(void **state)
{
	static const struct passage all[] = {
		{"Exercise | Sets | Reps | Wt | Comments\nBicep curl | 3 | 12 "
		    "| 5# | R only\nTricep kickback | 2 | 10 | 3# |\nWall push "
		    "up | 2 | 15 | - | cues for scap", {
		    "biceps curl 3x12 right (5 lb)",
		    "triceps kick back 2x10 (3 lb)",
		    "wall push up 2x15"}},
		{"Brandt-Daroff 5 reps each side. VOR x1 horizontal standing "
		    "3 x 30 sec, 60 bpm. Gaze shifting between "
		    "two targets 2x20.", {
		    "Brandt-Daroff -x5 bilateral",
		    "VOR x1 viewing 3x- 30 s",
		    "gaze shift between two targets 2x20"}},
		{"PFM: quick flicks 2x10 supine, endurance holds 10 x 8 sec, "
		    "knack w/ cough x5.", {
		    "pelvic floor quick flick 2x10",
		    "pelvic floor endurance hold 10x- 8 s",
		    "the knack -x5"}},
		{"THERAPEUTIC EXERCISE (97110) 25 min: recumbent bike x 6 min "
		    "lvl 3; hamstring stretch 3 x 30s bil; bridging 2 x 10 "
		    "w/ 5s hold; clamshells 2 x 15 with green theraband R/L", {
		    "recumbent bike 6 min (level 3)",
		    "hamstring stretch 3x- 30 s bilateral",
		    "bridge 2x10 5 s",
		    "clamshell 2x15 bilateral (green band)"}},
		{"Gait drills in // bars: side stepping 4 laps, retro walking "
		    "4 laps, high knee marching 2 laps.", {
		    "side stepping -x4",
		    "backward walking -x4",
		    "high knee -x2"}},
		{"Lymphedema: MLD 30 min L LE. Remedial exercises in bandages: "
		    "ankle pumps x20, knee flexion x20, marching x20, "
		    "diaphragmatic breathing x5.", {
		    "ankle pump -x20",
		    "knee flexion -x20",
		    "standing marching -x20",
		    "diaphragmatic breathing -x5"}},
		{"Bridge          2x10       5\" hold\n  SLR             "
		    "3x8     R     2#\n  Prone hip ext   2x10       R\n  "
		    "Standing HR     3x15       BW", {
		    "bridge 2x10 5 s",
		    "straight leg raise 3x8 right (2 lb)",
		    "prone hip extension 2x10 right",
		    "heel raise 3x15 (body weight)"}},
		{"Wall squats with ball: 2 sets, 12 reps. Step downs 4 inch: 2 "
		    "sets, 8 reps, L. Hip hikes: 2 sets, 10 reps, L.", {
		    "wall squat 2x12",
		    "step down 2x8 left",
		    "hip hike 2x10 left"}},
		{"[x] Bike 8 min   [x] Clams 2x15 red   [ ] Monster walks   "
		    "[x] Bridges 3x10", {
		    "stationary bike 8 min",
		    "clamshell 2x15 (red band)",
		    "bridge 3x10"}},
		{"Weight shifting ant/post and lat x 20 ea in RW, then "
		    "pre-gait stepping R LE x15, min A for wt acceptance", {
		    "weight shift -x20",
		    "pregait stepping -x15 right"}},
		{"Supine: heel slides (10), SAQ (15), SLR (10). Seated: LAQ "
		    "(15), marching (20).", {
		    "heel slide -x10",
		    "short arc quad -x15",
		    "straight leg raise -x10",
		    "long arc quad -x15",
		    "standing marching -x20"}},
		{"T/E 15': Quad Sets 3*10*5\", SLR flex 3*10, Hip add ball "
		    "squeeze 3*10*5\"", {
		    "quad set 3x10 5 s",
		    "straight leg raise 3x10",
		    "hip adduction squeeze 3x10 5 s"}},
		{"Resisted: Plantarflexion 3x15 (black), DF 3x15 (green), "
		    "Inv/Ever 2x15 (green)", {
		    "ankle plantarflexion 3x15 (black band)",
		    "ankle dorsiflexion 3x15 (green band)",
		    "ankle inversion 2x15 (green band)"}},
		{"Weights progressed: knee ext 15→20# 3x10, ham curl 20→25# "
		    "3x10", {
		    "knee extension 3x10 (20 lb)",
		    "hamstring curl 3x10 (25 lb)"}},
		{"Rx: IR/ER isometrics at neutral, 6 sec x 10; scapular PNF "
		    "resisted by therapist, 2 x 12; wall ball circles 30 each "
		    "direction.", {
		    "isometric shoulder external rotation -x10 6 s",
		    "scapular PNF pattern 2x12 (manual resistance)",
		    "ball on wall circle -x30"}},
		{"Exercise Log (date 3/4)\nLeg Ext      40 lb    3 x 12\nLeg "
		    "Curl     35 lb    3 x 12\nHip Abd      50 lb    3 x 12\n"
		    "Calf Raise   BW       3 x 15", {
		    "leg extension 3x12 (40 lb)",
		    "hamstring curl 3x12 (35 lb)",
		    "hip abduction 3x12 (50 lb)",
		    "heel raise 3x15 (body weight)"}},
		{"Visual scanning worksheet, 3 pages, 92% accuracy; clock "
		    "drawing; calendar task 10 min.", {
		    "visual scanning task -x3",
		    "orientation task 10 min"}},
		{"Child completed: wheelbarrow walk 3 x 15 feet, sit ups w/ "
		    "ball pass 2 sets of 8, one foot balance (best 6 s R, "
		    "4 s L), bike riding 5 minutes.", {
		    "wheelbarrow walking 3x-",
		    "ball toss in standing 2x8",
		    "tricycle riding 5 min"}},
		{"In today's session patient completed: overhead press 3 lb "
		    "x 12 x 2, bicep curl 5 lb x 12 x 2, row machine "
		    "30 lb x 12 x 3.", {
		    "overhead press 2x12 (3 lb)",
		    "biceps curl 2x12 (5 lb)",
		    "rowing machine 3x12 (30 lb)"}},
		{"Treatment performed\n1. Prone hang 5 minutes with 3# at "
		    "ankle\n2. Stationary bike, no resistance, 10 minutes\n3. "
		    "Patellar mobs\n4. Quad sets over towel, 20 reps, 5 sec", {
		    "prone hang 5 min (3 lb)",
		    "stationary bike 10 min (no resistance)",
		    "quad set with towel roll -x20 5 s"}},
		{"Sidelying:clams w/ YTB 2x15,rev clams 2x15,hip abd 2x10. "
		    "Prone:HSC 2# 2x15,hip ext 2x10.", {
		    "clamshell 2x15 (yellow band)",
		    "clamshell 2x15",
		    "hip abduction 2x10",
		    "hamstring curl 2x15 (2 lb)",
		    "hip extension 2x10"}},
		{"Exercise / Dose / Load\nBridge w/ march / 2x10 / BW\nSL "
		    "deadlift / 3x8 / 10# KB", {
		    "bridge with march 2x10 (body weight)",
		    "single leg Romanian deadlift 3x8 (10 lb)"}},
		{"TE 25': * rec bike 5' * calf raises 3x15 * SL RDL 3x8 * BOSU "
		    "squats 2x12", {
		    "recumbent bike 5 min",
		    "heel raise 3x15",
		    "single leg Romanian deadlift 3x8",
		    "squat on BOSU 2x12"}},
	};

	check(*state, all, ROWS(all));
}

/* Nothing of this was exercised today. */
static void
what_was_not_done_here(void **state)
{
	static const struct passage all[] = {
		{"HEP reviewed and issued: chin tucks 10x, scap squeezes 10x, "
		    "2/day. Pt verbalized understanding.", {NULL}},
		{"Next visit: add lunges 2x10 and step-ups 6\".", {NULL}},
		{"Manual: STM R UT 8 min, C5-6 PA gr III 3x30 sec, subocc "
		    "release 3 min.", {NULL}},
		{"S: Pt says he did his squats 3x10 and bridges 2x15 at home "
		    "every day.", {NULL}},
		{"Trial of TENS 20 min set up for home. Ice 10'.", {NULL}},
		{"Pt declined therapeutic exercise today due to fatigue; "
		    "clamshells and bridges not performed.", {NULL}},
		{"Scar massage taught x 5 min. Silicone gel sheet fitted. "
		    "Splint adjusted 10 min.", {NULL}},
		{"No exercise performed today, pt seen for modalities and "
		    "manual only. Usual program: bike 10 min, "
		    "leg press 3x10.", {NULL}},
		{"Trigger point release, then contract-relax hamstrings 3 x 10 "
		    "sec by therapist.", {NULL}},
		{"Home exercises (to do daily): ankle alphabet, towel stretch "
		    "3x30s, band DF 3x15. Handout given.", {NULL}},
		{"Prior level: walked 2 miles daily, did yoga 3x/week. "
		    "Current: ambulates 40 ft with RW.", {NULL}},
		{"Therapist mobilised the talocrural joint grade III 4 bouts "
		    "of 45 sec and stretched the gastroc manually "
		    "3x30 sec.", {NULL}},
		{"Plan: progress to SL bridge 2x10, resisted gait, and 8\" "
		    "step next week.", {NULL}},
		{"Caregiver trained in transfers x 15 min; returned "
		    "demonstration 2x safely.", {NULL}},
		{"Goal: stand 10 min at sink; walk 4 x 100 ft; perform 5 STS "
		    "without hands.", {NULL}},
	};

	check(*state, all, ROWS(all));
}

/* Dots, bars and blanks lead from a name to its dosage. */
static void
rows_of_columns(void **state)
{
	static const struct passage all[] = {
		{"Tx:\n 1. Cup tower, wide base ............ 3 x 5\n"
		    " 2. Bench reach, feet together, R ... 2 x 8\n", {
		    "Cup tower 3x5",
		    "Bench reach 2x8 right"}},
		{"Tx:\n  Cup tower, wide base            3 x 5\n"
		    "  Ring roll, elbows in            2 x 12\n", {
		    "Cup tower 3x5",
		    "Ring roll 2x12"}},
		{"Tx:\n  Cup tower, wide base      | 3 x 5 |\n"
		    "  #2 Ring roll, elbows in   | 12 turns |\n", {
		    "Cup tower 3x5",
		    "Ring roll -x12"}},
		{"Intervention | Dose\nCup tower, L | 3 x 8\n"
		    "Bead string | 12 beads\nPutty roll | 2 x 10\n", {
		    "Cup tower, L 3x8 left",
		    "bead stringing -x12",
		    "putty roll 2x10"}},
		{"Tx:\n 1. Quad set, glute set     2 x 10\n"
		    " 2. SLR, 4 way              2 x 8\n", {
		    "quad set 2x10",
		    "glute set 2x10",
		    "straight leg raise 2x8"}},
		{"TREATMENT\n- ankle pumps 20\n- quad sets 15\n- LAQ", {
		    "ankle pump -x20",
		    "quad set -x15",
		    "long arc quad"}},
		{"Tx: He felt good... bridges 2x10, SLR 3x10", {
		    "bridge 2x10",
		    "straight leg raise 3x10"}},
		{"Tx: UE ranger, R ... 3x10, bridges... 2x10.", {
		    "towel slide 3x10 right",
		    "bridge 2x10"}},
	};

	check(*state, all, ROWS(all));
}

/* Where one exercise ends and the next begins. */
static void
one_behind_another(void **state)
{
	static const struct passage all[] = {
		{"Tx: SLR 3x10 with 5 lb. Bridges 2x12.", {
		    "straight leg raise 3x10 (5 lb)",
		    "bridge 2x12"}},
		{"Tx: Today she rode the bike and completed wall slides 2x10, "
		    "then performed cane lifts 3x8.", {
		    "shoulder wall slide 2x10",
		    "cane lifts 3x8"}},
		{"Tx: grip squeeze 2x10, red putty 3 min, marbles 12 x 2", {
		    "ball grip squeeze 2x10",
		    "theraputty exercise 3 min (red putty)",
		    "marble pick up with finger 2x12"}},
		{"Tx: peg relay 10 trips, clothespins red 2x10.", {
		    "peg board -x10",
		    "clothespin task 2x10 (red clothespins)"}},
		/* Without a dosage of its own it is the load. */
		{"Tx: gripper 2x10 red putty", {
		    "hand gripper 2x10 (red putty)"}},
		{"Tx: Lateral step-up 6 in. L lead 3 x 8", {
		    "lateral step up 3x8 left"}},
		{"Tx: stack cups on 12\" shelf 3x8, bridges 2x5.", {
		    "cone stacking 3x8",
		    "bridge 2x5"}},
	};

	check(*state, all, ROWS(all));
}

/* Words and figures that list nothing. */
static void
what_is_no_exercise(void **state)
{
	static const struct passage all[] = {
		{"Tx: finish a 20 minute trip.", {NULL}},
		{"O: R side plank 12 s, L 20 s. Bridge best 40 s.", {NULL}},
		{"S: up 2x night, leaks 3x a night.", {NULL}},
		{"O: Grip R 41 lb. Pinch 12.", {NULL}},
		{"Tx:\nOne-on-one minutes: 45\nLOS: 40 min\nTTT: 40 min",
		    {NULL}},
		{"Tx: Pool, chest depth, 92 F.", {NULL}},
		{"Tx: Elbow lift 3/8 flat to start, 7/8 by set 2.", {NULL}},
	};

	check(*state, all, ROWS(all));
}

/* Parts of a list whose count no pattern knows, between others. */
static void
between_exercises(void **state)
{
	static const struct passage all[] = {
		{"Tx:\n- LAQ 3x10\n- zorb tilts 8 both\n- bridge 2x15",
		    {"long arc quad 3x10", "zorb tilts -x8 bilateral",
		    "bridge 2x15"}},
		{"Tx: LAQ 3x10 // zorb tilts 8 // bridge 2x15",
		    {"long arc quad 3x10", "zorb tilts -x8", "bridge 2x15"}},
		{"Tx: LAQ 3x10 \xE2\x96\xBA zorb tilts 90 s \xE2\x96\xBA "
		    "bridge 2x15", {"long arc quad 3x10",
		    "zorb tilts 90 s", "bridge 2x15"}},
		{"Tx: wt shift L in // bars 3 min; LAQ 3x10; bridge 2x15",
		    {"weight shift 3 min left", "long arc quad 3x10",
		    "bridge 2x15"}},
		{"Tx:\n- LAQ 3x10\n- zorb score 8 (6)\n- bridge 2x15",
		    {"long arc quad 3x10", "bridge 2x15"}},
		{"Tx:\n- LAQ 3x10\n- zorb speed 8%\n- bridge 2x15",
		    {"long arc quad 3x10", "bridge 2x15"}},
		{"Tx:\n- zorb 4.8\n- LAQ 3x10\n- bridge 2x15",
		    {"long arc quad 3x10", "bridge 2x15"}},
		{"Tx:\n- LAQ 3x10\n- zorb 61 -> 88\n- bridge 2x15",
		    {"long arc quad 3x10", "bridge 2x15"}},
		{"O: ER 40\nzorb 12\nIR 30", {NULL}},
		/* Lines below the title of another part are not around it. */
		{"Treatment:\n- LAQ 3x10\n- bridge 2x15\n- good effort\n"
		    "- zorb tilts 8\nAssessment: improving\nNo pain\n"
		    "Less stiff", {"long arc quad 3x10", "bridge 2x15",
		    "zorb tilts -x8"}},
	};

	check(*state, all, ROWS(all));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(told_in_sentences),
		cmocka_unit_test(dosage_stated_once),
		cmocka_unit_test(lists_of_many_hands),
		cmocka_unit_test(what_was_not_done_here),
		cmocka_unit_test(rows_of_columns),
		cmocka_unit_test(one_behind_another),
		cmocka_unit_test(what_is_no_exercise),
		cmocka_unit_test(between_exercises),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
