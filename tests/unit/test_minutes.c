/* SPDX-License-Identifier: Apache-2.0 */
/* Timed and total minutes, time in and out, as notes state them. */
#include "tests/facts_of.h"

/* Seen is "timed total in out", "-" where nothing is stated. */
struct minutes_row {
	const char *note;
	const char *seen;
};

static const struct minutes_row totals[] = {
	{"Timed 42   Total 50", "42 50 - -"},
	{"Tx: 30' TE, 15' MT\nTimed 45", "45 - - -"},
	{"Timed: 38 mins. Total: 48 mins. Previous visit: timed 40, total 55.",
	    "38 48 - -"},
	{"Previous visit: felt better. Timed 38, total 45.", "38 45 - -"},
	/* Labels above their values, wherever in the note. */
	{"| Time In | Time Out |\n| 3:10p | 4:31p |", "- - 15:10 16:31"},
	{"Date  Time in  Time out\n3/4/2026  1515  1600", "- - 15:15 16:00"},
	{"97110 | 2\n| Code | Start time | End time |\n"
	    "| 97110 | 9:00 | 9:23 |\n| 97140 | 9:23 | 9:38 |",
	    "- - 09:00 09:38"},
	{"Total Timed Minutes   Total Treatment Minutes\n"
	    "38                    50", "38 50 - -"},
	/* A row of sums has minutes below their heading only, and what says
	 * that it is the visit's stands over it. */
	{"| Code | Units | Min |\n| 97110 | 2 | 26 |\n| 97140 | 1 | 12 |\n"
	    "| Total | 3 | 38 |", "38 38 - -"},
	{"Code   Units   Min\n97110   4   53\n97140   1   12\n"
	    "TOTAL   5   65\nTimed: 65", "65 65 - -"},
	{"| Code | Min |\n| 97110 | 26 |\n| 97140 | 12 |\n"
	    "| Total | 38 |\n\nTimed 38 / Total 45", "38 45 - -"},
	{"Seen 03/11/2026   6:00-6:45 pm", "- - 18:00 18:45"},
	{"T.I. 1430   T.O. 1515", "- - 14:30 15:15"},
	{"13:10 until 14:00\n13:10-13:35 97535\n13:35-13:58 97530",
	    "- - 13:10 14:00"},
	{"Exercise 0900-0925, manual 0925-0938", "- - 09:00 09:38"},
	{"In 905 Out 950", "- - 09:05 09:50"},
	{"PT visit note (30 min)", "- 30 - -"},
	{"[Seen] 03-05-2025   1300 hrs to 1400 hrs", "- - 13:00 14:00"},
	{"12:10p in    12:38p out", "- - 12:10 12:38"},
	{"Timed minutes: 30    Total minutes: 35", "30 35 - -"},
	{"TIMED = 40    TOTAL = 42", "40 42 - -"},
	{"TIMED 47                           TOTAL 47", "47 47 - -"},
	{"Total 28   Timed 28", "28 28 - -"},
	{"97113 40 min, 2 units. Whole visit 65 min.", "40 65 - -"},
	{"97113: 40 min. Whole visit incl. changing 65 min.", "40 65 - -"},
	{"38 timed min. In door to out door 60.", "38 60 - -"},
	/* Timed and untimed charges in a sum. */
	{"97168 30 min 1 unit, 97110 15 min 1 unit\n30 + 15 = 45",
	    "15 45 - -"},
	{"97168 30 min 1 unit, 97110 15 min 1 unit\n30 + 20 = 50",
	    "15 - - -"},
	{"TIMED SUB    39\nUNTIMED SUB  15\nVISIT TOTAL  54", "39 54 - -"},
	{"Timed 45 / Total 47", "45 47 - -"},
	{"Timed/total minutes: 38/44", "38 44 - -"},
	{"38 timed   44 total", "38 44 - -"},
	{"40 tmd / 50 tot", "40 50 - -"},
	{"45 MIN TIMED     45 MIN TOTAL", "45 45 - -"},
	{"30 min timed   total 42 min", "30 42 - -"},
	{"45 timed, 46 total. 2025 therapy used: $870.", "45 46 - -"},
	{"TimedMin;38\nTotalMin;42", "38 42 - -"},
	{"Total treatment time = 45 min. Timed code minutes = 30.",
	    "30 45 - -"},
	{"Total timed code treatment 53 min.", "53 - - -"},
	{"Total time: 1 hr 5 mins", "- 65 - -"},
	{"Total time: 1 hour", "- 60 - -"},
	{"Thirty-eight timed minutes, forty-one minutes in all.",
	    "38 41 - -"},
	{"Forty-three minutes of that was direct one-on-one treatment.",
	    "43 - - -"},
	{"Seen x 45'. LE strengthening.", "- 45 - -"},
	{"45 min session.", "- 45 - -"},
	{"53 min total treatment", "- 53 - -"},
	{"30 individual timed, 60 total.", "30 60 - -"},
	{"TTT 42 / TT 45", "42 45 - -"},
	{"TE 23 + MT 15 = 38 TCT.  CP 4 n/c.  TTT 42.", "38 42 - -"},
	{"TCT 50, TTT 54", "50 54 - -"},
	{"T38 / TT46", "38 46 - -"},
	{"9:10 to 9:55 this morning, 45 minutes, all of it timed.",
	    "45 45 09:10 09:55"},
	{"Seen from quarter past one to 2:00 pm", "- - 13:15 14:00"},
	{"Treated from 1:15 to two o'clock in the afternoon.",
	    "- - 13:15 14:00"},
	/* As long as the clock says, and the patient's own affair. */
	{"Sits 45 min for Mass now.\n97110 x2 27 min; 97530 x1 16 min; "
	    "timed total 43; in 11:15, out 12:00.", "43 - 11:15 12:00"},
	{"Exercise ran 27 minutes.", "27 - - -"},
	{"clock_in: 14:15\nclock_out: 15:06", "- - 14:15 15:06"},
	{"\"time_in\": \"14:15\", \"time_out\": \"15:06\"",
	    "- - 14:15 15:06"},
	{"TreatmentMinutes|45\nTimedMinutes|40", "40 45 - -"},
	{"Length of session 55 minutes; one-on-one portion 38 minutes",
	    "38 55 - -"},
	{"Minutes: 53 total, 45 one-to-one timed", "45 53 - -"},
	{"[Min] 97110=38, 97530=17\n[Total] 55", "- 55 - -"},
	{"min_total: 40", "- 40 - -"},
	{"Seen: 11/07/2025       Mins: 30", "- 30 - -"},
	{"TE 31 min / MT 8 min    39 tot timed", "39 - - -"},
	/* What the timed charges come to is the timed total. */
	{"97110 23'  97140 12'  97530 10'   = 45'", "45 - - -"},
	{"TE 2 (30)  NMR 1 (10)  [40/44]", "40 44 - -"},
	{"97110 30 min 2u, 97140 10 min 1u\nTm 40 / 40", "40 40 - -"},
	{"97110 26 min 2u, 97140 11 min 1u\nBerg 37/56", "- - - -"},
	{"97110 30 min 2u, 97140 10 min 1u\nTm 45 / 50", "- - - -"},
	{"TIMED TOTAL\t48\nTREATMENT TOTAL\t53", "48 53 - -"},
	{"Direct timed: 25.   All: 50 (5 min rest).", "25 50 - -"},
	{"One-to-one time 32 min; in the department 40 min.", "32 40 - -"},
	{"Timed 42m    Tx 42m", "42 42 - -"},
	{"97110 23; 97140 8.  sum 31\n session 3:15-3:55 pm",
	    "31 - 15:15 15:55"},
	{"Timed total 45", "45 - - -"},
	/* By themselves, where nothing else is the visit's. */
	{"Name: Ann P.   Date: 2/6/2025   Dur: 30\nCode: 92507", "- 30 - -"},
	{"30 min, will see again in 2 wks\n97112 (2)", "- 30 - -"},
	{"P: add lunges.\nNo. of minutes: 45", "- 45 - -"},
	{"P: ride 20 min daily, then 30 min.", "- - - -"},
	{"97110 x2\n30 m", "30 - - -"},
	{"Dur: 30\nTreatment length 40 min", "- 40 - -"},
	{"Dur: 30\nMin: 40", "- - - -"},
	{"97110 x2, 97140 x1. 45 min.", "- 45 - -"},
	/* Those of what is named above or beside them. */
	{"Pt: Ann P.\nRT note\nWarm up\n15 min", "- - - -"},
	{"Ann P.\nCool down, 15 min", "- - - -"},
	{"MHP 15 min", "- - - -"},
	{"Dur: 30   Tx in 9:00 out 10:15", "- - 09:00 10:15"},
	{"Tx time 53\n97110 x2", "- 53 - -"},
	{"Time 45\n97535 x2  97110 x1", "- 45 - -"},
	{"97166  (1)   GO            time 55", "- 55 - -"},
	{"30 min, in playroom\n92507", "- 30 - -"},
	{"45 min     97110 x2    97530 x1", "- 45 - -"},
	{"Time 45\nTotal 50", "- 50 - -"},
	{"45 min\n40 min", "- - - -"},
	{"25 min 97110, 15 min 97140", "- - - -"},
	{"97110   UNITS 2   MINUTES 25\n97010   UNITS 1", "25 - - -"},
	{"CODE    START   STOP   MIN  UN\n97110   9:00    9:25   25   2\n"
	    "97140   9:25    9:40   15   1\n", "- - 09:00 09:40"},
	{"timed all together 55; total 58", "55 58 - -"},
	{"Treatment minutes (timed)....40", "40 - - -"},
	{"timedTotal=42;total=50", "42 50 - -"},
	{"Visit in the building for care 44", "- 44 - -"},
	{"Total time with patient 40 min", "- 40 - -"},
	{"CPT 92526 (1). Duration 42 min.", "- 42 - -"},
	{"TOTAL TIMED 40.  Whole attendance 50 incl. 10 of heat.",
	    "40 50 - -"},
	{"- 38 one-on-one, 38 door to door", "38 38 - -"},
	{"97110 30 2\n97140  8 1\n   38 / 45", "38 45 - -"},
	{"97110 2u  97140 1u      min: 41 direct", "41 - - -"},
	{"Forty-one in all hands-on.", "41 - - -"},
	{"40 min one to one (timed); visit 42 min", "40 42 - -"},
	{"Fifty-five minutes in all, every one of them direct timed care.",
	    "55 55 - -"},
	{"All timed: 53.   Clock: 55.", "53 55 - -"},
	{"Contact 45 all in.", "- 45 - -"},
	/* With a single timed code its minutes are the timed total. */
	{"97110 x 2 (25 min)", "25 - - -"},
	/* Between it and the clock of a longer visit they are still its own. */
	{"97110 x2 / 30 min; 3:30-4:15 PM", "30 - 15:30 16:15"},
	{"97110 x3 45 min 3:30-4:15 PM", "45 45 15:30 16:15"},
	/* Behind several charges, and too much for the last, they are all's. */
	{"97530 2 units, 97112 1 unit   - 45 min", "45 45 - -"},
	{"97110 x2, 97140 x1, 14 min", "- - - -"},
	{"97110 x2, 97140 x1, 70 min", "- - - -"},
	/* An untimed code's minutes are the visit's. */
	{"92507 GN x1   30 min", "- 30 - -"},
	/* A title counts to no sentence before it. */
	{"S: ok.\nO: Seated SLR 3x10.\n\nTreatment time: 45 min",
	    "- 45 - -"},
	{"Treatment session lasted 1.5 hrs.", "- 90 - -"},
	{"Seen for half an hour.", "- 30 - -"},
	{"1h05 total treatment time", "- 65 - -"},
	{"Code time 30, full time 45.", "30 45 - -"},
	{"Time 10-1045", "- - 10:00 10:45"},
	{"In at 9, out at 9:45.", "- - 09:00 09:45"},
	{"Pt seen 230-315p", "- - 14:30 15:15"},
	{"25-minute individual session", "- 25 - -"},
	{"Was provided 45 minutes of skilled physical therapy.", "- 45 - -"},
	{"PT minutes: 50", "- 50 - -"},
	{"40 of 50 min were timed", "40 50 - -"},
	{"Timed and total minutes: 40", "40 40 - -"},
	{"45 min - 100% timed", "45 45 - -"},
	{"97110 - 25, 97140 - 15\nTE 25 / MT 15 = 40 of 43'", "40 43 - -"},
	{"Evaluation took 75 minutes.", "- 75 - -"},
	/* The row of sums says so by its sums. */
	{"97110  GP   10   2\n97116  GP   28   1\n            38   3",
	    "38 - - -"},
	{"97110  GP   10   2\n97116  GP   28   1\n            37   3",
	    "- - - -"},
	/* Not minutes of the visit. */
	{"Seen for 45 min sessions 2x/week", "- - - -"},
	{"Symptoms last 45 minutes after exercise.", "- - - -"},
	{"Timed up and go 12 s, was 15 s", "- - - -"},
	{"1:12 ramp x5; 5 total assist; total 3 units", "- - - -"},
	{"Total knee 4/30. untimed 10 min", "- - - -"},
	{"Fugl-Meyer total 31/66, bike 5 min", "- - - -"},
	{"Rest, duration 15 min. Attendance 10 of 10.", "- - - -"},
	{"Berg 38/56\nBP 128/80", "- - - -"},
};

