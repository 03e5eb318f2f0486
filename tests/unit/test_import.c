/* SPDX-License-Identifier: Apache-2.0 */
/* Importing the files that CMS publishes, by small ones in their layouts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "pack/import.h"
#include "own_files.h"

struct fixture {
	struct folder folder;
	struct pack *pack;
	struct arena *arena;
	struct import im;
	struct err err;
};

static const char *
put(struct fixture *f, const char *name, const char *text)
{
	return folder_put(&f->folder, name, text, strlen(text));
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	*state = f;
	if (!folder_make(&f->folder))
		return -1;
	put(f, "codes.csv", "code,label,timed\n97110,a,no\n97124,b,no\n"
	    "97140,c,no\nG0283,d,no\n");
	if (pack_load(f->folder.path, NULL, 0, &f->pack, &f->err) != OK)
		return -1;
	f->arena = arena_new((size_t)16 << 20);
	if (f->arena == NULL || ARENA_FAILED(f->arena))
		return -1;
	f->im = (struct import){.arena = f->arena, .pack = f->pack};
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	pack_free(f->pack);
	folder_remove(&f->folder);
	free(f);
	return 0;
}

static enum status
import(struct fixture *f, const char *kind, const char *name, const char *text)
{
	f->im.kind = import_kind(kind);
	assert_non_null(f->im.kind);
	return import_file(&f->im, put(f, name, text), &f->err);
}

/* The text without the folder's name, which differs from run to run. */
static const char *
bare(struct fixture *f, const char *text)
{
	static char out[1024];
	const char *at;
	size_t len = 0;

	while ((at = strstr(text, f->folder.path)) != NULL) {
		len += (size_t)snprintf(out + len, sizeof(out) - len, "%.*s@",
		    (int)(at - text), text);
		text = at + strlen(f->folder.path);
	}
	snprintf(out + len, sizeof(out) - len, "%s", text);
	return out;
}

static void
line_is(struct fixture *f, size_t i, const char *text)
{
	assert_true(i < f->im.lines.len);
	assert_string_equal(f->im.lines.at[i].ptr, text);
}

static void
complaint_is(struct fixture *f, size_t i, const char *text)
{
	assert_true(i < f->im.complaints.len);
	assert_string_equal(bare(f, f->im.complaints.at[i].ptr), text);
}

/* What import_end() made loads with the codes. */
static void
loads(struct fixture *f, struct pack **out)
{
	char text[4096] = "";

	for (size_t i = 0; i < f->im.lines.len; i++) {
		strncat(text, f->im.lines.at[i].ptr, 256);
		strcat(text, "\n");
	}
	char folder[] = "/tmp/test_import_own.XXXXXX", path[64];
	const char *own[] = {path};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/any name.csv", folder);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	/* Only codes.csv is left beside it. */
	folder_cut(&f->folder, 1);
	enum status status = pack_load(f->folder.path, own, 1, out, &f->err);
	remove(path);
	rmdir(folder);
	if (status != OK)
		fail_msg("%s", f->err.text);
}

#define PTP                                                                   \
	"CPT codes, descriptions and other data only are copyright\t\t\r\n"   \
	"Column1/Column2 Edits\t\t\t\t\t\t\r\n"                               \
	"Column 1\tColumn 2\t*=in\tEffective\tDeletion\tModifier\tPTP\r\n"    \
	"\t\texistence\tDate\tDate\t0=not allowed\tEdit Rationale\r\n"

