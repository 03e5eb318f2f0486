/* SPDX-License-Identifier: Apache-2.0 */
/* Several notes in one file, and one note on several pages. */
#include "match/split.h"
#include "tests/facts_of.h"

#define FIRST "Hill Clinic PT daily note\nPatient: Ann Lee    DOS: 3/4/2026\n" \
	"S: ok\nO: SLR 3x10\nA: tolerated well\nP: 2x/wk\nAnn Roe, PT\n"
#define SECOND "Hill Clinic PT daily note\nPatient: Ann Lee    DOS: 3/11/2026" \
	"\nS: ok\nO: SLR 3x12\nA: tolerated well\nP: 2x/wk\nAnn Roe, PT\n"
#define OTHER "Hill Clinic PT daily note\nPatient: Bo Ray    DOS: 3/4/2026\n" \
	"S: ok\nO: LAQ 3x10\nA: tolerated well\nP: 2x/wk\nAnn Roe, PT\n"
#define TERSE(day, dose) "Lane St PT visit slip\nAnn Lee      " day "\n" \
	"SLR " dose "\nbridges 2x10\nbike 5 min\n97110 x2\nA. Roe, PT\n"
#define LABELLED(name, day) "Patient: " name "\nDate of service: " day "\n" \
	"S: ok\nO: SLR 3x10\nA: tolerated well\nP: 2x/wk\nAnn Roe, PT\n\n"