/* What no label tells: figures beside each other and sums. */
static const struct minutes_row by_sum[] = {
	{"tx 5/10   LOS 43 min   timed 40", "40 43 - -"},
	{"one-on-one 45, on premises 52", "45 52 - -"},
	{"Timed total|42|Session|47", "42 47 - -"},
	{"97110 x2 25 min, 97530 x1 15 min; timed 40 of 45.", "40 45 - -"},
	{"97110 2, 97140 1  TTM 38\nTher ex, 25 minutes:\n"
	    "Manual, 13 minutes: glides", "38 - - -"},
	{"Treatment, 38 min with therapist, 43 in total:\n"
	    "TE x2 (28), MT x1 (10)", "38 43 - -"},
	{"9:00 AM - 9:52 AM\n\n97161 x 1. Time 52 min.", "- 52 09:00 09:52"},
	/* Other figures of the line are none. */
	{"Timed 38. She can stand 40 min at the sink now.", "38 - - -"},
	{"Timed 38, BP 120/80", "38 - - -"},
	{"Timed 38   units 3", "38 - - -"},
};

static const struct minutes_row clocks[] = {
	{"Times .......... 3:15 PM in, 4:00 PM out", "- - 15:15 16:00"},
	{"10:00 arrived, 11:00 left.", "- - 10:00 11:00"},
	{"In 9a out 10a.", "- - 09:00 10:00"},
	{"4/15/25   in 730a out 822a", "- - 07:30 08:22"},
	{"Out of building 1450, in 1400.", "- - 14:00 14:50"},
	{"Timed 40 Total 40   13:00 13:40", "40 40 13:00 13:40"},
	{"[OTR 0900-0920]  Sink\n[COTA 0920-0955]  Pulleys",
	    "- - 09:00 09:55"},
	{"Work done (one to one 3:30 - 4:22)", "- - 15:30 16:22"},
	{"okay so in at seven oh two out at seven forty six",
	    "- - 07:02 07:46"},
	{"Time 11:00-11:38  (38)", "- 38 11:00 11:38"},
	{"In: 9:00  Out: 9:53", "- - 09:00 09:53"},
	{"In 0905  Out 0950", "- - 09:05 09:50"},
	{"Time in 3:30 pm  Time out 3:58 pm", "- - 15:30 15:58"},
	{"Time in: 9:00 AM | Time out: 9:45 AM", "- - 09:00 09:45"},
	{"In 4:10P  Out 4:58P", "- - 16:10 16:58"},
	{"Start time 10:00   End time 10:40", "- - 10:00 10:40"},
	{"IN 3:20 PM   OUT 2:55 PM", "- - 15:20 14:55"},
	{"Time in 1405, out 1454.", "- - 14:05 14:54"},
	{"TIME 0830-0910", "- - 08:30 09:10"},
	{"0905-0950  PT daily", "- - 09:05 09:50"},
	{"Session 1:00-1:53 pm.", "- - 13:00 13:53"},
	{"11:30 - 12:15 pm", "- - 11:30 12:15"},
	{"2:05pm to 2:50 PM", "- - 14:05 14:50"},
	{"3:00-3:45p", "- - 15:00 15:45"},
	{"Clock 14:02 \xE2\x80\x93 14:44", "- - 14:02 14:44"},
	{"10:30 - 11:10, 40 min", "- 40 10:30 11:10"},
	{"40 min, 11:40-12:20", "- 40 11:40 12:20"},
	{"GROUP 10:00-10:30\nINDIVIDUAL 10:35-11:05", "- - 10:00 11:05"},
	{"I was there from one fifteen in the afternoon until two o'clock.",
	    "- - 13:15 14:00"},
	{"DOS 3/2/26   in 9:02 out 9:39", "- - 09:02 09:39"},
	{"**arrived/left:** 13:10\xE2\x80\x93""13:52", "- - 13:10 13:52"},
	{"| Start/Stop       | 0905 / 0958 |", "- - 09:05 09:58"},
	{"Time started 7:30, finished 8:25 (am); 55 min", "- 55 07:30 08:25"},
	{"Arrive 13:00, treatment 13:05 - 13:58", "- - 13:05 13:58"},
	{"Time in: 11:02 AM | Time out: ***", "- - 11:02 -"},
	{"Time in 14h05, out 14h50", "- - 14:05 14:50"},
	{"2.05 - 2.50 pm", "- - 14:05 14:50"},
	{"Arrived 11:20, away 12:08.", "- - 11:20 12:08"},
	{"arrived 7:02 am, on the floor 7:05 am, off the floor 7:58 am",
	    "- - 07:05 07:58"},
	{"* In - 9:05\n* Out - 9:50", "- - 09:05 09:50"},
	{"| ON 13:30  OFF 14:15  |", "- - 13:30 14:15"},
	{"Start \xE2\x96\xBC 10:30 AM    End \xE2\x96\xBC 11:15 AM",
	    "- - 10:30 11:15"},
	{"Time in ........ 9:05\nTime out ....... 9:50", "- - 09:05 09:50"},
	{"In water 10:05 - out of water 10:48", "- - 10:05 10:48"},
	{"clinic stay 10:00-10:47", "- - 10:00 10:47"},
	{"encounter.start=2025-05-21T17:30  encounter.end=2025-05-21T18:20",
	    "- - 17:30 18:20"},
	{"Home visit from ten past nine in the morning until five past ten.",
	    "- - 09:10 10:05"},
	{"We met from twenty-five past one until ten to two.",
	    "- - 13:25 13:50"},
	{"She came in at two o five and I let her go at two fifty.",
	    "- - 14:05 14:50"},
	{"Arrived to plinth 9:03 AM, left 9:58 AM.", "- - 09:03 09:58"},
	{"Time In/Out: 0700/0745", "- - 07:00 07:45"},
	{"Time in/Time out: 1510/1538", "- - 15:10 15:38"},
	{"Pt seen from 1:10 p.m. to 1:56 p.m.", "- - 13:10 13:56"},
	{"Time of contact 0905h-0950h", "- - 09:05 09:50"},
	{"in 9:05  out 9:40  (35)", "- 35 09:05 09:40"},
	{"In 4:00 pm  out 4:45 pm. Her thumb came out.\n4:15-4:30 97530",
	    "- - 16:00 16:45"},
	/* Other clock times. */
	{"Last visit: time in 9:00, time out 9:45.", "- - - -"},
	{"Walked 1.05 to 1.20 m/s, one of ten to two rails", "- - - -"},
	{"Appt 9:00-9:45", "- - - -"},
	{"Works 8:00-5:00, scheduled 10:00 to 10:45", "- - - -"},
	{"used in 2025: $1,120. Out 2025 ft", "- - - -"},
	{"16:20-28 rest, 2.5-3.0 mph", "- - - -"},
};

