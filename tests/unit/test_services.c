/* SPDX-License-Identifier: Apache-2.0 */
/* Billed lines in the layouts that notes use. */
#include "tests/facts_of.h"

/* Services are written "code units minutes modifiers", "-" where nothing is
 * stated, and divided by ", ". */
struct charges_row {
	const char *note;
	const char *services;
};

static const struct charges_row run_in[] = {
	{"97110-25min-2units; 97140-13min-1unit", "97110 2 25, 97140 1 13"},
	{"97110 (25m/2u), 97140 (13m/1u)", "97110 2 25, 97140 1 13"},
	{"97110.GP x2, 97140.GP.59 x1", "97110 2 - GP, 97140 1 - GP 59"},
	{"CPT 97110 - Units 2 - Minutes 25 - Modifier GP", "97110 2 25 GP"},
	{"97140-GP-59: 8 min", "97140 - 8 GP 59"},
	{"97140 GP/CQ/59: 1U", "97140 1 - GP CQ 59"},
	{"Code: 97140  Mod: GP 59  Min: 17  Units: 1", "97140 1 17 GP 59"},
	{"Procedure 1: 97116; Time: 25 min; Units: 2\n"
	    "Procedure 2: 97110; Time: 15 min; Units: 1",
	    "97116 2 25, 97110 1 15"},
	{"97110 Qty 2 / 97140 Qty 1", "97110 2 -, 97140 1 -"},
	{"CPT: 1x 97112 GP  2x 97535 GP", "97112 1 - GP, 97535 2 - GP"},
	{"97110 x 2", "97110 2 -"},
	{"97110x2", "97110 2 -"},
	{"97110-GP x2, 97140-GP x1", "97110 2 - GP, 97140 1 - GP"},
	{"97110 GP Qty 2", "97110 2 - GP"},
	{"97110 Units: 2 Minutes: 25", "97110 2 25"},
	{"97110 Therapeutic exercises, 1 or more areas, each 15 minutes  25  2",
	    "97110 2 25"},
	{"97763 orthotic mgmt subsequent 30 min 2 units", "97763 2 30"},
	{"25' TE (97110) x2, 15' MT (97140) x1", "97110 2 25, 97140 1 15"},
	{"97116 9:00-9:15 (15 min) 1 unit, 97110 9:15-9:40 (25 min) 2 units",
	    "97116 1 15, 97110 2 25"},
	{"97110 (2)  97112 (1)", "97110 2 -, 97112 1 -"},
	{"97110 2u, 97140 1u.  In 4:10P  Out 4:58P", "97110 2 -, 97140 1 -"},
	{"97110 GP 59 x2", "97110 2 - GP 59"},
	{"97110-GP-95  2 units  25 min", "97110 2 25 GP 95"},
	{"TE..97110..GP..MIN 24..UN 2", "97110 2 24 GP"},
	{"97140-59 1 unit", "97140 1 - 59"},
	{"97110 GP KX 30 min 2 units; 97140 GP KX 25 min 2 units",
	    "97110 2 30 GP KX, 97140 2 25 GP KX"},
	{"Charges: 97110 GP 3 units; 97112 GP 1 unit",
	    "97110 3 - GP, 97112 1 - GP"},
	{"Units: 97530 GO 2 / 97110 GO 2 / 97535 GO 1",
	    "97530 2 - GO, 97110 2 - GO, 97535 1 - GO"},
	{"Units: 97110 x 2 (CQ GP), 97112 x 1 (CQ GP)",
	    "97110 2 - CQ GP, 97112 1 - CQ GP"},
	{"97110 CQ GP .. 2 units\n97530 CQ GP .. 1 unit",
	    "97110 2 - CQ GP, 97530 1 - CQ GP"},
	{"97110 \xE2\x80\x94 25 minutes \xE2\x80\x94 2 units", "97110 2 25"},
	{"97110 - 30 min - 2u\t97112 - 12 min - 1u\tTimed 42\tTotal 50",
	    "97110 2 30, 97112 1 12"},
	{"97110 x2 (31)   97112 x1 (12)   timed 43 / total 46",
	    "97110 2 31, 97112 1 12"},
	{"97530-GP 1u/18min + 97110-GP 2u/20min",
	    "97530 1 18 GP, 97110 2 20 GP"},
	{"97116 18  97112 20  97110 8   total 46",
	    "97116 - 18, 97112 - 20, 97110 - 8"},
	{"97150 GP 1      97110 GP 2      48 timed, 70 total",
	    "97150 1 - GP, 97110 2 - GP"},
	{"Billing;97110 GP;2;26 min\nBilling;97112 GP;1;12 min",
	    "97110 2 26 GP, 97112 1 12 GP"},
	{"97110 45 minutes, 3 units. 97140 15 minutes, 1 unit.",
	    "97110 3 45, 97140 1 15"},
	{"TE 97110 38 min (3 units)\nTA 97530 7 min (0 units)",
	    "97110 3 38, 97530 0 7"},
	{"97110*2*GP  97140*1*GP", "97110 2 - GP, 97140 1 - GP"},
	{"97110 gp two units", "97110 2 - GP"},
	/* The last digits, where they stand in a list of such. */
	{"110 x 2 (24), 140 x 1 (15)", "97110 2 24, 97140 1 15"},
	{"530 x 2, 28 min\n112 x 1, 12 min", "97530 2 28, 97112 1 12"},
	/* Another day's. */
	{"97110 2 units\n\nLast visit was 97110 x 3, 97140 x 1.",
	    "97110 2 -"},
	{"leg press 110 x 2, 130 x 1\n\n97110 1 unit", "97110 1 -"},
	{"97110-2, 97018-1, 97530-1", "97110 2 -, 97018 1 -, 97530 1 -"},
	{"97110 gp x 3, 97140 GP/59 1 unit", "97110 3 - GP, 97140 1 - GP 59"},
	{"97110-1 unit, 97116-1 unit, GP all.", "97110 1 - GP, 97116 1 - GP"},
	{"bill=97112:2:27min;97110:1:15min", "97112 2 27, 97110 1 15"},
	{"Ninety-seven one ten times two, ninety-seven one forty times one.",
	    "97110 2 -, 97140 1 -"},
	{"97110-25-2, 97140-13-1", "97110 2 25, 97140 1 13"},
	{"97110/25/2  97140/13/1", "97110 2 25, 97140 1 13"},
	{"97129 GN x1 (first 15), 97130 GN x2 (30 min)",
	    "97129 1 15 GN, 97130 2 30 GN"},
	{"97530 urge control + lifting    12'   1u\n97110   25'   2u",
	    "97530 1 12, 97110 2 25"},
	{"97110-1   97035-1\nMin: 40", "97110 1 -, 97035 1 -"},
	{"97110GPx2 25min", "97110 2 25 GP"},
	/* Modifiers without capitals, a number behind them. */
	{"97150 gp 1\n97110 gp 2", "97150 1 - GP, 97110 2 - GP"},
	{"97110 gp 25 2\n97140 gp 15 1", "97110 2 25 GP, 97140 1 15 GP"},
	{"97110 gp kx 2, 97140 gp kx 59 x1",
	    "97110 2 - GP KX, 97140 1 - GP KX 59"},
	{"97530 (go) 1\n97110 | go | 2", "97530 1 - GO, 97110 2 - GO"},
	{"97110 gp/cq 2 units", "97110 2 - GP CQ"},
	/* A figure against a letter that ends no name is none of units. */
	{"97140 - 13 min: scar glide from A2 to A4, deep enough\n97140 x1",
	    "97140 1 13"},
	{"TE (110) AAROM 2x10\n97110 1 unit", "97110 1 -"},
	{"97110 | 31 min | 2 u\n97010 | 4 min | n/c | cold pack",
	    "97110 2 31, 97010 0 4"},
	{"TherEx: 1500-1526 (26)\nManual: 1526-1540 (14)",
	    "97110 - 26, 97140 - 14"},
	/* One at the end of a row is that row's. */
	{"97110   24   2     GP\n97140   14   1     GO",
	    "97110 2 24 GP, 97140 1 14 GO"},
	{"97162 35 min untimed (1) + 97110 17 min (1 unit)",
	    "97162 1 35, 97110 1 17"},
	{"ther-ex 19m: pulleys flex 3 min; wand 2x10\n"
	    "neuro 13m: ball on wall 2x20\n\n97110-1  97112-1",
	    "97110 1 19, 97112 1 13"},
	{"97110 and 97112, one unit each", "97110 1 -, 97112 1 -"},
	{"2 97110, 1 97140", "97110 2 -, 97140 1 -"},
	{"Total 3 units (2 TE, 1 MT)", "97110 2 -, 97140 1 -"},
	{"97110: 2 (two) units; 97140: 1 (one) unit",
	    "97110 2 -, 97140 1 -"},
	{"97110 2.0, 97140 1.0", "97110 2 -, 97140 1 -"},
	{"97110 (rows 2x10, presses 2x8) 25 min 2u\n97140 (glides) 13 min 1u",
	    "97110 2 25, 97140 1 13"},
	{"97110 - rows 2x10, presses 2x8 - 25 min - 2\n"
	    "97140 - glides - 13 min - 1", "97110 2 25, 97140 1 13"},
	{"TE2 MT1 VASO1", "97110 2 -, 97140 1 -, 97016 1 -"},
	{"NMR 15 / TE 15  -> 1/1", "97112 1 15, 97110 1 15"},
	{"97110 2u 97140 1u, 25 and 13 min", "97110 2 25, 97140 1 13"},
	{"TE2 MT1", "97110 2 -, 97140 1 -"},
	{"2 te 1 nmr", "97110 2 -, 97112 1 -"},
	{"Manual 15 + exercise 25 = 40 timed minutes; 97140-1, 97110-2",
	    "97140 1 15, 97110 2 25"},
	{"manual: PA glides T6-T9 gr III, rib 7, 15 min\n\n97140 GP  1",
	    "97140 1 15 GP"},
	{"manual: second glide, 1 min\n\n97140 GP  1", "97140 1 - GP"},
	{"Manual: relief lasted 20 minutes since then\n\n97140 GP  1",
	    "97140 1 - GP"},
	{"manual           15 min: scar massage\n\n97140 GO 1",
	    "97140 1 15 GO"},
	{"CPT 97110   UNITS 3   MINUTES 45\nCPT 97010   UNITS 1",
	    "97110 3 45, 97010 1 -"},
	{"| 97110 | 3u | 40m |\n| 97112 | 1u | 10m |",
	    "97110 3 40, 97112 1 10"},
	{"Code \xE2\x96\xB9 97110   Mod \xE2\x96\xB9 GP      "
	    "Min \xE2\x96\xB9 30   Unit \xE2\x96\xB9 2\n"
	    "Code \xE2\x96\xB9 97112   Mod \xE2\x96\xB9 GP CQ   "
	    "Min \xE2\x96\xB9 12   Unit \xE2\x96\xB9 1",
	    "97110 2 30 GP, 97112 1 12 GP CQ"},
	{"97110 GP 25 min = 2  /  97140 GP 15 min = 1",
	    "97110 2 25 GP, 97140 1 15 GP"},
	{"Codes   97110 / 2 units / 32 min      97140 / none",
	    "97110 2 32"},
	{"The visit was 48 minutes. Bill two units of 97110 and one of 97140.",
	    "97110 2 -, 97140 1 -"},
	{"Therapeutic exercise (97110) for 1 hr 5 mins, 4 units",
	    "97110 4 65"},
};

