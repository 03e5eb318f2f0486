/* SPDX-License-Identifier: Apache-2.0 */
/* Patient, dates, payer and kind of note, as headers print them. */
#include "tests/facts_of.h"

/* A body in small letters. */
#define SMALL "\nfeels ok, less pain going down stairs, 2/10. slept fine.\n" \
	"bike 5 min, bridges 2x12, slr 3x10 2 lb, cues to keep hips level.\n" \
	"tolerated well, still cannot kneel.\n2x/wk x 4, add lunges next.\n" \
	"97110 2u 30 min, total 30\nk. hollis, pt\n"

struct header_row {
	const char *note;
	const char *value;	/* "" for none */
};

static const struct header_row patients[] = {
	{"Patient: Ann Lee    DOB 1/2/1950", "Ann Lee"},
	{"PATIENT NAME: MARGUERITE ASHE          DATE: 09/16/2024",
	    "MARGUERITE ASHE"},
	{"Name.......: O'Hara, Finn", "O'Hara, Finn"},
	{"**Name:** Perla Lind-Cho  **DOB:** 8/8/1990", "Perla Lind-Cho"},
	{"> PATIENT: Ximena Aldrich     > DOB 8.2.1971", "Ximena Aldrich"},
	{"Patient     : Ignacio Belmont\nRecord #    : 04-66128",
	    "Ignacio Belmont"},
	{"PatientName;Hale, Constance\nDOB;1969-04-25", "Hale, Constance"},
	{"Pt label: | FOOT, ADA LOU | F | 06-01-1949 |", "FOOT, ADA LOU"},
	/* What stands behind a whole name. */
	{"Two sessions today, 4/9/25.\nOdile Lane-Roe, CP, 57\n",
	    "Odile Lane-Roe"},
	{"Pt: Ann Lane, JR   DOS 3/4/26", "Ann Lane, JR"},
	{"Pt: Ann Lane, F, 54 yo   DOS 3/4/26", "Ann Lane"},
	{"Patient: Lane, Ann, F   DOS 3/4/26", "Lane, Ann"},
	{"Patient: Lane, F   DOS 3/4/26", "Lane, F"},
	{"Patient: Lane, Ann F/54   DOS 3/4/26", "Lane, Ann"},
	{"Pt#: 90-0417  L. Lane-Roe (Liv)\nDOV 06-19-2025",
	    "L. Lane-Roe (Liv)"},
	{"Pt: L. Lane-Roe (Knee)   DOV 06-19-2025", "L. Lane-Roe"},
	{"*** MEDI-LINK DOWNLOAD *** Lane, Odo *** svc 20251120 ***",
	    "Lane, Odo"},
	{"PT NAME/DOB: LANE,ANN03/14/2019", "LANE,ANN"},
	{"OT visit\nInfant/toddler: Ann-Lou Lane      ID 30911\n"
	    "Service coordinator: Tess Bloom", "Ann-Lou Lane"},
	{"OT\nAda-Lou \"AL\" Brandt\n9/9/25", "Ada-Lou \"AL\" Brandt"},
	{"A follow-up. The patient is Walter \"Walt\" Palm, date of birth "
	    "four, two, fifty.", "Walter \"Walt\" Palm"},
	{"Mr. and Mrs. Lane-Roe are home. Ada Lane-Roe is the patient; Tom "
	    "helps.", "Ada Lane-Roe"},
	{"Patient:\tHrafn Bell\tDOB:\t1971-10-19", "Hrafn Bell"},
	{"Pt\tT. Vale-Lind\tR ankle\tv6\t2/11/26", "T. Vale-Lind"},
	{"| Pt: LEE, ANN | DOB 1/2/50 |", "LEE, ANN"},
	{"Date 10/30/2025   Pt Ann Lee   MRN 77-0413", "Ann Lee"},
	{"CLIENT      Obadiah Lane\nVISIT       07/30/2024", "Obadiah Lane"},
	{"Resident: Joon-ho Baek (Rm 4)   DOS 1/2/2025", "Joon-ho Baek"},
	{"Child: Benji R.   Age 5;2     Date 10/14/2024", "Benji R."},
	{"Patient Ann Lee, date of birth April 2, 1945. Seen today.",
	    "Ann Lee"},
	{"Patient is Mr. Bart Quaye, forty-seven.", "Mr. Bart Quaye"},
	{"Ann Lee   DOB 1/2/1950", "Ann Lee"},
	{"REHAB  PT daily   3/13/26     Lane, Simone    dob 11-2-81",
	    "Lane, Simone"},
	{"OT daily\nLane, Renata   LR-20611   4/6/26   9:00 - 9:45",
	    "Lane, Renata"},
	{"R Lane        rm 2\nSeen x 45'.", "R Lane"},
	{"Hale-Roe, Ines      L TKA 4/30   #9", "Hale-Roe, Ines"},
	{"PT EVAL\nname: Dash Kopp        1/8/2026", "Dash Kopp"},
	{"| Name             | Eva Robi-Tran |", "Eva Robi-Tran"},
	{"**who:** Sara Pem-Li   **when:** 14 May 2026", "Sara Pem-Li"},
	{"[client] Zeb Hill-Oh   [dos] 05/29/2025", "Zeb Hill-Oh"},
	{"Patient . . . . . . Hez Bram-Cruz", "Hez Bram-Cruz"},
	{"pt: PEG \"PEGGY\" DALE  |  dos 9/18/25", "PEG \"PEGGY\" DALE"},
	{"Patient ID 77120  Fern Oye            Date Tx: 08/28/2024",
	    "Fern Oye"},
	{"Client \xE2\x96\xBC Thorn, Delphine      Clinic \xE2\x96\xBC NW-3",
	    "Thorn, Delphine"},
	{"Patient --> Ann Lee   MRN 4410", "Ann Lee"},
	{"Pt \xE2\x86\x92 Ann Lee | DOB 1/2/50", "Ann Lee"},
	{"\xE2\x94\x82 Patient \xE2\x94\x82 Ann Lee   \xE2\x94\x82 DOS 3/4/25",
	    "Ann Lee"},
	{"[Name: Lee, Ann] [DOS: Mar 12th, 2025]", "Lee, Ann"},
	{"PT DAILY NOTE\nLEE, ANN M.  #40021  3/12/25", "LEE, ANN M."},
	{"Surname HALE-ROE    Forename Ines    Sex F", "Ines HALE-ROE"},
	{"First name: Finn    Last name: Vale", "Finn Vale"},
	{"client.last=Raven  client.first=Imani  client.dob=1992-12-01",
	    "Imani Raven"},
	{"PT. Encounter summary for R. Cast-Whit [male, 29], performed on "
	    "2024-11-18 at Granite.", "R. Cast-Whit"},
	/* Labels in one row, values in the next. */
	{"Patient      Provider           Date\n"
	    "Odalys Vermin   K. Tran, DPT    4/11/2025", "Odalys Vermin"},
	{"Name | DOB | MRN | DOS | Therapist\n-----|-----|-----|-----|----\n"
	    "Ilse Varga | 12/1/1944 | 77-201 | 6/6/2025 | Bo Lind, PT\n"
	    "Gait 200 ft x 2 w/ SPC SBA.\nSLR 3x10\nBo Lind, PT",
	    "Ilse Varga"},
	{"LAST          FIRST      MI    SEEN\nHOLLING       DESDE      K"
	    "     11/13/2025", "DESDE HOLLING"},
	{"|Patient|Mabel Quint|DOB|1/1/1939|\n|Date|11/11/2024|Visit|3|",
	    "Mabel Quint"},
	{"Patient    Payer\n3/4/2026   Medicare", ""},
	/* Names by themselves, in whatever form. */
	{"First: Odell\nLast: Fairweather\nDOB: 2/2/61",
	    "Odell Fairweather"},
	{"visit note: Tamsin Orlov; 14 Feb 2025", "Tamsin Orlov"},
	{"3/4/25 FINCH,DORA   L TKA", "FINCH,DORA"},
	{"Pt Name - Harriet Boll-Jensen", "Harriet Boll-Jensen"},
	{"MRN 448812 | Beaumont, Celia R | F | 72 | Visit 05/12/2025",
	    "Beaumont, Celia R"},
	{"Pt. initials: R.K.   Visit 9   7/8/25", "R.K."},
	{"Baxter T.     artic      30 min", "Baxter T."},
	{"Kid: \"Juniper\" P-H., 7y, dysgraphia", "\"Juniper\" P-H."},
	{"ABBREV DAILY:  YB, 2/3/25, 71F, s/p R TSA", "YB"},
	{"Wed 7 Jan 2026, mock-up, Ms. Philippa Grune, OT treatment.",
	    "Ms. Philippa Grune"},
	{"Patient: Lionel Fairbanks-Ito. Seen: 2/20/2026.",
	    "Lionel Fairbanks-Ito"},
	{"Name:  Jean-Luc St. Pierre      DOB: 6/6/66",
	    "Jean-Luc St. Pierre"},
	{"pt: sam diaz\ndos: 2/27/26\nsquats 3x10", "sam diaz"},
	{"Abigail Dunn's PT note, 6/17/26", "Abigail Dunn"},
	{"[6/16/26 08:02] PT NOTE (Lou Ferris)", "Lou Ferris"},
	{"* PATIENT * PELL, RENE   * DOB * 11/11/55", "PELL, RENE"},
	{"Patient Name - Last: Ostrom First: Peggy", "Peggy Ostrom"},
	{"MEDICARE PATIENT      Ann Lee-Roe      1950-05-09", "Ann Lee-Roe"},
	{"note.type=PT_DAILY\npt.name=Lane, Ann", "Lane, Ann"},
	{"pat.name = \"Lane, Ann\"; pat.dob = 1966-03-03", "Lane, Ann"},
	{"ANN LANE - Physical Therapy - June 12, 2025", "ANN LANE"},
	/* Typed without any capital. */
	{"Progress Report  -  hip       HARBOR POINT\n"
	    "zainab kowalczyk-reyes      dob 02 14 71       dos 08 27 24" SMALL,
	    "zainab kowalczyk-reyes"},
	{"pt vaughn, desmond  /  dob 3-3-66  /  dos 5-14-25" SMALL,
	    "vaughn, desmond"},
	{"lakeside pt    pt: odell brannigan   #5571   seen 6/12/25" SMALL,
	    "odell brannigan"},
	{"beaumont-okeke, ferdinand  (dob 3-3-2001)   l ankle sprain" SMALL,
	    "beaumont-okeke, ferdinand"},
	{"vestib / concussion fu     torvald e. nakagawa     1/17/25" SMALL,
	    "torvald e. nakagawa"},
	{"6/12/25 - vaughn, desmond - r knee oa" SMALL, "vaughn, desmond"},
	{"last: vaughn  first: desmond  dob 3/3/66" SMALL, "desmond vaughn"},
	{"pt: mrs vaughn  6/12/25" SMALL, "mrs vaughn"},
	{"pt reports less pain   6/12/25" SMALL, ""},
	{"pt: doing well today\ndos 6/12/25" SMALL, ""},
	{"outpatient ortho | lumbar fusion | dos 6.12.25" SMALL, ""},
	/* The therapist of the header is known by the signature. */
	{"Timeline, Mr Abel Fair, L BKA. 07/15/2025. PT: N. Ostergaard\n"
	    "S: less pain on stairs, 2/10.\nO: SLR 3x10 2 lb.\nP: 2x/wk.\n"
	    "Njord Ostergaard, DPT", "Mr Abel Fair"},
	{"Patient: Rita Solano   DOS: 3/4/2026\nS: less pain, 2/10.\n"
	    "O: SLR 3x10 2 lb.\nP: 2x/wk.\nRafael Solano, PT", "Rita Solano"},
	/* The clinic, the therapist and the title are not patients. */
	{"Valley Hand Center\nDaily Note   3/4/26\nHip R 3x10\n"
	    "Medicare B", ""},
	{"UNDERHILL CONSTANCE  07/01/1939  F\nVISIT 11/06/2025",
	    "UNDERHILL CONSTANCE"},
	{"Constance came in today, 11/06/2025, for visit 7.", "Constance"},
	{"This is Bea Lund, physical therapist, dictating on Ann Lee.",
	    "Ann Lee"},
	{"fitzhugh, roland    3-12-26    vis 6", "fitzhugh, roland"},
	/* Abbreviations are no names; a labelled name may be short. */
	{"[PT] 10/02/24 - Zenobia Harrow - R TSA (reverse) 7/11/24",
	    "Zenobia Harrow"},
	{"Ref 88-41-C       Flora Grzelak       F       DOB 7/19/1963",
	    "Flora Grzelak"},
	{"Pt: LI WU   DOS 3/4/2026", "LI WU"},
	{"R TSA   3/4/2026   visit 5", ""},
	{"Pt name Roos Achter, L AKA, revision in july", "Roos Achter"},
	/* What somebody goes by belongs to the name;
	 * what precedes an ID not. */
	{"Pt: LANE, PRISCILLA (\"PIP\")   DOS 3/4/2026",
	    "LANE, PRISCILLA (\"PIP\")"},
	{"Pt. ID 31-A / name: Lane, Ann   DOS 3/4/2026", "Lane, Ann"},
	/* Rows of exported tables. */
	{"PATIENT,MRN,DATE,THERAPIST\n\"Winter, Xio\",88-20,2025-02-06,Bo",
	    "Winter, Xio"},
	{"NAME;DOB;DOS\nVarga, Ilse;12/1/1944;6/6/2025", "Varga, Ilse"},
	{"Client: \"Juno\" (legal: Juniper Brack-Solo), 61",
	    "Juniper Brack-Solo"},
	{"Rider:   Anselm Vander (T10 SCI)\n\nWHY HE CAME\nNew chair",
	    "Anselm Vander"},
	{"Pt L.Q. Zapa-Hines  mrn 88 201", "L.Q. Zapa-Hines"},
	{"wc pt eduardo okon-lisle dos 5.21.24", "eduardo okon-lisle"},
	{"Patient: April May   DOS 2/18/2026", "April May"},
	{"Patient: Ann Lee   DOS 2/18/2026\nPatient signature: Ann Lee",
	    "Ann Lee"},
	/* Places and other people. */
	{"Lake Hospital\nOutpatient Rehab - Building C   Page 1", ""},
	{"Emergency contact: Peter Lund (son)\nDOS 11/06/2025", ""},
	{"pt: feels better\nwalks more", ""},
	{"OT daily 3/4/26\nActivity: Dressing, Grooming\nGia Moss OTR/L", ""},
	{"Visit 4   3/4/26\nSLR 3x10\nAnn Lee, PT", ""},
	{"Last name withheld, first name unknown", ""},
	{"PT INITIAL EVALUATION          2026-01-15", ""},
	{"PT DAILY NOTE\nS: PT STATES L SHOULDER IS ACHY.", ""},
	{"Larimer Street PT. Visit sheet.\nPatient reports less pain.", ""},
	{"Therapist: Ann Lee, PT    Date: 1/2/2025", ""},
};