static const struct minutes_row labelled[] = {
	{"45' total, 38' one-on-one", "38 45 - -"},
	{"Total billable 38\nSession 45 min", "38 45 - -"},
	{"TTM: 43  TTT: 51", "43 51 - -"},
	{"Time-based codes total 38 min / Service-based 10 min / "
	    "Total tx time 48 min", "38 48 - -"},
	{"Tx duration = 45m. Billable time = 40m.", "40 45 - -"},
	{"TIMED MIN 40 UNITS 3  TOTAL MIN 48", "40 48 - -"},
	{"Timed Mins: 38 Total Mins: 45 Units: 3", "38 45 - -"},
	{"Total Timed ........... 3 un ... 40 min", "40 - - -"},
	{"Timed   Untimed   Total\n38      7         45", "38 45 - -"},
	{"| Timed minutes | Untimed minutes | Total minutes |\n| 38 | "
	    "7 | 45 |", "38 45 - -"},
	{"Timed/Untimed/Total: 43/8/51", "43 51 - -"},
	{"Tx time (total/timed): 50/44", "44 50 - -"},
	{"Ended well, 10 min. Timed 49 total 52.", "49 52 - -"},
	{"timed minutes 39; session 45 (6 min changing)", "39 45 - -"},
	{"1:1 for 44 of 50 min", "44 50 - -"},
	{"Timed = 46. Gross = 52 (6 min warm-up alone)", "46 52 - -"},
	{"Pt participated in 50 min of skilled OT.", "- 50 - -"},
	{"Timed Minutes\n43 min\nTotal Minutes\n51 min", "43 51 - -"},
	{"She was here 50 minutes; 40 of them were timed.", "40 50 - -"},
	{"Of the fifty minutes, forty-one were timed.", "41 50 - -"},
	{"46 of those 48 minutes were hands-on and timed.", "46 48 - -"},
	{"51 min (43 timed)", "43 51 - -"},
	{"We were together for an hour, fifty-two minutes of that one "
	    "on one.", "52 60 - -"},
	{"Billing is two units, thirty-eight timed minutes, "
	    "forty-four minutes of treatment in all.", "38 44 - -"},
	{"Total Time Code Minutes: 52\nTotal Treatment Minutes: 60",
	    "52 60 - -"},
	{"TotalTimedMinutes: 43 TotalTreatmentMinutes: 51", "43 51 - -"},
	{"Total Treatment Time (Hr:Min) 0:51\nTimed (Hr:Min) 0:43",
	    "43 51 - -"},
	{"direct timed total .......... 45", "45 - - -"},
	{"Timed code minutes (8-minute rule): 38\nTotal treatment "
	    "minutes: 45", "38 45 - -"},
	{"97110 x2, 97140 x1; minutes 31 + 8 = 39", "39 - - -"},
	/* Of something else than the visit. */
	{"Can stand 20 min total before needing to sit.", "- - - -"},
	{"Previous visit: total 48 min, timed 40 min.", "- - - -"},
	{"Surgery lasted 90 minutes total.", "- - - -"},
	{"Nustep 10 min, total steps 645.", "- - - -"},
	{"Cert period 3/1/26 to 5/30/26, 24 visits, 60 min/session.",
	    "- - - -"},
	{"Start ten a.m., stop ten forty-eight.", "- - 10:00 10:48"},
	{"Began eleven thirty, ended twelve fifteen.", "- - 11:30 12:15"},
	{"in nine oh five, out nine fifty", "- - 09:05 09:50"},
	{"She will stop ten minutes early.", "- - - -"},
	{"CAPE-V overall 52.", "- - - -"},
	{"Code: 97110 Units: 2 Time: 30 min\nCode: 97140 Units: 1 "
	    "Time: 12 min", "- - - -"},
};

