/* SPDX-License-Identifier: Apache-2.0 */
/* Billing tables: limits, pairs and amounts, and which row holds on a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "pack/pack.h"
#include "own_files.h"

/* The shipped packs of one test, and paths of the user's own. */
struct files {
	struct folder folder;
	const char *own[8];
	size_t n_own;
	struct pack *pack;
};

static int
setup(void **state)
{
	struct files *f = calloc(1, sizeof(*f));

	*state = f;
	return f == NULL || !folder_make(&f->folder);
}

static int
teardown(void **state)
{
	struct files *f = *state;

	pack_free(f->pack);
	folder_remove(&f->folder);
	free(f);
	return 0;
}

static void
put(struct files *f, const char *name, const char *text)
{
	folder_put(&f->folder, name, text, strlen(text));
}

/* The last file is written anew. */
static void
drop(struct files *f)
{
	free(f->folder.files[--f->folder.n]);
}

static enum status
try(struct files *f, struct err *err)
{
	return pack_load(f->folder.path, f->own, f->n_own, &f->pack, err);
}

static void
load(struct files *f)
{
	struct err err = {0};

	if (try(f, &err) != OK)
		fail_msg("%s", err.text);
}

/* Loading fails, and the message ends so. */
static void
refused(struct files *f, const char *end)
{
	struct err err = {0};

	assert_int_equal(try(f, &err), E_CONFIG);
	size_t len = strlen(err.text), n = strlen(end);
	assert_true(len >= n);
	assert_string_equal(err.text + len - n, end);
}

static const struct code *
code(struct files *f, const char *number)
{
	const struct code *c = pack_code(f->pack, str_of(number));

	assert_non_null(c);
	return c;
}

#define CODES                                                                 \
	"code,label,timed,minutes_per_unit,add_on_to\n"                       \
	"A0001,a,yes,15,\nA0002,b,yes,15,\nA0003,c,yes,15,A0002\n"
#define PAIRS "column1,column2,indicator,effective,deleted,setting,version\n"

/* -1: no edit in force, else its indicator. */
static int
edit(struct files *f, const char *a, const char *b, date_t on,
    enum setting setting)
{
	const struct ncci_edit *e = pack_ncci(f->pack, code(f, a), code(f, b),
	    on, setting);

	return e == NULL ? -1 : e->indicator;
}

static void
pair_is_found_in_either_order(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS "A0002,A0001,1,,,practitioner,9.9\n");
	load(f);
	const struct ncci_edit *e = pack_ncci(f->pack, code(f, "A0001"),
	    code(f, "A0002"), NO_DATE, SETTING_PRACTITIONER);
	assert_non_null(e);
	assert_ptr_equal(&f->pack->codes.at[e->column1], code(f, "A0002"));
	assert_ptr_equal(&f->pack->codes.at[e->column2], code(f, "A0001"));
	assert_string_equal(e->version, "9.9");
	assert_int_equal(edit(f, "A0002", "A0001", NO_DATE, 0), 1);
	assert_int_equal(edit(f, "A0001", "A0003", NO_DATE, 0), -1);
}

static void
settings_are_apart(void **state)
{
	struct files *f = *state;
	date_t day = date_of(2024, 7, 1);

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS
	    "A0001,A0002,0,,,practitioner,1\n"
	    "A0001,A0002,1,,,outpatient-hospital,1\n"
	    "A0001,A0003,1,,,both,1\n");
	load(f);
	assert_int_equal(edit(f, "A0001", "A0002", day,
	    SETTING_PRACTITIONER), 0);
	assert_int_equal(edit(f, "A0001", "A0002", day, SETTING_HOSPITAL), 1);
	assert_int_equal(edit(f, "A0001", "A0003", day, SETTING_HOSPITAL), 1);
}