static void
reads_pairs(void **state)
{
	struct fixture *f = *state;
	struct pack *p;

	assert_int_equal(import(f, "ncci", "ccipra-v323r0-f1.TXT", PTP
	    "97140\t97124\t*\t19960101\t*\t0\tMutually exclusive\r\n"
	    "0001A\t0591T\t\t20210101\t*\t0\tnot ours\r\n"
	    "97110\t97140\t\t20200101\t20211231\t1\tStandards, \"practice\"\r\n"
	    "97110\t97124\t\t20200101\t \t9\t\r\n"), OK);
	assert_int_equal(f->im.headings, 4);
	assert_int_equal(f->im.rows, 4);
	assert_int_equal(f->im.kept, 3);
	assert_int_equal(f->im.others, 1);
	assert_int_equal(f->im.refused, 0);
	assert_int_equal(import_end(&f->im, &f->err), OK);
	line_is(f, 0, "# table: ncci");
	line_is(f, 2, "# ccipra-v323r0-f1.txt, edition 32.3, practitioner");
	line_is(f, 3, "# 4 rows read, 3 kept, 1 of other codes, 0 refused");
	line_is(f, 5, "97140,97124,0,1996-01-01,,practitioner,32.3,"
	    "Mutually exclusive");
	line_is(f, 6, "97110,97140,1,2020-01-01,2021-12-31,practitioner,32.3,"
	    "\"Standards, \"\"practice\"\"\"");
	loads(f, &p);
	assert_int_equal(p->ncci.len, 3);
	assert_non_null(pack_ncci(p, pack_code(p, STR("97110")),
	    pack_code(p, STR("97140")), date_of(2021, 12, 31), 0));
	pack_free(p);
}

static void
parts_are_added_up(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(import(f, "ncci", "ccioph-v310r1-f1.txt",
	    "97140\t97124\t\t20200101\t*\t0\tx\n"), OK);
	assert_int_equal(import(f, "ncci", "ccioph-v310r1-f2.txt",
	    "G0283\t97124\t\t20200101\t*\t0\tx"), OK);
	assert_int_equal(f->im.kept, 2);
	line_is(f, 1, "G0283,97124,0,2020-01-01,,outpatient-hospital,31.0,x");
}

static void
bad_pairs_are_refused_one_by_one(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(import(f, "ncci", "ccipra-v323r0-f1.txt", PTP
	    "97140\t97124\t\t20201301\t*\t0\tx\n"
	    "97140\t97124\t\t20200101\tsoon\t0\tx\n"
	    "97140\t97124\t\t20200101\t20191231\t0\tx\n"
	    "97140\t97124\t\t20200101\t*\t2\tx\n"
	    "97140\n"
	    "97140\t97140\t\t20200101\t*\t1\tx\n"
	    "total\n"
	    "97140\t97124\t\t20200101\t*\t1\tx\n"), OK);
	assert_int_equal(f->im.kept, 1);
	assert_int_equal(f->im.refused, 7);
	complaint_is(f, 0, "@/ccipra-v323r0-f1.txt:5: the effective date is no "
	    "date; expected YYYYMMDD");
	complaint_is(f, 1, "@/ccipra-v323r0-f1.txt:6: the deletion date is no "
	    "date; expected YYYYMMDD, or * for none");
	complaint_is(f, 2, "@/ccipra-v323r0-f1.txt:7: the deletion date lies "
	    "before the effective date");
	complaint_is(f, 3, "@/ccipra-v323r0-f1.txt:8: the modifier indicator "
	    "is not 0, 1 or 9");
	complaint_is(f, 4, "@/ccipra-v323r0-f1.txt:9: column 2 is no code; "
	    "expected one such as 97110");
	complaint_is(f, 5, "@/ccipra-v323r0-f1.txt:10: a pair of a code with "
	    "itself");
	complaint_is(f, 6, "@/ccipra-v323r0-f1.txt:11: 'total' is no code; "
	    "expected one such as 97110");
}

#define MUE                                                                   \
	"\"CPT codes only are copyright,\n all rights reserved.\",,,\n"       \
	"\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,"              \
	"MUE Adjudication Indicator,MUE Rationale\n"