static const struct {
	const char *text;
	/* How each part begins, divided by "|". */
	const char *parts;
} rows[] = {
	{FIRST, "Hill Clinic"},
	{FIRST SECOND, "Hill Clinic|Hill Clinic"},
	{FIRST SECOND OTHER, "Hill Clinic|Hill Clinic|Hill Clinic"},
	{FIRST "\f" SECOND, "Hill Clinic|Hill Clinic"},
	/* Another patient on the same day. */
	{FIRST OTHER, "Hill Clinic|Hill Clinic"},
	/* A second page of the same visit. */
	{FIRST "\f" "Patient: Ann Lee   DOS: 3/4/2026   page 2\n"
	    "Goals: none met\n",
	    "Hill Clinic"},
	{FIRST "\f" "Patient: Ann Lee   DOS: 03/04/26   page 2\nGoals: none\n",
	    "Hill Clinic"},
	{FIRST "\fHome programme: SLR 2x10\n", "Hill Clinic"},
	/* Dates that no label explains. */
	{TERSE("3/4/2026", "3x10") TERSE("12/11/2026", "3x12"),
	    "Lane St PT |Lane St PT "},
	/* No title, only a patient's line; also below a rule. */
	{LABELLED("Ann Lee", "3/4/2026") LABELLED("Ann Lee", "3/11/2026"),
	    "Patient: An|Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "==========\n"
	    LABELLED("Bo Ray", "3/4/2026"), "Patient: An|==========\n"},
	{LABELLED("Ann Lee", "3/4/2026") "*** END OF NOTE ***\n"
	    LABELLED("Ann Lee", "3/6/2026"), "Patient: An|*** END OF "},
	/* Short notes, by a line that says so and by a name with its date. */
	{"NOTE 1 of 2\nPatient: Ann Lee   Date: 3/4/2026\nSLR 3x10\n"
	    "NOTE 2 of 2\nPatient: Ann Lee   Date: 3/6/2026\nSLR 3x12\n",
	    "NOTE 1 of 2|NOTE 2 of 2"},
	{"Lane, Ann   3/4/26\nSLR 3x10, tol well\nKB PT\n\n"
	    "Moss, Ed    3/4/26\nrows 3x10, tol well\nKB PT\n",
	    "Lane, Ann  |Moss, Ed   "},
	/* Who signs with a date begins nothing, nor does a name below a
	 * header that gave none. */
	{LABELLED("Ann Lee", "3/4/2026") "Ingrid Palm, CCC-SLP     3/6/2026\n",
	    "Patient: An"},
	{"DISCHARGE NOTE\n\nPT: Rob Castle PT, DPT      3/7/2026\n\n"
	    "Re: Fen Adeb, R cuff.  Eval 12/17/25. Last seen 2/11/26.\n"
	    "Better.\n", "DISCHARGE N"},
	/* Rules, flow sheets and other dates inside one note. */
	{LABELLED("Ann Lee", "3/4/2026") "----------\nGoals by 4/4/2026\n"
	    "----------\n3/4   3/11\nSLR 3x10  3x12\n", "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026")
	    "Patient: Ann Lee\nSigned 3/11/2026\nPrinted 4/4/2026\n",
	    "Patient: An"},
	/* A header at the bottom is the header of what stands above. */
	{"PT daily note\nS: ok, less pain\nO: SLR 3x10\nA: tolerated well\n"
	    "P: 2x/wk, add steps\nPatient: Ann Lee   DOS 3/4/2026\n",
	    "PT daily no"},
	/* The head of a print-out is no note, whatever it holds. */
	{"Lake Hospital\nOutpatient Rehab - Building C   Printed: 3/14/2026\n"
	    "\nTreatment Note\n\n" LABELLED("Ann Lee", "3/4/2026"),
	    "Lake Hospit"},
	{"Lake Hospital\nPatient: Bo Ray\n\f" LABELLED("Ann Lee", "3/4/2026"),
	    "Lake Hospit"},
	/* One person, however the name is written. */
	{LABELLED("Lee, Ann K", "3/4/2026") "\fPatient: Ann Lee   DOS: 3/4/26"
	    "\nO: bridges 2x10\nP: add steps\n", "Patient: Le"},
	/* What comes later to the same note. */
	{LABELLED("Ann Lee", "3/4/2026") "\fAddendum\nDate: 3/6/2026\n"
	    "SLR was 2x10, not 3x10.\nAnn Roe, PT\n", "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "\f          3/4/2026  3/6/2026\n"
	    "SLR       3x10      3x12\nbridge    2x10      2x10\n",
	    "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "\fPatient: Ann Lee   Date: 3/6/2026"
	    "\nPlease bring your insurance card.\n", "Patient: An"},
	/* Labels of people and days inside a note: logs, claims, goals, lists
	 * of who viewed, an earlier note, who supervises. */
	{LABELLED("Ann Lee", "3/4/2026") "Patient: Ann Lee  2/25/26  SLR 2x8\n"
	    "Patient: Ann Lee  2/27/26  SLR 2x10, bridges 2x8\n"
	    "Patient: Ann Lee  3/4/26  SLR 3x10, bridges 2x10\n",
	    "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "Ann Lee    2/25/26   SLR 2x8\n"
	    "Ann Lee    2/27/26   SLR 2x10, bridges 2x8\n", "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "Viewed by\nName: Bo Ray    Date: "
	    "3/7/2026\nprint\nName: Cy Dow    Date: 3/8/2026\n97110 x2\n",
	    "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "User: Bea Smith   Date: 3/5/2026\n"
	    "Charges 97110 x2, 97140 x1\n", "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "=========\nInsured: Bob Lee   "
	    "Date: 3/6/2026\n97110 x2  97140 x1\n", "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "For: Ann Lee   Date: 2/1/2026\n"
	    "Stairs with SLR 3x10, bridges 2x10\n", "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "---------\nReviewed by the PT\n"
	    "Ann Roe   3/6/2026\nAgree with 97110, SLR 3x10, bridges 2x10\n",
	    "Patient: An"},
	{LABELLED("Ann Lee", "3/4/2026") "----------\nPrior visit note:\n"
	    LABELLED("Ann Lee", "2/25/2026"), "Patient: An"},
	{"Visit date: 3/4/2026\nPatient: Ann Lee\nSLR 3x10, bridges 2x10\n"
	    "97110 x2\nAnn Roe, PT\nVisit date: 2/25/2026\nSLR 2x8, bridges "
	    "x10\n97110 x1\n", "Visit date:"},
	{LABELLED("Ann Lee", "3/4/2026") "\fDate: 3/1/2026\nSLR 3x10, "
	    "bridges 2x10, 97110\n", "Patient: An"},
	/* Another system's header, under a title or signed. */
	{LABELLED("Ann Lee", "3/4/2026") "LAKE OT TREATMENT NOTE\nClient name: "
	    "Bo Ray    DOS: 3/6/2026\nSLR 3x10\n97110 x2\nAl Moe, OTR/L\n",
	    "Patient: An|LAKE OT TRE"},
	{LABELLED("Ann Lee", "3/4/2026") "----------\nClient: Bo Ray    DOS: "
	    "3/6/2026\nSLR 3x10, ok\n97110 x2\nAl Moe, OTR/L\n",
	    "Patient: An|----------\n"},
	/* Nobody came: a record of its own where records are told apart. */
	{FIRST "Hill Clinic PT daily note\nPatient: Ann Lee    DOS: 3/9/2026\n"
	    "No show.\n" SECOND, "Hill Clinic|Hill Clinic|Hill Clinic"},
	{"", ""},
	{"\f\f\f", "\f\f\f"},
};

enum { SHOWN = 11 };

static void
notes_of_one_file_are_told_apart(void **state)
{
	struct lab *lab = *state;
	int wrong = 0;

	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct reading *r = reading_of_text(lab, rows[i].text);
		struct note_spans parts = {0};
		char seen[256] = "";
		split_notes(lab->arena, r, &parts);
		size_t end = 0;
		for (size_t k = 0; k < parts.len; k++) {
			struct str s = str_slice(r->note->text, parts.at[k]);
			if (k > 0)
				strcat(seen, "|");
			strncat(seen, s.ptr, s.len < SHOWN ? s.len : SHOWN);
			assert_int_equal(parts.at[k].start, end);
			end = parts.at[k].end;
		}
		assert_int_equal(end, r->note->text.len);
		arena_disarm(lab->arena);
		wrong += differs(rows[i].text, seen, rows[i].parts);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes_of_one_file_are_told_apart),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