static const struct charges_row marked[] = {
	{"97110 \xE2\x80\x93 2\n97018 \xE2\x80\x93 1",
	    "97110 2 -, 97018 1 -"},
	{"97110 \xE2\x86\x92 2", "97110 2 -"},
	{"97112 ...... 40 ........ 3 u", "97112 3 40"},
	{"Units 97140/1, 97110/2", "97140 1 -, 97110 2 -"},
	{"I gave 25 minutes to exercise (97110, two).", "97110 2 25"},
	{"TE 33 (2) - TA 97530 20 (2)", "97110 2 33, 97530 2 20"},
	{"ther-ex 97110 - 27 (2 units) / manual 97140 - 12 (1 unit: glides)",
	    "97110 2 27, 97140 1 12"},
	{"<< bill >> 92507", "92507 - -"},
};

static const struct charges_row in_words[] = {
	/* What was done stands under the plan only for want of a heading. */
	{"Plan: continue 2x/wk.\nPt received therapeutic exercise for 15 "
	    "minutes and manual therapy for 12 minutes.",
	    "97110 - 15, 97140 - 12"},
	{"Plan: continue 2x/wk.\nPt will receive therapeutic exercise for 15 "
	    "minutes and manual therapy for 12 minutes.", ""},
	{"Pt seen for 17 minutes of ADL training (97535), 14 minutes of NMR "
	    "(97112) and 10 of ther ex (97110).",
	    "97535 - 17, 97112 - 14, 97110 - 10"},
	{"Patient received 26 minutes of gait training, 9 of ther ex and 15 of "
	    "cold pack.", "97116 - 26, 97110 - 9, 97010 - 15"},
	{"TEx2, MTx1", "97110 2 -, 97140 1 -"},
	{"ADLx1, TEx2", "97535 1 -, 97110 2 -"},
	{"TE23 MT15", "97110 - 23, 97140 - 15"},
	{"TherEx x 12', MT x8'", "97110 - 12, 97140 - 8"},
	/* A word that may mean a service does in a row of them. */
	{"TE 23, Neuro 12, Gait 10", "97110 - 23, 97112 - 12, 97116 - 10"},
	{"ADL 25 / MT 26", "97535 - 25, 97140 - 26"},
	{"Berg 45, balance 12", ""},
	/* Printed codes beside names, each with its minutes. */
	{"TE 14' / ADL 10' / G0283 8'", "97110 - 14, 97535 - 10, G0283 - 8"},
	{"Self care 12 min, TE 15 min", "97535 - 12, 97110 - 15"},
	{"97110 25 min: bridges, then balance 10 min", "97110 - 25"},
	{"2u TE", "97110 2 -"},
	{"2u TE   1u MT   timed 38", "97110 2 -, 97140 1 -"},
	{"Charge: 2u TE / 1u MT      38 timed   44 total",
	    "97110 2 -, 97140 1 -"},
	{"TE 2u, gait 1u. 40 tmd / 50 tot", "97110 2 -, 97116 1 -"},
	{"TE 23 / MT 15", "97110 - 23, 97140 - 15"},
	{"THER EX 24 MIN   MANUAL 14 MIN   TIMED 38   TOTAL 48",
	    "97110 - 24, 97140 - 14"},
	{"Two units of therapeutic exercise and one unit of manual therapy, "
	    "forty-five minutes in all.", "97110 2 -, 97140 1 -"},
	{"Therapeutic exercise twenty-five minutes, two units; neuromuscular "
	    "re-education thirteen minutes, one unit.",
	    "97110 2 25, 97112 1 13"},
	/* What stands right before each is of the service behind it. */
	{"GP KX 97110 2; GP KX 97530 1", "97110 2 - KX GP, 97530 1 - KX GP"},
	{"GP 97110 2, GP 97530 1", "97110 2 - GP, 97530 1 - GP"},
	{"15' MT, 25' TE, CP 10'. 50' total",
	    "97140 - 15, 97110 - 25, 97010 - 10"},
	{"97110 2 @ 30; 97140 1 @ 15", "97110 2 30, 97140 1 15"},
	{"97110 units 2 minutes 30\n97140 units 1 minutes 15",
	    "97110 2 30, 97140 1 15"},
	{"97110 Ther Ex Ea 15 Min x 2; 97140 Manual Ea 15 Min x 1",
	    "97110 2 -, 97140 1 -"},
	{"97110 THERAPEUTIC EXERCISES 15 MIN   2.00   GP", "97110 2 - GP"},
	{"15 minutes of manual therapy and 30 minutes of therapeutic exercise.",
	    "97140 - 15, 97110 - 30"},
	{"Self-care training - half an hour, two units", "97535 2 30"},
	{"TE 30 MT 10 = 40 timed. tot tx 45.     te x2 mt x1",
	    "97110 2 30, 97140 1 10"},
	{"TE 24 GT 15\n1u TE 1u GT\ntotal 45", "97110 1 24, 97116 1 15"},
	{"I am billing three units of 97110.", "97110 3 -"},
	/* Figures before each service, and others behind them. */
	{"Eighteen minutes of therapeutic exercise, two units, and one unit "
	    "of manual therapy.", "97110 2 18, 97140 1 -"},
	/* Numbers that do not repeat what they count. */
	{"One unit of therapeutic exercise for nineteen minutes and one unit "
	    "of gait training for twelve.", "97110 1 19, 97116 1 12"},
	{"Manual therapy took nine minutes and exercise twenty-two.",
	    "97140 - 9, 97110 - 22"},
	{"Billing is three units total: two therapeutic exercise at thirty "
	    "minutes, and one neuro re-ed at nine minutes.",
	    "97110 2 30, 97112 1 9"},
	{"We did thirty minutes of exercise and nine of manual work. Two "
	    "units of exercise and one manual.", "97110 2 30, 97140 1 9"},
	{"Thirty minutes of exercise, ten times three.", "97110 - 30"},
	{"One unit each of therapeutic exercise and manual therapy.",
	    "97110 1 -, 97140 1 -"},
	{"Manual therapy twelve minutes, therapeutic exercise seventeen. Two "
	    "units, one of each.", "97140 1 12, 97110 1 17"},
	{"We worked forty minutes, all of it exercise.\n97110 three units",
	    "97110 3 40"},
	/* What two disciplines call the same. */
	{"Low complexity evaluation one unit, thirty-five minutes, exercise "
	    "ten minutes one unit.\n\nAnn Lee, PT",
	    "97161 1 35, 97110 1 10"},
	{"Low complexity evaluation one unit, thirty-five minutes, exercise "
	    "ten minutes one unit.\n\nAnn Lee, OTR/L",
	    "97165 1 35, 97110 1 10"},
};