static const struct minutes_row clocks_apart[] = {
	{"0905 in. Front steps.\n0954 out. Timed 43 min", "43 - 09:05 09:54"},
	{"9:00 AM start, 10:00 AM end", "- - 09:00 10:00"},
	{"Time in / out  | 1315 / 1410", "- - 13:15 14:10"},
	{"eval 0805 - 0845 (40 min).", "- 40 08:05 08:45"},
	{"I had her from 10.20 to 11.08.", "- - 10:20 11:08"},
	{"te 38   3u      in 10.15 out 11.05", "38 - 10:15 11:05"},
	{"Session from ten a.m. to ten forty-five a.m., forty-five "
	    "minutes in all.", "- 45 10:00 10:45"},
	{"Arrived 1:55 for 2:00 appt. Tx 2:00 - 2:51.", "- - 14:00 14:51"},
	{"Next appt 3/6 1:15-2:00.", "- - - -"},
	{"Seen 1:1 from 1330-1425 for 55 min skilled OT.", "- 55 13:30 14:25"},
	/* By the words nearest to the times. */
	{"arrived 10:20 for 10:00, started 10:22, done 10:51",
	    "- - 10:22 10:51"},
	{"slot 10:00 (came 10:20, done 10:52)", "- - 10:20 10:52"},
	{"Arrive 11:10   Leave 11:52", "- - 11:10 11:52"},
	{"Video on 14:05, off 14:41.", "- - 14:05 14:41"},
	{"treatment_start: 09:02\ntreatment_end: 09:47", "- - 09:02 09:47"},
	{"I began with her at eight and finished at eight forty.",
	    "- - 08:00 08:40"},
	{"forty minutes with him, nine until nine forty.",
	    "- 40 09:00 09:40"},
	{"Scheduled 9:00, woke at 7:10, left home 8:20", "- - - -"},
	/* With their dates, or joined in the first lines. */
	{"effectiveTime 20250305093000-0500 to 20250305101000-0500",
	    "- - 09:30 10:10"},
	{"Visit: January 21, 2026 15:45 to January 21, 2026 16:30",
	    "- - 15:45 16:30"},
	{"Th 9/25/25    1-1:50p", "- - 13:00 13:50"},
	{"Time on floor: 0700-0742", "- - 07:00 07:42"},
};

