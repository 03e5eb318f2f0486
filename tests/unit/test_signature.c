/* SPDX-License-Identifier: Apache-2.0 */
/* Who signed, and what does not count as a signature. */
#include "tests/facts_of.h"

/* A body long enough for the signature to stand low. */
#define BODY "PT daily note   3/4/2026\nS: less pain on stairs, 2/10.\n" \
	"O: SLR 3x10 2 lb, bridges 2x12.\nA: tolerated well.\nP: 2x/wk.\n"

/* The same typed in small letters. */
#define SMALL "pt daily   3/4/26\nless pain on stairs today, 2/10.\n"       \
	"slr 3x10 2#, bridges 2x12, cues to keep the hips level.\n"           \
	"tolerated well, cont 2x/wk.\n97110 2u 30 min\n"

/* Seen is "author|credential|signed" or "author|credential|". */
static const struct {
	const char *note;
	const char *seen;
} rows[] = {
	{BODY "Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "MOT, OTR/L\nAnn Lee-Roe", "Ann Lee-Roe|OT|signed"},
	{BODY "OTR/L #OT-5519, stamp: V. LEE", "V. LEE|OT|signed"},
	{BODY "[sig: scrawl]  PT\nPrinted name: Ada Lee", "Ada Lee|PT|signed"},
	{BODY "Cont. PT\nAnn Lee-Roe", "Ann Lee-Roe||"},
	{BODY "PT 2x/wk\nBike and Rows", "||"},
	{BODY "Ada Lee, SLPA\nPia Moss, MS, CCC-SLP (reviewed 3/5/2026)",
	    "Ada Lee|SLPA|signed"},
	{BODY "Ada Lee, B.A., SLP-Assistant", "Ada Lee|SLPA|signed"},
	{BODY "esig Ada Lee PT 20260304 1811", "Ada Lee|PT|signed"},
	{BODY "Provider initials: rb", "rb||"},
	{BODY "Ann Lee PT", "Ann Lee|PT|signed"},
	{BODY "A. Lee, PT, DPT, OCS", "A. Lee|PT|signed"},
	{BODY "GIDEON STRAUSS, P.T.", "GIDEON STRAUSS|PT|signed"},
	{BODY "Rufus Ade-Stone MS CCC-SLP", "Rufus Ade-Stone|SLP|signed"},
	{BODY "Mirela Stan, M.S., CCC-SLP", "Mirela Stan|SLP|signed"},
	{BODY "D. Tuttle, COTA/L", "D. Tuttle|OTA|signed"},
	{BODY "Odessa Wren, MOT, OTR", "Odessa Wren|OT|signed"},
	{BODY "J. Thorn, LPTA", "J. Thorn|PTA|signed"},
	{BODY "_Jarrod Mbeki, DPT, Cert. MDT_", "Jarrod Mbeki|PT|signed"},
	{BODY "Ann Lee (PT)", "Ann Lee|PT|signed"},
	{BODY "Ann de la Cruz, OTR/L", "Ann de la Cruz|OT|signed"},
	{BODY "Ann Lee, PT, DPT      Signed 05/20/2025", "Ann Lee|PT|signed"},
	{BODY "Ann Lee, PT   3/4/2026 10:12 AM", "Ann Lee|PT|signed"},
	{BODY "Ann Lee, PT | e-signed 03/04/2026 11:58 AM",
	    "Ann Lee|PT|signed"},
	{BODY "\tAnn Lee, PT", "Ann Lee|PT|signed"},
	{BODY "Electronically signed by: Ann Lee, PT, DPT 3/4/2026",
	    "Ann Lee|PT|signed"},
	{BODY "Electronically signed on 3/4/2026 at 10:00 by Ann Lee, OTR/L",
	    "Ann Lee|OT|signed"},
	{BODY "Signed 03/04/2026: Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "Dictated and signed by Ann Lee, PT, OCS.", "Ann Lee|PT|signed"},
	{BODY "/s/ Ann Lee, SLP", "Ann Lee|SLP|signed"},
	{BODY "Therapist signature: ______ Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "ESign;Ann Lee PT DPT;11/25/2025 16:44", "Ann Lee|PT|signed"},
	{BODY "Therapist: Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "Ann Lee, physical therapist", "Ann Lee|PT|signed"},
	{BODY "                 (signed) Sol March, P.T.",
	    "Sol March|PT|signed"},
	{BODY "\xE2\x89\x88\xE2\x89\x88 Ann Lee, PT \xE2\x89\x88\xE2\x89\x88",
	    "Ann Lee|PT|signed"},
	{BODY "sig: Ann Lee, PT  2026-03-04T18:41", "Ann Lee|PT|signed"},
	{BODY "Author stamp: Ann Lee, PT, DPT - 03/04/2026 16:44",
	    "Ann Lee|PT|signed"},
	{BODY "~~ Ann Lee, OTR/L ~~", "Ann Lee|OT|signed"},
	{BODY "LANE, ANN M (PT)", "LANE, ANN M|PT|signed"},
	{BODY "STAFF   : I VANCE COTA", "I VANCE|OTA|signed"},
	{BODY "PT Name/Credentials: Faye Ross, PT", "Faye Ross|PT|signed"},
	{BODY "Therapist: ____Cora Stitt, PT____", "Cora Stitt|PT|signed"},
	{BODY "Sincerely, Bea Stroud, PT", "Bea Stroud|PT|signed"},
	{BODY "Bea Lund\nPhysical Therapist, Lic. 99", "Bea Lund|PT|signed"},
	{BODY "g. ross pt", "g. ross|PT|signed"},
	{BODY "b. lee-roe, p.t., d.p.t.", "b. lee-roe|PT|signed"},
	{BODY "p. vance-orr, m.s., ccc-slp", "p. vance-orr|SLP|signed"},
	{"This is Gus Penhall, physical therapist, on a visit.\n" BODY,
	    "Gus Penhall|PT|signed"},
	{BODY "Joy Katz, LMT, CLT", "Joy Katz|LMT|signed"},
	{BODY "D. Orsini, MS CCC", "D. Orsini|SLP|signed"},
	{BODY "<e-sig> Liv Ross, PT, GCS </e-sig>", "Liv Ross|PT|signed"},
	{BODY "Ivy Chu, PT pager 4410", "Ivy Chu|PT|signed"},
	{BODY "Read and approved: Bea Lund, PT", "Bea Lund|PT|signed"},
	{BODY "Ann Lee-Roe, PT \xE2\x96\xAA 03/04/2026 17:31",
	    "Ann Lee-Roe|PT|signed"},
	{BODY "Verified by: Ann Lee, PT 03/04/2026", "Ann Lee|PT|signed"},
	{BODY "kowalczyk-abara pt", "kowalczyk-abara|PT|signed"},
	{"PT: Ann Lee, PT, DPT\nSigned: 03/05/2026 07:15\n" BODY,
	    "Ann Lee|PT|signed"},
	{"From: K. Holm, OTR     To: chart\n" BODY "signed: Kofi Holm",
	    "Kofi Holm|OT|"},
	/* In full where the note has it. */
	{"Therapist: Ann Lee, PT\n" BODY "A. Lee, PT", "Ann Lee|PT|signed"},
	{"Therapist: Ann Lee, PT\n" BODY "B. Lee, PT", "B. Lee|PT|signed"},
	/* Initials say whose it is and sign nothing. */
	{BODY "D.T. PTA", "D.T.|PTA|"},
	{BODY "Cont. - jd", "jd||"},
	/* Who treated and signed first, before who signs for it. */
	{BODY "Quenby Lox, PTA\nCo-signed by Ann Lee, PT",
	    "Quenby Lox|PTA|signed"},
	/* A student needs the co-signer. */
	{BODY "Sam Ray, SPT / Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "Sam Ray, SPT\nCo-signed by: Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "Sam Ray, SPT\nI directed every decision: Ann Lee, PT, OCS",
	    "Ann Lee|PT|signed"},
	{BODY "SPT: Sam Ray    CI: Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "Sam Ray, student physical therapist\nI was there. Ann Lee, PT",
	    "Ann Lee|PT|signed"},
	{BODY "Sam Ray, SPT", "Sam Ray|SPT|"},
	{BODY "Sam Ray, SPT\ncc: Ann Lee, PT", "Sam Ray|SPT|"},
	/* In cells, behind labels, alone, with a form of address. */
	{BODY "| Therapist | Ann Lee, OT, CHT |", "Ann Lee|OT|signed"},
	{BODY "Ann Lee      | PT, DPT    | 03/04/2026", "Ann Lee|PT|signed"},
	{BODY "Therapist of record: Ann Lee, PT", "Ann Lee|PT|signed"},
	{BODY "PT: Ann Lee", "Ann Lee|PT|signed"},
	{BODY "Ng, PT", "Ng|PT|signed"},
	{BODY "Dr. Ann Lee, PT DPT", "Ann Lee|PT|signed"},
	{BODY "Ann R. Lee, Jr., PT", "Ann R. Lee, Jr.|PT|signed"},
	{BODY "Reviewed by Al Roe, MD", "||"},
	/* A name is the author's, but without a credential no signature. */
	{BODY "S. Dalry", "S. Dalry||"},
	{BODY "R. Bix   4/8/26", "R. Bix||"},
	{BODY "JM", "JM||"},
	{BODY "Signed: Jo Prender", "Jo Prender||"},
	/* The head of the note may tell the credential. */
	{"who treated   Tamsin Okon, PT, WCS\n" BODY "Tamsin Okon",
	    "Tamsin Okon|PT|"},
	{BODY "- Coach T (Tobias Renn, PT ATC)", "Tobias Renn|PT|signed"},
	{BODY "sign=Ann Lee-Sosa, PT, DPT @2025-08-20T12:31",
	    "Ann Lee-Sosa|PT|signed"},
	/* Whoever types no capitals signs as well. */
	{SMALL "kwabena hollis, pt, dpt", "kwabena hollis|PT|signed"},
	{SMALL "total 30     signed kwabena hollis, pt, dpt  3-4-26",
	    "kwabena hollis|PT|signed"},
	{SMALL "p. szymanski dpt  3/4/26 1125", "p. szymanski|PT|signed"},
	{SMALL "e-signed: kwabena hollis pta, 3/4/26",
	    "kwabena hollis|PTA|signed"},
	{SMALL "tx by kwabena hollis, cota/l\ntime 45",
	    "kwabena hollis|OTA|signed"},
	{SMALL "/s/ d\xC3\xA9sir\xC3\xA9" "e o'hara, ms, ccc-slp",
	    "d\xC3\xA9sir\xC3\xA9" "e o'hara|SLP|signed"},
	{SMALL "hollis, k., pt", "hollis, k.|PT|signed"},
	{SMALL "maeve stone, p.t.", "maeve stone|PT|signed"},
	{SMALL "k. m. hollis ma ccc-slp", "k. m. hollis|SLP|signed"},
	{SMALL "ingeborg stride, pt", "ingeborg stride|PT|signed"},
	{SMALL "sam ray, spt\ncosigned by kwabena hollis, pt",
	    "kwabena hollis|PT|signed"},
	{SMALL "kwabena hollis", "kwabena hollis||"},
	{SMALL "will benefit from more pt.", "||"},
	{SMALL "he'll keep needing pt", "||"},
	{SMALL "next visit with ann lee, pt", "||"},
	{SMALL "better gait, outpatient pt", "||"},
	{SMALL "ok for home, pt 3/4/26", "||"},
	/* At the end of a dictation, in the first person, behind initials. */
	{BODY "Total 48. Aug Delafosse, physical therapist, PT",
	    "Aug Delafosse|PT|signed"},
	{BODY "Aug Delafosse, occupational therapist, OTR/L",
	    "Aug Delafosse|OT|signed"},
	{BODY "This was Aug Delafosse, PT, signing off.",
	    "Aug Delafosse|PT|signed"},
	{BODY "I, Aug Delafosse, PT, personally provided this treatment.",
	    "Aug Delafosse|PT|signed"},
	{BODY "AD, PT (Aug Delafosse)", "Aug Delafosse|PT|signed"},
	{BODY "e-signed by kwabena hollis, pt 3/4/26",
	    "kwabena hollis|PT|signed"},
	{BODY "kwabena hollis dpt 3/4/26", "kwabena hollis|PT|signed"},
	{BODY "\nJo Lindholm-Roe\nOffice Manager: T. Ng", "Jo Lindholm-Roe||"},
	{BODY "\nJo Lindholm\n3/4/2026", "Jo Lindholm||"},
	{"status: signed\nClient Tamsin Cole | DOB 4/2/94\n" BODY "Jo Lindholm",
	    "Jo Lindholm||"},
	{BODY "Pending review by Ann Lee, PT", "||"},
	/* By place and shape, in wordings that no pack has. */
	{BODY "                  C. M. Ferrand, R.P.T.",
	    "C. M. Ferrand|PT|signed"},
	{BODY "Rosa Uchtland, M.S.\nCCC-SLP", "Rosa Uchtland|SLP|signed"},
	{BODY "Mari Thack, Ph.D., CCC-SLP", "Mari Thack|SLP|signed"},
	{BODY "118 = Gwen Farn PT, e-signed 03/04/2026", "Gwen Farn|PT|signed"},
	{BODY "CPT Orson Kettle, PT, DPT, SP", "Orson Kettle|PT|signed"},
	{BODY "Signed off 3/4/26 11:02 by Gil Marsh-Roe, PT, OCS, CSCS",
	    "Gil Marsh-Roe|PT|signed"},
	{"author: time 2026-03-04 18:20; Vera Solan-Webb; MS, OTR/L\n" BODY,
	    "Vera Solan-Webb|OT|signed"},
	{BODY "Rx'd by Dr. El Fry.  Examined & written by Pia Stern, PT, DPT",
	    "Pia Stern|PT|signed"},
	{BODY "Mab Kest-Stein ccc slp", "Mab Kest-Stein|SLP|signed"},
	{BODY "mab kestrel ccc slp", "mab kestrel|SLP|signed"},
	{BODY "Sgd>Hol Varg<>Occupational Therapy Assistant, COTA<  "
	    "Cosgd>Pri Dell, OTR<", "Hol Varg|OTA|signed"},
	{BODY "Faxed to Ann Lee, PT", "||"},
	{BODY "Next appt with Ann Lee, PT", "||"},
	{BODY "good gait ccc slp", "||"},
	{BODY "Valley Hand Clinic PT", "||"},
	{BODY "Signature: pending (Ann Lee, PT)", "||"},
	/* Whose the note is, without a credential. */
	{BODY "Rehab Aide: Dusty Kow", "Dusty Kow||"},
	{BODY "\nnita", "nita||"},
	{BODY "nita", "||"},
	{BODY "\nDone", "||"},
	{BODY "Faxed to: Dusty Kow", "||"},
	/* No signatures. */
	{BODY "Status: draft saved 03/19/2026, awaiting therapist.", "||"},
	{"*** DRAFT - NOT SIGNED ***\n" BODY "Ann Lee, PT", "||"},
	{BODY "Consent form signed and on file.", "||"},
	{BODY "Continue PT", "||"},
	{BODY "Skilled PT needed.\nWill call Ann Lee, PT about the brace.",
	    "||"},
	{"Referred by: R. Roe, MD   Therapist: Ann Lee, PT\n" BODY, "||"},
	{BODY "Copied to R. Roe, MD", "||"},
};

static void
signatures_are_names_with_credentials(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct facts *f = facts_of(*state, rows[i].note);
		char seen[160];
		snprintf(seen, sizeof(seen), "%.*s|%.*s|%s",
		    (int)f->author.len, f->author.len ? f->author.ptr : "",
		    (int)f->credential.len,
		    f->credential.len ? f->credential.ptr : "",
		    f->present[EL_SIGNATURE] ? "signed" : "");
		wrong += differs(rows[i].note, seen, rows[i].seen);
	}
	assert_int_equal(wrong, 0);
}

static void
a_signature_has_its_place(void **state)
{
	const struct facts *f = facts_of(*state, BODY "Ann Lee, PT");
	size_t start = strlen(BODY);

	assert_true(f->signature_at.start <= start);
	assert_true(f->signature_at.end >= start + strlen("Ann Lee, PT"));
}

/* A structured source says who signed and when, apart from its text. */
static void
the_day_of_a_stated_signature_counts(void **state)
{
	const struct stated stated[] = {
		{"signature", STR("Ann Lee"), NULL},
		{"signed-on", STR("2026-03-25"), NULL},
		{"credential", STR("PT"), NULL},
		{"author", STR("Ada Moss"), NULL},
		{"signed-on", STR("2026-03-04"), NULL},
	};
	struct lab *lab = *state;
	const struct reading *r = reading_of_source(lab, BODY, stated,
	    ROWS(stated));
	const struct facts *f = facts_read(lab->arena, r);

	arena_disarm(lab->arena);
	assert_true(f->signed_outside);
	assert_true(str_eq(f->author, STR("Ann Lee")));
	assert_int_equal(f->signed_date,
	    date_parse(STR("2026-03-25"), NO_DATE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_are_names_with_credentials),
		cmocka_unit_test(a_signature_has_its_place),
		cmocka_unit_test(the_day_of_a_stated_signature_counts),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