static const struct charges_row tables[] = {
	{"Code | Total Units | Total Min\n97110 | 2 | 26\n97140 | 1 | 12",
	    "97110 2 26, 97140 1 12"},
	{"CPT,Units,Min\n97110,2,26\n97140,1,12", "97110 2 26, 97140 1 12"},
	/* As many parts as headings need no columns. */
	{"CODE  DESCRIPTION   MIN   UNITS\n"
	    "97110  Therapeutic Exercise  30   2\n"
	    "97140  Manual Therapy    15       1\n",
	    "97110 2 30, 97140 1 15"},
	/* Items below a row do not end the table. */
	{"TREATMENT                               min   unit   modifiers\n"
	    " 97110 leg strengthening, to rise       27     2     GP KX\n"
	    "    sit-to-stand, 18-in. chair, arms crossed, 3 x 6\n"
	    " 97116 rollator gait, turns             12     1     GP KX\n",
	    "97110 2 27 GP KX, 97116 1 12 GP KX"},
	/* A ruler and headings begin another table. */
	{"Pain now:     4/10      Pain worst: ___/10\n-----------------\n"
	    "CODE     DESCRIPTION              UNITS\n"
	    "97110    Therapeutic Exercise       2\n"
	    "97140    Manual Therapy             1\n",
	    "97110 2 -, 97140 1 -"},
	{"CPT     Description         Min   Units   Mod\n"
	    "97110   Ther. exercise       33     2     GP\n"
	    "97140   Manual therapy        7     1     GP\n",
	    "97110 2 33 GP, 97140 1 7 GP"},
	{"| CPT | Units | Min | Mod |\n|---|---|---|---|\n"
	    "| 97110 | 2 | 8 | GP |\n| 97112 | 1 | 15 | GP, 59 |\n",
	    "97110 2 8 GP, 97112 1 15 GP 59"},
	{"Code\tMod\tUnits\tMinutes\n97110\tGO\t2\t30\n97535\tGO\t1\t8\n",
	    "97110 2 30 GO, 97535 1 8 GO"},
	{"PROCEDURE                          MINUTES     UNITS\n"
	    "Neuromuscular re-ed (97112)           24         2\n"
	    "   perturbation on rocker 4 x 30 s; step-and-stick R 2 x 10\n"
	    "Therapeutic exercise (97110)          23         2\n",
	    "97112 2 24, 97110 2 23"},
	{"SERVICE                      TIME         MIN    UNITS   MOD\n"
	    "97150 Group (3 residents)    0930-0955    25     1       GP\n"
	    "97110 Ther ex, individual    1000-1028    28     2       GP XU\n",
	    "97150 1 25 GP, 97110 2 28 GP XU"},
	{"Treatment and minutes                          billed\n"
	    "  97110  ther ex           18 min              1\n"
	    "  97140  manual therapy    13 min              1\n"
	    "  97035  ultrasound         8 min              0  (31 min = 2 "
	    "units)\nAll lines GP.\n",
	    "97110 1 18 GP, 97140 1 13 GP, 97035 0 8 GP"},
	{"97110\n  Minutes: 25   Units: 2   Modifier GP\n"
	    "97140\n  Minutes: 15   Units: 1\n",
	    "97110 2 25 GP, 97140 1 15"},
};