static void
append(char *out, const char *format, ...)
{
	size_t n = strlen(out);
	va_list args;

	va_start(args, format);
	vsnprintf(out + n, 64 - n, format, args);
	va_end(args);
}

static void
append_minutes(char *out, int minutes)
{
	if (minutes == NONE)
		append(out, "- ");
	else
		append(out, "%d ", minutes);
}

static void
append_clock(char *out, minute_t t)
{
	char text[6] = "-";

	if (t != NO_TIME)
		time_format(t, text);
	append(out, "%s", text);
}

static void
check_rows(struct lab *lab, const struct minutes_row *rows, size_t n)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		const struct facts *f = facts_of(lab, rows[i].note);
		char seen[64] = "";
		append_minutes(seen, f->timed_minutes);
		append_minutes(seen, f->total_minutes);
		append_clock(seen, f->time_in);
		append(seen, " ");
		append_clock(seen, f->time_out);
		wrong += differs(rows[i].note, seen, rows[i].seen);
	}
	assert_int_equal(wrong, 0);
}

static void
totals_are_read_with_their_labels(void **state)
{
	check_rows(*state, totals, ROWS(totals));
}

static void
clock_times_of_the_visit_are_told_from_others(void **state)
{
	check_rows(*state, clocks, ROWS(clocks));
}

static void
labels_and_figures_pair_in_any_order(void **state)
{
	check_rows(*state, labelled, ROWS(labelled));
}

static void
clock_times_stand_before_and_behind_their_labels(void **state)
{
	check_rows(*state, clocks_apart, ROWS(clocks_apart));
}

static void
time_in_and_out_prove_the_total(void **state)
{
	const struct facts *f = facts_of(*state, "In 0905  Out 0950");

	assert_true(f->present[EL_TOTAL_MINUTES]);
	assert_false(f->present[EL_TIMED_MINUTES]);
	assert_false(facts_of(*state, "In 0905")->present[EL_TOTAL_MINUTES]);
}

static void
what_no_label_tells_stands_beside_or_adds_up(void **state)
{
	check_rows(*state, by_sum, ROWS(by_sum));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_no_label_tells_stands_beside_or_adds_up),
		cmocka_unit_test(totals_are_read_with_their_labels),
		cmocka_unit_test(clock_times_of_the_visit_are_told_from_others),
		cmocka_unit_test(labels_and_figures_pair_in_any_order),
		cmocka_unit_test(
		    clock_times_stand_before_and_behind_their_labels),
		cmocka_unit_test(time_in_and_out_prove_the_total),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