static const struct header_row service_dates[] = {
	{"Note: 09/05/2024   Ann Lee  DOB 01/27/2003\ndx: UCL repair, R, "
	    "7/18/24   |  OT tx #8", "2024-09-05"},
	{"Pt: Ann Lee   Date 12/JUN/2025", "2025-06-12"},
	/* The day of an evaluation, where the note has no title. */
	{"PATIENT NAME ... LANE, ODILE\nEVAL DT ........ 12/11/2024\n"
	    "Wrist curls 10 x 5 s. No flare.", ""},
	{"Attended 9 September 2025, 10:05 to 10:53.", "2025-09-09"},
	{"Examined        September 30, 2025", "2025-09-30"},
	{"Day: May 6th 2026. Visit number 5.", "2026-05-06"},
	{"Q1 Patient / date?     Ann Lee / 2 - 19 - 2025", "2025-02-19"},
	{"Date of attendance 6 May 2024", "2024-05-06"},
	{"PT. Summary for R. Lane, performed on 2024-11-18.", "2024-11-18"},
	{"Seen: Saturday the 14th of December 2024", "2024-12-14"},
	{"Date \xE2\x96\xBC Apr 17, 2025        Start \xE2\x96\xBC 10:30 AM",
	    "2025-04-17"},
	{"Visit date \xE2\x86\x92 17 Apr 2025", "2025-04-17"},
	{"Date of visit....March the 12th, 2025", "2025-03-12"},
	{"Patient = Ann Lee ; Date = 12 March 2025", "2025-03-12"},
	{"Service date ....... [04/17/2025]", "2025-04-17"},
	{"Date of service --> 17-Apr-2025", "2025-04-17"},
	{"Ann Lee was seen January sixteen, two thousand twenty-five.",
	    "2025-01-16"},
	{"pt Ann Lee   mrn 0091   tx 9/4/25   Mcare B", "2025-09-04"},
	{"Ann Lee\nSession 4 of 8 (18 February 2026)", "2026-02-18"},
	/* What nothing explains: the latest of the first lines. */
	{"Swimmer: Ann Lee   DOB 1/29/1948   Pool date 8/20/2025",
	    "2025-08-20"},
	{"Ann Lee\nReport 04/30/2025     Covers 03/31/2025 to 04/30/2025",
	    "2025-04-30"},
	{"PT Re-exam, stroke/AFO        6/10/2024        Ann Lee",
	    "2024-06-10"},
	{"Ann Lee\nDate  7 18 24\nSLR 3x10", "2024-07-18"},
	{"DISCHARGE\nAnn Lee\nFirst seen 02/10/2025    Last seen 06/12/2025",
	    "2025-06-12"},
	{"S: knee ok\nO: flexion 112, was 104 deg on 03/05/2026.", ""},
	{"S: knee ok\nGoal: steps alone by 6/20/25\nAnn Roe, PT 3/4/2026", ""},
	{"SOC: 1/28/26\nTreatment rendered 2/18/26", "2026-02-18"},
	{"Plan of care dates: 1/5/2026 - 4/5/2026\nPatient: Ann Lee", ""},
	/* The date of signing gives the year of a day. */
	{"Lane, Ann. DOS 12/29\nSLR 3x10\nbridges\nBea Lund, PT 1/3/2026",
	    "2025-12-29"},
	{"Lane, Ann. DOS 12/29\nSLR 3x10\nbridges\nBea Lund, PT", ""},
	{"Visit 9 of 12, SOC 09/01/2025", ""},
	{"DOS: 10/17/2024   DOB 05/22/1999", "2024-10-17"},
	{"DOB 05/22/1999   DOS 8/5/25", "2025-08-05"},
	{"D.O.S.........: 05/07/2024", "2024-05-07"},
	{"Treatment date: March 3, 2025", "2025-03-03"},
	{"**Seen:** Aug 28, 2025 (visit 7)", "2025-08-28"},
	{"Seen on     : 12/12/2024", "2024-12-12"},
	{"VisitDate;2025-11-25", "2025-11-25"},
	{"Date:\t2025-05-05\tVisit:\t6", "2025-05-05"},
	{"Vestibular PT       date 2-19-25", "2025-02-19"},
	{"Encounter 07/17/2025", "2025-07-17"},
	{"Progress report dictated October 3, 2024, at the clinic.",
	    "2024-10-03"},
	{"PT INITIAL EVALUATION          2026-01-15       10:15-11:05",
	    "2026-01-15"},
	{"Daily note 5/13/24   In 0905  Out 0950", "2024-05-13"},
	{"Ann Lee    10/30/2025   10:30 - 11:10", "2025-10-30"},
	{"Clinic -- Treatment record -- 09/05/2024", "2024-09-05"},
	{"Patient: A. Lee   (DOB 12/06/1955)     04/09/2026     Arrive 13:00",
	    "2026-04-09"},
	{"Patient: A. Lee | 10/03/2024 | L hip FAI, repair 07/18/24 | 11 wk",
	    "2024-10-03"},
	{"Hall SNF\nRm 114-B    Tuesday, November 4, 2025", "2025-11-04"},
	{"Dictated note, Tuesday the fourteenth of January 2025.",
	    "2025-01-14"},
	{"Home visit for Mr. Sal Castell on October seventh, twenty "
	    "twenty-five.", "2025-10-07"},
	{"Start of care: 01/09/2025         Discharge : 04/03/2025",
	    "2025-04-03"},
	{"Reporting period 10/07/2024 - 11/08/2024\nDate of report 11/08/2024",
	    "2024-11-08"},
	{"First visit\t3/4/2025\nLast visit / discharge\t5/15/2025",
	    "2025-05-15"},
	{"**when:** 14 May 2026 (Thu)", "2026-05-14"},
	{"Date attended: 19/02/2026", "2026-02-19"},
	{"Date seen . . . . . 02/17/2026", "2026-02-17"},
	{"[client] Z. Hill   [dos] 05/29/2025", "2025-05-29"},
	{"Enc. date: 2024-11-06", "2024-11-06"},
	{"DOS 03042026   A. Lee", "2026-03-04"},
	{"SVC DATE   : 16JUN2026", "2026-06-16"},
	{"No show 3/3/26. Called.", "2026-03-03"},
	{"Epley follow-up 5.2.24 MC\nDizzy rolling R.", "2024-05-02"},
	{"A. Lee\nActivity\t06/03\t06/10\t06/17\t06/24/25\n"
	    "SLR\tx10\tx10\tx15\tx15", "2025-06-24"},
	{"CHART 55821   F   03/08/1948\n04/21/2025   PT TX", "2025-04-21"},
	{"NAME        BORN         SEEN\nA. Lee      07/07/1951   "
	    "05/28/2025", "2025-05-28"},
	/* A list of visits is no header of one. */
	{"A. Lee\nDate       Time in   Time out\n3/4/2026   9:00      9:45\n"
	    "3/6/2026   9:00      9:45\nDOS 3/9/2026", "2026-03-09"},
	/* Day first where another date of the note can be nothing else. */
	{"Pt: A. Lee   Seen: 12.6.25   DOB: 30.11.88", "2025-06-12"},
	{"Pt: A. Lee   Seen: 12.6.25   DOB: 11.30.88", "2025-12-06"},
	{"Pt: A. Lee   Seen: 12/6/25   15/12/10 reps", "2025-12-06"},
	/* Other dates are not the visit's. */
	{"Pt: A. Lee\nEval date: 1/2/25  Re-eval date: 2/3/25",
	    "2025-02-03"},
	{"name: Kit Barlow\nprev visit: 1/28/25", ""},
	{"PT daily    (printed 2/24/2025 7:02)\nName  A. Lee   R TKA 1/6/25",
	    ""},
	{"Ann Lee      L TKA 4/30/2025   #9", ""},
	{"DOB 1/2/1950\n97110 x2\nAnn Lee, PT  3/4/2026", ""},
	{"Patient: A. Lee\nSOC 12/02/2025\nNext visit 3/4/2026", ""},
};