/* Codes head columns. */
static const struct charges_row turned[] = {
	{"CPT       97018      97140      97110\n"
	    "UNITS       1          1          2\n"
	    "MOD                   GO         GO\n",
	    "97018 1 -, 97140 1 - GO, 97110 2 - GO"},
	{"| CPT | 97110 | 97140 | Total |\n|-----|-------|-------|-------|\n"
	    "| Min | 23 | 15 | 38 |\n| Units | 2 | 1 | 3 |\n"
	    "| Mod | GP | GP 59 | |\n",
	    "97110 2 23 GP, 97140 1 15 GP 59"},
	/* What they add up to needs no heading. */
	{"CODE   97110   97112\nUN       2       1      3\n"
	    "MIN     25      15     40\n", "97110 2 25, 97112 1 15"},
	{"97110-GP  97140-GP\nUnits: 2  1\nMinutes: 24 min   14 min\n",
	    "97110 2 24 GP, 97140 1 14 GP"},
	{"Code\t97530\t97535\nUnits\t2u\t1u\nMin\t30min\t10min\n",
	    "97530 2 30, 97535 1 10"},
	/* A column without a figure. */
	{"CPT      97110    97140    G0283\nMinutes    24       14\n"
	    "Units       2        1        1\n",
	    "97110 2 24, 97140 1 14, G0283 1 -"},
	{"| | 97110 | 97112 | 97116 |\n| Units | 1 | | 2 |\n"
	    "| Minutes | 15 | 5 | 23 |\n", "97110 1 15, 97116 2 23"},
	/* Rows between that say something else. */
	{"CODE     97110      97140\nDESC     Ther ex    Manual\n"
	    "UNITS      2          1\n", "97110 2 -, 97140 1 -"},
	/* Rows without headings go by the size of their figures. */
	{"97110      97116      97112\n2          1          1\n"
	    "28'        10'        12'\n",
	    "97110 2 28, 97116 1 10, 97112 1 12"},
	/* Not such tables: figures beside the codes, one figure for all, clock
	 * times, a paragraph below. */
	{"97110 x2   97140 x1\nUnits 3   3\n", "97110 2 -, 97140 1 -"},
	{"97110 GP   97140 GP\nTime 9:00   9:45\n",
	    "97110 - - GP, 97140 - - GP"},
	{"97110 GP   97140 GP\n\nUnits   2   1\n",
	    "97110 - - GP, 97140 - - GP"},
	{"97110 GP   97140 GP\nPain    2   1\n",
	    "97110 - - GP, 97140 - - GP"},
	{"97110 GP   97140 GP\n2 visits of 12\n",
	    "97110 - - GP, 97140 - - GP"},
};