static void
both_ends_of_its_time_are_in_force(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS
	    "A0001,A0002,1,2020-10-01,2021-12-31,both,1\n");
	load(f);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2020, 9, 30), 0),
	    -1);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2020, 10, 1), 0), 1);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2021, 12, 31), 0),
	    1);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2022, 1, 1), 0), -1);
	assert_int_equal(edit(f, "A0001", "A0002", NO_DATE, 0), -1);
}

static void
void_edit_is_never_in_force(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS
	    "A0001,A0002,9,2020-01-01,2020-01-01,both,1\n"
	    "A0001,A0002,0,2020-01-01,,both,1\n"
	    "A0001,A0003,9,2020-01-01,2020-01-01,both,1\n");
	load(f);
	assert_int_equal(edit(f, "A0001", "A0003", date_of(2020, 1, 1), 0), -1);
	/* It does not hide the one that came in its stead. */
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2020, 1, 1), 0), 0);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2019, 1, 1), 0), -1);
}

/* 97530 with 97116 in the table of July 2024. */
static void
rows_without_first_day_follow_each_other(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS
	    "A0001,A0002,9,,2020-10-01,both,1\n"
	    "A0001,A0002,1,,2019-12-31,both,1\n"
	    "A0001,A0002,9,,1996-01-01,both,1\n");
	load(f);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(1995, 1, 1), 0), -1);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2019, 5, 1), 0), 1);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2020, 5, 1), 0), -1);
	assert_int_equal(edit(f, "A0001", "A0002", date_of(2024, 5, 1), 0), -1);
}

static void
own_pairs_replace_a_setting(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS "A0001,A0002,0,,,both,1\n");
	char folder[] = "/tmp/test_billing_own.XXXXXX", path[64];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/q4.csv", folder);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs("# table: ncci\n" PAIRS "A0001,A0003,1,,,practitioner,2\n", file);
	fclose(file);
	f->own[f->n_own++] = path;
	load(f);
	remove(path);
	rmdir(folder);
	assert_int_equal(edit(f, "A0001", "A0002", NO_DATE,
	    SETTING_PRACTITIONER), -1);
	assert_int_equal(edit(f, "A0001", "A0003", NO_DATE,
	    SETTING_PRACTITIONER), 1);
	assert_int_equal(edit(f, "A0001", "A0002", NO_DATE, SETTING_HOSPITAL),
	    0);
}

static void
bad_pairs_are_refused(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "ncci.csv", PAIRS "A0001,A0004,0,,,both,1\n");
	refused(f, "ncci.csv:2:7: unknown code 'A0004'; did you mean 'A0001'?");
	drop(f);
	put(f, "ncci.csv", PAIRS "A0001,A0002,2,,,both,1\n");
	refused(f, "ncci.csv:2:1: 'indicator' is '2'; expected 0, 1 or 9");
	drop(f);
	put(f, "ncci.csv", PAIRS "A0001,A0001,0,,,both,1\n");
	refused(f, "ncci.csv:2:1: a pair of a code with itself; expected two "
	    "codes");
	drop(f);
	put(f, "ncci.csv",
	    PAIRS "A0001,A0002,0,2020-01-02,2020-01-01,both,1\n");
	refused(f, "ncci.csv:2:1: 'deleted' lies before 'effective'; expected "
	    "the last day in force");
}

#define LIMITS "code,units,indicator,setting,since\n"

static void
limits_are_by_setting(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "mue.csv", LIMITS
	    "A0001,6,3,practitioner,2024-07-01\n"
	    "A0001,8,2,outpatient-hospital,\n");
	load(f);
	const struct daily_limit *l = code(f, "A0001")->limits;
	assert_int_equal(l[SETTING_PRACTITIONER].units, 6);
	assert_int_equal(l[SETTING_PRACTITIONER].indicator, 3);
	assert_int_equal(l[SETTING_PRACTITIONER].since, date_of(2024, 7, 1));
	assert_int_equal(l[SETTING_HOSPITAL].units, 8);
	assert_int_equal(l[SETTING_HOSPITAL].since, NO_DATE);
	assert_int_equal(code(f, "A0002")->limits[0].units, -1);
}