static const struct header_row payers[] = {
	{"Payer: Medicare Part B\n97110 x2", "medicare"},
	{"Ins: Original Medicare     v8", "medicare"},
	{"Insurance: Aetna Medicare Advantage", "medicare-advantage"},
	{"Coverage: Aetna PPO", "commercial-cpt"},
	{"Carrier: Hill Mutual, CPT midpoint, each code alone",
	    "commercial-cpt"},
	{"Workers' comp claim 12-34", "workers-comp"},
	{"Highmark Orthopedics  -  Rehab Dept.", ""},
	{"Payer: Highmark Blue Choice", "commercial-cpt"},
	{"W/C mobility 150 ft, transfers to w/c min A", ""},
	{"Drives a commercial truck, works at the state fairground", ""},
};

static const struct header_row types[] = {
	{"To chart of: Ann Lee\nPatient left a voicemail that the insole "
	    "rubs.\nPia Moss, PT", "other PT"},
	{"PT INITIAL EVALUATION          2026-01-15", "evaluation PT"},
	{"Physical Therapy Daily Treatment Record", "daily PT"},
	{"OT RE-EVALUATION - SHORT FORM", "reevaluation OT"},
	{"Occupational Therapy Progress Report and Treatment Note",
	    "progress OT"},
	{"DISCHARGE SUMMARY - SPEECH THERAPY (VOICE)", "discharge SLP"},
	{"CLINICAL SWALLOW EVALUATION & SLP PLAN OF CARE", "evaluation SLP"},
	{"Progress report dictated October 3, 2024.\nAnn Lee, PT",
	    "progress PT"},
	{"Ann Lee   1/2/2025\n97162 GP x1", "evaluation PT"},
	{"Ann Lee   1/2/2025\n97168 GO", "reevaluation OT"},
	{"REHAB          P R O G R E S S   R E P O R T\nAnn Lee, PT",
	    "progress PT"},
	{"10-VISIT PROGRESS REPORT, LUMBAR / Quill Spine\nAnn Lee, PT",
	    "progress PT"},
	{"PN/10th visit    Pt: Ann Lane\nAnn Lee, PT", "progress PT"},
	{"Report of Progress to Physician\nAnn Lee, PT", "progress PT"},
	{"Template: PT Progress Report v3\nAnn Lee, PT", "progress PT"},
	{"End of Care Report -- Speech\nHospital\n92507 x1", "discharge SLP"},
	{"Close-out note\nAnn Lee, OTR/L", "discharge OT"},
	/* Words further down are no titles. */
	{"PT daily note\nS: better since evaluation.\nP: progress note next "
	    "visit.", "daily PT"},
	{"visit slip\nheel slides x30\nT. Lane PT", "daily PT"},
};