static const struct charges_row with_body[] = {
	/* Short words that open a line with its minutes. */
	{"te 24 - calf raise 2x12\nnm 12 - SLS on foam 4 x 25 sec\n"
	    "97110 2  97112 1", "97110 2 24, 97112 1 12"},
	{"man 10 - L heel stm\nex 28 - calf raise 3x12\n97140 1 97110 2",
	    "97140 1 10, 97110 2 28"},
	/* A line that comes to the visit's minutes is today's, also below a
	 * plan. */
	{"P  Thursday 1.5 lb cuffs.\n"
	    "T  97530 32 min + 97535 21 min = 53 timed.\n"
	    "C  97530 GO 3u, 97535 GO 1u",
	    "97530 3 32 GO, 97535 1 21 GO"},
	/* Minutes come from the treatment section. */
	{"97116 gait, 23 min: long steps 50 ft x 6\n"
	    "97112 balance, 15 min: tandem stance 30\" x 3\n"
	    "97116 x 2, 97112 x 1", "97116 2 23, 97112 1 15"},
	{"Therapeutic exercise, 30 min\n  SLR 3x10\nManual therapy (15 min)\n"
	    "  patellar mobs\n97110 x2  97140 x1", "97110 2 30, 97140 1 15"},
	{"Interventions (97110, 32 min)\n- bridges 2 x 8\n97110 2u.",
	    "97110 2 32"},
	/* The minutes of one exercise are not those of the service. */
	{"TE: bike 8 min, SLR 3x10\n97110 x2", "97110 2 -"},
	{"97110 x2    30 min timed   total 42 min", "97110 2 -"},
	/* Charges come first, or are said twice. */
	{"97110 x2 (30)  97140 x1 (15)\nO: TE: SLR 3x10\nMT: STM\n",
	    "97110 2 30, 97140 1 15"},
	{"97110 x 2 units: SLR 3x10, bridges 2x10\n\nA: better\n\nP: 2x/wk\n\n"
	    "Charges 97110 GP x2", "97110 2 - GP"},
	{"97110 x2\n97140 x1\n97110 x1", "97110 2 -, 97140 1 -, 97110 1 -"},
	{"GP on all lines\n97110 x2\n97112 x1", "97110 2 - GP, 97112 1 - GP"},
	{"97110 GP, one unit. (97112 7 min and 97530 7 min not billed.)",
	    "97110 1 - GP, 97112 0 7, 97530 0 7"},
	{"Tx, 7 min each, 14 min in all:\n97110 x1\n97112 x0",
	    "97110 1 7, 97112 0 7"},
	{"minutes: 97110 ~23; 97140 8.  sum 31\n"
	    "charges 97110 x 2, 97140 x 1\n",
	    "97110 2 23, 97140 1 8"},
	/* Not charges. */
	{"Plan: 1x/wk x 8, 97110/97112; drop bike.\n97110  2 u  25 min",
	    "97110 2 25"},
	{"Plan: SLP treatment 92507, twice a week.\nCPT 92523 GN",
	    "92523 - - GN"},
	{"MRN 97110-4, ph 555-97110, SLR 3x10, gait 200 ft", ""},
	/* Those beside the only untimed code are the visit's too. */
	{"92507 GN x1      30 min", "92507 1 30 GN"},
};