static void
limit_given_twice_is_refused(void **state)
{
	struct files *f = *state;
	char expected[256];

	put(f, "codes.csv", CODES);
	put(f, "mue.csv", LIMITS "A0001,6,3,both,\nA0001,8,3,practitioner,\n");
	snprintf(expected, sizeof(expected), "mue.csv:3:1: the limit "
	    "'A0001, practitioner' is defined at %s/mue.csv:2:1 already; "
	    "expected another name", f->folder.path);
	refused(f, expected);
}

static void
add_on_and_first_code_know_each_other(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	load(f);
	assert_ptr_equal(code(f, "A0003")->add_on_to, code(f, "A0002"));
	assert_ptr_equal(code(f, "A0002")->add_on, code(f, "A0003"));
	assert_null(code(f, "A0001")->add_on);
	assert_null(code(f, "A0001")->add_on_to);
}

static void
chain_of_add_ons_is_refused(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES "A0004,d,yes,15,A0003\n");
	refused(f, "codes.csv:5:16: 'add_on_to' is 'A0003', which is an add-on "
	    "or has one already; expected a code without");
}

#define FEES "code,from,to,status,mppr,work,practice,malpractice\n"

static void
fee_of_the_day_else_the_nearest(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "fees.csv", FEES
	    "A0001,2024-01-01,2024-12-31,A,5,0.45,.42,0.01\n"
	    "A0002,2024-01-01,2024-12-31,A,0,1,2,3\n"
	    "A0001,2026-01-01,2026-12-31,A,5,0.5,0.43,0.01\n");
	load(f);
	const struct code *c = code(f, "A0001");
	assert_int_equal(pack_fee(f->pack, c, date_of(2024, 12, 31))->practice,
	    4200);
	assert_int_equal(pack_fee(f->pack, c, date_of(2025, 1, 1))->work, 4500);
	assert_int_equal(pack_fee(f->pack, c, date_of(2025, 12, 1))->work,
	    5000);
	assert_int_equal(pack_fee(f->pack, c, date_of(2019, 1, 1))->work, 4500);
	assert_int_equal(pack_fee(f->pack, c, NO_DATE)->work, 5000);
	assert_null(pack_fee(f->pack, code(f, "A0003"), NO_DATE));
}

static void
conversion_factor_of_the_day(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "conversion-factors.csv", "from,to,factor\n"
	    "2024-01-01,2024-03-08,32.7442\n"
	    "2024-03-09,2024-12-31,33.2875\n");
	load(f);
	assert_int_equal(pack_conversion(f->pack,
	    date_of(2024, 3, 8))->factor, 327442);
	assert_int_equal(pack_conversion(f->pack,
	    date_of(2024, 3, 9))->factor, 332875);
	assert_int_equal(pack_conversion(f->pack,
	    date_of(2030, 1, 1))->factor, 332875);
}

static void
threshold_of_the_day(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "kx-thresholds.csv", "from,to,pt_slp,ot\n"
	    "2024-01-01,2024-12-31,2330,2340\n"
	    "2025-01-01,2025-12-31,2410.50,2410\n");
	load(f);
	assert_int_equal(pack_threshold(f->pack,
	    date_of(2024, 12, 31))->ot, 23400000);
	assert_int_equal(pack_threshold(f->pack,
	    date_of(2025, 1, 1))->pt_slp, 24105000);
	assert_null(pack_threshold(f->pack, date_of(2026, 1, 1)));
	assert_null(pack_threshold(f->pack, NO_DATE));
}

static void
a_threshold_without_an_end_is_refused(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "kx-thresholds.csv", "from,to,pt_slp,ot\n"
	    "2025-12-31,2025-01-01,2410,2410\n");
	refused(f, "kx-thresholds.csv:2:1: 'to' lies before 'from'; expected "
	    "the last day");
}