static const struct {
	const char *note;
	bool therapy;
} kinds[] = {
	{"Physical Therapy Daily Note\nSLR 3x10", true},
	{"SLR 3x10\n97110 x2\nAnn Lee, PT", true},
	{"MRI LEFT KNEE\nFindings: small effusion, no meniscal tear.\nSigned: "
	    "R. Roe, MD", false},
	{"Dear Dr. Roe,\nPlease see this man for his knee.\nAnn Lee, MD",
	    false},
};

static struct str
date_text(date_t d, char out[11])
{
	if (d == NO_DATE)
		return STR("");
	date_format(d, out);
	return str_of(out);
}

enum field { PATIENT, SERVICE_DATE, PAYER, TYPE };

static struct str
field_of(const struct facts *f, enum field field, char *out, size_t size)
{
	switch (field) {
	case PATIENT:
		return f->patient;
	case SERVICE_DATE:
		return date_text(f->date_of_service, out);
	case PAYER:
		return f->payer ? str_of(f->payer->id) : STR("");
	case TYPE:
		snprintf(out, size, "%s %.*s", f->type->id,
		    (int)f->discipline.len, f->discipline.ptr);
	}
	return str_of(out);
}

static void
check_rows(struct lab *lab, const struct header_row *rows, size_t n,
    enum field field)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		char out[64], seen[128];
		const struct facts *f = facts_of(lab, rows[i].note);
		struct str value = field_of(f, field, out, sizeof(out));
		snprintf(seen, sizeof(seen), "%.*s", (int)value.len,
		    value.len ? value.ptr : "");
		wrong += differs(rows[i].note, seen, rows[i].value);
	}
	assert_int_equal(wrong, 0);
}