static const struct charges_row figures_first[] = {
	{"97110 Ther ex 2 units 25 min; 97140 MT 1 unit 18 min",
	    "97110 2 25, 97140 1 18"},
	{"97110 23' x2, 97140 15' x1\n23+15=38", "97110 2 23, 97140 1 15"},
	{"97110 - 2.0 units - 30.0 min\n97140 - 1.0 units - 15.0 min",
	    "97110 2 30, 97140 1 15"},
	{"I billed her for two units of ther ex and a unit of manual.",
	    "97110 2 -, 97140 1 -"},
	{"2 x 97110, 1 x 97140", "97110 2 -, 97140 1 -"},
	{"2 - 97110 GP\n1 - 97140 GP 59", "97110 2 - GP, 97140 1 - GP 59"},
	{"97110 [GP] Qty: 2  Min: 25", "97110 2 25 GP"},
	{"Codes billed: 97110(2), 97140(1), 97035(1). Minutes: 25, "
	    "12, 8.", "97110 2 25, 97140 1 12, 97035 1 8"},
	{"97140/97110/97112 - 10/30/12 min",
	    "97140 - 10, 97110 - 30, 97112 - 12"},
	{"15 min manual, 30 min exercise, 10 min ice",
	    "97140 - 15, 97110 - 30"},
	{"Two units of exercise, 27 minutes, and one unit of manual "
	    "therapy, 13 minutes, both GP.", "97110 2 27 GP, 97140 1 13 GP"},
	{"I charged two units of therapeutic exercise for "
	    "twenty-three minutes and one unit of manual therapy for "
	    "fifteen minutes.", "97110 2 23, 97140 1 15"},
	{"97035 US x 8 min; 97010 HP x 10 min (bundled); 97110 TE x "
	    "30 min", "97035 - 8, 97010 - 10, 97110 - 30"},
	{"97140 59 GP 1 10\n97110 GP 2 30", "97140 1 10 59 GP, 97110 2 30 GP"},
	{"97110GP 2, 97140GP59 1", "97110 2 - GP, 97140 1 - GP 59"},
	{"97110 (GP/CQ) x 2", "97110 2 - GP CQ"},
	{"TE 30/2, NMR 22/1", "97110 2 30, 97112 1 22"},
	{"Ther-ex/97110/25min/2u; Man/97140/18min/1u",
	    "97110 2 25, 97140 1 18"},
	{"Therapeutic Activities - 97530\n  Units: 2\n  Minutes: 30\n "
	    " Modifiers: GO, KX", "97530 2 30 GO KX"},
	{"Clock          Code         Min    Units\n10:00-10:30    "
	    "97150-GP      30      1     group\n10:35-10:58    "
	    "97110-GP-59   23      2     one-on-one",
	    "97150 1 30 GP, 97110 2 23 GP 59"},
	{"                           min   units  mods\n97110  ther "
	    "ex              22     1    GO CO\n97035  ultrasound        "
	    "    9     1    GO CO", "97110 1 22 GO CO, 97035 1 9 GO CO"},
	{"97140  lateral glides gr III by therapist          15 "
	    "min\n97110  chin tuck 2 x 10; UBE 5 min                 23 "
	    "min", "97140 - 15, 97110 - 23"},
	{"Authorization: 97110 x 24 units, 97140 x 12 units approved", ""},
	{"MRN 97110-22 Room 97140", ""},
};

static void
print_service(const struct service *s, char *out, size_t size)
{
	int n = snprintf(out, size, "%.*s ", (int)s->number.len, s->number.ptr);

	n += s->units == NONE ? snprintf(out + n, size - (size_t)n, "- ") :
	    snprintf(out + n, size - (size_t)n, "%d ", s->units);
	n += s->minutes == NONE ? snprintf(out + n, size - (size_t)n, "-") :
	    snprintf(out + n, size - (size_t)n, "%d", s->minutes);
	for (unsigned i = 0; i < s->n_modifiers; i++)
		n += snprintf(out + n, size - (size_t)n, " %.*s",
		    (int)s->modifiers[i].len, s->modifiers[i].ptr);
}

static void
check_rows(struct lab *lab, const struct charges_row *rows, size_t n)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		const struct facts *f = facts_of(lab, rows[i].note);
		char seen[1024] = "", one[128];
		for (size_t k = 0; k < f->services.len; k++) {
			print_service(&f->services.at[k], one, sizeof(one));
			if (k > 0)
				strcat(seen, ", ");
			strcat(seen, one);
		}
		wrong += differs(rows[i].note, seen, rows[i].services);
	}
	assert_int_equal(wrong, 0);
}

static void
charges_run_in_are_read(void **state)
{
	check_rows(*state, run_in, ROWS(run_in));
}

static void
numbers_are_read_across_marks(void **state)
{
	check_rows(*state, marked, ROWS(marked));
}

static void
services_named_in_words_get_their_code(void **state)
{
	check_rows(*state, in_words, ROWS(in_words));
}

static void
charge_tables_go_by_their_headings(void **state)
{
	check_rows(*state, tables, ROWS(tables));
}

static void
codes_may_head_columns(void **state)
{
	check_rows(*state, turned, ROWS(turned));
}

static void
charges_and_body_are_told_apart(void **state)
{
	check_rows(*state, with_body, ROWS(with_body));
}

static void
figures_stand_before_below_or_in_a_list_of_their_own(void **state)
{
	check_rows(*state, figures_first, ROWS(figures_first));
}

/* What the charges of a line are given together. */
static const struct charges_row together[] = {
	{"97530 x 6, 97112 x 2. 120 min timed. (90 / 30)",
	    "97530 6 90, 97112 2 30"},
	{"97535 2  97530 1  97110 1   (30, 15, 13)",
	    "97535 2 30, 97530 1 15, 97110 1 13"},
	{"97110 1 u / 97763 1 u      18 / 10 min", "97110 1 18, 97763 1 10"},
	{"97110 15 min, 97112 25 min, 97530 10 min. Charges 1/2/1 u.",
	    "97110 1 15, 97112 2 25, 97530 1 10"},
	{"97530 25 / 97110 15 / 97112 15   u 2/1/1",
	    "97530 2 25, 97110 1 15, 97112 1 15"},
	{"Therapeutic exercise 97110, neuromuscular 97112. 2 + 1 unit.",
	    "97110 2 -, 97112 1 -"},
	{"Minutes: 97530 35 | 97110 25   Units: 97530 2 | 97110 2",
	    "97530 2 35, 97110 2 25"},
	{"MT 20 / TE 18 = 38", "97140 - 20, 97110 - 18"},
	{"97116 GP 1 (10)\n97112 GP 2 (25)",
	    "97116 1 10 GP, 97112 2 25 GP"},
	{"97110 2 25, 97140 1 12", "97110 2 25, 97140 1 12"},
	{"97140 x2 | 30 min\n97110 x2 | 23 min\n\ncharges 97140 GP, 97110 GP",
	    "97140 2 30 GP, 97110 2 23 GP"},
	/* A score, a date and an exercise are no list of minutes. */
	{"97110 x 2, 97112 x 1. MiniBEST (18/28)", "97110 2 -, 97112 1 -"},
	{"97110 x 2, 97112 x 1   8/12/25", "97110 2 -, 97112 1 -"},
	{"97110\nbike 6 min\n97110 x 2", "97110 2 -"},
};