static void
amounts_that_are_none_are_refused(void **state)
{
	struct files *f = *state;

	put(f, "codes.csv", CODES);
	put(f, "fees.csv",
	    FEES "A0001,2024-01-01,2024-12-31,A,5,0.45678,0,0\n");
	refused(f, "fees.csv:2:33: 'work' is '0.45678'; expected a number from "
	    "0 to 1000 with at most four decimals");
	drop(f);
	put(f, "fees.csv", FEES "A0001,2024-12-31,2024-01-01,A,5,0,0,0\n");
	refused(f, "fees.csv:2:1: 'to' lies before 'from'; expected the last "
	    "day");
}

static void
decimals_are_exact(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		long value;		/* -1: refused */
	} rows[] = {
		{"33.2875", 332875}, {"0.45", 4500}, {".45", 4500},
		{"6", 60000}, {"6.", 60000}, {"0", 0}, {"1000", 10000000},
		{"1000.0001", -1},
		{"", -1}, {".", -1}, {"1.23456", -1}, {"-1", -1}, {"1,5", -1},
		{"1.2.3", -1}, {"99999999999999999999", -1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		long value = -1;
		bool good = decimal_parse(str_of(rows[i].text), 1000, &value);
		assert_int_equal(value, rows[i].value);
		assert_int_equal(good, rows[i].value >= 0);
	}
}

/* The shipped tables, by what CMS published (version 30.2, July 2024). */
static void
shipped_tables_hold(void **state)
{
	struct files *f = *state;
	const char *srcdir = getenv("srcdir");
	struct err err = {0};
	date_t day = date_of(2024, 7, 1);
	char folder[4096];

	snprintf(folder, sizeof(folder), "%s/patterns", srcdir ? srcdir : ".");
	if (pack_load(folder, NULL, 0, &f->pack, &err) != OK)
		fail_msg("%s", err.text);
	assert_int_equal(edit(f, "97140", "97124", day, 0), 0);
	assert_int_equal(edit(f, "97150", "97110", day, 0), 1);
	assert_int_equal(edit(f, "97530", "97116", day, 0), -1);
	assert_int_equal(edit(f, "97530", "97116", date_of(2019, 12, 31), 0),
	    1);
	assert_int_equal(edit(f, "97140", "97530", day, 0), -1);
	assert_int_equal(edit(f, "97110", "97530", day, 0), -1);
	assert_int_equal(edit(f, "97161", "97750", day,
	    SETTING_PRACTITIONER), 0);
	assert_int_equal(edit(f, "97161", "97750", day, SETTING_HOSPITAL), 1);
	assert_int_equal(code(f, "97110")->limits[0].units, 6);
	assert_int_equal(code(f, "97110")->limits[SETTING_HOSPITAL].units, 8);
	assert_int_equal(code(f, "97129")->limits[0].indicator, 2);
	assert_string_equal(code(f, "97130")->add_on_to->code, "97129");
	assert_string_equal(pack_fee(f->pack, code(f, "97014"), day)->status,
	    "I");
	assert_true(pack_modifier(f->pack, STR("XU"))->ncci);
	assert_false(pack_modifier(f->pack, STR("GP"))->ncci);
	assert_null(pack_modifier(f->pack, STR("ZZ")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pair_is_found_in_either_order),
		TEST(settings_are_apart),
		TEST(both_ends_of_its_time_are_in_force),
		TEST(void_edit_is_never_in_force),
		TEST(rows_without_first_day_follow_each_other),
		TEST(own_pairs_replace_a_setting),
		TEST(bad_pairs_are_refused),
		TEST(limits_are_by_setting),
		TEST(limit_given_twice_is_refused),
		TEST(add_on_and_first_code_know_each_other),
		TEST(chain_of_add_ons_is_refused),
		TEST(fee_of_the_day_else_the_nearest),
		TEST(conversion_factor_of_the_day),
		TEST(threshold_of_the_day),
		TEST(a_threshold_without_an_end_is_refused),
		TEST(amounts_that_are_none_are_refused),
		TEST(decimals_are_exact),
		TEST(shipped_tables_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