static void
patients_are_named_in_many_headers(void **state)
{
	check_rows(*state, patients, ROWS(patients), PATIENT);
}

static void
the_date_of_service_is_told_from_others(void **state)
{
	check_rows(*state, service_dates, ROWS(service_dates), SERVICE_DATE);
}

static void
a_payer_is_not_read_into_prose(void **state)
{
	check_rows(*state, payers, ROWS(payers), PAYER);
}

static void
titles_and_codes_give_the_kind_of_note(void **state)
{
	check_rows(*state, types, ROWS(types), TYPE);
}

static void
other_documents_are_no_therapy_notes(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < ROWS(kinds); i++)
		wrong += differs(kinds[i].note,
		    facts_of(*state, kinds[i].note)->therapy ? "yes" : "no",
		    kinds[i].therapy ? "yes" : "no");
	assert_int_equal(wrong, 0);
}

static void
record_numbers_and_birth_dates_are_read(void **state)
{
	char day[11];
	const struct facts *f = facts_of(*state,
	    "Patient: Ann Lee   MRN 402 118   born March 3, 1950");

	assert_int_equal(f->patient_id.len, 7);
	assert_memory_equal(f->patient_id.ptr, "402 118", 7);
	assert_true(str_eq(date_text(f->birth_date, day), STR("1950-03-03")));
	assert_true(facts_of(*state, "Ann Lee")->birth_date == NO_DATE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patients_are_named_in_many_headers),
		cmocka_unit_test(the_date_of_service_is_told_from_others),
		cmocka_unit_test(a_payer_is_not_read_into_prose),
		cmocka_unit_test(titles_and_codes_give_the_kind_of_note),
		cmocka_unit_test(other_documents_are_no_therapy_notes),
		cmocka_unit_test(record_numbers_and_birth_dates_are_read),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