static void
charges_of_a_line_are_told_together(void **state)
{
	check_rows(*state, together, ROWS(together));
}

/* Minutes that only the work done under a code has. */
static const struct charges_row of_work[] = {
	/* Minutes and their units close the line, under no heading. */
	{"97530\tActivities\tLeg press L 3x12 60 lb\t30\t2\n"
	    "97140\tManual therapy\tIASTM L Achilles, talocrural glides gr "
	    "III\t12\t1", "97530 2 30, 97140 1 12"},
	{"97110  leg press      3      12", "97110 - -"},
	/* What a device was set to stands before them. */
	{"Paraffin 15 min. US 1 MHz 1.2 w/cm2 x 8 min.\n\n97018-1 97035-1",
	    "97018 1 15, 97035 1 8"},
	/* An evaluation beside treatment. */
	{"Exam thirty minutes; exercise ten minutes.\n\n97161 - 1, 97110 - 1",
	    "97161 1 30, 97110 1 10"},
	{"(45 minutes; evaluation 30, treatment 15)\n97161 - 1, 97110 - 1",
	    "97161 1 30, 97110 1 -"},
	{"RE-EVAL, 25 minutes.\nEXERCISE, 15 minutes.\n\n"
	    "97168 1 unit, 97110 1 unit", "97168 1 25, 97110 1 15"},
	{"Eval 30 min, eval 10 min\n\n97161 1 unit, 97110 1 unit",
	    "97161 1 -, 97110 1 -"},
	{"Exercise, 30 min\n bike 5 min\nManual, 12 min: glides\n\n"
	    "97110 x 3  97140 x 1", "97110 3 30, 97140 1 12"},
	/* Told in a sentence, with other work behind it. */
	{"I mobilized the patella inferiorly for about twelve minutes.\n\n"
	    "Twenty minutes of exercise, two units, and one unit of manual "
	    "therapy.", "97110 2 20, 97140 1 12"},
	{"Jt mobs MP/PIP gr II + PROM digits, by therapist, 10 min\n\n"
	    "97140 1, 97110 1", "97140 1 10, 97110 1 -"},
	{"Ultrasound 3 MHz 0.8 W/cm2, dorsal scar L, 8 min\n\n"
	    "97110 x 2, 97035 x 1", "97110 2 -, 97035 1 8"},
	{"97110 GP: quad sets 20x; ankle pumps 30, 20 min\n\n97110 GP 1",
	    "97110 1 20 GP"},
	{"release of the DIP 10 (97140). Pinch 20, all in 25 (97110).\n\n"
	    "97140 x1; 97110 x2", "97140 1 10, 97110 2 25"},
	/* Told one after the other, or with the minutes first. */
	{"u/s 1.0 w/cm2 8 min, iastm + cross friction L heel 14 min.\n\n"
	    "97035 97140 1 ea", "97035 1 8, 97140 1 14"},
	{"I then mobilized C1-2 with suboccipital release, twelve minutes. "
	    "After that ten minutes of effleurage and petrissage.\n\n"
	    "97140 1, 97124 1, 97110 1", "97140 1 12, 97124 1 10, 97110 1 -"},
	{"Tx: patellar glides, 2nd neg. Sat 5 min. Better.\n\n97140 x1",
	    "97140 1 -"},
	/* What a line of items comes to, which have a dosage of their own. */
	{"Therapeutic Exercise - bridges 3x12; SLR 3x10 2# - 23 min\n"
	    "Gait Training: stairs 12 x 2; gait 150 ft x2, cues for heel "
	    "strike (15 min)\n\n97110 x2, 97116 x1", "97110 2 23, 97116 1 15"},
	{"Ther ex: SLR 3x10; NuStep L4 8 min (24 min)\n\n97110 x2",
	    "97110 2 24"},
	{"Self-care: dressing with cues for hip precautions - 16 min\n\n"
	    "97535 x1", "97535 1 16"},
	{"Ther ex: SLR 3x10; bike (10 min)\n\n97110 x2", "97110 2 -"},
	{"Gait Training: gait 150 ft x2 with cane\n\n97116 x1",
	    "97116 1 -"},
	/* Not beside an exercise, nor for a code that has its own. */
	{"STM to quads, then bike 5 min\n\n97110 x 2, 97140 x 1",
	    "97110 2 -, 97140 1 -"},
	{"STM to quads 5 min\n\n97140 12 min x 1", "97140 1 12"},
	{"Mechanical traction 60 lb 15 min\n\n97012 1u, 97110 20 min 1u",
	    "97012 1 -, 97110 1 20"},
};

static void
work_under_a_code_may_have_its_minutes(void **state)
{
	check_rows(*state, of_work, ROWS(of_work));
}