static void
reads_limits(void **state)
{
	struct fixture *f = *state;
	struct pack *p;

	assert_int_equal(import(f, "mue",
	    "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", MUE
	    "0001A,1,2 Date of Service Edit: Policy,not ours\n"
	    "97110,8,3 Date of Service Edit: Clinical,"
	    "\"Clinical: \"\"Data\"\"\"\n"
	    "97140,many,3 Date of Service Edit: Clinical,x\n"
	    "97140,6,33,x\n"
	    "97110,9,3,x\n"), OK);
	assert_int_equal(f->im.headings, 2);
	assert_int_equal(f->im.kept, 1);
	complaint_is(f, 0, "@/MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
	    ":7: the limit is no number; expected units a day");
	complaint_is(f, 1, "@/MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
	    ":8: the adjudication indicator does not begin with 1, 2 or 3");
	complaint_is(f, 2, "@/MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
	    ":9: 97110 has a row at "
	    "@/MCR_MUE_PractitionerServices_Eff_10-01-2026.csv:6 already");
	assert_int_equal(import(f, "mue",
	    "MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv",
	    "97110,9,2 Date of Service Edit: Policy,x\n"), OK);
	assert_int_equal(import_end(&f->im, &f->err), OK);
	line_is(f, 6, "97110,8,3,practitioner,2026-10-01,"
	    "\"Clinical: \"\"Data\"\"\"");
	loads(f, &p);
	const struct code *c = pack_code(p, STR("97110"));
	assert_int_equal(c->limits[SETTING_PRACTITIONER].units, 8);
	assert_int_equal(c->limits[SETTING_HOSPITAL].indicator, 2);
	assert_int_equal(c->limits[SETTING_HOSPITAL].since,
	    date_of(2026, 10, 1));
	pack_free(p);
}

#define RVU                                                                   \
	"2026 National Physician Fee Schedule Relative Value File,,,\n"       \
	",,,STATUS,,WORK,NON-FAC,,FACILITY,,MP,NON-FAC,FACILITY,,,,,,MULT\n"  \
	"HCPCS,MOD,DESCRIPTION,CODE,,RVU,PE RVU,,PE RVU,,RVU,TOTAL,TOTAL\n"

static void
reads_relative_values(void **state)
{
	struct fixture *f = *state;
	struct pack *p;

	assert_int_equal(import(f, "rvu", "PPRRVU2026_Jan_nonQPP.csv", RVU
	    "97110,,\"made, up\",A,,0.45,.50,,.50,,0.01,0.96,0.96,7,XXX,0,0,0,"
	    "5,0\n"
	    "97110,26,part of it,A,,0.45,.50,,.50,,0.01,0.96,0.96,7,X,0,0,0,5\n"
	    "99999,,not ours,A,,1,1,,1,,1,3,3,0,XXX,0,0,0,0\n"
	    "97140,,moved,A,,0.43,0.40,,0.40,,0.01,0.90,0.84,7,XXX,0,0,0,5\n"
	    "97124,,no value,A,,NA,0.40,,0.40,,0.01,0.90,0.84,7,XXX,0,0,0,5\n"
	    "G0283,,no status,,,0,0,,0,,0,0,0,7,XXX,0,0,0,5\n"), OK);
	assert_int_equal(f->im.headings, 3);
	assert_int_equal(f->im.kept, 1);
	assert_int_equal(f->im.others, 2);
	complaint_is(f, 0, "@/PPRRVU2026_Jan_nonQPP.csv:7: work, practice and "
	    "malpractice expense do not add up to the total; expected the "
	    "columns of PPRRVU");
	complaint_is(f, 1, "@/PPRRVU2026_Jan_nonQPP.csv:8: a relative value is "
	    "no number; expected the columns of PPRRVU");
	complaint_is(f, 2, "@/PPRRVU2026_Jan_nonQPP.csv:9: the status is no "
	    "letter; expected the columns of PPRRVU");
	assert_int_equal(import_end(&f->im, &f->err), OK);
	line_is(f, 5, "97110,2026-01-01,2026-12-31,A,5,0.45,.50,0.01,"
	    "CMS PPRRVU 2026,confirmed");
	loads(f, &p);
	const struct fee *fee = pack_fee(p, pack_code(p, STR("97110")),
	    date_of(2026, 5, 1));
	assert_int_equal(fee->practice, 5000);
	assert_int_equal(fee->mppr, 5);
	pack_free(p);
}

/* No descriptor of a code passes: they are not ours to hand on. */
static void
descriptors_stay_behind(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(import(f, "rvu", "PPRRVU24_JUL.csv",
	    "97110,,SECRET WORDS,A,,0.45,.42,,.42,,0.01,0.88,0.88,7,XXX,0,0,0,5"
	    "\n"), OK);
	assert_int_equal(import_end(&f->im, &f->err), OK);
	for (size_t i = 0; i < f->im.lines.len; i++)
		assert_null(strstr(f->im.lines.at[i].ptr, "SECRET"));
	line_is(f, 5, "97110,2024-01-01,2024-12-31,A,5,0.45,.42,0.01,"
	    "CMS PPRRVU 2024,confirmed");
}