/* Minutes that only arithmetic and place tell. */
static const struct charges_row by_sum[] = {
	/* What is left of the timed total is that of the code without. */
	{"scar massage 10 min by me\nther ex 24 min\n\n97110-2  97140-1\n"
	    "total 55   timed 34", "97110 2 24, 97140 1 10"},
	{"timed: 52 min (gait 30, ex 22)\n\n97116 x2, 97110 x1",
	    "97116 2 30, 97110 1 22"},
	/* A figure is of the service that its statement names, and one past a
	 * row of dots is no dosage. */
	{"Gait training took 15 minutes. Therapeutic exercise lasted 25 "
	    "minutes.\n97116 x1, 97110 x2\nTimed 40; total 42",
	    "97116 1 15, 97110 2 25"},
	{"- scar release and glides by me .. 18 min\n- tendon glides x10, "
	    "putty roll 2 min .. 30 min\nTimed 48, total 48\n"
	    "97140 GO x1; 97110 GO x2", "97140 1 18 GO, 97110 2 30 GO"},
	{"Ten minutes went to static and dynamic standing balance, 4 x 30 "
	    "sec.\n97112 x1, 97110 x1", "97112 1 10, 97110 1 -"},
	/* Figures of one line, in the order of the charges. */
	{"97022-1  97110-2  97140-1   M-sort: 12 / 25 / 14\n"
	    "Total timed 39   Total 56",
	    "97022 1 -, 97110 2 25, 97140 1 14"},
	/* The larger figure to the code with more units. */
	{"half of it 15 min, the rest 30 min\n\n97110 x 2, 97530 x 1\n"
	    "Timed 45", "97110 2 30, 97530 1 15"},
	/* A name with its figure before a colon. */
	{"MT 15: C2-C5 lateral glide\nTE 23: band row 2x12\n\n"
	    "Chg 97110 (2u) 97140 (1u)", "97110 2 23, 97140 1 15"},
	/* The clock times of the parts. */
	{"10:00-10:16  manual: glides\n10:16-10:40  ther ex: rows 3x10\n\n"
	    "97140 1u   97110 2u\nTimed 40", "97140 1 16, 97110 2 24"},
	/* Told twice, once of a part. */
	{"Manual therapy, 40 minutes, to the arm.\n\n"
	    "Fifty minutes of manual therapy and eight of exercise.\n"
	    "Timed 58. 97140 x 3, 97110 x 1", "97140 3 50, 97110 1 8"},
	/* "38 min" beside the only charge. */
	{"38 min  97110x3. Visit 9:00 to 9:40.", "97110 3 38"},
	/* Not a dosage, nor figures that come to something else. */
	{"bike 10 min\nther ex 24 min\n\n97110-2  97140-1\ntimed 34",
	    "97110 2 24, 97140 1 -"},
	{"glides 8 reps, flexion 25 deg\n\n97110 x 2, 97140 x 1\nTimed 45",
	    "97110 2 -, 97140 1 -"},
	{"12 min, 40 min\n\n97110 x 2, 97140 x 1\nTimed 45",
	    "97110 2 -, 97140 1 -"},
};

static void
what_is_left_over_is_given_by_its_sum(void **state)
{
	check_rows(*state, by_sum, ROWS(by_sum));
}

/* Units in a list, and modifiers said once for all. */
static const struct charges_row said_once[] = {
	{"97140 / 97110 / 97035     1 / 1 / 1\n8 / 17 / 8 = 33 total timed",
	    "97140 1 8, 97110 1 17, 97035 1 8"},
	{"97110 30 / 97140 10 / 97530 15     u 2-1-1",
	    "97110 2 30, 97140 1 10, 97530 1 15"},
	{"TE 25 min, MT 15 min (2u + 1u)", "97110 2 25, 97140 1 15"},
	{"97110  16m 1u  /  97112  24m 2u", "97110 1 16, 97112 2 24"},
	{"R3 tx 97112 24 min: tandem 4x20 sec\n"
	    "97110 16 min: heel raises 20\n\nunits 2 + 1.",
	    "97112 2 24, 97110 1 16"},
	{"Payer: Medicare, GP throughout\n\n97110 x 2, 97140 x 1",
	    "97110 2 - GP, 97140 1 - GP"},
	{"97110 - 25 min\n97140 - 12 min\n\n1 unit each.",
	    "97110 1 25, 97140 1 12"},
	{"Charges: 97110 x 2, 97140 x 1 (GO)",
	    "97110 2 - GO, 97140 1 - GO"},
	{"Today GP CQ\n97110 25 min 2u\n97112 13 min 1u",
	    "97110 2 25 GP CQ, 97112 1 13 GP CQ"},
	{"GO  97110 x 2   97140 x 1", "97110 2 - GO, 97140 1 - GO"},
	{"Medicare patient sent by GP Harris\n\n97110 x 2", "97110 2 -"},
	{"97110 97112 1 ea", "97110 1 -, 97112 1 -"},
	{"97110gp 97140gp x 1 each", "97110 1 - GP, 97140 1 - GP"},
	{"billed 1 each of 97110 and 97140", "97110 1 -, 97140 1 -"},
	{"97110, 97140   2 + 1 = 3 u", "97110 2 -, 97140 1 -"},
	/* What the work is called in the body is no line of charges. */
	{"Work, 97110 mostly: bridge 2x10. sit to stand, 3 lots of 6 "
	    "(97530).\n\n97110 - 28     97530 - 12\n2 + 1 = 3 u",
	    "97110 2 28, 97530 1 12"},
};

static void
what_is_said_once_is_of_all_charges(void **state)
{
	check_rows(*state, said_once, ROWS(said_once));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(charges_run_in_are_read),
		cmocka_unit_test(numbers_are_read_across_marks),
		cmocka_unit_test(services_named_in_words_get_their_code),
		cmocka_unit_test(charge_tables_go_by_their_headings),
		cmocka_unit_test(codes_may_head_columns),
		cmocka_unit_test(charges_and_body_are_told_apart),
		cmocka_unit_test(charges_of_a_line_are_told_together),
		cmocka_unit_test(work_under_a_code_may_have_its_minutes),
		cmocka_unit_test(what_is_left_over_is_given_by_its_sum),
		cmocka_unit_test(what_is_said_once_is_of_all_charges),
		cmocka_unit_test(
		    figures_stand_before_below_or_in_a_list_of_their_own),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