static void
fails(struct fixture *f, const char *kind, const char *name,
    const char *text, enum status status, const char *message)
{
	assert_int_equal(import(f, kind, name, text), status);
	assert_string_equal(bare(f, f->err.text), message);
}

static void
wrong_files_are_named_with_the_remedy(void **state)
{
	struct fixture *f = *state;

	fails(f, "rvu", "PPRRVU26.xlsx", "PK\3\4...", E_INPUT,
	    "@/PPRRVU26.xlsx: a workbook; expected text: save the sheet as "
	    "CSV, or take the text file that CMS publishes beside it");
	fails(f, "rvu", "rvu26a.zip", "PK\3\4...", E_INPUT,
	    "@/rvu26a.zip: an archive; expected the text file in it: unpack it "
	    "first");
	fails(f, "rvu", "PPRRVU26.csv", "", E_INPUT,
	    "@/PPRRVU26.csv: the file is empty; expected a table that CMS "
	    "publishes");
	fails(f, "ncci", "ccipra-v323r0-f1.txt", "a,b\nc,d\n", E_INPUT,
	    "@/ccipra-v323r0-f1.txt: no row begins with a code; expected "
	    "procedure-to-procedure edits as CMS publishes them");
}

static void
what_a_name_does_not_say_is_asked_for(void **state)
{
	struct fixture *f = *state;
	static const char pair[] = "97140\t97124\t\t20200101\t*\t0\tx\n";

	fails(f, "ncci", "a.txt", pair, E_CONFIG, "@/a.txt: the name does not "
	    "say for whom the table is; expected --setting practitioner or "
	    "--setting outpatient-hospital");
	f->im.setting = "both";
	fails(f, "ncci", "b.txt", pair, E_CONFIG, "--setting: unknown setting "
	    "'both'; expected one of practitioner, outpatient-hospital");
	f->im.setting = "practitioner";
	fails(f, "ncci", "c.txt", pair, E_CONFIG, "@/c.txt: the name does not "
	    "say which edition it is; expected --edition with a version such "
	    "as 32.3");
	f->im.edition = "october";
	fails(f, "ncci", "d.txt", pair, E_CONFIG, "@/d.txt: the edition is "
	    "'october'; expected a version such as 32.3");
	f->im.edition = "32.3";
	assert_int_equal(import(f, "ncci", "e.txt", pair), OK);
	assert_int_equal(f->im.kept, 1);
}

static void
nothing_kept_is_an_error(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(import(f, "ncci", "ccipra-v323r0-f1.txt",
	    "0001A\t0591T\t\t20210101\t*\t0\tx\n"), OK);
	assert_int_equal(import_end(&f->im, &f->err), E_INPUT);
	assert_string_equal(f->err.text, "no row is of codes that the packs "
	    "know; expected procedure-to-procedure edits of therapy codes");
}

static void
endless_row_is_refused(void **state)
{
	struct fixture *f = *state;
	size_t n = LIMIT_CMS_ROW_BYTES + 2;
	char *text = malloc(n + 1);

	assert_non_null(text);
	memset(text, 'x', n);
	text[n] = '\0';
	assert_int_equal(import(f, "mue", "practitioner_eff_10-01-2026.csv",
	    text), E_LIMIT);
	free(text);
	assert_string_equal(bare(f, f->err.text),
	    "@/practitioner_eff_10-01-2026.csv:1: the row is longer than 65536 "
	    "bytes or 64 cells; expected a table that CMS publishes");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_pairs),
		TEST(parts_are_added_up),
		TEST(bad_pairs_are_refused_one_by_one),
		TEST(reads_limits),
		TEST(reads_relative_values),
		TEST(descriptors_stay_behind),
		TEST(wrong_files_are_named_with_the_remedy),
		TEST(what_a_name_does_not_say_is_asked_for),
		TEST(nothing_kept_is_an_error),
		TEST(endless_row_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
